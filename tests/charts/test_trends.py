import re
import shutil
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from conftest import SAMPLE
from gongkai.charts.chart import describe
from gongkai.charts.picture import DRAW
from gongkai.charts.style import canvas, house_style
from gongkai.charts.svg import svg
from gongkai.charts.trends import TRENDS
from gongkai.cli.app import run
from gongkai.examined.examine import examine
from gongkai.examined.last import history, past
from gongkai.forms.comparability import pairs
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, NotApplicable, Unknown
from gongkai.keys import Key
from gongkai.report.verification.charts import prove_charts
from gongkai.report.verification.figures import ShownChart

REFUSALS = next(t for t in TRENDS if t.id == "trend_refusals")


@cache
def years_so_far():
    return history(SAMPLE, Key("yunshan", 2024))


def test_history_is_every_year_up_to_the_report_s() -> None:
    assert sorted(years_so_far()) == list(range(2016, 2025))
    assert sorted(history(SAMPLE, Key("yunshan", 2019))) == [2016, 2017, 2018, 2019]


@pytest.mark.parametrize("trend", TRENDS, ids=lambda t: t.id)
def test_a_trend_plots_the_figures_of_each_year(trend) -> None:
    plotted = trend.plot(years_so_far())
    for row in plotted.rows:
        year = int(row[0].removesuffix("年"))
        for number, (_, ids) in zip(row[1:], trend.series, strict=True):
            if all(INDICATORS[name].valid_in(year) for name in ids):
                assert number == sum(years_so_far()[year][name].number for name in ids)
            else:
                assert number is None
    assert svg(trend, plotted) == svg(trend, plotted)


def test_a_series_never_crosses_a_change_of_meaning() -> None:
    plotted = REFUSALS.plot(years_so_far())
    for year, old, new in plotted.rows:
        assert (old is None) == (int(year[:4]) >= 2019)
        assert (new is None) == (int(year[:4]) < 2019)
    assert plotted.limits == ((3, "口径改变"),)
    assert "不可比" in describe(REFUSALS, plotted)
    assert "2024年：—" in describe(REFUSALS, plotted)
    with house_style():
        _, axes = canvas()
        DRAW[REFUSALS.shape](axes, plotted)
    assert [line.get_xdata()[0] for line in axes.lines] == [2.5]


def test_the_break_is_the_map_s_and_no_other(monkeypatch) -> None:
    moved = [replace(p, from_year=2022) for p in pairs() if p.relation == "not_comparable"]
    monkeypatch.setattr("gongkai.forms.comparability.pairs", lambda: tuple(moved))
    assert REFUSALS.plot(years_so_far()).limits == ((6, "口径改变"),)
    monkeypatch.setattr("gongkai.forms.comparability.pairs", tuple)
    assert REFUSALS.plot(years_so_far()).limits == ()


def test_years_of_one_era_have_no_break() -> None:
    assert REFUSALS.plot({y: years_so_far()[y] for y in (2021, 2022)}).limits == ()


@pytest.fixture
def broken(sample: Path) -> Path:
    """Return the data with a row without its number in one year of yunshan, and another year gone."""
    path = sample / "yunshan" / "2017" / "requests.csv"
    text = path.read_text("utf-8-sig")
    path.write_text(re.sub(r"\n[^,]*,", "\n,", text, count=1), "utf-8-sig")
    shutil.rmtree(sample / "yunshan" / "2018")
    return sample


def test_a_year_that_cannot_be_counted_is_a_gap_with_its_reason(broken: Path) -> None:
    found = past(broken, Key("yunshan", 2020))
    assert sorted(found.figures) == [2016, 2017, 2018, 2019, 2020]
    assert found.gaps == {2017: "《依申请公开》台账有错误，未能计数", 2018: "没有台账"}
    trend = next(t for t in TRENDS if t.id == "trend_requests")
    plotted = trend.plot(found.figures)
    assert [row[1] is None for row in plotted.rows] == [False, True, True, False, False]
    assert plotted.note == "2017年缺：《依申请公开》台账有1处错误，无法计数；2018年缺：没有台账"
    told = describe(trend, plotted)
    assert "2017年：—" in told and plotted.note in told
    assert "共" not in told and "最多" not in told
    with house_style():
        _, axes = canvas()
        DRAW[trend.shape](axes, plotted)
    assert [t.get_text() for t in axes.get_xticklabels()] == [f"{y}年" for y in range(2016, 2021)]
    assert [(a.get_text(), a.xy[0]) for a in axes.texts if a.get_text() == "缺"] == [("缺", 1), ("缺", 2)]  # fmt: skip


def test_a_gap_is_a_finding_and_stands_beside_the_chart(broken: Path, tmp_path: Path) -> None:
    assert run(["report", "yunshan", "2020", "--data", str(broken), "--out", str(tmp_path / "o"), "--to", "review"]) in (0, 1)  # fmt: skip
    folder = tmp_path / "o" / "yunshan" / "2020"
    page = (folder / "review.html").read_text("utf-8")
    assert "2017年缺：《依申请公开》台账有1处错误，无法计数" in page
    assert page.count("有缺数，不作合计") >= 1
    found = examine(broken, Key("yunshan", 2020))
    told = [f.message for f in found.findings if f.rule == "Y-8"]
    assert told == [
        "2017年度《依申请公开》台账有错误，未能计数，历年的图中该年空缺，不作合计",
        "2018年度没有台账，历年的图中该年空缺，不作合计",
    ]
    charts = [trend.plot(found.history) for trend in TRENDS]
    whole = describe(TRENDS[0], charts[0])
    for alt, note, right in (
        (whole, charts[0].note, True),
        (whole, "", False),
        (whole.replace("有缺数，不作合计", "收到共100件"), charts[0].note, False),
    ):
        shown = ShownChart("trend_requests", alt, note)
        assert (not list(prove_charts([shown], {}, found.history))) is right


@pytest.mark.parametrize("trend", TRENDS, ids=lambda trend: trend.id)
def test_a_chart_of_years_with_a_gap_is_proved_whatever_the_others_hold(trend) -> None:
    for number, empty in product((0, 4), (Unknown("某局没有台账"), NotApplicable("没有这项"))):
        names = [name for _, ids in trend.series for name in ids]
        history = {2023: dict.fromkeys(names, Amount(number)), 2024: dict.fromkeys(names, empty)}
        plotted = trend.plot(history)
        shown = ShownChart(trend.id, describe(trend, plotted), plotted.note)
        assert list(prove_charts([shown], {}, history)) == []
        wrong = replace(shown, alt=shown.alt.replace("2023年：", "2023年：9"))
        assert list(prove_charts([wrong], {}, history))


def test_settings_of_an_earlier_year_that_nobody_can_read_stop_no_later_report(
    sample: Path,
) -> None:
    (sample / "yunshan" / "2017" / "declarations.toml").write_text("不是 TOML", "utf-8")
    found = past(sample, Key("yunshan", 2019))
    assert found.gaps == {2017: "台账无法读取"}


def test_years_without_a_gap_have_no_finding() -> None:
    assert list(past(SAMPLE, Key("yunshan", 2020)).findings(Key("yunshan", 2020))) == []
