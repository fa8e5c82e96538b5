"""Words as WordprocessingML: text only ever enters as text, and a bound figure inside a bookmark.

A bookmark is invisible, takes no room and outlives an edit in Word, WPS and LibreOffice; content
controls become form fields in a PDF. Its name, ``_7_requests_received``, says which indicator; a
``w`` after the number that the figure is in 万元. Word admits 40 characters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from gongkai.narrative.content import FigureRun, GivenRun, Run, TextRun, WithheldRun
from gongkai.text import clean

_BREAKS: Final = {"\n": "br", "\t": "tab"}
LONGEST_NAME: Final = 40


def element(tag: str, *children: Element, **attributes: object) -> Element:
    """Return a ``w:`` element with its attributes and children."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def text_run(text: str, *properties: Element) -> Element:
    """Return a run of cleaned text; line breaks and tabs become elements."""
    run = element("r")
    if properties:
        run.append(element("rPr", *properties))
    for piece in re.split(r"([\n\t])", clean(text)):
        if piece in _BREAKS:
            run.append(element(_BREAKS[piece]))
        elif piece:
            words = element("t")
            words.text = piece
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)
    return run


def bound(indicator: str, text: str, *properties: Element, scaled: bool = False) -> list[Element]:
    """Return a figure between the ends of a bookmark, to be numbered when all are written."""
    name = f"{'w' if scaled else ''}_{indicator}"
    return [
        element("bookmarkStart", name=name),
        text_run(text, *properties),
        element("bookmarkEnd"),
    ]


def number_bookmarks(body: Element) -> None:
    """Give every bookmark its number in the order of reading, in its id and in its name."""
    starts = list(body.iter(qn("w:bookmarkStart")))
    for number, (start, end) in enumerate(
        zip(starts, body.iter(qn("w:bookmarkEnd")), strict=True), start=1
    ):
        start.set(qn("w:name"), f"_{number}{start.get(qn('w:name'))}")
        for one in (start, end):
            one.set(qn("w:id"), str(number))


def runs(items: Iterable[Run]) -> Iterator[Element]:
    """Yield the runs of prose."""
    for run in items:
        match run:
            case FigureRun(text=text, indicator=indicator):
                yield from bound(indicator, text)
            case GivenRun(text=text):
                yield from (
                    element("bookmarkStart", name="_"),
                    text_run(text),
                    element("bookmarkEnd"),
                )
            case WithheldRun(text=text):
                yield text_run(text, element("color", val=RED))
            case TextRun(text=text, strong=strong):
                yield text_run(text, *([element("b")] if strong else []))


RED: Final = "A61C1C"


def paragraph(style: str, content: str | Sequence[Element], *properties: Element) -> Element:
    """Return a paragraph of a style with text or ready runs, and what differs from the style."""
    made = element("p", element("pPr", element("pStyle", val=style), *properties))
    made.extend([text_run(content)] if isinstance(content, str) else content)
    return made
