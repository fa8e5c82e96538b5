"""The finished fragment read again: what editors keep, every word in order, every cell and picture."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from gongkai.indicators.value import Value
from gongkai.report.cms.fragment import FRAGMENT, picture_name
from gongkai.report.content.components import ChartBlock, Component, DataTable, OwnPicture
from gongkai.report.verification.figures import Verification
from gongkai.report.verification.pieces import prove_words

# UEditor 1.4.3, the shortest list of those in use, has all of these.
KEPT: Final = frozenset(
    {"h2", "h3", "h4", "h5", "p", "br", "strong", "ol", "ul", "li", "table", "tbody", "tr", "th", "td", "img"}
)  # fmt: skip
KEPT_ATTRIBUTES: Final = frozenset({"style", "border", "colspan", "rowspan", "src", "alt", "width"})
_PNG: Final = b"\x89PNG\r\n\x1a\n"
Grid = tuple[tuple[tuple[str, int, int], ...], ...]  # rows of cells: text, columns, rows


@dataclass(frozen=True, slots=True)
class Fragment:
    """What stands in a fragment: its words, tables and pictures (name and alt text), and tags."""

    words: str
    tables: tuple[Grid, ...]
    pictures: tuple[tuple[str, str], ...]
    tags: frozenset[str]
    attributes: frozenset[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tables: list[list[list[tuple[list[str], int, int]]]] = []
        self.pictures: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= found.keys()
        match tag:
            case "table":
                self.tables.append([])
            case "tr":
                self.tables[-1].append([])
            case "th" | "td":
                self._cell = []
                spans = int(found.get("colspan", "1")), int(found.get("rowspan", "1"))
                self.tables[-1][-1].append((self._cell, *spans))
            case "img":
                self.pictures.append((found.get("src", ""), found.get("alt", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._cell = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._cell is not None:
            self._cell.append(data)


def read_fragment(text: str) -> Fragment:
    """Return what stands in a fragment, as a program that knows nothing of it would read it.

    >>> read_fragment("<table><tr><td colspan='2'>3</td></tr></table>").tables
    (((('3', 2, 1),),),)
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Fragment(
        "".join("".join(reader.words).split()),
        tuple(
            tuple(tuple(("".join(words), wide, high) for words, wide, high in row) for row in table)
            for table in reader.tables
        ),
        tuple(reader.pictures),
        frozenset(reader.tags),
        frozenset(reader.attributes),
    )


def prove_fragment(
    folder: Path, components: Sequence[Component], values: Mapping[str, Value]
) -> Verification:
    """Return what a folder with a fragment says of the components, and what it does not."""
    found = read_fragment((folder / FRAGMENT).read_text(encoding="utf-8-sig"))
    proof = prove_words(found.words, components, values)
    return replace(proof, problems=(*proof.problems, *_problems(folder, found, components)))


def _problems(folder: Path, found: Fragment, components: Sequence[Component]) -> Iterator[str]:
    for name in sorted(found.tags - KEPT | found.attributes - KEPT_ATTRIBUTES):
        yield f"有编辑器会删去的标记“{name}”"
    tables = tuple(_grid(c) for c in components if isinstance(c, DataTable))
    if found.tables != tables:
        yield "的统计表与应有的行列不符"
    charts = [c for c in components if isinstance(c, ChartBlock | OwnPicture)]
    if found.pictures != tuple((picture_name(c.id), c.alt) for c in charts):
        yield "的图或图的文字说明与应有的不符"
    for chart in charts:
        path = folder / picture_name(chart.id)
        if not path.is_file() or not path.read_bytes().startswith(_PNG):
            yield f"缺少图“{chart.title}”"


def _grid(table: DataTable) -> Grid:
    return tuple(
        tuple((cell.text, cell.colspan, cell.rowspan) for cell in row)
        for row in (*table.head, *table.rows)
    )
