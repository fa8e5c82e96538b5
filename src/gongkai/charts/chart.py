"""What a chart is: the question it answers, the numbers it plots, what it is drawn as and how it describes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from gongkai.indicators.value import Counts

Shape = Literal["columns", "stacked_columns", "lying_bars", "broken_lines"]
Plot = Callable[[Mapping[str, Counts]], "Plotted"]


@dataclass(frozen=True, slots=True)
class Plotted:
    """The plotted numbers: a column of labels, then one column a series; ``note`` for the reader.

    None is a number that nobody has: it is drawn as nothing and told as —.
    ``limits`` holds lines drawn across the categories: the position after the n-th label.
    ``ends`` holds what is written at the end of each lying bar instead of its total.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | Decimal | None, ...], ...]
    unit: str
    note: str = ""
    limits: tuple[tuple[int, str], ...] = ()
    ends: tuple[str, ...] = ()

    def said(self, say: Callable[[str], str]) -> "Plotted":
        """Return the same numbers in other words."""
        rows = ((say(row[0]) if isinstance(row[0], str) else row[0], *row[1:]) for row in self.rows)
        limits = ((after, say(words)) for after, words in self.limits)
        return Plotted(
            tuple(map(say, self.columns)),
            tuple(rows),
            say(self.unit),
            say(self.note),
            tuple(limits),
            tuple(map(say, self.ends)),
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of the categories."""
        return tuple(str(row[0]) for row in self.rows)

    @property
    def series(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Return each series with its name, as whole numbers."""
        return tuple(
            (name, tuple(int(row[n] or 0) for row in self.rows))
            for n, name in enumerate(self.columns[1:], start=1)
        )

    @property
    def gaps(self) -> tuple[int, ...]:
        """Return the positions of the labels that have no number in any series."""
        return tuple(
            at for at, row in enumerate(self.rows) if all(number is None for number in row[1:])
        )


class Titled(Protocol):
    """What drawing and describing ask of a chart of any kind."""

    @property
    def id(self) -> str:
        """Return the id, which prefixes every id inside the drawing."""
        ...

    @property
    def title(self) -> str:
        """Return the caption."""
        ...

    @property
    def shape(self) -> Shape:
        """Return what the numbers are drawn as."""
        ...


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. ``needs`` names the counts that ``plot`` reads; what draws its ``shape`` sees only the numbers.

    A chart is told, chosen and proved without Matplotlib, which is loaded where one is drawn.
    """

    id: str
    title: str
    question: str
    needs: tuple[str, ...]
    plot: Plot
    shape: Shape


def is_empty(plotted: Plotted) -> bool:
    """Tell whether there is nothing to draw."""
    return not any(number for _, numbers in plotted.series for number in numbers)


def describe(chart: Titled, plotted: Plotted) -> str:
    """Return the alt text, written from the plotted numbers alone.

    Every number where there are at most 24, else the total and the peak of each series. Where a
    label has no number, there is neither total nor peak.
    """
    totals = [(name, sum(numbers)) for name, numbers in plotted.series]
    whole = "，".join(f"{name}共{total}{plotted.unit}" for name, total in totals)
    if plotted.gaps:
        whole = "有缺数，不作合计"
    few = plotted.gaps or len(plotted.rows) * len(totals) <= 24
    told = [_each(plotted, n) if few else _peak(plotted, n) for n in range(len(totals))]
    note = f"{plotted.note}。" if plotted.note else ""
    return f"{chart.title}。{whole}。{'。'.join(told)}。{note}"


def _each(plotted: Plotted, series: int) -> str:
    name, numbers = plotted.series[series]
    pairs = zip(plotted.rows, numbers, strict=True)
    told = (
        f"{row[0]}：{'—' if row[series + 1] is None else f'{n}{plotted.unit}'}" for row, n in pairs
    )
    return f"{name}各为{'，'.join(told)}"


def _peak(plotted: Plotted, series: int) -> str:
    name, numbers = plotted.series[series]
    top = max(numbers)
    where = "、".join(x for x, n in zip(plotted.labels, numbers, strict=True) if n == top)
    return f"{name}最多的是{where}，{top}{plotted.unit}" if top else f"{name}全年为0"
