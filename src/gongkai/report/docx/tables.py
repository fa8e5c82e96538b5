"""Tables as native ones: merged heads, borders, heads repeated on each page, no row split."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from gongkai.report.content.components import Cell, DataTable
from gongkai.report.docx.sheets import BODY, FULL, Sheet, twips
from gongkai.report.docx.styles import HEI, font_properties, sized
from gongkai.report.docx.words import RED, bound, element, paragraph, text_run

_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table lies on its sheet: parts of the width by column, the last for all the rest.

    ``line`` is the exact height of a line in parts of the size, whatever the font at hand would
    take; a row of one line has ``room`` beside it, in points. ``whole`` tables stand on one page;
    one whose parts each begin with a row of a single cell may go on overleaf between two of them.
    """

    widths: tuple[int, ...]
    size: float = 9
    line: float = 1.3
    room: float = 2
    sheet: Sheet = BODY
    whole: bool = False


LAYOUTS: Final = {
    "form_2014": Layout((72, 8, 11), 10.5, 1.3, 1.5, FULL),
    "table2": Layout((40, 20), 10.5, room=3, whole=True),
    "table3": Layout((120, 150, 465, 122, 113, 113, 122, 122, 113, 120), 9, 1.2, 2, whole=True),
    "table4": Layout((10,), 9, room=6, whole=True),
    "corrected_sentences": Layout((30, 62, 62), 12, room=4),
    "corrected_cells": Layout((94, 28, 28), 12, room=4),
}
_PLAIN: Final = Layout((10,))


def layout_of(table: DataTable) -> Layout:
    """Return how a table lies; one that nobody declared has equal columns."""
    return LAYOUTS.get(table.id, _PLAIN)


def table(data: DataTable) -> Iterator[Element]:
    """Yield the caption, unless the heading says it, the table and its note."""
    layout = layout_of(data)
    if not data.titled:
        yield paragraph("TableCaption", data.caption)
    yield _grid(data, layout)
    below = "　　".join(filter(None, (data.note, data.by_hand)))
    yield paragraph("TableNote" if below else "Break", below)  # Word wants one there


def _grid(data: DataTable, layout: Layout) -> Element:
    lines = (*data.head, *data.rows)
    columns = max(sum(cell.colspan for cell in line) for line in data.rows or data.head)
    widths = _widths(layout, columns)
    made = element(
        "tbl",
        element(
            "tblPr",
            element("tblW", w=sum(widths), type="dxa"),
            element("jc", val="center"),
            element(
                "tblBorders",
                *(element(side, val="single", sz=4, space=0, color="000000") for side in _SIDES),
            ),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *(element(side, w=60, type="dxa") for side in ("left", "right"))),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )
    under: dict[int, tuple[int, int]] = {}  # column → rows still merged from above, and width
    for number, line in enumerate(lines):
        head = number < len(data.head)
        keep = layout.whole and number < len(lines) - 1 and len(lines[number + 1]) > 1
        made.append(_line(line, widths, under, layout, head=head, keep=keep))
    return made


def _widths(layout: Layout, columns: int) -> tuple[int, ...]:
    parts = (*layout.widths, *[layout.widths[-1]] * columns)[:columns]
    room = twips(layout.sheet.room)
    return tuple(room * part // sum(parts) for part in parts)


def _line(
    cells: Sequence[Cell],
    widths: Sequence[int],
    under: dict[int, tuple[int, int]],
    layout: Layout,
    *,
    head: bool,
    keep: bool,
) -> Element:
    height = layout.size * layout.line + layout.room
    properties = element(
        "trPr", element("cantSplit"), element("trHeight", val=round(height * 20), hRule="atLeast")
    )
    if head:
        properties.append(element("tblHeader"))
    made = element("tr", properties)
    column = 0
    waiting = list(cells)
    while waiting or column in under:
        if column in under:
            rows, span = under.pop(column)
            if rows > 1:
                under[column] = (rows - 1, span)
            made.append(_cell(None, widths[column : column + span], span, layout, keep=keep))
        else:
            cell = waiting.pop(0)
            span = cell.colspan
            made.append(
                _cell(cell, widths[column : column + span], span, layout, head=head, keep=keep)
            )
            if cell.rowspan > 1:
                under[column] = (cell.rowspan - 1, span)
        column += span
    return made


def _cell(
    cell: Cell | None,
    widths: Sequence[int],
    span: int,
    layout: Layout,
    *,
    head: bool = False,
    keep: bool = False,
) -> Element:
    """Return a cell, or with None the part of a merged cell that lies below its first row."""
    properties = element("tcPr", element("tcW", w=sum(widths), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if cell is None:
        properties.append(element("vMerge"))
    elif cell.rowspan > 1:
        properties.append(element("vMerge", val="restart"))
    properties.append(element("vAlign", val="center"))
    line = element("spacing", line=round(layout.size * layout.line * 20), lineRule="exact")
    kept = [element("keepNext"), line] if keep else [line]
    if cell is None:
        return element("tc", properties, paragraph("Cell", [], *kept))
    placed = [*kept, *_placed(cell, layout, head=head)]
    return element("tc", properties, paragraph("Cell", _words(cell, layout, head=head), *placed))


def _placed(cell: Cell, layout: Layout, *, head: bool) -> Iterator[Element]:
    if cell.indent:
        yield element(
            "ind", leftChars=cell.indent * 100, left=round(cell.indent * layout.size * 20)
        )
    if head or cell.style in ("head", "blank", "number", "unknown"):
        yield element("jc", val="center")


def _words(cell: Cell, layout: Layout, *, head: bool) -> Sequence[Element]:
    properties = []
    if head or cell.style == "head":
        properties.append(font_properties(HEI))
    if cell.style == "unknown":
        properties.append(element("color", val=RED))
    properties += sized(layout.size)
    if cell.indicator:
        return bound(cell.indicator, cell.text, *properties, scaled=bool(cell.unit))
    return [text_run(cell.text, *properties)]
