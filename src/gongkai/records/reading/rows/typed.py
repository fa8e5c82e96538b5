"""The rows of a ledger's sheets below each other: the raw text of each cell and what it was read as."""

from collections.abc import Callable, Sequence

import polars as pl

from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.access import Access, together
from gongkai.records.reading.cells import read, typed
from gongkai.records.reading.rows.table import RawTable, blank
from gongkai.records.reading.sheet import RAW, ROW, SHEET


def typed_rows(
    tables: Sequence[RawTable],
    ledger: Ledger,
    completed: Callable[[pl.DataFrame], pl.DataFrame],
    derived: Callable[[pl.LazyFrame], pl.LazyFrame],
) -> pl.LazyFrame:
    """Return typed and raw columns, ``completed`` where a person wrote them, and those ``derived``
    from them; held in memory unless a sheet is too large for that."""
    frames = [table.frame for table in tables if table.frame is not None]
    frames = frames or [blank(ledger).lazy()]
    access = together(table.sheet.access for table in tables)
    part = _held_part if access.held else _scanned_part
    rows = pl.concat([part(frame, n, ledger) for n, frame in enumerate(frames)])
    if access.held:
        # By hand: no file that is too large to hold leaves years out.
        rows = completed(Access.HELD.collect(rows)).lazy()
    rows = derived(rows)
    return access.collect(rows).lazy() if access.held else rows


def _scanned_part(frame: pl.LazyFrame, number: int, ledger: Ledger) -> pl.LazyFrame:
    raw = [pl.col(c.name).cast(pl.String).alias(RAW + c.name) for c in ledger.columns]
    place = pl.lit(number, pl.Int32).alias(SHEET)
    return frame.select(pl.col(ROW), place, *raw, *map(typed, ledger.columns))


def _held_part(frame: pl.LazyFrame, number: int, ledger: Ledger) -> pl.LazyFrame:
    """Return the same as a scan would; few rows are read long before a query has begun."""
    held = Access.HELD.collect(frame)
    columns = [(c, held.get_column(c.name)) for c in ledger.columns]
    place = pl.repeat(number, held.height, dtype=pl.Int32, eager=True).alias(SHEET)
    raw = [
        (cells if cells.dtype == pl.String else cells.cast(pl.String)).alias(RAW + c.name)
        for c, cells in columns
    ]
    values = [read(cells, c) for c, cells in columns]
    return pl.DataFrame([held.get_column(ROW), place, *raw, *values]).lazy()
