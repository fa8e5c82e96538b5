"""A year by another rule: what is late changes, the data do not, and every result says 假设."""

import numpy as np
import pytest

import gongkai as gk
from conftest import SAMPLE
from gongkai.errors import UsageError
from gongkai.examined.figures import KNOWN


@pytest.fixture(scope="module")
def year():
    return gk.open_year("hrbrfb", 2018, SAMPLE)


def test_another_limit_is_counted_over_the_same_rows(year) -> None:
    used = year.ledger("依申请公开")["办理用时"]  # nothing was extended or left out that year
    supposed = gk.what_if(year, limit=8, extension=0)
    rate = supposed.figure("申请按时办结率")
    assert rate.base == f"{(used <= 8).sum()}/29" == "12/29" and rate.text == "41.38%"
    assert len(rate.numerator.cases()) == 12
    assert supposed.ledger("依申请公开")["按期办结"].sum() == 12
    assert year.figure("申请按时办结率").base == "29/29"  # the year itself is as it was


def test_every_result_is_named_as_supposed_and_the_changes_stand_beside_the_actual(year) -> None:
    supposed = gk.what_if(year, limit=8, extension=0)
    told = "假设：答复期限8个工作日，不得延期"
    assert told in supposed.figure("收到申请数").of and told in supposed.indicators.note
    assert told in supposed.chart("requests_by_month").of and "假设" in repr(supposed)
    changes = supposed.changes
    assert changes.columns.to_list() == [
        "指标",
        "单位",
        "实际",
        "假设",
        "相差",
        "前数",
        "后数",
        "差",
    ]
    assert changes.loc["requests_on_time_rate", ["实际", "假设"]].to_list() == ["100%", "41.38%"]
    assert changes.loc["requests_overdue", "相差"] == "多17"
    assert "增长" not in gk.compare(year, supposed).to_string()
    with pytest.raises(UsageError, match="没有历年"):
        supposed.trend("收到申请数")


def test_calendars_days_and_rules(year) -> None:
    natural = gk.what_if(year, calendar="自然日").ledger("依申请公开")
    days = natural["答复日期"] - natural["收到日期"]
    assert (natural["办理用时"] == days.dt.days).all()
    actual = year.ledger("依申请公开")["到期日期"]
    weekends = gk.what_if(year, calendar="只扣周末", extension=0).ledger("依申请公开")
    received = weekends["收到日期"].to_numpy().astype("datetime64[D]")
    due = np.busday_offset(received, 15, roll="backward")  # numpy knows weekends and nothing else
    assert (weekends["到期日期"].to_numpy().astype("datetime64[D]") == due).all()
    assert (weekends["到期日期"] != actual).any()
    first = gk.what_if(year, days_off="2018-01-24").ledger("依申请公开")["到期日期"]
    assert (first >= actual).all() and first.min() > actual.min()
    assert (gk.what_if(year, rule="2019").ledger("依申请公开")["到期日期"] > actual).all()


def test_a_supposition_is_not_kept_as_the_figures_of_the_year(year) -> None:
    before = dict(KNOWN)
    _ = gk.what_if(year, limit=1).examined
    assert before == KNOWN


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "没有写明假设什么"),
        ({"limit": 0}, "参数 limit 应为不小于 1 的整数"),
        ({"rule": "2020"}, '只能是 "2008"、"2019"'),
        ({"calendar": "工作日"}, '只能是 "只扣周末"、"自然日"'),
        ({"days_off": "二月三十日"}, "不是日期"),
        ({"days_off": ["2018-01-02"], "workdays": ["2018-01-02"]}, "只写一处"),
    ],
)
def test_a_supposition_that_says_nothing_or_nonsense_is_told(year, given, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        gk.what_if(year, **given)


def test_a_room_of_the_same_name_does_not_take_the_place_of_a_function() -> None:
    import gongkai.compare.comparison  # noqa: F401  # as the report does

    assert callable(gk.compare)
