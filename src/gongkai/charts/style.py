"""One house style, and a canvas that depends on nothing of the machine."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path as FilePath
from threading import RLock
from typing import Any, Final
from weakref import WeakSet

import matplotlib as mpl
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.lines import Line2D
from matplotlib.markers import TICKDOWN, TICKLEFT, MarkerStyle
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Bbox

from gongkai.charts.rendering.glyphs import SPARE_FAMILY
from gongkai.charts.rendering.words import Words, put_away
from gongkai.charts.size import FONT_FILE, POINTS, WIDTH

# Neighbours differ by at least 12 in lightness (L*), so that they are told apart in grey and by
# colour-blind readers; each at least 3:1 against white.
COLOURS: Final = ("#1f4e79", "#b8862f", "#b8483c", "#3d4650", "#6f9c84", "#7b5a86")
INK, GRID, LIMIT = "#2b2f33", "#d9dee3", "#a61c1c"
HEIGHT, BAR_HEIGHT, LINE_HEIGHT = 2.6, 0.34, 0.18  # inches
_MARGIN: Final = 3  # points between the words and the edge
# Matplotlib's settings belong to the process. JupyterLab answers widgets on another thread than
# the one that runs cells: a chart ending there would take the style from one that is being drawn.
_ONE_AT_A_TIME: Final = RLock()
_RAW: Final[Any] = dict  # Matplotlib's settings without its checks
_TICKS: Final = {False: (12, 8), True: (8, 12)}  # along and up, as most charts have
_BINS, _BINS_OF_LONG, _LONG = 6, 3, 10_000  # ticks at most, from which number on
_PLACE: Final = (0.1, 0.1, 0.8, 0.8)  # of the axes, until what stands around them is measured
_KEPT: Final[dict[bool, list[tuple[Figure, Axes]]]] = {False: [], True: []}  # lying or not
_OURS: Final[WeakSet[Axes]] = WeakSet()  # axes that count cases: their ticks and grid are set


@cache
def font_family() -> str:
    """Return the family of the packaged font, registered by file.

    A machine's own font of that name would be found by matplotlib too, and be of another version:
    it is left out, so that measures and bitmaps are the same everywhere.
    """
    fontManager.addfont(str(FONT_FILE))
    family = str(FontProperties(fname=str(FONT_FILE)).get_name())
    fontManager.ttflist = [
        font
        for font in fontManager.ttflist
        if font.name != family or FilePath(font.fname) == FONT_FILE
    ]
    return family


def lend_font() -> None:
    """Have charts that somebody draws without us fall back on the packaged font: Chinese in them would
    be boxes. What their own font has, it still draws."""
    family = font_family()
    if family not in mpl.rcParams["font.family"]:
        mpl.rcParams["font.family"] = [*mpl.rcParams["font.family"], family]


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
        "axes.formatter.limits": (-9, 15),  # a million is written out, not as 1e6
        "axes.formatter.useoffset": False,
        "axes.prop_cycle": cycler(color=COLOURS),
        "grid.color": GRID,
        "grid.linewidth": 0.7,
        "xtick.color": INK,
        "ytick.color": INK,
        "legend.frameon": False,
        "svg.fonttype": "none",
        "svg.hashsalt": "gongkai",
    }


def own_settings() -> Any:
    """Return Matplotlib's settings for a chart of somebody's own: with a second font for signs that the
    packaged one does not have."""
    return settings() | {"font.family": [font_family(), SPARE_FAMILY]}


@contextmanager
def house_style() -> Iterator[None]:
    """Put the house style in force for the drawing of one chart; another thread's chart waits."""
    with _ONE_AT_A_TIME, mpl.rc_context(own_settings()):
        yield


@contextmanager
def our_style() -> Iterator[None]:
    """Put the house style in force for a chart of this package, which itself changes no setting.

    Matplotlib's own way keeps a copy of all its three hundred settings, and checks ours each time.
    """
    ours = _checked()
    with _ONE_AT_A_TIME:
        before = _in_force(ours)
        _RAW.update(mpl.rcParams, ours)
        try:
            yield
        finally:
            _RAW.update(mpl.rcParams, before)


@cache
def _checked() -> dict[str, Any]:
    with _ONE_AT_A_TIME, mpl.rc_context(settings()):
        return _in_force(settings())


def _in_force(names: Iterable[str]) -> dict[str, Any]:
    return {name: _RAW.__getitem__(mpl.rcParams, name) for name in names}


def canvas(rows: int | None = None, lines: int = 1) -> tuple[Figure, Axes]:
    """Return a figure and its axes; lying bars are given their number, and the lines of a label."""
    figure = Figure(figsize=(WIDTH, _height(rows, lines)), dpi=POINTS)
    FigureCanvasSVG(figure)
    return figure, figure.add_axes(_PLACE)


def _height(rows: int | None, lines: int) -> float:
    bar = max(BAR_HEIGHT, LINE_HEIGHT * lines + 0.06)
    return HEIGHT if rows is None else max(1.2, 0.8 + bar * rows)


@contextmanager
def kept_canvas(rows: int | None = None, lines: int = 1) -> Iterator[Figure]:
    """Yield the figure of a canvas for counts, its ticks and grid set, and keep it for the next.

    Building axes and ticks takes as long as drawing a chart. All that a chart of this package puts on
    a canvas is taken away at its end, or set anew by the next one; a chart that fails takes it along.
    The house style must be in force: one chart is drawn at a time.
    """
    lying = rows is not None
    figure, axes = _KEPT[lying].pop() if _KEPT[lying] else _counting(lying)
    figure.set_size_inches(WIDTH, _height(rows, lines))
    yield figure
    for artist in (
        *axes.texts, *axes.lines, *axes.patches, *figure.texts, *figure.artists,
    ):  # fmt: skip
        artist.remove()
        put_away(artist)
    for axis in (axes.xaxis, axes.yaxis):
        for tick in axis.majorTicks:
            tick.label1.set_text("")
            tick.label1.set_in_layout(True)
    axes.set_xlabel("")
    axes.xaxis.set_label_coords(1, 1)  # within the axes, where it widens no measure of the ticks
    axes.set_title("", loc="left")
    axes.set_position(_PLACE)
    _KEPT[lying].append((figure, axes))


def _counting(lying: bool) -> tuple[Figure, Axes]:
    figure, axes = canvas()
    along, up = _TICKS[lying]
    axes.xaxis.get_major_ticks(along)
    axes.yaxis.get_major_ticks(up)
    for tick in (*axes.xaxis.majorTicks, *axes.yaxis.majorTicks):
        tick.label1.__class__ = Words
    _set_ticks(axes, lying)
    axes.grid(visible=False)
    axes.tick_params(left=False, bottom=False)
    axes.patch.set_visible(False)
    axes.xaxis.set_label_coords(1, 1)
    _OURS.add(axes)
    return figure, axes


def lay_out() -> None:
    """Make a canvas of each kind ready, for a process that forks: each child has them as new."""
    with our_style():
        for lying, kept in _KEPT.items():
            if not kept:
                kept.append(_counting(lying))


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
    label = axes.xaxis.label
    x, y = label.get_position()
    if axes in _OURS and label.get_text():  # below the ticks, where Matplotlib puts it but once
        lowest = axes.bbox if around[0] is None else around[0]
        x, y = 1, lowest.y0 - axes.xaxis.labelpad
        axes.xaxis.set_label_coords(x, (y - axes.bbox.y0) / axes.bbox.height)
        around.append(label.get_window_extent(renderer))
    around += [title.get_window_extent(renderer) for title in titles if title.get_text()]
    around += [one.get_window_extent(renderer) for one in (*figure.texts, *figure.artists)]
    if (legend := axes.get_legend()) is not None:
        around.append(legend.get_window_extent(renderer))
    whole = Bbox.union([axes.bbox, *(box for box in around if box is not None)])
    width, height = figure.bbox.size
    left, bottom = axes.bbox.x0 - whole.x0 + _MARGIN, axes.bbox.y0 - whole.y0 + _MARGIN
    right, top = whole.x1 - axes.bbox.x1 + _MARGIN, whole.y1 - axes.bbox.y1 + _MARGIN
    below = axes.bbox.y0 - y
    axes.set_position(
        (
            left / width,
            bottom / height,
            max(1 - (left + right) / width, 0.2),
            max(1 - (bottom + top) / height, 0.2),
        )
    )
    if label.get_text():
        axes.xaxis.set_label_coords(x, -below / axes.bbox.height)  # it moves with the axes
    _leave_measured(axes)


def _leave_measured(axes: Axes) -> None:
    """Spare the labels of ticks a second measuring, where nothing is placed by them."""
    for axis in (axes.xaxis, axes.yaxis):
        if not axis.offsetText.get_text() and (axis is axes.xaxis or not axis.label.get_text()):
            for tick in axis.majorTicks:
                tick.label1.set_in_layout(False)


def count_axis(axes: Axes, *, horizontal: bool, unit: str, top: float) -> None:
    """Make the value axis start at zero, count in whole numbers and carry its unit."""
    (axes.set_xlim if horizontal else axes.set_ylim)(0, top or 1)
    if axes not in _OURS:
        _set_ticks(axes, horizontal)
    if horizontal:  # long numbers side by side need more room
        locator = axes.xaxis.get_major_locator()
        assert isinstance(locator, MaxNLocator)
        locator.set_params(nbins=_BINS if top < _LONG else _BINS_OF_LONG)
    if axes in _OURS:
        _rule(axes, horizontal)
    if horizontal:
        axes.set_xlabel(f"单位：{unit}", loc="right")
    else:
        axes.set_title(f"单位：{unit}", loc="left", fontsize=9, y=1)


def _rule(axes: Axes, horizontal: bool) -> None:
    """Draw the grid as one shape and the ticks as one line: each of their own costs ten times that."""
    axis = axes.xaxis if horizontal else axes.yaxis
    low, high = axis.get_view_interval()
    at = [place for place in axis.get_majorticklocs() if low <= place <= high]
    ends = [(place, end) if horizontal else (end, place) for place in at for end in (0, 1)]
    along = axes.get_xaxis_transform() if horizontal else axes.get_yaxis_transform()
    lines = Path(ends, [Path.MOVETO, Path.LINETO] * len(at))
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.add_artist(
        PathPatch(
            lines, transform=along, fill=False, edgecolor=GRID, zorder=-1, capstyle="projecting",
            linewidth=mpl.rcParams["grid.linewidth"],
        )
    )  # fmt: skip
    marks = Line2D(
        *zip(*ends[::2], strict=True), transform=along, linestyle="none", color=INK, zorder=2.01,
        marker=MarkerStyle(TICKDOWN if horizontal else TICKLEFT), markersize=3.5, markeredgewidth=0.8,
    )  # fmt: skip
    figure.add_artist(marks)


def _set_ticks(axes: Axes, horizontal: bool) -> None:
    """Have whole numbers and a grid along the values, and no ticks along what is counted."""
    axis = axes.xaxis if horizontal else axes.yaxis
    axis.set_major_locator(MaxNLocator(integer=True, nbins=_BINS, min_n_ticks=2))
    axes.grid(axis="x" if horizontal else "y")
    if horizontal:
        axes.tick_params(axis="y", length=0, left=False)
    else:
        axes.tick_params(axis="x", length=0, bottom=False)
