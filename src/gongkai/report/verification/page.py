"""The finished page read as a reader's program would parse it: marks, prose and charts."""

from collections.abc import Mapping
from typing import Final

from lxml.etree import HTMLParser

from gongkai.checks.wording.prose import BOUND
from gongkai.indicators.value import Value
from gongkai.report.verification.figures import Mark, Reading, ShownChart, Verification, prove

_VOID: Final = {"br", "wbr", "hr", "img", "meta", "link", "input", "col"}
_SKIPPED: Final = {"style", "svg", "title", "table", "details", "nav", "script", "figure"}
_BLOCKS: Final = {"p", "li", "h1", "h2", "h3", "h4", "dd", "dt", "figcaption"}
_CHART: Final = "chart-"
_ENDING: Final = {"desc", "p", "th", "td", "figure"}  # with which a part of a chart ends


class _Page:
    """Collects the marks of the whole page, and the report's prose up to its annexes."""

    def __init__(self) -> None:
        self.marks: list[tuple[str, str, list[str], list[str], str]] = []
        self.paragraphs: list[str] = []
        self.given = 0
        self._stack: list[str] = []
        self._skipped = 0  # open elements whose text is no prose
        self._words: list[str] = []
        self._mark: list[str] | None = None
        self._after: list[str] | None = None
        self._in_prose = False
        self._card = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if attributes and attributes.get("id", "").startswith("annex-"):
            self._in_prose = False
        if tag == "article":
            self._in_prose = True
        if tag in _VOID:
            return
        self._stack.append(tag)
        if tag in _SKIPPED:
            self._skipped += 1
        if self._card or (attributes and attributes.get("class") == "card"):
            self._card += 1
        if tag in _BLOCKS:
            self._flush()
        if tag == "data":
            self._open_mark(attributes)

    def _open_mark(self, attributes: Mapping[str, str]) -> None:
        text: list[str] = []
        after: list[str] = []
        if attributes.get("class") == "given":
            self.given += 1
        else:
            name, value = attributes.get("data-indicator", ""), attributes.get("value", "")
            unit = attributes.get("data-unit", "")
            self.marks.append((name, value, text, after, unit))
        self._mark, self._after = text, after
        self._words.append(BOUND)

    def end(self, tag: str) -> None:
        if tag in _VOID or tag not in self._stack:
            return
        ended = ""
        while ended != tag:
            ended = self._stack.pop()
            if ended in _SKIPPED:
                self._skipped -= 1
            if self._card:
                self._card -= 1
        if tag == "data":
            self._mark = None
        if tag in _BLOCKS:
            self._flush()

    def data(self, data: str) -> None:
        if self._mark is not None:
            self._mark.append(data)
            return
        if self._card:
            return
        if self._after is not None and data.strip():
            self._after.append(data)
            self._after = None
        if not self._skipped:
            self._words.append(data)

    def _flush(self) -> None:
        text = "".join(self._words).strip()
        if text and self._in_prose:
            self.paragraphs.append(text)
        self._words = []

    def finish(self) -> None:
        self._flush()


class _Charts:
    """Collects each chart's description, note and plotted numbers; it is told what stands in a figure."""

    def __init__(self) -> None:
        self.charts: list[ShownChart] = []
        self.open = False
        self._id = self._alt = self._note = ""
        self._rows: list[list[str]] = []
        self._part = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "figure":
            self.open = True
            self._id = attributes.get("id", "").removeprefix(_CHART)
            self._alt = self._note = ""
            self._rows = []
        elif tag == "img":
            self._alt = attributes.get("alt") or ""
        elif tag == "desc" or attributes.get("class") == "chart-note":
            self._part = "alt" if tag == "desc" else "note"
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("th", "td") and self._rows:
            self._part = "cell"
            self._rows[-1].append("")

    def data(self, data: str) -> None:
        match self._part:
            case "alt":
                self._alt += data
            case "note":
                self._note += data
            case "cell":
                self._rows[-1][-1] += data

    def end(self, tag: str) -> None:
        if tag in _ENDING:
            self._part = ""
        if tag == "figure":
            self.open = False
            rows = tuple(map(tuple, self._rows))
            self.charts.append(ShownChart(self._id, self._alt, self._note.rstrip("。"), rows))


class _Reader:
    """What lxml tells of a page as it reads it, told on; text comes whole, from mark to mark."""

    def __init__(self) -> None:
        self.page, self.charts = _Page(), _Charts()
        self._words: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._words:
            self._say()
        self.page.start(tag, attributes)
        if self.charts.open or tag == "figure":
            self.charts.start(tag, attributes)

    def end(self, tag: str) -> None:
        if self._words:
            self._say()
        self.page.end(tag)
        if self.charts.open and tag in _ENDING:
            self.charts.end(tag)

    def data(self, data: str) -> None:
        self._words.append(data)

    def comment(self, _: str) -> None:
        self._say()

    def close(self) -> tuple[_Page, _Charts]:
        self._say()
        self.page.finish()
        return self.page, self.charts

    def _say(self) -> None:
        words = "".join(self._words)
        self._words = []
        if words:
            self.page.data(words)
            if self.charts.open:
                self.charts.data(words)


def read_page(page: str) -> Reading:
    """Return what a page shows."""
    # Bytes, told to be UTF-8: what a page says of its own encoding must not change what is read.
    parser = HTMLParser(target=_Reader(), encoding="utf-8", huge_tree=True)
    parser.feed(page.encode())
    reader, charts = parser.close()
    return Reading(
        tuple(Mark(n, v, "".join(t).strip(), "".join(a), u) for n, v, t, a, u in reader.marks),
        tuple(reader.paragraphs),
        reader.given,
        tuple(charts.charts),
    )


def verify(page: str, values: Mapping[str, Value]) -> Verification:
    """Return what the page proves and what it does not; ``problems`` is empty for a sound page."""
    return prove(read_page(page), values)
