"""Figures that are made of other figures: totals and rates, and those that a year does not have."""

from collections.abc import Callable
from decimal import Decimal

from gongkai.indicators.indicator import Aggregate, Indicator, Ratio, Total
from gongkai.indicators.registry import BY_ID, Registry
from gongkai.indicators.value import Amount, NotApplicable, Rate, Value


def evaluate(
    registry: Registry, counted: Callable[[Indicator, Aggregate], Value]
) -> dict[str, Value]:
    """Return every declared figure by id, given those that are counted from a ledger."""
    none = NotApplicable(f"{registry.year}年度没有这项指标")
    of_the_year = {indicator.id for indicator in registry.indicators}
    values: dict[str, Value] = {name: none for name in BY_ID if name not in of_the_year}
    for indicator in registry.indicators:
        _evaluate(indicator, counted, values)
    return {name: values[name] for name in BY_ID}


def _evaluate(
    indicator: Indicator,
    counted: Callable[[Indicator, Aggregate], Value],
    values: dict[str, Value],
) -> Value:
    if indicator.id in values:
        return values[indicator.id]

    def part(name: str) -> Value:
        return _evaluate(BY_ID[name], counted, values)

    value: Value
    match indicator.formula:
        case Aggregate() as formula:
            value = counted(indicator, formula)
        case Ratio(numerator=n, denominator=d):
            value = _ratio(part(n), part(d))
        case Total(parts=parts):
            value = _sum([part(name) for name in parts])
    values[indicator.id] = value
    return value


def _ratio(numerator: Value, denominator: Value) -> Value:
    if isinstance(numerator, Amount) and isinstance(denominator, Amount):
        return Rate(numerator.number, denominator.number)
    return numerator if not isinstance(numerator, Amount) else denominator


def _sum(parts: list[Value]) -> Value:
    total: int | Decimal = 0
    for part in parts:
        if not isinstance(part, Amount):
            return part
        total += part.number
    return Amount(total)
