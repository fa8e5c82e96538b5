"""Sheets of one shape, such as the months of a year: they are looked at, asked about and written down as one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from gongkai.records.reading.recognition.headings import last_heading_row
from gongkai.records.reading.sheet import ROW, Sheet

_LEAST: Final = 2  # filled cells of a record; a note, or 本月无申请, fills one


def by_shape(sheets: Sequence[Sheet]) -> list[tuple[Sheet, int]]:
    """Return the sheets, those with the same heading as one with the rows of all, and how many each stands for.

    A sheet of several is the first of them; its further rows have numbers of no file.
    """
    groups: list[list[tuple[Sheet, int]]] = []
    for sheet in sheets:
        for group in groups:
            first = group[0][0]
            row = last_heading_row(first, sheet) if first.layout == sheet.layout else None
            if row is not None and first.width == sheet.width:
                group.append((sheet, row))
                break
        else:
            groups.append([(sheet, 0)])
    return [(_joined(group), len(group)) for group in groups]


def _joined(group: Sequence[tuple[Sheet, int]]) -> Sheet:
    first = group[0][0]
    if len(group) == 1:
        return first
    filled = pl.sum_horizontal(pl.exclude(ROW).is_not_null()) >= _LEAST
    more = [s.cells.filter((pl.col(ROW) > row) & filled) for s, row in group[1:]]
    # Numbered on, so that the rows of the first month are not the only ones looked at.
    cells = pl.concat([first.cells, *more]).drop(ROW).with_row_index(ROW, 1)
    return replace(first, cells=cells.with_columns(pl.col(ROW).cast(pl.Int64)).collect().lazy())
