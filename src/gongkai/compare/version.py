"""What a run keeps of itself to be compared with: figures, sentences, checks, settings, prints of rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl

from gongkai.checks.check import State
from gongkai.checks.wording.prose import BOUND
from gongkai.compare.settings import SETTING_FILES, Setting, settings_of
from gongkai.examined.data_files import digest
from gongkai.examined.examine import Report
from gongkai.examined.facts import fact_set
from gongkai.facts.fact import Fact
from gongkai.indicators.registry import in_year
from gongkai.indicators.taken import Taken, take
from gongkai.keys import Key
from gongkai.narrative.content import FigureRun, GivenRun, Run
from gongkai.narrative.own.files import FOLDER
from gongkai.narrative.own.typed import lines_of
from gongkai.pattern import pattern
from gongkai.persons import without_persons
from gongkai.records.prints import BLANK, WIDTH, office_key, printed
from gongkai.records.reading.sheet import SHEET

MOST_CHECKS: Final = 2_000  # lines that are kept one by one; more are told by rule
_STOP: Final = pattern(r"(?<=[。；！？])")
_ROW: Final = pattern(r"第\d+行")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its section, its words with a stand-in for each figure, and the figures as printed."""

    section: str
    words: str
    figures: tuple[str, ...]
    file: str = ""

    @property
    def text(self) -> str:
        """Return the sentence as it is read."""
        text = self.words
        for figure in self.figures:
            text = text.replace(BOUND, figure, 1)
        return text


@dataclass(frozen=True, slots=True)
class Check:
    """One line of what is open. ``about`` is its rule, file and column: no row, for rows move."""

    about: str
    weight: str
    place: str
    message: str
    times: int = 1

    @property
    def known_by(self) -> tuple[str, str, str]:
        """Return what tells it from others, wherever its row may stand."""
        return self.about, self.weight, _ROW.sub("某行", self.message)


@dataclass(frozen=True, slots=True)
class Row:
    """A ledger's row: key, number in the file, prints of its cells and of what each figure takes from it.

    ``sheet`` names the file or sheet of a ledger that has several.
    """

    shown: str
    key: str
    number: int
    cells: str
    counted: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class LedgerState:
    """A ledger: how many rows, and of each its prints. ``kept`` is False where there are none of them.

    ``columns`` names the cells of a row, ``figures`` the indicators that count from it.
    """

    rows: int
    kept: bool
    columns: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    lines: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A report as it was at one time. ``others`` are the hashes of inputs that nothing else here tells of;
    ``members`` those of a government's offices, by name; ``signed`` says who signed it, ``on`` when, ``made`` the how-manieth time and when
    the signed files were made."""

    agency: str
    name: str
    year: int
    inputs: str
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    checks: tuple[Check, ...]
    settings: Mapping[str, Setting]
    ledgers: Mapping[str, LedgerState]
    others: Mapping[str, str]
    members: Mapping[str, str]
    signed: str = ""
    on: str = ""
    made: str = ""

    @property
    def said(self) -> tuple[tuple[Fact, ...], tuple[Sentence, ...]]:
        """Return what a reader sees of it: figures and sentences."""
        return self.facts, self.sentences

    @property
    def told(self) -> str:
        """Return which signature it is of: a day may have several."""
        return f"{self.signed.removesuffix('）')}，{self.made}）" if self.made else self.signed


def version_of(root: Path, report: Report) -> Version:
    """Return the version that a report is: no cell of a ledger is in it, and no person."""
    key = report.key
    secret = office_key(root / key.agency) or b""
    ledgers = _ledgers(report, secret)
    return Version(
        key.agency,
        report.records.agency.name,
        key.year,
        digest(report.inputs),
        fact_set(report).facts,
        tuple(_sentences(report)),
        _checks(report),
        settings_of(root, report.records, secret),
        ledgers,
        _others(report, ledgers),
        {f"{m.name}（{m.code}）": m.sha256 for m in report.members},
    )


def _sentences(report: Report) -> Iterator[Sentence]:
    told = report.narrative
    for text in (told.title, told.attachment):
        if text:
            yield Sentence("标题和附件", text, ())
    for section in told.sections:
        place = section.heading or "正文开头"
        file = f"{report.key.slug}/{section.file}" if section.written else ""
        if section.heading:
            yield Sentence(place, f"{section.number} {section.heading}".strip(), (), file)
        for line in lines_of(section):
            yield from _cut(line, place, file)


def _cut(line: Sequence[Run], place: str, file: str) -> Iterator[Sentence]:
    words, figures = "", []
    for run in line:
        if isinstance(run, FigureRun | GivenRun):
            words += BOUND
            figures.append(run.text)
        else:
            words += run.text
    for piece in _STOP.split(words):
        number = piece.count(BOUND)
        mine, figures = figures[:number], figures[number:]
        if piece.strip():
            yield Sentence(place, without_persons(piece.strip()), tuple(mine), file)


def _checks(report: Report) -> tuple[Check, ...]:
    found: Counter[Check] = Counter()
    for f in report.findings:
        bare = replace(f.place, row=None)
        value = f"（现值：{f.value}）" if f.value is not None else ""
        found[Check(f"{f.rule} {bare}", f.severity.label, str(f.place), f.message + value)] += 1
    for r in report.results:
        if r.state is State.NOT_ASSESSABLE:
            found[Check(r.id, r.state.label, "", r.message)] += 1
    if len(found) <= MOST_CHECKS:
        return tuple(replace(check, times=n) for check, n in found.items())
    by_rule: Counter[tuple[str, str]] = Counter()
    for check, n in found.items():
        by_rule[check.about.partition(" ")[0], check.weight] += n
    return tuple(Check(rule, weight, "", f"{n}处") for (rule, weight), n in by_rule.items())


def _ledgers(report: Report, secret: bytes) -> dict[str, LedgerState]:
    records = report.records
    held = {ledger: 0 for ledger in records.frames}
    for source in records.sources:
        if source.ledger in held:
            held[source.ledger] += source.rows
    found = {}
    for ledger, count in held.items():
        prints = records.prints.get(ledger)
        if prints is None or not secret:
            found[ledger] = LedgerState(count, kept=False)
            continue
        takers = _takers(ledger, records.key.year)
        year = records.key.year
        rows = report.indicators.taken.get(ledger) or take(records.frames[ledger], ledger, year)
        counted = _counted(rows, ledger, year, secret)
        places = _sheets(report, ledger, len(prints.rows))
        lines = (
            Row(row.shown, row.key, row.number, row.cells, counts, sheet)
            for row, counts, sheet in zip(prints.rows, counted, places, strict=True)
        )
        found[ledger] = LedgerState(count, True, prints.columns, tuple(takers), tuple(lines))
    return found


def _sheets(report: Report, ledger: str, rows: int) -> list[str]:
    """Return by row the sheet or file that it stands in; empty where the ledger has but one."""
    sources = [s for s in report.records.sources if s.ledger == ledger]
    if len(sources) < 2:
        return [""] * rows
    several = len({s.file for s in sources}) > 1
    names = [
        without_persons(s.title if several or not s.sheet else f"工作表“{s.sheet}”")
        for s in sources
    ]
    at = report.records.frames[ledger].select(SHEET).collect().to_series().to_list()
    return [names[n] for n in at]


@cache
def _takers(ledger: str, year: int) -> dict[str, bool]:
    """Return the figures and breakdowns of a ledger, and whether each takes a row or not, and no value."""
    registry = in_year(year)
    found = {i: a.value is None for i, a in registry.aggregates(ledger)}
    return found | {b.id: False for b in registry.breakdowns if b.ledger == ledger}


def _counted(rows: Taken, ledger: str, year: int, secret: bytes) -> list[str]:
    """Return for each row what each takes from it: 1 or 0, or a print of the value or kind."""
    registry = in_year(year)
    cells = []
    for name, formula in registry.aggregates(ledger):
        cases = rows.cases(name).to_list()
        if formula.value is None:
            cells.append(["1" if t else "0" for t in cases])
        else:
            values = rows.values(name).cast(pl.String).to_list()
            taken = [v if t else None for v, t in zip(values, cases, strict=True)]
            cells.append(_prints(name, taken, secret))
    for b in registry.breakdowns:
        if b.ledger == ledger:
            kinds = [None if at is None else "/".join(map(str, at)) for at in rows.labels(b)]
            cells.append(_prints(b.id, kinds, secret))
    return ["".join(line) for line in zip(*cells, strict=True)]


def _prints(name: str, taken: Sequence[str | None], secret: bytes) -> list[str]:
    prints = {t: printed(t or "", secret, "counted", name) for t in set(taken)}
    return [prints[t] for t in taken]


def contributions(ledger: str, year: int, state: LedgerState, row: Row) -> dict[str, str]:
    """Return what each figure takes from a row, those that take nothing left out."""
    found, at = {}, 0
    widths = _widths(ledger, year)
    for name in state.figures:
        wide = widths.get(name, 1)
        taken = row.counted[at : at + wide]
        at += wide
        if taken not in ("0", BLANK):
            found[name] = taken
    return found


@cache
def _widths(ledger: str, year: int) -> dict[str, int]:
    return {name: 1 if plain else WIDTH for name, plain in _takers(ledger, year).items()}


def _others(report: Report, ledgers: Mapping[str, LedgerState]) -> dict[str, str]:
    """Return the inputs of which no row, sentence or setting tells."""
    key: Key = report.key
    kept = {
        s.file: ledgers[s.ledger].kept for s in report.records.sources if s.ledger in ledgers
    }  # fmt: skip
    told = {f"{key.agency}/{name}" for name in SETTING_FILES["office"]}
    told |= {f"{key.slug}/{name}" for name in SETTING_FILES["year"]}
    told |= {f"{key.slug}/{file}" for file, known in kept.items() if known}
    return {
        name: sha
        for name, sha in report.inputs.items()
        if name not in told and not name.startswith(f"{key.slug}/{FOLDER}/")
    }
