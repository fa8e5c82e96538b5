"""A chart to look at and to take numbers from; and axes in the house style for a chart of one's own."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from gongkai.bundle import Output, Role, html_output, picture_output
from gongkai.charts.rendering.labels import break_labels
from gongkai.charts.slide import titled_png, titled_svg
from gongkai.charts.style import canvas, house_style, lend_font
from gongkai.charts.svg import drawing_of
from gongkai.errors import OutputError, UsageError, reason_of
from gongkai.explore.arguments import plain_arguments, whole_number, words
from gongkai.explore.cell.showing import Showing, Watch, joined
from gongkai.explore.cell.table import Table, table
from gongkai.language.catalogue import english
from gongkai.language.spoken import said

# As soon as there is an opened year: what pandas draws of its tables has Chinese words.
lend_font()


@dataclass(frozen=True)
class Picture(Showing):
    """A drawn chart: its ``svg`` and ``png``, its ``alt`` text, the plotted numbers as ``data``.

    Where there is nothing to draw ``svg`` is empty and ``note`` says why. ``of`` says whose it is,
    ``lacking`` which characters no font has: in the PNG they are boxes.
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
    lacking: str = ""

    def __post_init__(self) -> None:
        for name in ("title", "question", "note", "of"):  # what was put together in Chinese
            object.__setattr__(self, name, said(getattr(self, name)))

    def __repr__(self) -> str:
        whose = f"{self.of}　" if self.of else ""
        return f"<{said('图')}　{whose}{said(self.alt or f'{self.title}：{self.note}')}>"

    @property
    def _pieces(self) -> tuple[Output, ...]:
        """Return the caption, the drawing and the note as a notebook shows them."""
        caption = Markup("<p><strong>{}</strong>　{}　<small>{}</small></p>").format(
            self.title, self.question, self.of
        )
        drawn = bool(self.svg)
        role = Role.CAPTION if drawn else None
        pieces = [html_output(caption, f"{self.of}　{self.title}", role)]
        if drawn:
            about = {"title": self.title, "note": self.note}
            pieces.append(picture_output(self.svg, self.png, self.alt, **about))
        below = list(self._told_below())
        if below:
            words = "\n".join(word for word, _ in below) or self.alt
            html = Markup("").join(piece for _, piece in below)
            pieces.append(html_output(html, words, Role.NOTE if drawn else None))
        return joined(pieces)

    def _told_below(self) -> Iterator[tuple[str, Markup]]:
        """Yield what stands below the drawing, as words and as HTML: its note, what it shows in words.

        No viewer that takes the drawing as SVG has a place for its alt text.
        """
        small = Markup("<p><small>{}</small></p>")
        if self.note:
            yield self.note, small.format(self.note)
        if self.lacking:
            boxes = f"字体中没有“{self.lacking}”，PNG 图中显示为方框；请换一个写法，或存为 .svg。"
            yield boxes, small.format(boxes)
        if self.svg and self.alt == self.title:
            asked = '看不见图的人读不到这张图：请写 alt="…"，一句话说出图中的要点。'
            yield asked, small.format(asked)
        elif self.svg:
            folded = Markup("<details><summary>图的文字说明</summary><p>{}</p></details>")
            yield "", folded.format(self.alt)

    @plain_arguments
    def save(self, path: str | Path) -> Path:
        """存成图片，标题和说明在内：.png 为屏幕的两倍大小，.svg 可任意放大。

        Write the chart with its title and its note: a PNG of twice its size on screen, or an SVG, by the ending
        of the name. Return the path. UsageError for another ending and where nothing is drawn;
        OutputError where it cannot be written.
        """
        target = Path(path)
        if not self.svg:
            raise UsageError(f"“{self.title}”没有图可存：{self.note}")
        title = f"{self.title}（{self.of}）" if self.of else self.title
        match target.suffix.lower():
            case ".png":
                content = titled_png(self.png, title, self.note)
            case ".svg":
                content = titled_svg(self.svg, title, self.note).encode()
            case _:
                raise UsageError(f"图存为 .png 或 .svg，给的是“{target.name}”。")
        work = target.with_name(f"{target.name}.writing")
        try:
            work.write_bytes(content)
            work.replace(target)
        except OSError as error:
            raise OutputError(f"无法写入 {target.as_posix()}（{reason_of(error)}）。") from None
        return target


@plain_arguments
@contextmanager
def figure_axes(
    title: str,
    unit: str = "",
    rows: int | None = None,
    *,
    alt: str = "",
    save: str | Path | None = None,
) -> Iterator[Axes]:
    """自己的图：在给出的坐标轴上照 matplotlib 的写法画，字体、颜色与报告一致。

    Yield matplotlib axes in the house style and show the chart when the block ends.
    The value axis has whole-numbered ticks and a grid. ``rows``, the number of lying bars, sets the
    height and makes the value axis the lower one. ``alt`` says in words what the chart shows, for
    whoever cannot see it. ``save`` names a .png or .svg to write, with the title in it.
    A character that no font has is told below the chart; UsageError for a wrong argument.

    >>> with figure_axes("各方式申请数", unit="件", alt="网络20件，信函9件") as axes:
    ...     bars = axes.bar(["网络", "信函"], [20, 9])
    <图　各方式申请数。网络20件，信函9件>
    """
    from IPython.display import display

    words("title", title)
    count = None if rows is None else whole_number("rows", rows, 1)
    with house_style():
        figure, axes = canvas(count)
        value_axis = axes.yaxis if count is None else axes.xaxis
        value_axis.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=2))
        axes.grid(axis="y" if count is None else "x")
        if unit:
            axes.set_title(said(f"单位：{unit}"), loc="left", fontsize=9)
        yield axes
        break_labels(axes)
        name = "own-" + hashlib.sha256(title.encode()).hexdigest()[:8]
        stop = ". " if english() else "。"
        told = f"{title}{stop}{alt}" if alt else title
        drawn = drawing_of(figure, name, title, told)
    made = Picture(title, "", drawn.svg, told, png=drawn.png, lacking=drawn.lacking)
    if save is not None:
        made.save(save)
    display(made)  # type: ignore[no-untyped-call]
