"""What a ledger is: its columns, their types, choices and limits, each declared once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Final, Protocol, TypeVar

from gongkai.records.ledgers.blanks import NOT_YET, NOTHING

# How the reason ends of what is unknown and left out of the report: a data file says it in these words, too.
UNLISTED: Final = "，报告不列"


class Dated(Protocol):
    """What is declared for some reporting years only, both ends included."""

    @property
    def since(self) -> int:
        """Return the first year."""

    @property
    def until(self) -> int:
        """Return the last year."""


_Dated = TypeVar("_Dated", bound=Dated)


def valid_in(declared: Iterable[_Dated], year: int) -> tuple[_Dated, ...]:
    """Return what a reporting year has of it, in declared order."""
    return tuple(one for one in declared if one.since <= year <= one.until)


class Kind(Enum):
    """The type of a column; the value is what a clerk is told to write."""

    TEXT = "文字"
    DATE = "日期，如 2018-03-05"
    COUNT = "不小于 0 的整数"
    MONTH = "1 至 12 的月份"
    MONEY = "不小于 0 的金额（元），至多两位小数"
    FLAG = "是 或 否"
    CHOICE = "列表中的一项"


class Span(Enum):
    """Which dates a date column may hold; the value says it to the clerk."""

    ANY = ""
    IN_YEAR = "报告年度内的日期（{year}-01-01 至 {year}-12-31）"
    BY_YEAR_END = "不晚于 {year}-12-31 的日期"
    ENDS = "日期；年末以后的日期表示年末仍有效"


@dataclass(frozen=True, slots=True)
class Choice:
    """One admitted value: its code, the official label a clerk writes, other spellings, years.

    ``within`` are words that mean it wherever they stand in a cell; ``near`` are words that only make it
    one of those to choose from.
    """

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    since: int = 0
    until: int = 9999
    within: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


FLAG_CHOICES = (
    Choice(
        "true",
        "是",
        ("有", "√", "✓", "✔", "☑", "对", "Y", "YES", "Yes", "yes", "1", "TRUE", "是的", "已"),
    ),
    Choice(
        "false",
        "否",
        ("无", "×", "✗", "✘", "☒", "N", "NO", "No", "no", "0", "FALSE", "没有", "未", "不是"),
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column. ``personal`` ones are read for checks; they leave only when asked for by name.

    As it stands in a ``year`` it has that year's ``choices``, 是 and 否 where it is a flag; as
    declared, with year 0, those of all years.

    ``blanks`` are words that say that there is nothing; ``asks`` known words that leave open which
    of the choices is meant: only the office can tell; ``by_month`` dates are counted
    by their month, and read without a day; where a date is blank, the one that ``instead`` names is taken.
    """

    name: str
    heading: str
    kind: Kind
    about: str
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    required: bool = False
    personal: bool = False
    span: Span = Span.ANY
    since: int = 0
    until: int = 9999
    blanks: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    by_month: bool = False
    instead: str = ""
    year: int = 0

    @property
    def blank_words(self) -> tuple[str, ...]:
        """Return the words that stand for a blank cell in this column."""
        if self.kind is Kind.TEXT or self.required:
            return self.blanks
        return (*NOTHING, *(NOT_YET if self.kind in (Kind.DATE, Kind.CHOICE) else ()), *self.blanks)

    @property
    def none_is_zero(self) -> bool:
        """Tell whether 无 is a number here: what has to be told, and would be blank elsewhere."""
        return self.required and self.kind in (Kind.COUNT, Kind.MONEY)

    def in_year(self, year: int) -> "Column":
        """Return the column as it stands in a reporting year."""
        pool = FLAG_CHOICES if self.kind is Kind.FLAG else self.choices
        return replace(self, choices=valid_in(pool, year), year=year)

    @property
    def limit(self) -> bool:
        """Tell whether it is a required date that places no row: where it is blank only what follows from it is unknown."""
        return self.required and self.kind is Kind.DATE and self.span is Span.ANY

    @property
    def opens(self) -> bool:
        """Tell whether a blank cell leaves what follows from it unknown, and its row a row all the same."""
        return self.required and self.kind is not Kind.TEXT and not self.instead

    @property
    def expected(self) -> str:
        """Return in Chinese what a cell of this column should hold in its year."""
        if self.kind is Kind.CHOICE:
            return "、".join(c.label for c in self.choices) + " 之一"
        if self.kind is Kind.DATE:
            return f"日期，如 {self.example}"
        return str(self.kind.value)

    @property
    def period(self) -> str:
        """Return in Chinese which dates of its year the column may hold; empty for any."""
        return self.span.value.format(year=self.year)

    @property
    def example(self) -> str:
        """Return what the example row of the ledger workbook shows in this column."""
        match self.kind:
            case Kind.DATE:
                return f"{self.year}-03-05"
            case Kind.CHOICE | Kind.FLAG:
                return self.choices[0].label
            case Kind.COUNT:
                return str(self.year) if self.name == "year" else "1"
            case Kind.MONTH:
                return "3"
            case Kind.MONEY:
                return "12.00"
            case Kind.TEXT:
                return self.about


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """One kind of record. ``key`` names the columns whose values together are unique; ``dated``
    dates of which the last lies before the year in rows that are of another year; ``ended`` a date
    that ends a case, before the year one of another; ``needed`` the first and last year whose report
    has a row or a sentence of its own that cannot be without it.

    As it stands in a ``year`` it has that year's columns, choices and ``orders`` (pairs of dates,
    the earlier first), and whoever takes it asks for no year again; as declared, with year 0, all years'.
    """

    id: str
    title: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    orders: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    ended: str = ""
    needed: tuple[int, int] = (0, 9999)
    year: int = 0

    @property
    def optional(self) -> bool:
        """Tell whether the report of its year does without it: what it feeds is left out, nothing is unknown."""
        return not self.needed[0] <= self.year <= self.needed[1]

    @property
    def unkept(self) -> str:
        """Return why a figure of it is unknown where the office keeps no such ledger and need not."""
        return f"本年没有《{self.title}》台账，报告不列"

    def in_year(self, year: int) -> "Ledger":
        """Return the ledger as it stands in a reporting year, the same object each time.

        ValueError where it stands in another year already.

        >>> from gongkai.records.ledgers import BY_ID
        >>> requests = BY_ID["requests"]
        >>> len(requests.in_year(2018).columns) < len(requests.in_year(2024).columns)
        True
        """
        if self.year not in (0, year):
            raise ValueError(f"{self.id} stands in {self.year}, not in {year}")
        return self if self.year else _in_year(self, year)

    def has(self, name: str) -> bool:
        """Tell whether there is a column of that name."""
        return any(column.name == name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@cache
def _in_year(ledger: Ledger, year: int) -> Ledger:
    columns = tuple(column.in_year(year) for column in valid_in(ledger.columns, year))
    names = {column.name for column in columns}
    orders = tuple(pair for pair in ledger.orders if names.issuperset(pair))
    return replace(ledger, columns=columns, orders=orders, year=year)


def identifier(heading: str = "编号", about: str = "本台账内不重复的编号") -> Column:
    """Return the id column that most ledgers begin with."""
    return Column("id", heading, Kind.TEXT, about, ("序号", "登记编号"), required=True)
