"""What a form is: rows with labels, units and hierarchy, and the identities between them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from gongkai.errors import GongkaiError

RELATIONS: Final = ("eq", "le", "max_le", "both_or_neither")
STRENGTHS: Final = ("must", "warn")
OPENING: Final = "opening"  # a quantity the form has no row for: requests open at last year's end


class FormError(GongkaiError):
    """A form file is faulty: a fault of the program, not of the office."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A heading has no indicator; ``depth`` is its place in the hierarchy, from 0."""

    id: str
    number: str
    label: str
    unit: str
    confidence: str
    depth: int
    parent: str = ""
    indicator: str = ""

    @property
    def printed(self) -> str:
        """Return the label with its number as the form prints it."""
        if self.number == "其中":
            return f"其中：{self.label}"
        mark = "." if self.number.isdigit() else "、" if self.depth == 0 else ""
        return f"{self.number}{mark}{self.label}"


@dataclass(frozen=True, slots=True)
class Identity:
    """One relation between sums of rows; ``strength`` is 'must' or 'warn'."""

    id: str
    statement: str
    left: tuple[str, ...]
    relation: str
    right: tuple[str, ...]
    strength: str


@dataclass(frozen=True, slots=True)
class Form:
    """An official table of one era."""

    id: str
    title: str
    since: int
    until: int
    basis: str
    columns: tuple[str, ...]
    footer: tuple[str, ...]
    rows: tuple[Row, ...]
    identities: tuple[Identity, ...]

    @property
    def figures(self) -> tuple[Row, ...]:
        """Return the rows that hold a figure."""
        return tuple(row for row in self.rows if row.indicator)

    def path(self, row: Row) -> str:
        """Return a row's printed labels from the top, remarks in brackets left off.

        >>> form = load_form("form_2014")
        >>> form.path(form.figures[0])
        '一、主动公开情况/（一）主动公开政府信息数'
        """
        above = next((other for other in self.rows if other.id == row.parent), None)
        label = re.sub(r"(?<=.)（(?=[^（]*$).*", "", row.printed)
        return f"{self.path(above)}/{label}" if above else label


@cache
def load_form(name: str) -> Form:
    """Return the form declared in ``<name>.toml``; FormError names the faulty entry.

    >>> load_form("form_2014").title
    '政府信息公开情况统计表'
    """
    text = (files("gongkai.forms") / f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    try:
        rows = _rows(data["row"])
        identities = tuple(_identity(entry, rows) for entry in data["identity"])
        return Form(
            data["id"],
            data["title"],
            data["since"],
            data["until"],
            data["basis"],
            tuple(data["columns"]),
            tuple(data["footer"]),
            rows,
            identities,
        )
    except (KeyError, TypeError) as error:
        raise FormError(f"表式文件 {name}.toml 缺少或写错了 {error}。") from error


def _rows(entries: list[dict[str, Any]]) -> tuple[Row, ...]:
    depths: dict[str, int] = {}
    rows: list[Row] = []
    for entry in entries:
        parent = entry.get("parent", "")
        if entry["id"] in depths or (parent and parent not in depths):
            raise FormError(f"表式的行“{entry['id']}”重复，或其上级“{parent}”不在前面。")
        depths[entry["id"]] = depths[parent] + 1 if parent else 0
        rows.append(Row(**entry, depth=depths[entry["id"]]))
    return tuple(rows)


def _identity(entry: dict[str, Any], rows: tuple[Row, ...]) -> Identity:
    left, right = tuple(entry["left"]), tuple(entry["right"])
    known = {row.id for row in rows if row.indicator} | {OPENING}
    strange = [name for name in (*left, *right) if name not in known]
    if strange or entry["relation"] not in RELATIONS or entry["strength"] not in STRENGTHS:
        raise FormError(
            f"勾稽关系 {entry['id']} 写错了：{'、'.join(strange) or entry['relation']}。"
        )
    return Identity(
        entry["id"], entry["statement"], left, entry["relation"], right, entry["strength"]
    )
