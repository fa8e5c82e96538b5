"""What is to be done, as a person can work through it: alike findings in one line, by sheet and column."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from gongkai.findings import Finding, Severity
from gongkai.persons import without_persons
from gongkai.records.ledgers import LEDGERS

_FIRST: Final = 3  # that matter most
_LINES: Final = 27  # of the list by sheet; the whole screen has 40
_ROWS: Final = 5  # row numbers shown of a group
_WORDS: Final = 3  # values shown of a group
_LONG: Final = 24  # letters of a value
_SENTENCE: Final = 60  # letters of a message in the list
_NO_LEDGER: Final = "L-12"
_ANSWERED: Final = "审核说明："  # as the checks write it behind a finding that a waiver answers for
_TEXT: Final = ".md"  # each sentence says something of its own
_ROWS_NAMED: Final = re.compile(r"第\d+[、行]")  # a sentence that names its rows itself


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule at one column of one sheet."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """Return the finding that stands for all."""
        return self.findings[0]

    @property
    def count(self) -> int:
        """Return how many rows it is about."""
        return sum(f.rows for f in self.findings)

    @property
    def message(self) -> str:
        """Return what is wrong, as all of them say it."""
        said = {f.message for f in self.findings if f.rows == 1}
        if len(said) < 2:
            return self.first.message
        return _closed(self.first.message.partition("：")[0])

    @property
    def answered(self) -> bool:
        """Return whether somebody has answered for all of them: nothing is left to do."""
        return all(_ANSWERED in f.message for f in self.findings)

    @property
    def rows(self) -> str:
        """Return where it is: 第3、4、9行等12处."""
        rows = (f.place.row for f in self.findings if f.place.row is not None)
        numbers = [str(row) for row in dict.fromkeys(rows)]
        if not numbers:
            return f"{self.count}处" if self.count > 1 else ""
        more = f"等{self.count}处" if self.count > _ROWS else ""
        return f"第{'、'.join(numbers[:_ROWS])}行{more}"

    @property
    def said(self) -> str:
        """Return what is wrong; of ledgers that are not there, all of them together."""
        if self.first.rule != _NO_LEDGER or len(self.findings) < 2:
            return self.message
        titles = "".join(f"《{_ledger_title(f)}》" for f in self.findings)
        return f"{len(self.findings)} 本台账没有登记，也没有零报告：{titles}"

    @property
    def where(self) -> str:
        """Return the file and sheet that they stand in."""
        if self.first.rule == _NO_LEDGER:
            return "没有登记的台账"
        place = self.first.place
        file = without_persons(place.file)
        return f"{file} 工作表“{without_persons(place.sheet)}”" if place.sheet else file

    @property
    def place(self) -> str:
        """Return where to go: file, sheet, column and rows; nothing where a ledger is not there."""
        if self.first.rule == _NO_LEDGER:
            return ""
        column = (
            f" “{without_persons(self.first.place.column)}”列" if self.first.place.column else ""
        )
        rows = f" {self.rows}" if self.rows and not _ROWS_NAMED.search(self.said) else ""
        return f"{self.where}{column}{rows}"

    @property
    def words(self) -> str:
        """Return the values met most: “局网站”12处、“抖音”8处."""
        met = Counter(f.value for f in self.findings if f.value)
        shown = [
            f"“{_short(value, _LONG)}”" + (f"{n}处" if n > 1 else "")
            for value, n in met.most_common(_WORDS)
        ]
        return "、".join(shown) + ("等" if len(met) > _WORDS else "")


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
    """Return what is to be mended or looked into, in the order of doing; hints are not among it."""
    grave = [g for g in groups if g.first.severity is not Severity.INFO and not g.answered]
    return tuple(sorted(grave, key=_weight))


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
    for where, found in groupby(grave, key=_where):
        columns: dict[str, Group] = {}
        kinds = Counter[Severity]()
        for group in found:
            kinds[group.first.severity] += len(group.findings)
            columns.setdefault(group.first.place.column or group.message, group)
        count = "、".join(f"{s.label}{kinds[s]}" for s in Severity if kinds[s])
        names = "、".join(_short(without_persons(name), _LONG) for name in columns)
        yield f"{where}（{count}）：{_short(names, _SENTENCE)}"
    yield from _readings(groups)


def _readings(groups: Sequence[Group]) -> Iterator[str]:
    told = [g for g in groups if g.first.severity is Severity.INFO]
    if told:
        yield f"另有提示 {len(told)} 条，是程序怎样读的，看过即可"


def _in_full(number: int, group: Group) -> Iterator[str]:
    first = group.first
    column = f"“{first.place.column}”列" if first.place.column else ""
    place = "" if first.rule == _NO_LEDGER else f"{group.where}{column}："
    rows = f"（{group.rows}）" if group.rows and first.rule != _NO_LEDGER else ""
    yield f"  {number}. [{first.severity.label} {first.rule}] {place}{group.said}{rows}"
    words = f"现值 {group.words}；" if group.words else ""
    expected = f"应为：{first.expected}。" if first.expected and len(group.findings) < 2 else ""
    if first.expected and len({f.expected for f in group.findings}) == 1:
        expected = f"应为：{first.expected}。"
    yield f"     {words}{expected}" + (f"{first.remedy}。" if first.remedy else "")


def _in_brief(group: Group) -> str:
    first = group.first
    column = f"“{first.place.column}”" if first.place.column else ""
    words = f"：{group.words}" if group.words else ""
    said = group.said
    rows = f"（{group.rows}）" if group.rows and not _ROWS_NAMED.search(said) else ""
    brief = _closed(_short(said, _SENTENCE))
    if group.answered and _ANSWERED not in brief:
        brief += "（已说明）"
    return f"{first.severity.label} {first.rule} {column}{brief}{rows}{words}"


def _closed(text: str) -> str:
    """Return a text cut short without the bracket that the cut left open.

    >>> _closed("答复超过期限（经周某审核说明：情况属…"), _closed("答复（书面）")
    ('答复超过期限', '答复（书面）')
    """
    return text[: text.rindex("（")] if text.count("（") > text.count("）") else text


def _ledger_title(finding: Finding) -> str:
    at = _ledger_at(finding)
    return LEDGERS[at].title if at < len(LEDGERS) else without_persons(finding.place.file)


def _short(text: str, most: int) -> str:
    """Return the text, or as much of a long one as fits: a list as far as whole items go."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    whole = max(kept.rfind(mark) for mark in "；、")
    return f"{kept[:whole]}等" if whole > most // 2 else f"{kept}…"


def _where(group: Group) -> str:
    return group.where


def _kind(finding: Finding) -> tuple[object, ...]:
    if finding.rule == _NO_LEDGER:
        return (_NO_LEDGER,)
    place = finding.place
    alone = (place.row is None and finding.rows == 1) or place.file.endswith(_TEXT)
    said = finding.message if alone else finding.remedy
    return (place.file, place.sheet, place.column, finding.rule, finding.severity, said)


def _ledger_at(finding: Finding) -> int:
    """Return the position of the ledger that a finding is about; past the last for any other."""
    for name in (finding.place.sheet, Path(finding.place.file).stem):
        for at, ledger in enumerate(LEDGERS):
            if name and any(n in name for n in (ledger.title, ledger.id, *ledger.aliases)):
                return at
    return len(LEDGERS)


def _at(finding: Finding) -> tuple[object, ...]:
    place, ledger = finding.place, _ledger_at(finding)
    headings = (
        [c.heading for c in LEDGERS[ledger].columns] if ledger < len(LEDGERS) else [place.column]
    )
    column = next((n for n, h in enumerate(headings) if h == place.column), -1)
    missing = finding.rule == _NO_LEDGER
    return (
        not missing,
        ledger if not missing else 0,
        "" if missing else without_persons(place.file),
        ledger if missing else 0,
        without_persons(place.sheet or ""),
        column,
        place.column or "",
        finding.severity.rank,
        finding.rule,
        place.row or 0,
    )


_LAYERS: Final[dict[str, int]] = {"L": 0, "C": 0, "R": 1, "X": 1, "F": 2, "T": 2, "S": 2, "Y": 2}


def _weight(group: Group) -> tuple[object, ...]:
    first = group.first
    whole = first.place.row is None
    return (
        first.severity.rank,
        not first.stops,
        _LAYERS.get(first.rule[:1], 3),
        not whole,
        -group.count,
    )
