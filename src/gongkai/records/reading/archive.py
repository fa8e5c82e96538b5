"""The inside of a workbook file: cells without a readable value, and files that unpack to too much."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

SUFFIXES: Final = (".xlsx", ".xlsm", ".xls", ".ods")
OLE: Final = b"\xd0\xcf\x11\xe0"
UNCOMPUTED: Final = "#公式无结果"
_LARGEST_CONTENT: Final = 600_000_000
_LARGEST_RATIO: Final = 1_000
_LARGEST_AREA: Final = 30_000_000  # cells between the first and the last filled one
_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")

# The text of each cell, by (row, column) from 0, that a spreadsheet shows as an error or not at all.
Faults = Mapping[tuple[int, int], str]


class DamagedError(Exception):
    """The file is not the workbook that it claims to be."""


def find_faults(content: bytes) -> Mapping[str, Faults] | None:
    """Return the cells without a readable value a sheet; None where the file unpacks to too much.

    DamagedError where the file is no workbook, or a part of it differs from its checksum.
    """
    if content.startswith(OLE):
        return _xls_faults(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _archive_faults(archive, len(content))
    except (
        zipfile.BadZipFile,
        zlib.error,
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


def _archive_faults(archive: zipfile.ZipFile, size: int) -> Mapping[str, Faults] | None:
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
        area = _OdsArea()
        area.read(archive.read("content.xml"))
        return {} if area.largest <= _LARGEST_AREA else None
    found: dict[str, Faults] = {}
    for name, part in _parts(archive):
        faults = _sheet_faults(archive.read(part))
        if faults is None:
            return None
        found[name] = faults
    return found


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


def _sheet_faults(xml: bytes) -> Faults | None:
    """Return the failed and uncomputed cells of a worksheet; None where it spans too much."""
    if not re.search(rb"""\bt=["']e["']|<(\w+:)?f[ >/]""", xml) and not _wide(xml):
        return {}
    cells = _Cells()
    cells.read(xml)
    return cells.faults if cells.area() <= _LARGEST_AREA else None


def _wide(xml: bytes) -> bool:
    """Tell whether the sheet may span more cells than are held, judged by its outermost names."""
    rows = re.findall(rb"<(?:\w+:)?row [^>]*?\br=\"(\d{1,7})\"", xml)
    last = max((int(n) for n in rows), default=0)
    columns = 26
    if re.search(rb"\br=\"[A-Z]{3}\d", xml):
        columns = 16_384
    elif re.search(rb"\br=\"[A-Z]{2}\d", xml):
        columns = 702
    return last * columns > _LARGEST_AREA


class _Reader:
    """What both formats need of an XML parser: names without prefix, no entity, no tree."""

    def read(self, xml: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.Parse(xml, True)

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class _Cells(_Reader):
    """The cells of a worksheet: which have a value, which have an error or none where one is due."""

    def __init__(self) -> None:
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
        elif "f" in cell and not cell.get("v") and cell.get("t") != "str":
            self.faults[row, column] = UNCOMPUTED


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


class _OdsArea(_Reader):
    """The cells that the sheets of an OpenDocument file span, with the repeated ones counted."""

    def __init__(self) -> None:
        self.largest = self._rows = self._columns = self._widest = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._rows = self._widest = 0
        elif name == "table:table-row":
            self._columns = 0
            self._rows += int(attributes.get("table:number-rows-repeated", "1"))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._columns += int(attributes.get("table:number-columns-repeated", "1"))
            if "office:value-type" in attributes:
                self._widest = max(self._widest, self._columns)
                self.largest = max(self.largest, self._rows * self._widest)


def _xls_faults(content: bytes) -> Mapping[str, Faults]:
    import xlrd  # only for the old format, which few offices still keep

    try:
        book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO())
    except Exception as error:  # whatever a damaged file does to the library
        raise DamagedError from error
    words = xlrd.error_text_from_code
    return {
        sheet.name: {
            (row, column): words.get(int(cell.value), "#N/A")
            for row in range(sheet.nrows)
            for column, cell in enumerate(sheet.row(row))
            if cell.ctype == xlrd.XL_CELL_ERROR
        }
        for sheet in book.sheets()
    }
