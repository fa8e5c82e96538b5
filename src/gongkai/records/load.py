"""A key's folder as records: typed frames, what is unknown, and every finding."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

import polars as pl

from gongkai.findings import Finding, Place, in_order
from gongkai.keys import Key, find_folder
from gongkai.persons import without_persons
from gongkai.records.agency import Agency, contact_findings
from gongkai.records.asked import NONE_KEPT, Asked, Kept, Only
from gongkai.records.clock.calendar import Calendar, calendar_of
from gongkai.records.clock.derived import derive
from gongkai.records.clock.faults import file_findings
from gongkai.records.clock.notices import read_ordered
from gongkai.records.declarations import Declarations
from gongkai.records.declared import contradiction, declared_in, done_without, missing
from gongkai.records.ledgers import in_year
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.mapping import load_mapping, with_words
from gongkai.records.prints import MOST_ROWS, Prints, row_prints
from gongkai.records.reading.access import Access, together
from gongkai.records.reading.files import Files, ledgers_unread, read_files, without_named
from gongkai.records.reading.rows.table import raw_table
from gongkai.records.reading.rows.typed import typed_rows
from gongkai.records.reading.service.office_sheets import Answer
from gongkai.records.reading.sheet import RAW, Sheet
from gongkai.records.rules.causes import causes_of
from gongkai.records.rules.judgement import judge
from gongkai.records.rules.month_days import with_years
from gongkai.records.stated import stated_in
from gongkai.records.tally import Counted, Tally

_SETTINGS: Final = Place("agency.toml")


@dataclass(frozen=True, slots=True)
class Source:
    """A sheet that was read: its ledger, file, sheet name, hash and encoding, and its records."""

    ledger: str
    file: str
    sheet: str | None
    sha256: str
    encoding: str
    rows: int
    access: Access

    @property
    def title(self) -> str:
        """Return the file, and the sheet where a file has several."""
        return self.name if self.sheet is None else f"{self.name}“{without_persons(self.sheet)}”"

    @property
    def name(self) -> str:
        """Return the file; by its content where its name would give a person away."""
        shown = without_persons(self.file)
        return shown if shown == self.file else f"{self.sha256[:8]}{shown}"


@dataclass(frozen=True, slots=True)
class Records:
    """A year's records of one office.

    ``frames`` holds a typed lazy frame a known ledger, personal columns left out unless they were
    asked for by name; ``unknown`` gives the reason for each ledger that nobody can count, of which
    ``unkept_ledgers`` are those that are not there and that the year's report does without; ``unsure``
    by ledger that for each column of which the cells do not tell enough; ``counted`` what a large
    ledger's scan counted on its way; ``answers`` what the sheet 审核意见 says to findings; ``prints`` the
    rows of those that are held, where they were asked for.
    """

    key: Key
    agency: Agency
    declarations: Declarations
    frames: Mapping[str, pl.LazyFrame]
    unknown: Mapping[str, str]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    counted: Mapping[str, Counted]
    calendar: Calendar
    unkept: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unsure: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    listed_at: Place = _SETTINGS  # where a government's members stand
    prints: Mapping[str, Prints] = field(default_factory=dict)
    unkept_ledgers: frozenset[str] = frozenset()

    @property
    def lacking(self) -> tuple[str, ...]:
        """Return the ids of the ledgers that nobody can count and that the report cannot be without."""
        return tuple(name for name in self.unknown if name not in self.unkept_ledgers)

    @property
    def ledgers(self) -> Mapping[str, Ledger]:
        """Return every ledger as it stands in the key's year, by id."""
        return in_year(self.key.year)

    @property
    def access(self) -> Access:
        """Return how the rows of all its ledgers are at hand."""
        return together(source.access for source in self.sources)

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """Return the findings because of which rows cannot be counted at all."""
        return tuple(f for f in self.findings if f.stops)


def load(
    root: Path,
    key: Key,
    tallies: Mapping[str, Tally] | None = None,
    personal: Kept = NONE_KEPT,
    calendar: Calendar | None = None,
    secret: bytes | None = None,
    only: Only | None = None,
) -> Records:
    """Return the key's records with all findings; UsageError where there is no such key.

    ``tallies`` names by ledger what is to be counted in the scan that reads a large ledger;
    ``personal`` the personal columns that its frame keeps, none by default; ``calendar`` another
    calendar than the one in force for the office; ``secret`` the office's key, with which rows are printed;
    ``only`` the ledgers that are read: every other is unknown then.
    """
    folder = find_folder(root, key)
    files = _files(folder)
    stated = stated_in(folder, files.service)
    agency, declarations = stated.agency, stated.declarations
    named = [member.facts for member in agency.members if member.facts]
    files = without_named(files, named)
    members_at = stated.places.get("members")
    listed_at = replace(members_at, row=None, column=None) if members_at else _SETTINGS
    calendar = calendar or calendar_of(root, agency.region)
    # What the calendar file says of other years does not concern this report.
    amiss = (
        *file_findings(read_ordered(root), range(key.year, key.year + 2)),
        *contact_findings(agency, folder.parent, stated.places),
        *stated.findings,
    )
    try:
        words = load_mapping(folder.parent).words
        if agency.members and not (files.sheets or files.unreadable or declarations.zero_reports):
            # A government need not keep ledgers of its own: its report adds up its members'.
            told = in_order([*files.findings, *amiss])
            return Records(
                key, agency, declarations, {}, {}, (), told, {}, calendar,
                answers=stated.answers, listed_at=listed_at,
            )  # fmt: skip
        asked = Asked(words, tallies or {}, personal, calendar, secret, only)
        found = _load(key, agency, declarations, files, asked)
    except pl.exceptions.PolarsError:
        # A large file that the scan cannot follow: wrong bytes, or a row with too many cells.
        files = without_named(read_files(folder, careful=True), named)
        asked = Asked(words, {}, personal, calendar, secret, only)
        found = _load(key, agency, declarations, files, asked)
    findings = in_order([*found.findings, *amiss]) if amiss else found.findings
    return replace(found, findings=findings, answers=stated.answers, listed_at=listed_at)


def _files(folder: Path) -> Files:
    try:
        return read_files(folder)
    except pl.exceptions.PolarsError:
        return read_files(folder, careful=True)


def _load(key: Key, agency: Agency, declared: Declarations, files: Files, asked: Asked) -> Records:
    frames: dict[str, pl.LazyFrame] = {}
    counted: dict[str, Counted] = {}
    unknown: dict[str, str] = {}
    unkept: dict[str, Mapping[str, str]] = {}
    unsure: dict[str, dict[str, str]] = {}
    sources: list[Source] = []
    prints: dict[str, Prints] = {}
    filled: dict[str, list[Sheet]] = {}
    without: list[Ledger] = []
    declarations, service, half_declared = declared_in(declared, files, key)
    findings: list[Finding] = [*files.findings, *service]
    told = half_declared | ledgers_unread(files.findings)
    calendar, personal = asked.calendar, asked.personal
    unknown |= asked.unread(key.year)
    for declared_ledger in (x for n, x in in_year(key.year).items() if n not in unknown):
        ledger = with_words(declared_ledger, asked.words.get(declared_ledger.id, ()))
        sheets = files.sheets.get(ledger.id, ())
        if len(sheets) == 1 and not sheets[0].access.held:
            bulk = asked.bulk(sheets[0], ledger)
            if bulk is not None and ledger.id not in declarations.zero_ledgers:
                whole = bulk.frame if bulk.held is None else bulk.held.lazy()
                frames[ledger.id] = _without_personal(whole, ledger, personal)
                sources.append(_source(ledger, sheets[0], bulk.rows, held=bulk.held is not None))
                filled[ledger.id] = [sheets[0]]
                counted[ledger.id] = bulk.counted
                unsure[ledger.id] = dict(bulk.unsure)
                more, unkept[ledger.id] = asked.told_of(bulk, ledger, sheets)
                findings += more
                continue
        tables = [raw_table(s, ledger) for s in sheets]
        unsure[ledger.id] = {n: why for table in tables for n, why in table.unsure.items()}
        unreadable = files.unreadable.get(ledger.id, ())
        findings += [*unreadable, *(f for table in tables for f in table.findings)]
        sources += [_source(ledger, table.sheet, table.rows) for table in tables]
        declared_empty = ledger.id in declarations.zero_ledgers
        if unreadable or any(table.frame is None for table in tables):
            unknown[ledger.id] = f"《{ledger.title}》台账无法读取"
            continue
        count = sum(table.rows for table in tables)
        if not count and not declared_empty:
            lacking = missing(ledger, tables, told)
            unknown[ledger.id] = lacking.why
            findings += lacking.findings
            without += [declared_ledger] * lacking.unkept
            continue
        if declared_empty and count:
            findings.append(contradiction(ledger, tables[0].sheet, count))
        rows = typed_rows(
            tables,
            ledger,
            partial(with_years, ledger=ledger),
            partial(derive, ledger, calendar=calendar),
        )
        if count:
            filled[ledger.id] = [table.sheet for table in tables]
            judged = judge(rows, ledger, tables, calendar)
            rows = judged.rows
            findings += judged.findings
            unsure[ledger.id] |= judged.unsure
            unkept[ledger.id] = judged.unkept
            sources[-len(tables) :] = _counted_once(sources[-len(tables) :], judged.copies)
        prints |= _printed(rows, ledger, asked.secret, count)
        frames[ledger.id] = _without_personal(rows, ledger, personal)
    findings += (*asked.across(frames, filled, key.year), *done_without(without))
    return Records(
        key,
        agency,
        declarations,
        frames,
        unknown,
        tuple(sources),
        in_order(list(causes_of(findings, {(s.file, s.sheet): s.rows for s in sources}))),
        counted,
        calendar,
        unkept,
        {name: found for name, found in unsure.items() if found},
        prints=prints,
        unkept_ledgers=frozenset(ledger.id for ledger in without),
    )


def _printed(
    rows: pl.LazyFrame, ledger: Ledger, secret: bytes | None, count: int
) -> dict[str, Prints]:
    if secret is None or count > MOST_ROWS:
        return {}
    return {ledger.id: row_prints(Access.HELD.collect(rows), ledger, secret)}


def _counted_once(sources: Sequence[Source], copies: Collection[int]) -> list[Source]:
    return [replace(s, rows=0) if n in copies else s for n, s in enumerate(sources)]


def _source(ledger: Ledger, sheet: Sheet, rows: int, *, held: bool = False) -> Source:
    access = (Access.HELD if held else sheet.access).with_rows(rows)
    return Source(ledger.id, sheet.file, sheet.name, sheet.sha256, sheet.encoding, rows, access)


def _without_personal(rows: pl.LazyFrame, ledger: Ledger, kept: Kept) -> pl.LazyFrame:
    personal = {c.name for c in ledger.columns if c.personal} - set(kept.get(ledger.id, ()))
    names = rows.collect_schema().names()
    return rows.select(n for n in names if not n.startswith(RAW) and n not in personal)
