"""The next year starts from this one: what was open is in its workbook, and counts there."""

from pathlib import Path

import pytest

import years
from gongkai.cli.app import run
from gongkai.keys import Key
from gongkai.office.carried import carried_into
from gongkai.records.agency import Agency
from gongkai.records.load import load

OFFICE = Agency("x", "某局", "department")

REQUEST = {
    "登记编号": "甲1", "申请人类型": "自然人", "申请人": "某人", "申请方式": "网络", "收到日期": "2022-12-20",
}  # fmt: skip
DONE = REQUEST | {
    "登记编号": "甲2",
    "收到日期": "2022-03-01",
    "答复日期": "2022-03-08",
    "办理结果": "予以公开",
}


def test_open_requests_stand_in_the_next_years_workbook_and_are_carried_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years.write_year(tmp_path, 2022, {"requests": [DONE, REQUEST]}, encoding="utf-8")
    assert run(["init", "x", "--year", "2023", "--data", str(tmp_path)]) == 0
    assert "已从2022年转入未办结的申请 1 条" in capsys.readouterr().out
    frame = load(tmp_path, Key("x", 2023), personal={"requests": ("applicant",)}).frames["requests"]
    kept = frame.collect()
    assert kept.get_column("id").to_list() == ["甲1"]
    assert kept.get_column("carried_in").to_list() == [True]
    assert kept.get_column("applicant").to_list() == ["某人"]


def test_a_year_that_cannot_be_counted_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    broken = REQUEST | {"收到日期": "2022-02-30"}
    years.write_year(tmp_path, 2022, {"requests": [broken]}, encoding="utf-8")
    carried = carried_into(tmp_path, Key("x", 2023), OFFICE)
    assert not carried.rows and "没有结转" in carried.told[0]


def test_a_first_year_has_nothing_to_carry(tmp_path: Path) -> None:
    assert carried_into(tmp_path, Key("x", 2023), OFFICE).told == ()
