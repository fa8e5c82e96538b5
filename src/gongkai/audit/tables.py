"""The statutory tables in somebody's file, recognised by their labels and never by counting numbers."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from gongkai.audit.document import Grid
from gongkai.forms.grid import Block, GridForm, Line, Table, load_grid

FORMS: Final = ("form_2021", "form_2019")
_NUMBER: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
Stated = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one table: by official labels as ``last_published.json`` holds it, and
    the labels that were not found."""

    table: str
    stated: Stated
    missing: tuple[str, ...]


def read_tables(grids: Sequence[Grid]) -> tuple[GridForm | None, dict[str, Reading]]:
    """Return the form that the tables follow and each table's reading; None where none is found.

    The era is that whose labels are found most.
    """
    best: tuple[int, GridForm | None, dict[str, Reading]] = (0, None, {})
    for name in FORMS:
        form = load_grid(name)
        found = {}
        for table in form.tables:
            readings = [r for grid in grids if (r := _read(table, grid)) is not None]
            if readings:
                found[table.id] = max(readings, key=lambda r: _lines(r.stated))
        score = sum(_lines(reading.stated) for reading in found.values())
        if score > best[0]:
            best = score, form, found
    return best[1], best[2]


def _lines(stated: Stated) -> int:
    return sum(_lines(v) if isinstance(v, dict) else 1 for v in stated.values())


def _read(table: Table, grid: Grid) -> Reading | None:
    match table.id:
        case "table2":
            return _cited(table, grid)
        case "table4":
            return _across(table, grid)
        case _:
            return _by_lines(table, grid)


def plain(label: str) -> str:
    """Return a label as it is compared: folded, without spaces, quotes and list marks' punctuation.

    >>> plain("（三）不予⽀持 ") == plain("(三) 不予支持")
    True
    """
    text = unicodedata.normalize("NFKC", label)
    return re.sub(r"[\s“”\"'‘’、,，.．:：;；/()（）]", "", text)


def _columns(block: Block, heads: Sequence[str]) -> dict[str, int] | None:
    """Return where each of the block's columns stands in a row of heads; None where one is absent."""
    keys = [plain(h) for h in heads]
    found: dict[str, int] = {}
    for column in block.columns:
        key = plain(column.label)
        if key not in keys:
            return None
        found[column.label] = keys.index(key)
    return found


def _by_lines(table: Table, grid: Grid) -> Reading | None:
    (block,) = table.blocks
    for at, row in enumerate(grid):
        columns = _columns(block, row)
        if columns is None:
            continue
        first = min(columns.values())
        stated: Stated = {}
        lines = {tuple(map(plain, line.path)): line for line in block.lines}
        for later in grid[at + 1 :]:
            path = tuple(dict.fromkeys(plain(c) for c in later[:first] if c.strip()))
            line = lines.get(path) or _by_last(path, lines)
            if line is not None and "/".join(line.path) not in stated:
                stated["/".join(line.path)] = {n: _number(later[c]) for n, c in columns.items()}
        if stated:
            return Reading(table.id, stated, _missing(block.lines, stated))
    return None


def _by_last(path: tuple[str, ...], lines: dict[tuple[str, ...], Line]) -> Line | None:
    """Return the line of a path whose upper labels differ, if its last label names only one line.

    A label may go on with the form's own remark, as 部分公开（区分处理的，只计这一情形…） does.
    """
    if not path:
        return None
    same = [line for key, line in lines.items() if key[-1] == path[-1]]
    if not same:
        same = [line for key, line in lines.items() if path[-1].startswith(key[-1])]
    return same[0] if len(same) == 1 else None


def _missing(lines: Sequence[Line], stated: Stated) -> tuple[str, ...]:
    return tuple("/".join(x.path) for x in lines if "/".join(x.path) not in stated)


def _cited(table: Table, grid: Grid) -> Reading | None:
    stated: Stated = {}
    missing: list[str] = []
    for block in table.blocks:
        found = _cited_block(block, grid)
        if found:
            stated[block.label] = found
        missing += [f"{block.label}/{m}" for m in _missing(block.lines, found)]
    return Reading(table.id, stated, tuple(missing)) if stated else None


def _cited_block(block: Block, grid: Grid) -> Stated:
    """Return the lines of the block between its cited article and the next one."""
    columns: dict[str, int] | None = None
    inside = False
    found: Stated = {}
    names = {plain(line.path[-1]): line for line in block.lines}
    for row in grid:
        labels = list(dict.fromkeys(plain(c) for c in row if c.strip()))
        if any(re.fullmatch(r"第二十条第.{1,3}项", label) for label in labels):
            inside = plain(block.label) in labels
            columns = None
            continue
        if not inside:
            continue
        if columns is None:
            columns = _columns(block, row)
            continue
        line = names.get(plain(row[0]))
        if line is not None:
            found["/".join(line.path)] = {n: _number(row[c]) for n, c in columns.items()}
    return found


def _across(table: Table, grid: Grid) -> Reading | None:
    """Return table 四: each figure stands below its own heads, all of which must be there."""
    (block,) = table.blocks
    for at, row in enumerate(grid):
        if at < 2 or not any(_NUMBER.fullmatch(c.strip()) for c in row):
            continue
        stated: Stated = {}
        taken: set[int] = set()
        for line, column in ((line, c) for line in block.lines for c in block.columns):
            wanted = {plain(p) for p in (*line.path, column.label)}
            spot = next(
                (c for c in range(len(row)) if c not in taken and wanted <= _above(grid, at, c)),
                None,
            )
            if spot is None:
                return None
            taken.add(spot)
            stated.setdefault("/".join(line.path), {})[column.label] = _number(row[spot])
        return Reading(table.id, stated, ())
    return None


def _above(grid: Grid, at: int, column: int) -> set[str]:
    return {plain(grid[r][column]) for r in range(at)}


def _number(cell: str) -> int | float | str | None:
    """Return a cell's number; None where blank; its words where it is neither."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if text in ("", "-", "—", "——", "/"):
        return None
    if not _NUMBER.fullmatch(text):
        return text
    number = Decimal(text.replace(",", ""))
    return int(number) if number == number.to_integral_value() else float(number)
