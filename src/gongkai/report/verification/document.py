"""The finished Word report read again: figures by their bookmarks, prose by its styles."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from gongkai.checks.wording.prose import BOUND
from gongkai.pattern import pattern
from gongkai.report.verification.figures import Mark, Reading, ShownChart

# Prose is what readers are told; titles, captions and tables are not.
_PROSE: Final = {"Normal", "Heading1", "Heading2", "Heading3", "Item", "Attachment", "Seal"}
_ANNEX, _CHART_NOTE = "AnnexHeading", "ChartNote"
_MARK: Final = pattern(r"_\d+(w?)_(\w*)")
_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PARTS: Final = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t"), _PICTURE)


def read_document(path: Path) -> Reading:
    """Return what a document shows."""
    return read_body(docx.Document(str(path)).element.body)


def document_text(path: Path) -> str:
    """Return all words of a document, tables included."""
    body = docx.Document(str(path)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def read_body(body: Any) -> Reading:
    """Return what the body of a document shows."""
    marks: list[Mark] = []
    paragraphs: list[str] = []
    charts: list[ShownChart] = []
    given = 0
    in_prose = True
    for paragraph in body.iter(qn("w:p")):
        style = _style(paragraph)
        in_prose = in_prose and style != _ANNEX
        found, text, by_hand = _paragraph(paragraph)
        marks += found
        given += by_hand
        if in_prose and style in _PROSE and text.strip():
            paragraphs.append(text.strip())
        if style == _CHART_NOTE and charts:
            last = charts.pop()
            charts.append(ShownChart(last.id, last.alt, text.rstrip("。")))
        charts += _charts(paragraph)
    return Reading(tuple(marks), tuple(paragraphs), given, tuple(charts))


def _style(paragraph: Any) -> str:
    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "Normal" if named is None else str(named.get(qn("w:val")))


def _paragraph(paragraph: Any) -> tuple[list[Mark], str, int]:
    """Return the marks of a paragraph, its text with each figure hidden, and those given by hand."""
    marks: list[tuple[str, str, str, str]] = []
    words = ""
    given = 0
    inside: tuple[str, str] | None = None
    text = ""
    for node in paragraph.iter(*_PARTS):
        if node.tag == _PARTS[0]:
            named = _MARK.fullmatch(node.get(qn("w:name"), ""))
            inside = (named[2], "万元" if named[1] else "") if named else None
            text = ""
        elif node.tag == _PARTS[1] and inside is not None:
            indicator, unit = inside
            given += not indicator
            if indicator:
                marks.append((indicator, text, words + BOUND, unit))
            words += BOUND
            inside = None
        elif node.tag == _PARTS[2]:
            if inside is None:
                words += node.text or ""
            else:
                text += node.text or ""
    told = [
        Mark(indicator, None, text.strip(), words[len(before) :].split(BOUND)[0], unit)
        for indicator, text, before, unit in marks
    ]
    return told, words, given


def _charts(paragraph: Any) -> Iterator[ShownChart]:
    for node in paragraph.iter(_PICTURE):
        name, alt = node.get("name", ""), node.get("descr", "")
        yield ShownChart(name.removeprefix("chart-"), alt)
