"""HTML of a cell as plain values: headings, paragraphs, lists and tables; what else there is, is refused.

Only text comes out of it, which every writer escapes: neither markup nor style of a cell goes further.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import lxml.html
import mistune

from gongkai.narrative.content import Block, Listing, Paragraph, TextRun
from gongkai.pattern import pattern
from gongkai.report.content.components import Cell, DataTable
from gongkai.report.own.limits import MOST_COLUMNS, MOST_ROWS
from gongkai.text import clean


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the analyst's, 1 the highest."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that the report cannot show: what it is, and what to do instead."""

    what: str
    remedy: str


Piece = Heading | Block | DataTable | Refused
_WITHIN: Final = frozenset(
    {"div", "section", "article", "center", "details", "summary", "blockquote", "dl", "dt", "dd", "main", "body", "html", "figure", "figcaption"}
)  # fmt: skip
_WORDS: Final = frozenset(
    {"b", "strong", "i", "em", "span", "a", "small", "code", "sub", "sup", "u", "s", "del", "mark", "data", "time", "label", "font", "kbd", "abbr"}
)  # fmt: skip
_ADORNING: Final = frozenset({"style", "hr", "colgroup", "col", "wbr"})
_HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
_REFUSED: Final = {
    "img": ("图片文件", "请用 gk.figure_axes 或 matplotlib 在笔记本中作图"),
    "svg": ("SVG 图", "请用 gk.figure_axes 或 matplotlib 作图，或另存为 PNG 显示"),
    "pre": ("程序代码或原样文字", "请改写成文字或表格"),
    "script": ("网页脚本", "请改用 gk.figure_axes 或 matplotlib 作图"),
}
_ELSE: Final = ("网页元素“{}”", "请改用文字、表格或图")
_NUMBER: Final = pattern(r"[-−+]?[\d,]*\.?\d+(?:[eE][-+]?\d+)?\s?[%％‰]?|—|NaN|未发生|未掌握")
_CUT_SHORT: Final = ("…", "...")
_CUT: Final = pattern(r"(\d+) rows × (\d+) columns")
_markdown: Final = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])


def of_markdown(source: str) -> tuple[Piece, ...]:
    """Return what Markdown says.

    >>> [type(piece).__name__ for piece in of_markdown("# 分析\\n\\n一段**话**。\\n\\n- 一\\n- 二")]
    ['Heading', 'Paragraph', 'Listing']
    """
    return of_html(str(_markdown(source)))


def of_html(source: str) -> tuple[Piece, ...]:
    """Return what HTML says, in order.

    >>> of_html("<p>一</p><iframe src='x'></iframe>")[1]
    Refused(what='网页元素“iframe”', remedy='请改用文字、表格或图')
    """
    root = lxml.html.fragment_fromstring(clean(source), create_parent="div")
    return tuple(_noted(_blocks(root)))


def of_printed(text: str) -> tuple[Piece, ...]:
    """Return printed lines as paragraphs; a table that was printed is refused."""
    lines = [line.rstrip() for line in clean(text).splitlines() if line.strip()]
    if any(re.search(r"\S(?: {2,}|\t)\S", line) for line in lines):
        return (Refused("用 print 打印的表", "请把表直接写在一格的最后一行，或用 display 显示"),)
    return tuple(Paragraph((TextRun(line.strip()),)) for line in lines)


def _noted(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces; of a table that pandas cut, only that it is too large."""
    for piece in pieces:
        words = words_of(piece)
        cut = _CUT.fullmatch(words.strip()) if isinstance(piece, Paragraph) else None
        if not cut:
            yield piece


def _blocks(parent: Any) -> Iterator[Piece]:
    loose: list[TextRun] = []
    if parent.text and parent.text.strip():
        loose.append(TextRun(_spaced(parent.text)))
    for node in parent:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _WORDS and not any(_is_block(inner) for inner in node.iter()):
            loose += _runs(node, strong=tag in ("b", "strong"))
        elif tag == "br":
            yield from _paragraph(loose)
            loose = []
        elif tag and tag not in _ADORNING:
            yield from _paragraph(loose)
            loose = []
            yield from _block(tag, node)
        if node.tail and node.tail.strip():
            loose.append(TextRun(_spaced(node.tail)))
    yield from _paragraph(loose)


def _is_block(node: Any) -> bool:
    tag = node.tag if isinstance(node.tag, str) else ""
    return bool(tag) and tag not in _WORDS and tag not in _ADORNING and tag != "br"


def _block(tag: str, node: Any) -> Iterator[Piece]:
    if tag in _HEADINGS:
        yield Heading(_HEADINGS[tag], _spaced(node.text_content()).strip())
    elif tag in ("ul", "ol"):
        items = tuple(_item(item) for item in node if item.tag == "li")
        strange = [n for n in node.iter() if n is not node and _strange(n)]
        yield from (_refusal(n.tag) for n in strange)
        yield Listing(tuple(item for item in items if item), tag == "ol")
    elif tag == "table":
        yield from _table(node)
    elif tag == "p" or tag in _WITHIN or tag in _WORDS:
        yield from _blocks(node)
    else:
        yield _refusal(tag)


def _strange(node: Any) -> bool:
    return _is_block(node) and node.tag not in ("li", "ul", "ol", "p", *_WITHIN)


def _refusal(tag: str) -> Refused:
    what, remedy = _REFUSED.get(tag, (_ELSE[0].format(tag), _ELSE[1]))
    return Refused(what, remedy)


def _item(node: Any) -> tuple[TextRun, ...]:
    return tuple(_trimmed(list(_runs(node))))


def _runs(node: Any, *, strong: bool = False) -> Iterator[TextRun]:
    if node.text:
        yield TextRun(_spaced(node.text), strong)
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag and tag not in _ADORNING:
            yield from _runs(child, strong=strong or tag in ("b", "strong"))
        if child.tail:
            yield TextRun(_spaced(child.tail), strong)
    address = node.get("href", "") if node.tag == "a" else ""
    if address.startswith(("http://", "https://")) and address != node.text_content():
        yield TextRun(f"（{address}）", strong)


def _paragraph(runs: list[TextRun]) -> Iterator[Paragraph]:
    kept = tuple(_trimmed(runs))
    if kept:
        yield Paragraph(kept)


def _trimmed(runs: list[TextRun]) -> Iterator[TextRun]:
    texts = [run.text for run in runs]
    while texts and not texts[-1].strip():
        texts.pop()
    first = True
    for n, text in enumerate(texts):
        shown = text.lstrip() if first else text
        shown = shown.rstrip() if n == len(texts) - 1 else shown
        if shown:
            yield TextRun(shown, runs[n].strong)
            first = False


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)


def _table(node: Any) -> Iterator[Piece]:
    strange = [n.tag for n in node.iter() if isinstance(n.tag, str) and n.tag in _REFUSED]
    if strange:
        yield from (_refusal(tag) for tag in dict.fromkeys(strange))
        return
    rows = [row for row in node.iter("tr") if row.getparent() is not None]
    in_head = [row.getparent().tag == "thead" for row in rows]
    lines = [tuple(_cell(cell) for cell in row if cell.tag in ("th", "td")) for row in rows]
    head = tuple(line for line, top in zip(lines, in_head, strict=True) if top)
    body = tuple(line for line, top in zip(lines, in_head, strict=True) if not top)
    if not head and body and all(cell.header for cell in body[0]):
        head, body = body[:1], body[1:]
    head = tuple(tuple(Cell(c.text, "head", header=True, rowspan=c.rowspan, colspan=c.colspan) for c in line) for line in head)  # fmt: skip
    wide = max((sum(c.colspan for c in line) for line in (*head, *body)), default=0)
    cut = any(line and all(c.text in _CUT_SHORT for c in line) for line in body)
    if not body:
        yield Refused("一张空表", "请核对，或给这一格加标签 remove-output")
    elif cut or len(body) > MOST_ROWS:
        what = f"一张超过{MOST_ROWS}行的表"
        yield Refused(what, "请先汇总或只取前几行，如 .head(20)")
    elif wide > MOST_COLUMNS or any(cell.text in _CUT_SHORT for line in head for cell in line):
        yield Refused(f"一张超过{MOST_COLUMNS}列的表", "请只取要用的几列")
    else:
        caption = node.find("caption")
        words = "" if caption is None else _spaced(caption.text_content()).strip()
        yield DataTable("own-table", words, _even(head, wide), body)


def _even(head: tuple[tuple[Cell, ...], ...], wide: int) -> tuple[tuple[Cell, ...], ...]:
    """Return the head in one line where pandas makes two: the name of the index stands below."""
    if len(head) == 2 and all(len(line) == wide for line in head):
        above, below = head
        if all(not (a.text and b.text) for a, b in zip(above, below, strict=True)):
            return (tuple(a if a.text else b for a, b in zip(above, below, strict=True)),)
    return head


def _cell(node: Any) -> Cell:
    text = _spaced(node.text_content()).strip()
    number = node.tag == "td" and bool(_NUMBER.fullmatch(text))
    return Cell(
        text,
        "number" if number else "text",
        header=node.tag == "th",
        rowspan=_span(node, "rowspan"),
        colspan=_span(node, "colspan"),
    )


def _span(node: Any, name: str) -> int:
    told = node.get(name, "1")
    return int(told) if told.isdecimal() and 0 < int(told) <= MOST_ROWS else 1


def words_of(piece: Piece) -> str:
    """Return all words of a piece."""
    match piece:
        case Heading(text=text):
            return text
        case Paragraph(runs=runs):
            return "".join(run.text for run in runs)
        case Listing(items=items):
            return "\n".join("".join(run.text for run in line) for line in items)
        case DataTable() as c:
            rows = ("\t".join(cell.text for cell in row) for row in (*c.head, *c.rows))
            return "\n".join((c.caption, *rows, c.note))
        case Refused():
            return ""
