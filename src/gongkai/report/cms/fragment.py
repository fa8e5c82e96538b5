"""The public edition as a fragment of HTML to be put into an editor, with its charts as pictures.

The editors of content-management systems delete the tags that they do not list, some of them with
all that stands in them: so there are only headings, paragraphs, lists, tables and pictures here, and
nothing but ``style`` and what a table or a picture needs. A chart's drawing would leave its words
in the text; it is a picture beside the fragment, told by its alt text.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NoReturn

from jinja2 import Template

from gongkai.examined.examine import Report
from gongkai.pattern import pattern
from gongkai.report.content.chart_view import bitmap
from gongkai.report.content.components import (
    Cell,
    ChartBlock,
    Component,
    DataTable,
    OwnPicture,
)
from gongkai.report.page.drawing import MarkupError
from gongkai.report.page.templates import escaping

FRAGMENT: Final = "fragment.html"
GUIDE: Final = "说明.txt"
OWN_NAMES: Final = pattern(rf"{re.escape(FRAGMENT)}|{re.escape(GUIDE)}|chart-[\w-]+\.png")
_PARTS: Final = files("gongkai.report.cms") / "parts"
_CENTRED: Final = ("head", "number", "blank", "unknown")


def picture_name(chart: str) -> str:
    """Return the name of the file with a chart's picture.

    >>> picture_name("requests_by_month")
    'chart-requests-by-month.png'
    """
    return f"chart-{chart.replace('_', '-')}.png"


def fragment(components: Sequence[Component]) -> str:
    """Return the components as one HTML fragment; MarkupError for what has no place in it."""
    return "\n".join(_template().render(c=c).strip() for c in components) + "\n"


def write_cms(report: Report, components: Sequence[Component], folder: Path) -> None:
    """Write the fragment, its pictures and how they are put into an editor to a folder.

    VerificationError where a chart does not show what the ledgers say.
    """
    folder.mkdir()
    # With a mark of its encoding, for browsers and editors that open it as a file.
    (folder / FRAGMENT).write_text(fragment(components), encoding="utf-8-sig", newline="\n")
    guide = _text("guide.txt").replace("@report@", report.key.slug)
    (folder / GUIDE).write_text(guide, encoding="utf-8-sig", newline="\r\n")
    for block in (c for c in components if isinstance(c, ChartBlock | OwnPicture)):
        drawn = bitmap(block, report) if isinstance(block, ChartBlock) else block.png
        (folder / picture_name(block.id)).write_bytes(drawn)


@cache
def _template() -> Template:
    environment = escaping(_text)
    environment.globals |= {
        "kind": _kind,
        "picture": picture_name,
        "aligned": _aligned,
        "columns": _columns,
        "unknown": _unknown,
    }
    return environment.get_template("fragment.html.j2")


def _kind(part: object) -> str:
    return type(part).__name__


def _aligned(cell: Cell, *, head: bool) -> str:
    if head or cell.style in _CENTRED:
        return ";text-align:center"
    plain = (
        ";text-align:left;font-weight:normal" if cell.header else ""
    )  # or a browser's th is bold
    return plain + (f";padding-left:{cell.indent + 0.4}em" if cell.indent else "")


def _columns(table: DataTable) -> int:
    return max(sum(cell.colspan for cell in row) for row in table.head + table.rows)


def _text(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


def _unknown(kind: object) -> NoReturn:
    raise MarkupError(f"网站后台版不认识这种内容：{kind}。")
