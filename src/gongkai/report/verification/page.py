"""The finished page read as a reader's program would parse it: marks, prose and charts."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final

from gongkai.indicators.value import Value
from gongkai.narrative.numerals import HIDDEN
from gongkai.report.verification.figures import Mark, Reading, ShownChart, Verification, prove

_VOID: Final = {"br", "wbr", "hr", "img", "meta", "link", "input", "col"}
_SKIPPED: Final = {"style", "svg", "title", "table", "details", "nav", "script", "figure"}
_BLOCKS: Final = {"p", "li", "h1", "h2", "h3", "h4", "dd", "dt", "figcaption"}
_CHART: Final = "chart-"


class _Page(HTMLParser):
    """Collects the marks of the whole page, and the report's prose up to its annexes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: list[tuple[str, str, list[str], list[str], str]] = []
        self.paragraphs: list[str] = []
        self.given = 0
        self._stack: list[str] = []
        self._words: list[str] = []
        self._mark: list[str] | None = None
        self._after: list[str] | None = None
        self._in_prose = False
        self._card = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if attributes.get("id", "").startswith("annex-"):
            self._in_prose = False
        if tag == "article":
            self._in_prose = True
        if tag in _VOID:
            return
        self._stack.append(tag)
        if self._card or attributes.get("class") == "card":
            self._card += 1
        if tag in _BLOCKS:
            self._flush()
        if tag == "data":
            self._open_mark(attributes)

    def _open_mark(self, attributes: dict[str, str]) -> None:
        text: list[str] = []
        after: list[str] = []
        if attributes.get("class") == "given":
            self.given += 1
        else:
            name, value = attributes.get("data-indicator", ""), attributes.get("value", "")
            unit = attributes.get("data-unit", "")
            self.marks.append((name, value, text, after, unit))
        self._mark, self._after = text, after
        self._words.append(HIDDEN)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in self._stack:
            return
        while self._stack.pop() != tag:
            self._card = max(0, self._card - 1)
        self._card = max(0, self._card - 1)
        if tag == "data":
            self._mark = None
        if tag in _BLOCKS:
            self._flush()

    def handle_data(self, data: str) -> None:
        if self._mark is not None:
            self._mark.append(data)
            return
        if self._card:
            return
        if self._after is not None and data.strip():
            self._after.append(data)
            self._after = None
        if not _SKIPPED.intersection(self._stack):
            self._words.append(data)

    def _flush(self) -> None:
        text = "".join(self._words).strip()
        if text and self._in_prose:
            self.paragraphs.append(text)
        self._words = []

    def finish(self) -> None:
        self.close()
        self._flush()


class _Charts(HTMLParser):
    """Collects each chart's description, note and plotted numbers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.charts: list[ShownChart] = []
        self._id = self._alt = self._note = ""
        self._rows: list[list[str]] = []
        self._part = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "figure":
            self._id = (attributes.get("id") or "").removeprefix(_CHART)
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

    def handle_data(self, data: str) -> None:
        match self._part:
            case "alt":
                self._alt += data
            case "note":
                self._note += data
            case "cell":
                self._rows[-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("desc", "p", "th", "td"):
            self._part = ""
        if tag == "figure":
            rows = tuple(map(tuple, self._rows))
            self.charts.append(ShownChart(self._id, self._alt, self._note.rstrip("。"), rows))


def read_page(page: str) -> Reading:
    """Return what a page shows."""
    reader, charts = _Page(), _Charts()
    reader.feed(page)
    reader.finish()
    charts.feed(page)
    charts.close()
    return Reading(
        tuple(Mark(n, v, "".join(t).strip(), "".join(a), u) for n, v, t, a, u in reader.marks),
        tuple(reader.paragraphs),
        reader.given,
        tuple(charts.charts),
    )


def verify(page: str, values: Mapping[str, Value]) -> Verification:
    """Return what the page proves and what it does not; ``problems`` is empty for a sound page."""
    return prove(read_page(page), values)
