"""A government's figures from its members' records, and what became of each member."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.checks.waivers import answer, load_waivers
from gongkai.errors import GongkaiError, UnreadableError, UsageError
from gongkai.facts.facts import indicators_of
from gongkai.facts.files import read_facts
from gongkai.findings import Finding, Place, Severity, in_order
from gongkai.indicators.compute import Indicators, compute, tallies
from gongkai.indicators.rollup import add_up
from gongkai.keys import Key, find_folder
from gongkai.records.clock.calendar import Calendar
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.load import Records, load
from gongkai.records.stated import office_in


@dataclass(frozen=True, slots=True)
class Reporting:
    """How a member stands in the sums. ``missing`` says why it is not in them, else it is empty.

    ``unknown`` names its ledgers that nobody can count, ``errors`` how many findings of its own
    records are errors, ``sha256`` is one hash over all its ledgers. ``offices`` are the codes and names
    of those whose figures came with it, itself or its own members; ``taken`` the codes of those that it
    took over at the end of last year.
    """

    code: str
    name: str
    missing: str = ""
    unknown: tuple[str, ...] = ()
    errors: int = 0
    sha256: str = ""
    offices: tuple[tuple[str, str], ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The records of a key with their figures; ``members`` is empty but for a government's sums."""

    records: Records
    indicators: Indicators
    members: tuple[Reporting, ...] = ()


def gather(
    root: Path, records: Records, above: tuple[str, ...] = (), calendar: Calendar | None = None
) -> Gathered:
    """Return an office's own figures, or those of a government added up over its members.

    The government's own ledgers, if it keeps any, are one member more. An office without a folder
    for the year, or whose rows cannot be counted, is missing: the sums are then unknown, or made
    of the others where the declarations say so; findings U-1 to U-3 tell. ``calendar`` is another
    than the members' own, as it is supposed.
    """
    agency, key = records.agency, records.key
    if not agency.members:
        return Gathered(records, compute(records))
    above = (*above, agency.code)
    members: list[Reporting] = []
    figures: dict[str, Indicators] = {}
    for member in agency.members_in(key.year):
        if member.code in above:
            raise UnreadableError(
                f"{agency.code} 的成员单位“{member.code}”又以本机关为成员。请核对隶属关系。"
            )
        if member.facts:
            state, known = _reported(root / key.slug / member.facts, Key(member.code, key.year))
        else:
            state, found = _member(root, Key(member.code, key.year), above, calendar)
            known = found.indicators if found is not None else None
        members.append(state)
        if known is not None:
            figures[_told_apart(state, figures)] = known
    if records.frames or records.unknown:
        figures[_own_level(records)] = compute(records)
    missing = [state.name for state in members if state.missing]
    kept = missing if records.declarations.missing == "unknown" else []
    findings = (*records.findings, *_findings(records, members))
    return Gathered(
        replace(records, findings=in_order(list(findings))),
        add_up(figures, kept, key.year),
        tuple(members),
    )


def summed(root: Path, gathered: Gathered, calendar: Calendar | None = None) -> dict[str, Gathered]:
    """Return by name the offices that a government's sums are made of, with their records.

    A member that has members itself comes with its own; the missing, and those that report facts and
    keep their ledgers, are not among them. UsageError
    where a member's ledgers are no longer those that were added up.
    """
    key, agency = gathered.records.key, gathered.records.agency
    offices: dict[str, Gathered] = {}
    elsewhere = {member.code for member in agency.members_in(key.year) if member.facts}
    for state in gathered.members:
        if state.missing or state.code in elsewhere:
            continue
        now, found = _member(root, Key(state.code, key.year), (key.agency,), calendar)
        if found is None or now != state:
            raise UsageError(
                f"“{state.name}”的台账在汇总之后有改动或读不出来，与合计对不上。"
                f'请重新打开：gk.open_year("{key.agency}", {key.year})。'
            )
        offices[_told_apart(state, offices)] = found
    own = gathered.records
    if own.frames or own.unknown:
        offices[_own_level(own)] = Gathered(own, compute(own))
    return offices


def _told_apart(state: Reporting, taken: Collection[str]) -> str:
    return state.name if state.name not in taken else f"{state.name}（{state.code}）"


def _own_level(records: Records) -> str:
    return f"{records.agency.name}本级"


def counted_offices(records: Records, members: Sequence[Reporting]) -> tuple[tuple[str, str], ...]:
    """Return the codes and names of the offices whose records make the figures of an office."""
    own = (records.key.agency, records.agency.name if not members else _own_level(records))
    kept = [own] if not members or records.frames or records.unknown else []
    return (*kept, *(office for member in members for office in member.offices))


def _member(
    root: Path, key: Key, above: tuple[str, ...], calendar: Calendar | None = None
) -> tuple[Reporting, Gathered | None]:
    try:
        records = load(root, key, tallies(key.year), calendar=calendar)
    except GongkaiError as error:
        absent = not (root / key.slug).is_dir()
        return Reporting(key.agency, _name(root, key), "没有台账" if absent else str(error)), None
    if records.stopping:
        reason = f"台账有 {len(records.stopping)} 处错误，无法计数"
        return Reporting(key.agency, records.agency.name, reason), None
    gathered = gather(root, records, above, calendar)
    return standing(_answered(root, gathered.records), gathered.members), gathered


def _answered(root: Path, records: Records) -> Records:
    """Return a member's records with what it has answered for itself: that is no error of its report."""
    as_of = records.declarations.published_on or dt.date(records.key.year, 12, 31)
    try:
        waivers = load_waivers(find_folder(root, records.key), records.answers)
    except UnreadableError:  # told in the member's own report
        return records
    return replace(records, findings=answer(records.findings, waivers, as_of).findings)


def standing(records: Records, members: Sequence[Reporting]) -> Reporting:
    """Return how an office stands that has counted its records, and its members' if it has any."""
    hashes = sorted(f"{s.title} {s.sha256}" for s in records.sources)
    hashes += [f"{member.code} {member.sha256}" for member in members]
    return Reporting(
        records.key.agency,
        records.agency.name,
        "",
        tuple(LEDGERS[name].title for name in records.unknown),
        sum(f.severity is Severity.ERROR for f in records.findings),
        hashlib.sha256("\n".join(hashes).encode()).hexdigest(),
        counted_offices(records, members),
        taken_over(records),
    )


def taken_over(records: Records) -> tuple[str, ...]:
    """Return the codes of the offices that an office took over at the end of last year."""
    before = records.key.year - 1
    return tuple(r.code for r in records.agency.predecessors if r.until == before)


def _reported(path: Path, key: Key) -> tuple[Reporting, Indicators | None]:
    """Return how a member stands that reports facts, and its figures; what cannot be used is missing."""
    if not path.is_file():
        return Reporting(key.agency, key.agency, f"没有收到数据文件 {path.name}"), None
    try:
        found = read_facts(path)
        if (found.agency, found.year) != (key.agency, key.year):
            told = f"{path.name} 是{found.name}（{found.agency}）{found.year}年度的数据"
            return Reporting(key.agency, key.agency, told), None
        figures = indicators_of(found)
    except UnreadableError as error:
        return Reporting(key.agency, key.agency, str(error).rstrip("。")), None
    state = Reporting(key.agency, found.name, "", found.unknown, found.errors, found.sha256)
    return replace(state, offices=((key.agency, found.name),)), figures


def _name(root: Path, key: Key) -> str:
    try:
        return office_in(root / key.slug).name
    except GongkaiError:
        return key.agency


def lacking_of(records: Records, members: Sequence[Reporting]) -> dict[str, tuple[str, ...]]:
    """Return by member's code the titles of the ledgers that its government's sums lack of it.

    One that the report does without and that no office keeps is none of them.
    """
    kept = {records.ledgers[name].title for name in records.frames}
    for member in members:
        if not member.missing:
            kept |= {x.title for x in LEDGERS.values() if x.title not in member.unknown}
    needed = kept | {x.title for x in records.ledgers.values() if not x.optional}
    return {m.code: tuple(title for title in m.unknown if title in needed) for m in members}


def _findings(records: Records, members: Sequence[Reporting]) -> Iterator[Finding]:
    year = records.key.year
    missing = [f"{m.name}（{m.missing}）" for m in members if m.missing]
    if missing:
        yield _told(
            records.listed_at, "U-1", Severity.ERROR, f"未报单位 {len(missing)} 个：{'；'.join(missing)}",
            f"{year}年度各成员单位均已报送台账", "请督促报送或改正后重新生成",
        )  # fmt: skip
    if not members and not records.frames:
        yield _told(
            records.listed_at, "U-1", Severity.ERROR, f"{year}年度没有成员单位，也没有本级台账",
            "至少有一个成员单位", "请在“成员单位”工作表核对各单位的起止年度",
        )  # fmt: skip
    lacking = lacking_of(records, members)
    unknown = [f"{m.name}《{'》《'.join(found)}》" for m in members if (found := lacking[m.code])]
    if unknown:
        yield _told(
            records.listed_at, "U-2", Severity.ERROR, f"{len(unknown)} 个成员单位台账不全：{'；'.join(unknown)}",
            "各成员单位台账齐全，或有零报告", "请督促补报；相关合计未掌握（不作零计）",
        )  # fmt: skip
    errors = [f"{m.name} {m.errors} 处" for m in members if m.errors and not lacking[m.code]]
    if errors:
        yield _told(
            records.listed_at, "U-3", Severity.WARNING, f"{len(errors)} 个成员单位的台账有错误：{'；'.join(errors)}",
            "各成员单位的报告均没有必须改正的问题", "请对各单位运行 gongkai check 核实",
        )  # fmt: skip


def _told(
    place: Place, rule: str, severity: Severity, message: str, expected: str, remedy: str
) -> Finding:
    return Finding(rule, severity, place, None, expected, message, remedy)
