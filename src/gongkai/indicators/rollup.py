"""The figures of several offices as one: numerators and denominators added, never rates."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product

from gongkai.indicators.compute import Indicators
from gongkai.indicators.evaluation import evaluate
from gongkai.indicators.indicator import Aggregate, Indicator
from gongkai.indicators.registry import in_year
from gongkai.indicators.value import Amount, Counts, Unknown, Value

_NAMED = 3  # offices named in one reason


def add_up(offices: Mapping[str, Indicators], missing: Sequence[str], year: int) -> Indicators:
    """Return the figures of a year over offices by name.

    Amounts and counts are added, ratios and totals made anew from the sums, kinds counted anew.
    What one office does not know, nobody knows of all; with ``missing`` offices nothing is known.
    """
    reason = f"未报单位：{_listed(missing)}" if missing else "" if offices else "没有可以汇总的单位"
    registry = in_year(year)
    counts = {
        b.id: Unknown(reason) if reason else _added({n: o.counts[b.id] for n, o in offices.items()})
        for b in registry.breakdowns
    }

    def counted(indicator: Indicator, _: Aggregate) -> Value:
        if reason:
            return Unknown(reason)
        if indicator.categories_of:
            return _kinds(counts[indicator.categories_of])
        return _sum({name: office[indicator.id] for name, office in offices.items()})

    return Indicators(year, evaluate(registry, counted), counts)


def _sum(values: Mapping[str, Value]) -> Value:
    unknown = {name: v for name, v in values.items() if isinstance(v, Unknown)}
    if unknown:
        told = [f"{name}{v.reason}" for name, v in unknown.items()]
        # Where some office counts it, the sum is wanted.
        unkept = len(unknown) == len(values) and all(v.unkept for v in unknown.values())
        return Unknown(_listed(told), unkept)
    total: int | Decimal = 0
    for value in values.values():
        if not isinstance(value, Amount):
            return value
        total += value.number
    return Amount(total)


def _kinds(counts: Counts | Unknown) -> Value:
    if isinstance(counts, Unknown):
        return counts
    return Amount(len({at[0] for at, number in counts.cells.items() if number}))


def _added(tables: Mapping[str, Counts | Unknown]) -> Counts | Unknown:
    """Return the counts added cell by cell; labels that only the rows tell are put together."""
    unknown = [f"{name}{t.reason}" for name, t in tables.items() if isinstance(t, Unknown)]
    if unknown:
        return Unknown(_listed(unknown))
    known = [table for table in tables.values() if isinstance(table, Counts)]
    first = known[0]
    labels = tuple(
        same if all(table.labels[n] == same for table in known) else _union(n, known)
        for n, same in enumerate(first.labels)
    )
    cells = {at: sum(table.cells.get(at, 0) for table in known) for at in product(*labels)}
    return Counts(first.dimensions, labels, cells, first.unit)


def _union(dimension: int, tables: Sequence[Counts]) -> tuple[str, ...]:
    return tuple(sorted({label for table in tables for label in table.labels[dimension]}))


def _listed(words: Sequence[str]) -> str:
    more = f"等{len(words)}个单位" if len(words) > _NAMED else ""
    return "、".join(words[:_NAMED]) + more
