"""The calendar before a year is announced: the law, the past, an independent count, bad files."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import chinese_calendar
import pytest

from gongkai.errors import UnreadableError
from gongkai.records.clock.arrangements import arrangements, holidays_of
from gongkai.records.clock.calendar import Calendar, Origin, calendar_of, national
from gongkai.records.clock.faults import file_findings
from gongkai.records.clock.notices import packaged, read_ordered, shipped_changes
from gongkai.records.clock.regimes import regime_for
from gongkai.records.clock.snapshot import restored, snapshot
from gongkai.records.clock.statutory import statutory

DAY = dt.timedelta(1)
# By the law of 2024 and the lunisolar calendar of 2027 (正月初一 2027-02-06, 清明 04-05, 端午 06-09,
# 中秋 09-15), with the days for holidays on a weekend put on the next weekdays. Written by hand.
OFF_2027 = {
    "01-01", "02-05", "02-08", "02-09", "02-10", "04-05", "05-03", "05-04", "06-09", "09-15",
    "10-01", "10-04", "10-05",
}  # fmt: skip


def works(day: dt.date) -> bool:
    if day.year < 2027:
        return chinese_calendar.is_workday(day)
    if day.year == 2027:
        return day.weekday() < 5 and f"{day:%m-%d}" not in OFF_2027
    return national().works(day)  # a request of late 2027 alone reaches 2028


def test_every_day_of_receipt_from_2007_to_2027_against_an_independent_count() -> None:
    last = dt.date(2028, 6, 1)
    days = [dt.date(2006, 12, 25) + n * DAY for n in range((last - dt.date(2006, 12, 25)).days)]
    working = [day for day in days if works(day)]
    known = national()
    at = 0
    for day in (d for d in days if 2007 <= d.year <= 2027):
        while working[at] <= day:
            at += 1
        limit = regime_for(day).base_workdays
        for number in (7, limit, limit * 2):
            assert known.add(day, number) == working[at + number - 1], (day, number)


@pytest.mark.parametrize("year", range(2008, 2027))
def test_no_statutory_day_was_ever_a_working_day(year: int) -> None:
    assert not [day for day in statutory(year) if chinese_calendar.is_workday(day)]


# What lay outside the model in nineteen years: 中秋 of 2015 gave its day to 国庆; 2020 was prolonged.
OUTSIDE = {(2015, "中秋节"), (2015, "国庆节"), (2020, "春节")}


@pytest.mark.parametrize("year", range(2008, 2027))
def test_past_notices_lie_within_the_model(year: int) -> None:
    known = national()
    for holiday in holidays_of(year):
        admitted = [
            a
            for a in arrangements(holiday)
            if not any(map(known.works, a.off)) and all(map(known.works, a.worked))
        ]
        beside = {d + step for a in admitted for d in a.off for step in (-DAY, DAY)}
        longest = max((a.off for a in admitted), key=len, default=frozenset())
        whole = bool(longest) and all(
            known.works(d) or d in longest or d.weekday() >= 5 for d in beside
        )
        assert whole is ((year, holiday.name) not in OUTSIDE), holiday


@pytest.mark.parametrize("year", [*range(2008, 2015), *range(2016, 2020), *range(2021, 2027)])
def test_had_the_year_been_unknown_its_due_dates_lay_within_the_bounds(year: int) -> None:
    known = national()
    before = {y: notice for y, notice in packaged().items() if y < year}
    december = {day for day in before[year - 1].off | before[year - 1].worked if day.month == 12}
    late = {day for day in december if day.day > 17}  # ordered by the notice that is not out yet
    last = before[year - 1]
    before[year - 1] = replace(last, off=last.off - late, worked=last.worked - late)
    blind = Calendar(before)
    for start in (dt.date(year - 1, 12, 1) + n * DAY for n in range(0, 300, 3)):
        for number in (7, 20):
            earliest, latest = blind.bounds(start, number)
            found = known.add(start, number)
            assert earliest is not None and latest is not None and found is not None
            assert earliest <= found <= latest, (start, number)


def test_the_two_examples_of_december_2026() -> None:
    known = national()
    assert known.add(dt.date(2026, 12, 4), 20) == dt.date(2027, 1, 4)
    assert known.bounds(dt.date(2026, 12, 4), 20) == (dt.date(2027, 1, 4),) * 2
    assert known.add(dt.date(2026, 12, 10), 40) == dt.date(2027, 2, 11)
    earliest, latest = known.bounds(dt.date(2026, 12, 10), 40)
    assert (earliest, latest) == (dt.date(2027, 2, 3), dt.date(2027, 2, 15))


def test_three_kinds_of_day_each_with_its_document() -> None:
    known = national()
    announced, law, presumed = (
        known.day(dt.date.fromisoformat(d)) for d in ("2026-02-14", "2027-02-08", "2027-02-09")
    )
    assert (announced.works, announced.origin) == (True, Origin.ANNOUNCED)
    assert announced.source == "国办发明电〔2025〕7号"
    assert (law.works, law.origin, law.source) == (False, Origin.STATUTORY, "国务院令第795号")
    assert (presumed.works, presumed.origin, presumed.name) == (
        False,
        Origin.PRESUMED,
        "春节补假",
    )


def test_what_was_ordered_apart_agrees_with_the_package_and_has_its_source() -> None:
    for change in shipped_changes():
        if not change.region:
            assert not any(map(chinese_calendar.is_workday, change.off))
            assert all(map(chinese_calendar.is_workday, change.worked))
    assert national().day(dt.date(2020, 1, 31)).source == "国办发明电〔2020〕1号"
    assert national().day(dt.date(2015, 9, 6)).source == "国发明电〔2015〕1号"


def test_a_region_has_its_own_days(tmp_path: Path) -> None:
    nanning = calendar_of(tmp_path, "广西壮族自治区南宁市")
    assert not nanning.works(dt.date(2021, 4, 14))
    assert nanning.works(dt.date(2021, 4, 18))
    assert not nanning.works(dt.date(2027, 4, 9))  # 三月初三 by the region's rule
    assert national().works(dt.date(2021, 4, 14))
    assert calendar_of(tmp_path, "黑龙江省哈尔滨市") is national()


def test_a_snapshot_gives_the_calendar_back() -> None:
    again = restored(snapshot(national(), 2020))
    days = [dt.date(2019, 1, 1) + n * DAY for n in range(3 * 365)]
    assert [again.works(d) for d in days] == [national().works(d) for d in days]
    assert 2027 in restored(snapshot(national(), 2026)).without_notice


NOTICE = """[2027]
notice = "国办发明电〔2026〕7号（虚构）"
issued_on = 2026-11-03
days_off = ["2027-01-01 至 2027-01-03", "2027-02-05 至 2027-02-12", "2027-04-03 至 2027-04-05",
  "2027-05-01 至 2027-05-05", 2027-06-09, 2027-09-15, "2027-10-01 至 2027-10-07"]
make_up_days = ["2027-01-31", "2027-02-20", "2027-05-08", "2027-09-26", "2027-10-09"]
"""


def write(folder: Path, text: str) -> Path:
    (folder / "calendar.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_office_s_own_file_adds_a_year(tmp_path: Path) -> None:
    own = calendar_of(write(tmp_path, NOTICE))
    assert not list(file_findings(read_ordered(tmp_path), range(2027, 2028)))
    assert own.works(dt.date(2027, 1, 31)) and not own.works(dt.date(2027, 2, 12))
    assert own.day(dt.date(2027, 2, 12)).source == "国办发明电〔2026〕7号（虚构）"
    assert own.unsettled_from.year == 2028 or own.unsettled_from >= dt.date(2027, 12, 18)


BROKEN = {
    "unknown key": (NOTICE + 'holidays = ["2027-01-01"]\n', "不认识的设置“holidays”"),
    "unknown table": (NOTICE + "[holidays]\n", "不认识的设置“holidays”"),
    "a day twice": (NOTICE.replace("2027-06-09, ", "2027-06-09, 2027-06-09, "), "写了两次"),
    "off and worked": (NOTICE.replace("2027-01-31", "2027-02-06"), "写了两次"),
    "no source": (NOTICE.replace('notice = "国办发明电〔2026〕7号（虚构）"\n', ""), "没有写明依据"),
    "no date": (NOTICE.replace("issued_on = 2026-11-03\n", ""), "没有写明通知的日期"),
    "no day": (NOTICE.replace("2027-09-15", '"2027-09-31"'), "“2027-09-31”不是日期"),
    "end first": (
        NOTICE.replace("2027-01-01 至 2027-01-03", "2027-01-03 至 2027-01-01"),
        "起止颠倒",
    ),
    "no days": ('[2027]\nnotice = "甲"\nissued_on = 2026-11-03\n', "没有放假日期"),
    "a change without days": ('[[change]]\nnotice = "甲"\n', "既没有放假日期，也没有上班日期"),
    "a change of no source": ("[[change]]\ndays_off = [2026-12-18]\n", "没有写明依据"),
    "a number": ("[2027]\nnotice = 7\n", "没有写明依据|没有放假日期"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_calendar_file_that_cannot_be_understood_is_refused(tmp_path: Path, what: str) -> None:
    text, said = BROKEN[what]
    with pytest.raises(UnreadableError, match=said):
        calendar_of(write(tmp_path, text))


WRONG = {
    "a weekday as make-up day": ("2027-02-20", "2027-02-16", "是周二，本就上班"),
    "a statutory day as work": ('"2027-05-08"', '"2027-05-08", "2028-01-01"', "不是2027年的日期"),
    "a statutory day left out": ("2027-06-09, ", "", "是法定节假日（端午节），没有列入放假"),
    "a gap": ("2027-10-01 至 2027-10-07", '2027-10-01 至 2027-10-04", "2027-10-06 至 2027-10-07', "夹在两个放假日之间"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_entry_is_a_finding_and_its_year_is_not_used(tmp_path: Path, what: str) -> None:
    before, after, said = WRONG[what]
    assert before in NOTICE
    root = write(tmp_path, NOTICE.replace(before, after))
    found = list(file_findings(read_ordered(root), range(2027, 2028)))
    assert [f.rule for f in found] == ["R-20"] and said in found[0].message
    assert "未采用" in found[0].message
    assert 2027 in calendar_of(root).without_notice


def test_a_day_too_many_is_told_by_the_sum(tmp_path: Path) -> None:
    root = write(tmp_path, NOTICE.replace(', "2027-10-09"', ""))
    found = list(file_findings(read_ordered(root), range(2027, 2028)))
    assert [f.severity.value for f in found] == ["warning"] and "13" in found[0].expected


def test_every_past_notice_would_pass_as_a_file(tmp_path: Path) -> None:
    days = {y: sorted(notice.off | notice.worked) for y, notice in packaged().items()}
    for year in range(2008, 2027):
        off = {d for d in days[year] if not chinese_calendar.is_workday(d)}
        for first, second in pairwise(sorted(off)):  # weekends within a run are listed too
            if (second - first).days <= 3:
                off |= {first + n * DAY for n in range((second - first).days)}
        worked = packaged()[year].worked
        text = (
            f'[{year}]\nnotice = "甲"\nissued_on = {year - 1}-12-01\n'
            f"days_off = [{', '.join(map(str, sorted(off - worked)))}]\n"
            f"make_up_days = [{', '.join(map(str, sorted(worked)))}]\n"
        )
        found = list(file_findings(read_ordered(write(tmp_path, text)), range(year, year + 1)))
        assert not [f for f in found if f.severity.value == "error"], (year, found)


def test_nothing_is_counted_outside_the_calendar() -> None:
    known = national()
    assert known.add(dt.date(2003, 12, 1), 20) is None
    assert known.add(known.last, 1) is None


REPOSITORY = Path(__file__).parents[3]
COUNTING = (
    "add_business_days",
    "business_day_count",
    "is_workday(",
    "offset_by(",
    "chinese_calendar",
)


def test_nothing_but_the_clock_counts_days() -> None:
    source = REPOSITORY / "src" / "gongkai"
    found = [
        f"{path.relative_to(source)}: {word}"
        for path in sorted(source.rglob("*.py"))
        if "clock" not in path.parts and "demo" not in path.parts
        for word in COUNTING
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_the_calendar_file_of_the_guide_is_read(tmp_path: Path) -> None:
    guide = (REPOSITORY / "docs" / "guide.zh-CN.md").read_text(encoding="utf-8")
    start = guide.index("[2027]\n")
    root = write(tmp_path, guide[start : guide.index("```", start)])
    assert not list(file_findings(read_ordered(root), range(2027, 2028)))
    assert not calendar_of(root, "广西壮族自治区").works(dt.date(2027, 4, 12))
    assert calendar_of(root).works(dt.date(2027, 4, 12))
