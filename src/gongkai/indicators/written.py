"""Values as they are written: in a table, and in the marks that a page carries."""

from decimal import Decimal

from gongkai.indicators.indicator import Unit
from gongkai.indicators.value import (
    Amount,
    NotApplicable,
    Rate,
    Unknown,
    Value,
    round_half_up,
    trimmed,
)


def plain_text(value: Value, unit: Unit) -> str:
    """Return a value as a table shows it, without its unit.

    >>> plain_text(Rate(35, 805), Unit.PERCENT), plain_text(Rate(0, 0), Unit.PERCENT)
    ('4.35%', '未发生')
    >>> plain_text(Unknown("x"), Unit.CASE), plain_text(Amount(0), Unit.CASE)
    ('未掌握', '0')
    """
    match value:
        case Amount(number=number):
            return trimmed(Decimal(number))
        case Rate() if not value.occurred:
            return "未发生"
        case Rate(numerator=n, denominator=d):
            if unit is Unit.PERCENT:
                return f"{trimmed(_honest_percent(value))}%"
            return trimmed(round_half_up(Decimal(n) / Decimal(d), 1))
        case Unknown():
            return "未掌握"
        case NotApplicable():
            return "不适用"


def _honest_percent(rate: Rate) -> Decimal:
    """Return the percentage at two places, at more where two would round up to a false 100."""
    digits = 2
    percent = rate.percent(digits) or Decimal(0)
    while percent == 100 and not rate.is_whole:
        digits += 1
        percent = rate.percent(digits) or Decimal(0)
    return percent


def raw_text(value: Value) -> str:
    """Return a value as the page's marks carry it: exact, unrounded, ``n/d`` for a rate."""
    match value:
        case Amount(number=number):
            return trimmed(Decimal(number))
        case Rate(numerator=n, denominator=d):
            return f"{trimmed(Decimal(n))}/{trimmed(Decimal(d))}"
        case Unknown():
            return "unknown"
        case NotApplicable():
            return "not_applicable"
