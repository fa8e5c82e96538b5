"""Practices of which a ledger registers nothing at all: what nobody wrote down is not known, not undone.

An office without a column for approvals, or without one date in it, may well approve what it
publishes. Nothing can be said of it either way: a hint takes the place of an error in every row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from gongkai.findings import Finding
from gongkai.records.ledgers.ledger import Column, Ledger
from gongkai.records.reading.access import together
from gongkai.records.reading.sheet import Sheet, noted
from gongkai.records.rules.rules import RAW

_PLAIN: Final = 10  # rows from which one empty column beside others tells a custom, not a lapse


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice with the columns that register it and the rule that asks for them."""

    ledger: str
    title: str
    columns: tuple[str, ...]
    rule: str


PRACTICES: Final = (
    Practice(
        "disclosures", "三级审批", ("section_approved_on", "deputy_approved_on", "head_approved_on"), "R-10",
    ),
    Practice("disclosures", "保密审查", ("secrecy_reviewed_on", "secrecy_result"), "R-10"),
)  # fmt: skip


def without_unkept(
    findings: Sequence[Finding], rows: pl.LazyFrame, ledger: Ledger, sheets: Sequence[Sheet]
) -> tuple[list[Finding], tuple[str, ...]]:
    """Return the findings with one hint for each practice that the ledger does not register, and
    the columns of these practices that hold nothing."""
    left, empty = list(findings), list[str]()
    for practice in PRACTICES:
        columns = [c for c in ledger.columns if c.name in practice.columns]
        headings = {c.heading for c in columns}
        if practice.ledger != ledger.id or not any(
            f.rule == practice.rule and f.place.column in headings for f in left
        ):
            continue
        unkept = tuple(_unkept(columns, rows, sheets))
        gone = {c.heading for c in unkept}
        if not gone:
            continue
        left = [f for f in left if f.rule != practice.rule or f.place.column not in gone]
        left.append(_hint(practice, unkept, sheets[0]))
        empty += [c.name for c in unkept]
    return left, tuple(empty)


def _unkept(
    columns: Sequence[Column], rows: pl.LazyFrame, sheets: Sequence[Sheet]
) -> Iterator[Column]:
    """Yield the columns without a single entry: of all of them, or each in a ledger long enough."""
    access = together(sheet.access for sheet in sheets)
    entries = [
        pl.col(RAW + c.name).str.strip_chars().replace("", None).count().alias(c.name)
        for c in columns
    ]
    found = access.collect(rows.select(pl.len().alias("rows"), *entries)).row(0, named=True)
    none_at_all = not any(found[c.name] for c in columns)
    for column in columns:
        if not found[column.name] and (none_at_all or found["rows"] >= _PLAIN):
            yield column


def _hint(practice: Practice, unkept: Sequence[Column], sheet: Sheet) -> Finding:
    headings = "、".join(f"“{c.heading}”" for c in unkept)
    return noted(
        sheet.place(None, None),
        practice.rule,
        f"全年没有登记{headings}，{practice.title}情况未掌握，报告不写",
        f"有{practice.title}记录的，请补登；不登记的，不必处理",
    )
