"""A year of the calendar told line by line: what is off, what is worked, and where each is known from."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from gongkai.records.clock.calendar import Calendar, Day, Origin

_WEEK: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_DAY: Final = dt.timedelta(1)
_SATURDAY: Final = 5
_WEEKEND: Final = "周末"


def tell_year(calendar: Calendar, year: int) -> Iterator[str]:
    """Yield a year as it is known: its notice, each run of days off, each weekend day worked, the sums.

    The year must lie within the calendar.
    """
    first = dt.date(year, 1, 1)
    count = (dt.date(year + 1, 1, 1) - first).days
    days = [calendar.day(first + n * _DAY) for n in range(count)]
    notice = calendar.years.get(year)
    if notice:
        yield f"{year}年：放假安排已公布（{notice.source}）"
    else:
        yield (
            f"{year}年：放假安排尚未公布。法定节假日依照放假办法，其余按周一至周五上班推算；"
            "调休放假和调休上班，待公布后确定"
        )
    for run in _runs(days):
        yield _told(run)
    for day in days:
        if day.works and day.date.weekday() >= _SATURDAY:
            yield f"　上班　{_named(day.date)}　{day.origin.value}（{day.source}）"
    working = sum(day.works for day in days)
    presumed = sum(day.works and day.origin is Origin.PRESUMED for day in days)
    yield f"工作日共{working}天" + (f"，其中{presumed}天为推定" if presumed else "")


def _runs(days: list[Day]) -> Iterator[list[Day]]:
    """Yield each run of days off that is more than a weekend, split where the origin changes."""
    for off, run in groupby(days, key=lambda day: not day.works):
        found = list(run)
        if off and any(day.name != _WEEKEND for day in found):
            for _, part in groupby(found, key=lambda day: (day.origin.value, day.source)):
                days_off = list(part)
                if any(day.name != _WEEKEND for day in days_off):
                    yield days_off


def _told(run: list[Day]) -> str:
    first, last = run[0], run[-1]
    span = _named(first.date) if first is last else f"{_named(first.date)}至{_named(last.date)}"
    names = "、".join(dict.fromkeys(day.name for day in run if day.name != _WEEKEND))
    source = f"（{first.source}）" if first.source else ""
    return f"　放假　{span}　{names}　{first.origin.value}{source}"


def _named(day: dt.date) -> str:
    return f"{day}（{_WEEK[day.weekday()]}）"
