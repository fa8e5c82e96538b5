"""Two years or two offices side by side; what may not be compared says so."""

from gongkai.explore.table import Table, table
from gongkai.explore.year import Year
from gongkai.forms.comparability import change_text, comparable_value
from gongkai.indicators.compute import plain_text
from gongkai.indicators.indicator import Indicator, Unit
from gongkai.indicators.registry import INDICATORS
from gongkai.indicators.value import NotApplicable, Value


def compare(one: Year, other: Year) -> Table:
    """Return every figure of two years, of one office or of two, and the change between them.

    Where they belong to two years the earlier figure is the one that corresponds by the declared
    pairs; what changed its meaning is left blank and 说明 says why.

    >>> import gongkai as gk
    >>> both = gk.compare(gk.open_year("yunshan", 2017), gk.open_year("yunshan", 2018))
    >>> both.columns.to_list()
    ['指标', '单位', '2017年', '2018年', '变化', '说明']
    """
    names = _names(one, other)
    rows = [_row(indicator, one, other) for indicator in INDICATORS if not indicator.only_in_table]
    heads = ("编号", "指标", "单位", *names, "变化", "说明")
    kept = [row for row in rows if row is not None]
    columns = {name: [row[n] for row in kept] for n, name in enumerate(heads)}
    return table(columns, f"变化：{names[1]}相对于{names[0]}。", "编号")


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
    change = "—" if left is None or right is None else change_text(right, left)
    unit = "" if indicator.unit is Unit.PERCENT else indicator.unit.value
    shown = tuple(None if v is None else plain_text(v, indicator.unit) for v in (left, right))
    return (indicator.id, indicator.label, unit, *shown, change, note)
