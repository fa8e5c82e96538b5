"""Shares of one's own over years or beside each other: as a chart, and as numbers to reckon with."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from matplotlib.axes import Axes

from gongkai.charts.bars import label_lines, wrapped_labels
from gongkai.charts.chart import Plotted
from gongkai.charts.lines import broken_lines, describe_lines
from gongkai.charts.picture import reword
from gongkai.charts.style import canvas, count_axis, house_style
from gongkai.charts.svg import drawing_of
from gongkai.explore.cell.names import in_names, names_of
from gongkai.explore.cell.picture import Picture
from gongkai.explore.cell.table import Table, table
from gongkai.explore.cell.values import number_columns
from gongkai.indicators.indicator import Unit
from gongkai.indicators.value import NotApplicable, Rate, Unknown, Value, trimmed
from gongkai.language.spoken import said


def drawn(
    title: str, definition: str, plotted: Plotted, of: str, *, lying: bool = False
) -> Picture:
    """Return shares as lines over the years or as lying bars; with a note alone where there is none."""
    note = f"{plotted.note}。" if plotted.note else ""
    if all(row[1] is None for row in plotted.rows):
        return Picture(title, definition, note=f"没有可画的数。{note}", of=of)
    alt, title = describe_lines(title, plotted, said), said(title)
    with house_style():
        size = (len(plotted.rows), label_lines(plotted)) if lying else ()
        figure, axes = canvas(*size)
        (_bars if lying else broken_lines)(axes, plotted.said(said))
        reword(axes, said)
        made = drawing_of(figure, "own-measure", title, alt)
    shown = title, definition, made.svg, alt, table({}), note, made.png, of
    return Picture(*shown, lacking=made.lacking)


def gaps(values: Mapping[int, Value]) -> Iterator[str]:
    """Yield which years have no number and why, like years together."""
    alike: dict[Value, list[int]] = {}
    for year, value in values.items():
        if isinstance(value, Unknown | NotApplicable) or value == Rate(0, 0):
            alike.setdefault(value, []).append(year)
    for value, years in alike.items():
        listed = "、".join(f"{year}年" for year in years)
        match value:
            case Unknown(reason=reason):
                yield f"{listed}缺：{reason}"
            case NotApplicable(reason=reason):
                yield f"{listed}不可比：{reason}"
            case _:
                yield f"{listed}未发生"


def numbers_of(
    lead: str, labels: Sequence[object], name: str, values: Sequence[Value], note: str
) -> Table:
    """Return what a chart shows to reckon with: the percentage, the exact pair beside it, the state."""
    columns = number_columns(values, [Unit.PERCENT] * len(values))
    named = {name if head == "数" else head: column for head, column in columns.items()}
    return in_names(
        table({lead: list(labels)} | named, "　".join(filter(None, ("单位：%", note))), lead),
        names_of(""),
    )


def percent(value: Value) -> Decimal | None:
    """Return a percentage as the report prints it: at two places, without zeros at its end."""
    exact = value.percent() if isinstance(value, Rate) else None
    return None if exact is None else Decimal(trimmed(exact))


def _bars(axes: Axes, plotted: Plotted) -> None:
    """Draw one lying bar a year, as long as its exact percentage; one without a number says so."""
    at = range(len(plotted.rows))
    shares = [float(row[1] or 0) for row in plotted.rows]
    drawn = axes.barh(at, shares, height=0.6)
    ends = ["—" if row[1] is None else f"{row[1]}%" for row in plotted.rows]
    axes.bar_label(drawn, ends, padding=4, fontsize=8)
    axes.set_yticks(at, wrapped_labels(plotted), linespacing=1.25)
    axes.invert_yaxis()
    count_axis(axes, horizontal=True, unit=plotted.unit, top=max(*shares, 1) * 1.12)
