"""A sheet: what any readable file comes to before its headings are known."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

import polars as pl

from gongkai.findings import Finding, Place, Severity
from gongkai.records.layouts.layout import Layout
from gongkai.records.reading.access import Access
from gongkai.text import FORBIDDEN, clean

ROW: Final = "_row"
SHEET: Final = "_sheet"  # which of a ledger's sheets a row stands in
RAW: Final = "raw:"  # before the name of a column: its cells as they were written
DITTO: Final = frozenset(
    ("同上", "〃", "″", "〞", "＂", '"', "同前", "同 上", "同上行", "--〃--", "同")
)
HEAD_ROWS: Final = 20  # title rows stand above the headings; no office puts twenty there


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, both ends included; rows as a spreadsheet counts them, columns from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file as text.

    ``cells`` holds ``_row`` (as a spreadsheet counts) and a text column ``c0``, ``c1``, … a file
    column, null where the cell is blank; ``head`` repeats the first rows, from row 1.
    ``widths`` counts the cells of each row where rows can differ (delimited text).
    ``hidden_rows`` are the filled rows that a spreadsheet does not show.
    A ``typed`` sheet (Parquet) keeps the types of its columns. ``access`` says
    whether the cells are held, or scanned again for each use. ``dittos`` tells that some say
    only 同上. ``layout`` is the export that it was
    recognised as; ``written`` gives the file's own heading for one of ours; ``lists`` what the file's own lists
    say of codes, by the list's name as compared.
    """

    file: str
    name: str | None
    sha256: str
    encoding: str
    head: tuple[tuple[str, ...], ...]
    cells: pl.LazyFrame
    width: int
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    typed: bool = False
    access: Access = Access.HELD
    widths: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    dittos: bool = False
    layout: Layout | None = None
    written: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Return a place in this sheet, its column under the heading that the file has."""
        return Place(self.file, self.name, row, self.written.get(column or "", column))

    def filled(self, rows: Collection[int]) -> tuple[int, ...]:
        """Return those of the rows, as a spreadsheet counts them, that hold something."""
        if not rows or not self.width:
            return ()
        cells = pl.any_horizontal(pl.exclude(ROW).is_not_null())
        asked = self.cells.filter(pl.col(ROW).is_in(list(rows)) & cells)
        return tuple(asked.select(ROW).collect().to_series().to_list())


def broken(
    rule: str, place: Place, value: str | None, expected: str, message: str, remedy: str
) -> Finding:
    """Return the finding of a structure that does not let rows be counted."""
    return Finding(rule, Severity.ERROR, place, value, expected, message, remedy, stops=True)


def noted(place: Place, rule: str, message: str, remedy: str, expected: str = "") -> Finding:
    """Return the finding of something that was read, and how."""
    return Finding(rule, Severity.INFO, place, None, expected, message, remedy)


def from_rows(
    rows: list[list[str]], file: str, name: str | None, sha256: str, encoding: str = ""
) -> Sheet:
    """Return a sheet from its rows, the first being row 1; short rows end in blanks."""
    width = max((len(row) for row in rows), default=0)
    data: dict[str, list[str | None] | range] = {ROW: range(1, len(rows) + 1)}
    for at in range(width):
        data[f"c{at}"] = [
            (clean(row[at]).strip() or None) if at < len(row) else None for row in rows
        ]
    schema: dict[str, type[pl.DataType]] = {ROW: pl.Int64}
    frame = pl.DataFrame(data, schema=schema | {f"c{at}": pl.String for at in range(width)})
    head = head_of(rows)
    dittos = not DITTO.isdisjoint(chain.from_iterable(rows))
    return Sheet(file, name, sha256, encoding, head, frame.lazy(), width, dittos=dittos)


def from_parts(
    parts: Iterable[list[pl.Series]], first: int, file: str, name: str | None, sha256: str
) -> Sheet:
    """Return a sheet like ``from_rows`` of many rows, given by columns in parts; ``first`` columns on the left are blank.

    Text is cleaned where it stands, in Polars: a cell by itself costs ten times as much.
    """
    frames: list[pl.DataFrame] = []
    head: list[list[str]] = []
    for part in parts:
        if len(head) < HEAD_ROWS:
            rows = zip(*(cells.head(HEAD_ROWS - len(head)) for cells in part), strict=True)
            head += [[""] * first + list(row) for row in rows]
        made = (_cleaned(cells).alias(f"c{first + at}") for at, cells in enumerate(part))
        frames.append(pl.DataFrame(list(made)))
    cells = pl.concat(frames)
    width = first + cells.width
    blank = [pl.lit(None, pl.String).alias(f"c{at}") for at in range(first)]
    frame = cells.select(*blank, pl.all()).with_row_index(ROW, 1).cast({ROW: pl.Int64})
    dittos = any(column.is_in(DITTO).any() for column in cells)
    return Sheet(file, name, sha256, "", head_of(head), frame.lazy(), width, dittos=dittos)


def _cleaned(cells: pl.Series) -> pl.Series:
    if cells.str.contains(f"{FORBIDDEN}|\r").any():
        ends = cells.str.replace_all("\r\n?", "\n")
        cells = ends.str.replace_all(FORBIDDEN, "")
    cells = cells.str.strip_chars()
    return cells.set(cells == "", None)


def head_of(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the first rows of a sheet, in which its headings are looked for."""
    return tuple(tuple(clean(cell) for cell in row) for row in rows[:HEAD_ROWS])
