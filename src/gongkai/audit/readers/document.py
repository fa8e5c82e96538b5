"""A published file as what a reader sees: passages and tables in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.text.characters import plain

Rows = tuple[tuple[str, ...], ...]
_LONG: Final = 60  # characters; a longer cell with a sentence in it is prose laid out in a table
TOO_MANY_CELLS: Final = 100_000
MOST_TEXT: Final = 2_000_000  # characters; the longest reports have some fifty thousand
_PARAGRAPH: Final = 5_000  # characters; more are read in pieces
_DRAFT: Final = pattern(r"(?:草稿|草案|初稿|送审稿|征求意见稿|讨论稿|未定稿)")
_OPEN: Final = "未掌握"  # what a cell says whose figure is not known yet
_OPENING: Final = 12  # parts among which a draft is marked as one


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; ``lines`` are its lines as printed, ``place`` says where it stands."""

    text: str
    place: str
    lines: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[str, ...]:
        """Return the lines as printed, the whole text where lines are not known."""
        return self.lines or (self.text,)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; a merged cell's text is repeated over all rows and columns that it spans."""

    rows: Rows
    place: str


Part = Passage | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A file's passages and tables in reading order.

    ``published`` is the day of publication as a page's own data tell it, ``title`` what it calls itself,
    ``drawn`` the title and the other words of each drawing, which are no text as long as they are drawn.
    """

    file: str
    parts: tuple[Part, ...]
    published: str = ""
    title: str = ""
    drawn: tuple[tuple[str, str], ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return the passages alone."""
        return tuple(part for part in self.parts if isinstance(part, Passage))

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Return the tables alone."""
        return tuple(part for part in self.parts if isinstance(part, Grid))

    def prose(self) -> Iterator[Passage]:
        """Yield the paragraphs, and the long cells of tables that lay out prose."""
        for part in self.parts:
            texts = (
                (part.text,)
                if isinstance(part, Passage)
                else dict.fromkeys(
                    c for row in part.rows for c in row if len(c) > _LONG and "。" in c
                )
            )
            for text in texts:
                for piece in _pieces(text):
                    yield Passage(piece, part.place)


def is_draft(document: Document) -> bool:
    """Tell whether a file says that it is not final: marked as a draft, or with cells not yet known."""
    marked = any(
        _DRAFT.fullmatch(part.text.strip("【】[]（） "))
        for part in document.parts[:_OPENING]
        if isinstance(part, Passage)
    )
    return marked or any(_OPEN in row for grid in document.grids for row in grid.rows)


def _pieces(text: str) -> Iterator[str]:
    """Yield a text whole, or where it is longer than any paragraph, cut behind its stops."""
    at = 0
    while len(text) - at > _PARAGRAPH:
        stop = text.rfind("。", at, at + _PARAGRAPH) + 1 or at + _PARAGRAPH
        yield text[at:stop]
        at = stop
    yield text[at:]


def joined(lines: Sequence[str]) -> str:
    """Return lines as one paragraph: Chinese needs no space where a line was broken.

    >>> joined(["全年收到申请 34 ", "件，均已办结。"])
    '全年收到申请 34件，均已办结。'
    """
    out = ""
    for line in (one.strip() for one in lines):
        between = " " if out[-1:].isascii() and line[:1].isascii() and out else ""
        out += between + line
    return out


def sensible(rows: Sequence[Sequence[str]]) -> Rows:
    """Return rows without the blank ones, line breaks within cells closed."""
    kept = ([joined(cell.split("\n")) for cell in row] for row in rows)
    return tuple(tuple(row) for row in kept if any(row))


def labels(row: Sequence[str]) -> tuple[str, ...]:
    """Return the distinct texts of a row as they are compared, blanks left out."""
    return tuple(dict.fromkeys(key for cell in row if (key := plain(cell))))
