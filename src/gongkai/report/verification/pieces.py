"""What a file must say in its own words where it has no place for marks: taken from the components.

Their figures are proved against the indicators on the way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.indicators.value import Value
from gongkai.narrative.content import FigureRun, Listing, Paragraph, Run, Section
from gongkai.report.content.components import (
    ChartBlock,
    Component,
    DataTable,
    OwnPicture,
    Signature,
    TitleBlock,
)
from gongkai.report.verification.figures import Mark, Reading, Verification, prove_mark


def prove_words(
    whole: str, components: Sequence[Component], values: Mapping[str, Value]
) -> Verification:
    """Return what a text without white space says of the components, and what it does not.

    Every paragraph, and every row of every table, must stand in it, in order.
    """
    at = 0
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


def named(reading: Reading, components: Sequence[Component]) -> tuple[Reading, tuple[str, ...]]:
    """Return a public file's reading with the indicator of each mark, and what is wrong with their number.

    Such a file does not say what its figures are of: they are those of the components, in order.
    """
    due = [mark for component in components for mark in _marks(component)]
    marks = (
        m if m.indicator else replace(m, indicator=d.indicator, unit=d.unit)
        for m, d in zip(reading.marks, due, strict=False)
    )
    lost = f"有 {len(reading.marks)} 个绑定的数字，应为 {len(due)} 个"
    return replace(reading, marks=tuple(marks)), (lost,) * (len(reading.marks) != len(due))


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
        case Section(level=level, number=number, heading=heading, blocks=blocks):
            if level:  # one of none stands without its heading
                yield from (number, heading)
            yield from _prose(blocks)
        case ChartBlock() | OwnPicture() as c:
            yield from (c.title, c.note)
        case _:
            yield from _listed(component)


def _prose(blocks: Sequence[Paragraph | Listing]) -> Iterator[str]:
    return ("".join(run.text for run in line) for line in _lines(blocks))


def _listed(component: Component) -> Iterator[str]:
    match component:
        case DataTable() as c:
            yield "" if c.titled else c.caption
            # A cell over several rows is set after them.
            for row in (*c.head, *c.rows):
                yield "".join(cell.text for cell in row if cell.rowspan == 1)
            yield c.note
        case Signature() as c:
            yield from filter(None, (*c.attachments, c.agency, c.date_text))
