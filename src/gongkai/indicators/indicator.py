"""What an indicator is: a declared figure with its label, unit, definition, formula and source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum

import polars as pl

from gongkai.records.ledgers.ledger import Choice, valid_in


class Unit(StrEnum):
    """The unit printed after a figure."""

    ITEM = "条"
    CASE = "件"
    TIME = "次"
    ARTICLE = "篇"
    ENTRY = "项"
    CLASS = "类"
    PLACE = "个"
    LINE = "部"
    PERSON = "人"
    PERSON_TIME = "人次"
    YUAN = "元"
    PERCENT = "%"
    WORKDAY = "工作日"


class Measure(Enum):
    """What is made of the rows behind a figure."""

    ROWS = "rows"  # counted
    DISTINCT = "distinct"  # counted once a value
    SUM = "sum"  # their values added up


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate:
    """A figure of one ledger: its ``cases`` are the rows behind it, ``expr`` is made of them.

    ``cases`` is true or false for each row, never null. ``value`` is what is counted once or added
    up, never null within the cases; None where rows are counted. ``times`` multiplies the outcome.
    A sum with all of its values ``needed`` is null, not less, where one is blank.
    """

    ledger: str
    measure: Measure
    cases: pl.Expr
    value: pl.Expr | None = None
    times: int = 1
    needed: bool = False

    @property
    def expr(self) -> pl.Expr:
        """Return the Polars aggregate giving one whole number or one sum of money."""
        if self.value is None:
            return self.cases.sum()
        if self.needed:
            return pl.when(self.value.is_not_null().all()).then(self.value.sum())
        behind = self.value.filter(self.cases)
        made = behind.sum() if self.measure is Measure.SUM else behind.n_unique()
        return made if self.times == 1 else made * self.times

    @property
    def adds_up(self) -> bool:
        """Tell whether the figures of two parts of the ledger add up to the whole's."""
        return self.measure is not Measure.DISTINCT and not self.needed


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two indicators, by id; kept as numerator and denominator."""

    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of indicators, by id."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Indicator:
    """One declared figure. ``source`` is an article, a document number, or a form's row.

    Over several offices a figure is the sum of theirs, a ratio that of the sums. A figure with
    ``categories_of`` counts kinds, which offices share: it is counted anew from that breakdown.
    """

    id: str
    label: str
    unit: Unit
    definition: str
    source: str
    formula: Aggregate | Ratio | Total
    since: int = 2008
    until: int = 9999
    only_in_table: bool = False  # a cell of a statutory table, explained by its row and column
    categories_of: str = ""

    def valid_in(self, year: int) -> bool:
        """Tell whether a reporting year has this figure."""
        return self.since <= year <= self.until


@dataclass(frozen=True, slots=True, eq=False)
class Dimension:
    """One way to group rows: an expression giving a label, and the labels in display order.

    Labels come from ``labels``, else from the ``choices`` that the year admits, else from the
    values found, sorted. ``column`` holds their codes, whose labels are the year's.
    """

    title: str
    label: pl.Expr
    labels: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    column: str = ""

    def in_year(self, year: int) -> "Dimension":
        """Return the dimension with the year's labels; without any where only the rows can tell."""
        if self.labels or not self.choices:
            return self
        valid = valid_in(self.choices, year)
        label = labelled(pl.col(self.column), (*valid, *self.choices))
        return replace(self, labels=tuple(c.label for c in valid), label=label)


def labelled(cell: pl.Expr, choices: Sequence[Choice]) -> pl.Expr:
    """Return the label of a column's code, the first choice of several for a code; null for none."""
    # A chain of comparisons streams; a mapping would gather the whole column first.
    label: pl.Expr = pl.lit(None, pl.String)
    for choice in reversed(choices):
        label = pl.when(cell == choice.code).then(pl.lit(choice.label)).otherwise(label)
    return label


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """A count of rows by one or two dimensions; ``where`` says which rows."""

    id: str
    label: str
    unit: Unit
    ledger: str
    dimensions: tuple[Dimension, ...]
    where: pl.Expr
