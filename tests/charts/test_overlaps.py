"""No word of a chart stands on another: every chart of the sample years, and lines of many kinds."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

import gongkai as gk
from conftest import SAMPLE
from gongkai.charts.chart import Plotted, Titled, is_empty
from gongkai.charts.lines import broken_lines
from gongkai.charts.picture import _drawn
from gongkai.charts.registry import BY_ID
from gongkai.charts.style import canvas, fit, house_style
from gongkai.charts.trends import TRENDS
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
