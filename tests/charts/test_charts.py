"""Charts read back through their artists."""

import io
import random
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image

from gongkai.charts import style
from gongkai.charts.bars import label_lines
from gongkai.charts.chart import Chart, Plotted, Titled, describe, is_empty
from gongkai.charts.picture import DRAW, GlyphError
from gongkai.charts.registry import BY_ID, CHARTS
from gongkai.charts.rendering.renderer import BothRenderer
from gongkai.charts.rendering.words import Words
from gongkai.charts.style import canvas, fit, house_style, lay_out
from gongkai.charts.svg import drawing, svg
from gongkai.charts.trends import TRENDS
from gongkai.indicators.registry import BREAKDOWN_BY_ID
from gongkai.indicators.value import Counts

EACH = pytest.mark.parametrize("chart", CHARTS, ids=lambda c: c.id)


def counts(name: str, seed: int, most: int = 40) -> Counts:
    rng = random.Random(f"{name}{seed}")
    breakdown = BREAKDOWN_BY_ID[name]
    labels = [d.in_year(2018).labels or ("数据集甲", "数据集乙") for d in breakdown.dimensions]
    ats = (
        [(a,) for a in labels[0]]
        if len(labels) == 1
        else [(a, b) for a in labels[0] for b in labels[1]]
    )
    cells = {at: rng.randint(0, most) for at in ats}
    return Counts(
        tuple(d.title for d in breakdown.dimensions), tuple(labels), cells, breakdown.unit.value
    )


def plotted(chart: Chart, seed: int = 1, most: int = 40) -> Plotted:
    return chart.plot({name: counts(name, seed, most) for name in chart.needs})


def drawn(chart: Chart, numbers: Plotted):
    with house_style():
        figure, axes = canvas(len(numbers.rows))
        DRAW[chart.shape](axes, numbers)
        fit(figure, axes)
        figure.draw_without_rendering()
    return axes


def bars(axes) -> list[tuple[float, ...]]:
    """Return corner, width and height of each bar; those of a series are one shape."""
    found = []
    for shape in axes.patches:
        for corners in shape.get_path().vertices.reshape(-1, 5, 2)[:, :4]:
            low = corners.min(axis=0)
            found.append((*low, *(corners.max(axis=0) - low)))
    return found


def test_there_are_at_least_eight_with_unique_ids() -> None:
    assert len(CHARTS) == len({c.id for c in CHARTS}) >= 8
    assert {name for c in CHARTS for name in c.needs} <= set(BREAKDOWN_BY_ID)


@EACH
@pytest.mark.parametrize("seed", range(3))
def test_bars_are_as_long_as_their_numbers(chart: Chart, seed: int) -> None:
    numbers = plotted(chart, seed)
    axes = drawn(chart, numbers)
    lengths = [along if chart.shape == "lying_bars" else up for _, _, along, up in bars(axes)]
    assert lengths == [n for _, series in numbers.series for n in series]


@EACH
@pytest.mark.parametrize("most", [1, 3, 40, 10_000])
def test_the_value_axis_counts_from_zero_in_whole_numbers(chart: Chart, most: int) -> None:
    axes = drawn(chart, plotted(chart, 1, most))
    axis, limits = (
        (axes.xaxis, axes.get_xlim())
        if chart.shape == "lying_bars"
        else (axes.yaxis, axes.get_ylim())
    )
    assert limits[0] == 0
    assert all(tick == int(tick) for tick in axis.get_ticklocs())


@EACH
def test_stacked_bars_stand_on_each_other(chart: Chart) -> None:
    if chart.shape != "stacked_columns":
        return
    numbers = plotted(chart)
    axes = drawn(chart, numbers)
    tops = [0] * len(numbers.rows)
    found = iter(bars(axes))
    for _, series in numbers.series:
        for n, number in enumerate(series):
            assert next(found)[1] == tops[n]
            tops[n] += number


@EACH
def test_limit_lines_stand_after_their_bin(chart: Chart) -> None:
    numbers = plotted(chart)
    lines = [line.get_xdata()[0] for line in drawn(chart, numbers).lines]
    assert lines == [after - 0.5 for after, _ in numbers.limits]


def test_the_reply_limits_are_those_that_applied() -> None:
    chart = next(c for c in CHARTS if c.id == "reply_workdays")
    found = {name: counts(name, 1) for name in chart.needs}
    limits = found["reply_limits"]
    cells = {("15",): 3, ("20",): 0}
    old = chart.plot(
        found | {"reply_limits": Counts(limits.dimensions, limits.labels, cells, "件")}
    )
    assert old.limits == ((3, "答复期限15个工作日"),)
    assert old.labels[2] == "11–15"
    assert "尚未答复的申请不在图中" in old.note
    assert "期限线右侧仍为按期的" in old.note  # a blue bar beyond the line is explained


@EACH
def test_the_alt_text_tells_the_plotted_numbers(chart: Chart) -> None:
    numbers = plotted(chart)
    told = describe(chart, numbers)
    assert chart.title in told
    for name, series in numbers.series:
        assert f"{name}共{sum(series)}{numbers.unit}" in told
        if len(numbers.rows) * len(numbers.series) <= 24:
            for label, number in zip(numbers.labels, series, strict=True):
                assert f"{label}：{number}{numbers.unit}" in told
        else:
            assert f"{max(series)}{numbers.unit}" in told


def test_many_outcomes_are_drawn_by_their_official_groups() -> None:
    chart = next(c for c in CHARTS if c.id == "requests_by_outcome")
    reasons = [f"不予公开：{n}" for n in "甲乙丙丁戊己庚"]
    labels = ("予以公开", *reasons, "其他处理：其他")
    cells = {(label,): 1 for label in labels} | {("予以公开",): 14}
    plotted = chart.plot({chart.needs[0]: Counts(("办理结果",), (labels,), cells, "件")})
    assert plotted.rows == (("予以公开", 14), ("不予公开", 7), ("其他处理", 1))
    fewer = {key: n if key[0] != reasons[0] else 0 for key, n in cells.items()}
    plotted = chart.plot({chart.needs[0]: Counts(("办理结果",), (labels,), fewer, "件")})
    assert len(plotted.rows) == 8


@EACH
def test_the_svg_is_plain_closed_and_the_same_twice(chart: Chart) -> None:
    numbers = plotted(chart)
    source = svg(chart, numbers)
    assert source == svg(chart, numbers)
    root = ET.fromstring(source)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(f"{chart.id}-") for name in ids)
    for node in root.iter():
        assert "style" not in node.attrib
        assert node.tag.rpartition("}")[2] not in ("style", "metadata", "script", "image")
    title, desc = root[0], root[1]
    assert (title.text, desc.text) == (chart.title, describe(chart, numbers))
    words = "".join(root.itertext())
    assert all(label[:4] in words for label in numbers.labels)


def test_empty_counts_are_not_drawn() -> None:
    for chart in CHARTS:
        assert is_empty(plotted(chart, 1, 0))


HOSTILE = ["$x^2$ $\\frac{1}$", "<script>alert(1)</script>", "甲" * 60, "a&b\"c'", "]]>"]


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_label_is_only_text(label: str) -> None:
    chart = next(c for c in CHARTS if c.id == "datasets_delivered")
    numbers = Plotted(("数据集", "已报送", "未报送"), ((label, 3, 9),), "次")
    root = ET.fromstring(svg(chart, numbers))
    assert not [n for n in root.iter() if n.tag.rpartition("}")[2] == "script"]
    assert label.replace(" ", "")[:10] in "".join(root.itertext()).replace(" ", "")


def test_a_character_the_font_lacks_is_an_error() -> None:
    chart = next(c for c in CHARTS if c.id == "datasets_delivered")
    numbers = Plotted(("数据集", "已报送", "未报送"), (("数据\U0001f600", 3, 9),), "次")
    with pytest.raises(GlyphError, match="生僻字"):
        svg(chart, numbers)


def test_a_chart_keeps_its_style_while_another_thread_draws_one() -> None:
    """Matplotlib's settings are the process's; JupyterLab answers widgets on a thread of their own."""
    before = mpl.rcParams["font.family"]
    other_inside = Event()

    def other() -> None:
        with house_style():
            other_inside.set()

    with ThreadPoolExecutor(1) as threads:
        with house_style():
            ends = threads.submit(other)
            assert not other_inside.wait(0.2)
            assert mpl.rcParams["font.family"] != before
        ends.result(20)
    assert mpl.rcParams["font.family"] == before


def test_nothing_of_a_chart_stands_on_the_canvas_of_the_next(monkeypatch) -> None:
    """Every kind in turn, upright and lying, with many words and few, with limits, gaps and lines."""
    chosen = [next(c for c in CHARTS if c.shape == s) for s in sorted({c.shape for c in CHARTS})]
    cases: list[tuple[Titled, Plotted]] = [
        (chart, plotted(chart, 2, most)) for chart in chosen for most in (3, 100_000)
    ]
    years = (("2018年", 5, None), ("2019年", None, None), ("2020年", 9, 1234))
    over = Plotted(("年度", "收到", "办结（2019年以后）"), years, "件", "缺", ((1, "口径改变"),))
    cases += [(replace(TRENDS[0], shape=shape), over) for shape in ("columns", "broken_lines")]
    alone = []
    for case in cases:
        monkeypatch.setattr(style, "_KEPT", {False: [], True: []})
        alone.append(drawing(*case))
    lay_out()
    for seed in range(3):
        order = random.Random(seed).sample(range(len(cases)), len(cases))
        assert [drawing(*cases[n]) for n in order] == [alone[n] for n in order]
    assert {lying: len(kept) for lying, kept in style._KEPT.items()} == {False: 1, True: 1}


def test_a_chart_that_fails_takes_its_canvas_along(monkeypatch) -> None:
    monkeypatch.setattr(style, "_KEPT", {False: [], True: []})
    chart = next(c for c in CHARTS if c.id == "datasets_delivered")
    with pytest.raises(GlyphError):
        svg(chart, Plotted(("数据集", "已报送"), (("数据\U0001f600", 3),), "次"))
    assert not any(style._KEPT.values())


def test_words_stand_where_matplotlib_s_own_would(monkeypatch) -> None:
    """To the byte, SVG and bitmap: numbers, names of series, labels of one line and of several."""
    long = Plotted(
        ("数据集", "已报送", "未报送"), (("不予公开：其他法律行政法规禁止公开的事项", 3, 1), ("乙", 0, 9)), "次"
    )  # fmt: skip
    upright, lying = BY_ID["requests_by_month"], BY_ID["datasets_delivered"]
    cases = [(upright, plotted(upright, 4)), (lying, plotted(lying, 4)), (lying, long)]
    ours = [drawing(*case) for case in cases]
    assert "translate(" in ours[-1].svg
    for method in ("_get_layout", "get_window_extent", "draw"):
        monkeypatch.setattr(Words, method, getattr(Text, method))
    assert [drawing(*case) for case in cases] == ours


@pytest.mark.parametrize("name", ["requests_by_month", "datasets_delivered"])
def test_a_kept_canvas_shows_what_matplotlib_s_own_ticks_and_grid_would(name: str) -> None:
    """Most tests look at the artists of a new canvas, which has a grid line and a tick each."""
    chart = BY_ID[name]
    numbers = plotted(chart, 4)
    size = (len(numbers.rows), label_lines(numbers)) if chart.shape == "lying_bars" else ()
    with house_style():
        figure, axes = canvas(*size)
        DRAW[chart.shape](axes, numbers)
        renderer = BothRenderer(*figure.bbox.size, bitmap=True)
        fit(figure, axes, renderer)
        figure.draw(renderer)
    one, other = (
        np.asarray(Image.open(io.BytesIO(made)), dtype=int)
        for made in (renderer.png(), drawing(chart, numbers).png)
    )
    assert one.shape == other.shape
    assert abs(one - other).mean() < 0.1  # of 255: an edge of a tick by a shade


def test_the_chart_of_roles_says_what_the_text_counts_with_the_lead() -> None:
    chart = BY_ID["proposals_by_role"]
    assert plotted(chart).note == "正文所说的主办，含单办"
    whole = counts("proposals_by_kind_role", 1)
    without = {at: 0 if "单办" in at else number for at, number in whole.cells.items()}
    shown = chart.plot({"proposals_by_kind_role": replace(whole, cells=without)})
    assert "单办" not in shown.columns and not shown.note
