"""Pages: A4 with the margins of GB/T 9704, a fuller one for the form."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.section import _Footer, _Header

from gongkai.report.docx.styles import PITCH
from gongkai.report.docx.words import element, paragraph, text_run

_TWIPS: Final = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper in millimetres; margins are top, right, bottom, left."""

    width: int
    height: int
    margins: tuple[int, int, int, int]

    @property
    def room(self) -> int:
        """Return the width between the margins."""
        return self.width - self.margins[1] - self.margins[3]


BODY: Final = Sheet(210, 297, (37, 26, 35, 28))
FULL: Final = Sheet(210, 297, (16, 18, 18, 18))


def twips(millimetres: float) -> int:
    """Return millimetres in twentieths of a point, the unit of Word."""
    return round(millimetres * _TWIPS)


def head_and_foot(document: Document, *, draft: bool) -> tuple[Element, ...]:
    """Write 草稿 above and — 1 — below every page; return the references that a section needs."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for foot, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        _replace(foot, paragraph("Footer", _page_number(), *_outside(align)))
    for head in (section.header, section.even_page_header):
        _replace(head, paragraph("Header", "草稿" if draft else ""))
    return tuple(
        child for child in section._sectPr if child.tag.endswith(("headerReference", "footerReference"))
    )  # fmt: skip


def _replace(part: _Header | _Footer, content: Element) -> None:
    part.is_linked_to_previous = False
    root = part._element
    for child in list(root):
        root.remove(child)
    root.append(content)


def _outside(align: str) -> tuple[Element, Element]:
    """Return the outer edge, one character in."""
    side = {align: 280, f"{align}Chars": 100}
    return element("ind", **side), element("jc", val=align)


def _page_number() -> list[Element]:
    code = element("instrText")
    code.text = " PAGE "
    return [
        text_run("— "),
        element("r", element("fldChar", fldCharType="begin")),
        element("r", code),
        element("r", element("fldChar", fldCharType="separate")),
        text_run("1"),
        element("r", element("fldChar", fldCharType="end")),
        text_run(" —"),
    ]


def section(sheet: Sheet, references: Sequence[Element]) -> Element:
    """Return the properties of a section printed on a sheet."""
    top, right, bottom, left = (twips(m) for m in sheet.margins)
    size = element("pgSz", w=twips(sheet.width), h=twips(sheet.height))
    margins = element(
        "pgMar", top=top, right=right, bottom=bottom, left=left,
        header=top - twips(11), footer=bottom - twips(12), gutter=0,
    )  # fmt: skip
    return element(
        "sectPr",
        *(deepcopy(reference) for reference in references),
        element("type", val="nextPage"),
        size,
        margins,
        element("docGrid", type="lines", linePitch=PITCH),
    )


def section_break(sheet: Sheet, references: Sequence[Element]) -> Element:
    """Return the paragraph of almost no height that ends a section."""
    made = paragraph("Break", [])
    properties = made[0]
    properties.append(section(sheet, references))
    return made
