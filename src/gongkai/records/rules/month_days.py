"""Dates without a year: read as of the ledger's year where nothing else can be meant."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from gongkai.pattern import pattern
from gongkai.records.clock.workdays import a_year_before
from gongkai.records.ledgers.ledger import Column, Kind, Ledger, Span
from gongkai.records.reading.folding import date_in, may_be_tens, read_month_day
from gongkai.records.reading.sheet import RAW, SHEET

_AS, _YES, _KEPT = "_as", "_yes", "_kept"
_DISORDER: Final = 31  # days that a row may be earlier than the one above it
_NEW_YEAR: Final = 240  # and from which on a year has begun between them
_WHOLE: Final = 60
_APART: Final = 10  # rows to one that may stand apart
_WRITTEN_OUT: Final = pattern(r"\d{1,2}\.(?:[123]0|0[1-9])")


def with_years(rows: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """Return the rows with 8月1日 and its like read in the ledger's year, where that is certain.

    A day is certain where the column holds days of the year only; where it fits the other dates of its
    row in this year and not in the one before; where it comes first in its row, and the row's number
    names the year or the sheet is kept in the order of that column. All others stay unread.
    """
    for column in ledger.columns:
        if column.kind is Kind.DATE:
            rows = _read(rows, column, ledger)
    return rows


def _read(rows: pl.DataFrame, column: Column, ledger: Ledger) -> pl.DataFrame:
    raw, value = pl.col(RAW + column.name), pl.col(column.name)
    if rows[column.name].null_count() == rows[RAW + column.name].null_count():
        return rows
    unread = rows.filter(raw.is_not_null() & value.is_null()).select(SHEET, raw)
    if unread.is_empty():
        return rows
    days = _days(rows, unread, column, ledger.year)
    if days.is_empty():
        return rows
    rows = rows.join(days, on=[SHEET, RAW + column.name], how="left", maintain_order="left")
    rows = rows.with_columns(pl.when(value.is_null()).then(pl.col(_AS)).alias(_AS))
    none = pl.lit(None, pl.Date())
    before = [pl.col(first) for first, then in ledger.orders if then == column.name]
    after = [pl.col(then) for first, then in ledger.orders if first == column.name]
    earlier, later = pl.max_horizontal(none, *before), pl.min_horizontal(none, *after)
    fits = (pl.col(_AS) >= earlier).fill_null(True) & (pl.col(_AS) <= later).fill_null(True)
    last_year = a_year_before(pl.col(_AS))
    certain = pl.lit(True)
    if column.span is not Span.IN_YEAR:
        first = _numbered(ledger) | _in_order(rows, column)
        certain = pl.when(earlier.is_null()).then(first).otherwise(last_year < earlier)
    read = pl.when(fits & certain).then(pl.col(_AS))
    return rows.with_columns(pl.coalesce(value, read)).drop(_AS)


def _days(rows: pl.DataFrame, unread: pl.DataFrame, column: Column, year: int) -> pl.DataFrame:
    """Return what each spelling in a sheet would be in the year; 8.1 only where 8.10 is written so."""
    raw = RAW + column.name
    found = []
    for sheet, text in unread.unique(maintain_order=True).iter_rows():
        day = read_month_day(text)
        if day is None or (date := date_in(year, day)) is None:
            continue
        if not may_be_tens(text) or _written_out(rows, sheet, raw):
            found.append((sheet, text, date))
    schema = {SHEET: pl.Int32(), raw: pl.String(), _AS: pl.Date()}
    return pl.DataFrame(found, schema=schema, orient="row")


def _written_out(rows: pl.DataFrame, sheet: int, raw: str) -> bool:
    texts: Sequence[str] = rows.filter(pl.col(SHEET) == sheet)[raw].drop_nulls().to_list()
    return any(_WRITTEN_OUT.fullmatch(text.strip()) for text in texts)


def _numbered(ledger: Ledger) -> pl.Expr:
    """Return whether the row's number names the year, and no other."""
    if not ledger.has("id"):
        return pl.lit(False)
    years = (
        pl.col("id").str.extract_all(r"(?:19|20)\d{2}").list.eval(pl.element() != str(ledger.year))
    )
    return ((years.list.len() > 0) & ~years.list.any()).fill_null(False)


def _in_order(rows: pl.DataFrame, column: Column) -> pl.Expr:
    """Return which rows the order of their sheet puts into the year: all, or those after the only new year in it.

    What stands before it was carried over.
    """
    places = []
    for sheet in rows[SHEET].unique(maintain_order=True):
        part = rows.filter(pl.col(SHEET) == sheet).with_row_index(_KEPT)
        dated = part.select(_KEPT, day=pl.coalesce(column.name, _AS)).drop_nulls()
        at = part[_KEPT]
        up, down = _in_line(dated), _in_line(dated.reverse())
        first, last = _after_new_year(up), _after_new_year(down)
        if first is not None:
            places.append((at >= first) & ~at.is_in(_apart(dated, up).implode()))
        elif last is not None:  # the newest first
            places.append((at <= last) & ~at.is_in(_apart(dated, down).implode()))
        else:
            places.append(pl.repeat(False, part.height, dtype=pl.Boolean, eager=True))
    return pl.lit(pl.concat(places, rechunk=True).alias(_YES))


def _in_line(dated: pl.DataFrame) -> pl.DataFrame:
    """Return the rows without the few that stand apart: their neighbours are in order without them.

    Nothing is certain of these; where they are more than one in ten, nothing is taken out.
    """
    days = [day.toordinal() for day in dated["day"]]
    most = len(days) // _APART
    kept = list(range(len(days)))
    at = 1
    while at < len(kept):
        if days[kept[at - 1]] - days[kept[at]] <= _DISORDER:
            at += 1
            continue
        gone = _stray(days, kept, at)
        if gone is None or len(days) - len(kept) >= most:
            at += 1
            continue
        del kept[gone]
        at = max(gone, 1)
    return dated[kept]


def _stray(days: Sequence[int], kept: Sequence[int], at: int) -> int | None:
    """Return which of two rows out of order stands apart: the one without which all is in order there."""

    def follows(before: int, after: int) -> bool:
        inside = before >= 0 and after < len(kept)
        return inside and days[kept[before]] - days[kept[after]] <= _DISORDER

    if at == len(kept) - 1:
        # January below a whole year is the next one's; below a November it may begin this one.
        back = days[kept[at - 1]] - days[kept[at]]
        whole = days[kept[0]] <= days[kept[at]] + _WHOLE
        return at if at > 1 and (back < _NEW_YEAR or whole) else None
    if follows(at - 1, at + 1):
        return at
    return at - 1 if at > 1 and follows(at - 2, at) else None


def _apart(dated: pl.DataFrame, kept: pl.DataFrame) -> pl.Series:
    return dated.join(kept, on=_KEPT, how="anti")[_KEPT]


def _after_new_year(dated: pl.DataFrame) -> int | None:
    """Return the first row after the only new year, the very first where there is none; None in no order, or of no row."""
    if dated.is_empty():
        return None
    step = dated.with_columns(back=-pl.col("day").diff().dt.total_days())
    breaks = step.filter(pl.col("back") > _DISORDER)
    if breaks.height > 1 or (breaks["back"] < _NEW_YEAR).any():
        return None
    first = dated.head(1) if breaks.is_empty() else breaks
    return int(first[_KEPT][0])
