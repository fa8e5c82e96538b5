"""Measures of one's own keep the report's rules; working days of whole columns."""

import pandas as pd
import pytest

import gongkai as gk
from conftest import SAMPLE
from gongkai.errors import UsageError
from gongkai.explore.measure import Measure
from gongkai.explore.year import Year
from gongkai.records.clock.workdays import known_years

ONLINE = "申请方式 = '网络'"


@pytest.fixture
def online() -> Measure:
    return gk.measure("网络申请占比", ledger="依申请公开", numerator=ONLINE)


def test_a_measure_has_its_base_and_its_rows(online: Measure, sample_year: Year) -> None:
    found = online.of(sample_year)
    rows = sample_year.ledger("requests")
    assert found.base == f"{(rows['申请方式'] == '网络').sum()}/{len(rows)}"
    assert found.text == "68.97%"
    cases = found.cases()
    assert cases["计入分子"].sum() == 20
    assert (cases["计入分子"] == (cases["申请方式"] == "网络")).all()
    assert (cases.dtypes[["本年办结", "按期办结"]] == rows.dtypes[["本年办结", "按期办结"]]).all()
    assert "哈尔滨市人民防空办公室2018年" in cases.note
    assert not {"申请人", "联系方式", "证件号码"} & set(cases.columns)


def test_what_is_no_opened_year_is_named(online: Measure) -> None:
    for ask in (online.of, online.trend, online.chart):
        with pytest.raises(UsageError, match=r"参数 year .*“yunshan”"):
            ask("yunshan")  # type: ignore[operator]
    with pytest.raises(UsageError, match=r"参数 years .*“去年”"):
        gk.panel("hrbrfb", "去年")  # type: ignore[arg-type]
    assert set(gk.panel("hrbrfb", "2018", data_dir=SAMPLE)["年度"]) == {2018}  # type: ignore[arg-type]


def test_dividing_by_nothing_did_not_occur(sample_year: Year) -> None:
    none = gk.measure("无", ledger="requests", numerator=ONLINE, denominator="申请方式 = '传真'")
    found = none.of(sample_year)
    assert (found.text, found.base, found.number) == ("未发生", "0/0", None)
    assert "没有可画的数" in none.trend(sample_year).note


def test_a_blank_is_no_case(sample_year: Year) -> None:
    late = gk.measure("补正", ledger="requests", numerator="补正通知日期 > '2018-01-01'")
    assert late.of(sample_year).cases()["计入分子"].notna().all()


def test_a_trend_keeps_the_place_of_a_year_that_is_missing(online: Measure, sample) -> None:
    (sample / "yunshan" / "2017" / "requests.csv").unlink()
    found = online.trend(gk.open_year("yunshan", 2018, sample))
    assert found.data.index.to_list() == [2016, 2017, 2018]
    assert pd.isna(found.data["网络申请占比"].iloc[1])
    assert "2017年缺：" in found.note
    assert found.data["状态"].to_list() == ["已知", "未掌握", "已知"]
    assert found.png.startswith(b"\x89PNG")


def test_several_offices_stand_beside_each_other(online: Measure, sample_year: Year) -> None:
    found = online.chart(sample_year, gk.open_year("yunshan", 2018, SAMPLE))
    assert len(found.data) == 2
    assert "哈尔滨市人民防空办公室2018年68.97%" in found.alt


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"ledger": "依申请", "numerator": ONLINE}, "没有台账“依申请”"),
        ({"ledger": "requests", "numerator": ""}, "参数 numerator"),
        ({"ledger": "requests", "numerator": "申请方 = '网络'"}, "是不是申请方式"),
        ({"ledger": "requests", "numerator": "申请人 = '张'"}, "个人信息"),
        ({"ledger": "requests", "numerator": "申请方式 = = 1"}, "无法执行"),
    ],
)
def test_a_wrong_measure_is_a_sentence(sample_year: Year, given: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        gk.measure("试", **given).of(sample_year)


def test_working_days_of_columns_are_those_of_the_ledger(sample_year: Year) -> None:
    rows = sample_year.ledger("requests")
    due = gk.add_workdays(rows["起算日期"], 15)
    assert (due == rows["原到期日期"]).all()
    used = gk.count_workdays(rows["起算日期"], rows["答复日期"])
    assert used.dtype == "Int64"
    assert (used - rows["扣除工作日"] == rows["办理用时"]).all()
    assert gk.count_workdays(pd.Timestamp("2018-02-09"), "2018-03-07") == 15
    assert gk.add_workdays(pd.Series([pd.NaT]), 3).isna().all()
    for wrong in (lambda: gk.add_workdays("昨天", 3), lambda: gk.add_workdays("2018-02-09", "x")):
        with pytest.raises(UsageError):
            wrong()


def test_days_that_no_notice_has_told_yet_are_told_and_none_are_counted_beyond() -> None:
    ahead = f"{known_years()[-1] + 1}-03-09"
    column = pd.Series(pd.to_datetime([ahead, None, "2018-02-09"]))
    for ask in (
        lambda: gk.add_workdays(ahead, 3), lambda: gk.count_workdays("2018-02-09", ahead),
        lambda: gk.add_workdays(column, 3), lambda: gk.count_workdays(column, column),
    ):  # fmt: skip
        with pytest.warns(UserWarning, match=r"放假安排还没有公布，先按法定节假日推算") as told:
            ask()
        assert len(told) == 1 and told[0].filename == __file__
    for beyond in (
        lambda: gk.count_workdays("2018-02-09", "2049-02-09"), lambda: gk.add_workdays("2049-02-09", 1),
        lambda: gk.count_workdays("1999-02-09", "2018-02-09"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match="超出工作日历"):
            beyond()


def test_a_request_of_two_years_is_told_where_all_rows_are_counted() -> None:
    year = gk.open_year("yunshan", 2019, SAMPLE)
    received = year.figure("requests_received").number
    every = year.sql("select count(*) as n from 依申请公开")
    own = year.sql("select count(*) as n from 依申请公开 where 本年收到 = '是'")
    assert every["n"].item() > own["n"].item() == received
    assert f"有{every['n'].item() - received}行的“本年收到”为“否”" in every.note
    for silent in ("count(*) as n from 依申请公开 where 本年收到 = '是'", "登记编号 from 依申请公开",
                   "count(*) as n from 主动公开"):  # fmt: skip
        assert "上年结转" not in year.sql(f"select {silent}").note
    share = gk.measure("网络", ledger="requests", numerator=ONLINE)
    assert "本年收到 = '是'" in share.of(year).cases().note
    assert (
        "2019年、2020年的《依申请公开》含上年结转等不是当年的记录"
        in share.trend(gk.open_year("yunshan", 2020, SAMPLE)).note
    )
    assert "上年结转" in share.chart(year).note
    own_share = gk.measure(
        "网络", ledger="requests", numerator=ONLINE, denominator="本年收到 = '是'"
    )
    assert own_share.of(year).denominator.number == received
    assert "上年结转" not in own_share.of(year).cases().note


@pytest.mark.parametrize(
    ("given", "meant"),
    [("complaints", "disputes"), ("hotline", "hotline_cases"), ("热线", "hotline_cases"), ("依申请", "requests"),
     ("penalties", "decisions"), ("recieved", "没有台账“recieved”。可用：")],
)  # fmt: skip
def test_the_nearest_name_is_the_one_that_holds_the_word(
    sample_year: Year, given: str, meant: str
) -> None:
    with pytest.raises(UsageError, match=f"“{meant}”|{meant}"):
        sample_year.ledger(given)


@pytest.mark.parametrize(
    "divided",
    [
        "办理用时 / (办理用时 - 办理用时) > 1",
        "0 / (办理用时 - 办理用时) > 1",
        "收费金额 / (收费金额 - 收费金额) > 1",
        "1 / cast(办理用时 - 办理用时 as float) > 1",
        "办理用时 / case when 办理用时 > 0 then 0 else 0 end > 1",
    ],
)
def test_what_is_divided_by_nothing_is_unknown_and_counts_for_nothing(divided: str) -> None:
    """To Polars it would be infinitely much, and more than anything."""
    year = gk.open_year("yunshan", 2020, SAMPLE)
    made = gk.measure("除以零", ledger="依申请公开", numerator=divided).of(year)
    assert made.base == f"0/{len(year.ledger('依申请公开'))}"
    asked = f"select count(*) as 件数 from 依申请公开 where {divided}"
    assert year.sql(asked)["件数"].to_list() == [0]
    quotient = divided.removesuffix(" > 1")
    found = year.sql(f"select {quotient} as 商 from 依申请公开")["商"]
    assert found.isna().all()
