"""What a notice may still bring for a year: the arrangements of each holiday, bounded by the past.

The model, counted from the notices for 2008 to 2026 (docs/decisions.md has the figures): the days
off of a holiday are one run that holds its statutory days; each statutory day, one that falls on a
weekend included, takes one weekday off; at most two weekdays more are taken, and each of these is
worked on a Saturday or Sunday of the two weekends before the run or the two after it. 元旦, 清明,
端午 and 中秋 on a Monday or Friday have their three days anyway and take none.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from gongkai.records.clock.statutory import Festival, festivals

if TYPE_CHECKING:
    import numpy as np

BRIDGED: Final = 2  # weekdays off beyond the statutory ones
REACH: Final = 13  # days from the run to a day worked for it: two weekends
_SHORT: Final = ("元旦", "清明节", "端午节", "中秋节")  # three days at most
_MERGED: Final = dt.timedelta(3)  # 中秋 this near to 国庆 makes one run with it
_DAY: Final = dt.timedelta(1)
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a notice does for one holiday: the weekdays it takes off, the weekend days it has worked."""

    off: frozenset[dt.date]
    worked: frozenset[dt.date]


@cache
def holidays_of(year: int) -> tuple[Festival, ...]:
    """Return the holidays that are arranged together: 中秋 near 国庆 is one with it.

    >>> [f.name for f in holidays_of(2025)][-1], len(holidays_of(2026))
    ('中秋节、国庆节', 7)
    """
    found = list(festivals(year))
    autumn = next((f for f in found if f.name == "中秋节"), None)
    national = found[-1]
    if autumn and -_MERGED <= autumn.days[0] - national.days[0] <= _MERGED + 3 * _DAY:
        found = [f for f in found if f not in (autumn, national)]
        days = tuple(sorted((*autumn.days, *national.days)))
        found.append(Festival(f"{autumn.name}、{national.name}", days))
    return tuple(found)


def expected(holiday: Festival) -> tuple[dt.date, ...]:
    """Return the weekdays off that the law gives: its days, and for those on a weekend the next ones.

    The law says that they are made good on a working day (补假), not on which; the next is presumed.

    >>> [f"{day:%m-%d}" for day in expected(holidays_of(2027)[1])]
    ['02-05', '02-08', '02-09', '02-10']
    """
    off = {day for day in holiday.days if day.weekday() < _SATURDAY}
    day = holiday.days[-1]
    while len(off) < len(holiday.days):
        day += _DAY
        if day.weekday() < _SATURDAY and day not in holiday.days:
            off.add(day)
    return tuple(sorted(off))


@cache
def arrangements(holiday: Festival) -> tuple[Arrangement, ...]:
    """Return every arrangement of a holiday that the model admits.

    >>> new_year, spring = holidays_of(2027)[:2]
    >>> len(arrangements(new_year)), len(arrangements(spring)) > 100
    (1, True)
    """
    natural = holiday.name in _SHORT and holiday.days[0].weekday() in (0, 4)
    found = {
        Arrangement(frozenset(off), frozenset(worked))
        for more in range(1 if natural else BRIDGED + 1)
        for off in _runs(holiday, len(holiday.days) + more)
        for worked in combinations(_weekend_days(holiday, off), more)
    }
    return tuple(sorted(found, key=lambda a: (sorted(a.off), sorted(a.worked))))


def _runs(holiday: Festival, length: int) -> Iterator[tuple[dt.date, ...]]:
    """Yield the weekdays of each run of ``length`` weekdays that holds or touches every holiday."""
    first, last = min(holiday.days), max(holiday.days)
    around = [first + n * _DAY for n in range(-14, (last - first).days + 15)]
    weekdays = [day for day in around if day.weekday() < _SATURDAY]
    for start in range(len(weekdays) - length + 1):
        run = tuple(weekdays[start : start + length])
        begins, ends = _with_weekends(run)
        if begins <= first and last <= ends:
            yield run


def _with_weekends(run: tuple[dt.date, ...]) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a run with the weekends that touch it."""
    begins = run[0] - 2 * _DAY if run[0].weekday() == 0 else run[0]
    ends = run[-1] + 2 * _DAY if run[-1].weekday() == _SATURDAY - 1 else run[-1]
    return begins, ends


def _weekend_days(holiday: Festival, run: tuple[dt.date, ...]) -> list[dt.date]:
    """Return the Saturdays and Sundays that may be worked for a run."""
    near = (run[0] + n * _DAY for n in range(-REACH, (run[-1] - run[0]).days + REACH + 1))
    return [
        day
        for day in near
        if day.weekday() >= _SATURDAY and not run[0] < day < run[-1] and day not in holiday.days
    ]


class Swing:
    """How far the arrangements of one holiday move the count of working days from the expected one."""

    def __init__(self, holiday: Festival) -> None:
        usual = Arrangement(frozenset(expected(holiday)), frozenset())
        found = arrangements(holiday)
        touched = sorted(set().union(usual.off, *(a.off | a.worked for a in found)))
        self.first, self.last = touched[0], touched[-1]
        days = [self.first + n * _DAY for n in range((self.last - self.first).days + 1)]
        self._moved = [[_worked(a, day) - _worked(usual, day) for day in days] for a in found]
        self.settled = not any(map(any, self._moved))

    @cached_property
    def _before(self) -> "np.ndarray[Any, np.dtype[np.int16]]":
        """Return, a row an arrangement, how many more days than expected are worked before the n-th day."""
        import numpy as np  # slow to load, and asked only of days that no notice speaks of

        steps = np.array(self._moved, np.int16).cumsum(axis=1, dtype=np.int16)
        return np.pad(steps, ((0, 0), (1, 0)))

    def between(self, start: dt.date, end: dt.date) -> tuple[int, int]:
        """Return the fewest and the most working days more than expected in (start, end]."""
        moved = self._before[:, self._column(end)] - self._before[:, self._column(start)]
        return int(moved.min()), int(moved.max())

    def _column(self, day: dt.date) -> int:
        return min(max((day - self.first).days + 1, 0), (self.last - self.first).days + 1)


def _worked(arrangement: Arrangement, day: dt.date) -> int:
    if day.weekday() < _SATURDAY:
        return int(day not in arrangement.off)
    return int(day in arrangement.worked)


@cache
def swing_of(holiday: Festival) -> Swing:
    """Return a holiday's swing, worked out once."""
    return Swing(holiday)
