"""Figures and names as sentences print them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from gongkai.indicators.compute import plain_text
from gongkai.indicators.indicator import Indicator, Unit
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, NotApplicable, Rate, Value, trimmed
from gongkai.text import counted_numeral

_HOTLINES: Final = ("hotline_h12345", "hotline_h12319", "hotline_baixingtan")
_OF_A_HOTLINE: Final = "转办案件数"  # how their labels end


def printed_figure(value: Value, indicator: Indicator, style: str = "plain") -> tuple[str, str]:
    """Return the digits of a figure and the unit that follows them."""
    suffix = "" if indicator.unit is Unit.PERCENT or _silent(value) else indicator.unit.value
    if isinstance(value, Amount):
        if style == "chinese" and isinstance(value.number, int) and value.number <= 9999:
            return counted_numeral(value.number), suffix
        if style == "wan":
            return trimmed(Decimal(value.number) / 10000), "万元"
    return plain_text(value, indicator.unit), suffix


def _silent(value: Value) -> bool:
    return isinstance(value, NotApplicable) or (isinstance(value, Rate) and not value.occurred)


def hotlines(values: Mapping[str, Value]) -> str:
    """Return the hotlines from which the ledger has cases, by their names in it.

    >>> hotlines({"hotline_cases": Amount(3), "hotline_h12319": Amount(2)})
    '12319城市管理监督指挥中心等'
    """
    found = [(INDICATORS[name].label, values.get(name)) for name in _HOTLINES]
    cases = {
        label.removesuffix(_OF_A_HOTLINE): value.number
        for label, value in found
        if isinstance(value, Amount) and value.number
    }
    total = values.get("hotline_cases")
    more = isinstance(total, Amount) and total.number > sum(cases.values())
    *first, last = cases or ["热线"]
    if more and cases:
        return "、".join(cases) + "等"
    return "和".join([*(["、".join(first)] if first else []), last])
