from dataclasses import replace

import pytest

from conftest import SAMPLE
from gongkai.charts.chart import describe
from gongkai.charts.style import canvas, house_style
from gongkai.charts.svg import svg
from gongkai.charts.trends import TRENDS
from gongkai.examined.last import history
from gongkai.forms.comparability import pairs
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.keys import Key

HISTORY = history(SAMPLE, Key("yunshan", 2024))
REFUSALS = next(t for t in TRENDS if t.id == "trend_refusals")


def test_history_is_every_year_up_to_the_report_s() -> None:
    assert sorted(HISTORY) == list(range(2016, 2025))
    assert sorted(history(SAMPLE, Key("yunshan", 2019))) == [2016, 2017, 2018, 2019]


@pytest.mark.parametrize("trend", TRENDS, ids=lambda t: t.id)
def test_a_trend_plots_the_figures_of_each_year(trend) -> None:
    plotted = trend.plot(HISTORY)
    for row in plotted.rows:
        year = int(row[0].removesuffix("年"))
        for number, (_, ids) in zip(row[1:], trend.series, strict=True):
            if all(INDICATORS[name].valid_in(year) for name in ids):
                assert number == sum(HISTORY[year][name].number for name in ids)
            else:
                assert number is None
    assert svg(trend, plotted) == svg(trend, plotted)


def test_a_series_never_crosses_a_change_of_meaning() -> None:
    plotted = REFUSALS.plot(HISTORY)
    for year, old, new in plotted.rows:
        assert (old is None) == (int(year[:4]) >= 2019)
        assert (new is None) == (int(year[:4]) < 2019)
    assert plotted.limits == ((3, "口径改变"),)
    assert "不可比" in describe(REFUSALS, plotted)
    assert "2024年：—" in describe(REFUSALS, plotted)
    with house_style():
        _, axes = canvas()
        REFUSALS.draw(axes, plotted)
    assert [line.get_xdata()[0] for line in axes.lines] == [2.5]


def test_the_break_is_the_map_s_and_no_other(monkeypatch) -> None:
    moved = [replace(p, from_year=2022) for p in pairs() if p.relation == "not_comparable"]
    monkeypatch.setattr("gongkai.forms.comparability.pairs", lambda: tuple(moved))
    assert REFUSALS.plot(HISTORY).limits == ((6, "口径改变"),)
    monkeypatch.setattr("gongkai.forms.comparability.pairs", tuple)
    assert REFUSALS.plot(HISTORY).limits == ()


def test_years_of_one_era_have_no_break() -> None:
    assert REFUSALS.plot({y: HISTORY[y] for y in (2021, 2022)}).limits == ()
