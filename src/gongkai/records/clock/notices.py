"""What was ordered about days off and days worked: by the State Council, a region, the office's file.

``data/calendar.toml`` adds a year on the day its notice comes out, corrects one, or adds what a
region orders; ``notices.toml`` beside this module holds, in the same words, what no package has.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from chinese_calendar.constants import holidays, workdays

from gongkai.errors import UnreadableError
from gongkai.pattern import pattern
from gongkai.records.settings import read_toml, refuse_unknown

NAME: Final = "calendar.toml"
_DAY: Final = dt.timedelta(1)
_SATURDAY: Final = 5
_RANGE: Final = pattern(r"\s*(\d{4}-\d\d-\d\d)\s*(?:至|到|~|—+|\.\.)\s*(\d{4}-\d\d-\d\d)\s*")
_YEARS: Final = range(2004, 2100)
_YEAR_KEYS: Final = {"notice", "issued_on", "days_off", "make_up_days"}
_CHANGE_KEYS: Final = {"notice", "issued_on", "days_off", "work_days", "region"}


@dataclass(frozen=True, slots=True)
class Notice:
    """The arrangement of one whole year: the weekdays off and the weekend days worked.

    ``listed`` holds the days off as they were written, weekends included.
    """

    year: int
    source: str
    off: frozenset[dt.date]
    worked: frozenset[dt.date]
    listed: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """What was ordered apart from a year's notice, everywhere or in one region."""

    source: str
    off: frozenset[dt.date]
    worked: frozenset[dt.date]
    region: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """All that a calendar file says."""

    years: tuple[Notice, ...] = ()
    changes: tuple[Change, ...] = ()


@cache
def packaged() -> Mapping[int, Notice]:
    """Return the years of ``chinesecalendar``, each with the number of its notice.

    >>> packaged()[2026].source, dt.date(2026, 2, 14) in packaged()[2026].worked
    ('国办发明电〔2025〕7号', True)
    """
    numbers = _shipped().get("notices", {})
    years = range(min(holidays).year, max(holidays).year + 1)
    return {
        year: Notice(
            year,
            numbers.get(str(year), f"国务院办公厅关于{year}年部分节假日安排的通知"),
            frozenset(d for d in holidays if d.year == year and d.weekday() < _SATURDAY),
            frozenset(d for d in workdays if d.year == year),
        )
        for year in years
    }


@cache
def shipped_changes() -> tuple[Change, ...]:
    """Return what was ordered apart from the years' notices, as this program knows it."""
    return tuple(_change(entry, "notices.toml") for entry in _shipped()["change"])


@cache
def _shipped() -> dict[str, Any]:
    with as_file(files(__package__) / "notices.toml") as path:
        return read_toml(path)


def read_ordered(root: Path) -> Ordered:
    """Return what the data folder's calendar file says; nothing where there is none.

    UnreadableError in Chinese for a file that cannot be understood: unknown keys, a day written
    twice, a year without its notice, a date that is none.
    """
    path = root / NAME
    try:
        stat = path.stat()
    except FileNotFoundError:
        return Ordered()
    return _read(path, stat.st_mtime_ns, stat.st_size, stat.st_ino)


@lru_cache(maxsize=64)
def _read(path: Path, *_: int) -> Ordered:
    data = read_toml(path)
    changes = data.pop("change", [])
    odd = [key for key in data if not key.isdigit() or int(key) not in _YEARS]
    if odd:
        raise UnreadableError(
            f"{NAME} 中有不认识的设置“{'、'.join(odd)}”。每个年度写一段，如 [2027]；"
            "全年安排以外的放假、上班写在 [[change]] 中。"
        )
    if not isinstance(changes, list) or not all(isinstance(entry, dict) for entry in changes):
        raise UnreadableError(f"{NAME} 的 change 应写成 [[change]]，一项一段。")
    return Ordered(
        tuple(_notice(int(key), entry, f"{NAME} 的 [{key}]") for key, entry in data.items()),
        tuple(_change(entry, f"{NAME} 的第{n}个 [[change]]") for n, entry in enumerate(changes, 1)),
    )


def _notice(year: int, entry: Any, where: str) -> Notice:
    if not isinstance(entry, dict):
        raise UnreadableError(f"{where} 应写成一段：[{year}]，其下各行写通知文号和日期。")
    refuse_unknown(entry, _YEAR_KEYS, where)
    listed = _days(entry, "days_off", where)
    worked = _days(entry, "make_up_days", where)
    _refuse_both(listed, worked, "make_up_days", where)
    if not listed:
        raise UnreadableError(f"{where} 没有放假日期。请把通知中的放假日期写入 days_off。")
    off = frozenset(day for day in listed if day.weekday() < _SATURDAY)
    return Notice(year, _source(entry, where), off, worked, listed)


def _change(entry: dict[str, Any], where: str) -> Change:
    refuse_unknown(entry, _CHANGE_KEYS, where)
    off = _days(entry, "days_off", where)
    worked = _days(entry, "work_days", where)
    _refuse_both(off, worked, "work_days", where)
    if not off and not worked:
        raise UnreadableError(f"{where} 既没有放假日期，也没有上班日期。请补上或删去这一项。")
    region = entry.get("region", "")
    if not isinstance(region, str):
        raise UnreadableError(f'{where} 的 region 应是地区名称，如 region = "广西"。')
    return Change(_source(entry, where, dated=False), off, worked, region.strip())


def _source(entry: Mapping[str, Any], where: str, dated: bool = True) -> str:
    """Return the notice named as the source; UnreadableError where there is none."""
    notice, issued = entry.get("notice"), entry.get("issued_on")
    if not isinstance(notice, str) or not notice.strip():
        raise UnreadableError(
            f'{where} 没有写明依据。请用 notice 写通知的文号，如 notice = "国办发明电〔2025〕7号"。'
        )
    if (issued is None and dated) or not isinstance(issued, dt.date | None):
        raise UnreadableError(
            f"{where} 没有写明通知的日期。请用 issued_on 写，如 issued_on = 2025-11-04。"
        )
    return notice.strip()


def _refuse_both(
    off: frozenset[dt.date], worked: frozenset[dt.date], name: str, where: str
) -> None:
    if both := sorted(off & worked):
        days = "、".join(map(str, both))
        raise UnreadableError(
            f"{where} 中 {days} 写了两次：既在 days_off，又在 {name}。请对照通知只留一处。"
        )


def _days(entry: Mapping[str, Any], name: str, where: str) -> frozenset[dt.date]:
    """Return the days listed under a name; UnreadableError for one that is none, or is there twice."""
    listed = entry.get(name, [])
    found: list[dt.date] = []
    for one in listed if isinstance(listed, list) else [listed]:
        found += _span(one, f"{where} 的 {name}")
    if twice := sorted({day for day in found if found.count(day) > 1}):
        days = "、".join(map(str, twice))
        raise UnreadableError(f"{where} 的 {name} 中 {days} 写了两次。请对照通知只留一处。")
    return frozenset(found)


def _span(one: Any, where: str) -> Iterator[dt.date]:
    """Yield the days of one entry: a date, its text, or 首日 至 末日."""
    if isinstance(one, dt.date) and not isinstance(one, dt.datetime):
        yield one
        return
    text = str(one)
    spanned = _RANGE.fullmatch(text)
    try:
        first, last = map(dt.date.fromisoformat, spanned.groups() if spanned else (text, text))
    except ValueError:
        raise UnreadableError(
            f'{where} 中的“{text}”不是日期。应写成 2027-02-14，或 "2027-02-05 至 2027-02-11"。'
        ) from None
    if not dt.timedelta(0) <= last - first <= dt.timedelta(31):
        raise UnreadableError(f"{where} 中的“{text}”起止颠倒或过长。请对照通知改正。")
    for n in range((last - first).days + 1):
        yield first + n * _DAY
