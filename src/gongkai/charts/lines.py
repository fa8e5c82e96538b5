"""Figures over the years as lines: broken where a year has no such figure or the form changed."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from matplotlib.axes import Axes

from gongkai.charts.bars import legend, limit_lines
from gongkai.charts.chart import Plotted
from gongkai.charts.style import COLOURS, INK, count_axis

_ROOM: Final = 1.18  # above the highest point, for its label
_MARKS: Final = "osD^vP"  # lines are told apart in grey, too
_LOW: Final = 0.12  # of the highest: below it a number would stand on the axis
_SHIFT: Final = 9  # points between a mark and its number


def broken_lines(axes: Axes, plotted: Plotted) -> None:
    """Draw one line a series over the labels; it ends at a limit and where a number is None."""
    highest = 0.0
    for n, name in enumerate(plotted.columns[1:]):
        colour, mark = COLOURS[n % len(COLOURS)], _MARKS[n % len(_MARKS)]
        told = name
        for first, last in unbroken(plotted, n + 1):
            at = range(first, last)
            numbers = [float(row[n + 1] or 0) for row in plotted.rows[first:last]]
            axes.plot(at, numbers, color=colour, marker=mark, markersize=5, label=told)
            told = "_"  # one entry in the legend for all pieces of a line
            highest = max(highest, *numbers)
            for x, (y, under) in zip(at, _sides(numbers, n), strict=True):
                _number(axes, x, y, str(plotted.rows[x][n + 1]), under=under)
    axes.set_xticks(range(len(plotted.rows)), plotted.labels)
    axes.set_xlim(-0.5, len(plotted.rows) - 0.5)
    count_axis(axes, horizontal=False, unit=plotted.unit, top=highest * _ROOM)
    limit_lines(axes, plotted)
    legend(axes, plotted)


def unbroken(plotted: Plotted, column: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches of rows (first, past the last) over which a column's line may run.

    >>> rows = (("2017年", 3), ("2018年", 4), ("2019年", 5), ("2020年", None), ("2021年", 6))
    >>> unbroken(Plotted(("年度", "收到"), rows, "件", "", ((2, "口径改变"),)), 1)
    ((0, 2), (2, 3), (4, 5))
    """
    edges = {0, len(plotted.rows), *(after for after, _ in plotted.limits)}
    for n, row in enumerate(plotted.rows):
        if row[column] is None:
            edges |= {n, n + 1}
    return tuple(
        (first, last)
        for first, last in pairwise(sorted(edges))
        if plotted.rows[first][column] is not None
    )


def _sides(numbers: list[float], line: int) -> Iterator[tuple[float, bool]]:
    """Yield each number with whether it is written under its mark: where the line does not run.

    Lines take turns above and below; in a valley of the upper and on a peak of the lower the line
    would run through the number. Near the axis there is no room below.
    """
    top = max(numbers)
    for at, y in enumerate(numbers):
        beside = [numbers[n] for n in (at - 1, at + 1) if 0 <= n < len(numbers)]
        valley = bool(beside) and all(other > y for other in beside)
        peak = bool(beside) and all(other < y for other in beside)
        under = not peak if line % 2 else valley
        yield y, under and y > _LOW * top


def _number(axes: Axes, x: int, y: float, words: str, *, under: bool) -> None:
    shift = -_SHIFT if under else _SHIFT
    axes.annotate(
        words,
        (x, y),
        xytext=(0, shift),
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=8,
        color=INK,
    )


def describe_lines(title: str, plotted: Plotted) -> str:
    """Return the alt text: every number of every line, — where there is none."""
    told = [
        f"{name}："
        + "，".join(
            f"{row[0]}{'—' if row[n] is None else f'{row[n]}{plotted.unit}'}"
            for row in plotted.rows
        )
        for n, name in enumerate(plotted.columns[1:], start=1)
    ]
    note = f"{plotted.note}。" if plotted.note else ""
    return f"{title}。{'。'.join(told)}。{note}"
