"""The archive of a workbook: cells without a readable value, hidden rows, files that unpack to too much."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from gongkai.records.reading.formats import opendocument
from gongkai.records.reading.formats.inside import (
    LARGEST_AREA,
    UNCOMPUTED,
    DamagedError,
    Faults,
    Inside,
    Reader,
)

_LARGEST_CONTENT: Final = 600_000_000
_LARGEST_RATIO: Final = 1_000
_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ZERO: Final = re.compile(r"0(?:\.0+)?")


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
    total = sum(m.file_size for m in members)
    if total > _LARGEST_CONTENT or total > 10_000_000 + _LARGEST_RATIO * size:
        return None
    # Reading a member to its end compares its length and checksum with what the file claims.
    for member in members:
        with archive.open(member) as stream:
            while stream.read(1 << 20):
                pass
    if "content.xml" in archive.namelist():
        return opendocument.inside_of(archive.read("content.xml"))
    found: dict[str, Inside] = {}
    due = _to_be_computed(archive)
    for name, part in _parts(archive):
        xml = archive.read(part)
        faults = _sheet_faults(xml, due)
        if faults is None:
            return None
        found[name] = Inside(faults, _hidden_rows(xml))
    return found


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


def _sheet_faults(xml: bytes, due: bool) -> Faults | None:
    """Return the failed and uncomputed cells of a worksheet; None where it spans too much.

    Where formulas are still ``due``, a result of 0 is none.
    """
    if not re.search(rb"""\bt=["']e["']|<(\w+:)?f[ >/]""", xml) and not _wide(xml):
        return {}
    cells = _Cells(due)
    cells.read(xml)
    return cells.faults if cells.area() <= LARGEST_AREA else None


def _wide(xml: bytes) -> bool:
    """Tell whether the sheet may span more cells than are held, judged by its outermost names."""
    rows = re.findall(rb"<(?:\w+:)?row [^>]*?\br=\"(\d{1,7})\"", xml)
    last = max((int(n) for n in rows), default=0)
    columns = 26
    if re.search(rb"\br=\"[A-Z]{3}\d", xml):
        columns = 16_384
    elif re.search(rb"\br=\"[A-Z]{2}\d", xml):
        columns = 702
    return last * columns > LARGEST_AREA


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
