"""What a ledger is: its columns, their types, choices and limits, each declared once."""

from dataclasses import dataclass
from enum import Enum


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


@dataclass(frozen=True, slots=True)
class Choice:
    """One admitted value: its code, the official label a clerk writes, other spellings, years."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    since: int = 0
    until: int = 9999

    def valid_in(self, year: int) -> bool:
        """Tell whether the choice may be used in a reporting year."""
        return self.since <= year <= self.until


FLAG_CHOICES = (
    Choice("true", "是", ("有", "√", "Y", "1", "TRUE")),
    Choice("false", "否", ("无", "×", "N", "0", "FALSE")),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``personal`` ones are read for checks; they leave only when asked for by name."""

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

    def valid_in(self, year: int) -> bool:
        """Tell whether the column belongs to a reporting year."""
        return self.since <= year <= self.until

    def choices_in(self, year: int) -> tuple[Choice, ...]:
        """Return the choices that a reporting year admits, 是/否 for a flag."""
        pool = FLAG_CHOICES if self.kind is Kind.FLAG else self.choices
        return tuple(c for c in pool if c.valid_in(year))

    def expected(self, year: int) -> str:
        """Return in Chinese what a cell of this column should hold."""
        if self.kind is Kind.CHOICE:
            return "、".join(c.label for c in self.choices_in(year)) + " 之一"
        if self.kind is Kind.DATE:
            return f"日期，如 {self.example(year)}"
        return str(self.kind.value)

    def example(self, year: int) -> str:
        """Return what the example row of the ledger workbook shows in this column."""
        match self.kind:
            case Kind.DATE:
                return f"{year}-03-05"
            case Kind.CHOICE | Kind.FLAG:
                return self.choices_in(year)[0].label
            case Kind.COUNT:
                return str(year) if self.name == "year" else "1"
            case Kind.MONTH:
                return "3"
            case Kind.MONEY:
                return "12.00"
            case Kind.TEXT:
                return self.about


@dataclass(frozen=True, slots=True)
class Ledger:
    """One kind of record. ``key`` names the columns whose values together are unique."""

    id: str
    title: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    orders: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()

    def columns_in(self, year: int) -> tuple[Column, ...]:
        """Return the columns that a reporting year has."""
        return tuple(c for c in self.columns if c.valid_in(year))

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def identifier(heading: str = "编号", about: str = "本台账内不重复的编号") -> Column:
    """Return the id column that most ledgers begin with."""
    return Column("id", heading, Kind.TEXT, about, ("序号", "登记编号"), required=True)
