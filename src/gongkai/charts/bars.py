"""The few ways in which bars are drawn: stacked or side by side, upright or lying."""

from collections.abc import Sequence
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.container import BarContainer

from gongkai.charts.chart import Plotted
from gongkai.charts.style import INK, LIMIT, count_axis

_LABEL = (11, 3)  # letters of a line, lines
_MANY, _LABEL_OF_MANY = (
    10,
    (16, 2),
)  # bars beyond which the labels are flatter, or the chart fills a page
_NEVER_FIRST: Final = "、，。；：！？）》”’"  # no line of Chinese begins with these
_ROOM: Final = 1.12  # above the longest bar, for its label
_LIMIT_ROOM: Final = 0.14  # and for the words of each limit line
_END_GAP: Final = 10  # points between a bar, the words at its end and the edge
_DIGIT, _HAN = 4.6, 8.5  # points: a digit and a character of a value label
_AXES_WIDTH, _BARS_WIDTH = 300, 205  # points: the narrowest usual axes, upright and lying
_LEGEND_SIZE, _LEGEND_ROOM, _HANDLE = 9, 290, 32
_STACKED: Final[dict[str, Any]] = {"edgecolor": "white", "linewidth": 0.5}


def columns(axes: Axes, plotted: Plotted) -> None:
    """Draw one upright bar a label and series, the series of a label side by side."""
    series = plotted.series
    width = min(0.8 / len(series), 0.5)
    highest = max(value for _, numbers in series for value in numbers)
    for n, (name, numbers) in enumerate(series):
        at = [x + (n - (len(series) - 1) / 2) * width for x in range(len(numbers))]
        bars = axes.bar(at, numbers, width * 0.94, label=name)
        _label(axes, bars, numbers, highest, width)
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
    for name, numbers in plotted.series:
        bars = axes.bar(range(len(numbers)), numbers, 0.62, bottom=bottom, label=name, **_STACKED)
        bottom = [below + value for below, value in zip(bottom, numbers, strict=True)]
    _label(axes, bars, bottom, max(bottom), 1)
    _finish_upright(axes, plotted, max(bottom))


def _label(
    axes: Axes, bars: BarContainer, numbers: Sequence[int], highest: int, width: float
) -> None:
    """Write the numbers above the bars, unless the longest would touch its neighbour."""
    if len(str(highest)) * _DIGIT <= _AXES_WIDTH * width / len(numbers):
        labels = [str(value) if value else "" for value in numbers]
        axes.bar_label(bars, labels=labels, padding=1, fontsize=8, color=INK)


def _finish_upright(axes: Axes, plotted: Plotted, highest: int) -> None:
    axes.set_xticks(range(len(plotted.rows)), plotted.labels)
    axes.set_xlim(-0.6, len(plotted.rows) - 0.4)
    count_axis(
        axes,
        horizontal=False,
        unit=plotted.unit,
        top=highest * (_ROOM + _LIMIT_ROOM * len(plotted.limits)),
    )
    if plotted.columns[0] != "月份":
        axes.set_xlabel(plotted.columns[0], loc="right")
    limit_lines(axes, plotted)
    legend(axes, plotted)


def limit_lines(axes: Axes, plotted: Plotted) -> None:
    """Draw an upright line at each limit, its words beside it."""
    for n, (after, words) in enumerate(plotted.limits):
        axes.axvline(after - 0.5, color=LIMIT, linewidth=1.2, linestyle=(0, (4, 3)))
        axes.annotate(
            words,
            (after - 0.5, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-4, -3 - 15 * n),  # one below the other: two limits may stand close
            textcoords="offset points",
            ha="right",
            va="top",
            fontsize=8.5,
            color=LIMIT,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )


def lying_bars(axes: Axes, plotted: Plotted) -> None:
    """Draw one lying bar a label, the series one after the other, first label on top."""
    left = [0] * len(plotted.rows)
    for name, numbers in plotted.series:
        bars = axes.barh(range(len(numbers)), numbers, 0.58, left=left, label=name, **_STACKED)
        left = [before + value for before, value in zip(left, numbers, strict=True)]
    ends = plotted.ends or [str(total) for total in left]
    axes.bar_label(bars, labels=ends, padding=3, fontsize=8.5, color=INK)
    labels = _wrapped_labels(plotted)
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
    return max((label.count("\n") + 1 for label in _wrapped_labels(plotted)), default=1)


def _wrapped_labels(plotted: Plotted) -> list[str]:
    width, lines = _LABEL_OF_MANY if len(plotted.labels) > _MANY else _LABEL
    return [wrapped(label, width, lines) for label in plotted.labels]


def wrapped(label: str, width: int = _LABEL[0], most: int = _LABEL[1]) -> str:
    """Return the label on at most three lines of like length; what does not fit ends in ….

    >>> wrapped("不予公开：其他法律行政法规禁止公开的事项")
    '不予公开：其他法律行\\n政法规禁止公开的事项'
    """
    room = width * most
    text = " ".join(label.split())
    text = text if len(text) <= room else text[: room - 1] + "…"
    lines = []
    for left in range(-(-len(text) // width), 1, -1):
        end = -(-len(text) // left)
        end -= text[end] in _NEVER_FIRST
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return "\n".join([*lines, text])


def legend(axes: Axes, plotted: Plotted) -> None:
    """Put the legend above the axes, where it can meet no bar."""
    names = [name for name, _ in plotted.series]
    if names != ["申请数"]:
        entry = max(map(len, names)) * _LEGEND_SIZE + _HANDLE
        axes.legend(
            loc="lower right",
            bbox_to_anchor=(1, 1),
            ncols=max(1, min(4, len(names), _LEGEND_ROOM // entry)),
            borderaxespad=0.2,
            fontsize=_LEGEND_SIZE,
            handlelength=1,
            handleheight=1,
        )
