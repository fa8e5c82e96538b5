"""The tables of 2019 and later: blocks of lines and columns, and rules over whole lines or columns."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from gongkai.forms.form import STRENGTHS, FormError

GRID_RELATIONS: Final = ("eq", "le", "ge_zero", "implies")


class CellKey(NamedTuple):
    """The address of a cell."""

    table: str
    line: str
    column: str


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column; ``groups`` are the heads above it."""

    id: str
    label: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``path`` leads to its label, ``indicators`` fill its cells column by column.

    ``note`` is what the form prints behind the label, and no part of the line's name.
    """

    id: str
    path: tuple[str, ...]
    indicators: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that share their columns; ``label`` is the article cited beside them."""

    label: str
    columns: tuple[GridColumn, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One statutory table with its printed note."""

    id: str
    title: str
    unit: str
    note: str
    head: tuple[str, ...]
    blocks: tuple[Block, ...]

    def cells(self) -> Iterator[tuple[CellKey, Block, Line, GridColumn, str]]:
        """Yield every cell with its block, line, column and indicator, in reading order."""
        for block in self.blocks:
            for line in block.lines:
                for column, indicator in zip(block.columns, line.indicators, strict=True):
                    yield CellKey(self.id, line.id, column.id), block, line, column, indicator


@dataclass(frozen=True, slots=True)
class GridRule:
    """A relation that holds for each column (or line) of a table."""

    id: str
    table: str
    over: str
    left: tuple[str, ...]
    relation: str
    right: tuple[str, ...]
    strength: str
    statement: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellIdentity:
    """A rule at one place: which cells stand on either side; ``where`` names the place."""

    rule: GridRule
    where: str
    left: tuple[CellKey, ...]
    right: tuple[CellKey, ...]


@dataclass(frozen=True, slots=True)
class GridForm:
    """The tables of one era with their rules."""

    id: str
    title: str
    since: int
    until: int
    basis: str
    tables: tuple[Table, ...]
    rules: tuple[GridRule, ...]

    def table(self, name: str) -> Table:
        """Return the table of that id."""
        return next(table for table in self.tables if table.id == name)

    def cells(self) -> Iterator[tuple[CellKey, Block, Line, GridColumn, str]]:
        """Yield every cell of every table."""
        for table in self.tables:
            yield from table.cells()

    def identities(self) -> tuple[CellIdentity, ...]:
        """Return every rule at every place where it holds."""
        return tuple(
            found for rule in self.rules for found in _places(self.table(rule.table), rule)
        )


def _places(table: Table, rule: GridRule) -> Iterator[CellIdentity]:
    for block in table.blocks:
        columns = {c.id: c.label for c in block.columns}
        lines = {x.id: "".join(x.path[-1:]) for x in block.lines}
        along, across = (columns, lines) if rule.over == "columns" else (lines, columns)
        for one, label in along.items():
            if (rule.lines and one not in rule.lines) or not {*rule.left, *rule.right} <= set(
                across
            ):
                continue

            def at(names: tuple[str, ...], one: str = one) -> tuple[CellKey, ...]:
                pairs = ((n, one) if rule.over == "columns" else (one, n) for n in names)
                return tuple(CellKey(table.id, line, column) for line, column in pairs)

            yield CellIdentity(rule, label, at(rule.left), at(rule.right))


@cache
def load_grid(name: str) -> GridForm:
    """Return the form declared in ``<name>.toml``; FormError names what is wrong in it.

    >>> [table.title for table in load_grid("form_2021").tables][0]
    '主动公开政府信息情况'
    """
    text = (files("gongkai.forms") / f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    try:
        form = GridForm(
            data["id"],
            data["title"],
            data["since"],
            data["until"],
            data["basis"],
            tuple(_table(entry) for entry in data["table"]),
            tuple(GridRule(**_tuples(entry)) for entry in data["rule"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FormError(f"表式文件 {name}.toml 缺少或写错了 {error}。") from error
    for rule in form.rules:
        placed = any(found.rule is rule for found in form.identities())
        if rule.relation not in GRID_RELATIONS or rule.strength not in STRENGTHS or not placed:
            raise FormError(f"表式文件 {name}.toml 的勾稽关系 {rule.id} 写错了。")
    return form


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}


def _table(entry: dict[str, Any]) -> Table:
    blocks = tuple(
        Block(
            block["label"],
            tuple(GridColumn(**_tuples(column)) for column in block["columns"]),
            tuple(Line(**_tuples(line)) for line in block["line"]),
        )
        for block in entry["block"]
    )
    table = Table(
        entry["id"],
        entry["title"],
        entry["unit"],
        entry.get("note", ""),
        tuple(entry["head"]),
        blocks,
    )
    keys = [key for key, *_ in table.cells()]
    if len(set(keys)) != len(keys):
        raise ValueError(f"{table.id} 的格重复")
    return table
