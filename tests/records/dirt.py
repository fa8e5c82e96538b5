"""A small 依申请公开 ledger, to be written in many ways, and what it must be read as."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

from gongkai.keys import Key
from gongkai.records.load import Records, load

KEY = Key("hrbrfb", 2018)
HEAD = ["登记编号", "申请人类型", "申请方式", "收到日期", "答复日期", "办理结果", "收费金额"]
ONE = ["YSQ1", "自然人", "网络", "2018-03-05", "2018-03-20", "同意公开", "12.00"]
TWO = ["YSQ2", "商业企业", "信函", "2018-04-10", "2018-04-20", "申请信息不存在", "0"]
THREE = ["YSQ3", "自然人", "当面", "2018-05-10", "2018-05-11", "同意公开", "12000"]
CLEAN = [HEAD, ONE, TWO, THREE]
READ = {
    "id": ["YSQ1", "YSQ2", "YSQ3"],
    "applicant_type": ["natural_person", "commercial", "natural_person"],
    "submit_channel": ["online", "letter", "in_person"],
    "received_on": [dt.date(2018, 3, 5), dt.date(2018, 4, 10), dt.date(2018, 5, 10)],
    "reply_on": [dt.date(2018, 3, 20), dt.date(2018, 4, 20), dt.date(2018, 5, 11)],
    "outcome": ["granted", "not_existing", "granted"],
    "fee_yuan": [Decimal("12.00"), Decimal("0.00"), Decimal("12000.00")],
}
Told = set[tuple[str, int | None, str | None]]


def changed(row: int, heading: str, value: object) -> list[list[object]]:
    rows: list[list[object]] = [list(r) for r in CLEAN]
    rows[row - 1][HEAD.index(heading)] = value
    return rows


def real_dates_in(row: list[str]) -> list[object]:
    return [dt.date.fromisoformat(c) if c.startswith("2018-") else c for c in row]


def read(office: Path) -> tuple[Records, Told]:
    """Return the records, and what was told of the ledger: (rule, row, column)."""
    records = load(office.parents[1], KEY)
    others = {path.name for path in office.glob("*.csv") if "依申请" not in path.name}
    told = {
        (f.rule, f.place.row, f.place.column)
        for f in records.findings
        if f.rule != "L-14" and f.place.file not in others
    }
    return records, told


def rows_of(records: Records) -> dict[str, list[object]]:
    frame = records.frames["requests"].select(list(READ)).sort("id").collect()
    return frame.to_dict(as_series=False)
