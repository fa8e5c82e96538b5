"""The few ways in which bars are drawn: stacked or side by side, upright or lying."""

import textwrap
from typing import Final

from matplotlib.axes import Axes

from gongkai.charts.chart import Plotted
from gongkai.charts.style import INK, LIMIT, count_axis

_FEW: Final = 14
_LABEL_WIDTH: Final = 16
_LIMIT_ROOM: Final = 1.26  # and for the words of a limit line
_ROOM: Final = 1.12  # above the longest bar, for its label


def columns(axes: Axes, plotted: Plotted) -> None:
    """Draw one upright bar a label and series, the series of a label side by side."""
    series = plotted.series
    width = min(0.8 / len(series), 0.5)
    highest = max(value for _, numbers in series for value in numbers)
    for n, (name, numbers) in enumerate(series):
        at = [x + (n - (len(series) - 1) / 2) * width for x in range(len(numbers))]
        bars = axes.bar(at, numbers, width * 0.94, label=name)
        if len(numbers) * len(series) <= 2 * _FEW:
            labels = [str(value) if value else "" for value in numbers]
            axes.bar_label(bars, labels=labels, padding=1, fontsize=8, color=INK)
    _finish_upright(axes, plotted, highest)


def stacked_columns(axes: Axes, plotted: Plotted) -> None:
    """Draw one upright bar a label, the series on top of each other, the total above."""
    bottom = [0] * len(plotted.rows)
    for name, numbers in plotted.series:
        bars = axes.bar(range(len(numbers)), numbers, 0.62, bottom=bottom, label=name)
        bottom = [below + value for below, value in zip(bottom, numbers, strict=True)]
    labels = [str(total) if total else "" for total in bottom]
    if len(bottom) <= _FEW:
        axes.bar_label(bars, labels=labels, padding=1, fontsize=8, color=INK)
    _finish_upright(axes, plotted, max(bottom))


def _finish_upright(axes: Axes, plotted: Plotted, highest: int) -> None:
    axes.set_xticks(range(len(plotted.rows)), plotted.labels)
    axes.set_xlim(-0.6, len(plotted.rows) - 0.4)
    count_axis(
        axes,
        horizontal=False,
        unit=plotted.unit,
        top=highest * (_LIMIT_ROOM if plotted.limits else _ROOM),
    )
    if plotted.columns[0] != "月份":
        axes.set_xlabel(plotted.columns[0], loc="right")
    for after, words in plotted.limits:
        axes.axvline(after - 0.5, color=LIMIT, linewidth=1.2, linestyle=(0, (4, 3)))
        axes.annotate(
            words,
            (after - 0.5, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-4, -2),
            textcoords="offset points",
            ha="right",
            va="top",
            fontsize=8.5,
            color=LIMIT,
        )
    _legend(axes, plotted)


def lying_bars(axes: Axes, plotted: Plotted) -> None:
    """Draw one lying bar a label, the series one after the other, first label on top."""
    left = [0] * len(plotted.rows)
    for name, numbers in plotted.series:
        bars = axes.barh(range(len(numbers)), numbers, 0.58, left=left, label=name)
        left = [before + value for before, value in zip(left, numbers, strict=True)]
    axes.bar_label(bars, labels=[str(total) for total in left], padding=3, fontsize=8.5, color=INK)
    labels = ["\n".join(textwrap.wrap(x, _LABEL_WIDTH)) or x for x in plotted.labels]
    axes.set_yticks(range(len(plotted.rows)), labels)
    axes.set_ylim(len(plotted.rows) - 0.4, -0.6)
    count_axis(axes, horizontal=True, unit=plotted.unit, top=max(left) * _ROOM)
    _legend(axes, plotted)


def _legend(axes: Axes, plotted: Plotted) -> None:
    """Put the legend above the axes, where it can meet no bar."""
    if [name for name, _ in plotted.series] != ["申请数"]:
        axes.legend(
            loc="lower right",
            bbox_to_anchor=(1, 1),
            ncols=min(4, len(plotted.series)),
            borderaxespad=0.2,
            fontsize=9,
            handlelength=1,
            handleheight=1,
        )
