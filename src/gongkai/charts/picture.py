"""A chart drawn once, as the bytes of a picture; every glyph is there or the drawing stops."""

import io
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from gongkai.charts.bars import columns, label_lines, lying_bars, stacked_columns
from gongkai.charts.chart import Plotted, Shape, Titled
from gongkai.charts.lines import broken_lines
from gongkai.charts.rendering.labels import make_room
from gongkai.charts.rendering.renderer import DENSITY, BothRenderer
from gongkai.charts.size import POINTS
from gongkai.charts.style import fit, kept_canvas, our_style
from gongkai.errors import GongkaiError

DRAW: Final[Mapping[Shape, Callable[[Axes, Plotted], None]]] = {
    "columns": columns,
    "stacked_columns": stacked_columns,
    "lying_bars": lying_bars,
    "broken_lines": broken_lines,
}


class GlyphError(GongkaiError):
    """The font lacks a character that a chart should show."""


@contextmanager
def _drawn(chart: Titled, plotted: Plotted, say: Callable[[str], str] = str) -> Iterator[Figure]:
    plotted = plotted if say is str else plotted.said(say)
    with our_style():
        lying = chart.shape == "lying_bars"
        size = (len(plotted.rows), label_lines(plotted)) if lying else ()
        with kept_canvas(*size) as figure:
            DRAW[chart.shape](figure.axes[0], plotted)
            if say is not str:
                reword(figure.axes[0], say)
            yield figure


def reword(axes: Axes, say: Callable[[str], str]) -> None:
    """Have what is written on a chart in other words, its numbers apart."""
    for text in axes.findobj(Text):
        text.set_text(say(text.get_text()))


@contextmanager
def _every_glyph(title: str) -> Iterator[None]:
    """Stop a drawing with GlyphError at a character that the packaged font does not have."""
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        try:
            yield
        except UserWarning as warning:
            raise GlyphError(
                f"图“{title}”中有字体没有的字“{_missing(str(warning))}”。请核对台账中的生僻字，或换一个写法。"
            ) from None


def _missing(warning: str) -> str:
    """Return the character that Matplotlib warns of, by its number."""
    number = re.search(r"Glyph (\d+)", warning)
    return chr(int(number[1])) if number else ""


def documents(
    chart: Titled, plotted: Plotted, say: Callable[[str], str] = str, *, bitmap: bool = True
) -> tuple[ET.Element, bytes]:
    """Return the chart as a tree of SVG and, where asked for, as a PNG, drawn once; ``say`` puts its
    words otherwise.

    GlyphError where the font lacks a character.
    """
    with _drawn(chart, plotted, say) as figure, _every_glyph(chart.title):
        renderer = BothRenderer(*figure.bbox.size, bitmap=bitmap)
        fit(figure, figure.axes[0], renderer)
        figure.draw(renderer)
        return renderer.svg(), renderer.png() if bitmap else b""


def svg_of_figure(figure: Figure) -> str:
    """Return a figure drawn in the house style, which must be in force, as an SVG document.

    It is drawn with its renderer, for saving would draw twice. A character that no font has is a box in
    a bitmap, and in an SVG what the viewer's own fonts make of it.
    """
    picture = io.StringIO()
    with boxes_for_glyphs():
        measuring = _renderer(figure, io.StringIO())
        fit(figure, figure.axes[0], measuring)
        make_room(figure, measuring)
        renderer = _renderer(figure, picture)
        figure.draw(renderer)
        renderer.finalize()
    return picture.getvalue()


def _renderer(figure: Figure, picture: io.StringIO) -> RendererSVG:
    size = figure.bbox.width, figure.bbox.height
    return RendererSVG(*size, picture, image_dpi=POINTS, metadata={"Date": None})


def written_on(figure: Figure) -> str:
    """Return all words that are written on a figure."""
    texts: Any = figure.findobj(Text)
    return "".join(text.get_text() for text in texts)


@contextmanager
def boxes_for_glyphs() -> Iterator[None]:
    """Keep back Matplotlib's remark on a character that no font has: who shows the chart tells of it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def png_of_figure(figure: Figure) -> bytes:
    """Return a figure that is laid out as a PNG of twice its size on screen.

    The bytes are the same every time: no date, no program's name in them.
    """
    picture = io.BytesIO()
    with boxes_for_glyphs():
        figure.savefig(picture, format="png", dpi=DENSITY, metadata={"Software": None})
    return picture.getvalue()


def png(chart: Titled, plotted: Plotted) -> bytes:
    """Return the chart as a PNG; GlyphError where the font lacks a character."""
    return documents(chart, plotted)[1]
