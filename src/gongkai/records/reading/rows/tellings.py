"""Cells that say more, or less, than a column's value: √ for all that the law allows, a tick under a word."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from gongkai.records.layouts.layout import WHOLE, Telling
from gongkai.records.ledgers.ledger import Column, Kind
from gongkai.records.reading.cells import plainly
from gongkai.records.reading.recognition.columns import Found
from gongkai.records.reading.recognition.ticks import BLANK, TICK

_DAY: Final = Column("day", "", Kind.DATE, "")


def by_law(text: pl.Expr, telling: Telling, column: Column, since: pl.Expr | None) -> pl.Expr:
    """Return the text with as much as the law allows where a cell says no more than that, by the day of the row.

    ``since`` are the cells of that day, where the sheet has them.
    """
    change, less = telling.before
    if column.year != change.year or since is None:
        return unmarked(text)
    early = text.str.ends_with(WHOLE) & (plainly(since, _DAY) < change).fill_null(False)
    return pl.when(early).then(pl.lit(less)).otherwise(unmarked(text))


def unmarked(text: pl.Expr) -> pl.Expr:
    """Return converted text without the mark of what the law allows."""
    return text.str.strip_suffix(WHOLE)


def told_by(text: pl.Expr, found: Found, telling: Telling, year: int) -> pl.Expr:
    """Return what cells that hold more than a value say; what the law allows is marked with WHOLE."""
    text = text.cast(pl.String)
    if found.day:
        return text.str.extract(telling.day)
    change, less = telling.before
    whole = (less if year and year < change.year else telling.after) + WHOLE
    chain = text
    for words, means in reversed(telling.picks):
        fits = text.str.contains(words)
        value = (
            text.str.extract(words) if means == "$1" else pl.lit(whole if means == WHOLE else means)
        )
        chain = pl.when(fits).then(value).otherwise(chain)
    return chain


def days_as_one(said: pl.DataFrame, telling: Telling) -> pl.DataFrame:
    """Return the words with all that hold a day as one, and nothing marked."""
    day = pl.col("from").str.contains(telling.day)
    words = said.select(
        pl.when(day).then(pl.lit("告知日期")).otherwise("from").alias("from"),
        unmarked(pl.col("to")),
        "len",
    )
    return words.group_by("from", "to").agg(pl.col("len").sum())


def ticked(cells: Sequence[pl.Expr], words: Sequence[str]) -> pl.Expr:
    """Return the word of the column that is ticked; all of them where several are, and what is no tick as it is."""
    texts = [cell.cast(pl.String) for cell in cells]
    said = [
        pl.when(text.str.contains(TICK))
        .then(pl.lit(word))
        .when(~text.str.contains(BLANK))
        .then(text)
        for text, word in zip(texts, words, strict=True)
    ]
    together = pl.concat_str(said, separator="、", ignore_nulls=True)
    return pl.when(together != "").then(together)
