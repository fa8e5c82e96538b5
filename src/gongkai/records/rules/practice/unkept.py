"""Practices of which a ledger registers nothing at all: what nobody wrote down is not known, not undone.

An office without a column for approvals, or without one date in it, may well approve what it
publishes. Nothing can be said of it either way: a hint takes the place of an error in every row.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from gongkai.findings import Finding
from gongkai.records.ledgers.ledger import Column, Ledger
from gongkai.records.reading.access import Access, together
from gongkai.records.reading.sheet import RAW, SHEET, Sheet, noted

_LOOKED_AT: Final = 1_000  # rows
_PLAIN: Final = 10  # rows from which one empty column beside others tells a custom, not a lapse


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice with the columns that register it and the rule that asks for them.

    ``derived`` are the columns that are made of them, ``least`` the rows from which a ledger without
    one entry tells a custom: what is done afterwards may be still to do in a few. ``quiet`` is one
    that no rule asks for.
    """

    ledger: str
    title: str
    columns: tuple[str, ...]
    rule: str
    derived: tuple[str, ...] = ()
    least: int = 1
    quiet: bool = False


PRACTICES: Final = (
    Practice(
        "disclosures", "三级审批", ("section_approved_on", "deputy_approved_on", "head_approved_on"), "R-10",
    ),
    Practice("disclosures", "保密审查", ("secrecy_reviewed_on", "secrecy_result"), "R-10"),
    Practice(
        "decisions", "行政许可和行政处罚公示", ("published_on",), "R-08",
        ("published_in_year", "timely", "undetermined"), _PLAIN,
    ),
    Practice("power_items", "权力事项录入", ("entered_on",), "R-13", (), _PLAIN),
    Practice("dataset_submissions", "数据报送", ("submitted_on",), "R-14", (), _PLAIN),
    Practice("hotline_cases", "热线办结", ("closed_on",), "R-19", ("on_time",), _PLAIN),
    Practice("hotline_cases", "热线反馈", ("replied_on",), "R-19", (), _PLAIN, quiet=True),
    Practice("proposals", "代表委员意见征询", ("feedback_on",), "R-09", (), _PLAIN, quiet=True),
)  # fmt: skip


def without_unkept(
    findings: Sequence[Finding],
    rows: pl.LazyFrame,
    ledger: Ledger,
    sheets: Sequence[Sheet],
    absent: Collection[str] = (),
) -> tuple[list[Finding], dict[str, str]]:
    """Return the findings with one hint for each practice that the ledger does not register, and
    the columns that tell nothing therefore, each with the heading of the one that holds nothing.

    Of columns that are ``absent`` it has been told already.
    """
    left, empty = list(findings), dict[str, str]()
    for practice in PRACTICES:
        if practice.ledger != ledger.id:
            continue
        columns = [c for c in ledger.columns if c.name in practice.columns and c.name not in absent]
        headings = {c.heading for c in columns}
        named = {f.place.column for f in left if f.rule == practice.rule}
        asked = headings if practice.quiet else headings.intersection(named)
        if not asked:
            continue
        # What no rule asks for may stay empty, and nothing is missing: a conclusion beside its date.
        unkept = [c for c in _unkept(practice, columns, rows, sheets) if c.heading in asked]
        gone = {c.heading for c in unkept}
        if not gone:
            continue
        left = [f for f in left if f.rule != practice.rule or f.place.column not in gone]
        left.append(_hint(practice, unkept, _first_filled(rows, sheets)))
        empty |= {c.name: c.heading for c in unkept}
        empty |= dict.fromkeys(practice.derived, unkept[0].heading)
    return left, empty


def _unkept(
    practice: Practice, columns: Sequence[Column], rows: pl.LazyFrame, sheets: Sequence[Sheet]
) -> Iterator[Column]:
    """Yield the columns without a single entry: of all of them, or each in a ledger long enough."""
    access = together(sheet.access for sheet in sheets)
    entries = [
        pl.col(RAW + c.name).str.strip_chars().replace("", None).count().alias(c.name)
        for c in columns
    ]
    # One entry is enough, and nearly always among the first rows: a large file is not read again for it.
    if access is not Access.HELD and all(
        access.collect(rows.head(_LOOKED_AT).select(entries)).row(0)
    ):
        return
    found = access.collect(rows.select(pl.len().alias("rows"), *entries)).row(0, named=True)
    none_at_all = found["rows"] >= practice.least and not any(found[c.name] for c in columns)
    for column in columns:
        if not found[column.name] and (none_at_all or found["rows"] >= _PLAIN):
            yield column


def _first_filled(rows: pl.LazyFrame, sheets: Sequence[Sheet]) -> Sheet:
    """Return the first sheet that has a record: the ledger workbook has an empty one of each kind."""
    if len(sheets) == 1:
        return sheets[0]
    access = together(sheet.access for sheet in sheets)
    return sheets[access.collect(rows.select(pl.col(SHEET).min())).item() or 0]


def _hint(practice: Practice, unkept: Sequence[Column], sheet: Sheet) -> Finding:
    headings = "、".join(f"“{c.heading}”" for c in unkept)
    return noted(
        sheet.place(None, None),
        practice.rule,
        f"全年没有登记{headings}，{practice.title}情况未掌握，报告不写",
        f"有{practice.title}记录的，请补登；不登记的，不必处理",
    )
