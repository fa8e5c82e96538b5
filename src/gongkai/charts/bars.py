"""The few ways in which bars are drawn: stacked or side by side, upright or lying."""

import textwrap
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, BboxTransformTo, ScaledTranslation, Transform

from gongkai.charts.chart import Plotted
from gongkai.charts.rendering.renderer import width_of
from gongkai.charts.rendering.words import words_at
from gongkai.charts.style import COLOURS, INK, LIMIT, count_axis

_LABEL = (11, 3)  # letters of a line, lines
# Bars beyond which the labels are flatter, or the chart fills a page.
_MANY, _LABEL_OF_MANY = 10, (16, 2)
_NEVER_FIRST: Final = "、，。；：！？）》”’"  # no line of Chinese begins with these
_NEVER_LAST: Final = "（《“‘"  # and none ends with these
_ROOM: Final = 1.12  # above the longest bar, for its label
LIMIT_ROOM: Final = 0.14  # and for the words of each limit line
_END_GAP: Final = 10  # points between a bar, the words at its end and the edge
_AXIS_SIZE, _AXIS_DIGIT, _APART = 10, 6, 3  # points: words of an axis, a digit, between two words
_PICTURE_WIDTH: Final = 326  # points: within its margins, without the numbers beside it
_DIGIT, _HAN = 4.6, 8.5  # points: a digit and a character of a value label
_AXES_WIDTH, _BARS_WIDTH = 300, 205  # points: the narrowest usual axes, upright and lying
_LEGEND_SIZE, _LEGEND_ROOM, _LEGEND_COLUMNS, _HANDLE = 9, 290, 4, 32
_LEGEND_CORNER, _LEGEND_STEP = (-5.4, 7.2), 13.6  # points: where it ends, from line to line
_KEY_GAP, _COLUMN_GAP, _KEY_DOWN, _KEY_UP = 7.2, 18, 0.9, 3.1  # points
_STACK, _LYING = 0.62, 0.58  # of the room of a label
_Bar = tuple[float, float, float, float]  # its corner, width and height
_STACKED: Final[dict[str, Any]] = {"edgecolor": "white", "linewidth": 0.5}


def columns(axes: Axes, plotted: Plotted) -> None:
    """Draw one upright bar a label and series, the series of a label side by side."""
    series = plotted.series
    width = min(0.8 / len(series), 0.5)
    highest = max(value for _, numbers in series for value in numbers)
    for n, (name, numbers) in enumerate(series):
        at = [x + (n - (len(series) - 1) / 2) * width for x in range(len(numbers))]
        thick = width * 0.94
        bars = [(x - thick / 2, 0, thick, y) for x, y in zip(at, numbers, strict=True)]
        _series(axes, n, name, bars)
        _label(axes, at, numbers, highest, width)
    _gaps(axes, plotted)
    _finish_upright(axes, plotted, highest)


def _gaps(axes: Axes, plotted: Plotted) -> None:
    """Mark each label without a number: an empty place would look like a zero."""
    for at in plotted.gaps:
        axes.axvspan(at - 0.4, at + 0.4, facecolor="none", edgecolor=LIMIT, linestyle=(0, (2, 3)))
        axes.annotate(
            "缺",
            (at, 0.5),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="center",
            fontsize=9,
            color=INK,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )


def stacked_columns(axes: Axes, plotted: Plotted) -> None:
    """Draw one upright bar a label, the series on top of each other, the total above."""
    bottom = [0] * len(plotted.rows)
    for n, (name, numbers) in enumerate(plotted.series):
        bars = [
            (x - _STACK / 2, y, _STACK, up)
            for x, (y, up) in enumerate(zip(bottom, numbers, strict=True))
        ]
        _series(axes, n, name, bars, **_STACKED)
        bottom = [below + value for below, value in zip(bottom, numbers, strict=True)]
    _label(axes, range(len(bottom)), bottom, max(bottom), 1)
    _finish_upright(axes, plotted, max(bottom))


def _series(axes: Axes, number: int, name: str, bars: Sequence[_Bar], **look: Any) -> None:
    """Draw the bars of a series as one shape: many shapes take many times as long.

    The axes are not asked to make room for it: their limits are set from the numbers.
    """
    corners = [[(x, y), (x + w, y), (x + w, y + h), (x, y + h)] for x, y, w, h in bars]
    shape = Path.make_compound_path_from_polys(np.array(corners, dtype=float))
    colour = COLOURS[number % len(COLOURS)]
    axes.add_artist(PathPatch(shape, facecolor=colour, label=name, **{"linewidth": 0, **look}))


def _words(
    axes: Axes,
    places: Iterable[tuple[float, float]],
    words: Iterable[str],
    *,
    shift: tuple[float, float],
    size: float,
    align: tuple[str, str],
) -> None:
    """Write words at places between the bars, moved by ``shift`` points."""
    x, y = shift
    figure = axes.get_figure(root=True)
    assert figure is not None
    moved = axes.transData + ScaledTranslation(x / 72, y / 72, figure.dpi_scale_trans)
    for place, word in zip(places, words, strict=True):
        if word:
            axes.add_artist(words_at(place, word, moved, size, align))


def _label(
    axes: Axes, at: Sequence[float], numbers: Sequence[int], highest: int, width: float
) -> None:
    """Write the numbers above the bars, unless the longest would touch its neighbour."""
    if len(str(highest)) * _DIGIT <= _AXES_WIDTH * width / len(numbers):
        labels = [str(value) if value else "" for value in numbers]
        places = zip(at, numbers, strict=True)
        _words(axes, places, labels, shift=(0, 1), size=8, align=("center", "bottom"))


def _finish_upright(axes: Axes, plotted: Plotted, highest: int) -> None:
    axes.set_xticks(range(len(plotted.rows)), labels_below(plotted, highest))
    axes.set_xlim(-0.6, len(plotted.rows) - 0.4)
    count_axis(
        axes,
        horizontal=False,
        unit=plotted.unit,
        top=highest * (_ROOM + LIMIT_ROOM * len(plotted.limits)),
    )
    if plotted.columns[0] != "月份":
        axes.set_xlabel(plotted.columns[0], loc="right")
    limit_lines(axes, plotted)
    legend(axes, plotted)


def labels_below(plotted: Plotted, highest: float) -> list[str]:
    """Return the labels below upright bars or points: of years the bare numbers where the words would meet,
    and of very many each second one."""
    room = _PICTURE_WIDTH - len(str(round(highest))) * _AXIS_DIGIT
    labels = list(plotted.labels)
    if plotted.columns[0] == "年度" and _all_long(labels) > room:
        labels = [label[:4] for label in labels]
    if _all_long(labels) > room:
        kept = len(labels) % 2  # the last one is told
        labels = [label if n % 2 != kept else "" for n, label in enumerate(labels)]
    return labels


def _all_long(labels: Sequence[str]) -> float:
    return sum(width_of(label, _AXIS_SIZE) + _APART for label in labels)


def limit_lines(axes: Axes, plotted: Plotted) -> None:
    """Draw an upright line at each limit, its words before it; behind it where they would reach the axis."""
    for n, (after, words) in enumerate(plotted.limits):
        side = -1 if after > 1 else 1
        axes.axvline(after - 0.5, color=LIMIT, linewidth=1.2, linestyle=(0, (4, 3)))
        axes.annotate(
            words,
            (after - 0.5, 1),
            xycoords=("data", "axes fraction"),
            xytext=(4 * side, -3 - 15 * n),  # one below the other: two limits may stand close
            textcoords="offset points",
            ha="right" if side < 0 else "left",
            va="top",
            fontsize=8.5,
            color=LIMIT,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )


def lying_bars(axes: Axes, plotted: Plotted) -> None:
    """Draw one lying bar a label, the series one after the other, first label on top."""
    left = [0] * len(plotted.rows)
    for n, (name, numbers) in enumerate(plotted.series):
        bars = [
            (x, y - _LYING / 2, along, _LYING)
            for y, (x, along) in enumerate(zip(left, numbers, strict=True))
        ]
        _series(axes, n, name, bars, **_STACKED)
        left = [before + value for before, value in zip(left, numbers, strict=True)]
    ends = plotted.ends or [str(total) for total in left]
    places = ((x, y) for y, x in enumerate(left))
    _words(axes, places, ends, shift=(3, 0), size=8.5, align=("left", "center"))
    labels = wrapped_labels(plotted)
    axes.set_yticks(range(len(plotted.rows)), labels, linespacing=1.25)
    axes.set_ylim(len(plotted.rows) - 0.4, -0.6)
    count_axis(
        axes,
        horizontal=True,
        unit=plotted.unit,
        top=max(left) * max(_ROOM, _end_room(ends)),
    )
    legend(axes, plotted)


def _end_room(ends: Sequence[str]) -> float:
    """Return how much longer than its longest bar an axis must be for the words at the ends."""
    widest = max(sum(_DIGIT if c.isascii() else _HAN for c in end) for end in ends)
    return 1 / (1 - min(widest + _END_GAP, _BARS_WIDTH * 0.6) / _BARS_WIDTH)


def label_lines(plotted: Plotted) -> int:
    """Return how many lines the longest label of lying bars takes."""
    return max((label.count("\n") + 1 for label in wrapped_labels(plotted)), default=1)


def wrapped_labels(plotted: Plotted) -> list[str]:
    """Return the labels of lying bars, each on as many lines as it takes."""
    width, lines = _LABEL_OF_MANY if len(plotted.labels) > _MANY else _LABEL
    return [wrapped(label, width, lines) for label in plotted.labels]


def wrapped(label: str, width: int = _LABEL[0], most: int = _LABEL[1]) -> str:
    """Return the label on at most three lines of like length; what does not fit ends in ….

    >>> wrapped("不予公开：其他法律行政法规禁止公开的事项")
    '不予公开：其他法律行\\n政法规禁止公开的事项'
    """
    text = " ".join(label.split())
    if text.isascii():  # Latin letters are half as wide, and break between words
        cut = textwrap.shorten(text, 2 * width * most, placeholder=" …")
        return "\n".join(textwrap.wrap(cut, 2 * width)[:most]) or cut
    room = width * most
    text = text if len(text) <= room else text[: room - 1] + "…"
    lines = []
    for left in range(-(-len(text) // width), 1, -1):
        end = -(-len(text) // left)
        end -= text[end] in _NEVER_FIRST
        end -= text[end - 1] in _NEVER_LAST
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return "\n".join([*lines, text])


def legend(axes: Axes, plotted: Plotted) -> None:
    """Put the legend above the axes, where it can meet no bar and Matplotlib's own would stand, which measures boxes within boxes."""
    if [name for name, _ in plotted.series] == ["申请数"]:
        return
    figure = axes.get_figure(root=True)
    assert figure is not None
    corner = ScaledTranslation(1, 1, BboxTransformTo(axes.bbox))
    place = Affine2D().scale(1 / 72) + figure.dpi_scale_trans + corner  # points from the corner
    entries = list(zip(*axes.get_legend_handles_labels(), strict=True))
    wide = {name: width_of(name, _LEGEND_SIZE) for _, name in entries}
    across = _across([wide[name] for _, name in entries])
    columns = [entries[part] for part in _parts(len(entries), across)]
    right, lowest = _LEGEND_CORNER
    top = lowest + _LEGEND_STEP * (max(map(len, columns), default=1) - 1)
    for column in reversed(columns):
        left = right - max((wide[name] for _, name in column), default=0)
        for row, (handle, name) in enumerate(column):
            y = top - _LEGEND_STEP * row
            entry_at = (left, y), name, place, _LEGEND_SIZE, ("left", "baseline")
            figure.add_artist(words_at(*entry_at))
            figure.add_artist(_key(handle, left - _KEY_GAP - _LEGEND_SIZE, y, place))
        right = left - _KEY_GAP - _LEGEND_SIZE - _COLUMN_GAP


def _across(widths: Sequence[float]) -> int:
    """Return in how many columns entries stand as wide as these: as many as there is room for, four at most.

    >>> _across([50, 50]), _across([60, 95, 40, 45, 45, 45]), _across([200, 200])
    (2, 3, 1)
    """

    def taken(across: int) -> float:
        return sum(max(widths[part]) + _HANDLE for part in _parts(len(widths), across))

    most = min(_LEGEND_COLUMNS, len(widths))
    return next((n for n in range(most, 1, -1) if taken(n) <= _LEGEND_ROOM), 1)


def _parts(number: int, across: int) -> list[slice]:
    """Return which entries stand in each column, one below the other."""
    least, longer = divmod(number, across)
    starts = [n * least + min(n, longer) for n in range(across + 1)]
    return [slice(a, b) for a, b in pairwise(starts)]


def _key(handle: Artist, x: float, y: float, place: Transform) -> Artist:
    """Return what stands before a name: a square like the bars, a piece of the line."""
    if isinstance(handle, Line2D):
        along, up = [x, x + _LEGEND_SIZE / 2, x + _LEGEND_SIZE], y + _KEY_UP
        return Line2D(
            along, [up] * 3, color=handle.get_color(), marker=handle.get_marker(),
            markersize=handle.get_markersize(), markevery=[1], transform=place,
        )  # fmt: skip
    assert isinstance(handle, Patch)
    return Rectangle(
        (x, y - _KEY_DOWN), _LEGEND_SIZE, _LEGEND_SIZE - _KEY_DOWN, transform=place,
        facecolor=handle.get_facecolor(), edgecolor=handle.get_edgecolor(), linewidth=handle.get_linewidth(),
    )  # fmt: skip
