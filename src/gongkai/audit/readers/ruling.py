"""The ruled tables of a PDF's page, also those that a page break cut or whose sides were left without a rule."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from pdfplumber.page import Page
from pdfplumber.table import Table

_SHORTEST: Final = 3.0  # points; what is shorter is the end of a rule, not one
_RULES: Final = 3  # upright rules that end together where a row is cut
_LEAST: Final = 2  # level rules that end together at a side
_ROW: Final = 40.0  # points; a row of one cell has no upright rule to tell that it is one

_Edge = dict[str, Any]


def tables_of(page: Page) -> list[Table]:
    """Return the ruled tables of a page, with a rule wherever a row or a side was left open."""
    level = [e for e in page.edges if e["orientation"] == "h" and e["width"] > _SHORTEST]
    upright = [e for e in page.edges if e["orientation"] == "v" and e["height"] > _SHORTEST]
    open_rows = list(_without_end(level, upright, _RULES))
    if any(_sides(level, upright, open_rows)):
        open_rows = list(_without_end(level, upright, 1))
    sides = list(_sides(level, upright, open_rows))
    settings: dict[str, Any] = {}
    if open_rows:
        settings["explicit_horizontal_lines"] = open_rows
    if sides:
        settings["explicit_vertical_lines"] = sides
    return page.find_tables(settings) if settings else page.find_tables()


def _without_end(level: Sequence[_Edge], upright: Sequence[_Edge], least: int) -> Iterator[float]:
    """Yield where upright rules end and no level one stands: a row that a page break cut, a table's last."""
    for end in ("top", "bottom"):
        for y, many in Counter(round(e[end]) for e in upright).items():
            if many >= least and not any(abs(y - e["top"]) < _SHORTEST for e in level):
                yield float(y)


def _sides(
    level: Sequence[_Edge], upright: Sequence[_Edge], rows: Sequence[float]
) -> Iterator[_Edge]:
    """Yield the rules that a table's sides lack, from row to row."""
    for end, outward in (("x0", -1), ("x1", 1)):
        for x, many in Counter(round(e[end]) for e in level).items():
            if many >= _LEAST:
                yield from _side(level, upright, float(x), (end, outward), rows)


def _side(
    level: Sequence[_Edge],
    upright: Sequence[_Edge],
    x: float,
    side: tuple[str, int],
    rows: Sequence[float],
) -> Iterator[_Edge]:
    end, outward = side
    tops = sorted([*(e["top"] for e in level if abs(x - e[end]) < _SHORTEST), *rows])
    beyond = [e["top"] for e in level if (e[end] - x) * outward > _SHORTEST]
    inner = [e for e in upright if (x - e["x0"]) * outward > -_SHORTEST]
    found = []
    for top, bottom in pairwise(tops):
        over = [e for e in inner if e["top"] < top + _SHORTEST and e["bottom"] > bottom - _SHORTEST]
        ruled = any(abs(x - e["x0"]) < _SHORTEST for e in over)
        wider = any(min(abs(y - top), abs(y - bottom)) < _SHORTEST for y in beyond)
        if bottom - top > _SHORTEST and not (ruled or wider) and (over or bottom - top < _ROW):
            found.append((top, bottom, bool(over)))
    for top, bottom, _ in found if any(over for *_, over in found) else ():
        yield {
            "object_type": "line", "x0": x, "x1": x, "top": top, "bottom": bottom,
            "width": 0.0, "height": bottom - top,
        }  # fmt: skip
