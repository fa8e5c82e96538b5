"""What a layout is: the shape in which another system exports one of our ledgers."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from gongkai.pattern import pattern


@dataclass(frozen=True, slots=True)
class Source:
    """Where a column comes from: the headings that mean it, the best first.

    ``join`` takes the first filled cell where several of them stand; ``values`` turns the export's
    codes into words, ``within`` what has a word in it; ``filled`` is what any filled cell means, ``otherwise`` any other word.
    Where ``others`` are named, only words with one of them in it surely are ``otherwise``: any other is told as a guess, and in a
    file of an unknown program stays as it is. A bare code that ``values`` do not list is never ``otherwise``: it may mean any of them.
    ``last_part`` takes the end of a path (首页>公开>政策). Of headings that are ``alike`` none is the better one: each is a
    day of its own, and where several stand only the office can tell.
    """

    column: str
    headings: tuple[str, ...]
    values: tuple[tuple[str, str], ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    join: bool = False
    filled: str = ""
    otherwise: str = ""
    others: tuple[str, ...] = ()
    last_part: bool = False
    alike: bool = False

    def means(self, word: str) -> bool:
        """Tell whether it is known what a word means: by itself, by a part of it, or because whatever else is ``otherwise``.

        >>> source = Source("source", (), otherwise="其他", others=("微信",))
        >>> [source.means(word) for word in ("微信公众号", "某某平台", "01")]
        [True, False, False]
        """
        if any(word == theirs for theirs, _ in self.values):
            return True
        if any(part in word for part in (*(part for part, _ in self.within), *self.others)):
            return True
        return bool(self.otherwise) and not self.others and not CODE.fullmatch(word)


@dataclass(frozen=True, slots=True)
class Telling:
    """A column whose cells may say more, or less, than its value: √ for as much as the law allows, or a day.

    ``picks`` are patterns and what each means, the first that fits: a text, ``$1`` for what the pattern's group
    holds, WHOLE for as much as the law of the day in ``since`` allows. ``day`` finds the day of ``day_column``,
    which is read here where it has no column of its own; that column's days tell of this one where it is blank.
    """

    column: str
    picks: tuple[tuple[str, str], ...]
    day_column: str
    day: str
    since: str
    before: tuple[dt.date, str]
    after: str


WHOLE: Final = "上限"
CODE: Final = pattern(r"[A-Za-z]?\d{1,4}")  # of a list of which the file tells nothing


@dataclass(frozen=True, slots=True)
class Default:
    """What a column holds where the export has none of it, and the reason told.

    ``value`` is a word, or the name of another column of ours where ``same`` is set; ``sure`` where
    there is nothing to review. ``unless`` names a column of 是 and 否: rows with 否 stay blank.
    ``unknown`` are columns whose figures nobody can know all the same.
    """

    column: str
    value: str
    why: str
    same: bool = False
    sure: bool = False
    unless: str = ""
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are no record: where a heading's cell matches ``pattern``, or with ``unless`` does not.

    ``ticks`` are headings of columns of their own: a tick there leaves the row out, but where it is published too.
    """

    headings: tuple[str, ...]
    pattern: str
    why: str
    unless: bool = False
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout. ``marks`` are the headings that tell it, one spelling of each must be there.

    An ``office``'s own layout names every column that it has; its headings go before ours. ``none`` are columns that the office
    says its file has not: nobody need be asked for them.
    """

    title: str
    ledger: str
    marks: tuple[tuple[str, ...], ...]
    sources: tuple[Source, ...] = ()
    defaults: tuple[Default, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    office: bool = False
    none: tuple[str, ...] = ()

    def words_of(self, column: str) -> Source | None:
        """Return what its words mean in a column that stands under our own heading; None where only ours are known."""
        ours = (s for s in self.sources if s.column == column and s.otherwise and not self.office)
        return next(ours, None)
