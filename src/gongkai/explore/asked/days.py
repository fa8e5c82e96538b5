"""Days as an analyst gives them, one or a whole column, and working days reckoned with them."""

import datetime as dt
import warnings
from collections.abc import Iterable
from typing import Any, overload

import pandas as pd

from gongkai.errors import UsageError
from gongkai.explore.arguments import plain_arguments, whole_number
from gongkai.language.spoken import said
from gongkai.records.clock import workdays
from gongkai.records.clock.calendar import national
from gongkai.records.reading.folding import read_date

Day = str | dt.date | pd.Timestamp


class ProvisionalDays(UserWarning):
    """Working days were counted in a year whose days off no notice has told yet."""


def day_of(as_of: Day) -> dt.date:
    """Return the day of a date, a time or words, as a ledger's cell is read; UsageError for what is none.

    >>> day_of("2018年6月29日"), day_of(pd.Timestamp("2018-06-29 10:30"))
    (datetime.date(2018, 6, 29), datetime.date(2018, 6, 29))
    """
    if isinstance(as_of, dt.datetime):
        return as_of.date()
    if isinstance(as_of, dt.date):
        return as_of
    found = read_date(str(as_of))
    if found is None:
        raise UsageError(f"“{as_of}”不是日期。应写成 2018-06-29 的样子。")
    return found


@overload
def add_workdays(day: "pd.Series[Any]", number: int) -> "pd.Series[Any]": ...
@overload
def add_workdays(day: Day, number: int) -> dt.date: ...
@plain_arguments
def add_workdays(day: "Day | pd.Series[Any]", number: int) -> "dt.date | pd.Series[Any]":
    """某日之后的第几个工作日，当日不算；日期可以是一整列。

    Return the n-th working day strictly after a date: the day itself is not counted. A column of
    dates gives a column, blank where a date is. In years whose days off no notice has told yet the law
    alone says them: a warning tells so. UsageError for what is no date, and beyond the calendar of
    working days.

    >>> add_workdays("2018-02-09", 15)
    datetime.date(2018, 3, 7)
    >>> add_workdays(pd.Series(pd.to_datetime(["2018-02-09", None])), 15).to_list()
    [Timestamp('2018-03-07 00:00:00'), NaT]
    """
    number = whole_number("number", number, 1)
    if isinstance(day, pd.Series):
        found = _each(day, lambda one: pd.Timestamp(_add(one, number)))
        _warn(map(day_of, found.dropna().unique()))
        return found
    one = _add(day_of(day), number)
    _warn((one,))
    return one


def _add(day: dt.date, number: int) -> dt.date:
    try:
        return workdays.add_workdays(day, number)
    except ValueError as error:
        raise UsageError(f"{error}。") from None


def _count(start: dt.date, end: dt.date) -> int:
    calendar = national()
    for day in (start, end):
        if not calendar.first <= day <= calendar.last:
            raise UsageError(f"{day}超出工作日历（{calendar.first} 至 {calendar.last}）。")
    return workdays.count_workdays(start, end)


def _warn(days: Iterable[dt.date]) -> None:
    """Warn where days rest on what no notice has told yet: once, naming the first year."""
    if years := sorted({day.year for day in days if workdays.is_provisional(day)}):
        told = f"{years[0]}年的放假安排还没有公布，先按法定节假日推算，公布后可能变动。"
        warnings.warn(said(told), ProvisionalDays, stacklevel=4)


@overload
def count_workdays(start: "pd.Series[Any]", end: "Day | pd.Series[Any]") -> "pd.Series[Any]": ...
@overload
def count_workdays(start: Day, end: "pd.Series[Any]") -> "pd.Series[Any]": ...
@overload
def count_workdays(start: Day, end: Day) -> int: ...
@plain_arguments
def count_workdays(
    start: "Day | pd.Series[Any]", end: "Day | pd.Series[Any]"
) -> "int | pd.Series[Any]":
    """两日之间有几个工作日：起算当日不算，截止当日算；任一日期都可以是一整列。

    Return how many working days lie in (start, end]. Columns of dates give a column of ``Int64``,
    NA where a date is blank; two columns go together by their index. A warning tells where no notice
    has told the days off yet. UsageError for what is no date, for columns of different rows, and beyond
    the calendar of working days.

    >>> count_workdays("2018-02-09", "2018-03-07")
    15
    """
    if not isinstance(start, pd.Series) and not isinstance(end, pd.Series):
        number = _count(day_of(start), day_of(end))
        _warn((day_of(start), day_of(end)))
        return number
    column: pd.Series[Any] = start if isinstance(start, pd.Series) else pd.Series(end)
    index = column.index
    if isinstance(end, pd.Series) and not end.index.symmetric_difference(index).empty:
        raise UsageError("start 和 end 两列的行不同，无法逐行计算。请取自同一张表。")
    pairs = pd.DataFrame({"start": start, "end": end}, index=index)
    known: dict[tuple[dt.date, dt.date], int] = {}
    found: list[Any] = []
    for one, other in pairs.itertuples(index=False, name=None):
        if pd.isna(one) or pd.isna(other):
            found.append(None)
            continue
        span = day_of(one), day_of(other)
        if span not in known:
            known[span] = _count(*span)
        found.append(known[span])
    _warn(day for span in known for day in span)
    return pd.Series(found, index=index, dtype="Int64")


def _each(days: "pd.Series[Any]", made: Any) -> "pd.Series[Any]":
    known = {one: made(day_of(one)) for one in days.dropna().unique()}
    found = pd.Series(pd.to_datetime(days.map(known)), index=days.index)
    return found.astype(days.dtype) if pd.api.types.is_datetime64_any_dtype(days) else found
