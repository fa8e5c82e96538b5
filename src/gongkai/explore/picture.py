"""A chart to look at and to take numbers from; and axes in the house style for a chart of one's own."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from gongkai.bundle import Output, html_output, picture_output
from gongkai.charts.style import canvas, house_style
from gongkai.charts.svg import drawing_of
from gongkai.explore.showing import Showing, Watch, joined
from gongkai.explore.table import Table, table


@dataclass(frozen=True)
class Picture(Showing):
    """A drawn chart: its ``svg`` and ``png``, its ``alt`` text, the plotted numbers as ``data``.

    Where there is nothing to draw ``svg`` is empty and ``note`` says why. ``of`` says whose it is.
    """

    title: str
    question: str = ""
    svg: str = field(default="", repr=False)
    alt: str = field(default="", repr=False)
    data: Table = field(default_factory=lambda: table({}), repr=False)
    note: str = ""
    png: bytes = field(default=b"", repr=False)
    of: str = ""
    watch: Watch | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        whose = f"{self.of}　" if self.of else ""
        return f"<图　{whose}{self.alt or f'{self.title}：{self.note}'}>"

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Return the caption, the drawing and the note as a notebook shows them."""
        caption = Markup("<p><strong>{}</strong>　{}　<small>{}</small></p>").format(
            self.title, self.question, self.of
        )
        pieces = [html_output(caption, f"{self.of}　{self.title}")]
        if self.svg:
            pieces.append(picture_output(self.svg, self.png, self.alt))
        if self.note:
            note = Markup("<p><small>{}</small></p>").format(self.note)
            pieces.append(html_output(note, self.note))
        return joined(pieces)


@contextmanager
def figure_axes(title: str, unit: str = "", rows: int | None = None) -> Iterator[Axes]:
    """Yield matplotlib axes in the house style and show the chart when the block ends.

    The value axis has whole-numbered ticks and a grid. ``rows``, the number of lying bars, sets the
    height and makes the value axis the lower one. ``axes.figure`` is the whole figure, to
    be saved within the block. GlyphError for a character that the packaged font lacks.

    >>> with figure_axes("各方式申请数", unit="件") as axes:
    ...     bars = axes.bar(["网络", "信函"], [20, 9])
    <图　各方式申请数>
    """
    from IPython.display import display

    with house_style():
        figure, axes = canvas(rows)
        value_axis = axes.yaxis if rows is None else axes.xaxis
        value_axis.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=2))
        axes.grid(axis="y" if rows is None else "x")
        if unit:
            axes.set_title(f"单位：{unit}", loc="left", fontsize=9)
        yield axes
        name = "own-" + hashlib.sha256(title.encode()).hexdigest()[:8]
        drawn = drawing_of(figure, name, title, title)
    display(Picture(title, svg=drawn.svg, alt=title, png=drawn.png))  # type: ignore[no-untyped-call]
