"""Rows of another year than the report's: left out, and told."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from gongkai.findings import Finding, Severity
from gongkai.records.ledgers.ledger import Ledger, Span
from gongkai.records.reading.access import together
from gongkai.records.reading.sheet import ROW, SHEET, Sheet

_SPANS: Final = (Span.IN_YEAR, Span.BY_YEAR_END)


def of_other_years(ledger: Ledger, exports: Sequence[int]) -> pl.Expr | None:
    """Return which rows are of another year; None where no date can tell.

    In the sheets named in ``exports`` a date outside the year is another year's record; in a ledger
    that a person keeps it may be a slip of the pen, and is asked about.
    """
    first, last = dt.date(ledger.year, 1, 1), dt.date(ledger.year, 12, 31)
    parts = []
    if ledger.dated:
        parts.append(pl.max_horizontal(ledger.dated) < first)
    if exports:
        spans = [c for c in ledger.columns if c.span in _SPANS]
        outside = [
            (pl.col(c.name) > last) | ((pl.col(c.name) < first) & (c.span is Span.IN_YEAR))
            for c in spans
        ]
        if ledger.ended:
            outside.append(pl.col(ledger.ended) < first)
        if outside:
            mine = pl.col(SHEET).is_in(list(exports))
            parts.append(mine & pl.any_horizontal(outside))
    return pl.any_horizontal(parts).fill_null(False) if parts else None


def other_years_findings(
    rows: pl.LazyFrame, outside: pl.Expr, ledger: Ledger, sheets: Sequence[Sheet]
) -> Iterator[Finding]:
    """Yield for each sheet how many of its rows are of another year."""
    dates = [*ledger.dated, *(c.name for c in ledger.columns if c.span in _SPANS)]
    names = list(dict.fromkeys(dates))
    found = (
        rows.filter(outside)
        .group_by(SHEET)
        .agg(pl.len(), pl.col(ROW).first(), *(pl.col(name).first() for name in names))
        .sort(SHEET)
    )
    for row in together(s.access for s in sheets).collect(found).iter_rows(named=True):
        name = next(n for n in names if row[n] is not None)
        heading = ledger.column(name).heading
        sheet = sheets[row[SHEET]]
        yield Finding(
            "L-33",
            Severity.INFO if sheet.layout else Severity.WARNING,
            sheet.place(row[ROW], heading),
            str(row[name]),
            f"{ledger.year} 年的记录",
            f"自这一行起有 {row['len']} 行是其他年度的记录，没有计入",
            "请核对日期；应当计入的请改正",
        )
