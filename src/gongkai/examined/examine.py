"""The report of a key as one frozen value: everything that is displayed and written."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from gongkai.charts.choice import public_charts
from gongkai.checks.check import Result
from gongkai.checks.data import findings_of
from gongkai.checks.notices import asked_of, read_notices
from gongkai.checks.run import run
from gongkai.checks.waivers import answer, apply_waivers, load_waivers
from gongkai.checks.wording.agreeing import agreeing, sentence_key
from gongkai.checks.years import LastYear
from gongkai.errors import DataError
from gongkai.examined.figures import remember
from gongkai.examined.inputs import inputs_of
from gongkai.examined.last import compared, past, published_elsewhere, why_absent
from gongkai.examined.own import NO_SECTION, OwnSection
from gongkai.examined.own_words import in_own_words
from gongkai.examined.rollup import Gathered, Reporting, gather
from gongkai.findings import Finding, Severity, counted, in_order
from gongkai.forms.comparability import comparable
from gongkai.forms.era import NoForm, form_for
from gongkai.forms.fill import FilledForm, FilledGrid, filled
from gongkai.indicators.compute import Indicators, tallies
from gongkai.indicators.value import Amount, Value
from gongkai.indicators.written import raw_text
from gongkai.keys import Key, data_root, find_folder, parse_key
from gongkai.narrative.content import FigureRun, Listing
from gongkai.narrative.own.findings import narrative_findings
from gongkai.narrative.own.slips import GAP
from gongkai.narrative.own.typed import (
    OwnNumber,
    given_numbers,
    own_numbers,
)
from gongkai.narrative.own.unwritten import unwritten
from gongkai.narrative.prose import last_sections, prose_of
from gongkai.narrative.write import Narrative, write
from gongkai.records.clock.calendar import Calendar
from gongkai.records.load import Records, load
from gongkai.records.prints import office_key
from gongkai.records.rules.causes import UNREAD


@dataclass(frozen=True)
class Examined:
    """A key's records with what was counted and checked: all that ``gongkai check`` tells.

    ``numbers`` are those that the office typed and no ledger counts, for the reviewer to look at; ``given``
    those that it gives by hand with a reason.
    ``charts`` names those of the public edition. ``history`` holds the figures of each year so far.
    """

    records: Records
    indicators: Indicators
    form: FilledForm | FilledGrid | NoForm
    results: tuple[Result, ...]
    last: LastYear | None
    narrative: Narrative
    prose: tuple[Finding, ...]
    numbers: tuple[OwnNumber, ...]
    given: tuple[OwnNumber, ...]
    members: tuple[Reporting, ...]
    charts: tuple[str, ...]
    history: Mapping[int, Mapping[str, Value]]

    @property
    def key(self) -> Key:
        """Return the office and year."""
        return self.records.key

    @property
    def before(self) -> dict[str, Value]:
        """Return last year's figures as far as they may be compared with this year's."""
        return comparable(self.key.year, self.last.values) if self.last is not None else {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the one list of what is open, gravest first, that every command tells.

        It holds what is wrong with the records and the office's own text, and one finding with a
        place for each check that failed without such a cause.
        """
        found = [*self.records.findings, *self.prose]
        return in_order([*found, *findings_of(self.results, found)])

    @property
    def blocking(self) -> tuple[str, ...]:
        """Return in Chinese what keeps the report a draft: faults of the data before what they hide."""
        told = {finding.rule for finding in self.records.findings}
        blocks = [r for r in self.results if r.blocks]
        return tuple(r.message for r in sorted(blocks, key=lambda r: r.id not in told))

    @property
    def state(self) -> str:
        """Return 草稿 while anything blocks, else 核对通过."""
        return "草稿" if self.blocking else "核对通过"


@dataclass(frozen=True)
class Report(Examined):
    """The frozen report. ``inputs`` holds the hash of each data file that it was made from.

    ``own`` is the analyst's own section; what of it cannot be shown keeps the report a draft.
    """

    inputs: Mapping[str, str]
    own: OwnSection = NO_SECTION

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the one list of what is open, that of the own section included."""
        return in_order([*super().findings, *self.own.findings])

    @property
    def blocking(self) -> tuple[str, ...]:
        """Return in Chinese what keeps the report a draft."""
        own = (f"{f.place}：{f.message}" for f in self.own.findings if f.severity is Severity.ERROR)
        return (*super().blocking, *own)

    @property
    def figures(self) -> int:
        """Return how many bound figures stand in the prose."""
        return sum(
            isinstance(run, FigureRun)
            for section in self.narrative.sections
            for block in section.blocks
            for line in (block.items if isinstance(block, Listing) else (block.runs,))
            for run in line
        )

    @cached_property
    def digest(self) -> str:
        """Return a short hash over every figure, to compare two builds of the same key."""
        figures = {i: raw_text(v) for i, v in self.indicators.values.items()}
        return hashlib.sha256(json.dumps(figures).encode()).hexdigest()[:16]


def examine(
    root: Path, key: Key, secret: bytes | None = None, *, supposed: Calendar | None = None
) -> Examined:
    """Return what the key's ledgers come to, findings and checks included; nothing is refused.

    With the office's ``secret`` the rows are printed too, to be compared with another version's.
    ``supposed`` is a calendar that nobody ordered: what comes of it is not kept as the year's figures.
    """
    own = load(root, key, tallies(key.year), calendar=supposed, secret=secret)
    gathered = gather(root, own, calendar=supposed)
    records, indicators = gathered.records, gathered.indicators
    if supposed is None:
        remember(root, gathered)
    indicators = in_own_words(indicators, records.agency)
    years = past(root, key)
    further = (*years.findings(key), *published_elsewhere(root, records))
    if further:
        records = replace(records, findings=in_order([*records.findings, *further]))
    form = form_for(key.year)
    tables = form if isinstance(form, NoForm) else filled(form, indicators.values)
    opening = indicators["requests_carried_in"]
    last = compared(root, gathered)
    folder = find_folder(root, key)
    before = comparable(key.year, last.values) if last is not None else {}
    left_out = [member.name for member in gathered.members if member.missing]
    narrative = write(key, records.agency, indicators, folder, before, left_out)
    prose: tuple[Finding, ...] = (
        *_slips(narrative, gathered),
        *narrative_findings(narrative.sections, folder, indicators.values),
        *unwritten(narrative.missing),
    )
    published_on = records.declarations.published_on or dt.date(key.year, 12, 31)
    waivers = load_waivers(folder, records.answers)
    answered = answer(records.findings, waivers, published_on)
    said = answer(prose, waivers, published_on)
    records, prose = replace(records, findings=answered.findings), said.findings
    text = prose_of(
        narrative,
        records.agency,
        key.year,
        indicators.values,
        records.declarations.published_on,
        folder,
        before,
        last_sections(records.agency, key.year, folder.with_name(str(key.year - 1))),
        asked_of(read_notices(root), records.agency.name, records.agency.level, key.year),
    )
    results = run(
        tables,
        opening=int(opening.number) if isinstance(opening, Amount) else None,
        findings=(*records.findings, *prose),
        indicators=indicators,
        last=last,
        absent=why_absent(root, records) if last is None else "",
        prose=text,
    )
    used, told = answered.used | said.used, (*records.findings, *prose)
    results = apply_waivers(results, waivers, published_on, used, told)
    held = agreeing(text)
    numbers = tuple(
        replace(n, held=held.get((sentence_key(n.sentence), n.numeral.rstrip("%")), ""))
        for n in own_numbers(narrative.sections, folder)
    )
    placed = {name for names in narrative.charts.values() for name in names}
    where = f"{key.agency}/agency.toml（或“机关”工作表）"
    charts = public_charts(records.agency.charts, indicators.counts, placed, where)
    return Examined(
        records,
        indicators,
        tables,
        results,
        last,
        narrative,
        prose,
        numbers,
        given_numbers(narrative.sections, folder),
        gathered.members,
        charts,
        years.figures,
    )


def _slips(narrative: Narrative, gathered: Gathered) -> Iterator[Finding]:
    """Yield what the texts cannot say; a ledger that is not there is told already, its gaps are not."""
    blank = any(
        f.rule in UNREAD and f.severity is Severity.ERROR for f in gathered.records.findings
    )
    told = (
        blank or gathered.records.lacking or any(m.missing or m.unknown for m in gathered.members)
    )
    for finding in narrative.slips:
        if finding.rule != GAP or finding.place.row is not None or not told:
            yield finding


def refuse_stopping(examined: Examined) -> None:
    """Raise DataError with all that is open where rows cannot be counted at all."""
    key, stopping = examined.key, examined.records.stopping
    if stopping:
        raise DataError(
            f"{key.slug} 的台账有 {len(stopping)} 处错误，无法据以生成报告"
            f"（问题共 {counted(examined.findings)}）。"
            f"请逐条改正后重新运行：gongkai check {key.agency} {key.year}",
            examined.findings,
        )


def build(agency: object, year: object, data_dir: str | Path | None = None) -> Report:
    """Return the report of a key; the same one again while no file of it has changed.

    Raises UsageError for an unknown key, DataError where rows cannot be counted at all, and
    TemplateError where a chapter names what does not exist.
    """
    key = parse_key(agency, year)
    root = data_root(data_dir)
    find_folder(root, key)
    secret = office_key(root / key.agency)
    return _built(root.resolve(), key, tuple(inputs_of(root, key).items()), secret)


# Who writes the report and the notebook that shows it ask one after the other.
@lru_cache(maxsize=1)
def _built(
    root: Path, key: Key, inputs: tuple[tuple[str, str], ...], secret: bytes | None
) -> Report:
    examined = examine(root, key, secret)
    refuse_stopping(examined)
    return Report(
        examined.records,
        examined.indicators,
        examined.form,
        examined.results,
        examined.last,
        examined.narrative,
        examined.prose,
        examined.numbers,
        examined.given,
        examined.members,
        examined.charts,
        examined.history,
        dict(inputs),
    )
