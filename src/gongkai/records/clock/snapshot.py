"""A calendar as a report was made with it, in few words: to tell later what has changed since."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.notices import Notice, packaged

_DAY = dt.timedelta(1)
_SATURDAY = 5


def snapshot(calendar: Calendar, year: int) -> dict[str, dict[str, str]]:
    """Return what a reporting year's clocks can ask of a calendar: the year, those before and after.

    For each year its notice (empty where there was none), the weekdays off and the weekend days
    worked, as ``MM-DD``.

    >>> from gongkai.records.clock.calendar import national
    >>> snapshot(national(), 2026)["2027"]
    {'notice': '', 'off': '', 'worked': ''}
    """
    found: dict[str, dict[str, str]] = {}
    for one in range(max(year - 1, calendar.first.year), min(year + 1, calendar.last.year) + 1):
        notice = calendar.years.get(one)
        first = dt.date(one, 1, 1)
        days = [first + n * _DAY for n in range((dt.date(one + 1, 1, 1) - first).days)]
        off = [d for d in days if d.weekday() < _SATURDAY and not calendar.works(d)]
        worked = [d for d in days if d.weekday() >= _SATURDAY and calendar.works(d)]
        found[str(one)] = {
            "notice": notice.source if notice else "",
            "off": " ".join(f"{d:%m-%d}" for d in off) if notice else "",
            "worked": " ".join(f"{d:%m-%d}" for d in worked) if notice else "",
        }
    return found


def restored(found: Mapping[str, Mapping[str, Any]]) -> Calendar:
    """Return the calendar of a snapshot; other years are as the program knows them."""
    years = dict(packaged())
    for name, said in found.items():
        year = int(name)
        years.pop(year, None)
        if said["notice"]:
            off, worked = (
                frozenset(dt.date.fromisoformat(f"{year}-{day}") for day in said[kind].split())
                for kind in ("off", "worked")
            )
            years[year] = Notice(year, said["notice"], off, worked)
    return Calendar(years)
