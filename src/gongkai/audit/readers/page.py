"""Web pages: words outside tables become passages; a table that holds tables is mere layout."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from lxml.etree import HTMLParser

from gongkai.audit.readers.document import TOO_MANY_CELLS, Document, Grid, Part, Passage, sensible
from gongkai.errors import UnreadableError
from gongkai.pattern import pattern

_DEEPEST: Final = 500  # open elements; a page nested deeper is no report
_WIDEST: Final = 200  # rows or columns that one cell may claim
_VOID: Final = {"br", "wbr", "hr", "img", "meta", "link", "input", "col", "area", "base", "source"}
_UNSEEN: Final = {"script", "style", "svg", "title", "head", "nav", "template", "noscript"}
_BREAKS: Final = {
    *("p", "div", "li", "ul", "ol", "dl", "dd", "dt", "br", "hr", "section", "article", "caption"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "summary", "blockquote", "header", "footer"),
}  # fmt: skip


# What a page hides, each from its first mark to its last; an unclosed one hides the rest.
_HIDDEN: Final = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
_TAG: Final = r"""(?:[^<>"']|"[^"]{0,4000}"|'[^']{0,4000}')*+>"""
_DECLARATION: Final = pattern("<[!?]" + _TAG)
_STRAY: Final = pattern(f"<(?!/?[a-zA-Z]{_TAG})")


_HEAD: Final = 50_000  # characters; what a page tells machines stands at its beginning
_META: Final = pattern(r"<meta\b[^<>]{0,600}>", re.I)
_PUB_DATE: Final = pattern(
    r"name\s*=\s*[\"']?(?:PubDate|PublishDate|pubtime|publish_?time|article:published_time)\b", re.I
)
_CONTENT: Final = pattern(r"content\s*=\s*[\"']?([^\"'<>]{8,40})", re.I)
_PAGE_TITLE: Final = pattern(r"<title\b[^<>]{0,200}>([^<]{1,300})</title", re.I)


class _TooLargeError(Exception):
    pass


@dataclass
class _Table:
    """A table under way: cells with their spans, row by row."""

    rows: list[list[tuple[list[str], int, int]]] = field(default_factory=list)
    layout: bool = False

    def grid(self) -> list[list[str]]:
        """Return the rows with each cell repeated over the rows and columns that it spans."""
        placed: dict[tuple[int, int], str] = {}
        for at, row in enumerate(self.rows):
            column = 0
            for words, down, across in row:
                while (at, column) in placed:
                    column += 1
                text = _tidy("".join(words))
                for r in range(at, min(at + down, len(self.rows))):
                    for c in range(column, column + across):
                        placed[r, c] = text
                column += across
                if len(placed) > TOO_MANY_CELLS:
                    raise _TooLargeError
        height = len(self.rows)
        width = max((c + 1 for _, c in placed), default=0)
        return [[placed.get((r, c), "") for c in range(width)] for r in range(height)]


def read_page(text: str, name: str) -> Document:
    """Return a web page's content; UnreadableError where it is nested too deep to be a report."""
    reader = _PageReader()
    parser = HTMLParser(target=reader, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        parser.feed(_well_formed(text) or " ")
        parser.close()
        reader.finish()
    except _TooLargeError:
        raise UnreadableError(
            f"{name}：网页嵌套过深或表格过大，不像一份报告，没有读取。请核对文件后重试。"
        ) from None
    return Document(
        name,
        tuple(reader.parts),
        _published(text),
        _title(text),
        tuple((title, words) for title, words in reader.drawn),
    )


def _published(text: str) -> str:
    """Return the day of publication that a page tells machines.

    >>> _published('<META content="2023-01-20 09:30" name=PubDate>')
    '2023-01-20 09:30'
    """
    for tag in _META.findall(text[:_HEAD]):
        if _PUB_DATE.search(tag) and (content := _CONTENT.search(tag)):
            return content[1].strip()
    return ""


def _title(text: str) -> str:
    match = _PAGE_TITLE.search(text[:_HEAD])
    return re.sub(r"\s+", " ", unescape(match[1])).strip() if match else ""


def _well_formed(text: str) -> str:
    """Return the page with whole tags only: the parser takes hours over some that never close.

    >>> _well_formed("<p>1 < 2<!-- x --><script>a<b</script><td title='a>b'>3</td><a <a")
    "<p>1 &lt; 2<td title='a>b'>3</td>&lt;a &lt;a"
    """
    for first, last in _HIDDEN:
        text = _without(text, first, last)
    return _STRAY.sub("&lt;", _DECLARATION.sub("", text))


def _without(text: str, first: str, last: str) -> str:
    kept, at, low = [], 0, text.lower()
    while (start := low.find(first, at)) >= 0:
        kept.append(text[at:start])
        end = low.find(last, start)
        if end < 0:
            return "".join(kept)
        at = end + len(last)
        if last.startswith("</"):
            at = low.find(">", at) + 1 or len(text)
    return "".join(kept) + text[at:]


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \t\r\xa0\u3000]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


class _PageReader:
    """What lxml tells of a page, tag by tag."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._open: list[_Table] = []
        self._stack: list[str] = []
        self._words: list[str] = []
        self.drawn: list[list[str]] = []  # the title, and all other words
        self._unseen = self._cells = 0
        self._counted = {"段": 0, "表": 0}

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Take a tag that opens."""
        if tag in _BREAKS:
            self._break()
        if tag in _VOID:
            return
        self._stack.append(tag)
        if len(self._stack) > _DEEPEST:
            raise _TooLargeError
        hidden = tag in _UNSEEN or attrs.get("class") == "card"
        self._unseen += bool(self._unseen or hidden)
        if tag == "svg":
            self.drawn.append(["", ""])
        if tag == "table":
            self._begin_table()
        elif tag == "tr" and self._open:
            self._open[-1].rows.append([])
        elif tag in ("td", "th") and self._open:
            self._begin_cell(attrs)

    def end(self, tag: str) -> None:
        """Take a tag that closes, written or implied."""
        if tag in _VOID or tag not in self._stack:
            return
        closed = ""
        while closed != tag:
            closed = self._stack.pop()
            self._unseen = max(0, self._unseen - 1)
            if closed == "table" and self._open:
                self._end_table()
        if tag in _BREAKS:
            self._break()
        elif tag in ("td", "th") and self._open and self._open[-1].layout:
            self._flush()

    def data(self, data: str) -> None:
        """Take text."""
        if self._unseen:
            if "svg" in self._stack:
                self.drawn[-1]["title" not in self._stack] += data
            return
        text = re.sub(r"\s", " ", data)
        if self._in_cell():
            self._open[-1].rows[-1][-1][0].append(text)
        else:
            self._words.append(text)

    def close(self) -> None:
        """Do nothing yet: lxml closes what it parses for before the page is known to be whole."""

    def finish(self) -> None:
        """Close what the page left open."""
        while self._open:
            self._end_table()
        self._flush()

    def _in_cell(self) -> bool:
        return bool(
            self._open
            and not self._open[-1].layout
            and self._open[-1].rows
            and self._open[-1].rows[-1]
        )

    def _break(self) -> None:
        if self._in_cell():
            self._open[-1].rows[-1][-1][0].append("\n")
        else:
            self._flush()

    def _begin_table(self) -> None:
        self._flush()
        if self._open and not self._open[-1].layout:
            self._lay_out(self._open[-1])
        self._open.append(_Table())

    def _lay_out(self, outer: _Table) -> None:
        """Tell what the outer table held so far as passages: it only lays out the page."""
        outer.layout = True
        for row in outer.rows:
            for words, _, _ in row:
                self._passages("".join(words))
        outer.rows.clear()

    def _begin_cell(self, attrs: Mapping[str, str]) -> None:
        table = self._open[-1]
        if table.layout:
            self._flush()
            return
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append(([], _span(attrs.get("rowspan")), _span(attrs.get("colspan"))))

    def _end_table(self) -> None:
        table = self._open.pop()
        if table.layout:
            self._flush()
            return
        rows = table.grid()
        if rows and len(rows[0]) == 1:
            for (cell,) in rows:
                self._passages(cell)
            return
        self._cells += sum(map(len, rows))
        if self._cells > TOO_MANY_CELLS:
            raise _TooLargeError
        if kept := sensible(rows):
            self._counted["表"] += 1
            self.parts.append(Grid(kept, f"第{self._counted['表']}个表"))

    def _flush(self) -> None:
        words, self._words = "".join(self._words), []
        self._passages(words)

    def _passages(self, text: str) -> None:
        for line in _tidy(text).split("\n"):
            if line:
                self._counted["段"] += 1
                self.parts.append(Passage(line, f"第{self._counted['段']}段"))


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _WIDEST) if value and value.strip().isdecimal() else 1
