import datetime as dt
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.checks.check import Result, State
from gongkai.checks.data import check_findings, findings_of
from gongkai.checks.waivers import Waiver, answer, apply_waivers, load_waivers
from gongkai.checks.wording.prose import Passage, Prose
from gongkai.checks.wording.registry import check_wording
from gongkai.errors import UnreadableError
from gongkai.examined.examine import build
from gongkai.findings import WITHHELD, Finding, Place, Severity
from gongkai.records.settings import toml_text

FAILED = Result("F14-6", State.FAIL, "不符", Decimal(15), Decimal(14), blocks=True)
WAIVER = Waiver("F14-6", "法规科", "一件逾期", dt.date(2018, 12, 31), "15", "14")
DAY = dt.date(2018, 1, 25)


def test_a_waiver_holds_for_the_values_it_saw() -> None:
    (result,) = apply_waivers([FAILED], [WAIVER], DAY)
    assert (result.state, result.blocks) == (State.WARN, False)
    assert "法规科" in result.message
    assert "一件逾期" in result.message


@pytest.mark.parametrize(
    ("result", "day"),
    [
        (Result("F14-6", State.FAIL, "不符", Decimal(16), Decimal(14), blocks=True), DAY),
        (Result("F14-5", State.FAIL, "不符", Decimal(15), Decimal(14), blocks=True), DAY),
        (FAILED, dt.date(2019, 1, 1)),
    ],
)
def test_changed_values_another_check_or_a_passed_day_void_it(result: Result, day: dt.date) -> None:
    kept, said = apply_waivers([result], [WAIVER], day)
    assert kept == result
    assert (said.id, said.state) == ("R-00", State.WARN)


def waived(folder: Path, line: str, expires: str = "2018-12-31") -> None:
    (folder / "review.toml").write_text(
        f'[[waiver]]\nfinding = \'{line}\'\nowner = "法规科"\nreason = "已说明"\nexpires = {expires}\n',
        encoding="utf-8",
    )


def late(sample: Path) -> str:
    (line,) = [str(f) for f in build("yunshan", 2017, sample).findings if f.rule == "R-05"]
    return line


def test_the_late_reply_is_answered_for_once_with_the_line_that_check_prints(sample: Path) -> None:
    before = build("yunshan", 2017, sample)
    assert {r.id for r in before.results if r.blocks} == {"R-05"}
    assert not [f for f in before.findings if f.rule == "F14-6"]
    line = late(sample)
    assert re.search(r"答复期限为2017-\d\d-\d\d，逾期\d+天", line)
    waived(sample / "yunshan" / "2017", line)
    after = build("yunshan", 2017, sample)
    assert after.state == "核对通过"
    assert [r.id for r in after.results if "法规科" in r.message] == ["R-05"]
    assert not [r for r in after.results if r.id == "R-00"]


@pytest.mark.parametrize(
    ("change", "expires", "why"),
    [
        (lambda line: line.replace("逾期", "逾期1"), "2018-12-31", "现在所见是：[错误 R-05]"),
        (lambda line: line, "2017-12-30", "已过"),
        (lambda line: "[错误 X-6] 某处：某事。", "2018-12-31", "没有发现这项问题"),
    ],
)
def test_a_waiver_that_fits_nothing_says_why(
    sample: Path, change: Callable[[str], str], expires: str, why: str
) -> None:
    waived(sample / "yunshan" / "2017", change(late(sample)), expires)
    after = build("yunshan", 2017, sample)
    (said,) = [f for f in after.findings if f.rule == "R-00"]
    assert said.place.file == "review.toml" and why in said.message
    assert after.blocking


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('owner = "甲"', "", "owner"),
        ("expires = 2018-12-31", 'expires = "2018"', "expires"),
        ('left = "15"', "", "当时所见"),
        ('reason = "乙"', 'reason = "乙"\nby = "丙"', "by"),
        ("[[waiver]]", "[[waivers]]", "waivers"),
    ],
)
def test_a_fault_in_the_review_file_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = '[[waiver]]\ncheck = "F14-6"\nleft = "15"\nowner = "甲"\nreason = "乙"\nexpires = 2018-12-31\n'
    assert old in text
    (tmp_path / "review.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UnreadableError, match=told):
        load_waivers(tmp_path)


def test_a_warning_of_a_row_is_answered_for_as_it_is_printed_and_one_of_the_report_need_not_be() -> (
    None
):
    place = Place("热线转办.csv", None, 6, "办结日期")
    row = Finding(
        "R-19", Severity.WARNING, place, "2025-02-09", "不晚于期限", "办结晚于办理期限", "请核对"
    )
    by_line = Waiver("", "法规科", "属实", dt.date(2026, 1, 1), finding=str(row))
    (kept,) = answer([row], [by_line], DAY).findings
    assert kept.severity is Severity.WARNING and "属实" in kept.message and not kept.remedy
    remark = Result("D-7", State.WARN, "没有写明联系方式")
    printed = Waiver(
        "", "法规科", "属实", dt.date(2026, 1, 1), finding=str(findings_of([remark], [])[0])
    )
    assert "不必说明" in apply_waivers([remark], [printed], DAY)[-1].message


@pytest.mark.parametrize("rule", WITHHELD)
def test_what_leaves_a_notice_in_the_report_is_written_and_not_waived(rule: str) -> None:
    error = Finding(rule, Severity.ERROR, Place("问题.md"), None, "", "尚未撰写", "请写出正文")
    by_line = Waiver("", "甲", "不写", dt.date(2018, 12, 31), finding=str(error))
    by_check = Waiver(rule, "甲", "不写", dt.date(2018, 12, 31), message="尚未撰写：问题.md")
    assert answer([error], [by_line], DAY).findings == (error,)
    results = apply_waivers(check_findings([error]), [by_line, by_check], DAY, findings=[error])
    assert results[0].blocks
    assert len(results) == 3 and all("不能以说明代替" in said.message for said in results[1:])


def test_a_notice_in_the_report_is_a_placeholder_that_nobody_can_answer_for() -> None:
    held = Passage("（收到申请数未掌握，此处暂缺）", Place("总体情况.md"))
    prose = Prose("", 2024, None, (), own=True, withheld=(held, held))
    (found,) = [r for r in check_wording(prose) if r.id == "D-5"]
    assert (found.blocks, found.waivable) == (True, False)
    assert found.message == f"留有空缺：“{held.text}”等2处"
    waiver = Waiver("D-5", "甲", "不写", dt.date(2018, 12, 31), message=found.message)
    assert apply_waivers([found], [waiver], DAY)[0] == found
    assert findings_of([found], ())
    told = Finding("N-08", Severity.ERROR, Place(""), None, "", "未掌握", "")
    assert not findings_of([found], [told])  # told at its cause


@pytest.mark.parametrize("line", ["甲“乙”", "{{ 数字('甲') }}", "'甲' \"乙\" \\", "甲\n乙"])
def test_a_line_is_told_as_toml_reads_it(line: str) -> None:
    assert tomllib.loads(f"finding = {toml_text(line)}") == {"finding": line}
