"""Charts for slides: at twice the size, with their title, nothing half-written."""

import io
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

import gongkai as gk
from gongkai.charts import slide
from gongkai.charts.picture import DENSITY
from gongkai.charts.style import HEIGHT, WIDTH
from gongkai.errors import OutputError, UsageError
from gongkai.explore.year import Year

PLAIN = tuple(int(inches * DENSITY) for inches in (WIDTH, HEIGHT))


def test_a_chart_is_saved_with_its_title(sample_year: Year, tmp_path: Path) -> None:
    chart = sample_year.chart("requests_by_month")
    png, svg = chart.save(tmp_path / "a.png"), chart.save(tmp_path / "a.svg")
    size = Image.open(io.BytesIO(png.read_bytes())).size
    assert size[0] == PLAIN[0]
    assert size[1] > PLAIN[1]
    root = ET.fromstring(svg.read_text(encoding="utf-8"))
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


def test_a_title_s_line_neither_ends_in_an_opening_bracket_nor_begins_with_a_closing_mark() -> None:
    for n in range(24, 40):
        lines = slide._lines("申" * n + "（云杉市园林绿化局（虚构）2020年）")
        assert len(lines) > 1
        assert not [line for line in lines if line[-1] in "（《" or line[0] in "），、"]
