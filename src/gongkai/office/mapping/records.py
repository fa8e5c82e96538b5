"""The rows of a sheet that are records of a ledger: what reading leaves out is neither judged nor asked about."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from gongkai.records.layouts import LEFT_OUT
from gongkai.records.layouts.layout import LeftOut
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.recognition.headings import Headings
from gongkai.records.reading.rows.conversion import no_records
from gongkai.records.reading.rows.tails import KINDS, looked_at
from gongkai.records.reading.sheet import ROW, Sheet

Bodies = dict[int, pl.LazyFrame]  # by the last row of the heading


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


def _headings(row: int, cells: Sequence[str], rules: tuple[LeftOut, ...]) -> Headings:
    at = {cell: n for n, cell in enumerate(cells) if cell.strip()}
    return Headings(row, len(cells), at, (), {}, left_out=rules, cells=tuple(cells))
