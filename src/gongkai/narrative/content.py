"""Prose as values: runs of text and of bound figures, in paragraphs, lists and sections."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRun:
    """Plain words."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class FigureRun:
    """A number bound to an indicator: what is printed, and the exact value it stands for."""

    text: str
    indicator: str
    raw: str
    label: str
    definition: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class WithheldRun:
    """A sentence that may not stand, because a figure in it is unknown; ``text`` tells why."""

    text: str


@dataclass(frozen=True, slots=True)
class GivenRun:
    """A number that the office gives by hand, with the reason why no ledger holds it."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A comparison that cannot be made: its clause is left out of the finished sentence."""


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A run that is a number, as a review marks it.

    ``how`` is 'figure' (bound), 'own' (the office's own) or 'uncounted' (a date and the like); ``anchor``
    names this place, ``leads`` that which tells all of it; ``told`` tells it in short.
    """

    run: TextRun | FigureRun | GivenRun
    how: str
    anchor: str
    leads: str
    told: str

    @property
    def text(self) -> str:
        """Return the number as it is printed."""
        return self.run.text


Run = TextRun | FigureRun | GivenRun | WithheldRun | MarkedRun
Bound = Run | LeftOut


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``align`` is 'justify', 'left' or 'right'."""

    runs: tuple[Run, ...]
    align: str = "justify"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, each item a line of runs."""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False


Block = Paragraph | Listing


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered chapter or sub-section; ``level`` 0 has neither number nor heading.

    ``file`` is where the office writes it; ``written`` tells that it did.
    """

    level: int
    number: str
    heading: str
    anchor: str
    blocks: tuple[Block, ...]
    file: str = ""
    written: bool = False
