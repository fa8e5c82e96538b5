"""Which heads a figure stands under: scope for every head, ``headers`` where scope cannot tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.report.content.components import Cell, DataTable

Rows = Sequence[Sequence[Cell]]
Bare = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and where it stands; ``id`` and ``headers`` are empty where scope tells enough."""

    cell: Cell
    rows: range
    columns: range
    scope: str
    id: str = ""
    headers: str = ""


def placed(table: DataTable) -> tuple[list[list[Placed]], list[list[Placed]]]:
    """Return the rows of the head and of the body, each cell with what its element must say.

    In a table with merged heads, or with heads among its figures, each figure names all of them.
    """
    rows = (*table.head, *table.rows)
    found = _placed(tuple(tuple(map(_bare, row)) for row in rows), len(table.head), table.id)
    filled = [
        [
            Placed(cell, p.rows, p.columns, p.scope, p.id, p.headers)
            for p, cell in zip(places, row, strict=True)
        ]
        for places, row in zip(found, rows, strict=True)
    ]
    return filled[: len(table.head)], filled[len(table.head) :]


@lru_cache
def _bare_cell(style: str, header: bool, rowspan: int, colspan: int) -> Cell:
    return Cell("", style, header=header, rowspan=rowspan, colspan=colspan)


def _bare(cell: Cell) -> Cell:
    """Return a cell without what is said in it: its place among others follows from the rest."""
    return _bare_cell(cell.style, cell.header, cell.rowspan, cell.colspan)


@lru_cache(64)
def _placed(rows: Bare, heads: int, table: str) -> list[list[Placed]]:
    """Return where cells that say nothing stand: statutory tables are laid out alike in each report."""
    head, body = rows[:heads], rows[heads:]
    found = [
        [_headed(one, n, table) for n, one in enumerate(row)] for row in _laid_out(rows, heads)
    ]
    if _complex(head, body):
        starts = _block_starts(body, len(head))
        above = [one for row in found for one in row if one.scope]
        found = [[_told(one, above, starts) for one in row] for row in found]
    else:
        found = [[Placed(p.cell, p.rows, p.columns, p.scope) for p in row] for row in found]
    return found


def _complex(head: Rows, body: Rows) -> bool:
    spanning = any(c.header and c.rowspan > 1 for row in (*head, *body) for c in row)
    return len(head) > 1 or spanning or any(c.style == "head" for row in body for c in row)


def _laid_out(rows: Rows, heads: int) -> Iterator[list[Placed]]:
    """Yield each row with its cells in their places, spans from above left free."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        out, column = [], 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            down, across = range(at, at + cell.rowspan), range(column, column + cell.colspan)
            taken |= {(y, x) for y in down for x in across}
            above = at < heads or cell.style == "head"
            scope = ("col" if above else "row") if cell.header else ""
            out.append(Placed(cell, down, across, scope))
            column = across.stop
        yield out


def _headed(one: Placed, number: int, table: str) -> Placed:
    name = f"{table}-{one.rows.start}-{number}" if one.scope else ""
    return Placed(one.cell, one.rows, one.columns, one.scope, name)


def _block_starts(body: Rows, heads: int) -> list[int]:
    """Return the rows at which a block with heads of its own begins."""
    alone = [all(cell.style == "head" for cell in row) for row in body]
    return [heads + n for n, here in enumerate(alone) if here and not (n and alone[n - 1])]


def _told(one: Placed, heads: Sequence[Placed], starts: Sequence[int]) -> Placed:
    """Return a figure's cell with the ids of the heads above and beside it."""
    if one.scope:
        return one
    row = one.rows.start
    block = max((start for start in starts if start <= row), default=0)
    first = min(starts, default=0)
    names = [
        head.id
        for head in heads
        if (row in head.rows if head.scope == "row" else _above(head, one, block, first))
    ]
    return Placed(one.cell, one.rows, one.columns, "", "", " ".join(names))


def _above(head: Placed, one: Placed, block: int, first: int) -> bool:
    """Tell whether a head of columns stands over a cell: in the table's head or in its block."""
    over = head.columns.start < one.columns.stop and one.columns.start < head.columns.stop
    in_force = head.rows.start < first or head.rows.start >= block
    return over and in_force and head.rows.start < one.rows.start
