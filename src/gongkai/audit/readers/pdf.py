"""Text PDFs: ruled tables by their lines, also over page breaks; all other words as paragraphs."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from gongkai.audit.readers.document import Document, Grid, Part, Passage, joined, sensible
from gongkai.errors import UnreadableError

_MOST_PAGES: Final = 150
_MOST_CHARACTERS: Final = 50_000  # on one page
_MOST_EDGES: Final = 4_000  # a page with more lines is a drawing, and its words are read alone
_PAGE_NUMBER: Final = re.compile(r"[-—－–\s]*第?\s*\d{1,3}\s*页?(?:\s*/\s*共?\d+页?)?[-—－–\s]*")
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
_Item = _Line | list[list[str]]


def _page_items(page: Page, name: str) -> Iterator[_Item]:
    if len(page.chars) > _MOST_CHARACTERS:
        raise UnreadableError(f"{name}：第{page.page_number}页内容过多，不像一份报告，没有读取。")
    ruled = page.find_tables() if len(page.edges) <= _MOST_EDGES else []
    tables = [table for table in ruled if max(len(row.cells) for row in table.rows) > 1]
    boxes = [table.bbox for table in tables]
    loose = page.filter(lambda item: not _inside(item, boxes)) if boxes else page
    lines = loose.extract_text_lines(return_chars=False)
    found: list[tuple[float, _Item]] = [(t.bbox[1], _rows(t)) for t in tables]
    found += [(x["top"], (x["text"], x["x0"], x["x1"])) for x in lines if _is_text(x["text"])]
    page.close()
    yield from (item for _, item in sorted(found, key=lambda pair: pair[0]))


def _is_text(text: str) -> bool:
    return bool(text.strip()) and not _PAGE_NUMBER.fullmatch(text.strip())


def _inside(item: dict[str, Any], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    """Tell whether a character stands within a table; lines and shapes are kept."""
    if item.get("object_type") != "char":
        return False
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _rows(table: Table) -> list[list[str]]:
    """Return the table's rows, each merged cell's text over all places that it covers."""
    tops = sorted({cell[1] for cell in table.cells})
    lefts = sorted({cell[0] for cell in table.cells})
    rows = [["" for _ in lefts] for _ in tops]
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is None or not text:
                continue
            for r, top in enumerate(tops):
                for c, left in enumerate(lefts):
                    if box[1] <= top < box[3] and box[0] <= left < box[2]:
                        rows[r][c] = text
    return rows


def _parts(pages: Sequence[Sequence[_Item]]) -> Iterator[Part]:
    """Yield the parts of all pages, a table or paragraph that a page break cut made whole."""
    lines: list[tuple[str, float, float, int]] = []
    rows: list[list[str]] = []
    since = count = 0
    for number, page in enumerate(pages, start=1):
        for at, item in enumerate(page):
            if isinstance(item, tuple):
                if rows:
                    count += 1
                    yield from _grid(rows, count, since)
                    rows = []
                lines.append((*item, number))
                continue
            yield from _paragraphs(lines)
            lines = []
            if rows and at == 0 and len(rows[0]) == len(item[0]):
                rows = _continued(rows, item)
                continue
            if rows:
                count += 1
                yield from _grid(rows, count, since)
            rows, since = item, number
    if rows:
        yield from _grid(rows, count + 1, since)
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
    """
    again = 0
    while again < min(len(rows), len(more)) and _is_head(rows[again], more[again]):
        again += 1
    more = more[again:]
    if not more:
        return rows
    first = more[0]
    whole = bool(again) and all(first)
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
        if group and (x0 - left > _INDENT or ended):
            yield Passage(joined(group), f"第{page}页", tuple(group))
            group = []
        page = page if group else number
        group.append(text)
        ended = right - x1 > _SHORT
    if group:
        yield Passage(joined(group), f"第{page}页", tuple(group))
