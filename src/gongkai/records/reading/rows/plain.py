"""A large sheet's cells in their plainest spelling: parts of its rows, typed without Python."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

import polars as pl

from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.cells import DateShape, date_shape, plainly
from gongkai.records.reading.recognition.headings import Headings
from gongkai.records.reading.rows.conversion import no_records, raw_text
from gongkai.records.reading.rows.meanings import WORD, Meanings
from gongkai.records.reading.rows.tails import NO_RECORD
from gongkai.records.reading.sheet import RAW, ROW, SHEET, Sheet

_PART: Final = 100_000  # rows
_NUMBER: Final = r"^[A-Za-z]{0,2}[0-9]{4,20}$"


def plain_shape(sheet: Sheet, headings: Headings) -> bool:
    """Tell whether every column has a heading that is read, or is an export's own."""
    head = headings.cells
    return not headings.unread if sheet.layout is None else all(cell.strip() for cell in head)


def parts_of(sheet: Sheet) -> Iterator[pl.DataFrame]:
    """Yield the rows in their order, a part at a time."""
    if not sheet.typed:
        yield from sheet.cells.collect_batches(chunk_size=_PART, engine="streaming")
        return
    # Parquet is read faster than it is judged, and all that is read ahead would pile up.
    rows = sheet.cells.select(pl.len()).collect().item()
    for start in range(0, rows, _PART):
        yield sheet.cells.slice(start, _PART).collect()


def without_columns(sheet: Sheet, headings: Headings, names: Collection[str]) -> Sheet:
    """Return a typed sheet of which some columns are not read: they hold nothing."""
    places = [at for name in names if name in headings.columns for at in headings.columns[name].at]
    blank = [pl.lit(None, pl.String).alias(f"c{at}") for at in dict.fromkeys(places)]
    return replace(sheet, cells=sheet.cells.with_columns(blank)) if sheet.typed else sheet


def holds_no_record(
    cells: pl.DataFrame, sheet: Sheet, headings: Headings, by_word: Collection[int] = ()
) -> bool:
    """Tell whether a row of a part is no record: a total, a note, what is left out by a cell of it.

    What the columns at ``by_word`` leave out is asked of their words (``words_left_out``).
    """
    # Nearly all rows begin with a plain number, which a short pattern tells in a fraction of the time;
    # the first cell that is filled is looked for in the others alone.
    begun = pl.col("c0").cast(pl.String).str.contains(_NUMBER).fill_null(False)
    first = pl.coalesce(f"c{at}" for at in range(sheet.width)).cast(pl.String)
    others = cells.filter((pl.col(ROW) > headings.row) & ~begun).select(first.alias("first"))
    doubtful = others.filter(~pl.col("first").str.contains(_NUMBER)).to_series()
    none = [
        fits.any() for _, at, fits in no_records(sheet, headings, bare=True) if at not in by_word
    ]
    left_out = bool(none) and any(cells.lazy().filter(_body(sheet, headings)).select(none).collect().row(0))  # fmt: skip
    return left_out or bool(doubtful.str.contains(NO_RECORD).any())


def words_left_out(sheet: Sheet, headings: Headings, by_word: Mapping[int, Meanings]) -> bool:
    """Tell whether a word that was met in one of these columns leaves its row out."""
    return any(
        by_word[at].known.select(pl.col(WORD).alias(f"c{at}")).select(fits.any()).item()
        for _, at, fits in no_records(sheet, headings, bare=True)
        if at in by_word and by_word[at].known.height
    )


def _body(sheet: Sheet, headings: Headings) -> pl.Expr:
    """Return which rows are below the headings and hold anything."""
    filled = pl.any_horizontal(pl.col(f"c{at}").is_not_null() for at in range(sheet.width))
    return (pl.col(ROW) > headings.row) & filled


def written_name(column: Column) -> str:
    """Return under which name the words stand that an export has for a column's cells."""
    return f"{RAW}written {column.name}"


def typed_cells(
    cells: pl.LazyFrame,
    sheet: Sheet,
    headings: Headings,
    ledger: Ledger,
    meant: Mapping[str, Meanings],
    *,
    quoted: bool = True,
) -> pl.LazyFrame:
    """Return the raw text of each column and what it says in its plainest spelling, else null.

    Where nothing of it will be ``quoted``, a day's raw text says no more than that it is there.
    """
    columns = [c for c in ledger.columns if c.name not in meant]
    texts = {c.name: raw_text(sheet, headings, c, bare=True) for c in columns}
    days = day_columns(sheet, headings, ledger)
    rows = cells.filter(_body(sheet, headings)).select(
        pl.col(ROW).cast(pl.Int64),
        *(m.cells(sheet).alias(written_name(m.column)) for m in meant.values()),
        pl.lit(0, pl.Int32).alias(SHEET),
        *(
            (_raw(text) if quoted or name not in days else _there(text)).alias(RAW + name)
            for name, text in texts.items()
        ),
        # What a file holds as days is taken as it is, not read from its words.
        *(
            text.cast(pl.Date).alias(name)
            for name, text in texts.items()
            if name in days and text is not None
        ),
    )
    # From the words as they were taken: an expression that stands in another many times is reckoned as often.
    return rows.with_columns(
        *(m.text(written_name(m.column)).alias(RAW + name) for name, m in meant.items()),
        *(m.value(written_name(m.column)).alias(name) for name, m in meant.items()),
        *(
            plainly(pl.col(RAW + column.name), column, shape=_shape(sheet, headings, column)).alias(
                column.name
            )
            for column in columns
            if column.name not in days
        ),
    )


def day_columns(sheet: Sheet, headings: Headings, ledger: Ledger) -> frozenset[str]:
    """Return the date columns that the file holds as days or moments, not as words."""
    schema = sheet.cells.collect_schema()
    places = {
        c.name: found.at
        for c in ledger.columns
        if c.kind is Kind.DATE and (found := headings.columns.get(c.name)) is not None
    }
    return frozenset(
        name
        for name, at in places.items()
        if len(at) == 1 and isinstance(schema[f"c{at[0]}"], pl.Date | pl.Datetime)
    )


def _shape(sheet: Sheet, headings: Headings, column: Column) -> DateShape:
    """Return how the first rows of the sheet spell a column's dates."""
    at = headings.at.get(column.name)
    if column.kind is not Kind.DATE or at is None:
        return DateShape()
    shape = date_shape([row[at] for row in sheet.head[headings.row :] if at < len(row)])
    # In a ledger that a person keeps, the time of day that is left out is told.
    return shape if sheet.layout is not None or shape.length == DateShape().length else DateShape()


def _there(text: pl.Expr | None) -> pl.Expr:
    return (
        pl.lit(None, pl.String) if text is None else pl.when(text.is_not_null()).then(pl.lit("日"))
    )


def _raw(text: pl.Expr | None) -> pl.Expr:
    return pl.lit(None, pl.String) if text is None else text.cast(pl.String)
