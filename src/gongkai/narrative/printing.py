"""Figures and names as sentences print them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from gongkai.indicators.indicator import Indicator, Unit
from gongkai.indicators.value import Amount, NotApplicable, Rate, Value, trimmed
from gongkai.indicators.written import plain_text
from gongkai.records.ledgers.ledger import valid_in
from gongkai.records.ledgers.service import HOTLINE_CASES
from gongkai.text import counted_numeral

_HOTLINES: Final = ("h12345", "h12319", "baixingtan")


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


def hotlines(values: Mapping[str, Value], year: int) -> str:
    """Return the hotlines from which the ledger has cases, by the names that it has for them in a year.

    >>> hotlines({"hotline_cases": Amount(2), "hotline_h12345": Amount(2)}, 2021)
    '12345政务服务便民热线'
    >>> hotlines({"hotline_cases": Amount(3), "hotline_h12319": Amount(2)}, 2021)
    '12319城市管理监督指挥中心等'
    """
    labels = {c.code: c.label for c in valid_in(HOTLINE_CASES.column("source").choices, year)}
    found = [(labels[code], values.get(f"hotline_{code}")) for code in _HOTLINES]
    cases = {
        label: value.number for label, value in found if isinstance(value, Amount) and value.number
    }
    total = values.get("hotline_cases")
    more = isinstance(total, Amount) and total.number > sum(cases.values())
    *first, last = cases or ["热线"]
    if more and cases:
        return "、".join(cases) + "等"
    return "和".join([*(["、".join(first)] if first else []), last])


def base_of(value: Value) -> str:
    """Return both numbers of a rate, empty for anything else."""
    if isinstance(value, Rate):
        return f"{trimmed(Decimal(value.numerator))}÷{trimmed(Decimal(value.denominator))}"
    return ""
