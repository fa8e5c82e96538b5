"""Raw text to typed cells: each distinct value is read once, null where it cannot be read."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, Final, TypeVar

import polars as pl

from gongkai.pattern import pattern
from gongkai.records.ledgers.blanks import STATED_NONE
from gongkai.records.ledgers.ledger import Column, Kind
from gongkai.records.reading.folding import (
    PLAIN,
    READERS,
    VARIANTS,
    read_date_of,
    read_month_of,
    read_text,
)
from gongkai.records.reading.words import reader

TYPES: Final[dict[Kind, pl.DataType]] = {
    Kind.TEXT: pl.String(),
    Kind.DATE: pl.Date(),
    Kind.COUNT: pl.Int64(),
    Kind.MONTH: pl.Int64(),
    Kind.MONEY: pl.Decimal(20, 2),
    Kind.FLAG: pl.Boolean(),
    Kind.CHOICE: pl.String(),
}
_Days = TypeVar("_Days", pl.Expr, pl.Series)
_NULL_DAYS: Final = (dt.date(1900, 1, 1), dt.date(1970, 1, 1))
_SEVERAL: Final = 1  # spellings, from which on a set is quicker than comparisons
FEW: Final = 300  # cells that Python has read before a query over them has begun
UNUSUAL: Final = VARIANTS + r"|[\[［﹝(（【]\d{4}[\]］﹞)）】]第?\d"
_UNUSUAL: Final = pattern(UNUSUAL)


def typed(column: Column) -> pl.Expr:
    """Return the expression that reads a column's text; null where blank or unreadable."""
    return pl.col(column.name).map_batches(
        partial(read, column=column),
        return_dtype=TYPES[column.kind],
        is_elementwise=True,
    )


@dataclass(frozen=True, slots=True)
class DateShape:
    """How a column of an export spells its dates: the pattern of the day, and the bytes of a cell."""

    day: str = "%Y-%m-%d"
    length: int = 10


def date_shape(samples: Sequence[str]) -> DateShape:
    """Return the spelling of the first filled cell, where it is one of those that programs write.

    >>> date_shape(["", "2024/03/05 09:12:33"])
    DateShape(day='%Y/%m/%d', length=19)
    """
    for text in filter(None, map(str.strip, samples)):
        mark = re.fullmatch(r"\d{4}([-/.])\d{2}\1\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?", text)
        return DateShape(f"%Y{mark[1]}%m{mark[1]}%d", len(text)) if mark else DateShape()
    return DateShape()


_PLAIN_DATE: Final = DateShape()
_CLOCKS: Final = {10: "", 16: " %H:%M", 19: " %H:%M:%S"}


def plainly(text: pl.Expr | None, column: Column, *, shape: DateShape = _PLAIN_DATE) -> pl.Expr:
    """Return the reading of cells in their plainest spelling, without Python; null for all others."""
    target = TYPES[column.kind]
    if text is None:
        return pl.lit(None, target)
    if column.kind is Kind.TEXT:
        return text.cast(pl.String)
    text = text.cast(pl.String)
    if column.kind in (Kind.CHOICE, Kind.FLAG):
        return _plain_choice(text, column)
    return _plainly(column.kind, text, shape)


def folded(column: Column, raw: str) -> pl.Expr:
    """Return whether a cell was read although it is not spelt as the guide spells it."""
    written, value = pl.col(raw), pl.col(column.name)
    blank = value.is_null() & written.is_in(column.blank_words)
    if column.kind is Kind.TEXT:
        return ((written != value) | blank).fill_null(False)
    return maybe_folded(column, raw) & (value.is_not_null() | blank)


def maybe_folded(column: Column, raw: str) -> pl.Expr:
    """Return whether a cell is spelt otherwise than the guide spells it, readable or not."""
    written = pl.col(raw)
    if column.kind is Kind.TEXT:
        return written.ne_missing(pl.col(column.name))
    if column.kind in PLAIN:
        plain = written.str.contains(PLAIN[column.kind])
    else:
        # √ and 1 are plain for a flag; any word that counts as another is told.
        flags = (a for c in column.choices for a in c.aliases if column.kind is Kind.FLAG)
        plain = written.is_in([*(c.label for c in column.choices), *flags])
    return ~plain.fill_null(True)


def read(cells: pl.Series, column: Column) -> pl.Series:
    """Return a column's cells as its kind; null where blank or unreadable."""
    target = TYPES[column.kind]
    if cells.dtype != pl.String:
        return cells.cast(target, strict=False)
    if column.kind is Kind.TEXT:
        texts = _texts(cells)
        words = column.blank_words
        return texts.set(texts.is_in(words), None) if words and texts.is_in(words).any() else texts
    if cells.len() <= FEW:
        one = _reader(column)
        return _of(target, [None if t is None else one(t) for t in cells.to_list()], cells.name)
    distinct = cells.unique()
    if distinct.len() * 2 >= cells.len():
        return _values(cells, column).alias(cells.name)
    return cells.replace_strict(distinct, _values(distinct, column), return_dtype=target)


def no_day(days: _Days) -> _Days:
    """Return where a day is one that programs write for none."""
    return (days <= _NULL_DAYS[0]) | (days == _NULL_DAYS[1])


def few_without(columns: Sequence[pl.Series], *patterns: re.Pattern[str]) -> bool:
    """Tell whether columns have few cells and a look at all of them together finds none of the patterns.

    Each cell is a line of its own and goes on in no other.

    >>> few_without([pl.Series(["12", None]), pl.Series(["34"])], re.compile("^34$", re.MULTILINE))
    False
    >>> few_without([pl.Series(["12", None]), pl.Series(["34"])], re.compile(r"2\\s*3"))
    True
    """
    if any(cells.len() > FEW for cells in columns):
        return False
    text = "\n|\n".join(filter(None, chain.from_iterable(c.to_list() for c in columns)))
    return not any(pattern.search(text) for pattern in patterns)


def _texts(cells: pl.Series) -> pl.Series:
    if few_without([cells], _UNUSUAL):
        return cells
    unusual = cells.str.contains(UNUSUAL).fill_null(False)
    if not unusual.any():
        return cells
    odd = cells.filter(unusual).unique()
    return cells.replace(odd, pl.Series([read_text(text) for text in odd], dtype=pl.String))


def _reader(column: Column) -> Callable[[str], object]:
    """Return what reads one cell of a column that is no text."""
    if column.kind is Kind.DATE:
        return partial(read_date_of, column=column)
    if column.kind is Kind.MONTH and column.year:
        return partial(read_month_of, year=column.year)
    if column.kind in READERS:
        return partial(_stated, column=column) if column.none_is_zero else READERS[column.kind]
    return reader(column)


def _stated(text: str, column: Column) -> object:
    """Return a number that must be told: who writes 无 there says that there is none."""
    return READERS[column.kind](f"0{column.unit}" if text.strip() in STATED_NONE else text)


def _values(cells: pl.Series, column: Column) -> pl.Series:
    """Return the readings, under whatever name."""
    one, target = _reader(column), TYPES[column.kind]
    if column.kind in (Kind.CHOICE, Kind.FLAG):
        return pl.Series([None if t is None else one(t) for t in cells], dtype=target)
    frame = cells.alias("text").to_frame()
    values = frame.select(_plainly(column.kind, pl.col("text"))).to_series()
    if column.kind is Kind.DATE:
        values = values.set(no_day(values), None)
    left = cells.filter(values.is_null() & cells.is_not_null()).unique()
    if left.is_empty():
        return values
    found = _of(target, [one(text) for text in left])
    return values.fill_null(cells.replace_strict(left, found, default=None, return_dtype=target))


def _of(kind: pl.DataType, values: Sequence[Any], name: str = "") -> pl.Series:
    """Return readings as a column; sums by their digits, for Decimals would have Polars load NumPy."""
    if isinstance(kind, pl.Decimal):
        digits = [None if value is None else f"{value:f}" for value in values]
        return pl.Series(name, digits, pl.String).cast(kind)
    return pl.Series(name, values, kind)


def _plain_choice(text: pl.Expr, column: Column) -> pl.Expr:
    # A chain of comparisons streams; a mapping would gather the whole column first.
    chain: pl.Expr = pl.lit(None, TYPES[column.kind])
    for choice in reversed(column.choices):
        value = pl.lit(choice.code == "true" if column.kind is Kind.FLAG else choice.code)
        spelt = (choice.label, *choice.aliases)
        chain = (
            pl.when(text.is_in(spelt) if len(spelt) > _SEVERAL else text == spelt[0])
            .then(value)
            .otherwise(chain)
        )
    return chain


def _plainly(kind: Kind, text: pl.Expr, shape: DateShape = _PLAIN_DATE) -> pl.Expr:
    """Return the reading of the plainest spelling, which nearly all cells have."""
    match kind:
        case Kind.DATE:
            # The number of bytes leaves the parser no room for unpadded or longer spellings.
            cell = pl.when(text.str.len_bytes() == shape.length).then(text)
            # Without the cache: most days are read faster than they are found in it.
            return cell.str.to_date(shape.day + _CLOCKS[shape.length], strict=False, cache=False)
        case Kind.MONEY:
            return pl.when(text.str.contains(PLAIN[kind])).then(text).cast(pl.Decimal(20, 2))
        case _:
            plain = pl.when(text.str.contains(r"^[0-9]{1,12}$")).then(text).cast(pl.Int64)
            return pl.when(plain.is_between(1, 12)).then(plain) if kind is Kind.MONTH else plain
