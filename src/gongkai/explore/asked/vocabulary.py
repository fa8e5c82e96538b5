"""What a column can hold, year by year: a word it is compared with is matched or told, never counted as none."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Final

import polars as pl

from gongkai.errors import UsageError
from gongkai.explore.asked.rows import headings
from gongkai.explore.asked.statement import (
    Compared,
    How,
    Piece,
    comparisons,
    pieces_of,
    renamed,
    rewritten,
)
from gongkai.language.catalogue import catalogue, listed, told
from gongkai.records.clock.regimes import REGIMES
from gongkai.records.ledgers.ledger import FLAG_CHOICES, Choice, Kind, Ledger
from gongkai.records.reading.folding import read_date

_SHOWN: Final = 12
_NEAR: Final = 0.5
_TRUTHS: Final = ("true", "false")
_ALWAYS: Final = 9999


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in answers, what else means it, and the years that have it."""

    shown: str
    labels: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    since: int = 0
    until: int = _ALWAYS

    def valid_in(self, year: int) -> bool:
        """Tell whether a year has it."""
        return self.since <= year <= self.until


@dataclass(frozen=True, slots=True)
class Holding:
    """What a column holds: some ``words`` and no other, or days, or numbers.

    ``flag`` says that the words are 是 and 否, ``number`` that they are written as numbers.
    """

    words: tuple[Word, ...] = ()
    days: bool = False
    flag: bool = False
    number: bool = False

    def joined(self, other: "Holding | None") -> "Holding | None":
        """Return what two columns of one name hold; None where nothing is known of them together."""
        if other is None or (bool(self.words), self.days) != (bool(other.words), other.days):
            return None
        words = {word.shown: word for word in (*other.words, *self.words)}
        return replace(self, words=tuple(words.values()), flag=self.flag and other.flag)


Vocabulary = Mapping[str, Holding | None]
# What means a word, from the nearest on; the catalogue is read only where nothing else does.
_SPELLINGS: Final[tuple[Callable[[Word], Iterable[str]], ...]] = (
    lambda w: (w.shown,),
    lambda w: w.labels,
    lambda w: w.codes,
    lambda w: w.aliases,
    lambda w: [catalogue().get(label, label) for label in w.labels],
)


@dataclass(frozen=True, slots=True)
class Missed:
    """A word of a column that some of the years asked for do not have."""

    column: str
    word: str
    since: int
    until: int
    years: tuple[int, ...]
    instead: tuple[str, ...]

    def __str__(self) -> str:
        if self.since:
            return f"“{self.column}”的“{self.word}”{self.since}年起才有"
        return f"“{self.column}”的“{self.word}”只到{self.until}年"


@dataclass(frozen=True, slots=True)
class Settled:
    """A statement with its words as the columns hold them; ``told`` says which were put otherwise.

    ``missed`` are words that not every year has, ``present`` columns and years that have at least one of theirs.
    """

    statement: str
    told: tuple[str, ...]
    missed: tuple[Missed, ...]
    present: frozenset[tuple[str, int]]


def words_of(choices: Iterable[Choice]) -> tuple[Word, ...]:
    """Return the words of choices in the language asked for; like ones of several forms are one word."""
    found: dict[str, Word] = {}
    for choice in choices:
        shown = told(choice.label)
        one = found.get(shown, Word(shown, since=choice.since, until=choice.until))
        found[shown] = Word(
            shown,
            (*one.labels, choice.label),
            (*one.codes, choice.code),
            (*one.aliases, *choice.aliases),
            min(one.since, choice.since),
            max(one.until, choice.until),
        )
    return tuple(found.values())


def vocabulary(ledger: Ledger, schema: Mapping[str, pl.DataType]) -> dict[str, Holding | None]:
    """Return what the columns of a ledger hold, by heading and by name; None for free text."""
    found: dict[str, Holding | None] = {}
    own = {c.name: c for c in ledger.columns}
    for name, heading in headings(ledger).items():
        kind = schema.get(name)
        column = own.get(name)
        if kind is None or (column and column.personal):
            continue
        holding: Holding | None = Holding()
        if kind == pl.Boolean:
            holding = Holding(words_of(FLAG_CHOICES), flag=True)
        elif column and column.kind is Kind.CHOICE:
            holding = Holding(words_of(column.choices))
        elif name == "rule_id":
            holding = Holding(words_of(Choice(r.id, r.title) for r in REGIMES))
        elif kind == pl.Date:
            holding = Holding(days=True)
        elif not kind.is_numeric():
            holding = None
        found |= dict.fromkeys((name, heading), holding)
    return found


def settled(statement: str, known: Vocabulary, years: Sequence[int]) -> Settled:
    """Return a statement whose words are those that the columns hold.

    The word of the other language, a code and another spelling are put into the column's own, a number in
    quotation marks is a number, a day is written as a day. UsageError with the nearest words for one that
    the column never holds.
    """
    pieces = pieces_of(statement)
    also = renamed(pieces)
    changes: dict[Piece, str] = {}
    said: dict[str, None] = {}
    missed: dict[Missed, None] = {}
    present: set[tuple[str, int]] = set()
    for compared in comparisons(pieces):
        holding = known.get(compared.name) or known.get(also.get(compared.name, ""))
        if holding is None:
            continue
        for literal in compared.literals:
            if holding.number or not holding.words:
                changes |= _plain(compared.name, holding, literal)
            if not holding.words or compared.how is How.ORDERED:
                continue
            found = _words(compared, holding, literal, years)
            present |= {(compared.name, y) for y in years if any(w.valid_in(y) for w in found)}
            missed |= dict.fromkeys(_missed(compared.name, holding, found, years, literal.says))
            if compared.how is How.EQUAL and not holding.number and found[0].shown != literal.says:
                changes[literal] = "'{}'".format(found[0].shown.replace("'", "''"))
                said[f"{literal.says}→{found[0].shown}"] = None
    put = (f"改按台账的写法查：{'、'.join(said)}",) if said else ()
    return Settled(rewritten(statement, changes), put, tuple(missed), frozenset(present))


def _missed(
    name: str, holding: Holding, found: Sequence[Word], years: Sequence[int], says: str
) -> Iterator[Missed]:
    """Yield what some of the years do not have: the word, or any that a pattern fits."""
    without = tuple(y for y in years if not any(w.valid_in(y) for w in found))
    if without:
        word = found[0] if len(found) == 1 else Word(says)
        since, until = min(w.since for w in found), max(w.until for w in found)
        instead = _instead(word, holding.words, without[0])
        yield Missed(name, word.shown, since, until, without, instead)


def _instead(word: Word, words: Sequence[Word], year: int) -> tuple[str, ...]:
    """Return what a year has instead of a word: what the word is another spelling of, else all it has."""
    there = [w for w in words if w.valid_in(year)]
    near = [w.shown for w in there if set(word.labels) & set(w.aliases)]
    return tuple(near or [w.shown for w in there])


def _plain(name: str, holding: Holding, literal: Piece) -> dict[Piece, str]:
    """Return a literal as a column of days or numbers takes it."""
    if literal.kind != "text":
        return {}
    if holding.days:
        if (day := read_date(literal.says)) is None:
            raise UsageError(
                f"“{name}”一列是日期，“{literal.says}”不是日期。应写成 2018-06-29 的样子。"
            )
        return {literal: f"'{day}'"}
    bare = literal.says.strip()
    try:
        float(bare)
    except ValueError:
        raise UsageError(f"“{name}”一列是数，没有“{literal.says}”。") from None
    return {literal: bare}


def _words(
    compared: Compared, holding: Holding, literal: Piece, years: Sequence[int]
) -> Sequence[Word]:
    """Return the word that a literal means, of a pattern all that it fits; UsageError where there is none."""
    name, says = compared.name, literal.says
    if holding.flag and says.lower() in _TRUTHS:
        raise UsageError(f"“{name}”一列写的是“是”或“否”，没有“{says}”。")
    if not says.strip():
        raise UsageError(
            f"“{name}”一列的空格里没有文字。请写 {name} is null 或 {name} is not null。"
        )
    if compared.how is How.LIKE:
        shape = says.replace("[", "[[]").replace("*", "[*]").replace("?", "[?]").replace("%", "*").replace("_", "?").casefold()  # fmt: skip
        found = [w for w in holding.words if fnmatchcase(w.shown.casefold(), shape)]
    elif compared.changed:
        found = [w for w in holding.words if w.shown.casefold() == says.casefold()]
    else:
        found = _meant(holding.words, says)
        found = [w for w in found if any(map(w.valid_in, years))] or found
    if len(found) == 1 or (found and compared.how is How.LIKE):
        return found
    if found:
        several = "、".join(f"“{w.shown}”" for w in found)
        raise UsageError(f"“{name}”一列的“{says}”可能是{several}，请写明是哪一项。")
    there = [w.shown for w in holding.words if any(map(w.valid_in, years))]
    raise UsageError(f"“{name}”一列没有“{says}”这一项，查不到任何记录。{_hint(says, there)}")


def _meant(words: Sequence[Word], says: str) -> list[Word]:
    """Return what a literal means: the word itself, else its Chinese, a code, another spelling, its English."""
    if exact := [w for w in words if w.shown == says]:
        return exact
    folded = says.strip().casefold()
    for spelt in _SPELLINGS:
        if found := [w for w in words if folded in map(str.casefold, spelt(w))]:
            return found
    return []


def _hint(says: str, there: Sequence[str]) -> str:
    near = difflib.get_close_matches(says, there, 3, _NEAR) or [
        word for word in there if says and (says in word or word in says)
    ]
    if says.isdecimal():  # of years none is nearer than the others
        near = []
    meant = listed(f"“{word}”" for word in near[:3])
    every = listed(there[:_SHOWN]) + ("等" if len(there) > _SHOWN else "")
    return f"是不是{meant}？可写：{every}。" if near else f"可写：{every}。"


def refuse_missed(found: Settled) -> None:
    """Raise UsageError where a word is none of the one year that is asked."""
    for missed in found.missed:
        year = missed.years[0]
        hint = _hint(missed.word, missed.instead)
        raise UsageError(f"{missed}，{year}年没有这一项，查不到任何记录。{hint}")
