"""A year reckoned by another rule or calendar: the same ledgers, nothing written, named as 假设."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final, NoReturn

from gongkai.bundle import Output
from gongkai.errors import UsageError
from gongkai.examined.examine import Examined, examine
from gongkai.examined.soundness import faults_of
from gongkai.explore.arguments import one_of, plain_arguments, whole_number
from gongkai.explore.asked.days import Day, day_of
from gongkai.explore.cell.picture import Picture
from gongkai.explore.cell.table import Table, named, table
from gongkai.explore.comparison import compare
from gongkai.explore.year import Year
from gongkai.language.catalogue import english, listed, told
from gongkai.language.spoken import said
from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.notices import Change
from gongkai.records.clock.regimes import REGIMES, Regime
from gongkai.records.load import Records

_RULES: Final = {"2008": REGIMES[0], "2019": REGIMES[1]}
_CALENDARS: Final = {
    "只扣周末": "只扣周末",
    "weekdays": "只扣周末",
    "自然日": "自然日",
    "every day": "自然日",
}
_SOURCE: Final = "假设"
_BY_DAYS: Final = "期限按自然日计算"
_SATURDAY: Final = 5
_FEW: Final = 3


@dataclass(frozen=True, repr=False)
class SupposedYear(Year):
    """A year as it would be: every figure, row and chart of it is named with what is supposed.

    ``changes`` are the figures that differ from ``actual``, the year as it is.
    """

    actual: Year = field(kw_only=True, repr=False)
    supposition: str = field(kw_only=True)
    calendar: Calendar = field(kw_only=True, repr=False)

    @property
    def supposed(self) -> Calendar:
        """Return the calendar and limits that are supposed."""
        return self.calendar

    @cached_property
    def examined(self) -> Examined:
        """Return records, figures, form and checks as they would be; all are named as supposed."""
        found = examine(self.root, self.key, supposed=self.calendar)
        return replace(found, records=self._as_named(found.records))

    def _as_named(self, records: Records) -> Records:
        agency = records.agency
        told = replace(agency, name=f"{agency.name}（假设：{self.supposition}）")
        return replace(records, agency=told)

    @property
    def changes(self) -> Table:
        """假设之下有变化的指标：实际、假设、相差。

        Return the figures that come out otherwise, beside those of the year as it is.
        """
        found = compare(self.actual, self)
        actual, supposed = found.columns[2:4]
        moved = table(found[found[actual] != found[supposed]].rename(
            columns={actual: told("实际"), supposed: told("假设").lower()}
        ).drop(columns=list(found.columns[-5:-3])))  # fmt: skip
        moved.told = (
            f"假设{self.supposition}：{len(moved)}项指标与实际不同。数据没有改动，结果不进报告。"
        )
        if said(_BY_DAYS) in self.supposition:
            moved.told += "　单位为“工作日”的，假设之下都是自然日。"
        if missing := faults_of(self.records):
            moved.told += "　" + f"{missing}，有关的指标无从比较。"
        return named(moved, f"{self.actual.name}{self.year}年", self.watch)

    @property
    @plain_arguments
    def history(self) -> NoReturn:
        """Refuse: only this year is supposed."""
        raise UsageError("假设只算这一年，没有历年；历年请看实际的年度：.actual.trend(…)。")

    def trend(self, *names: str) -> Picture:
        """Refuse: only this year is supposed."""
        return self.history

    @property
    def _pieces(self) -> tuple[Output, ...]:
        """Return what changes, as a notebook shows it."""
        return self.changes.outputs

    def __repr__(self) -> str:
        return said(f"<假设　{self.actual.name}{self.year}年　{self.supposition}>")


@plain_arguments
def what_if(
    year: Year,
    *,
    limit: int | None = None,
    extension: int | None = None,
    rule: str | None = None,
    calendar: str | None = None,
    days_off: Iterable[Day] = (),
    workdays: Iterable[Day] = (),
) -> SupposedYear:
    """假设另一种期限或工作日历，重算一年；数据不改，结果都标明“假设”。

    Return the year as it would be under another rule: ``limit`` working days for a reply, at most
    ``extension`` more; ``rule`` "2008" or "2019" has one Regulation apply to every request;
    ``calendar`` 只扣周末 (or weekdays) counts every weekday, 自然日 (or every day) every day; ``days_off`` and ``workdays`` are
    days that count otherwise. Each is laid over what is in force. Rounding, 0/0 and what is unknown
    are as ever. UsageError where nothing is supposed, or where an office sends only its figures.

    >>> import gongkai as gk
    >>> supposed = gk.what_if(gk.open_year("hrbrfb", 2018), limit=8, extension=0)
    >>> supposed.figure("requests_on_time_rate").base
    '12/29'
    """
    given: object = year
    if not isinstance(given, Year) or given.supposed is not None:
        raise UsageError(f"参数 year 应为打开的年度（gk.open_year），给的是“{year}”。")
    told: list[str] = []
    unit = "天" if _CALENDARS.get(calendar or "") == "自然日" else "个工作日"
    regimes = _regimes(limit, extension, rule, told, unit)
    changes = _changes(year.records.calendar, calendar, days_off, workdays, told)
    if not told:
        raise UsageError("没有写明假设什么。可写 limit、extension、rule、calendar、days_off、workdays，如 limit=10。")  # fmt: skip
    _refuse_figures_alone(year)
    supposed = year.records.calendar.supposing(regimes, *changes)
    words = listed(map(said, told)) if english() else "，".join(told)
    return SupposedYear(
        year.key, Path(year.root), year.watch, year.names,
        actual=year, supposition=words, calendar=supposed,
    )  # fmt: skip


def _regimes(
    limit: int | None, extension: int | None, rule: str | None, told: list[str], unit: str
) -> tuple[Regime, Regime]:
    old, new = REGIMES
    if rule is not None:
        old = new = _RULES[one_of("rule", str(rule), tuple(_RULES))]
        told.append(f"一律适用{new.title}")
    if limit is not None:
        days = whole_number("limit", limit, 1)
        old, new = (replace(one, base_workdays=days) for one in (old, new))
        told.append(f"答复期限{days}{unit}")
    if extension is not None:
        days = whole_number("extension", extension)
        old, new = (replace(one, extension_cap=days) for one in (old, new))
        told.append(f"最多延期{days}{unit}" if days else "不得延期")
    # Which of the two holds is asked by the day of receipt: one rule for all is both.
    return replace(old, since=REGIMES[0].since), replace(new, since=REGIMES[1].since)


def _changes(
    known: Calendar,
    calendar: str | None,
    days_off: Iterable[Day],
    workdays: Iterable[Day],
    told: list[str],
) -> tuple[Change, ...]:
    found: list[Change] = []
    if calendar is not None:
        shown = [name for name in _CALENDARS if name.isascii() is english()]
        kind = _CALENDARS.get(calendar) or one_of("calendar", calendar, shown)
        weekdays = frozenset(day for day in known.days_off if day.weekday() < _SATURDAY)
        every = frozenset(known.days_off)
        found.append(
            Change(_SOURCE, frozenset(), every)
            if kind == "自然日"
            else Change(_SOURCE, _worked_weekends(known), weekdays)
        )
        told.append(_BY_DAYS if kind == "自然日" else "节假日只扣周末")
    off, worked = (
        frozenset(map(day_of, _several(name, days)))
        for name, days in (("days_off", days_off), ("workdays", workdays))
    )
    if both := off & worked:
        raise UsageError(f"{min(both)} 既在 days_off 中又在 workdays 中。请只写一处。")
    if off or worked:
        found.append(Change(_SOURCE, off, worked))
        told += [
            f"{_listed(days)}{kind}" for days, kind in ((off, "放假"), (worked, "上班")) if days
        ]
    return tuple(found)


def _several(name: str, days: object) -> Iterable[Day]:
    if isinstance(days, str | dt.date):
        return (days,)
    if not isinstance(days, Iterable):
        raise UsageError(f"参数 {name} 应为一个或几个日期，给的是“{days}”。")
    return days


def _worked_weekends(known: Calendar) -> frozenset[dt.date]:
    span = (known.last - known.first).days + 1
    days = (known.first + dt.timedelta(n) for n in range(span))
    return frozenset(day for day in days if day.weekday() >= _SATURDAY and known.works(day))


def _listed(days: frozenset[dt.date]) -> str:
    shown = "、".join(
        str(day) if english() else f"{day.month}月{day.day}日" for day in sorted(days)[:_FEW]
    )
    return shown if len(days) <= _FEW else f"{shown}等{len(days)}天"


def _refuse_figures_alone(year: Year) -> None:
    """Raise UsageError where figures of a member are added up whose ledgers are not here."""
    agency = year.records.agency
    away = [m.code for m in agency.members_in(year.year) if m.facts]
    if away:
        raise UsageError(
            f"{'、'.join(away)}只报送数据文件，台账不在这里，不能按假设重算{year.name}的合计。"
        )
