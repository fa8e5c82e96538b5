"""All that is found of a ledger's rows together: what stays of them, and what they leave unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from gongkai.findings import Finding
from gongkai.records.clock.calendar import Calendar
from gongkai.records.ledgers.ledger import Kind, Ledger, Span
from gongkai.records.reading.access import together
from gongkai.records.reading.rows.table import RawTable
from gongkai.records.reading.sheet import RAW, SHEET
from gongkai.records.rules.copies import contents, copied, counted_anew
from gongkai.records.rules.examination import row_findings
from gongkai.records.rules.other_years import of_other_years, other_years_findings
from gongkai.records.rules.practice.item_fees import item_fee_findings
from gongkai.records.rules.practice.unkept import without_unkept
from gongkai.records.rules.rules import HALF_TOLD, unfilled

# Rules of a cell that could not be read.
_UNREAD: Final = ("L-07", "L-08", "L-09", "L-10", "L-32")
_BLANK: Final = "blank "


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
    others = bool(findings)
    numbered = {n for n, table in enumerate(tables) if table.serial}
    seen = contents(rows, ledger, sheets)
    numbered.update(counted_anew(seen, ledger))
    copies = list(copied(seen, sheets, numbered))
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
    if others:  # of whose rows some are another year's, one without its day may be too
        placing = {c.heading for c in ledger.columns if c.span is Span.IN_YEAR and c.required}
        found = [
            replace(f, stops=True)
            if f.rule in ("L-07", "L-08") and f.place.column in placing
            else f
            for f in found
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
    half = {f.place.column for f in found if f.rule == HALF_TOLD and not f.stops}
    without = {c.name: unfilled(c) for c in ledger.columns if c.heading in half}
    if not any(f.rule in _UNREAD and not f.stops for f in found):
        return without
    columns = [c for c in ledger.columns if c.kind is not Kind.TEXT]
    raw = {c.name: pl.col(RAW + c.name) for c in columns}
    unread = {
        c.name: (
            raw[c.name].is_not_null()
            & pl.col(c.name).is_null()
            & ~raw[c.name].is_in(c.blank_words)
            & (raw[c.name].str.strip_chars() != "")
        ).any()
        for c in columns
        if not c.instead
    }
    blank = {f"{_BLANK}{c.name}": pl.col(c.name).is_null().any() for c in columns if c.opens}
    access = together(table.sheet.access for table in tables)
    told = access.collect(rows.select(**unread, **blank)).row(0, named=True)
    return without | {
        c.name: f"“{c.heading}”一栏有读不懂的内容" if told.get(c.name) else unfilled(c)
        for c in columns
        if told.get(c.name) or told.get(f"{_BLANK}{c.name}")
    }
