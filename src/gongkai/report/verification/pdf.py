"""The finished PDF read again: every paragraph, and every row of every table, in order.

A PDF has no place for a mark, so what it must say is taken from the components, whose figures
are proved against the indicators on the way.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pdfplumber

from gongkai.indicators.value import Value
from gongkai.narrative.content import FigureRun, Listing, Paragraph, Run, Section
from gongkai.report.content.components import (
    ChartBlock,
    Component,
    DataTable,
    Signature,
    TitleBlock,
)
from gongkai.report.content.editions import DRAFT
from gongkai.report.verification.figures import Mark, Verification, prove_mark


def prove_pdf(
    path: Path, components: Sequence[Component], values: Mapping[str, Value]
) -> Verification:
    """Return what a PDF says of the components, and what it does not."""
    whole, at = read_pdf(path), 0
    marks = [mark for component in components for mark in _marks(component)]
    problems = [problem for mark in marks for problem in prove_mark(mark, values)]
    for component in components:
        for words in _pieces(component):
            piece = "".join(words.split())
            found = whole.find(piece, at)
            if found < 0:
                problems.append(f"没有“{piece[:40]}”，或次序不对")
            else:
                at = found + len(piece)
    return Verification(len(marks), {}, tuple(problems))


def read_pdf(path: Path) -> str:
    """Return all characters of a PDF in their order, without white space, heads and page numbers."""
    pages = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            text = "".join("".join(char["text"].split()) for char in page.chars)
            pages.append(text.removesuffix(f"—{number}—"))
            page.close()
    if all(text.startswith(DRAFT) for text in pages):
        pages = [text.removeprefix(DRAFT) for text in pages]
    return "".join(pages)


def _marks(component: Component) -> Iterator[Mark]:
    match component:
        case DataTable(rows=rows):
            for cell in (cell for row in rows for cell in row if cell.indicator):
                yield Mark(cell.indicator, cell.raw, cell.text, "", cell.unit)
        case Section(blocks=blocks):
            for line in _lines(blocks):
                yield from _run_marks(line)


def _run_marks(line: Sequence[Run]) -> Iterator[Mark]:
    for run, after in pairwise((*line, None)):
        if isinstance(run, FigureRun):
            yield Mark(run.indicator, run.raw, run.text, after.text if after else "")


def _lines(blocks: Sequence[Paragraph | Listing]) -> Iterator[Sequence[Run]]:
    for block in blocks:
        match block:
            case Paragraph(runs=runs):
                yield runs
            case Listing(items=items):
                yield from items


def _pieces(component: Component) -> Iterator[str]:
    match component:
        case TitleBlock() as c:
            yield from (c.agency, c.title, c.notice)
        case Section(number=number, heading=heading, blocks=blocks):
            yield from (number, heading, *_prose(blocks))
        case ChartBlock() as c:
            yield from (c.title, c.note)
        case _:
            yield from _listed(component)


def _prose(blocks: Sequence[Paragraph | Listing]) -> Iterator[str]:
    return ("".join(run.text for run in line) for line in _lines(blocks))


def _listed(component: Component) -> Iterator[str]:
    match component:
        case DataTable() as c:
            yield c.caption
            # A cell over several rows is set after them.
            for row in (*c.head, *c.rows):
                yield "".join(cell.text for cell in row if cell.rowspan == 1)
            yield c.note
        case Signature() as c:
            yield from (*c.attachments, c.agency, c.date_text)
