"""Which figures of two years may be compared, over the changes of form."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from gongkai.indicators.indicator import Indicator, Unit
from gongkai.indicators.registry import INDICATORS
from gongkai.indicators.value import RATE_BASE, Amount, NotApplicable, Rate, Value, round_half_up


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure whose earlier counterpart has another name, from a year on."""

    from_year: int
    indicator: str
    relation: str
    earlier: tuple[str, ...]
    note: str


@cache
def pairs() -> tuple[Pair, ...]:
    """Return every declared pair."""
    text = (files("gongkai.forms") / "comparability.toml").read_text(encoding="utf-8")
    return tuple(
        Pair(e["from_year"], name, e["relation"], tuple(e["earlier"]), e["note"])
        for e in tomllib.loads(text)["pair"]
        for name in e["indicators"]
    )


def breaks(indicators: Iterable[str]) -> tuple[Pair, ...]:
    """Return where a line of these figures must break: the first pair of each year of change."""
    names = set(indicators)
    found: dict[int, Pair] = {}
    for pair in pairs():
        if pair.indicator in names and pair.relation == "not_comparable":
            found.setdefault(pair.from_year, pair)
    return tuple(found[year] for year in sorted(found))


def earlier_value(
    indicator: Indicator, year: int, last: Mapping[str, Value]
) -> tuple[Value | None, str]:
    """Return last year's comparable value and a note; None where it may not be compared."""
    return comparable_value(indicator, year, year - 1, last)


def comparable_value(
    indicator: Indicator, year: int, earlier: int, values: Mapping[str, Value]
) -> tuple[Value | None, str]:
    """Return the value in an earlier year of a year's figure, and a note; None if not comparable.

    Where the form changed between the two years, the declared pair says what corresponds.
    """
    pair = next(
        (p for p in pairs() if p.indicator == indicator.id and earlier < p.from_year <= year), None
    )
    if pair is None:
        value = values.get(indicator.id)
        which = "上年" if earlier == year - 1 else f"{earlier}年"
        return (None, f"{which}没有这项指标") if isinstance(value, NotApplicable) else (value, "")
    if pair.relation == "not_comparable":
        return None, f"不可比：{pair.note}"
    total: int | Decimal = 0
    for name in pair.earlier:
        value = values.get(name)
        if not isinstance(value, Amount):
            return value, pair.note
        total += value.number
    return Amount(total), pair.note


def comparable(year: int, last: Mapping[str, Value]) -> dict[str, Value]:
    """Return last year's values under this year's ids, as far as they may be compared."""
    found = {i.id: earlier_value(i, year, last)[0] for i in INDICATORS}
    return {name: value for name, value in found.items() if value is not None}


def change_text(
    now: Value, before: Value | None, unit: Unit = Unit.PERCENT, earlier: str = "上年"
) -> str:
    """Return the change from an earlier year in words; rates change by 个百分点, means by their unit.

    Of a count from fewer than twenty the number says more than a percentage does.

    >>> change_text(Amount(13), Amount(10)), change_text(Amount(3), Amount(0))
    ('增长30%', '上年为0，不计算增幅')
    >>> change_text(Amount(0), Amount(1), Unit.CASE), change_text(Amount(26), Amount(20), Unit.CASE)
    ('减少1件', '增长30%')
    >>> change_text(Rate(9, 10), Rate(8, 10))
    '上升10个百分点'
    """
    match now, before:
        case Amount(number=one), Amount(number=other):
            few = unit not in (Unit.PERCENT, Unit.YUAN) and 0 < other < RATE_BASE
            by = f"{abs(one - other)}{unit.value}"
            if few and one != other:
                return f"{'增加' if one > other else '减少'}{by}"
            return _growth(Decimal(one), Decimal(other), earlier)
        case Rate() as one, Rate() as other if one.occurred and other.occurred:
            points = "个百分点" if unit is Unit.PERCENT else unit.value
            return _rise(shown_rate(one, unit) - shown_rate(other, unit), points)
        case _:
            return "—"


def _growth(now: Decimal, before: Decimal, earlier: str) -> str:
    if now == before:
        return "持平"
    if before == 0:
        return f"{earlier}为0，不计算增幅"
    percent = Rate(abs(now - before), before).percent() or Decimal(0)
    return f"{'增长' if now > before else '下降'}{percent.normalize():f}%"


def shown_rate(rate: Rate, unit: Unit) -> Decimal:
    """Return what is printed of a rate that occurred: a percentage at two places, a mean at one."""
    if unit is Unit.PERCENT:
        return rate.percent() or Decimal(0)
    return round_half_up(Decimal(rate.numerator) / Decimal(rate.denominator), 1)


def _rise(change: Decimal, unit: str) -> str:
    if change == 0:
        return "持平"
    return f"{'上升' if change > 0 else '下降'}{abs(change).normalize():f}{unit}"
