"""Charts for slides: at twice the size, with their title, nothing half-written."""

import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

import gongkai as gk
from conftest import SAMPLE
from gongkai.charts import slide, svg
from gongkai.charts.picture import DENSITY
from gongkai.charts.style import HEIGHT, WIDTH
from gongkai.errors import OutputError, UsageError
from gongkai.explore.cell.picture import Picture
from gongkai.explore.year import Year

PLAIN = tuple(int(inches * DENSITY) for inches in (WIDTH, HEIGHT))


def test_a_chart_is_saved_with_its_title(sample_year: Year, tmp_path: Path) -> None:
    chart = sample_year.chart("requests_by_month")
    png, drawn = chart.save(tmp_path / "a.png"), chart.save(tmp_path / "a.svg")
    size = Image.open(io.BytesIO(png.read_bytes())).size
    assert size[0] == PLAIN[0]
    assert size[1] > PLAIN[1]
    root = ET.fromstring(drawn.read_text(encoding="utf-8"))
    words = "".join(root.itertext())
    assert chart.title in words
    assert "哈尔滨市人民防空办公室2018年" in words
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.png", "a.svg"]
    assert chart.save(tmp_path / "b.png").read_bytes() == png.read_bytes()


def test_what_cannot_be_saved_is_a_sentence(sample_year: Year, tmp_path: Path) -> None:
    chart = sample_year.chart("requests_by_month")
    with pytest.raises(UsageError, match=r"\.png 或 \.svg"):
        chart.save(tmp_path / "a.jpg")
    with pytest.raises(OutputError, match="无法写入"):
        chart.save(tmp_path / "none" / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_an_own_chart_has_its_alt_text_and_is_saved(tmp_path: Path, capsys) -> None:
    with gk.figure_axes("各<方式>", unit="件", alt="网络最多", save=tmp_path / "o.svg") as axes:
        axes.bar(["网络", "信函"], [20, 9])
    assert "网络最多" in capsys.readouterr().out
    assert "各<方式>" in "".join(ET.fromstring((tmp_path / "o.svg").read_bytes()).itertext())
    for wrong in ({"title": 5}, {"title": "图", "rows": "x"}):
        with pytest.raises(UsageError, match="参数"), gk.figure_axes(**wrong):  # type: ignore[arg-type]
            pass


@pytest.mark.parametrize(
    "labels",
    [
        ["政务公开专栏和微信", "政务微博", "新闻发布会", "档案馆查阅点", "公共图书馆"],
        [f"2018年{n}月" for n in range(1, 13)],
    ],
)
def test_long_words_below_the_bars_of_an_own_chart_stand_apart(labels: list[str]) -> None:
    with gk.figure_axes("各渠道公开次数", alt="逐个增加") as axes:
        axes.bar(labels, range(len(labels)))
    axes.get_figure().draw_without_rendering()
    boxes = [text.get_window_extent() for text in axes.get_xticklabels()]
    assert all(left.x1 <= right.x0 for left, right in pairwise(boxes))
    assert [t.get_text().replace("\n", "") for t in axes.get_xticklabels()] == labels


LONG = "自己起的名称"
WRITTEN = {
    "beside lying bars": lambda axes: axes.bar_label(
        axes.barh(["网站", LONG * 2], [12345, 9]), ["12345件，占99.93%", "9件，占0.07%"]
    ),
    "above bars, upright": lambda axes: axes.bar_label(
        axes.bar(["网站", "信函"], [20, 9]), ["20件（含上年结转的三件）", "9件"], rotation=90
    ),
    "a second axis": lambda axes: axes.twinx().set_ylabel("金额（元）"),
    "a long title": lambda axes: axes.set_title(LONG * 12),
    "words below": lambda axes: axes.set_xlabel(LONG * 12),
    "a legend outside": lambda axes: (
        axes.plot([1, 2], label=LONG), axes.legend(bbox_to_anchor=(1.02, 1), loc="upper left")
    ),
    "words at the edge": lambda axes: axes.annotate(LONG, (1, 0.5), xycoords="axes fraction"),
}  # fmt: skip


def written(figure: Figure) -> list[tuple[str, Bbox]]:
    """Return all words with their places; a tick out of sight has none."""
    figure.draw_without_rendering()
    ticks = {
        id(tick.label1)
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for tick in axis.majorTicks
    }
    seen = {
        id(tick.label1)
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for tick in axis._update_ticks()
    }
    found = [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible()]
    shown = [t for t in found if id(t) not in ticks or id(t) in seen]
    return [(t.get_text(), t.get_window_extent()) for t in shown]


@pytest.mark.parametrize("where", WRITTEN)
def test_nothing_written_on_an_own_chart_leaves_the_picture(where: str) -> None:
    with gk.figure_axes("图", unit="件", alt="一句话") as axes:
        WRITTEN[where](axes)
    figure = axes.get_figure()
    places = written(figure)
    assert len(places) >= 4
    for words, box in places:
        assert box.x0 >= -1 and box.y0 >= -1, words
        assert box.x1 <= figure.bbox.width + 1 and box.y1 <= figure.bbox.height + 1, words
    headings = [axes.title, axes.xaxis.label, *axes.get_xticklabels()]
    boxes = [t.get_window_extent() for t in headings if t.get_text().strip()]
    if axes.get_title():  # above the unit, which stands on the axes too
        assert not axes.get_title().splitlines()[-1].strip()
    assert not [1 for a, b in combinations(boxes, 2) if a.shrunk(0.9, 0.9).overlaps(b)]


def test_what_a_measure_draws_beside_its_bars_stays_in_the_picture(monkeypatch) -> None:
    drawn: list[Figure] = []
    monkeypatch.setattr(svg, "written_on", lambda figure: drawn.append(figure) or "")
    share = gk.measure("申请占比", ledger="依申请公开", numerator="true")
    share.chart(gk.open_year("hrbrfb", 2018, SAMPLE), gk.open_year("yunshan", 2018, SAMPLE))
    for words, box in written(drawn[0]):
        assert box.x0 >= 0 and box.x1 <= drawn[0].bbox.width, words


def test_a_saved_picture_has_the_note_that_the_page_shows(sample_year: Year, tmp_path) -> None:
    bare = sample_year.chart("requests_by_month")
    noted = replace(bare, note="2017年缺：没有台账；" * 6)
    heights = [
        Image.open(io.BytesIO(one.save(tmp_path / f"{n}.png").read_bytes())).height
        for n, one in enumerate((bare, noted))
    ]
    assert heights[1] > heights[0]
    root = ET.parse(noted.save(tmp_path / "noted.svg")).getroot()
    assert noted.note in "".join(root.itertext())
    assert float(root.get("height", "").removesuffix("pt")) * 8 / 3 == pytest.approx(
        heights[1], abs=1
    )


def test_a_character_that_no_font_has_is_told_and_another_font_has_more(tmp_path: Path) -> None:
    """It is told where the chart is made, not in the picture for others."""
    made: list[Picture] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("IPython.display.display", made.append)
        for title in ("办结✔\U0001f600", "𠮷林路"):
            with gk.figure_axes(title, alt="一句话", save=tmp_path / "a.svg") as axes:
                axes.bar([title], [1])
    assert [one.lacking for one in made] == ["", "𠮷"]
    assert "✔" in made[0].svg and "𠮷" in made[1].svg
    told = "字体中没有“𠮷”"
    assert told in made[1]._repr_html_() and told not in made[0]._repr_html_()
    assert told not in (tmp_path / "a.svg").read_text("utf-8")
    box, tick = (
        np.asarray(Image.open(io.BytesIO(slide.titled_png(made[0].png, t)))) for t in "𠮷✔"
    )
    assert (box != tick).any()


def test_a_title_s_line_neither_ends_in_an_opening_bracket_nor_begins_with_a_closing_mark() -> None:
    for n in range(24, 40):
        lines = slide._lines("申" * n + "（云杉市园林绿化局（虚构）2020年）", 14)
        assert len(lines) > 1
        assert not [line for line in lines if line[-1] in "（《" or line[0] in "），、"]
