"""A Word document as lines with the figures bookmarked in them, and as tables; tracked changes as if accepted."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docx.oxml.ns import qn
from lxml.etree import fromstring

from gongkai.audit.readers.revised import GONE, NEW
from gongkai.errors import UnreadableError
from gongkai.pattern import pattern
from gongkai.report.docx.opened import opened

_MARK: Final = pattern(r"_\d+w?_(\w*)")
_COMMENTS: Final = "/word/comments.xml"


@dataclass(frozen=True, slots=True)
class Marked:
    """A bookmarked figure of a line: the bookmark's name, the indicator (empty where given by hand), its span."""

    name: str
    indicator: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph outside of tables."""

    style: str
    text: str
    marks: tuple[Marked, ...] = ()

    def of(self, mark: Marked) -> str:
        """Return the text of a mark."""
        return self.text[mark.start : mark.end]

    @property
    def as_bound(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return what two lines are equal in that say the same with the same figures."""
        return self.text, tuple((m.name, self.of(m)) for m in self.marks)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its words, the heading that it stands under, and the words that it is on. Whose it is, is not read."""

    text: str
    heading: str
    on: str


@dataclass(frozen=True, slots=True)
class Document:
    """What is read of a document; ``tracked`` counts tracked changes."""

    lines: tuple[Line, ...]
    tables: tuple[tuple[tuple[Line, ...], ...], ...]
    comments: tuple[Comment, ...]
    tracked: int


def read_returned(path: Path) -> Document:
    """Return what a document holds; UnreadableError where it is none."""
    document = opened(path)
    if document is None:
        raise UnreadableError(
            f"{path.name} 不是可读的 Word 文档（.docx）。WPS 或旧版 Word 的文件请另存为 .docx。"
        )
    body = document.element.body
    lines: list[Line] = []
    tables: list[tuple[tuple[Line, ...], ...]] = []
    styles = {str(style.style_id) for style in document.styles}
    for part in _parts(body):
        if part.tag == qn("w:p"):
            line = _line(part, styles)
            if line.text.strip():
                lines.append(line)
        else:
            tables.append(tuple(_rows(part, styles)))
    tracked = sum(1 for node in body.iter() if node.tag in GONE | NEW)
    return Document(tuple(lines), tuple(tables), tuple(_comments(document, styles)), tracked)


def _parts(body: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables in order, those in content controls too."""
    for child in body:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), *NEW):
            yield from _parts(child)


def _rows(table: Any, styles: set[str]) -> Iterator[tuple[Line, ...]]:
    for row in table.iter(qn("w:tr")):
        cells = []
        for cell in row.iter(qn("w:tc")):
            inside = [_line(p, styles) for p in cell.iter(qn("w:p"))]
            text = "".join(line.text for line in inside).strip()
            cells.append(Line("Cell", text, tuple(m for line in inside for m in line.marks)))
        yield tuple(cells)


def _line(paragraph: Any, styles: set[str]) -> Line:
    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    style = "Normal"
    if named is not None:
        given = str(named.get(qn("w:val")))
        style = given if given in styles else ""
    text = ""
    open_: dict[str, tuple[str, str, int]] = {}
    marks: list[Marked] = []
    for node in _stand(paragraph):
        if node.tag == qn("w:bookmarkStart"):
            found = _MARK.fullmatch(node.get(qn("w:name"), ""))
            if found:
                open_[node.get(qn("w:id"))] = (found[0], found[1], len(text))
        elif node.tag == qn("w:bookmarkEnd"):
            if (begun := open_.pop(node.get(qn("w:id")), None)) is not None:
                marks.append(Marked(*begun, len(text)))
        elif node.tag == qn("w:t"):
            text += node.text or ""
    return Line(style, text, tuple(sorted(marks, key=lambda m: m.start)))


def _stand(node: Any) -> Iterator[Any]:
    """Yield what stands in a paragraph once its tracked changes are accepted."""
    for child in node:
        if child.tag not in GONE:
            yield child
            yield from _stand(child)


def _comments(document: Any, styles: set[str]) -> Iterator[Comment]:
    places = _commented(document.element.body, styles)
    for part in document.part.package.iter_parts():
        if str(part.partname) == _COMMENTS:
            for comment in fromstring(part.blob).iter(qn("w:comment")):
                text = "".join(node.text or "" for node in comment.iter(qn("w:t")))
                yield Comment(text, *places.get(comment.get(qn("w:id")), ("", "")))


def _commented(body: Any, styles: set[str]) -> dict[str, tuple[str, str]]:
    """Return by comment the heading above it and the words that it is on: of a bare mark, its paragraph's."""
    found: dict[str, tuple[str, str]] = {}
    heading = ""
    open_: dict[str, str] = {}
    for paragraph in body.iter(qn("w:p")):
        line = _line(paragraph, styles)
        heading = line.text.strip() if line.style.startswith("Heading") else heading
        for node in _stand(paragraph):
            name = node.get(qn("w:id"), "")
            if node.tag == qn("w:commentRangeStart"):
                open_[name] = ""
            elif node.tag == qn("w:t"):
                open_ = {n: words + (node.text or "") for n, words in open_.items()}
            elif node.tag == qn("w:commentRangeEnd") and (words := open_.pop(name, "").strip()):
                found[name] = heading, words
            elif node.tag == qn("w:commentReference"):
                found.setdefault(name, (heading, line.text.strip()))
    return found
