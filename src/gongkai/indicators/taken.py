"""What each figure and breakdown takes from each row of a ledger: one query for all who ask it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import polars as pl

from gongkai.indicators.indicator import Aggregate, Breakdown, Measure
from gongkai.indicators.registry import in_year
from gongkai.records.load import Records
from gongkai.records.reading.access import Access, together
from gongkai.records.reading.sheet import ROW, SHEET
from gongkai.records.tally import Number

FEW_ROWS: Final = 5_000  # of more, a query that adds up is sooner done than all rows are taken
_WHICH, _WHAT, _OF = "?", "=", "#"
_PLACE: Final = (ROW, SHEET, "id")


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """A ledger's rows as its figures and breakdowns take them; ``table`` has columns by their ids."""

    table: pl.DataFrame

    def cases(self, name: str) -> pl.Series:
        """Return for each row whether it is behind a figure; true or false, never null."""
        return self.table.get_column(_WHICH + name)

    def values(self, name: str) -> pl.Series:
        """Return what each row gives to a figure that is not a count of rows, behind it or not."""
        return self.table.get_column(_WHAT + name)

    def number(self, name: str, formula: Aggregate) -> Number | None:
        """Return what ``formula.expr`` is over the rows."""
        if formula.value is None:
            return int(self.cases(name).sum())
        values = self.values(name)
        if not formula.needed:
            values = values.filter(self.cases(name))
        elif values.null_count():
            return None
        if formula.measure is Measure.SUM:
            added: Number = values.sum()  # type: ignore[assignment]  # no column holds floats
            return added * formula.times
        return values.n_unique() * formula.times

    def labels(self, breakdown: Breakdown) -> Iterator[tuple[Any, ...] | None]:
        """Yield each row's labels; None for one that is not counted."""
        which = self.table.get_column(_WHICH + breakdown.id).to_list()
        columns = [
            self.table.get_column(f"{_OF}{n}{breakdown.id}").to_list()
            for n in range(len(breakdown.dimensions))
        ]
        for counted, at in zip(which, zip(*columns, strict=True), strict=True):
            yield at if counted and None not in at else None

    def groups(self, breakdown: Breakdown) -> dict[tuple[Any, ...], int]:
        """Return the number of rows by labels."""
        return dict(sorted(Counter(at for at in self.labels(breakdown) if at is not None).items()))

    def places(self) -> tuple[list[int], list[int], list[object]]:
        """Return the rows' numbers, sheets and ids; an id is None where the ledger keeps none."""
        ids = "id" in self.table.columns
        rows, sheets = (self.table.get_column(name).to_list() for name in _PLACE[:2])
        return rows, sheets, self.table.get_column("id").to_list() if ids else [None] * len(rows)


def taken_of(records: Records) -> dict[str, Taken]:
    """Return what is taken of each ledger of few rows, by its id."""
    few = [
        name
        for name in records.frames
        if name not in records.counted
        and together(s.access for s in records.sources if s.ledger == name) is Access.HELD
        and sum(s.rows for s in records.sources if s.ledger == name) <= FEW_ROWS
    ]
    return {name: take(records.frames[name], name, records.key.year) for name in few}


def take(rows: pl.LazyFrame, ledger: str, year: int) -> Taken:
    """Return what the figures and breakdowns of a year take from rows that are held."""
    there = rows.collect_schema().names()
    place = [pl.col(name) for name in _PLACE if name in there]
    return Taken(Access.HELD.collect(rows.select(place + asked_of(ledger, year))))


@cache
def asked_of(ledger: str, year: int) -> list[pl.Expr]:
    """Return what is asked of each row of a ledger for the figures and breakdowns of a year."""
    registry = in_year(year)
    asked: list[pl.Expr] = []
    for name, formula in registry.aggregates(ledger):
        asked.append(formula.cases.alias(_WHICH + name))
        if formula.value is not None:
            asked.append(formula.value.alias(_WHAT + name))
    for breakdown in registry.breakdowns:
        if breakdown.ledger == ledger:
            asked.append(breakdown.where.fill_null(False).alias(_WHICH + breakdown.id))
            asked += [
                d.label.alias(f"{_OF}{n}{breakdown.id}") for n, d in enumerate(breakdown.dimensions)
            ]
    return asked
