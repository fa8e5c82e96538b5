"""Approvals and reviews of which a ledger registers nothing: one hint, an unknown figure, no sentence."""

import csv
from pathlib import Path

import pytest

from gongkai.examined.examine import Examined, examine
from gongkai.findings import Severity
from gongkai.indicators.value import Rate, Unknown
from gongkai.keys import Key
from gongkai.narrative.own.typed import lines_of

LEVELS = ("科室审核日期", "分管领导审核日期", "主要领导审签日期")
REVIEW = ("保密审查日期", "保密审查结论")


def without(year_folder: Path, *headings: str, column: bool = False, kept: int = 0) -> Examined:
    """Return the year with these columns blank but for the first rows, or not there at all."""
    path = year_folder / "disclosures.csv"
    head, *rows = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    at = [head.index(heading) for heading in headings]
    for row in rows[kept:]:
        for n in at:
            row[n] = ""
    if column:
        head, rows = (
            [c for n, c in enumerate(head) if n not in at],
            [[c for n, c in enumerate(row) if n not in at] for row in rows],
        )
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    return examine(year_folder.parents[1], Key("hrbrfb", 2018))


def prose(found: Examined) -> str:
    return "".join(
        run.text for s in found.narrative.sections for line in lines_of(s) for run in line
    )


@pytest.mark.parametrize("column", [True, False], ids=["no column", "no date"])
def test_approvals_that_nobody_registers_are_one_hint_and_no_sentence(
    year_folder: Path, column: bool
) -> None:
    found = without(year_folder, *LEVELS, column=column)
    (hint,) = [f for f in found.findings if f.rule == "R-10"]
    assert hint.severity is Severity.INFO
    assert "三级审批情况未掌握" in hint.message
    assert isinstance(found.indicators["approval_rate"], Unknown)
    assert found.indicators["secrecy_review_rate"] == Rate(216, 216)
    text = prose(found)
    assert "审批" not in text and "未掌握" not in text
    assert "主动公开的信息，均经保密审查。" in text
    assert found.blocking == ()


def test_neither_approvals_nor_reviews_leave_no_trace_in_the_prose(year_folder: Path) -> None:
    found = without(year_folder, *LEVELS, *REVIEW)
    assert len([f for f in found.findings if f.rule == "R-10"]) == 2
    assert "主动公开的信息，" not in prose(found)
    assert found.blocking == ()


def test_a_level_that_is_never_registered_is_a_custom(year_folder: Path) -> None:
    found = without(year_folder, LEVELS[2])
    (hint,) = [f for f in found.findings if f.rule == "R-10"]
    assert LEVELS[2] in hint.message and LEVELS[0] not in hint.message
    assert isinstance(found.indicators["approval_rate"], Unknown)


def test_approvals_that_are_registered_for_some_are_missing_for_the_others(
    year_folder: Path,
) -> None:
    found = without(year_folder, *LEVELS, kept=210)
    errors = [f for f in found.findings if f.rule == "R-10" and f.severity is Severity.ERROR]
    assert len(errors) == 3 * 6
    assert found.indicators["approval_rate"] == Rate(210, 216)
