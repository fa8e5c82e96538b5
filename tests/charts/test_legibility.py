"""What a reader must be able to tell apart: words that do not meet, colours that differ in grey."""

from itertools import combinations, pairwise

import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from gongkai.charts.bars import columns, label_lines, lying_bars, stacked_columns, wrapped
from gongkai.charts.chart import Plotted
from gongkai.charts.picture import DRAW
from gongkai.charts.registry import BY_ID
from gongkai.charts.style import COLOURS, canvas, fit, house_style
from gongkai.charts.svg import svg
from gongkai.indicators.value import Counts

LONG = "城市地下空间开发利用综合统计数据集及其附属设施维护管理情况"
BINS = ("0–5", "6–10", "11–15", "16–20", "21–30", "31–40", "40以上")


def boxes(draw, plotted: Plotted) -> dict[str, list[Bbox]]:
    """Return the places of the words: beside the category axis, and within the axes."""
    with house_style():
        lying = draw is lying_bars
        figure, axes = canvas(len(plotted.rows), label_lines(plotted)) if lying else canvas()
        draw(axes, plotted)
        fit(figure, axes)
        figure.draw_without_rendering()
        axis = axes.yaxis if draw is lying_bars else axes.xaxis
        words = [t for t in axes.texts if isinstance(t, Text) and t.get_text()]
        ticks = [t for t in axis.get_ticklabels() if t.get_text()]
        frame = Bbox.from_bounds(0, 0, *figure.canvas.get_width_height())
        return {
            "words": [t.get_window_extent() for t in words],
            "ticks": [t.get_window_extent() for t in ticks],
            "frame": [frame],
        }


def meet(places: list[Bbox]) -> list[tuple[Bbox, Bbox]]:
    return [(a, b) for a, b in combinations(places, 2) if a.overlaps(b)]


def luminance(colour: str) -> float:
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_the_words_of_two_limits_do_not_meet() -> None:
    rows = tuple((label, 9, 4) for label in BINS)
    limits = ((3, "答复期限15个工作日"), (4, "答复期限20个工作日"))
    places = boxes(stacked_columns, Plotted(("用时", "按期", "逾期"), rows, "件", "", limits))
    assert meet(places["words"]) == []


def test_long_labels_do_not_run_into_each_other() -> None:
    rows = tuple((f"{n}{LONG * 3}", 12 - n, n) for n in range(6))
    places = boxes(lying_bars, Plotted(("数据集", "已报送", "未报送"), rows, "次"))
    assert meet(places["ticks"]) == []


@pytest.mark.parametrize("number", [9, 99, 999, 9_999, 99_999, 9_999_999])
@pytest.mark.parametrize("draw", [columns, stacked_columns])
def test_value_labels_do_not_meet(draw, number: int) -> None:
    rows = tuple((f"{n}月", number, number) for n in range(1, 13))
    assert meet(boxes(draw, Plotted(("月份", "收到", "答复"), rows, "件"))["words"]) == []


def test_value_labels_stand_where_they_fit() -> None:
    rows = tuple((f"{n}月", 99, 99) for n in range(1, 13))
    assert len(boxes(columns, Plotted(("月份", "收到", "答复"), rows, "件"))["words"]) == 24


def test_a_label_of_one_line_stays_and_a_longer_one_is_parted() -> None:
    assert wrapped("同意公开") == "同意公开"
    assert wrapped("") == ""
    assert [len(line) for line in wrapped("公" * 19).split("\n")] == [10, 9]
    assert [len(line) for line in wrapped("公" * 25).split("\n")] == [9, 8, 8]
    assert [len(line) for line in wrapped("公" * 200).split("\n")] == [11, 11, 11]
    assert wrapped("公" * 200).endswith("…")
    assert not wrapped("公" * 10 + "、" + "开" * 9).split("\n")[1].startswith("、")


def test_many_bars_have_flatter_labels_so_that_the_chart_fits_a_page() -> None:
    few, many = (
        Plotted(("结果", "申请数"), tuple((f"{LONG}{n}", n, 9) for n in range(count)), "件")
        for count in (8, 19)
    )
    assert (label_lines(few), label_lines(many)) == (3, 2)
    with house_style():
        figure, _ = canvas(len(many.rows), label_lines(many))
    assert figure.get_figheight() < 9


def test_a_label_cut_short_is_whole_in_the_alt_text() -> None:
    rows = ((LONG * 3, 3, 9),)
    source = svg(BY_ID["datasets_delivered"], Plotted(("数据集", "已报送", "未报送"), rows, "次"))
    assert LONG * 3 in source


def test_colours_stand_out_on_white_and_neighbours_differ_in_grey() -> None:
    assert all(1.05 / (luminance(c) + 0.05) >= 3 for c in COLOURS)
    lightness = [116 * luminance(c) ** (1 / 3) - 16 for c in COLOURS]
    assert all(abs(a - b) >= 12 for a, b in pairwise(lightness))
    assert all(abs(a - b) >= 12 for a, b in combinations(lightness[:3], 2))


@pytest.mark.parametrize("scale", [1, 10_000])
def test_the_share_stands_beside_the_bar_only_from_twenty_cases(scale: int) -> None:
    sources = ("12345市长公开电话", "12319城市管理监督指挥中心", "百姓谈网站")
    states = ("按时办结", "逾期办结", "未办结")
    cells = {(a, b): 0 for a in sources for b in states}
    cells |= {
        (sources[0], states[0]): 19,
        (sources[1], states[0]): 18 * scale,
        (sources[1], states[1]): 2 * scale,
    }
    counts = Counts(("来源", "办理情形"), (sources, states), cells, "件")
    chart = BY_ID["hotline_by_source"]
    plotted = chart.plot({chart.needs[0]: counts})
    assert plotted.ends == ("按时19/19", f"按时{18 * scale}/{20 * scale}，90%")
    places = boxes(DRAW[chart.shape], plotted)
    assert len(places["words"]) == len(plotted.rows)
    assert all(place.x1 <= places["frame"][0].x1 for place in places["words"])
