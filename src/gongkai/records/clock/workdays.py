"""Working days for whole columns: the only place where days of a ledger are counted.

Every function takes the office's ``Calendar``. Dates outside it give null: nothing is guessed.
"""

import datetime as dt
from functools import cache, partial

import polars as pl

from gongkai.records.clock.calendar import Calendar, national
from gongkai.records.clock.notices import packaged

_EVERY_DAY = (True,) * 7
_DAY = dt.timedelta(1)


def known_years() -> range:
    """Return the years whose calendar the program knows without an office's file.

    >>> 2018 in known_years()
    True
    """
    return range(min(packaged()), max(packaged()) + 1)


def is_workday(day: dt.date) -> bool:
    """Tell whether a day counts in the country's calendar; by law in years without a notice."""
    return national().works(day)


def is_provisional(day: dt.date) -> bool:
    """Tell whether a date rests on days that no notice speaks of, or lies before the calendar."""
    return national().provisional(day) or day < national().first


def plus_workdays(start: pl.Expr, days: pl.Expr | int, calendar: Calendar) -> pl.Expr:
    """Return the n-th working day strictly after each date; null where the calendar does not reach."""
    found = start.dt.add_business_days(
        days, week_mask=_EVERY_DAY, holidays=calendar.days_off, roll="backward"
    )
    # Of a limit of so many days it is known from where the calendar reaches, without counting them twice.
    fixed = isinstance(days, int)
    reaches = start <= _last_start(calendar, days) if fixed else found <= calendar.last
    return pl.when(start >= calendar.first - _DAY, reaches).then(found)


@cache
def _last_start(calendar: Calendar, days: int) -> dt.date:
    """Return the last date whose n-th working day after it the calendar reaches."""
    day = calendar.last
    while calendar.add(day, days) is None:
        day -= _DAY
    return day


def workdays_after(start: pl.Expr, end: pl.Expr, calendar: Calendar) -> pl.Expr:
    """Return how many working days lie in (start, end] for each row; null where either is."""
    day = pl.duration(days=1)
    return pl.business_day_count(
        start + day, end + day, week_mask=_EVERY_DAY, holidays=calendar.days_off
    )


def earliest_after(start: pl.Expr, days: pl.Expr | int, calendar: Calendar) -> pl.Expr:
    """Return the earliest date that ``plus_workdays`` may come to, whatever is still announced."""
    return _bound(start, days, partial(_bounds, calendar, 0))


def latest_after(start: pl.Expr, days: pl.Expr | int, calendar: Calendar) -> pl.Expr:
    """Return the latest date that ``plus_workdays`` may come to, whatever is still announced."""
    return _bound(start, days, partial(_bounds, calendar, 1))


def fewest_after(start: pl.Expr, end: pl.Expr, calendar: Calendar) -> pl.Expr:
    """Return the fewest working days that (start, end] may come to hold."""
    return _counted(start, end, partial(_counts, calendar, 0))


def most_after(start: pl.Expr, end: pl.Expr, calendar: Calendar) -> pl.Expr:
    """Return the most working days that (start, end] may come to hold."""
    return _counted(start, end, partial(_counts, calendar, 1))


def add_workdays(day: dt.date, number: int) -> dt.date:
    """Return the n-th working day strictly after a date: the day itself is not counted.

    The country's calendar, by law alone in years without a notice; ValueError beyond it.

    >>> add_workdays(dt.date(2018, 2, 9), 15)
    datetime.date(2018, 3, 7)
    """
    found = national().add(day, number)
    if found is None:
        span = f"{national().first} 至 {national().last}"
        raise ValueError(f"{day} 起第 {number} 个工作日超出工作日历（{span}）")
    return found


def count_workdays(start: dt.date, end: dt.date) -> int:
    """Return how many working days of the country's calendar lie in (start, end].

    >>> count_workdays(dt.date(2018, 2, 9), dt.date(2018, 3, 7))
    15
    """
    return national().count(start, end)


def a_year_before(day: pl.Expr) -> pl.Expr:
    """Return the same day of the year before; of 29 February the 28th.

    >>> days = pl.DataFrame({"day": [dt.date(2024, 2, 29), None]})
    >>> days.select(a_year_before(pl.col("day"))).to_series().to_list()
    [datetime.date(2023, 2, 28), None]
    """
    return day.dt.offset_by("-1y")


def _bound(start: pl.Expr, days: pl.Expr | int, of: partial[pl.Series]) -> pl.Expr:
    number = pl.lit(days) if isinstance(days, int) else days
    pair = pl.struct(start.alias("start"), number.cast(pl.Int64).alias("days"))
    return pair.map_batches(of, return_dtype=pl.Date, is_elementwise=True)


def _counted(start: pl.Expr, end: pl.Expr, of: partial[pl.Series]) -> pl.Expr:
    pair = pl.struct(start.alias("start"), end.alias("end"))
    return pair.map_batches(of, return_dtype=pl.Int64, is_elementwise=True)


def _bounds(calendar: Calendar, which: int, pairs: pl.Series) -> pl.Series:
    rows = pairs.struct.unnest()
    usual = rows.select(plus_workdays(pl.col("start"), pl.col("days"), calendar)).to_series()
    found = [
        day if day is None or not calendar.provisional(day) else calendar.bounds(start, days)[which]
        for day, (start, days) in zip(usual, rows.iter_rows(), strict=True)
    ]
    return pl.Series(pairs.name, found, pl.Date)


def _counts(calendar: Calendar, which: int, pairs: pl.Series) -> pl.Series:
    found = [
        None if start is None or end is None else calendar.counts(start, end)[which]
        for start, end in pairs.struct.unnest().iter_rows()
    ]
    return pl.Series(pairs.name, found, pl.Int64)
