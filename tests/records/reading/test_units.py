"""A unit that stands in a title counts for the amounts below it, and is told."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import sheets

from gongkai.keys import Key
from gongkai.records.load import Records, load

YEAR = 2024
HEAD = ["编号", "项目名称", "种类", "金额", "日期"]
ROWS = [["F1", "检验检测费", "行政事业性收费", "12.35", "2024-12-01"], ["F2", "检定费", "行政事业性收费", "3.2", "2024-12-02"]]  # fmt: skip


def read(bare_office: Path, titles: Sequence[str], heading: str) -> Records:
    rows = [*([title] for title in titles), [heading if h == "金额" else h for h in HEAD], *ROWS]
    sheets.workbook(bare_office / "行政事业性收费.xlsx", rows)
    return load(bare_office.parents[1], Key("x", YEAR))


@pytest.mark.parametrize(
    ("titles", "heading", "total"),
    [
        (["2024年收费情况表（单位：万元）"], "金额", "155500"),
        (["收费情况表", "填报单位：某局  金额单位：万元"], "金额", "155500"),
        (["收费情况表", "单位:万元"], "收费金额", "155500"),
        (["收费情况表（万元）"], "金额", "155500"),
        (["收费情况表（万元）", "单位：元"], "金额", "15.55"),
        (["收费情况表（单位：万元）"], "金额（元）", "15.55"),
        (["收费情况表（单位：件、万元）"], "金额（万元）", "155500"),
        (["填报单位：某局"], "金额", "15.55"),
    ],
)
def test_a_title_s_unit_is_that_of_the_amounts_below(
    bare_office: Path, titles: list[str], heading: str, total: str
) -> None:
    records = read(bare_office, titles, heading)
    frame = records.frames["charges"].collect()
    assert sum(frame["amount_yuan"].to_list()) == Decimal(total)
    told = [f.message for f in records.findings if "标题写明单位为万元" in f.message]
    assert bool(told) is (total == "155500" and "万元" not in heading)
