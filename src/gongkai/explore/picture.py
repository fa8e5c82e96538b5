"""A chart to look at and to take numbers from; and axes in the house style for a chart of one's own."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from gongkai.charts.style import canvas, house_style
from gongkai.charts.svg import svg_of
from gongkai.explore.table import Table, numbers, table
from gongkai.report.content.components import ChartBlock, EmptyBlock
from gongkai.report.page.drawing import own_svg

_STYLE: Final = Markup(
    "<style>.gk-picture{max-width:46rem;margin:.4rem 0 1rem}.gk-picture svg{display:block;width:100%;"
    "height:auto;background:#fff}.gk-picture b{display:block;font-size:15px}.gk-picture span{opacity:"
    ".72;font-size:13px}.gk-picture p{opacity:.72;font-size:12.5px;margin:.2rem 0}</style>"
)


@dataclass(frozen=True)
class Picture:
    """A drawn chart: its ``svg``, its ``alt`` text, the plotted numbers as ``data``.

    Where there is nothing to draw ``svg`` is empty and ``note`` says why.
    """

    title: str
    question: str = ""
    svg: str = field(default="", repr=False)
    alt: str = field(default="", repr=False)
    data: Table = field(default_factory=lambda: table({}), repr=False)
    note: str = ""

    def __repr__(self) -> str:
        return f"<图　{self.alt or f'{self.title}：{self.note}'}>"

    def _repr_html_(self) -> str:
        drawing = own_svg(self.svg) if self.svg else Markup("")
        note = Markup("<p>{}</p>").format(self.note) if self.note else ""
        return _STYLE + Markup(
            "<figure class='gk-picture'><figcaption><b>{}</b><span>{}</span></figcaption>{}{}</figure>"
        ).format(self.title, self.question, drawing, note)


def picture(block: ChartBlock | EmptyBlock) -> Picture:
    """Return a chart of the report as a picture."""
    if isinstance(block, EmptyBlock):
        return Picture(block.title, note=block.reason)
    columns = {name: [row[n] for row in block.rows] for n, name in enumerate(block.columns)}
    counted = {
        name: cells if n == 0 else numbers([None if c == "—" else int(c) for c in cells])
        for n, (name, cells) in enumerate(columns.items())
    }
    data = table(counted, f"单位：{block.unit}", block.columns[0])
    note = f"{block.note}。" if block.note else ""
    return Picture(block.title, block.question, block.svg, block.alt, data, note)


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
        drawn = svg_of(figure, name, title, title)
    display(Picture(title, svg=drawn, alt=title))  # type: ignore[no-untyped-call]
