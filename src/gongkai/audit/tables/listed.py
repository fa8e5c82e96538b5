"""The form of 2014 (政府信息公开情况统计表): one figure a row, read by its label and what stands above it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from gongkai.audit.readers.document import Grid, Part, Passage
from gongkai.audit.tables.labels import Reading, Stated, is_blank, is_figure, number_in
from gongkai.forms.form import Form, Row
from gongkai.pattern import pattern
from gongkai.statements.text.characters import plain

_NUMBER: Final = pattern(
    r"^(?:其中[：:]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.．、](?!\d))+"
)
_UNITS: Final = (
    "条",
    "件",
    "次",
    "篇",
    "个",
    "人",
    "人次",
    "万元",
    "期",
    "期次",
    "期/次",
    "——",
    "—",
    "-",
)
_LINE: Final = pattern(
    r"^(?P<label>.*?)(?:[\s：:]+(?P<unit>"
    + "|".join(u for u in _UNITS if u)
    + r"))?[\s：:]+(?P<figure>-?\d[\d,]*(?:\.\d+)?)$"
)
_LEAST: Final = 8  # rows; fewer are chance likenesses with some other table
_FEW: Final = 3
_HEAD: Final = ("统计指标", "统计数")


def read_list(form: Form, parts: Sequence[Part]) -> Reading | None:
    """Return the form's rows; None where the file does not hold it.

    A grid is part of the form where it has some of its rows: a table on another matter may share one.
    """
    keys = [_keys(row) for row in form.rows]
    taken: dict[int, Any] = {}
    added: list[str] = []
    for rows in _units(parts):
        found, strange = _matched(keys, rows, taken)
        if len(found) >= _FEW:
            taken |= found
            added += strange
    figures = {n: row for n, row in enumerate(form.rows) if row.indicator}
    read = [n for n in figures if n in taken]
    if len(read) < _LEAST:
        return None
    stated: Stated = {form.path(figures[n]): taken[n] for n in read}
    missing = tuple(form.path(row) for n, row in figures.items() if n not in taken)
    return Reading(form.id, stated, missing, added=tuple(dict.fromkeys(added)))


def _matched(
    keys: Sequence[frozenset[str]], rows: Iterable[tuple[str, str]], taken: Mapping[int, Any]
) -> tuple[dict[int, Any], list[str]]:
    """Return the cells of the form's rows by their number, and labels with figures that have none.

    Where a label stands twice in the form, the next one down from the last row is meant.
    """
    found: dict[int, Any] = {}
    strange: list[str] = []
    last = -1
    for label, cell in rows:
        key = plain(_NUMBER.sub("", label.strip()))
        free = [n for n, k in enumerate(keys) if key in k and n not in found and n not in taken]
        at = next((n for n in free if n > last), free[0] if len(free) == 1 else None)
        if at is not None:
            last = at
            found[at] = number_in(cell)
        elif cell and is_figure(cell) and found:
            strange.append(label.strip())
    return found, strange


def _keys(row: Row) -> frozenset[str]:
    """Return how a row's label may be written: with or without its remark in brackets."""
    bare = re.sub(r"[（(].*?[)）]", "", row.label)
    return frozenset({plain(row.label), plain(bare)})


def _units(parts: Sequence[Part]) -> Iterator[list[tuple[str, str]]]:
    """Yield labels with figures: of each grid, and of all lines of text together."""
    yield [
        (match["label"], match["figure"])
        for part in parts
        if isinstance(part, Passage)
        for line in part.printed
        if (match := _LINE.match(line.strip()))
    ]
    for grid in (part for part in parts if isinstance(part, Grid)):
        column = None
        rows: list[tuple[str, str]] = []
        for row in grid.rows:
            keys = [plain(cell) for cell in row]
            if set(_HEAD) <= set(keys):
                column = keys.index("统计数")
            else:
                rows += _cells(row, column)
        yield rows


def _cells(row: Sequence[str], column: int | None) -> Iterator[tuple[str, str]]:
    texts = [c for c in dict.fromkeys(c.strip() for c in row) if c and not is_figure(c)]
    words = [c for c in texts if c not in _UNITS and not is_blank(c)]
    figures = [c for c in row if is_figure(c)]
    if not words:
        return
    label = words[0] if len(words) == 1 or _NUMBER.sub("", words[0]) else "".join(words[:2])
    if column is not None and column < len(row):
        yield label, row[column]
    elif len(set(figures)) <= 1:
        yield label, figures[0] if figures else ""
