"""No word of a chart stands on another: every chart of the sample years, and lines of many kinds."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

import gongkai as gk
from conftest import SAMPLE
from gongkai.charts.bars import labels_below
from gongkai.charts.chart import Plotted, Titled, is_empty
from gongkai.charts.lines import broken_lines
from gongkai.charts.picture import _drawn
from gongkai.charts.registry import BY_ID
from gongkai.charts.style import canvas, fit, house_style
from gongkai.charts.trends import TRENDS, Trend
from gongkai.indicators.value import Counts

YEARS = [("hrbrfb", 2018), ("yunshan", 2018), ("yunshan", 2020), ("yunshan", 2024)]
LINES = {
    "near": ((5, 6), (7, 7), (6, 5), (0, 1)),
    "valleys": ((90,), (10,), (80,), (20,), (0,)),
    "three": ((1, 50, 100), (40, 50, 60), (49, 50, 51), (0, 0, 0)),
    "gap": ((3, 4), (None, None), (4, 3)),
}


def overlaps(axes: Axes) -> list[tuple[str, str]]:
    figure = axes.figure
    fit(figure, axes)
    drawn = FigureCanvasAgg(figure)
    drawn.draw()
    words = [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible()]
    boxes = [(t.get_text(), t.get_window_extent(drawn.get_renderer())) for t in words]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]


def charts(agency: str, year: int) -> Iterator[tuple[Titled, Plotted]]:
    opened = gk.open_year(agency, year, SAMPLE)
    counts = opened.examined.indicators.counts
    for chart in BY_ID.values():
        found = {n: c for n in chart.needs if isinstance(c := counts[n], Counts)}
        if len(found) == len(chart.needs):
            yield chart, chart.plot(found)
    for trend in TRENDS:
        yield trend, trend.plot(opened.history)


@pytest.mark.parametrize(("agency", "year"), YEARS)
def test_no_word_of_a_chart_stands_on_another(agency: str, year: int) -> None:
    looked_at = 0
    for chart, plotted in charts(agency, year):
        if not is_empty(plotted):
            with _drawn(chart, plotted) as figure:
                assert overlaps(figure.axes[0]) == [], chart.id
            looked_at += 1
    assert looked_at >= 6


NAMES = (
    "网络",
    "12345市长公开电话",
    "城市地下空间开发利用综合统计数据集及其附属设施维护管理情况" * 2,
)
MOST = (1, 9, 100, 9_999, 99_999, 1_234_567)
DRAWN: tuple[Titled, ...] = (
    *BY_ID.values(),
    *(replace(trend, shape=shape) for trend in TRENDS for shape in ("columns", "broken_lines")),
)


def made_up(seed: int) -> tuple[Titled, Plotted]:
    """Return the numbers of an office that nobody has: few or many, small or huge, some of them missing."""
    rng = random.Random(seed)
    chart = DRAWN[seed % len(DRAWN)]
    most, limits = rng.choice(MOST), ()
    labels = [f"{month}月" for month in range(1, 13)]
    heads = ("月份", *("收到", "答复（含上年结转）", "未办结")[: rng.randint(1, 3)])
    if chart.shape == "lying_bars":
        labels = [f"{rng.choice(NAMES)}{n}" for n in range(rng.choice((1, 2, 8, 20)))]
        heads = ("来源", *heads[1:])
    elif isinstance(chart, Trend):
        labels = [f"{2008 + n}年" for n in range(rng.randint(1, 16))]
        heads = ("年度", *(name for name, _ in chart.series))
        after = rng.randint(1, len(labels))
        limits = ((after, "口径改变"),) if after < len(labels) else ()
    unknown = (None,) if isinstance(chart, Trend) else ()
    rows = [
        (label, *(rng.choice((0, most, rng.randint(0, most), *unknown)) for _ in heads[1:]))
        for label in labels
    ]
    rows[0] = (labels[0], *[most] * (len(heads) - 1))
    return chart, Plotted(heads, tuple(rows), "件", "", limits)


@pytest.mark.parametrize("seed", range(60))
def test_no_word_stands_on_another_whatever_an_office_s_numbers_are(seed: int) -> None:
    chart, plotted = made_up(seed)
    with _drawn(chart, plotted) as figure:
        assert overlaps(figure.axes[0]) == [], (chart.id, plotted)


def test_years_that_do_not_fit_are_told_by_their_number_the_last_one_always() -> None:
    def told(years: int) -> list[str]:
        rows = tuple((f"{2000 + n}年", 1) for n in range(years))
        return labels_below(Plotted(("年度", "收到"), rows, "件"), 9)

    assert told(8)[-1] == "2007年"
    assert told(12) == [str(2000 + n) for n in range(12)]
    assert [label for label in told(20) if label] == [str(2001 + n) for n in range(0, 20, 2)]


@pytest.mark.parametrize("name", LINES)
def test_no_number_of_a_line_stands_on_another(name: str) -> None:
    found = LINES[name]
    rows = tuple((f"{2016 + n}年", *numbers) for n, numbers in enumerate(found))
    heads = ("年度", *(f"第{n}项" for n in range(len(found[0]))))
    with house_style():
        _, axes = canvas()
        broken_lines(axes, Plotted(heads, rows, "件"))
        assert overlaps(axes) == []
        told = {t.get_text() for t in axes.texts}
        tops = {
            str(max(n for n in numbers if n is not None))
            for numbers in found
            if numbers[0] is not None
        }
        assert tops <= told
