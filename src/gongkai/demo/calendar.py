"""Working days as a list, for a program that needs very many of them one by one."""

import datetime as dt
from bisect import bisect_right
from functools import cache

from gongkai.records.clock.workdays import is_workday


@cache
def workdays(year: int) -> tuple[dt.date, ...]:
    """Return every working day of a year, in order."""
    first = dt.date(year, 1, 1)
    days = (first + dt.timedelta(days=n) for n in range(366))
    return tuple(day for day in days if day.year == year and is_workday(day))


@cache
def _two_years(year: int) -> tuple[dt.date, ...]:
    return workdays(year) + workdays(year + 1)


def workday_after(day: dt.date, number: int) -> dt.date:
    """Return the n-th working day strictly after a date, within that year or the next.

    >>> workday_after(dt.date(2018, 2, 9), 15)
    datetime.date(2018, 3, 7)
    """
    days = _two_years(day.year)
    return days[bisect_right(days, day) + number - 1]
