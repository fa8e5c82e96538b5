"""The rows of a sheet that are records of a ledger: what reading leaves out is neither judged nor asked about."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from gongkai.records.layouts import LEFT_OUT
from gongkai.records.layouts.layout import LeftOut
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.recognition.columns import assign
from gongkai.records.reading.recognition.headings import Headings, heading_row
from gongkai.records.reading.rows.conversion import no_records
from gongkai.records.reading.rows.tails import KINDS, looked_at
from gongkai.records.reading.sheet import ROW, Sheet

_AS_FULL: Final = 0.8
Bodies = dict[int, pl.LazyFrame]  # by the last row of the heading


def heading_of(sheet: Sheet, ledger: Ledger) -> tuple[int, int, tuple[str, ...]]:
    """Return the first and the last row of the heading, and its cells; where no row names a column, the first full one."""
    found = heading_row(sheet, ledger, None)
    if assign(found[2], ledger, None).found:
        return found
    filled = [sum(bool(cell.strip()) for cell in row) for row in sheet.head]
    row = next((n for n, cells in enumerate(filled) if cells >= _AS_FULL * max(filled)), 0)
    return row + 1, row + 1, sheet.head[row] if sheet.head else ()


def only_records(
    sheet: Sheet, row: int, cells: Sequence[str], ledger: Ledger, bodies: Bodies
) -> Sheet:
    """Return the sheet with the rows below ``row`` that are records of the ledger, and no others.

    Totals, notes, examples, signatures and headings again are the same for every ledger: ``bodies`` keeps
    what is left of them, so that it is found once. What only this ledger leaves out, as drafts, is left out too.
    """
    rules = LEFT_OUT.get(ledger.id, ())
    if sheet.layout is not None and sheet.layout.ledger == ledger.id and sheet.layout.left_out:
        rules = sheet.layout.left_out
    headings = _headings(row, cells, rules)
    if row not in bodies:
        looked = looked_at(sheet.cells, sheet, headings, ())
        kept = looked.filter(~pl.any_horizontal(KINDS.values()).fill_null(False))
        body = kept.select(ROW, *(f"c{at}" for at in range(sheet.width)))
        bodies[row] = body.collect().lazy() if sheet.access.held else body
    body = bodies[row]
    for _, _, fits in no_records(sheet, headings):
        body = body.filter(~fits)
    return replace(sheet, cells=body)


def examples(sheet: Sheet, ledger: Ledger, heading: str, most: int) -> list[str]:
    """Return up to ``most`` different cells below a heading, in the order of the rows; none where it is not there."""
    _, row, cells = heading_of(sheet, ledger)
    at = next((n for n, cell in enumerate(cells) if " ".join(cell.split()) == heading), None)
    if at is None or at >= sheet.width:
        return []
    below = sheet.cells.filter(pl.col(ROW) > row).select(cell=pl.col(f"c{at}").cast(pl.String))
    filled = below.filter(pl.col("cell").is_not_null()).unique(maintain_order=True)
    return filled.head(most).collect().get_column("cell").to_list()


def _headings(row: int, cells: Sequence[str], rules: tuple[LeftOut, ...]) -> Headings:
    at = {cell: n for n, cell in enumerate(cells) if cell.strip()}
    return Headings(row, len(cells), at, (), {}, left_out=rules, cells=tuple(cells))
