"""All that is found of a ledger's rows together: what stays of them, and what they leave unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from gongkai.findings import Finding
from gongkai.records.clock.calendar import Calendar
from gongkai.records.ledgers.ledger import Kind, Ledger
from gongkai.records.reading.access import together
from gongkai.records.reading.rows.table import RawTable
from gongkai.records.reading.sheet import RAW, SHEET
from gongkai.records.rules.copies import copied
from gongkai.records.rules.examination import row_findings
from gongkai.records.rules.other_years import of_other_years, other_years_findings
from gongkai.records.rules.practice.item_fees import item_fee_findings
from gongkai.records.rules.practice.unkept import without_unkept
from gongkai.records.rules.rules import unfilled

# Rules of a cell that could not be read.
_UNREAD: Final = ("L-07", "L-08", "L-09", "L-10", "L-32")


@dataclass(frozen=True, slots=True)
class Judged:
    """The year's rows, every finding, the reason for each column that leaves figures unknown, and the
    columns that tell nothing, as the office does not keep those of the given headings; ``copies`` are the
    sheets whose rows another one has."""

    rows: pl.LazyFrame
    findings: tuple[Finding, ...]
    unsure: dict[str, str]
    unkept: Mapping[str, str] = field(default_factory=dict)
    copies: tuple[int, ...] = ()


def judge(
    rows: pl.LazyFrame, ledger: Ledger, tables: Sequence[RawTable], calendar: Calendar
) -> Judged:
    """Return the typed rows of a ledger's sheets as judged by every rule.

    Copies are one sentence, a number that only counts the rows may come again, and a column that is
    not there is told once, not a row.
    """
    sheets = [table.sheet for table in tables]
    findings: list[Finding] = []
    exports = [n for n, sheet in enumerate(sheets) if sheet.layout is not None]
    if (outside := of_other_years(ledger, exports)) is not None:
        findings += other_years_findings(rows, outside, ledger, sheets)
        rows = rows.filter(~outside) if findings else rows
    numbered = [n for n, table in enumerate(tables) if table.serial]
    copies = list(copied(rows, ledger, sheets, numbered))
    again = [copy.sheet for copy in copies if copy.exact]
    rows = rows.filter(~pl.col(SHEET).is_in(again)) if again else rows
    # What only counts the rows may come again; the same item twice in one channel may not.
    key = ledger.column(ledger.key[0]).heading
    quiet = {sheets[n].place(0, key) for n in numbered}
    absent = {
        (t.sheet.file, t.sheet.name, c.heading)
        for t in tables
        for c in ledger.columns
        if c.name in t.unsure
    }
    found = [
        f
        for f in row_findings(rows, ledger, sheets, calendar)
        if (f.place.file, f.place.sheet, f.place.column) not in absent
        and (
            f.rule != "R-01"
            or not (any(not c.exact for c in copies) or replace(f.place, row=0) in quiet)
        )
    ]
    gone = {name for table in tables for name in table.unsure}
    told, unkept = without_unkept(found, rows, ledger, sheets, gone)
    findings += [
        *(copy.finding for copy in copies),
        *told,
        *item_fee_findings(rows, ledger, sheets),
    ]
    unread = _unread(rows, ledger, tables, found)
    return Judged(rows, tuple(findings), unread, unkept, tuple(again))


def _unread(
    rows: pl.LazyFrame, ledger: Ledger, tables: Sequence[RawTable], found: Sequence[Finding]
) -> dict[str, str]:
    """Return the columns in which a cell could not be read, though the rows can be counted."""
    if not any(f.rule in _UNREAD and not f.stops for f in found):
        return {}
    columns = [c for c in ledger.columns if c.kind is not Kind.TEXT]
    marks = {
        c.name: (
            pl.col(RAW + c.name).is_not_null()
            & pl.col(c.name).is_null()
            & ~pl.col(RAW + c.name).is_in(c.blank_words)
            | (pl.col(c.name).is_null() & pl.lit(c.limit))
        ).any()
        for c in columns
    }
    access = together(table.sheet.access for table in tables)
    told = access.collect(rows.select(**marks)).row(0, named=True)
    return {
        c.name: unfilled(c) if c.limit else f"“{c.heading}”一栏有读不懂的内容"
        for c in columns
        if told[c.name]
    }
