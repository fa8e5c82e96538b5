"""Tables 二, 三 and 四 where labels and figures share a grid: read by row label and column head."""

from collections.abc import Sequence
from itertools import pairwise

from gongkai.audit.readers.document import Grid, Part, Passage
from gongkai.audit.tables.labels import (
    Draft,
    Reading,
    by_path,
    columns_in,
    is_citation,
    is_figure,
    match_line,
    number_in,
)
from gongkai.forms.grid import Block, Line, Table
from gongkai.statements.text.characters import plain


def read_by_heads(table: Table, parts: Sequence[Part]) -> Reading | None:
    """Return table 二 or 三 from all grids that carry its column heads; None where there is none."""
    draft = Draft(table)
    heads: dict[str, dict[str, int]] = {}
    for grid in (part for part in parts if isinstance(part, Grid)):
        if not _goes_on(table, grid, heads):
            heads = {}
        for row in grid.rows:
            found = {b.label: c for b in table.blocks if (c := columns_in(b, row)) is not None}
            if found:
                heads |= found
            elif heads and not is_citation(row):
                _row(table, row, heads, draft)
        if len(table.blocks) == 1 and draft.lines:
            break  # the first grid that has the table's heads is the table
    return draft.reading()


def _goes_on(table: Table, grid: Grid, heads: dict[str, dict[str, int]]) -> bool:
    """Tell whether a grid begins with a line of the table whose heads the grid before it had."""
    row = next((row for row in grid.rows if any(map(plain, row))), ())
    if not heads or len(table.blocks) == 1:
        return False
    first = min(min(columns.values()) for columns in heads.values())
    names = {plain(line.path[-1]) for block in table.blocks for line in block.lines}
    return not names.isdisjoint(map(plain, row[:first]))


def _row(table: Table, row: Sequence[str], heads: dict[str, dict[str, int]], draft: Draft) -> None:
    """State a row in the block whose line its labels name."""
    first = min(min(columns.values()) for columns in heads.values())
    lines: dict[tuple[str, ...], tuple[Block, Line]] = {
        path: (block, line) for block in table.blocks for path, line in by_path(block).items()
    }
    match = match_line(row[:first], lines)
    if match is None:
        label = next((c for c in reversed(row[:first]) if plain(c)), "")
        if label and any(is_figure(cell) for cell in row[first:]):
            draft.added.append(label.strip())
        return
    (block, line), found = match
    columns = heads.get(block.label)
    if columns is not None and max(columns.values()) < len(row):  # a short row could be shifted
        draft.state(block, line, {n: number_in(row[c]) for n, c in columns.items()}, found)


def read_across(table: Table, parts: Sequence[Part]) -> Reading | None:
    """Return table 四: each figure stands below its own heads, or below the heading of its group."""
    (block,) = table.blocks
    draft = Draft(table)
    grids = [
        (part, plain(before.text) if isinstance(before, Passage) else "")
        for before, part in pairwise([Passage("", ""), *parts])
        if isinstance(part, Grid)
    ]
    for grid, context in grids:
        for at, row in enumerate(grid.rows):
            if any(is_figure(cell) for cell in row):
                _figures(block, grid, at, context, draft)
    if not draft.lines:  # an office that had no case may leave the figures' row blank
        for grid, context in grids:
            blank = ("",) * max(map(len, grid.rows), default=0)
            _figures(block, Grid((*grid.rows, blank), grid.place), len(grid.rows), context, draft)
    return draft.reading()


def _figures(block: Block, grid: Grid, at: int, context: str, draft: Draft) -> None:
    """State each group of results whose heads all stand above the figures of a row."""
    row = grid.rows[at]
    taken: set[int] = set()
    heads = grid.rows[:at]
    above = [{plain(head[c]) for head in heads if c < len(head)} for c in range(len(row))]
    for line in block.lines:
        group = {plain(name) for name in line.path}
        titled = context.endswith(plain(line.path[-1])) and (
            len(line.path) > 1 or "诉讼" not in context
        )
        cells: dict[str, int] = {}
        for column in block.columns:
            label = plain(column.label)
            spot = next(
                (
                    c
                    for c in range(len(row))
                    if c not in taken
                    and label in above[c]
                    and (group <= above[c] or (titled and len(above[c] - {label, ""}) == 0))
                ),
                None,
            )
            if spot is not None:
                cells[column.label] = spot
                taken.add(spot)
        if len(cells) == len(block.columns):
            draft.state(block, line, {n: number_in(row[c]) for n, c in cells.items()})
