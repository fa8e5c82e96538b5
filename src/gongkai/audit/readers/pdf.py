"""Text PDFs: ruled tables by their lines, also over page breaks; all other words as paragraphs."""

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from gongkai.audit.readers.content import lay_out, level
from gongkai.audit.readers.document import Document, Grid, Part, Passage, joined, sensible
from gongkai.audit.readers.furniture import is_furniture
from gongkai.audit.readers.ruling import tables_of
from gongkai.errors import UnreadableError
from gongkai.pattern import pattern

_MOST_PAGES: Final = 150
_MOST_CHARACTERS: Final = 50_000  # on one page
_MOST_EDGES: Final = 4_000  # a page with more lines is a drawing, and its words are read alone
_INDENT: Final = 10.0  # points; a Chinese paragraph begins two characters in
_SHORT: Final = 30.0  # points; a line that ends so far from the margin ends its paragraph


def read_pdf(content: bytes, name: str) -> Document:
    """Return a PDF's content; UnreadableError where it has a password, no text, or is damaged."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > _MOST_PAGES:
                raise UnreadableError(
                    f"{name}：共{len(pdf.pages)}页，不像一份报告，没有读取（上限{_MOST_PAGES}页）。"
                )
            pages = [tuple(_page_items(page, name)) for page in pdf.pages]
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise UnreadableError(f"{name}：PDF 有打开密码。请去掉密码，另存后重试。") from None
        raise _damaged(name, error) from None
    except (MalformedPDFException, PSException, ValueError, TypeError, KeyError, IndexError,
            AttributeError, OverflowError, EOFError, RecursionError) as error:  # fmt: skip
        raise _damaged(name, error) from None
    if not any(pages):
        raise UnreadableError(
            f"{name}：PDF 里没有文字，应是扫描件。请先做文字识别（OCR），或改用网页、Word 版后重试。"
        )
    return Document(name, tuple(_parts(pages)))


def _damaged(name: str, error: Exception) -> UnreadableError:
    return UnreadableError(
        f"{name}：不是可读的 PDF，可能已损坏或改过后缀（{type(error).__name__}）。请核对文件后重试。"
    )


# A page comes to its lines of words (text, left, right) and the rows of its tables, downwards.
_Line = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A table's rows with where its columns begin, from left to right."""

    rows: list[list[str]]
    lefts: tuple[float, ...]

    def over(self, lefts: Sequence[float]) -> list[list[str]]:
        """Return the rows over more columns, a cell's text in all that it covers."""
        own = [
            max(n for n, x in enumerate(self.lefts) if n == 0 or x < left + _NEAR) for left in lefts
        ]
        return [[row[n] for n in own] for row in self.rows]

    def joined(self, other: "_Ruled") -> "_Ruled | None":
        """Return both as one table; None where their columns are not the same nor divide each other's."""
        if len(self.lefts) == len(other.lefts):
            return _Ruled(_continued(self.rows, other.rows), self.lefts)
        wide, narrow = sorted((self.lefts, other.lefts), key=len, reverse=True)
        if not all(any(abs(x - y) < _NEAR for y in wide) for x in narrow):
            return None
        return _Ruled(_continued(self.over(wide), other.over(wide)), wide)


_Item = _Line | _Ruled


def _page_items(page: Page, name: str) -> Iterator[_Item]:
    lay_out(page)
    level(page.chars)
    if len(page.chars) > _MOST_CHARACTERS:
        raise UnreadableError(f"{name}：第{page.page_number}页内容过多，不像一份报告，没有读取。")
    ruled = tables_of(page) if len(page.edges) <= _MOST_EDGES else []
    tables = [table for table in ruled if max(len(row.cells) for row in table.rows) > 1]
    boxes = [table.bbox for table in tables]
    loose = page.filter(lambda item: not _inside(item, boxes)) if boxes else page
    lines = loose.extract_text_lines(return_chars=False)
    found: list[tuple[float, _Item]] = [piece for t in tables for piece in _pieces(t)]
    found += [
        (x["top"], (x["text"], x["x0"], x["x1"]))
        for x in lines
        if not is_furniture(x["text"], page.page_number)
    ]
    page.close()
    yield from (item for _, item in sorted(found, key=lambda pair: pair[0]))


def _inside(item: dict[str, Any], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    """Tell whether a character stands within a table; lines and shapes are kept."""
    if item.get("object_type") != "char":
        return False
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


_Cell = tuple[float, float, float, float]
_NEAR: Final = 1.5  # points by which one rule may miss another
_HEADING: Final = pattern(r"[一二三四五六七八九十]{1,2}、[^\d。；]{2,40}")


def _pieces(table: Table) -> Iterator[tuple[float, _Item]]:
    """Yield a table's rows from its top, tables that only touch one another each by itself.

    A chapter's heading in a box of its own between them is a line of words.
    """
    cells: list[tuple[_Cell, str]] = [
        (box, text or "")
        for row, texts in zip(table.rows, table.extract(), strict=True)
        for box, text in zip(row.cells, texts, strict=True)
        if box is not None
    ]
    for block in _blocks(cells):
        across = [(box, text) for box, text in block if _is_heading(box, text, table.bbox)]
        inner = [cell for cell in block if cell not in across]
        for box, text in across:
            yield box[1], ("".join(text.split()), box[0], box[2])
        if inner:
            yield min(box[1] for box, _ in inner), _rows(inner)


def _is_heading(box: _Cell, text: str, around: _Cell) -> bool:
    whole = box[0] - around[0] < _NEAR and around[2] - box[2] < _NEAR
    return whole and _heads(text)


def _heads(text: str) -> bool:
    words = unicodedata.normalize("NFKC", "".join(text.split()))
    return _HEADING.fullmatch(words) is not None


def _blocks(cells: Sequence[tuple[_Cell, str]]) -> list[list[tuple[_Cell, str]]]:
    """Return cells by the table that they are of: where no rule goes on below a row, another begins.

    >>> two = [((0, 0, 5, 9), "甲"), ((5, 0, 12, 9), "1"), ((0, 9, 3, 18), "乙"), ((3, 9, 12, 18), "2")]
    >>> [[text for _, text in block] for block in _blocks(two)]
    [['甲', '1'], ['乙', '2']]
    """
    first = min((box[0] for box, _ in cells), default=0.0)
    blocks: list[list[tuple[_Cell, str]]] = []
    waiting: list[tuple[_Cell, str]] = []  # rows of one cell belong to what stands below them
    rules: list[float] = []
    bottom = 0.0
    for top in sorted({box[1] for box, _ in cells}):
        row = [(box, text) for box, text in cells if box[1] == top]
        own = [box[0] for box, _ in row if box[0] - first > _NEAR]
        if not own and top > bottom - _NEAR:
            waiting += row
            continue
        apart = top > bottom - _NEAR and not any(abs(x - y) < _NEAR for x in own for y in rules)
        if not blocks or apart:
            blocks.append([])
            rules = []
        blocks[-1] += [*waiting, *row]
        waiting = []
        rules += own
        bottom = max(bottom, *(box[3] for box, _ in row))
    if waiting:
        blocks = blocks or [[]]
        blocks[-1] += waiting
    return blocks


def _rows(cells: Sequence[tuple[_Cell, str]]) -> _Ruled:
    """Return the rows of a table, each merged cell's text over all places that it covers."""
    tops = sorted({box[1] for box, _ in cells})
    lefts = sorted({box[0] for box, _ in cells})
    rows = [["" for _ in lefts] for _ in tops]
    for box, text in cells:
        if not text:
            continue
        for r, top in enumerate(tops):
            for c, left in enumerate(lefts):
                if box[1] <= top < box[3] and box[0] <= left < box[2]:
                    rows[r][c] = text
    return _Ruled(rows, tuple(lefts))


def _parts(pages: Sequence[Sequence[_Item]]) -> Iterator[Part]:
    """Yield the parts of all pages, a table or paragraph that a page break cut made whole."""
    lines: list[tuple[str, float, float, int]] = []
    table: _Ruled | None = None
    since = count = 0
    for number, page in enumerate(pages, start=1):
        for at, item in enumerate(page):
            if isinstance(item, tuple):
                if table is not None:
                    count += 1
                    yield from _grid(table.rows, count, since)
                    table = None
                lines.append((*item, number))
                continue
            yield from _paragraphs(lines)
            lines = []
            both = table.joined(item) if table is not None and at == 0 else None
            if both is not None:
                table = both
                continue
            if table is not None:
                count += 1
                yield from _grid(table.rows, count, since)
            table, since = item, number
    if table is not None:
        yield from _grid(table.rows, count + 1, since)
    yield from _paragraphs(lines)


def _grid(rows: list[list[str]], count: int, page: int) -> Iterator[Part]:
    if kept := sensible(rows):
        yield Grid(kept, f"第{page}页第{count}个表")


def _continued(rows: list[list[str]], more: list[list[str]]) -> list[list[str]]:
    """Return a table with its rows from the next page, where its head may stand again; a row of
    labels alone ends the last label.

    >>> head = ["指标", "单位", "数"]
    >>> _continued([head, ["收到", "件", "1"]], [head, ["二、答复", "—", "—"]])
    [['指标', '单位', '数'], ['收到', '件', '1'], ['二、答复', '—', '—']]
    >>> _continued([["规章", "0"]], [["第（六）项", "第（六）项"], ["行政处罚", "4"]])[1]
    ['第（六）项', '第（六）项']
    """
    again = 0
    while again < min(len(rows), len(more)) and _is_head(rows[again], more[again]):
        again += 1
    more = more[again:]
    if not more:
        return rows
    first = more[0]
    # 第二十条第（六）项 over all columns begins a part; it ends no label.
    whole = (bool(again) and all(first)) or (len(first) > 1 and len(set(first)) == 1)
    if whole or any(re.search(r"\d", cell) for cell in first) or not any(first):
        return rows + more
    both = zip(rows[-1], first, strict=True)
    return [*rows[:-1], [a + ("\n" + b if b and a else b) for a, b in both], *more[1:]]


def _is_head(row: list[str], other: list[str]) -> bool:
    """Tell whether a row of one page is the head of a table that stands again on the next."""
    return row == other and any(row) and not any(re.fullmatch(r"[\d.,]+", cell) for cell in row)


def _paragraphs(lines: Sequence[tuple[str, float, float, int]]) -> Iterator[Part]:
    """Yield paragraphs: each begins with an indent, or after a line that ended early."""
    group: list[str] = []
    page = 0
    left = min((x0 for _, x0, _, _ in lines), default=0.0)
    right = max((x1 for _, _, x1, _ in lines), default=0.0)
    ended = True
    for text, x0, x1, number in lines:
        if group and (x0 - left > _INDENT or ended or _heads(text)):
            yield Passage(joined(group), f"第{page}页", tuple(group))
            group = []
        page = page if group else number
        group.append(text)
        ended = right - x1 > _SHORT
    if group:
        yield Passage(joined(group), f"第{page}页", tuple(group))
