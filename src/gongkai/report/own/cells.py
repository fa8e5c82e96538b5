"""One cell of an executed notebook as pieces of the report, and what of it is refused."""

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from nbformat import NotebookNode
from PIL import Image, UnidentifiedImageError

from gongkai.bundle import ROLE, Role
from gongkai.narrative.content import Paragraph, TextRun
from gongkai.pattern import pattern
from gongkai.report.content.components import DataTable
from gongkai.report.own.reading import (
    Piece,
    Refused,
    of_html,
    of_markdown,
    of_printed,
    words_of,
)
from gongkai.report.page.contents import HIDDEN_TAGS

HIDDEN: Final = HIDDEN_TAGS | {"remove-output"}
_OPTION: Final = pattern(r"^#\|\s*(fig-alt|fig-cap|tbl-cap)\s*:\s*(.*?)\s*$", re.MULTILINE)
_SHOWN_KINDS: Final = ("image/png", "image/jpeg", "text/html", "text/markdown", "text/plain")
_STRANGE: Final = {
    "application/vnd.jupyter.widget-view+json": ("点选的控件", "请直接显示结果，如 year.chart(…)"),
    "text/latex": ("公式", "请改写成文字"),
    "application/javascript": ("网页脚本", "请改用 gk.figure_axes 或 matplotlib 作图"),
    "image/svg+xml": ("SVG 图", "请用 gk.figure_axes 或 matplotlib 作图，或另存为 PNG 显示"),
}
_WIDEST: Final = 576  # CSS pixels: as wide as a chart of the report is shown
_DENSITY: Final = 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of a cell: its PNG, its width in CSS pixels, and what the cell tells of it.

    ``words`` are those that are written in it, as far as they are known.
    """

    png: bytes
    width: int
    title: str
    alt: str
    note: str
    words: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A cell that failed: no cell after it was run."""

    name: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A cell that wrote a warning, which the report leaves out."""


Made = Piece | Drawn | Failed | Warned


def made_of(cell: NotebookNode) -> tuple[Made, ...]:
    """Return what a cell brings, in order; nothing of one that its tags hide."""
    if HIDDEN & set(cell.metadata.get("tags", ())) or cell.cell_type == "raw":
        return ()
    if cell.cell_type == "markdown":
        return of_markdown(cell.source)
    options = {name: _unquoted(value) for name, value in _OPTION.findall(cell.source)}
    found = [made for output in cell.outputs for made in _output(output, options)]
    drawn = any(isinstance(made, Drawn) for made in found)
    # Beside a figure the value of a cell is only what plotting returns.
    return tuple(m for m in found if not (drawn and m is _BARE))


def words_in(made: Made) -> str:
    """Return all words that a piece would show."""
    match made:
        case Drawn() as d:
            return "\n".join((d.title, d.alt, d.note, d.words))
        case Failed() | Warned():
            return ""
        case piece:
            return words_of(piece)


_BARE: Final = Refused(
    "单独一个值", "请写进一句话，如 display(Markdown(f'…'))，或给这一格加标签 remove-output"
)


def _output(output: Any, options: dict[str, str]) -> Iterator[Made]:
    match output.output_type:
        case "error":
            yield Failed(str(output.ename))
        case "stream" if output.name == "stderr":
            yield Warned()
        case "stream":
            yield from of_printed(output.text)
        case _:
            yield from _shown(output, options)


def _shown(output: Any, options: dict[str, str]) -> Iterator[Made]:
    data = output.get("data", {})
    told = output.get("metadata", {})
    widget = "application/vnd.jupyter.widget-view+json"
    kind = widget if widget in data else next((k for k in _SHOWN_KINDS if k in data), "")
    match kind:
        case "image/png" | "image/jpeg":
            yield _drawn(data, told.get(kind, {}), kind, options)
        case "text/html":
            role = told.get(kind, {}).get(ROLE)
            if role == Role.FIGURE:
                yield _figure(told[kind])
            elif role not in (Role.CAPTION, Role.NOTE):  # which the picture beside it carries
                yield from _tables(of_html(data[kind]), options)
        case "text/markdown":
            yield from of_markdown(data[kind])
        case "text/plain" if not set(data) & set(_STRANGE):
            yield _BARE
        case _:
            yield _strange(data)


def _strange(data: Any) -> Refused:
    for kind, (what, remedy) in _STRANGE.items():
        if kind in data:
            return Refused(what, remedy)
    return Refused(f"一种不认识的内容（{'、'.join(sorted(data))}）", "请改用文字、表格或图")


def _drawn(data: Any, told: Any, kind: str, options: dict[str, str]) -> Made:
    try:
        bitmap = base64.b64decode(data[kind])
        with Image.open(io.BytesIO(bitmap)) as image:
            image.load()
            wide = image.width
            if kind != "image/png":
                made = io.BytesIO()
                image.convert("RGB").save(made, "PNG")
                bitmap = made.getvalue()
    except (ValueError, OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return Refused("一张打不开的图", "请重新作图")
    width = told.get("width") or wide // _DENSITY
    title = options.get("fig-cap") or str(told.get("title", ""))
    alt = options.get("fig-alt") or str(told.get("alt", ""))
    words = f"{data.get('text/plain', '')}\n{re.sub('<[^>]*>', ' ', data.get('image/svg+xml', ''))}"
    own = alt if alt.rstrip("。") != title.rstrip("。") else ""
    return Drawn(bitmap, min(int(width), _WIDEST), title, own, str(told.get("note", "")), words)


def _figure(told: Any) -> Paragraph:
    """Return a figure of the year as a sentence."""
    base = f"（{told['base']}）" if told["base"] else ""
    words = f"{base}。定义：{told['definition']}。"
    return Paragraph((TextRun(f"{told['label']}："), TextRun(told["text"], True), TextRun(words)))


def _tables(pieces: tuple[Piece, ...], options: dict[str, str]) -> Iterator[Piece]:
    """Yield the pieces, each line below a table as its note; the cell's caption is the first's."""
    waiting: DataTable | None = None
    caption = options.get("tbl-cap", "")
    for piece in pieces:
        if isinstance(piece, DataTable):
            if waiting is not None:
                yield waiting
            waiting, caption = replace(piece, caption=caption or piece.caption), ""
        elif waiting is not None:
            note = isinstance(piece, Paragraph)
            yield replace(waiting, note=words_of(piece)) if note else waiting
            waiting = None
            if not note:
                yield piece
        else:
            yield piece
    if waiting is not None:
        yield waiting


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
