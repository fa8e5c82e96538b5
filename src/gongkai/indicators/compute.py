"""Indicators of a year: every figure of a ledger in one lazy scan, all ledgers at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import polars as pl

from gongkai.indicators.evaluation import evaluate
from gongkai.indicators.indicator import Aggregate, Breakdown, Indicator, Unit
from gongkai.indicators.registry import INDICATORS, Registry, in_year
from gongkai.indicators.taken import Taken, taken_of
from gongkai.indicators.value import (
    Amount,
    Counts,
    NotApplicable,
    Rate,
    Unknown,
    Value,
)
from gongkai.indicators.written import plain_text
from gongkai.persons import HIDDEN, points_to_person
from gongkai.records.clock.derived import steps_of
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import UNLISTED
from gongkai.records.load import Records
from gongkai.records.tally import Group, Number, Tally, grouped

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Indicators:
    """The computed figures of one key: ``values`` and ``counts`` by id.

    ``taken`` is what they take from the rows of ledgers that have few, by ledger.
    """

    year: int
    values: Mapping[str, Value]
    counts: Mapping[str, Counts | Unknown]
    taken: Mapping[str, Taken] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, indicator: str) -> Value:
        return self.values[indicator]

    def known(self) -> Iterator[tuple[Indicator, Value]]:
        """Yield every indicator of the year with its value, in declared order."""
        for indicator in INDICATORS:
            value = self.values[indicator.id]
            if not isinstance(value, NotApplicable):
                yield indicator, value


def tallies(year: int) -> dict[str, Tally]:
    """Return what the one scan of a large ledger counts for the figures of a year, by ledger."""
    registry = in_year(year)
    return {
        ledger.id: Tally(
            {i: a.expr for i, a in registry.aggregates(ledger.id) if a.adds_up},
            {b.id: _group(b) for b in registry.breakdowns if b.ledger == ledger.id},
        )
        for ledger in LEDGERS
    }


def compute(records: Records) -> Indicators:
    """Return every declared figure; an unknown ledger gives Unknown, never 0."""
    registry = in_year(records.key.year)
    raw: dict[str, Number | None] = {}
    found: dict[str, Mapping[tuple[str, ...], int]] = {}
    for known in records.counted.values():
        raw |= known.sums
        found |= known.groups
    taken = taken_of(records)
    for ledger, rows in taken.items():
        raw |= {i: rows.number(i, formula) for i, formula in registry.aggregates(ledger)}
    found |= {b.id: taken[b.ledger].groups(b) for b in registry.breakdowns if b.ledger in taken}
    scans = [
        frame.select(expressions)
        for ledger, frame in records.frames.items()
        if (expressions := [counts for i, counts in _sums(registry, ledger) if i not in raw])
    ]
    groups = {
        b.id: _group(b).of(records.frames[b.ledger])
        for b in registry.breakdowns
        if b.ledger in records.frames and b.id not in found
    }
    queries = [*scans, *groups.values()]
    results = records.access.collect_all(queries)
    for frame in results[: len(scans)]:
        raw |= frame.row(0, named=True)
    found |= {
        name: grouped(table) for name, table in zip(groups, results[len(scans) :], strict=True)
    }

    def counted(indicator: Indicator, formula: Aggregate) -> Value:
        if indicator.id not in raw:
            return Unknown(
                records.unknown[formula.ledger], formula.ledger in records.unkept_ledgers
            )
        if unkept := _unkept(records, formula.ledger, (formula.expr,)):
            return _untold(records, formula.ledger, unkept)
        number = raw[indicator.id]
        if number is None:
            return Unknown(f"{indicator.label}未填")
        doubt = _doubt(records, formula.ledger, (formula.expr,))
        return Amount(number) if doubt is None else _untold(records, formula.ledger, doubt)

    counts = {
        b.id: _counts(b, found.get(b.id, {})) if reason is None else Unknown(reason)
        for b in registry.breakdowns
        for reason in (_reason(records, b),)
    }
    return Indicators(registry.year, evaluate(registry, counted), counts, taken)


def _reason(records: Records, breakdown: Breakdown) -> str | None:
    """Return why nobody can know a breakdown; None where it is known."""
    if breakdown.ledger in records.unknown:
        return records.unknown[breakdown.ledger]
    formulas = (breakdown.where, *(dimension.label for dimension in breakdown.dimensions))
    unkept = _unkept(records, breakdown.ledger, formulas)
    return unkept or _doubt(records, breakdown.ledger, formulas)


def _untold(records: Records, ledger: str, why: str) -> Unknown:
    """Return a figure that a ledger does not tell; of one that the year's report does without, it is left out."""
    optional = records.ledgers[ledger].optional
    return Unknown(f"{why}{UNLISTED}" if optional else why, optional)


def _unkept(records: Records, ledger: str, formulas: Iterable[pl.Expr]) -> str:
    """Return why a figure cannot be known of what the office does not register; empty where it does."""
    unkept = records.unkept.get(ledger, {})
    names = {name for formula in formulas for name in formula.meta.root_names()} if unkept else ()
    blank = min(set(unkept).intersection(names), default="")
    return f"台账没有登记“{unkept[blank]}”" if blank else ""


def _doubt(records: Records, ledger: str, formulas: Iterable[pl.Expr]) -> str | None:
    """Return why a figure cannot be known: a column that it is made of does not tell enough."""
    unsure = records.unsure.get(ledger, {})
    if not unsure:
        return None
    names = {name for formula in formulas for name in formula.meta.root_names()}
    for step in reversed(steps_of(records.ledgers[ledger], records.calendar)):
        made = [expr for expr in step if expr.meta.output_name() in names]
        names |= {name for expr in made for name in expr.meta.root_names()}
    return next((why for name, why in unsure.items() if name in names), None)


@cache
def _sums(registry: Registry, ledger: str) -> tuple[tuple[str, pl.Expr], ...]:
    """Return what is counted of a ledger's rows, by the indicator's id and under its name."""
    return tuple((i, formula.expr.alias(i)) for i, formula in registry.aggregates(ledger))


def _group(breakdown: Breakdown) -> Group:
    return Group(breakdown.where, tuple(d.label for d in breakdown.dimensions))


def _shown(labels: Collection[str]) -> dict[str, str]:
    """Return another label, of its own, for each that an office typed with a person's number in it."""
    persons = sorted(label for label in labels if points_to_person(label))
    return {label: f"{HIDDEN}{n}" for n, label in enumerate(persons, start=1)}


def _counts(breakdown: Breakdown, found: Mapping[tuple[str, ...], int]) -> Counts:
    typed = [
        {at[n] for at in found} if not d.labels else () for n, d in enumerate(breakdown.dimensions)
    ]
    shown = [_shown(labels) for labels in typed]
    found = {
        tuple(s.get(a, a) for s, a in zip(shown, at, strict=True)): k for at, k in found.items()
    }
    labels = tuple(
        d.labels or tuple(sorted({at[n] for at in found}))
        for n, d in enumerate(breakdown.dimensions)
    )
    cells = {at: found.get(at, 0) for at in product(*labels)}
    titles = tuple(d.title for d in breakdown.dimensions)
    return Counts(titles, labels, cells, breakdown.unit.value)


def table_rows(indicators: Indicators) -> list[dict[str, object]]:
    """Return the year's figures under Chinese headings, one row a figure, None where there is none."""
    return [
        {
            "编号": indicator.id,
            "指标": indicator.label,
            "数值": plain_text(value, indicator.unit),
            "单位": "" if indicator.unit is Unit.PERCENT else indicator.unit.value,
            "分子": value.numerator if isinstance(value, Rate) else None,
            "分母": value.denominator if isinstance(value, Rate) else None,
            "定义": indicator.definition,
            "依据": indicator.source,
        }
        for indicator, value in indicators.known()
    ]


def table(indicators: Indicators) -> "pd.DataFrame":
    """Return the year's figures as a pandas DataFrame with Chinese headings, one row a figure."""
    import pandas as pd  # slow to load, and wanted by analysts alone

    return pd.DataFrame(table_rows(indicators)).set_index("编号")
