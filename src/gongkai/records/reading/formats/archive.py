"""The archive of a workbook: cells without a readable value, hidden rows, files that unpack to too much."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from gongkai.pattern import pattern
from gongkai.records.reading.formats import opendocument
from gongkai.records.reading.formats.inside import (
    LARGEST_AREA,
    UNCOMPUTED,
    DamagedError,
    Inside,
    Reader,
    pieces,
)

_SHEETS: Final = "xl/worksheets/"
_LARGEST_SHEETS: Final = (
    2_000_000_000  # bytes; a million rows of twelve columns have 0.6, and are read in pieces
)
_LARGEST_REST: Final = 600_000_000
_LARGEST_RATIO: Final = 1_000
_LONGEST_TAG: Final = 10_000
_CELL: Final = pattern(r"([A-Z]{1,3})(\d{1,7})")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_ERROR: Final = re.compile(rb"""\bt=["']e["']""")
_FAR: Final = re.compile(rb'r="[A-Z]{2}')  # begins with letters, which are sought much faster
_FARTHEST: Final = re.compile(rb"""\br=["'][A-Z]{3}""")
_ROW: Final = re.compile(rb"""<(?:\w+:)?row [^>]*?\br=["'](\d{1,7})["']""")
_MOST_ROWS: Final = 1_048_576
_ZERO: Final = pattern(r"0(?:\.0+)?")


def find_inside(content: bytes) -> Mapping[str, Inside] | None:
    """Return what the sheets hold besides their cells; None where the file unpacks to too much.

    DamagedError where the file is no workbook, or a part of it differs from its checksum.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _inside(archive, len(content))
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        struct.error,
        expat.ExpatError,
        ElementTree.ParseError,
        ValueError,
        LookupError,
        OverflowError,
        NotImplementedError,  # a compression that no spreadsheet uses
        RuntimeError,  # a password
        OSError,
        EOFError,
    ) as error:
        raise DamagedError from error


def _inside(archive: zipfile.ZipFile, size: int) -> Mapping[str, Inside] | None:
    members = archive.infolist()
    if _too_much(members, size):
        return None
    is_ods = "content.xml" in archive.namelist()
    sheets = {} if is_ods else dict(_parts(archive))
    # Reading a member to its end compares its length and checksum with what the file claims.
    for member in members:
        if member.filename not in sheets.values():
            with archive.open(member) as stream:
                for _ in pieces(stream):
                    pass
    if is_ods:
        return opendocument.inside_of(archive.read("content.xml"))
    found: dict[str, Inside] = {}
    due = _to_be_computed(archive)
    for name, part in sheets.items():
        inside = _sheet(archive, part, due)
        if inside is None:
            return None
        found[name] = inside
    return found


def _too_much(members: Sequence[zipfile.ZipInfo], size: int) -> bool:
    """Tell whether a file of so many bytes unpacks to more than a year's ledger has."""
    total = sum(m.file_size for m in members)
    rows = sum(m.file_size for m in members if m.filename.startswith(_SHEETS))
    if rows > _LARGEST_SHEETS or total - rows > _LARGEST_REST:
        return True
    return total > 10_000_000 + _LARGEST_RATIO * size


def _sheet(archive: zipfile.ZipFile, part: str, due: bool) -> Inside | None:
    """Return what a worksheet holds besides its cells; None where it spans too much.

    Where formulas are still ``due``, a result of 0 is none. Only a sheet with formulas or errors, or one that may span
    too much, is run through cell by cell.
    """
    odd = False
    columns = 26
    hidden: list[int] = []
    for text in _whole_tags(archive, part):
        odd = odd or _odd(text)
        columns = max(columns, _columns(text))
        hidden += _hidden_rows(text)
    if not odd and columns * _last_row(archive, part, columns) <= LARGEST_AREA:
        return Inside({}, tuple(hidden))
    cells = _Cells(due)
    with archive.open(part) as stream:
        cells.read(stream)
    return Inside(cells.faults, tuple(hidden)) if cells.area() <= LARGEST_AREA else None


def _whole_tags(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a worksheet's markup in pieces of which none ends within a tag."""
    rest = b""
    with archive.open(part) as stream:
        for piece in pieces(stream):
            text = rest + piece
            end = text.rfind(b"<")
            rest = text[end:] if end >= len(text) - _LONGEST_TAG else b""
            yield text[: len(text) - len(rest)]
    yield rest


def _odd(xml: bytes) -> bool:
    """Tell whether a piece of a worksheet has a formula or an error; single characters are sought fastest."""
    if (b"<f" in xml or (b":" in xml and b":f" in xml)) and _FORMULA.search(xml):
        return True
    return (b'="e"' in xml or b"'" in xml) and bool(_ERROR.search(xml))


def _columns(xml: bytes) -> int:
    """Return how many columns the cells of a piece may span, judged by the length of their names."""
    if b"'" not in xml and not _FAR.search(xml):
        return 26
    return 16_384 if _FARTHEST.search(xml) else 702


def _last_row(archive: zipfile.ZipFile, part: str, columns: int) -> int:
    """Return the highest number that a row has; of no more than 26 columns every row may be held."""
    if columns * _MOST_ROWS <= LARGEST_AREA:
        return _MOST_ROWS
    found = (_ROW.findall(text) for text in _whole_tags(archive, part))
    return max((int(number) for numbers in found for number in numbers), default=0)


def _to_be_computed(archive: zipfile.ZipFile) -> bool:
    """Tell whether the program that wrote the file left its formulas to be computed by another."""
    book = archive.read("xl/workbook.xml")
    if re.search(rb"""<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad=["'](?:1|true)["']""", book):
        return True
    about = archive.read("docProps/app.xml") if "docProps/app.xml" in archive.namelist() else b""
    return b"<Application>Apache POI</Application>" in about


def _hidden_rows(xml: bytes) -> tuple[int, ...]:
    """Return the rows that a spreadsheet does not show, hidden by hand or by a filter."""
    if b"hidden=" not in xml:
        return ()
    rows = re.findall(rb"<(?:\w+:)?row\s[^>]*>", xml)
    hidden = (row for row in rows if re.search(rb"""\bhidden=["'](?:1|true)["']""", row))
    numbers = (re.search(rb"""\br=["'](\d{1,7})["']""", row) for row in hidden)
    return tuple(int(number[1]) for number in numbers if number)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each worksheet's name and its place in the archive."""
    rels = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {rel.get("Id"): rel.get("Target", "") for rel in rels}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    for element in book.iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation = next((v for k, v in element.items() if k.endswith("}id")), None)
            target = targets.get(relation, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if "worksheet" in part:
                yield element.get("name", ""), part


class _Cells(Reader):
    """The cells of a worksheet: which have a value, which have an error or none where one is due."""

    def __init__(self, due: bool) -> None:
        self._due = due
        self.faults: dict[tuple[int, int], str] = {}
        self._rows = self._columns = 0
        self._cell: dict[str, str] = {}
        self._text: list[str] = []

    def area(self) -> int:
        rows = max([self._rows, *(row + 1 for row, _ in self.faults)])
        return rows * max([self._columns, *(column + 1 for _, column in self.faults)])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._cell = dict(attributes)
        elif local in ("f", "v", "is"):
            self._cell[local] = ""
        self._text.clear()

    def text(self, text: str) -> None:
        self._text.append(text)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in ("f", "v", "is"):
            self._cell[local] = "".join(self._text) or ("x" if local == "is" else "")
        elif local == "c" and (at := _CELL.fullmatch(self._cell.get("r", ""))):
            self._finish(int(at[2]) - 1, _column(at[1]))

    def _finish(self, row: int, column: int) -> None:
        cell = self._cell
        if cell.get("v") or "is" in cell:
            self._rows, self._columns = max(self._rows, row + 1), max(self._columns, column + 1)
        if cell.get("t") == "e":
            self.faults[row, column] = cell.get("v") or "#N/A"
        elif "f" in cell and self._uncomputed(cell):
            self.faults[row, column] = UNCOMPUTED

    def _uncomputed(self, cell: dict[str, str]) -> bool:
        value = cell.get("v", "")
        if not value:
            return self._due or cell.get("t") != "str"
        return self._due and cell.get("t") in (None, "n") and bool(_ZERO.fullmatch(value))


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1
