"""Two years of an office, or two offices, side by side; what may not be compared says so."""

from decimal import Decimal
from typing import Any

import pandas as pd

from gongkai.errors import UsageError
from gongkai.explore.arguments import plain_arguments
from gongkai.explore.cell.names import in_names, names_of
from gongkai.explore.cell.table import Table, table
from gongkai.explore.cell.values import number_of
from gongkai.explore.year import Year
from gongkai.forms.comparability import change_text, comparable_value, shown_rate
from gongkai.indicators.indicator import Indicator, Unit
from gongkai.indicators.registry import BY_ID, INDICATORS
from gongkai.indicators.value import Amount, NotApplicable, Rate, Value, round_half_up
from gongkai.indicators.written import plain_text
from gongkai.language.spoken import said

_NONE = "—"
_WHY = {False: "两个机关之间不计算增长。", True: "实际与假设之间不计算增长。"}


@plain_arguments
def compare(one: Year, other: Year) -> Table:
    """Return every figure of two years side by side: of one office its 变化, of two their difference.

    Only one office grows: 变化 is from its earlier year to its later one, whichever stands first.
    Two offices differ: 相差 is the second less the first, in 个百分点 for rates; 倍数 is the second
    over the first, at two places, — where the first has 0. Where they belong to two years the
    earlier figure is the one that corresponds by the declared pairs; what changed its meaning is
    left blank and 说明 says why. 前数, 后数 and 差 are the same to reckon with, unrounded. UsageError where one of the two is no opened year.

    >>> import gongkai as gk
    >>> both = gk.compare(gk.open_year("yunshan", 2017), gk.open_year("yunshan", 2018))
    >>> both.columns.to_list()
    ['指标', '单位', '2017年', '2018年', '变化', '说明', '前数', '后数', '差']
    """
    for given in (one, other):
        if not isinstance(given, Year):
            raise UsageError(
                f"比较的是两个打开的年度，给的是“{given}”。"
                '写作 gk.compare(gk.open_year("机关", 年度), gk.open_year("机关", 年度))。'
            )
    names = tuple(map(said, _names(one, other)))
    same = _grows(one, other)
    rows = [_row(i, one, other) for i in INDICATORS if not i.only_in_table]
    ends = ("变化",) if same else ("相差", "倍数")
    heads = ("编号", "指标", "单位", *names, *ends, "说明")
    kept = [row for row in rows if row is not None]
    columns: dict[str, Any] = {name: [row[n] for row in kept] for n, name in enumerate(heads)}
    columns |= _numbers([BY_ID[str(row[0])] for row in kept], one, other)
    early, late = sorted((one.year, other.year))
    told = (
        f"{one.name}，变化：{late}年相对于{early}年。"
        if same
        else f"相差：{names[1]}减去{names[0]}；倍数：{names[1]}是{names[0]}的几倍。{_WHY[one.agency == other.agency]}"
    )
    return in_names(table(columns, told, "编号"), names_of(""))


def _numbers(found: list[Indicator], one: Year, other: Year) -> dict[str, "pd.Series[float]"]:
    """Return the numbers of both sides to reckon with and how far the second lies from the first."""
    sides = [[_side(i, year, one, other) for i in found] for year in (one, other)]
    units = [i.unit for i in found]
    first, second = (
        pd.Series([None if v is None else number_of(v, u) for v, u in zip(s, units, strict=True)], dtype="float64")
        for s in sides
    )  # fmt: skip
    return {"前数": first, "后数": second, "差": second - first}


def _side(indicator: Indicator, year: Year, one: Year, other: Year) -> Value | None:
    """Return a figure as it is compared: of the earlier year the one that corresponds."""
    late = max(one.year, other.year)
    if year.year == late:
        return year.indicators_of_year[indicator.id]
    return comparable_value(indicator, late, year.year, year.indicators_of_year.values)[0]


def _grows(one: Year, other: Year) -> bool:
    """Tell whether the two are one office as it is: neither another office nor a supposition."""
    return one.agency == other.agency and one.supposed is other.supposed


def _names(one: Year, other: Year) -> tuple[str, str]:
    if one.agency == other.agency and one.year != other.year:
        return f"{one.year}年", f"{other.year}年"
    if one.year == other.year and one.name != other.name:
        return one.name, other.name
    first, second = f"{one.name}{one.year}年", f"{other.name}{other.year}年"
    return (first, second) if first != second else (first, f"{second}（同）")


def _row(indicator: Indicator, one: Year, other: Year) -> tuple[str | None, ...] | None:
    late, early = (one, other) if one.year > other.year else (other, one)
    now = late.indicators_of_year[indicator.id]
    before: Value | None = early.indicators_of_year[indicator.id]
    note = ""
    if late.year != early.year:
        before, note = comparable_value(
            indicator, late.year, early.year, early.indicators_of_year.values
        )
    if isinstance(now, NotApplicable) and (before is None or isinstance(before, NotApplicable)):
        return None
    left, right = (now, before) if late is one else (before, now)
    ends: tuple[str, ...] = (change_text(now, before, indicator.unit, f"{early.year}年"),)
    if not _grows(one, other):
        ends = _difference(left, right, indicator.unit)
    unit = "" if indicator.unit is Unit.PERCENT else indicator.unit.value
    shown = tuple(None if v is None else plain_text(v, indicator.unit) for v in (left, right))
    return (indicator.id, indicator.label, unit, *shown, *ends, note)


def _difference(first: Value | None, second: Value | None, unit: Unit) -> tuple[str, str]:
    """Return how far the second lies from the first, and how many times the first it is.

    >>> _difference(Amount(5), Amount(34), Unit.CASE), _difference(Amount(0), Amount(3), Unit.CASE)
    (('多29', '6.8'), ('多3', '—'))
    >>> _difference(Rate(9, 10), Rate(8, 10), Unit.PERCENT)
    ('低10个百分点', '—')
    """
    match first, second:
        case Amount(number=one), Amount(number=other):
            gap = Decimal(other) - Decimal(one)
            times = round_half_up(Decimal(other) / Decimal(one), 2) if one else None
            words = f"{'多' if gap > 0 else '少'}{abs(gap).normalize():f}"
            ratio = _NONE if times is None else f"{times.normalize():f}"
            return ("相同" if gap == 0 else words), ratio
        case Rate() as one, Rate() as other if one.occurred and other.occurred:
            gap = shown_rate(other, unit) - shown_rate(one, unit)
            points = "个百分点" if unit is Unit.PERCENT else unit.value
            words = f"{'高' if gap > 0 else '低'}{abs(gap).normalize():f}{points}"
            return ("相同" if gap == 0 else words), _NONE
        case _:
            return _NONE, _NONE
