"""One house style, and a canvas that depends on nothing of the machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any, Final

import matplotlib as mpl
import pylopdf_fonts_zh_cn
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Bbox

FONT_FILE: Final = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"
# Neighbours differ by at least 12 in lightness (L*), so that they are told apart in grey and by
# colour-blind readers; each at least 3:1 against white.
COLOURS: Final = ("#1f4e79", "#b8862f", "#b8483c", "#3d4650", "#6f9c84", "#7b5a86")
INK, GRID, LIMIT = "#2b2f33", "#d9dee3", "#a61c1c"
# Narrow enough that its words can be read on a telephone, where it is as wide as the screen.
WIDTH, HEIGHT, BAR_HEIGHT, LINE_HEIGHT = 4.8, 2.6, 0.34, 0.18  # inches
POINTS: Final = 72  # an inch; the drawing's own unit, so that nothing is scaled
_MARGIN: Final = 3  # points between the words and the edge
# Matplotlib's settings belong to the process. JupyterLab answers widgets on another thread than
# the one that runs cells: a chart ending there would take the style from one that is being drawn.
_ONE_AT_A_TIME: Final = RLock()
_TICKS_ALONG, _TICKS_UP = 12, 8  # as most charts have: months, and steps of a scale
_LAID_OUT: Final[list[tuple[Figure, Axes]]] = []  # canvases that nothing was drawn on


@cache
def font_family() -> str:
    """Return the family of the packaged font, registered by file.

    A machine's own font of that name would be found by matplotlib too, and be of another version:
    it is left out, so that measures and bitmaps are the same everywhere.
    """
    fontManager.addfont(str(FONT_FILE))
    family = str(FontProperties(fname=str(FONT_FILE)).get_name())
    fontManager.ttflist = [
        font for font in fontManager.ttflist if font.name != family or Path(font.fname) == FONT_FILE
    ]
    return family


def settings() -> Any:
    """Return Matplotlib's settings in the house style."""
    return {
        "font.family": [font_family()],
        "font.size": 10,
        "text.color": INK,
        "text.parse_math": False,
        "axes.edgecolor": INK,
        "axes.labelcolor": INK,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.unicode_minus": False,
        "axes.prop_cycle": cycler(color=COLOURS),
        "grid.color": GRID,
        "grid.linewidth": 0.7,
        "xtick.color": INK,
        "ytick.color": INK,
        "legend.frameon": False,
        "svg.fonttype": "none",
        "svg.hashsalt": "gongkai",
    }


@contextmanager
def house_style() -> Iterator[None]:
    """Put the house style in force for the drawing of one chart; another thread's chart waits."""
    with _ONE_AT_A_TIME, mpl.rc_context(settings()):
        yield


def canvas(rows: int | None = None, lines: int = 1) -> tuple[Figure, Axes]:
    """Return a figure and its axes; lying bars are given their number, and the lines of a label."""
    bar = max(BAR_HEIGHT, LINE_HEIGHT * lines + 0.06)
    height = HEIGHT if rows is None else max(1.2, 0.8 + bar * rows)
    figure, axes = _LAID_OUT.pop() if _LAID_OUT else _blank()
    if height != HEIGHT:
        figure.set_size_inches(WIDTH, height)
    return figure, axes


def _blank() -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=POINTS)
    FigureCanvasSVG(figure)
    return figure, figure.add_axes((0.1, 0.1, 0.8, 0.8))


def lay_out(number: int) -> None:
    """Make so many canvases ready, with their ticks, half the work of building a chart.

    For a process that forks: each child has them all as new. One is drawn on once and never comes
    back, so that nothing of a chart can be in the next.
    """
    with house_style():
        while len(_LAID_OUT) < number:
            figure, axes = _blank()
            axes.xaxis.get_major_ticks(_TICKS_ALONG)
            axes.yaxis.get_major_ticks(_TICKS_UP)
            _LAID_OUT.append((figure, axes))


def fit(figure: Figure, axes: Axes, renderer: RendererBase | None = None) -> None:
    """Make the axes as large as their words leave room for, measuring each word once.

    What stands outside the axes is as wide wherever they stand, so one measuring is enough;
    Matplotlib's own layout measures bars and words alike, and twice.
    """
    for axis in (axes.xaxis, axes.yaxis):
        if not axis.label.get_text():
            axis.set_label_coords(0, 0)  # or every tick is measured to find a place for nothing
    titles = [c for c in axes.get_children() if isinstance(c, Text) and c not in axes.texts]
    around = [axis.get_tightbbox(renderer) for axis in (axes.xaxis, axes.yaxis)]
    around += [title.get_window_extent(renderer) for title in titles if title.get_text()]
    if (legend := axes.get_legend()) is not None:
        around.append(legend.get_window_extent(renderer))
    whole = Bbox.union([axes.bbox, *(box for box in around if box is not None)])
    width, height = figure.bbox.size
    left, bottom = axes.bbox.x0 - whole.x0 + _MARGIN, axes.bbox.y0 - whole.y0 + _MARGIN
    right, top = whole.x1 - axes.bbox.x1 + _MARGIN, whole.y1 - axes.bbox.y1 + _MARGIN
    x, y = axes.xaxis.label.get_position()
    below = axes.bbox.y0 - y
    axes.set_position(
        (
            left / width,
            bottom / height,
            max(1 - (left + right) / width, 0.2),
            max(1 - (bottom + top) / height, 0.2),
        )
    )
    if axes.xaxis.label.get_text():
        axes.xaxis.set_label_coords(x, -below / axes.bbox.height)  # it moves with the axes
    _leave_measured(axes)


def _leave_measured(axes: Axes) -> None:
    """Spare the labels of ticks a second measuring, where nothing is placed by them."""
    for axis in (axes.xaxis, axes.yaxis):
        if not axis.offsetText.get_text() and (axis is axes.xaxis or not axis.label.get_text()):
            for label in axis.get_majorticklabels():
                label.set_in_layout(False)


def count_axis(axes: Axes, *, horizontal: bool, unit: str, top: float) -> None:
    """Make the value axis start at zero, count in whole numbers and carry its unit."""
    axis = axes.xaxis if horizontal else axes.yaxis
    axis.set_major_locator(MaxNLocator(integer=True, nbins=6, min_n_ticks=2))
    (axes.set_xlim if horizontal else axes.set_ylim)(0, top or 1)
    axes.grid(axis="x" if horizontal else "y")
    if horizontal:
        axes.set_xlabel(f"单位：{unit}", loc="right")
        axes.tick_params(axis="y", length=0, left=False)
    else:
        axes.set_title(f"单位：{unit}", loc="left", fontsize=9, y=1)
        axes.tick_params(axis="x", length=0, bottom=False)
