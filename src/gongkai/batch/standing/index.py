"""Static pages over all reports of an output folder: a grid of offices by years, and comparisons.

A city's offices stand on one page. More of them (a province's) are divided by code, a hundred a page, and the
first page leads to them.

No order but that of the office codes, no rank, no score: whether a figure is good only the office's own
circumstances tell. No script, no request beyond the folder; links are relative.
"""

import base64
import hashlib
import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final
from urllib.parse import quote

from jinja2 import Template

from gongkai.batch.standing.shelf import COMPARED, Entry, Shelf, State, read_shelf
from gongkai.findings import Severity
from gongkai.indicators.indicator import Indicator, Unit
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, Rate, Value
from gongkai.indicators.written import plain_text, raw_text
from gongkai.output.folder import working_folder
from gongkai.records.declarations import KINDS
from gongkai.report.content.fonts import font_face
from gongkai.report.page.templates import escaping, stylesheet

NAME: Final = "index.html"
WHOLE: Final = 300  # offices that still stand on one page
PART: Final = 100  # offices of a page where there are more
# What a report's folder may hold, and the word that leads there; the page comes with the state.
_LINKS: Final = (
    ("statistics.xlsx", "表"),
    ("report.docx", "文"),
    ("report.pdf", "印"),
    ("review.html", "内部"),
)
_MARKS: Final = ((Severity.ERROR, "错"), (Severity.WARNING, "警"))
_COUNTED: Final = tuple(state for state in State if state is not State.NOT_DUE)
# What is counted of the reports beside their states: whether somebody signed for them, and changed them after.
_SIGNED: Final[tuple[tuple[str, Callable[[Entry], bool]], ...]] = (
    ("已签发", lambda entry: entry.signed.issued),
    ("此后有改动", lambda entry: entry.signed.changed),
)
_FOLDER: Final = files("gongkai.batch") / "parts"
_ASCII: Final = "".join(map(chr, range(0x20, 0x7F)))


@dataclass(frozen=True, slots=True)
class Square:
    """One square of the grid: its state, the address of its page, other files, and findings.

    ``style`` is empty for the common case, a final report: there are thousands of squares.
    """

    state: State
    style: str
    page: str
    links: tuple[tuple[str, str], ...]
    marks: str
    signed: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator over offices and years: each cell its text and, for a rate, its two counts."""

    id: str
    label: str
    unit: str
    definition: str
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A page of its own for some of the offices, and how many of their reports stand in each state and are signed."""

    name: str
    offices: tuple[tuple[str, str], ...]
    numbers: tuple[int, ...]


def write_index(out: Path, root: Path | None = None) -> Path:
    """Return the path of ``index.html``, written anew from the manifests below ``out``.

    With the data folder the page tells whose data are no longer those that the report was made of.
    Its further pages ``index-1.html``, ``index-2.html`` … are written before it, and those of an earlier,
    longer index removed after it. OutputError where one cannot be written; what stood there before then stands.
    """
    shelf = read_shelf(out, root)
    parts = _parts(shelf) if len(shelf.offices) > WHOLE else ()
    with working_folder(out) as work:
        for number, part in enumerate(parts):
            some = shelf.part([code for code, _ in part.offices])
            _put(_page(some, parts, number), out, work, part.name)
        written = _put(_page(shelf, parts), out, work, NAME)
    for path in out.glob("index-*.html"):
        if re.fullmatch(r"index-\d+\.html", path.name) and path.name not in {p.name for p in parts}:
            path.unlink()
    return written


def _put(page: str, out: Path, work: Path, name: str) -> Path:
    (work / name).write_text(page, encoding="utf-8", newline="\n")
    return (work / name).replace(out / name)


def _parts(shelf: Shelf) -> tuple[Part, ...]:
    offices = tuple(shelf.offices.items())
    found = []
    for number, start in enumerate(range(0, len(offices), PART), 1):
        some = offices[start : start + PART]
        numbers = _numbers(shelf.entry(code, year) for code, _ in some for year in shelf.years)
        found.append(Part(f"index-{number}.html", some, numbers))
    return tuple(found)


def _page(shelf: Shelf, parts: tuple[Part, ...], number: int | None = None) -> str:
    """Return the page of a shelf, or of a part of it; the same bytes for the same reports.

    Where there are parts and no number, it is the page that leads to them.
    """
    leads = bool(parts) and number is None
    given = {
        "shelf": shelf,
        "parts": parts,
        "number": number,
        "leads": leads,
        "kinds": _kinds(shelf),
        "counted": (*(state.value for state in _COUNTED), *(name for name, _ in _SIGNED)),
        "totals": _totals(shelf),
        "grid": [] if leads else _grid(shelf),
        "comparisons": [] if leads else [_comparison(shelf, INDICATORS[name]) for name in COMPARED],
        "failures": [] if leads else _failures(shelf),
    }
    body = re.sub(r"\n\s*", "\n", _template().render(given))
    printed = html.unescape(re.sub(r"<[^>]*>", "", body))
    style = font_face(printed + _ASCII) + stylesheet().strip() + _text("index.css").strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return body.replace("@digest@", digest, 1).replace("@style@", style, 1)


def _grid(shelf: Shelf) -> list[tuple[str, str, list[Square]]]:
    return [
        (code, name, [_square(shelf.entry(code, year)) for year in shelf.years])
        for code, name in shelf.offices.items()
    ]


def _failures(shelf: Shelf) -> list[Entry]:
    lost = (State.FAILED, State.UNMADE, State.SUPERSEDED)
    return [entry for _, entry in sorted(shelf.entries.items()) if entry.state in lost]


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    return escaping(_text).get_template("index.html.j2")


def _kinds(shelf: Shelf) -> list[str]:
    """Return a sentence for each kind of data that is not real, with how many reports it is in."""
    found = Counter(entry.data_kind for entry in shelf.entries.values())
    return [
        f"{found[kind]} 份报告用的是{words}"
        for kind, words in KINDS.items()
        if words and found[kind]
    ]


def _totals(shelf: Shelf) -> list[tuple[int, tuple[int, ...]]]:
    """Return for each year how many offices stand in each state, and how many have signed."""
    return [
        (year, _numbers(shelf.entry(code, year) for code in shelf.offices)) for year in shelf.years
    ]


def _numbers(entries: Iterable[Entry]) -> tuple[int, ...]:
    found = tuple(entries)
    states = Counter(entry.state for entry in found)
    signed = (sum(counts(entry) for entry in found) for _, counts in _SIGNED)
    return *(states[state] for state in _COUNTED), *signed


def _square(entry: Entry) -> Square:
    folder = quote(entry.key.slug)
    there = [(f"{folder}/{quote(name)}", word) for name, word in _LINKS if name in entry.files]
    page = f"{folder}/report.html" if "report.html" in entry.files else ""
    marks = "".join(
        f"{word}{number}"
        for severity, word in _MARKS
        if (number := entry.findings.get(severity, 0))
    )
    style = "" if entry.state is State.FINAL else entry.state.name.lower()
    return Square(entry.state, style, page, tuple(there), marks, entry.signed.words)


def _comparison(shelf: Shelf, indicator: Indicator) -> Comparison:
    rows = tuple(
        (name, tuple(_cells(shelf, code, indicator))) for code, name in shelf.offices.items()
    )
    unit = "" if indicator.unit is Unit.PERCENT else indicator.unit.value
    return Comparison(indicator.id, indicator.label, unit, indicator.definition, rows)


def _cells(shelf: Shelf, code: str, indicator: Indicator) -> Iterator[tuple[str, str]]:
    for year in shelf.years:
        yield _cell(shelf.entry(code, year).figures, indicator)


def _cell(figures: Mapping[str, str | None], indicator: Indicator) -> tuple[str, str]:
    """Return a figure as a table shows it, and for a rate numerator and denominator.

    >>> _cell({"requests_on_time_rate": "26/27"}, INDICATORS["requests_on_time_rate"])
    ('96.3%', '26/27')
    >>> _cell({"disputes_total": None}, INDICATORS["disputes_total"]), _cell({}, INDICATORS["disputes_total"])
    (('未掌握', ''), ('—', ''))
    """
    if indicator.id not in figures:
        return "—", ""
    raw = figures[indicator.id]
    if raw is None:
        return "未掌握", ""
    over, slash, under = raw.partition("/")
    value: Value = Rate(Decimal(over), Decimal(under)) if slash else Amount(Decimal(over))
    return plain_text(value, indicator.unit), raw_text(value) if slash else ""
