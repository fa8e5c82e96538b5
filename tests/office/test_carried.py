"""The next year starts from this one: what was open is in its workbook, and counts there."""

from pathlib import Path

import pytest

import years
from gongkai.checks.check import State
from gongkai.cli.app import run
from gongkai.examined.examine import examine
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


def test_cases_that_fall_due_next_year_go_on_and_those_judged_do_not(tmp_path: Path) -> None:
    case = {"来源": "12345市长公开电话", "转办日期": "2022-12-28", "办理期限": "2023-01-05"}
    proposal = {"类型": "人大代表建议", "题目": "甲", "承办角色": "主办", "交办日期": "2022-11-01"}
    rows = {
        "hotline_cases": [
            case | {"编号": "R1"},
            case | {"编号": "R2", "办结日期": "2022-12-30"},
            case | {"编号": "R3", "办理期限": "2022-12-30"},
            case | {"编号": "R4", "退回": "是"},
        ],
        "proposals": [
            proposal | {"建议提案号": "T1"},
            proposal | {"建议提案号": "T2", "答复日期": "2022-12-01"},
            proposal | {"建议提案号": "T3", "交办日期": "2022-03-01"},
        ],
    }
    years.write_year(tmp_path, 2022, rows, encoding="utf-8")
    carried = carried_into(tmp_path, Key("x", 2023), OFFICE)
    assert [r["id"] for r in carried.rows["hotline_cases"]] == ["R1"]
    assert [r["id"] for r in carried.rows["proposals"]] == ["T1"]


def test_the_offices_own_chapters_go_on_as_drafts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = years.write_year(tmp_path, 2022, {}, encoding="utf-8")
    (folder / "narrative").mkdir()
    own = folder / "narrative" / "存在的主要问题及改进情况.md"
    own.write_text("{# 说明 #}\n解读形式单一，今后将丰富形式。\n", encoding="utf-8")
    data = ["--data", str(tmp_path)]
    assert run(["init", "x", "--year", "2023", *data]) == 0
    assert "自己写的章节 1 节（存在的主要问题及改进情况）" in capsys.readouterr().out
    path = tmp_path / "x" / "2023" / "narrative" / own.name
    text = path.read_text(encoding="utf-8")
    assert "以下是上年的文字（2022年度）" in text and "解读形式单一" in text
    key = Key("x", 2023)
    unwritten = examine(tmp_path, key)
    assert [f.rule for f in unwritten.findings if f.rule == "N-04"]  # still to be written
    (problems,) = (r for r in unwritten.results if r.id == "D-6")  # nothing there to be judged
    assert problems.state is State.NOT_ASSESSABLE and "还没有写" in problems.message
    assert run(["narrative", "x", "2023", *data]) == 0
    assert path.read_text(encoding="utf-8") == text
    path.write_text(text.partition("#}")[2].lstrip(), encoding="utf-8")  # to be used as it is
    assert not [f for f in examine(tmp_path, key).findings if f.rule == "N-04"]


def test_a_year_that_cannot_be_counted_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    broken = REQUEST | {"收到日期": "2022-02-30"}
    years.write_year(tmp_path, 2022, {"requests": [broken]}, encoding="utf-8")
    carried = carried_into(tmp_path, Key("x", 2023), OFFICE)
    assert not carried.rows and "没有结转" in carried.told[0]


def test_a_first_year_has_nothing_to_carry(tmp_path: Path) -> None:
    assert carried_into(tmp_path, Key("x", 2023), OFFICE).told == ()
