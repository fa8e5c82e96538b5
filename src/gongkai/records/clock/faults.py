"""What is wrong with a year of the office's calendar file: told, and the year not used."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongkai.findings import Finding, Place, Severity
from gongkai.records.clock.notices import NAME, Notice, Ordered, packaged
from gongkai.records.clock.statutory import festivals, statutory

_DAY: Final = dt.timedelta(1)
_SATURDAY: Final = 5
_WEEK: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a notice cannot have said: the day, what is wrong, what was expected."""

    day: dt.date
    message: str
    expected: str


def unusable(notice: Notice) -> Iterator[Fault]:
    """Yield what makes a year's entry unusable."""
    yield from _elsewhere(notice)
    yield from _worked(notice)
    yield from _left_out(notice)


def _elsewhere(notice: Notice) -> Iterator[Fault]:
    for day in sorted(notice.listed | notice.worked):
        if not dt.date(notice.year - 1, 12, 15) <= day <= dt.date(notice.year, 12, 31):
            yield Fault(
                day, f"不是{notice.year}年的日期", f"{notice.year}年的日期（元旦可在上年12月）"
            )


def _worked(notice: Notice) -> Iterator[Fault]:
    legal = statutory(notice.year)
    for day in sorted(notice.worked):
        if day in legal:
            yield Fault(day, f"是法定节假日（{legal[day]}），不能上班", "放假")
        elif day.weekday() < _SATURDAY:
            yield Fault(day, f"是{_WEEK[day.weekday()]}，本就上班，不是调休上班日", "周六或周日")


def _left_out(notice: Notice) -> Iterator[Fault]:
    legal = statutory(notice.year)
    for day, name in sorted(legal.items()):
        if day.weekday() < _SATURDAY and day not in notice.listed and day not in notice.worked:
            yield Fault(day, f"是法定节假日（{name}），没有列入放假", "列入 days_off")
    for day in sorted(notice.listed):
        missing = day + _DAY
        after = missing + _DAY
        if missing not in notice.listed and after in notice.listed and missing not in legal:
            yield Fault(missing, "夹在两个放假日之间，没有列入放假", "放假日期连续")


def file_findings(ordered: Ordered, years: range) -> Iterator[Finding]:
    """Yield a finding for each fault of the calendar file's entries for some years."""
    for notice in ordered.years:
        if notice.year not in years:
            continue
        found = list(unusable(notice))
        instead = "程序所带的日历" if notice.year in packaged() else "法定节假日推算"
        for fault in found:
            yield _finding(
                Severity.ERROR,
                notice,
                str(fault.day),
                fault.expected,
                f"{fault.day}{fault.message}；{notice.year}年这一段未采用，暂按{instead}",
            )
        if not found:
            yield from _balance(notice)
    yield from _missing_years(ordered, years)


def _balance(notice: Notice) -> Iterator[Finding]:
    """Yield where weekdays off and weekend days worked do not come out at the statutory days."""
    due = sum(len(festival.days) for festival in festivals(notice.year))
    taken = len(notice.off) - len(notice.worked)
    if taken != due:
        yield _finding(
            Severity.WARNING,
            notice,
            f"{len(notice.off)}－{len(notice.worked)}＝{taken}",
            f"相差{due}天",
            f"周一至周五放假的天数减去调休上班的天数，应等于{notice.year}年的法定节假日{due}天",
        )


def _missing_years(ordered: Ordered, years: range) -> Iterator[Finding]:
    given = sorted({notice.year for notice in ordered.years} | set(packaged()))
    for year in range(given[0], given[-1]):
        if year not in given and year in years:
            yield Finding(
                "R-20",
                Severity.WARNING,
                Place(NAME),
                None,
                "各年度连续",
                f"有以后年度的安排，却没有{year}年的，{year}年暂按法定节假日推算",
                f"请补上{year}年的通知",
            )


def _finding(
    severity: Severity, notice: Notice, value: str, expected: str, message: str
) -> Finding:
    return Finding(
        "R-20",
        severity,
        Place(f"{NAME} [{notice.year}]"),
        value,
        expected,
        message,
        f"请对照{notice.source}改正",
    )
