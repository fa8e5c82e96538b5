"""Years and offices side by side, and lines over the years that break where the meaning changed."""

from decimal import Decimal

import pytest

import gongkai as gk
from conftest import SAMPLE
from gongkai.charts.chart import Plotted
from gongkai.charts.lines import unbroken
from gongkai.charts.trends import TRENDS
from gongkai.errors import UsageError
from gongkai.explore.year import Year
from gongkai.forms.comparability import pairs


def test_over_a_change_of_form_only_what_corresponds_is_compared() -> None:
    old, new = (gk.open_year("yunshan", year, SAMPLE) for year in (2018, 2020))
    both = gk.compare(old, new)
    derived = both.loc["outcome_r1"]
    parts = [old.figure(n).number for n in ("outcome_already_public", "outcome_granted")]
    assert derived["2018年"] == str(sum(parts))
    assert "属于已主动公开范围" in derived["说明"]
    for pair in pairs():
        if pair.relation == "not_comparable":
            assert both.loc[pair.indicator, "说明"].startswith("不可比")
            assert both.loc[pair.indicator, "变化"] == "—"
    turned = gk.compare(new, old)
    assert turned.loc["outcome_r1", "2018年"] == derived["2018年"]
    assert turned.columns.to_list()[2:4] == ["2020年", "2018年"]


def test_two_offices_stand_side_by_side(sample_year: Year) -> None:
    other = gk.open_year("yunshan", 2018, SAMPLE)
    both = gk.compare(other, sample_year)
    assert both.columns.to_list()[2:4] == ["云杉市园林绿化局（虚构）", "哈尔滨市人民防空办公室"]
    for name in ("disclosed_total", "requests_received"):
        assert both.loc[name].to_list()[2:4] == [
            str(other.figure(name).number),
            str(sample_year.figure(name).number),
        ]
    assert set(gk.compare(other, other)["变化"]) == {"持平", "—"}
    assert len(gk.compare(other, other).columns) == 9


def test_two_offices_differ_and_only_one_grows(sample_year: Year) -> None:
    other = gk.open_year("yunshan", 2018, SAMPLE)
    both = gk.compare(other, sample_year)
    assert both.columns.to_list()[4:] == ["相差", "倍数", "说明", "前数", "后数", "差"]
    assert (both["后数"] - both["前数"]).equals(both["差"])
    assert both.loc["requests_on_time_rate", "后数"] == 100
    first, second = (y.figure("requests_received").number for y in (other, sample_year))
    gap = int(second or 0) - int(first or 0)
    assert both.loc["requests_received", "相差"] == f"{'多' if gap > 0 else '少'}{abs(gap)}"
    told = {*both["相差"], *gk.compare(sample_year, other)["相差"]}
    assert not [words for words in told if words[0] not in "多少高低相—"]
    assert "两个机关之间不计算增长" in both.note
    across = gk.compare(gk.open_year("yunshan", 2017, SAMPLE), sample_year)
    assert "相差" in across
    assert "变化" not in across


def test_a_change_runs_from_the_earlier_year_whichever_stands_first() -> None:
    old, new = (gk.open_year("yunshan", year, SAMPLE) for year in (2016, 2018))
    forth, back = gk.compare(old, new), gk.compare(new, old)
    assert forth["变化"].to_list() == back["变化"].to_list()
    assert "2018年相对于2016年" in back.note
    assert not forth["变化"].str.contains("上年").any()


def test_a_mean_differs_in_its_own_unit() -> None:
    old, new = (gk.open_year("yunshan", year, SAMPLE) for year in (2016, 2018))
    means = gk.compare(old, new)
    means = means[means["单位"] == "工作日"]
    assert len(means) >= 1
    assert "个百分点" not in means.to_string()


def test_a_line_breaks_at_the_form_and_runs_on_where_it_corresponds(later_year: Year) -> None:
    refused = later_year.trend("outcome_refused", "outcome_r3_1")
    assert "2019年起表式改变" in refused.note
    assert "口径改变" in refused.svg
    granted = later_year.trend("outcome_r1")
    assert "口径改变" not in granted.svg
    assert "属于已主动公开范围" in granted.note
    assert granted.data["予以公开数"].notna().all()
    plain = later_year.trend("requests_received", "申请办结数")
    assert plain.note == ""
    assert plain.data["收到申请数"].to_list() == [
        values["requests_received"].number for values in later_year.history.values()
    ]


def test_a_rate_is_drawn_as_its_percentage(later_year: Year) -> None:
    found = later_year.trend("requests_on_time_rate")
    expected = later_year.figure("requests_on_time_rate").number
    assert found.data["申请按时办结率"].iloc[-1] == expected
    assert isinstance(expected, Decimal)
    assert f"2022年{expected}%" in found.alt


def test_the_trends_of_the_report_are_those_of_the_report(later_year: Year) -> None:
    from gongkai.report.content.chart_view import drawn

    for trend in TRENDS:
        block = drawn(trend, trend.plot(later_year.history))
        assert later_year.trend(trend.id).svg == block.svg


def test_what_cannot_be_one_trend_is_refused(later_year: Year) -> None:
    with pytest.raises(UsageError, match="单位不同"):
        later_year.trend("requests_received", "fees_yuan")
    with pytest.raises(UsageError, match="trend_requests"):
        later_year.trend()
    with pytest.raises(UsageError, match="是不是“requests_received”"):
        later_year.trend("requests_receive")


def test_no_line_crosses_a_limit_or_a_hole() -> None:
    rows = tuple((str(n), None if n == 3 else n) for n in range(8))
    assert unbroken(Plotted(("年", "数"), rows, "件", "", ((6, "x"),)), 1) == (
        (0, 3),
        (4, 6),
        (6, 8),
    )


def test_an_own_chart_is_in_the_house_style_and_leaves_no_trace(capsys) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    with gk.figure_axes("我的<图>", unit="件") as axes:
        axes.bar(["网络", "信函"], [20, 9])
    assert dict(mpl.rcParams) == before
    assert capsys.readouterr().out == "<图　我的<图>>\n"
