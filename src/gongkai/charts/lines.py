"""Figures over the years as lines: broken where a year has no such figure or the form changed."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, Literal

from matplotlib.axes import Axes

from gongkai.charts.bars import LIMIT_ROOM, labels_below, legend, limit_lines
from gongkai.charts.chart import Plotted, Told
from gongkai.charts.style import COLOURS, INK, count_axis

_ROOM: Final = 1.18  # above the highest point, for its label
_MARKS: Final = "osD^vP"  # lines are told apart in grey, too
_LOW: Final = 0.12  # of the highest: below it a number would stand on the axis
_SHIFT: Final = 9  # points between a mark and its number
_APART: Final = 0.08  # of the highest: nearer to each other, numbers beside their marks would touch
Side = Literal["above", "below", "beside", "before", "behind"]
_PLACES: Final[dict[Side, tuple[int, int, str]]] = {
    "above": (0, _SHIFT, "center"),
    "below": (0, -_SHIFT, "center"),
    "beside": (_SHIFT - 2, 0, "left"),
    "before": (2, _SHIFT, "right"),
    "behind": (-2, _SHIFT, "left"),
}


def broken_lines(axes: Axes, plotted: Plotted) -> None:
    """Draw one line a series over the labels; it ends at a limit and where a number is None."""
    points: dict[int, dict[float, str]] = {}
    valleys: set[int] = set()
    slopes: dict[int, Side] = {}
    for n, name in enumerate(plotted.columns[1:]):
        colour, mark = COLOURS[n % len(COLOURS)], _MARKS[n % len(_MARKS)]
        told = name
        for first, last in unbroken(plotted, n + 1):
            at = range(first, last)
            numbers = [float(row[n + 1] or 0) for row in plotted.rows[first:last]]
            axes.plot(at, numbers, color=colour, marker=mark, markersize=5, label=told)
            told = "_"  # one entry in the legend for all pieces of a line
            valleys |= {first + x for x in _valleys(numbers)}
            slopes |= {first + x: side for x, side in _slopes(numbers)}
            for x, y in zip(at, numbers, strict=True):
                points.setdefault(x, {})[y] = str(plotted.rows[x][n + 1])  # the same is told once
    highest = max((y for found in points.values() for y in found), default=0.0)
    for x, found in points.items():
        for y, side in _sides(sorted(found), highest, valley=x in valleys):
            slope = slopes.get(x, side) if len(found) == 1 and "." in found[y] else side
            _number(axes, x, y, found[y], slope)
    axes.set_xticks(range(len(plotted.rows)), labels_below(plotted, highest))
    axes.set_xlim(-0.5, len(plotted.rows) - 0.5)
    count_axis(
        axes,
        horizontal=False,
        unit=plotted.unit,
        top=highest * (_ROOM + LIMIT_ROOM * len(plotted.limits)),
    )
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


def _valleys(numbers: list[float]) -> Iterator[int]:
    """Yield where a line is lower than on both sides: a number above would stand on it."""
    for at, y in enumerate(numbers):
        beside = [numbers[n] for n in (at - 1, at + 1) if 0 <= n < len(numbers)]
        if beside and all(other > y for other in beside):
            yield at


def _slopes(numbers: list[float]) -> Iterator[tuple[int, Side]]:
    """Yield where a line goes on upwards or downwards, and on which side a long number is clear of it."""
    for at, (before, y, after) in enumerate(
        zip(numbers, numbers[1:], numbers[2:], strict=False), 1
    ):
        if before < y < after:
            yield at, "before"
        elif before > y > after:
            yield at, "behind"


def _sides(found: list[float], highest: float, *, valley: bool) -> Iterator[tuple[float, Side]]:
    """Yield each number over one label with the side of its mark where nothing stands in its way.

    The highest is written above its mark, the lowest below, or beside it where the axis is near; one
    between them beside its mark, if there is room: else the table alone tells it.
    """
    lowest, top = found[0], found[-1]
    low = lowest <= _LOW * highest
    if len(found) == 1:
        yield top, "below" if valley and not low else "above"
        return
    yield top, "above"
    yield lowest, "beside" if low else "below"
    for under, y, over in zip(found, found[1:-1], found[2:], strict=False):
        if min(y - under, over - y) > _APART * highest:
            yield y, "beside"


def _number(axes: Axes, x: int, y: float, words: str, side: Side) -> None:
    along, up, start = _PLACES[side]
    axes.annotate(
        words,
        (x, y),
        xytext=(along, up),
        textcoords="offset points",
        ha=start,
        va="center",
        fontsize=8,
        color=INK,
    )


def describe_lines(title: str, plotted: Plotted, say: Callable[[str], str] = str) -> str:
    """Return the alt text, its words put by ``say``: every number of every line, — where there is none."""
    told, shown = Told(say, plotted.unit), plotted.said(say)
    lines = [
        f"{name}{told.colon}"
        + told.comma.join(
            f"{row[0]}{told.between}{'—' if row[n] is None else told.number(row[n])}"
            for row in shown.rows
        )
        for n, name in enumerate(shown.columns[1:], start=1)
    ]
    return told.sentences(say(title), *lines, shown.note)
