"""Tables that programs write as markup under the name of a workbook: web pages, Excel 2003 XML."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Final
from xml.parsers import expat

from gongkai.records.reading.formats.encoding import decode
from gongkai.records.reading.formats.inside import Reader
from gongkai.records.reading.sheet import Merge, Sheet, from_rows, noted

_SPREADSHEET: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_DECLARED: Final = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([\w-]+)""")
_CELLS: Final = ("td", "th")
_WIDEST: Final = 1_000  # columns that one cell may claim


def is_markup(content: bytes) -> bool:
    """Tell whether a file is markup, whatever its name says."""
    return content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1] == b"<"


def read_markup(content: bytes, file: str, digest: str) -> tuple[Sheet, ...]:
    """Return the tables of a web page or an Excel 2003 XML file; none where it holds none."""
    text = _text(content)
    if text is None:
        return ()
    if _SPREADSHEET in text[:4_000]:
        what = "Excel 2003 XML 表格"
        made = _spreadsheets(text)
    elif re.search(r"<(?:table|html)\b", text[:20_000], re.IGNORECASE):
        what = "网页（HTML）"
        made = _pages(text)
    else:
        return ()
    sheets = [_sheet(file, name, digest, rows, merges) for name, rows, merges in made]
    note = "如有差错，请用 Excel 或 WPS 打开，另存为工作簿（.xlsx）"
    return tuple(
        replace(
            s, findings=(noted(s.place(), "L-15", f"文件其实是{what}，已按其中的表格读取", note),)
        )
        for s in sheets
        if s.width
    )


def _sheet(
    file: str, name: str | None, digest: str, rows: list[list[str]], merges: list[Merge]
) -> Sheet:
    return replace(from_rows(rows, file, name, digest), merges=tuple(merges))


def _text(content: bytes) -> str | None:
    declared = _DECLARED.search(content[:2_000])
    decoded = decode(content)
    if decoded is not None:
        return decoded[0]
    try:
        return content.decode(declared[1].decode("ascii")) if declared else None
    except (LookupError, UnicodeDecodeError):
        return None


class _Page(HTMLParser):
    """The outer tables of a page as rows of text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[list[str]], list[Merge]]] = []
        self._depth = 0
        self._cell: list[str] | None = None
        self._size = (1, 1)
        self._held: dict[int, int] = {}  # rows for which a column is still taken from above

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(([], []))
                self._held = {}
        elif self._depth == 1 and tag == "tr":
            self._close()
            self.tables[-1][0].append([])
            self._held = {at: n - 1 for at, n in self._held.items() if n > 1}
        elif self._depth == 1 and tag in _CELLS and self.tables[-1][0]:
            self._close()
            spans = {name: _span(value) for name, value in attrs if name in ("rowspan", "colspan")}
            self._cell, self._size = [], (spans.get("rowspan", 1), spans.get("colspan", 1))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._close()
            self._depth = max(0, self._depth - 1)
        elif tag in _CELLS or tag == "tr":
            self._close()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is None:
            return
        rows, merges = self.tables[-1]
        row, (down, across) = rows[-1], self._size
        while len(row) in self._held:
            row.append("")
        at = len(row)
        row += ["".join(self._cell).replace("\xa0", " ").strip(), *[""] * (across - 1)]
        if down > 1 or across > 1:
            merges.append(Merge(len(rows), at, len(rows) + down - 1, at + across - 1))
            if down > 1:
                self._held |= dict.fromkeys(range(at, at + across), down)
        self._cell = None


def _span(value: str | None) -> int:
    return max(1, min(int(value), _WIDEST)) if value and value.isdecimal() else 1


def _pages(text: str) -> Iterator[tuple[str | None, list[list[str]], list[Merge]]]:
    page = _Page()
    page.feed(text)
    page.close()
    tables = [table for table in page.tables if any(any(row) for row in table[0])]
    for number, (rows, merges) in enumerate(tables, start=1):
        yield (None if len(tables) == 1 else f"表{number}"), rows, merges


class _Book(Reader):
    """The worksheets of an Excel 2003 XML file."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, list[list[str]]]] = []
        self._words: list[str] | None = None
        self._cell: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if local == "Worksheet":
            self.sheets.append((own.get("Name", ""), []))
        elif local == "Row" and self.sheets:
            rows = self.sheets[-1][1]
            rows += [[] for _ in range(min(_number(own), 1_048_576) - 1 - len(rows))]
            rows.append([])
        elif local == "Cell" and self.sheets and self.sheets[-1][1]:
            row = self.sheets[-1][1][-1]
            row += [""] * (min(_number(own), 16_384) - 1 - len(row))
            row.append("")
            self._cell = own
        elif local == "Data":
            self._words = []

    def text(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "Data" and self._words is not None:
            if self.sheets and self.sheets[-1][1] and self.sheets[-1][1][-1]:
                self.sheets[-1][1][-1][-1] = "".join(self._words).removesuffix("T00:00:00.000")
            self._words = None
        elif local == "Cell" and self.sheets and self.sheets[-1][1]:
            across = self._cell.get("MergeAcross", "0")
            self.sheets[-1][1][-1] += [""] * min(int(across) if across.isdecimal() else 0, _WIDEST)


def _number(attributes: dict[str, str]) -> int:
    index = attributes.get("Index", "0")
    return int(index) if index.isdecimal() else 0


def _spreadsheets(text: str) -> Iterator[tuple[str | None, list[list[str]], list[Merge]]]:
    book = _Book()
    try:
        # The encoding that the file declares no longer holds: it is text by now.
        book.read(io.BytesIO(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()))
    except expat.ExpatError:
        return
    for name, rows in book.sheets:
        if any(any(row) for row in rows):
            yield name or None, rows, []
