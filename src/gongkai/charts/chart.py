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


def describe(chart: Titled, plotted: Plotted, say: Callable[[str], str] = str) -> str:
    """Return the alt text, written from the plotted numbers alone, its words put by ``say``.

    Every number where there are at most 24, else the total and the peak of each series. Where a
    label has no number, there is neither total nor peak.
    """
    told = Told(say, plotted.unit)
    shown = plotted.said(say)
    totals = [(name, sum(numbers)) for name, numbers in shown.series]
    whole = told.comma.join(told.put("{0}共{1}", name, told.number(n)) for name, n in totals)
    if plotted.gaps:
        whole = say("有缺数，不作合计")
    few = plotted.gaps or len(plotted.rows) * len(totals) <= 24
    each = [_each(shown, n, told) if few else _peak(shown, n, told) for n in range(len(totals))]
    return told.sentences(say(chart.title), whole, *each, shown.note)


class Told:
    """How an alt text is put together in a language: its pieces are said one by one, for the whole is too
    long to be found in a catalogue."""

    def __init__(self, say: Callable[[str], str], unit: str) -> None:
        self._say, self._unit = say, unit
        self.comma, self.colon, self._stop = say("，"), say("："), say("。")
        self.between = "" if self._stop == "。" else ": "  # a year and its number

    def put(self, words: str, *parts: str) -> str:
        """Return words with their parts, which are said already."""
        return self._say(words).format(*parts)

    def number(self, number: object) -> str:
        """Return a number with its unit."""
        return self._say(f"{number}{self._unit}")

    def sentences(self, *found: str) -> str:
        """Return sentences one after another; one without words is none."""
        ended = [f"{one.rstrip(self._stop)}{self._stop}" for one in found if one]
        if self._stop == "。":
            return "".join(ended)
        return " ".join(one[0].upper() + one[1:] for one in ended)


def _each(shown: Plotted, series: int, told: Told) -> str:
    name, numbers = shown.series[series]
    pairs = zip(shown.rows, numbers, strict=True)
    each = (
        f"{row[0]}{told.colon}{'—' if row[series + 1] is None else told.number(n)}"
        for row, n in pairs
    )
    return told.put("{0}各为{1}", name, told.comma.join(each))


def _peak(shown: Plotted, series: int, told: Told) -> str:
    name, numbers = shown.series[series]
    top = max(numbers)
    where = told.put("、").join(x for x, n in zip(shown.labels, numbers, strict=True) if n == top)
    most = "{0}最多的是{1}，{2}"
    return told.put(most, name, where, told.number(top)) if top else told.put("{0}全年为0", name)
