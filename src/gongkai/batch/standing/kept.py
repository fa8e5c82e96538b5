"""The figures of a report that still stands, taken from its manifest instead of being counted again."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from gongkai.batch.standing.staleness import standing
from gongkai.indicators.registry import BY_ID
from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown, Value
from gongkai.keys import Key


def kept_figures(root: Path, out: Path, key: Key) -> Mapping[str, Value] | None:
    """Return every figure of a key; None where no report stands that today's data would make."""
    stands = standing(root, out, key, ())
    if stands.reasons:
        return None
    try:
        figures = stands.manifest["figures"]
        return {
            name: _value(figures[name]) if name in figures else NotApplicable("本年度没有这项指标")
            for name in BY_ID
        }
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None


def _value(text: str | None) -> Value:
    """Return the value of an exact text, as the manifest holds it.

    >>> _value("29/29"), _value("12"), _value(None)
    (Rate(numerator=29, denominator=29), Amount(number=12), Unknown(reason='未掌握'))
    """
    if text is None:
        return Unknown("未掌握")
    if "/" in text:
        numerator, denominator = text.split("/")
        return Rate(_number(numerator), _number(denominator))
    return Amount(_number(text))


def _number(text: str) -> int | Decimal:
    return Decimal(text) if "." in text else int(text)
