"""What is to be done, as a person can work through it: alike findings in one line, by sheet and column."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from gongkai.findings import ANSWERED, Finding, Severity, counted
from gongkai.office.group import (
    LONG,
    NO_LEDGER,
    ROWS_NAMED,
    Group,
    closed,
    ledger_at,
    short,
)
from gongkai.office.precedence import may_hold_records, weight
from gongkai.pattern import pattern
from gongkai.persons import without_persons
from gongkai.records.ledgers import LEDGERS
from gongkai.text import natural

_FIRST: Final = 3  # that matter most
_SCREEN: Final = 33  # lines of what is to do first and of the list; the whole screen has 40
_FEW: Final = 3  # cells of one fault that are told together with others
_CELLS: Final = 5  # faults told together
_LINE: Final = 72  # letters of a line of the list
_WORDS: Final = 36  # letters of a fault in such a line
_SENTENCE: Final = 60  # letters of a message in the list
_ANSWER: Final = pattern(rf"（经[^（）]*{ANSWERED}.*$", re.DOTALL)
_OF_HEADINGS: Final = ("L-03", "L-28", "L-29")  # columns that a sheet has not
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
        open_ = [finding for finding in group.findings if not finding.answered]
        alike.setdefault(_thing(group), []).extend(open_)
    return tuple(sorted((Group(tuple(found)) for found in alike.values()), key=weight))


def _thing(group: Group, *, whole: bool = False) -> tuple[object, ...]:
    """Return what makes two groups one thing to do; of the ``whole`` sheet it is asked without the sheet."""
    first = group.first
    by_rows = first.place.row is not None and not first.place.file.endswith(_TEXT)
    place = () if by_rows or whole else (first.place.file,)
    said = first.remedy if by_rows else group.said
    return (ledger_at(first), *place, first.place.column, first.rule, first.severity, said)


def worklist(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the first screen: how many of what, the three that matter most, the rest by sheet."""
    groups = groups_of(findings)
    steps = _first_steps(to_do(groups))
    lines = [
        line
        for number, step in enumerate(steps, start=1)
        for line in (_in_full(number, step[0]) if len(step) == 1 else _together(number, step))
    ]
    if steps:
        yield "先办这几件：" if len(steps) > 1 else "先办这一件："
        yield from lines
    rest = _not_told(groups, steps)
    if len(groups) > sum(map(len, steps)):
        yield (
            "按表逐列："
            if len(rest) == len(groups)
            else "按表逐列（上面说过的整个文件的事不重复）："
        )
        yield from _fitting(rest, _SCREEN - len(lines))


def _not_told(groups: Sequence[Group], steps: Sequence[Sequence[Group]]) -> Sequence[Group]:
    """Return the groups without those of whole files, sheets or headings that a step has told in full: there is no cell to look up."""
    told = {
        finding
        for step in steps
        if len(step) == 1
        for finding in step[0].findings
        if finding.rule in _OF_HEADINGS or (finding.place.row or finding.place.column) is None
    }
    return [group for group in groups if not told.issuperset(group.findings)]


def _first_steps(groups: Sequence[Group]) -> Sequence[Sequence[Group]]:
    """Return the first three things to do; single cells that keep the rows from being counted are one."""
    cells = [g for g in groups if _is_cell(g) and g.first.stops and g.count <= _FEW]
    if len(cells) < 2:
        return [(group,) for group in groups[:_FIRST]]
    others = [(group,) for group in groups if group not in cells]
    before = sum(g.first.stops or may_hold_records(g.first) for (g,) in others)
    return [*others[:before], cells, *others[before:]][:_FIRST]


def _is_cell(group: Group) -> bool:
    """Tell whether it is about cells that are mended where they stand, not about a sheet's headings."""
    place = group.first.place
    return place.row is not None and place.column is not None


def _together(number: int, cells: Sequence[Group]) -> Iterator[str]:
    count = sum(group.count for group in cells)
    yield f"  {number}. [错误] 有 {count} 处改正以前生成不了报告："
    shown = cells if len(cells) <= _CELLS else cells[: _CELLS - 1]
    for group in shown:
        words = f"，现值 {group.words}" if group.words else ""
        yield f"     {group.place}：{closed(short(group.said, _SENTENCE))}{words}"
    if rest := sum(group.count for group in cells[len(shown) :]):
        yield f"     ……还有 {rest} 处"


def _fitting(groups: Sequence[Group], most: int) -> list[str]:
    """Return the list in as much detail as so many lines hold."""
    lines: list[str] = []
    for detail in (_each, _each_grave, _by_sheet, _in_a_line):
        lines = list(detail(groups))
        if len(lines) <= most:
            return lines
    rest = len(lines) - most + 1
    return [*lines[: most - 1], f"  ……还有 {rest} 处地方"]


def _each(groups: Sequence[Group]) -> Iterator[str]:
    for where, found in groupby(groups, key=_where):
        yield where
        yield from (f"  {_in_brief(group)}" for group in found)


def _each_grave(groups: Sequence[Group]) -> Iterator[str]:
    yield from _each([g for g in groups if g.first.severity is not Severity.INFO])
    yield from _readings(groups)


def _by_sheet(groups: Sequence[Group]) -> Iterator[str]:
    for where, things in _sheets(groups):
        line = f"{where}："
        for n, phrase in enumerate(map(_phrase, things)):
            if n and len(line) + len(phrase) > _LINE:
                yield f"{line}；"
                line = f"  {phrase}"
            else:
                line += f"；{phrase}" if n else phrase
        yield line
    yield from _readings(groups)


def _in_a_line(groups: Sequence[Group]) -> Iterator[str]:
    for where, things in _sheets(groups):
        phrases = short("；".join(map(_phrase, things)), _SENTENCE)
        yield f"{where}：{closed(phrases)}"
    yield from _readings(groups)


def _sheets(groups: Sequence[Group]) -> Iterator[tuple[str, list[Group]]]:
    """Yield each sheet with what is to be done there, the most first; sheets of a file that say the same are one."""
    grave = [g for g in groups if g.first.severity is not Severity.INFO]
    alike: dict[tuple[object, ...], dict[str, list[Group]]] = {}
    for where, found in groupby(grave, key=_where):
        things = list(found)
        said = tuple(_thing(group, whole=True) for group in things)
        alike.setdefault((things[0].first.place.file, said), {})[where] = things
    for sheets in alike.values():
        things = [
            Group(tuple(f for g in same for f in g.findings))
            for same in zip(*sheets.values(), strict=True)
        ]
        count = counted([f for group in things for f in group.findings])
        more = f"等{len(sheets)}张工作表" if len(sheets) > 1 else ""
        yield f"{next(iter(sheets))}{more}（{count}）", sorted(things, key=_by_number)


def _by_number(group: Group) -> tuple[int, int]:
    return group.first.severity.rank, -group.count


def _phrase(group: Group) -> str:
    """Return what is wrong in a column in a few words: “公开方式”只凭这个词分不清是哪一项4处."""
    if group.first.rule == NO_LEDGER:
        return group.said  # which they are is all that there is to say
    bare = _brief(group)
    said = _clauses(bare.partition("，请")[0]) + "（已说明）" * group.answered
    column = group.first.place.column
    named = f"“{without_persons(column)}”" if column and column not in said else ""
    one = group.count <= _FEW and len(group.sheets) == 1 and not ROWS_NAMED.search(group.said)
    count = f"{group.count}处" if group.count > 1 else ""
    return f"{named}{said}" + (f"（{group.rows}）" if one and group.rows else count)


def _clauses(text: str) -> str:
    """Return as many whole clauses of a sentence as a line of the list has room for."""
    if len(text) <= _WORDS:
        return text
    whole = max(text.rfind(mark, 0, _WORDS) for mark in "，；：、")
    return closed(text[:whole] if whole > _WORDS // 2 else f"{text[:_WORDS]}…")


def _readings(groups: Sequence[Group]) -> Iterator[str]:
    if told := sum(g.count for g in groups if g.first.severity is Severity.INFO):
        yield f"另有提示 {told} 个，是程序怎样读的，看过即可"


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
    if not same:
        yield from _each_word(group)


def _each_word(group: Group) -> Iterator[str]:
    """Yield what was expected of the words met most, where it is not the same of all."""
    met = Counter((f.value, f.expected) for f in group.findings if f.value and f.expected)
    for (value, expected), _ in met.most_common(_FEW):
        yield f"     “{short(value, LONG)}”：{expected.partition('；')[0]}"


def _in_brief(group: Group) -> str:
    first = group.first
    column = f"“{first.place.column}”" if first.place.column else ""
    words = f"：{group.words}" if group.words else ""
    said = group.said
    rows = f"（{group.rows}）" if group.rows and not ROWS_NAMED.search(said) else ""
    brief = closed(short(_brief(group), _SENTENCE)) + "（已说明）" * group.answered
    return f"{first.severity.label} {first.rule} {column}{brief}{rows}{words}"


def _brief(group: Group) -> str:
    """Return what is wrong without who answered for it and why."""
    return _ANSWER.sub("", group.said) if group.answered else group.said


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
        natural(without_persons(place.sheet or "")),
        column,
        place.column or "",
        finding.severity.rank,
        finding.rule,
        place.row or 0,
    )
