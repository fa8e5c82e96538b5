"""Approvals and reviews of which a ledger registers nothing: one hint, an unknown figure, no sentence."""

import csv
from pathlib import Path

import pytest

from gongkai.examined.examine import Examined, examine
from gongkai.findings import Severity
from gongkai.indicators.compute import Indicators
from gongkai.indicators.registry import BREAKDOWN_BY_ID, BY_ID
from gongkai.indicators.rollup import add_up
from gongkai.indicators.value import Amount, Rate, Unknown
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


def test_a_date_of_review_is_a_review_done(year_folder: Path) -> None:
    """Article 17 asks for the review; a conclusion beside its date is the office's own way."""
    found = without(year_folder, REVIEW[1], column=True)
    assert not [f for f in found.findings if f.rule == "R-10"]
    assert found.indicators["secrecy_review_rate"] == Rate(216, 216)
    assert "均经保密审查。" in prose(found)


def test_reviews_of_some_are_counted_with_their_base(year_folder: Path) -> None:
    without(year_folder, *REVIEW, kept=210)
    found = without(year_folder, *LEVELS, column=True)
    assert found.indicators["secrecy_review_rate"] == Rate(210, 216)
    assert "保密审查" not in prose(found)  # what was left out is a finding, and no sentence


@pytest.mark.parametrize(
    ("ledger", "heading", "rule", "unknown", "words"),
    [
        ("decisions", "公示日期", "R-08", "publicity_rate", "公示"),
        ("power_items", "录入日期", "R-13", "power_item_entry_rate", "录入"),
        ("hotline_cases", "办结日期", "R-19", "hotline_on_time_rate", "按时办结"),
        ("hotline_cases", "反馈日期", "R-19", "hotline_feedback_rate", "反馈"),
    ],
)
def test_what_is_done_afterwards_is_unknown_where_a_long_ledger_registers_nothing(
    year_folder: Path, ledger: str, heading: str, rule: str, unknown: str, words: str
) -> None:
    path = year_folder / f"{ledger}.csv"
    head, *rows = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    for row in rows:
        row[head.index(heading)] = ""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    found = examine(year_folder.parents[1], Key("hrbrfb", 2018))
    hints = [f for f in found.findings if heading in f.message and f.rule == rule]
    assert [f.severity for f in hints] == [Severity.INFO]
    assert isinstance(found.indicators[unknown], Unknown)
    drawn = {"办结日期": "hotline_by_source_timeliness", "公示日期": "publicity_by_month_kind"}.get(
        heading
    )
    assert drawn is None or isinstance(
        found.indicators.counts[drawn], Unknown
    )  # no 未办结 in a chart
    assert "未掌握" not in prose(found) and "暂缺" not in prose(found)
    assert "尚未" not in prose(found) and f"没有{words}" not in prose(found)


def test_a_member_that_does_not_register_reviews_leaves_the_sum_unknown() -> None:
    """Not 0/141 beside the others, which printed 52.2 % of a city's postings as reviewed."""
    kept, unkept = Amount(154), Unknown("台账没有登记“保密审查日期”")
    values = {name: Amount(154) for name in BY_ID} | {"disclosures_reviewed": kept}
    one, other = (
        Indicators(
            2024,
            values | {"disclosures_reviewed": reviewed},
            dict.fromkeys(BREAKDOWN_BY_ID, unkept),
        )
        for reviewed in (kept, unkept)
    )
    both = add_up({"甲局": one, "乙局": other}, (), 2024)
    assert both["secrecy_review_rate"] == Unknown("乙局台账没有登记“保密审查日期”")
    assert both["disclosure_postings"] == Amount(308)


def test_a_hint_stands_at_the_sheet_that_has_records_beside_an_empty_one(year_folder: Path) -> None:
    first = year_folder / "disclosures-0.csv"
    text = (year_folder / "disclosures.csv").read_text(encoding="utf-8-sig")
    first.write_text(text.splitlines()[0] + "\n", encoding="utf-8")
    found = without(year_folder, *LEVELS)
    (hint,) = [f for f in found.findings if f.rule == "R-10"]
    assert hint.place.file == "disclosures.csv"
