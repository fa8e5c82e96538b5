import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.records.clock.workdays import add_workdays, count_workdays, is_provisional, is_workday

# Worked by hand from the State Council's notices.
VECTORS = {
    "2018-02-09": ("2018-02-24", "2018-03-07", "2018-03-14", "2018-03-28", "2018-04-12"),
    "2018-04-27": ("2018-05-09", "2018-05-21", "2018-05-28", "2018-06-11", "2018-06-26"),
    "2018-09-21": ("2018-10-08", "2018-10-18", "2018-10-25", "2018-11-08", "2018-11-22"),
    "2018-12-20": ("2018-12-29", "2019-01-11", "2019-01-18", "2019-02-01", "2019-02-20"),
    "2019-05-14": ("2019-05-23", "2019-06-04", "2019-06-12", "2019-06-26", "2019-07-10"),
    "2019-05-15": ("2019-05-24", "2019-06-05", "2019-06-13", "2019-06-27", "2019-07-11"),
    "2019-09-20": ("2019-09-30", "2019-10-16", "2019-10-23", "2019-11-06", "2019-11-20"),
}
PER_YEAR = {
    2014: 250, 2015: 249, 2016: 250, 2017: 249, 2018: 250, 2019: 250, 2020: 249,
    2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248,
}  # fmt: skip
DAYS = st.dates(dt.date(2005, 1, 1), dt.date(2028, 6, 30))


@pytest.mark.parametrize("start", VECTORS)
def test_the_nth_working_day_after_receipt(start: str) -> None:
    for number, expected in zip((7, 15, 20, 30, 40), VECTORS[start], strict=True):
        assert add_workdays(dt.date.fromisoformat(start), number) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(("year", "expected"), PER_YEAR.items())
def test_working_days_in_a_year(year: int, expected: int) -> None:
    assert count_workdays(dt.date(year - 1, 12, 31), dt.date(year, 12, 31)) == expected


def test_make_up_days_of_2018_count() -> None:
    days = ("02-11", "02-24", "04-08", "04-28", "09-29", "09-30", "12-29")
    assert all(is_workday(dt.date.fromisoformat(f"2018-{day}")) for day in days)
    assert not is_workday(dt.date(2018, 12, 31))


def test_beyond_the_known_calendar_statutory_days_are_off_and_dates_provisional() -> None:
    assert is_provisional(dt.date(2027, 1, 1))
    assert not is_provisional(dt.date(2026, 12, 31))
    assert not is_workday(dt.date(2027, 10, 1))
    assert add_workdays(dt.date(2027, 1, 1), 5) == dt.date(2027, 1, 8)


@given(DAYS, st.integers(1, 60))
def test_adding_and_counting_are_inverse(day: dt.date, number: int) -> None:
    end = add_workdays(day, number)
    assert is_workday(end)
    assert end > day
    assert count_workdays(day, end) == number
    assert add_workdays(day, number + 1) > end
