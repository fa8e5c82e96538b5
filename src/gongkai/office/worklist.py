"""What is to be done, as a person can work through it: alike findings in one line, by sheet and column."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from gongkai.findings import Finding, Severity
from gongkai.office.group import (
    ANSWERED,
    LONG,
    NO_LEDGER,
    ROWS_NAMED,
    Group,
    closed,
    ledger_at,
    short,
)
from gongkai.pattern import pattern
from gongkai.persons import without_persons
from gongkai.records.ledgers import LEDGERS

_FIRST: Final = 3  # that matter most
_LINES: Final = 27  # of the list by sheet; the whole screen has 40
_SENTENCE: Final = 60  # letters of a message in the list
_ANSWER: Final = pattern(rf"（经[^（）]*{ANSWERED}.*$", re.DOTALL)
_SHEET: Final = " 工作表"
_TEXT: Final = ".md"  # each sentence says something of its own


def groups_of(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """Return the findings by sheet and column in the ledger's order, alike ones together."""
    ordered = sorted(findings, key=_at)
    together: dict[tuple[object, ...], list[Finding]] = {}
    for finding in ordered:
        together.setdefault(_kind(finding), []).append(finding)
    return tuple(Group(tuple(found)) for found in together.values())


def most_pressing(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the three to be mended first: what blocks before what does not, causes before consequences."""
    return to_do(groups)[:_FIRST]


def to_do(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return what is to be mended or looked into, in the order of doing; hints are not among it.

    What is alike in several sheets (two half-years of one ledger) is one thing to do.
    """
    grave = [g for g in groups if g.first.severity is not Severity.INFO and not g.answered]
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for group in grave:
        alike.setdefault(_thing(group), []).extend(group.findings)
    return tuple(sorted((Group(tuple(found)) for found in alike.values()), key=_weight))


def _thing(group: Group) -> tuple[object, ...]:
    first = group.first
    by_rows = first.place.row is not None and not first.place.file.endswith(_TEXT)
    place = () if by_rows else (first.place.file, first.place.sheet)
    said = first.remedy if by_rows else group.said
    return (ledger_at(first), *place, first.place.column, first.rule, first.severity, said)


def worklist(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the first screen: how many of what, the three that matter most, the rest by sheet."""
    groups = groups_of(findings)
    pressing = most_pressing(groups)
    if pressing:
        yield "先办这几件：" if len(pressing) > 1 else "先办这一件："
        for number, group in enumerate(pressing, start=1):
            yield from _in_full(number, group)
    if len(groups) > len(pressing):
        yield "按表逐列："
        yield from _fitting(groups)


def _fitting(groups: Sequence[Group]) -> list[str]:
    """Return the list in as much detail as the screen holds."""
    lines: list[str] = []
    for detail in (_each, _each_grave, _by_sheet):
        lines = list(detail(groups))
        if len(lines) <= _LINES:
            return lines
    rest = len(lines) - _LINES + 1
    return [*lines[: _LINES - 1], f"  ……还有 {rest} 处地方"]


def _each(groups: Sequence[Group]) -> Iterator[str]:
    for where, found in groupby(groups, key=_where):
        yield where
        yield from (f"  {_in_brief(group)}" for group in found)


def _each_grave(groups: Sequence[Group]) -> Iterator[str]:
    yield from _each([g for g in groups if g.first.severity is not Severity.INFO])
    yield from _readings(groups)


def _by_sheet(groups: Sequence[Group]) -> Iterator[str]:
    grave = [g for g in groups if g.first.severity is not Severity.INFO]
    told: dict[
        tuple[str, str], list[str]
    ] = {}  # what is said of a file's sheets, and which they are
    for where, found in groupby(grave, key=_where):
        file, sheet, rest = where.partition(_SHEET)
        columns: dict[str, Group] = {}
        kinds = Counter[Severity]()
        for group in found:
            kinds[group.first.severity] += len(group.findings)
            columns.setdefault(group.first.place.column or group.message, group)
        count = "、".join(f"{s.label}{kinds[s]}" for s in Severity if kinds[s])
        names = "、".join(closed(short(without_persons(name), LONG)) for name in columns)
        alike = f"（{count}）：{closed(short(names, _SENTENCE))}"
        told.setdefault((file, alike), []).append(sheet + rest)
    for (file, alike), sheets in told.items():
        more = f"等{len(sheets)}张工作表" if len(sheets) > 1 else ""
        yield f"{file}{sheets[0]}{more}{alike.replace('（', '（各', 1) if more else alike}"
    yield from _readings(groups)


def _readings(groups: Sequence[Group]) -> Iterator[str]:
    told = [g for g in groups if g.first.severity is Severity.INFO]
    if told:
        yield f"另有提示 {len(told)} 条，是程序怎样读的，看过即可"


def _in_full(number: int, group: Group) -> Iterator[str]:
    first = group.first
    column = f"“{first.place.column}”列" if first.place.column else ""
    place = "" if first.rule == NO_LEDGER else f"{group.where}{column}："
    rows = f"（{group.rows}）" if group.rows and first.rule != NO_LEDGER else ""
    if len(group.sheets) > 1 and first.rule != NO_LEDGER:
        place, rows = f"{group.place}：", ""
    yield f"  {number}. [{first.severity.label} {first.rule}] {place}{group.said}{rows}"
    words = f"现值 {group.words}；" if group.words else ""
    same = len({f.expected for f in group.findings}) == 1
    expected = f"应为：{first.expected}。" if first.expected and same else ""
    yield f"     {words}{expected}" + (f"{first.advice}。" if first.remedy else "")


def _in_brief(group: Group) -> str:
    first = group.first
    column = f"“{first.place.column}”" if first.place.column else ""
    words = f"：{group.words}" if group.words else ""
    said = group.said
    rows = f"（{group.rows}）" if group.rows and not ROWS_NAMED.search(said) else ""
    # Who answered and why is long: the list says that somebody did, of each in the same words.
    bare = _ANSWER.sub("", said) if group.answered else said
    brief = closed(short(bare, _SENTENCE)) + "（已说明）" * group.answered
    return f"{first.severity.label} {first.rule} {column}{brief}{rows}{words}"


def _where(group: Group) -> str:
    return group.where


def _kind(finding: Finding) -> tuple[object, ...]:
    if finding.rule == NO_LEDGER:
        return (NO_LEDGER,)
    place = finding.place
    alone = (place.row is None and finding.rows == 1) or place.file.endswith(_TEXT)
    said = finding.message if alone else finding.remedy
    return (place.file, place.sheet, place.column, finding.rule, finding.severity, said)


def _at(finding: Finding) -> tuple[object, ...]:
    place, ledger = finding.place, ledger_at(finding)
    headings = (
        [c.heading for c in LEDGERS[ledger].columns] if ledger < len(LEDGERS) else [place.column]
    )
    column = next((n for n, h in enumerate(headings) if h == place.column), -1)
    missing = finding.rule == NO_LEDGER
    return (
        not missing,
        ledger if not missing else 0,
        "" if missing else without_persons(place.file),
        ledger if missing else 0,
        _natural(without_persons(place.sheet or "")),
        column,
        place.column or "",
        finding.severity.rank,
        finding.rule,
        place.row or 0,
    )


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which 2月 comes before 10月."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


_UNREAD: Final = ("L-11", "L-03")
_LAYERS: Final[dict[str, int]] = {"L": 0, "C": 0, "R": 1, "X": 1, "F": 2, "T": 2, "S": 2, "Y": 2}


def _may_hold_records(finding: Finding) -> bool:
    """Tell whether a table lies there unread: what else is amiss may only follow from that."""
    grave = finding.severity is not Severity.INFO
    return grave and finding.rule in _UNREAD and "gongkai adopt" in finding.remedy


def _weight(group: Group) -> tuple[object, ...]:
    first = group.first
    whole = first.place.row is None
    return (
        not _may_hold_records(first),
        first.severity.rank,
        not first.stops,
        _LAYERS.get(first.rule[:1], 3),
        not whole,
        -group.count,
    )
