"""Several facts of one column: read in one line, answered for with one line, all of them or some."""

import datetime as dt
from collections.abc import Callable, Sequence

import pytest

from gongkai.checks.alike import alike, at_once, named_in
from gongkai.checks.waivers import Waiver, answer
from gongkai.findings import Finding, Place, Severity

DAY = dt.date(2018, 1, 25)


def unreviewed(*rows: int) -> list[Finding]:
    return [
        Finding(
            "R-10", Severity.ERROR, Place("主动公开.xlsx", "上半年", n, "保密审查日期"), None,
            "已审查", "没有保密审查记录", "请补齐",
        )
        for n in rows
    ]  # fmt: skip


def late(**rows: str) -> list[Finding]:
    return [
        Finding(
            "R-05", Severity.ERROR, Place("依申请公开.csv", None, int(n[1:]), "答复日期"), "2025-05-30",
            "在答复期限内答复", f"答复超过期限：{words}", "请核对日期",
        )
        for n, words in rows.items()
    ]  # fmt: skip


THREE = late(
    _3="答复期限为2025-05-20，逾期10天",
    _8="答复期限为2025-05-28，逾期2天（延期不合规，延期告知晚于原期限）",
    _9="答复期限为2025-05-20，逾期10天",
)
LINE = (
    "[错误 R-05] 依申请公开.csv “答复日期”列：答复超过期限（第3、9行答复期限为2025-05-20，逾期10天；"
    "第8行答复期限为2025-05-28，逾期2天（延期不合规，延期告知晚于原期限）；共3处）。"
)


def answered(line: str, findings: Sequence[Finding]) -> list[int | None]:
    """Return the rows that a waiver with this line answers for."""
    waiver = Waiver("", "法规科", "已补办", dt.date(2018, 12, 31), finding=line)
    made = answer(findings, [waiver], DAY)
    rows = [f.place.row for f in made.findings if f.severity is Severity.WARNING]
    assert (waiver in made.used) == bool(rows)
    return rows


def test_what_differs_in_nothing_but_the_row_is_one_line_with_all_that_is_said_of_it() -> None:
    rows, other = (
        unreviewed(3, 5, 6, 7),
        Finding("D-7", Severity.WARNING, Place(""), None, "", "缺", ""),
    )
    (first, second) = at_once([*rows[:2], other, *rows[2:]])
    assert str(first) == (
        "[错误 R-10] 主动公开.xlsx 工作表“上半年” “保密审查日期”列：没有保密审查记录（第3、5—7行，共4处）。应为：已审查。请补齐。"
    )
    assert (first.rows, second) == (4, other)
    assert list(at_once(THREE[:2])) == THREE[:2]


def test_the_line_that_is_printed_answers_for_all_whose_rows_it_names() -> None:
    rows = unreviewed(3, 5, 6, 7)
    (line,) = alike(rows)
    assert line == (
        "[错误 R-10] 主动公开.xlsx 工作表“上半年” “保密审查日期”列：没有保密审查记录（第3、5—7行，共4处）。"
    )
    for told in (line, str(next(at_once(rows))), line.replace("—", "-")):
        assert answered(told, rows) == [3, 5, 6, 7]
    assert answered(str(rows[1]), rows) == [5]


def test_late_replies_each_with_its_days_are_answered_for_in_one_line() -> None:
    assert list(alike(THREE))[-1] == LINE
    assert answered(LINE, THREE) == [3, 8, 9]
    assert answered(str(THREE[1]), THREE) == [8]


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (lambda line: line.replace("第3、9行", "第9行"), [8, 9]),
        (lambda line: line[: line.index("第8行")] + "共3处）。", [3, 9]),
        (lambda line: line.replace("第3、9行", "第3、4行"), []),
        (lambda line: line.replace("逾期2天", "逾期3天"), []),
        (lambda line: line.replace("答复日期", "收到日期"), []),
        (lambda line: line.replace("第3、9行", "第3—999999999行"), []),
        (lambda line: line.replace("第3、9行", "第、行"), []),
    ],
)
def test_a_line_may_name_some_of_the_rows_and_none_that_says_something_else(
    change: Callable[[str], str], rows: list[int]
) -> None:
    assert answered(change(LINE), THREE) == rows


def test_a_row_that_came_is_open_and_one_that_went_makes_it_another_line() -> None:
    (line,) = alike(unreviewed(3, 5, 6))
    assert answered(line, unreviewed(3, 5, 6, 9)) == [3, 5, 6]
    assert answered(line, unreviewed(3, 6, 9)) == []
    assert not named_in("", THREE) and not named_in("[错误 R-05] 依申请公开.csv", THREE)


def test_what_is_amiss_in_the_headings_of_all_months_is_one_line_and_what_rows_say_is_not() -> None:
    def months(rule: str) -> list[Finding]:
        return [
            Finding(rule, Severity.ERROR, Place("热线.xlsx", f"{n}月", 3, "转办日期"), None, "甲", "缺少必需的列", "请补上")
            for n in (1, 2, 10)
        ]  # fmt: skip

    (line,) = at_once(months("L-03"))
    assert str(line) == (
        "[错误 L-03] 热线.xlsx “转办日期”列：缺少必需的列（“1月”等3张工作表，第3行）。应为：甲。请补上。"
    )
    assert line.rows == 3 and list(at_once(months("L-03")[:2])) == months("L-03")[:2]
    assert list(at_once(months("R-19"))) == months("R-19")  # each may be answered for
