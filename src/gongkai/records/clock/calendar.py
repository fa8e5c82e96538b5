"""Which days count, where each is known from, and what is not known yet.

A day is announced (a notice says what it is), statutory (off by law, in a year without a notice) or
presumed (Monday to Friday worked and the weekend off, in a year without a notice). What the notice
may still bring bounds every count of days (``arrangements``).
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Final

from gongkai.records.clock.arrangements import Swing, expected, holidays_of, swing_of
from gongkai.records.clock.faults import unusable
from gongkai.records.clock.notices import (
    Change,
    Notice,
    Ordered,
    packaged,
    read_ordered,
    shipped_changes,
)
from gongkai.records.clock.regimes import REGIMES, Regime
from gongkai.records.clock.statutory import lunar_day, statutory, version_for

BEYOND: Final = 3  # years after the last announced one that the law alone is asked for
_DAY: Final = dt.timedelta(1)
_SATURDAY: Final = 5
_NOTHING: Final = Ordered()


class Origin(StrEnum):
    """Where a day is known from; the value says it to a reader."""

    ANNOUNCED = "已公布"
    STATUTORY = "法定"
    PRESUMED = "推定"


@dataclass(frozen=True, slots=True)
class Day:
    """One day: whether it counts, where that is known from, what it is called, and by which document."""

    date: dt.date
    works: bool
    origin: Origin
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class LocalHoliday:
    """A holiday that a region's own rule gives each year, by the lunisolar calendar."""

    region: str
    since: int
    name: str
    document: str
    lunar: tuple[tuple[int, int], ...]


LOCAL: Final = (
    LocalHoliday(
        "广西", 2014, "壮族三月三", "广西壮族自治区人民政府令第98号", ((3, 3), (3, 4))
    ),
)  # fmt: skip


class Calendar:
    """The working days of one office: the country's calendar, its region's, and its own file's.

    ``first`` and ``last`` bound what can be counted at all; ``days_off`` holds every day between
    them that does not count; ``years`` the notices in force; ``regimes`` the limits that are counted by it.
    """

    def __init__(
        self,
        years: Mapping[int, Notice],
        changes: tuple[Change, ...] = (),
        regions: tuple[str, ...] = (),
        regimes: tuple[Regime, Regime] = REGIMES,
    ) -> None:
        self.years = years
        self.changes = changes
        self.regions = regions
        self.regimes = regimes
        self.first = dt.date(min(self.years), 1, 1)
        self.last = dt.date(max(self.years) + BEYOND, 12, 31)
        self.without_notice = tuple(
            y for y in range(self.first.year, self.last.year + 1) if y not in self.years
        )
        self._off, self._worked = self._exceptions(regions)
        days = [self.first + n * _DAY for n in range((self.last - self.first).days + 1)]
        self._working = tuple(day for day in days if self.works(day))
        self.days_off = tuple(sorted(set(days).difference(self._working)))
        self._found: dict[tuple[dt.date, int], tuple[dt.date | None, dt.date | None]] = {}

    def _exceptions(
        self, regions: tuple[str, ...]
    ) -> tuple[dict[dt.date, str], dict[dt.date, str]]:
        """Return the weekdays off and the weekend days worked, each with its document."""
        off: dict[dt.date, str] = {}
        worked: dict[dt.date, str] = {}
        for year in self.without_notice:
            for holiday in holidays_of(year):
                off |= dict.fromkeys(expected(holiday), version_for(year).document)
        for local in (h for h in LOCAL if h.region in regions):
            for year in range(local.since, self.last.year + 1):
                named = [lunar_day(year, month, day) for month, day in local.lunar]
                off |= dict.fromkeys(named, local.document)
        for notice in self.years.values():
            off |= dict.fromkeys(notice.off, notice.source)
            worked |= dict.fromkeys(notice.worked, notice.source)
        for change in self.changes:
            off |= dict.fromkeys(change.off, change.source)
            worked = {day: source for day, source in worked.items() if day not in change.off}
            off = {day: source for day, source in off.items() if day not in change.worked}
            worked |= dict.fromkeys(change.worked, change.source)
        return off, worked

    def supposing(self, regimes: tuple[Regime, Regime], *further: Change) -> "Calendar":
        """Return this calendar with other limits and further changes: what is supposed, nobody ordered."""
        return Calendar(self.years, (*self.changes, *further), self.regions, regimes)

    def works(self, day: dt.date) -> bool:
        """Tell whether a day counts."""
        return day in self._worked or (day.weekday() < _SATURDAY and day not in self._off)

    def day(self, day: dt.date) -> Day:
        """Return what a day is and where that is known from.

        >>> found = national().day(dt.date(2027, 2, 8))
        >>> found.works, found.origin.value, found.name, found.source
        (False, '法定', '春节', '国务院令第795号')
        """
        works, source = self.works(day), self._worked.get(day) or self._off.get(day, "")
        name = self._name(day, works)
        changed = any(day in c.off or day in c.worked for c in self.changes)
        if day.year in self.years or changed or self._in_a_notice(day):
            notice = self.years.get(day.year)
            return Day(
                day, works, Origin.ANNOUNCED, name, source or (notice.source if notice else "")
            )
        if not works and (day in statutory(day.year) or source in {h.document for h in LOCAL}):
            law = source or version_for(day.year).document
            return Day(day, works, Origin.STATUTORY, name, law)
        return Day(day, works, Origin.PRESUMED, name, source)

    def _in_a_notice(self, day: dt.date) -> bool:
        """Tell whether next year's notice speaks of a day in December."""
        following = self.years.get(day.year + 1)
        return following is not None and (day in following.listed or day in following.worked)

    def _name(self, day: dt.date, works: bool) -> str:
        """Return what keeps a day from counting, or what makes a weekend day count."""
        if works:
            return "调休上班" if day.weekday() >= _SATURDAY else ""
        if name := statutory(day.year).get(day):
            return name
        if day not in self._off:
            return "周末"
        if day.year in self.without_notice:
            return f"{self._festival_near(day)}补假"  # the law does not say on which day
        return self._festival_near(day) or "放假"

    def _festival_near(self, day: dt.date) -> str:
        """Return the holiday that a day off stands with: the one reached over days off alone."""
        for step in (-_DAY, _DAY):
            near = day
            while not self.works(near) and abs((near - day).days) < 12:  # longer than any run
                if name := statutory(near.year).get(near):
                    return name
                near += step
        return next((h.name for h in LOCAL if self._off.get(day) == h.document), "")

    @cached_property
    def unsettled_from(self) -> dt.date:
        """Return the first day of which a notice that is still to come may decide."""
        year = min(self.without_notice)
        new_year = swing_of(holidays_of(year)[0])
        first = dt.date(year, 1, 1)
        return first if new_year.settled else min(first, new_year.first)

    def settles(self, year: int) -> bool:
        """Tell whether no date of a year's ledgers can rest on a notice that is still to come."""
        return self.unsettled_from > dt.date(year + 2, 6, 30)

    def provisional(self, day: dt.date) -> bool:
        """Tell whether a date that was counted to rests on days without a notice."""
        return day >= self.unsettled_from

    def provisional_in(self, year: int) -> bool:
        """Tell whether some day of a year is known by law or presumption alone."""
        return self.provisional(dt.date(year, 12, 31))

    def count(self, start: dt.date, end: dt.date) -> int:
        """Return how many days count in (start, end]."""
        return bisect_right(self._working, end) - bisect_right(self._working, start)

    def add(self, start: dt.date, number: int) -> dt.date | None:
        """Return the n-th day that counts strictly after a date; None beyond the calendar."""
        at = bisect_right(self._working, start) + number - 1
        outside = start < self.first - _DAY or at >= len(self._working)
        return None if outside else self._working[at]

    def counts(self, start: dt.date, end: dt.date) -> tuple[int, int]:
        """Return the fewest and the most days that may count in (start, end], whatever is announced."""
        moved = [swing.between(start, end) for swing in self._swings]
        usual = self.count(start, end)
        return usual + sum(low for low, _ in moved), usual + sum(high for _, high in moved)

    def bounds(self, start: dt.date, number: int) -> tuple[dt.date | None, dt.date | None]:
        """Return the earliest and the latest n-th day that counts after a date, whatever is announced.

        >>> national().bounds(dt.date(2026, 12, 4), 20)
        (datetime.date(2027, 1, 4), datetime.date(2027, 1, 4))
        """
        if (start, number) not in self._found:
            self._found[start, number] = self._bounds(start, number)
        return self._found[start, number]

    def _bounds(self, start: dt.date, number: int) -> tuple[dt.date | None, dt.date | None]:
        usual = self.add(start, number)
        if usual is None or usual < self.unsettled_from:
            return usual, usual
        earliest, latest = usual, usual
        while self.counts(start, earliest - _DAY)[1] >= number:
            earliest -= _DAY
        while self.counts(start, latest)[0] < number:
            latest += _DAY
        return earliest, latest if latest <= self.last else None

    @cached_property
    def _swings(self) -> tuple[Swing, ...]:
        found = (swing_of(h) for year in self.without_notice for h in holidays_of(year))
        return tuple(swing for swing in found if not swing.settled)


def calendar_of(root: Path, region: str = "") -> Calendar:
    """Return the calendar of an office in a region, with what the data folder's file says.

    UnreadableError where that file cannot be understood. Offices whose regions order nothing of
    their own share one value.
    """
    ordered = read_ordered(root)
    named = {c.region for c in (*shipped_changes(), *ordered.changes)} | {h.region for h in LOCAL}
    return _calendar(ordered, tuple(sorted(n for n in named if n and n in region)))


@lru_cache(maxsize=64)
def _calendar(ordered: Ordered, regions: tuple[str, ...]) -> Calendar:
    usable = {n.year: n for n in ordered.years if not any(unusable(n))}
    changes = (*shipped_changes(), *ordered.changes)
    local = tuple(c for c in changes if not c.region or c.region in regions)
    return Calendar(dict(packaged()) | usable, local, regions)


@cache
def national() -> Calendar:
    """Return the country's calendar as the program knows it, without any office's file."""
    return _calendar(_NOTHING, ())
