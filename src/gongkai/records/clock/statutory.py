"""The days off that the law itself gives everybody, by the version in force for a year.

全国年节及纪念日放假办法, as amended by 国务院令第270号 (1999), 第513号 (2007), 第644号 (2013) and
第795号 (2024). The lunisolar dates come from ``tyme4py``; no date is typed.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Final

_DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the law: which days it gives from a year on.

    ``spring`` counts days from 正月初一; ``labour`` is the number of days from 1 May;
    ``traditional`` tells whether 清明, 端午 and 中秋 are off.
    """

    since: int
    document: str
    spring: tuple[int, ...]
    labour: int
    traditional: bool


VERSIONS: Final = (
    Version(2000, "国务院令第270号", (0, 1, 2), 3, False),
    Version(2008, "国务院令第513号", (-1, 0, 1), 1, True),
    Version(2014, "国务院令第644号", (0, 1, 2), 1, True),
    Version(2025, "国务院令第795号", (-1, 0, 1, 2), 2, True),
)


@dataclass(frozen=True, slots=True)
class Festival:
    """A holiday of one year: its name and the days that the law gives for it."""

    name: str
    days: tuple[dt.date, ...]


def version_for(year: int) -> Version:
    """Return the version of the law in force for a year.

    >>> version_for(2024).document, version_for(2025).document
    ('国务院令第644号', '国务院令第795号')
    """
    return next(v for v in reversed(VERSIONS) if v.since <= year)


@cache
def festivals(year: int) -> tuple[Festival, ...]:
    """Return the statutory holidays of a year, in the order of the law.

    >>> [f"{day:%m-%d}" for day in festivals(2027)[1].days]
    ['02-05', '02-06', '02-07', '02-08']
    """
    law = version_for(year)
    new_year = lunar_day(year, 1, 1)
    found = [
        Festival("元旦", (dt.date(year, 1, 1),)),
        Festival("春节", tuple(new_year + n * _DAY for n in law.spring)),
    ]
    if law.traditional:
        found.append(Festival("清明节", (_tomb_sweeping(year),)))
    found.append(Festival("劳动节", tuple(dt.date(year, 5, 1 + n) for n in range(law.labour))))
    if law.traditional:
        found.append(Festival("端午节", (lunar_day(year, 5, 5),)))
        found.append(Festival("中秋节", (lunar_day(year, 8, 15),)))
    found.append(Festival("国庆节", tuple(dt.date(year, 10, 1 + n) for n in range(3))))
    return tuple(found)


@cache
def statutory(year: int) -> dict[dt.date, str]:
    """Return the statutory days off of a year with their names; two may fall on one day.

    >>> statutory(2020)[dt.date(2020, 10, 1)]
    '中秋节、国庆节'
    """
    names: dict[dt.date, str] = {}
    for festival in festivals(year):
        for day in festival.days:
            names[day] = f"{names[day]}、{festival.name}" if day in names else festival.name
    return names


def lunar_day(year: int, month: int, day: int) -> dt.date:
    """Return the date of a day of the lunisolar calendar; months are never the leap ones.

    >>> lunar_day(2027, 1, 1)
    datetime.date(2027, 2, 6)
    """
    from tyme4py.lunar import LunarDay  # slow to import, and seldom needed

    return _plain(LunarDay.from_ymd(year, month, day).get_solar_day())


def _tomb_sweeping(year: int) -> dt.date:
    from tyme4py.solar import SolarTerm

    return _plain(SolarTerm.from_name(year, "清明").get_julian_day().get_solar_day())


def _plain(found: object) -> dt.date:
    year, month, day = (getattr(found, f"get_{part}")() for part in ("year", "month", "day"))
    return dt.date(year, month, day)
