"""What differs between two versions of a report: figures with the rows that moved them, sentences, checks, settings."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import Final, TypeVar

from gongkai.compare.rows import RowChange, row_changes
from gongkai.compare.settings import Setting
from gongkai.compare.version import Check, Sentence, Version
from gongkai.facts.fact import Fact
from gongkai.indicators.registry import leaves

T = TypeVar("T")
_ALIKE: Final = 0.5  # of two sentences, from which one is the other, changed


class Kind(StrEnum):
    """What became of a thing."""

    ADDED = "新增"
    REMOVED = "删去"
    CHANGED = "改动"


def _latest(old: T | None, new: T | None) -> T:
    found = new or old
    assert found is not None  # a change has one side at least
    return found


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that is not what it was; a side is None where the version has no such figure.

    ``rows`` are the changes of rows that moved it, in order; none where another year's ledgers, a
    setting, or offices that report their own moved it.
    """

    old: Fact | None
    new: Fact | None
    rows: tuple[RowChange, ...] = ()

    @property
    def fact(self) -> Fact:
        """Return the figure as it is now, or as it was last."""
        return _latest(self.old, self.new)


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence; ``figures_only`` tells that its words are the same and only bound figures moved."""

    kind: Kind
    old: Sentence | None
    new: Sentence | None
    figures_only: bool = False

    @property
    def section(self) -> str:
        """Return the section that it stands in, or stood in last."""
        return _latest(self.old, self.new).section


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A line of what is open: 新增 came, 删去 is settled, 改动 says something else now."""

    kind: Kind
    old: Check | None
    new: Check | None

    @property
    def check(self) -> Check:
        """Return the line as it is now, or as it was last."""
        return _latest(self.old, self.new)


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A setting by its file and name, or an entry of a list that came or went whole."""

    kind: Kind
    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """A ledger whose rows cannot be compared one by one, and how many it had and has."""

    ledger: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs. ``others`` are other inputs: files of other years, of offices below, of the calendar."""

    old: Version
    new: Version
    figures: tuple[Moved, ...]
    rows: tuple[RowChange, ...]
    uncompared: tuple[LedgerChange, ...]
    sentences: tuple[SentenceChange, ...]
    checks: tuple[CheckChange, ...]
    settings: tuple[SettingChange, ...]
    others: tuple[tuple[Kind, str], ...]

    @property
    def nothing(self) -> bool:
        """Tell whether the two say the same and rest on the same."""
        return not (
            self.figures or self.edited or self.uncompared or self.sentences
            or self.checks or self.settings or self.others
        )  # fmt: skip

    @property
    def edited(self) -> tuple[RowChange, ...]:
        """Return the rows that somebody edited; those left out were only judged anew."""
        return tuple(change for change in self.rows if change.edited)


def compare(old: Version, new: Version) -> Comparison:
    """Return what differs between two versions.

    Of one office and year everything is compared. Between two offices or years rows and settings
    are not: they are of other cases.
    """
    same = (old.agency, old.year) == (new.agency, new.year)
    rows: list[RowChange] = []
    uncompared: list[LedgerChange] = []
    for ledger in dict.fromkeys((*old.ledgers, *new.ledgers)) if same else ():
        before, after = old.ledgers.get(ledger), new.ledgers.get(ledger)
        if all(state is None or state.kept for state in (before, after)):
            rows += row_changes(ledger, new.year, before, after)
        else:
            counts = [state.rows if state else 0 for state in (before, after)]
            if counts[0] != counts[1]:
                uncompared.append(LedgerChange(ledger, *counts))
    return Comparison(
        old,
        new,
        tuple(_moved(old, new, rows)),
        tuple(rows),
        tuple(uncompared),
        tuple(_sentences(old.sentences, new.sentences)),
        tuple(_checks(old.checks, new.checks)),
        tuple(_settings(old, new)) if same else (),
        tuple(_others(old, new)) if same else (),
    )


def _moved(old: Version, new: Version, rows: Sequence[RowChange]) -> Iterator[Moved]:
    def known(version: Version) -> dict[tuple[str, str, str], Fact]:
        # A cell of a breakdown is known by its kinds, an indicator by its id alone.
        return {(f.id, *(("", "") if f.form else (f.row, f.column))): f for f in version.facts}

    before, after = known(old), known(new)
    by_figure: dict[str, list[RowChange]] = defaultdict(list)
    for change in rows:
        for name in change.moves:
            by_figure[name].append(change)
    for at in dict.fromkeys((*after, *before)):
        was, now = before.get(at), after.get(at)
        if was and now and (was.value, was.state, was.reason) == (now.value, now.state, now.reason):
            continue
        behind = {id(c): c for name in leaves(at[0]) for c in by_figure.get(name, ())}
        yield Moved(was, now, tuple(c for c in rows if id(c) in behind))


def _sentences(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[SentenceChange]:
    def by_section(sentences: Sequence[Sentence]) -> dict[str, list[Sentence]]:
        found: dict[str, list[Sentence]] = {}
        for sentence in sentences:
            found.setdefault(sentence.section, []).append(sentence)
        return found

    before, after = by_section(old), by_section(new)
    for section in dict.fromkeys((*after, *before)):
        ours, theirs = before.get(section, []), after.get(section, [])
        steps = SequenceMatcher(
            None, [s.text for s in ours], [s.text for s in theirs], autojunk=False
        ).get_opcodes()
        for _, a, b, c, d in (step for step in steps if step[0] != "equal"):
            for was, now in paired(ours[a:b], theirs[c:d], lambda s: s.words):
                same = was is not None and now is not None and was.words == now.words
                yield SentenceChange(_kind(was, now), was, now, same)


def paired(
    old: Sequence[T], new: Sequence[T], text: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """Yield each old one with the new one most like it, then the new ones that are left."""
    left = list(new)
    for one in old:
        ratios = [
            (SequenceMatcher(None, text(one), text(other), autojunk=False).ratio(), -n)
            for n, other in enumerate(left)
        ]
        ratio, at = max(ratios, default=(0.0, 0))
        yield one, left.pop(-at) if ratio >= _ALIKE else None
    yield from ((None, other) for other in left)


def _checks(old: Sequence[Check], new: Sequence[Check]) -> Iterator[CheckChange]:
    gone = _less(old, new)
    came = _less(new, old)
    for about in dict.fromkeys(check.about for check in (*gone, *came)):
        was = [check for check in gone if check.about == about]
        now = [check for check in came if check.about == about]
        for one, other in zip_longest(was, now):
            yield CheckChange(_kind(one, other), one, other)


def _less(checks: Sequence[Check], others: Sequence[Check]) -> list[Check]:
    """Return the checks that the others do not hold as often."""
    there: Counter[tuple[str, str, str]] = Counter()
    for other in others:
        there[other.known_by] += other.times
    left = []
    for check in checks:
        met = min(check.times, there[check.known_by])
        there[check.known_by] -= met
        if check.times > met:
            left.append(replace(check, times=check.times - met))
    return left


def _settings(old: Version, new: Version) -> Iterator[SettingChange]:
    def entries(version: Version) -> set[str]:
        return {name.rpartition("]")[0] for name in version.settings if "]" in name}

    whole = entries(old) ^ entries(new)  # entries of lists that came or went
    told: dict[str, list[tuple[Setting | None, Setting | None]]] = {}
    for name in dict.fromkeys((*new.settings, *old.settings)):
        was, now = old.settings.get(name), new.settings.get(name)
        if was != now:
            entry = name.rpartition("]")[0]
            told.setdefault(f"{entry}]" if entry in whole else name, []).append((was, now))
    for name, sides in told.items():
        before = "；".join(was.shown for was, _ in sides if was)
        after = "；".join(now.shown for _, now in sides if now)
        yield SettingChange(_kind(before, after), name, before, after)


def _others(old: Version, new: Version) -> Iterator[tuple[Kind, str]]:
    for before, after, what in (
        (old.others, new.others, ""),
        (old.members, new.members, "成员单位"),
    ):
        for name in dict.fromkeys((*after, *before)):
            was, now = before.get(name), after.get(name)
            if was != now:
                yield _kind(was, now), f"{what}{name}"


def _kind(old: object, new: object) -> Kind:
    return Kind.CHANGED if old and new else Kind.REMOVED if old else Kind.ADDED
