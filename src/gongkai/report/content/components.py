"""The content model: what a notebook cell shows and every writer writes, as plain values.

A component travels in the notebook as JSON, never as markup.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Final

from gongkai.narrative.content import (
    Block,
    FigureRun,
    GivenRun,
    Listing,
    MarkedRun,
    Paragraph,
    Section,
    TextRun,
    WithheldRun,
)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The head of the report; ``notice`` says what data."""

    agency: str
    title: str
    year: int
    period: str
    state: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure at the top of the page."""

    label: str
    text: str
    unit: str
    indicator: str
    raw: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The key figures."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart with its question, alt text and the plotted numbers, beginning with their head.

    ``png`` is the same drawing as a bitmap, which travels beside the component, not in it.
    """

    id: str
    title: str
    question: str
    svg: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str
    note: str = ""
    png: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A picture of the analyst's own: ``width`` in CSS pixels; no figure of it is ours.

    ``png`` travels beside the component, as a chart's.
    """

    id: str
    title: str
    alt: str
    width: int
    note: str = ""
    png: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class EmptyBlock:
    """Something that is not shown, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``style`` is 'text', 'number', 'head', 'blank' or 'unknown'."""

    text: str
    style: str = "text"
    indent: int = 0
    indicator: str = ""
    raw: str = ""
    header: bool = False
    rowspan: int = 1
    colspan: int = 1
    unit: str = ""  # the unit that ``raw`` and ``text`` are in, where it is not the indicator's own


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with its head; ``folded`` tables open on demand, ``official`` ones look the part.

    ``by_hand`` names what is filled in by hand below it, on paper alone.
    """

    id: str
    caption: str
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    official: bool = False
    folded: bool = False
    titled: bool = False  # the heading above says what the caption says
    by_hand: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done or to know: how grave, what, where, how to mend it, the code last."""

    severity: str
    message: str
    place: str = ""
    remedy: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the report stands with those who sign: labelled lines, each with whether it needs somebody.

    It is told when the page is written, of the folder that the report goes to; no notebook holds it.
    """

    items: tuple[tuple[str, str, bool], ...]
    since: str = ""  # the version that ``changes`` are told against
    changes: tuple[str, ...] = ()
    state: str = (
        ""  # what stands beside the title once somebody signed: 已签发, or that it changed since
    )
    issued: bool = False  # and nothing has changed since


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is still to do, in the order of doing; ``told`` says how much of what."""

    told: str
    items: tuple[Task, ...]
    title: str = "还要做什么"


@dataclass(frozen=True, slots=True)
class FindingList:
    """Findings, alike ones together, or that there is none."""

    title: str
    items: tuple[Task, ...]
    empty_text: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one figure: ``lines`` are labelled words, ``parts`` lead to the figures
    that it is made of, ``places`` to where it stands, each with its words. A ``cell`` of a statutory table
    is told where its table is read, and stands in no list."""

    indicator: str
    label: str
    text: str
    unit: str
    raw: str
    lines: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    cell: bool = False


@dataclass(frozen=True, slots=True)
class Dossiers:
    """What each figure is and where it comes from."""

    items: tuple[Dossier, ...]


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """The numbers that the office typed: each its anchor, numeral, sentence, place and reason."""

    items: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Office, date (empty as long as none is fixed), and the attachments named before them."""

    agency: str
    date_text: str
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the report can be made again, as labelled lines."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Prose outside the chapters."""

    blocks: tuple[Block, ...]


Component = (
    TitleBlock
    | Summary
    | Section
    | ChartBlock
    | OwnPicture
    | EmptyBlock
    | DataTable
    | Standing
    | Agenda
    | FindingList
    | Dossiers
    | OwnNumbers
    | Signature
    | Provenance
    | Note
)

_KINDS: Final = {
    kind.__name__: kind
    for kind in (
        TitleBlock, KeyFigure, Summary, Section, ChartBlock, OwnPicture, EmptyBlock, Cell, DataTable,
        Task, Standing, Agenda, FindingList, Dossier, Dossiers, OwnNumbers, Signature, Provenance, Note,
        Paragraph, Listing, TextRun, FigureRun, GivenRun, WithheldRun, MarkedRun,
    )
}  # fmt: skip


def _shape(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return the names of a kind's fields with their defaults, but for what travels beside it."""
    return tuple((f.name, f.default) for f in fields(kind) if f.compare)


_SHAPES: Final = {kind: (name, _shape(kind)) for name, kind in _KINDS.items()}


def to_json(value: Any, *, whole: bool = False) -> Any:
    """Return a component as plain data, each part with its ``kind``.

    A field that holds its default is left out, unless the ``whole`` is asked for: most of a
    table's cells are nothing but their text.

    >>> to_json(Cell("3", "number"))
    {'kind': 'Cell', 'text': '3', 'style': 'number'}
    """
    if (shape := _SHAPES.get(type(value))) is not None:
        name, known = shape
        parts = {"kind": name}
        for field, default in known:
            part = getattr(value, field)
            if whole or part != default:
                parts[field] = part if type(part) is str else to_json(part, whole=whole)
        return parts
    return [to_json(part, whole=whole) for part in value] if isinstance(value, tuple) else value


def from_json(data: Any, text: Callable[[str], str] = str) -> Any:
    """Return the component of plain data, each text as ``text`` returns it; KeyError for a kind that does not exist.

    >>> from_json({"kind": "Cell", "text": " 3 "}, str.strip).text
    '3'
    """
    if isinstance(data, str):
        return text(data)
    if isinstance(data, dict):
        kind = _KINDS[data["kind"]]
        return kind(**{n: from_json(part, text) for n, part in data.items() if n != "kind"})
    return tuple([from_json(part, text) for part in data]) if isinstance(data, list) else data
