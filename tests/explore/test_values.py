"""Values a DataFrame can compute with: numbers, exact pairs, states; panels and SQL over everything."""

import re
import shutil
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import polars as pl
import pytest
from polars.testing import assert_series_equal

import gongkai as gk
from conftest import SAMPLE
from gongkai.errors import UsageError
from gongkai.explore.year import Year
from gongkai.indicators.value import Amount, Rate, Unknown
from gongkai.report.publication.formats import formats_named
from gongkai.report.publication.publish import publish


@pytest.fixture(scope="module")
def panel() -> pd.DataFrame:
    return gk.panel(data_dir=SAMPLE)


def test_figures_are_numbers_with_their_pair_and_state(sample_year: Year) -> None:
    found = sample_year.indicators
    assert found["数"].dtype == "float64"
    assert found["分子"].dtype == found["分母"].dtype == "Int64"
    for name, row in found.iterrows():
        match sample_year.figure(str(name)).value:
            case Amount(number=number):
                assert (row["数"], row["状态"]) == (float(number), "已知")
            case Rate(numerator=n, denominator=d) as rate:
                assert (row["分子"], row["分母"]) == (n, d)
                assert (row["状态"] == "未发生") == pd.isna(row["数"]) == (not rate.occurred)
            case Unknown():
                assert row["状态"] == "未掌握"
                assert pd.isna(row["数"])
    assert found.loc["requests_on_time_rate", "数"] == 100


def test_a_ledger_holds_flags_dates_and_money_to_reckon_with(sample_year: Year) -> None:
    requests = sample_year.ledger("requests")
    assert requests["按期办结"].dtype == "bool"
    assert requests["按期办结"].sum() == 29
    assert requests[requests["按期办结"]].groupby("申请方式")["办理用时"].mean().notna().all()
    assert str(requests["收到日期"].dtype).startswith("datetime64")
    shown = requests._repr_html_()
    assert '<td nowrap="nowrap" style="white-space:nowrap;text-align:right">0.00</td>' in shown
    assert ">是<" in shown
    fees = sample_year.ledger("charges", money="float").select_dtypes("float64")
    assert len(fees.columns) >= 1
    with pytest.raises(UsageError, match="参数 money"):
        sample_year.ledger("charges", money="yuan")


def test_names_may_be_english(sample_year: Year) -> None:
    year = gk.open_year("hrbrfb", 2018, SAMPLE, names="en")
    tables = (
        year.ledgers, year.indicators, year.checks, year.findings.table, year.ledger("requests"),
        year.figure("requests_on_time_rate").cases(), year.due("2018-11-20"), gk.offices(SAMPLE, "en"),
    )  # fmt: skip
    for found in tables:
        heads = [*map(str, found.columns), str(found.index.name or "")]
        assert all(head.isascii() for head in heads), heads
        assert len(set(heads)) == len(heads)
    assert year == gk.open_year("哈尔滨市人民防空办公室", 2018, SAMPLE, names="en")
    with pytest.raises(UsageError, match="参数 names"):
        gk.open_year("hrbrfb", 2018, SAMPLE, names="fr")
    with pytest.raises(UsageError, match="是不是“哈尔滨市人民防空办公室”"):
        gk.open_year("哈尔滨人防办公室", 2018, SAMPLE)


def test_a_panel_holds_every_figure_of_every_year(panel: pd.DataFrame, later_year: Year) -> None:
    assert not panel.duplicated(["机关代码", "年度", "编号"]).any()
    assert panel.groupby(["机关代码", "年度"]).size().nunique() == 1
    here = panel[(panel["机关代码"] == "yunshan") & (panel["年度"] == 2022)].set_index("编号")
    for name, row in later_year.indicators.iterrows():
        assert here.loc[str(name), "状态"] == row["状态"]
        assert pd.isna(row["数"]) or here.loc[str(name), "数"] == row["数"]
    assert set(panel["状态"]) >= {"已知", "不适用"}
    assert panel[panel["年度"] == 2018]["表式"].unique().tolist() == [2014]


def test_a_panel_is_written_without_further_packages(panel: pd.DataFrame, tmp_path: Path) -> None:
    panel.to_parquet(tmp_path / "p.parquet")
    panel.to_csv(tmp_path / "p.csv", index=False)
    read = pl.read_parquet(tmp_path / "p.parquet")
    assert read.columns == list(panel.columns)
    assert read.height == len(panel)
    assert read["数"].sum() == pytest.approx(panel["数"].sum())
    assert read["分子"].null_count() == panel["分子"].isna().sum()


def test_of_a_broken_office_the_panel_tells_and_the_rest_stands(
    panel: pd.DataFrame, sample: Path
) -> None:
    path = sample / "yunshan" / "2017" / "requests.csv"
    text = path.read_text("utf-8-sig")
    path.write_text(
        re.sub(r"\n[^,]*,", "\n,", text, count=1), "utf-8-sig"
    )  # a row without its number
    found = gk.panel(data_dir=sample)
    assert "云杉市园林绿化局（虚构）2017年：《依申请公开》台账有1处错误" in found.note
    year = gk.open_year("yunshan", 2017, sample)
    broken = (found["机关代码"] == "yunshan") & (found["年度"] == 2017)
    lost = broken & (found["状态"] == "未掌握")
    assert found[lost]["编号"].str.startswith("request").any()
    assert found[~lost]["数"].equals(panel[~lost]["数"])
    assert "requests_received" not in found[broken & ~lost]["编号"].to_list()
    assert year.trend("hotline_cases").data["热线转办案件数"].notna().all()
    assert "未掌握" in year.form.as_html()
    assert "《依申请公开》台账有错误" in gk.what_if(year, limit=9).changes.note


def test_what_a_report_holds_is_taken_from_it_as_long_as_it_stands(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(gk.build("hrbrfb", 2018, sample), sample, sample.parent / "out", formats_named("xlsx"))
    counted = gk.panel("hrbrfb", 2018, data_dir=sample)
    monkeypatch.setattr("gongkai.explore.panel.year_figures", lambda *_: pytest.fail("counted"))
    kept = gk.panel("hrbrfb", 2018, data_dir=sample, out=sample.parent / "out")
    pd.testing.assert_frame_equal(pd.DataFrame(kept), pd.DataFrame(counted))


def test_sql_over_everything_tells_what_is_not_in_it(sample: Path) -> None:
    (sample / "yunshan" / "2019" / "requests.csv").unlink()
    asked = """-- by year
        with of_us as (select 机关代码, 年度 from 依申请公开 /* all */)
        select 机关代码, 年度, count(*) as 件数 from of_us group by 1, 2 order by 1, 2"""
    found = gk.sql(asked, data_dir=sample)
    assert found["件数"].sum() == sum(
        len(gk.open_year(k["机关代码"], k["年度"], sample).ledger("requests"))
        for k in found.to_dict("records")
    )
    assert 2019 not in found[found["机关代码"] == "yunshan"]["年度"].to_list()
    assert "云杉市园林绿化局（虚构）2019年：《依申请公开》没有台账" in found.note
    for wrong, told in (
        ("select 申请方 from 依申请公开", "是不是申请方式"),
        ("select * from 依申请", "是不是依申请公开"),
        ("select 申请人 from 依申请公开", "个人信息"),
        ("-- select\ndrop table 依申请公开", "只查不改"),
        ("select * from read_csv('x')", "不读其他文件"),
    ):
        with pytest.raises(UsageError, match=told):
            gk.sql(wrong, data_dir=sample)
    with pytest.raises(UsageError, match="没有台账"):
        gk.sql(asked, years=1999, data_dir=sample)


def test_what_pandas_makes_of_a_table_is_written_as_parquet(panel, tmp_path: Path) -> None:
    groups = panel.groupby(["机关", "年度"])["数"]
    path = tmp_path / "sums.parquet"
    for made in (
        groups.sum().reset_index(),
        groups.agg(["sum", "count"]),
        panel[panel["年度"] == 2018],
    ):
        made.to_parquet(path)
        assert pl.read_parquet(path).height == len(made)
    assert_series_equal(
        pl.read_parquet(path)["数"], pl.Series("数", made["数"].to_list()).fill_nan(None)
    )
    wide = panel.pivot_table(index="机关", columns="年度", values=["数", "分子"])
    wide.to_parquet(path)
    assert {"机关", "数_2018", "分子_2018"} <= set(pl.read_parquet(path).columns)


def test_columns_are_typed_by_what_they_hold_and_days_stay_days(sample_year: Year) -> None:
    requests = sample_year.ledger("requests")
    assert requests["征求意见对象"].isna().all() and requests["征求意见对象"].dtype == "str"
    assert gk.add_workdays(requests["收到日期"], 15).dtype == requests["收到日期"].dtype
    history = gk.open_year("yunshan", 2018, SAMPLE).trend("申请按时办结率").data
    assert history.loc[2017, "申请按时办结率"] == pytest.approx(93.33)


def test_pandas_draws_the_words_of_a_ledger(sample_year: Year) -> None:
    counts = sample_year.ledger("requests")["申请方式"].value_counts()
    figure, axes = plt.subplots()
    counts.plot.bar(ax=axes, title="申请方式")
    figure.canvas.draw()  # a missing glyph is a warning, and that an error
    plt.close(figure)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("select * from 依申请公开 where 申请方式 = '飞鸽'", "没有“飞鸽”这一项"),
        ("select * from 依申请公开 where 申请方式 in ('网络', '电报局')", "没有“电报局”这一项"),
        ("select * from 依申请公开 where 按期办结 = 'true'", "写的是“是”或“否”"),
        ("select * from 依申请公开 where 申请方式 = 网络", "写作 '网络'"),
        ("select * from", "语句没有写完"),
        ("select 申请方式 frm 依申请公开", "“依申请公开”处停下"),
        ("select avg(申请方式) as n from 依申请公开", "与列中的值不合"),
    ],
)
def test_a_slip_in_a_statement_is_told_in_plain_chinese(
    sample_year: Year, statement: str, told: str
) -> None:
    with pytest.raises(UsageError, match=told) as found:
        sample_year.sql(statement)
    assert not re.search(r"[A-Za-z]{4}", str(found.value).replace("select", "").replace("true", ""))


def test_a_measure_asks_for_a_condition(sample_year: Year) -> None:
    unclear = gk.measure("按期", ledger="requests", numerator="按期办结")
    assert "按期办结" in repr(unclear) and len(repr(unclear)) < 100
    with pytest.raises(UsageError, match="请写成比较"):
        unclear.of(sample_year)


def test_a_year_without_ledgers_between_others_is_a_gap_in_a_panel_too(sample: Path) -> None:
    shutil.rmtree(sample / "yunshan" / "2017")
    for years in (None, (2016, 2017, 2018)):
        found = gk.panel("yunshan", years, data_dir=sample)
        assert "云杉市园林绿化局（虚构）2017年：没有台账" in found.note
        gap = found[found["年度"] == 2017]
        assert set(gap["状态"]) == {"未掌握"} and gap["数"].isna().all()
        assert found["年度"].is_monotonic_increasing
        asked = gk.sql("select 年度 from 依申请公开", "yunshan", years, data_dir=sample)
        assert "云杉市园林绿化局（虚构）2017年：没有台账" in asked.note
    chosen = gk.panel("yunshan", (2016, 2018), data_dir=sample)
    assert set(chosen["年度"]) == {2016, 2018} and "2017" not in chosen.note
    assert set(gk.panel("yunshan_old", data_dir=sample)["年度"]) == {2018}
