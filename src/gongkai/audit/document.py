"""A published file as paragraphs and tables, whatever program wrote it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from gongkai.errors import UnreadableError
from gongkai.findings import Finding
from gongkai.records.delimited import decode
from gongkai.records.sheet import ROW, Sheet
from gongkai.records.workbook import SUFFIXES as WORKBOOKS
from gongkai.records.workbook import read_workbook

PAGES: Final = (".html", ".htm", ".shtml", ".xhtml")
TEXTS: Final = (".txt", ".md")
_LARGEST: Final = 50_000_000
_DEEPEST: Final = 500  # open elements; a page nested deeper is no report
_WIDEST: Final = 200  # columns that one cell may claim
_VOID: Final = {"br", "wbr", "hr", "img", "meta", "link", "input", "col", "area", "base", "source"}
_UNSEEN: Final = {"script", "style", "svg", "title", "head", "nav", "template"}
_BREAKS: Final = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "dd", "dt", "br"}


Grid = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file's paragraphs in reading order and its tables, merged cells repeated over their span."""

    file: str
    paragraphs: tuple[str, ...]
    tables: tuple[Grid, ...]


def read_document(path: Path) -> Document:
    """Return the file's content; UnreadableError in Chinese where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix not in (*PAGES, *TEXTS, *WORKBOOKS):
        known = "、".join((*PAGES[:2], *WORKBOOKS, *TEXTS))
        raise UnreadableError(f"{path.name}：不支持的文件类型“{suffix}”。可审读的有：{known}。")
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableError(f"{path.name}：文件超过 {_LARGEST // 1_000_000} MB，没有读取。")
        if suffix in WORKBOOKS:
            return _of_workbook(path)
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"无法打开 {path.name}（{error.strerror}）。") from None
    decoded = decode(content)
    if decoded is None or not content.strip():
        raise UnreadableError(f"{path.name}：文件是空的，或不是可读的文本。请核对文件后重试。")
    if suffix in TEXTS:
        lines = tuple(line.strip() for line in decoded[0].splitlines() if line.strip())
        return Document(path.name, lines, ())
    return _of_page(decoded[0], path.name)


def _of_workbook(path: Path) -> Document:
    found = read_workbook(path)
    if isinstance(found, Finding):
        raise UnreadableError(f"{path.name}：{found.message}。{found.remedy}。")
    return Document(path.name, (), tuple(_grid(sheet) for sheet in found if not sheet.hidden))


def _grid(sheet: Sheet) -> Grid:
    rows = [[cell or "" for cell in row] for row in sheet.cells.drop(ROW).collect().iter_rows()]
    for m in sheet.merges:
        text = rows[m.first_row - 1][m.first_column] if m.first_row <= len(rows) else ""
        for row in range(m.first_row - 1, min(m.last_row, len(rows))):
            for column in range(m.first_column, min(m.last_column + 1, sheet.width)):
                rows[row][column] = text
    return tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)


def _of_page(text: str, name: str) -> Document:
    reader = _PageReader()
    try:
        reader.feed(text)
        reader.close()
    except _TooDeepError:
        raise UnreadableError(f"{name}：网页嵌套过深，没有读取。") from None
    reader.flush()
    return Document(name, tuple(reader.paragraphs), tuple(t.grid() for t in reader.tables))


class _TooDeepError(Exception):
    pass


@dataclass
class _Table:
    """A table under way: cells with their spans, row by row."""

    rows: list[list[tuple[list[str], int, int]]] = field(default_factory=list)

    def grid(self) -> Grid:
        """Return the rows with each cell repeated over the rows and columns that it spans."""
        placed: dict[tuple[int, int], str] = {}
        for at, row in enumerate(self.rows):
            column = 0
            for words, down, across in row:
                while (at, column) in placed:
                    column += 1
                text = " ".join("".join(words).replace("\xa0", " ").split())
                for r in range(at, at + down):
                    for c in range(column, column + across):
                        placed[r, c] = text
                column += across
        height = len(self.rows)
        width = max((c + 1 for _, c in placed), default=0)
        return tuple(tuple(placed.get((r, c), "") for c in range(width)) for r in range(height))


class _PageReader(HTMLParser):
    """Words outside tables become paragraphs; a table within a cell is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._stack: list[str] = []
        self._words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS and not self._in_cell():
            self.flush()
        if tag in _VOID:
            return
        self._stack.append(tag)
        if len(self._stack) > _DEEPEST:
            raise _TooDeepError
        hidden = tag in _UNSEEN or ("class", "card") in attrs
        self._unseen += bool(self._unseen or hidden)
        if tag == "table":
            self.flush()
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._open[-1].rows.append([])
        elif tag in ("td", "th") and self._open:
            if not self._open[-1].rows:
                self._open[-1].rows.append([])
            spans = {name: _span(value) for name, value in attrs if name in ("rowspan", "colspan")}
            self._open[-1].rows[-1].append(([], spans.get("rowspan", 1), spans.get("colspan", 1)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in self._stack:
            return
        closed = ""
        while closed != tag:
            closed = self._stack.pop()
            self._unseen = max(0, self._unseen - 1)
            if closed == "table" and self._open:
                self._open.pop()
        if tag in _BREAKS and not self._in_cell():
            self.flush()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._in_cell():
            self._open[-1].rows[-1][-1][0].append(data)
        else:
            self._words.append(data)

    def _in_cell(self) -> bool:
        return bool(self._open and self._open[-1].rows and self._open[-1].rows[-1])

    def flush(self) -> None:
        text = "".join(self._words).replace("\xa0", " ").strip()
        if text:
            self.paragraphs.append(re.sub(r"\s+", " ", text))
        self._words = []


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _WIDEST) if value and value.strip().isdecimal() else 1


def sentences(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each paragraph with its place; layout tables' long cells are prose too."""
    for number, paragraph in enumerate(document.paragraphs, start=1):
        yield f"{document.file} 第{number}段", paragraph
    for number, grid in enumerate(document.tables, start=1):
        long = dict.fromkeys(cell for row in grid for cell in row if len(cell) > 60)
        for cell in long:
            yield f"{document.file} 第{number}表", cell
