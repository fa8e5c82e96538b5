"""OpenDocument sheets: what the reading library does not see in them, and what it stumbles over."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

from gongkai.pattern import pattern
from gongkai.records.reading.formats.inside import LARGEST_AREA, UNCOMPUTED, Inside, Reader
from gongkai.records.reading.sheet import Merge

_CONTENT: Final = "content.xml"
# White space between cells, as some programs write it: it means nothing, and none stands in a text.
_BETWEEN: Final = re.compile(rb">\s+(?=<(?:/?table:|/?office:|text:p[ >/]))")
_ERROR: Final = pattern(r"#[A-Z/0!?]+[!?]?|#N/A|(?:Err|错误)[:：]\d{3}")


def inside_of(xml: bytes) -> Mapping[str, Inside] | None:
    """Return what each sheet holds besides its cells; None where one spans too much."""
    body = _Body()
    body.read(io.BytesIO(xml))
    return body.sheets if body.largest <= LARGEST_AREA else None


def tidied(content: bytes) -> bytes:
    """Return the file as the library can read it: without white space between its cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(_CONTENT)
        tidy = _BETWEEN.sub(b">", xml)
        if tidy == xml:
            return content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as copy:
            for member in archive.infolist():
                copy.writestr(
                    member.filename,
                    tidy if member.filename == _CONTENT else archive.read(member),
                )
    return made.getvalue()


class _Body(Reader):
    """The sheets of a document: failed cells, merged ranges, hidden rows, and the area they span."""

    def __init__(self) -> None:
        self.sheets: dict[str, Inside] = {}
        self.largest = 0
        self._row = self._column = self._widest = self._repeated = 0
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []
        self._faults: dict[tuple[int, int], str] = {}
        self._hidden: list[int] = []
        self._merges: list[Merge] = []
        self._filled = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._row = self._widest = 0
            self._name = attributes.get("table:name", "")
            self._faults, self._hidden, self._merges = {}, [], []
        elif name == "table:table-row":
            self._column, self._filled = 0, False
            self._repeated = int(attributes.get("table:number-rows-repeated", "1"))
            self._covert = attributes.get("table:visibility") in ("collapse", "filter")
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell = attributes
            self._words.clear()
            if "office:value-type" in attributes or "table:formula" in attributes:
                width = self._column + int(attributes.get("table:number-columns-repeated", "1"))
                self._widest = max(self._widest, width)
                self._filled = True
                area = (self._row + self._repeated) * self._widest
                self.largest = max(self.largest, area)

    def text(self, text: str) -> None:
        if self._cell is not None:
            self._words.append(text)

    def end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell") and self._cell is not None:
            self._finish(self._cell)
            self._cell = None
        elif name == "table:table-row":
            if self._covert and self._filled:
                self._hidden += range(self._row + 1, self._row + self._repeated + 1)
            self._row += self._repeated
        elif name == "table:table":
            self.sheets[self._name] = Inside(self._faults, tuple(self._hidden), tuple(self._merges))

    def _finish(self, cell: dict[str, str]) -> None:
        row, column = self._row, self._column
        self._column += int(cell.get("table:number-columns-repeated", "1"))
        down = int(cell.get("table:number-rows-spanned", "1"))
        across = int(cell.get("table:number-columns-spanned", "1"))
        if down > 1 or across > 1:
            self._merges.append(Merge(row + 1, column, row + down, column + across - 1))
        if "table:formula" not in cell:
            return
        shown = "".join(self._words).strip()
        failed = cell.get("calcext:value-type") == "error" or _ERROR.fullmatch(shown)
        if failed:
            self._faults[row, column] = shown if shown.startswith("#") else "#VALUE!"
        elif "office:value-type" not in cell and not shown:
            self._faults[row, column] = UNCOMPUTED
