"""A chart drawn once, as the bytes of a picture; every glyph is there or the drawing stops."""

import io
import warnings
from typing import Any

from matplotlib.figure import Figure

from gongkai.charts.bars import lying_bars
from gongkai.charts.chart import Plotted, Titled
from gongkai.charts.style import canvas, house_style
from gongkai.errors import GongkaiError


class GlyphError(GongkaiError):
    """The font lacks a character that a chart should show."""


def drawn(chart: Titled, plotted: Plotted, **options: Any) -> bytes:
    """Return the picture that matplotlib saves with the options.

    GlyphError names a character that the packaged font does not have.
    """
    with house_style():
        figure, axes = canvas(len(plotted.rows) if chart.draw is lying_bars else None)
        chart.draw(axes, plotted)
        return saved(figure, chart.title, **options)


def saved(figure: Figure, title: str, **options: Any) -> bytes:
    """Return a figure drawn in the house style, which must be in force, as matplotlib saves it.

    GlyphError names a character that the packaged font does not have.
    """
    picture = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        try:
            figure.savefig(picture, **options)
        except UserWarning as warning:
            raise GlyphError(
                f"图“{title}”中有字体没有的字（{warning}）。请核对台账中的生僻字。"
            ) from None
    return picture.getvalue()


def png(chart: Titled, plotted: Plotted, dpi: int = 200) -> bytes:
    """Return the chart as a PNG of the same bytes every time: no date, no program's name in it."""
    return drawn(chart, plotted, format="png", dpi=dpi, metadata={"Software": None})
