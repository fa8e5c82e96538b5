"""Few rows are glanced at before they are asked about: the answer is the same."""

import random

import pytest

from gongkai.records.ledgers import in_year
from gongkai.records.reading.rows import table
from gongkai.records.reading.rows.few import only_records
from gongkai.records.reading.rows.table import raw_table
from gongkai.records.reading.sheet import from_rows

WORDS = (
    "合计", "本月小计", "总 计", "注：以上为全年数", "备注", "示例：甲", "无", "没有", "无业务", "本月未收到申请", "3", "12件",
    "负责人：李某", "第3页", "以下空白", "（此页无正文）", "共5条", "云许〔2024〕4号", "会议名称", "关于召开会议的说明。", "", "", "",
    "2024年3月5日", "2024-03-05", "政务公开工作会", "/", "—", "total", "审核：",
)  # fmt: skip
LIKELY = ("政务公开工作会", "2024-03-05", "12", "", "某科")


@pytest.mark.parametrize("kind", ["meetings", "charges", "documents"])
def test_a_glance_tells_what_a_query_tells(kind: str, monkeypatch) -> None:
    ledger = in_year(2024)[kind]
    head = [column.heading for column in ledger.columns]
    seen = []

    def glance(*given):
        seen.append(only_records(*given))
        return seen[-1]

    for seed in range(40):
        rng = random.Random(f"{kind}{seed}")
        odd = rng.choice((0, 0.03, 0.3))
        rows = [
            [rng.choice(WORDS if rng.random() < odd else LIKELY) for _ in head]
            for _ in range(rng.randint(1, 9))
        ]
        if rng.random() < 0.2:
            rows.insert(rng.randint(0, len(rows)), head)
        if seed % 2:
            rows = [[str(n), *row] for n, row in enumerate(rows, 1)]
        sheet = from_rows([["序号", *head] if seed % 2 else head, *rows], "台账.csv", None, "")
        monkeypatch.setattr(table, "only_records", glance)
        one = raw_table(sheet, ledger)
        monkeypatch.setattr(table, "only_records", lambda *_: None)
        other = raw_table(sheet, ledger)
        assert (one.rows, one.findings) == (other.rows, other.findings)
        assert (one.frame is None) == (other.frame is None)
        if one.frame is not None and other.frame is not None:
            assert one.frame.collect().equals(other.frame.collect())
    answers = [found is not None for found in seen]
    assert min(answers.count(True), answers.count(False)) > 4, answers
