"""Working days of the State Council calendar, for one date and for whole columns.

A day counts when it is a working day after holidays and make-up days (调休). The data come
from ``chinesecalendar``; beyond its last year the count falls back to Monday-Friday and is
*provisional*.
"""

import datetime as dt
from functools import cache

import polars as pl
from chinese_calendar.constants import holidays, workdays

_EVERY_DAY = (True,) * 7
_BEYOND_YEARS = 3


@cache
def known_years() -> range:
    """Return the years whose official calendar is known.

    >>> 2018 in known_years()
    True
    """
    days = [*holidays, *workdays]
    return range(min(days).year, max(days).year + 1)


@cache
def days_off() -> tuple[dt.date, ...]:
    """Return every day that does not count, in order, the provisional years included."""
    years = known_years()
    first = dt.date(years.start, 1, 1)
    last = dt.date(years.stop + _BEYOND_YEARS, 12, 31)
    days = (first + dt.timedelta(n) for n in range((last - first).days + 1))
    return tuple(day for day in days if not is_workday(day))


def is_workday(day: dt.date) -> bool:
    """Tell whether a day counts; Monday-Friday outside the known years."""
    # The package's own function looks through all its days on every call.
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def is_provisional(day: dt.date) -> bool:
    """Tell whether a date lies outside the years whose calendar is known."""
    return day.year not in known_years()


def plus_workdays(start: pl.Expr, days: pl.Expr | int) -> pl.Expr:
    """Return the n-th working day strictly after each date of a column; null stays null."""
    return start.dt.add_business_days(
        days, week_mask=_EVERY_DAY, holidays=days_off(), roll="backward"
    )


def workdays_after(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Return how many working days lie in (start, end] for each row; null where either is."""
    day = pl.duration(days=1)
    return pl.business_day_count(start + day, end + day, week_mask=_EVERY_DAY, holidays=days_off())


def add_workdays(day: dt.date, number: int) -> dt.date:
    """Return the n-th working day strictly after a date: the day itself is not counted.

    >>> add_workdays(dt.date(2018, 2, 9), 15)
    datetime.date(2018, 3, 7)
    """
    found: dt.date = pl.select(plus_workdays(pl.lit(day), number)).item()
    return found


def count_workdays(start: dt.date, end: dt.date) -> int:
    """Return how many working days lie in (start, end].

    >>> count_workdays(dt.date(2018, 2, 9), dt.date(2018, 3, 7))
    15
    """
    found: int = pl.select(workdays_after(pl.lit(start), pl.lit(end))).item()
    return found
