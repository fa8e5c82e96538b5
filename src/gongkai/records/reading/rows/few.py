"""Few rows that are held: Python sees that all are records before a query over them has begun."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from gongkai.records.ledgers.blanks import NO_NUMBER
from gongkai.records.reading.recognition.columns import SERIAL, core
from gongkai.records.reading.recognition.headings import Headings
from gongkai.records.reading.rows.tails import COMPARED, EXAMPLE, is_no_record
from gongkai.records.reading.sheet import ROW, Sheet

MOST: Final = 2_000  # cells
_NOTHING: Final = frozenset("无没未零")  # one of these is in whatever says that there was nothing


def only_records(cells: pl.DataFrame, sheet: Sheet, headings: Headings) -> pl.DataFrame | None:
    """Return the filled rows below the headings where each is plainly a record, None where one may be none.

    It never answers for a row that ``KINDS`` would leave out, but leaves many to it that are records.
    """
    columns = [f"c{at}" for at in range(sheet.width)]
    if cells.height * len(columns) > MOST or any(cells.schema[c] != pl.String for c in columns):
        return None
    head = sheet.head[headings.row - 1] if headings.row <= len(sheet.head) else ()
    serial = {at for at, cell in enumerate(headings.cells) if core(cell) == SERIAL}
    again = [
        (at, "".join(head[at].split()))
        for at in list(headings.at.values())[:COMPARED]
        if at < len(head)
    ]
    kept, last = [], {}
    for number, row in zip(cells.get_column(ROW), _rows(cells, columns), strict=True):
        filled = {at: cell for at, cell in enumerate(row) if cell is not None}
        kept.append(number > headings.row and bool(filled))
        if not kept[-1]:
            continue
        last = filled
        first = next(iter(filled.values()))
        if is_no_record(first) or "".join(first.split()).startswith(EXAMPLE):
            return None
        if again and all("".join((row[at] or "").split()) == words for at, words in again):
            return None
        if not any(_says(cell) for at, cell in filled.items() if at not in serial):
            return None
    # Behind a last row of several cells, which is no place to sign, no note can stand.
    if len(last) <= 1 or not {":", "："}.isdisjoint(next(iter(last.values()))):
        return None
    return cells.filter(pl.Series(kept, dtype=pl.Boolean))


def _rows(cells: pl.DataFrame, columns: list[str]) -> Iterator[tuple[str | None, ...]]:
    return zip(*(cells.get_column(name).to_list() for name in columns), strict=True)


def _says(cell: str) -> bool:
    """Tell whether a cell surely says more than that there is nothing."""
    return _NOTHING.isdisjoint(cell) and cell.strip() not in NO_NUMBER
