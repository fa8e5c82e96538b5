"""Values a DataFrame can compute with: numbers, exact pairs, states; panels and SQL over everything."""

from pathlib import Path

import pandas as pd
import polars as pl
import pytest

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
    assert ">是<" in requests._repr_html_()
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
    path.write_text(path.read_text("utf-8-sig").replace(",2017-0", ",2017-90", 1), "utf-8-sig")
    found = gk.panel(data_dir=sample)
    assert "云杉市园林绿化局（虚构）2017年：台账有错误" in found.note
    broken = (found["机关代码"] == "yunshan") & (found["年度"] == 2017)
    assert set(found[broken]["状态"]) == {"未掌握"}
    assert found[~broken]["数"].equals(panel[~broken]["数"])


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
    assert "yunshan/2019 没有《依申请公开》台账" in found.note
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
