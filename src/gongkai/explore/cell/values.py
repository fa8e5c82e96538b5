"""Values as programs reckon with them: a number, the exact pair beside a rate, and a state."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from gongkai.indicators.indicator import Unit
from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown, Value

KNOWN, NOT_KNOWN, NOT_OCCURRED, NONE = "已知", "未掌握", "未发生", "不适用"
STATES: Final = (KNOWN, NOT_KNOWN, NOT_OCCURRED, NONE)


def state_of(value: Value) -> str:
    """Return whether a value is known, unknown, did not occur, or does not exist that year.

    >>> state_of(Rate(0, 0)), state_of(Amount(0)), state_of(Unknown("x"))
    ('未发生', '已知', '未掌握')
    """
    match value:
        case Amount():
            return KNOWN
        case Rate():
            return KNOWN if value.occurred else NOT_OCCURRED
        case Unknown():
            return NOT_KNOWN
        case NotApplicable():
            return NONE


def number_of(value: Value, unit: Unit) -> float | None:
    """Return the number in its unit, unrounded: of a share its percentage, of a mean its quotient.

    >>> number_of(Rate(1, 8), Unit.PERCENT), number_of(Rate(5, 2), Unit.WORKDAY)
    (12.5, 2.5)
    """
    match value:
        case Amount(number=number):
            return float(number)
        case Rate(numerator=n, denominator=d) if value.occurred:
            hundred = 100 if unit is Unit.PERCENT else 1
            return float(Decimal(n) * hundred / Decimal(d))
        case _:
            return None


def number_columns(values: Sequence[Value], units: Sequence[Unit]) -> dict[str, "pd.Series[Any]"]:
    """Return the columns 数, 分子, 分母 and 状态 of values: NaN and NA where there is none."""
    pairs = [(v.numerator, v.denominator) if isinstance(v, Rate) else (None, None) for v in values]
    numbers = [number_of(v, u) for v, u in zip(values, units, strict=True)]
    return {
        "数": pd.Series(numbers, dtype="float64"),
        "分子": whole([n for n, _ in pairs]),
        "分母": whole([d for _, d in pairs]),
        "状态": pd.Series([state_of(v) for v in values], dtype=pd.CategoricalDtype(list(STATES))),
    }


def whole(numbers: Sequence[int | Decimal | None]) -> "pd.Series[Any]":
    """Return whole numbers as integers beside blanks; with a fraction among them, as floats."""
    if all(n is None or n == int(n) for n in numbers):
        return pd.Series([None if n is None else int(n) for n in numbers], dtype="Int64")
    return pd.Series([None if n is None else float(n) for n in numbers], dtype="float64")


def numbers(cells: Sequence[int | Decimal | None]) -> "pd.Series[Any]":
    """Return numbers as a column: whole ones stay whole beside a blank, others are floats."""
    if all(cell is None or isinstance(cell, int) for cell in cells):
        return pd.Series(list(cells), dtype="Int64")
    return pd.Series([None if cell is None else float(cell) for cell in cells], dtype="float64")
