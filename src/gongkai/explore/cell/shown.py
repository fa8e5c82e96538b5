"""What exploring borrows from the report to show it: the one door to it, opened when it is shown."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from gongkai.charts.chart import Chart
from gongkai.charts.trends import Trend
from gongkai.examined.examine import Examined
from gongkai.explore.cell.picture import Picture
from gongkai.explore.cell.table import Table, table
from gongkai.explore.cell.values import numbers
from gongkai.forms.era import NoForm
from gongkai.forms.fill import FilledGrid
from gongkai.indicators.value import Value
from gongkai.language.spoken import said
from gongkai.report.content.chart_view import chart_component, drawn
from gongkai.report.content.components import ChartBlock, EmptyBlock
from gongkai.report.content.form_view import form_table_of, grid_tables_of
from gongkai.report.page.display import Display, show
from gongkai.report.story import summary


def key_figures(examined: Examined) -> str:
    """Return the report's key figures of the year as HTML."""
    return summary(examined).as_html()


def form_shown(examined: Examined) -> Display:
    """Return the statutory tables of the year, as the report prints them."""
    match examined.form:
        case NoForm(reason=reason):
            return show(EmptyBlock("统计表", reason))
        case FilledGrid() as grid:
            return show(*grid_tables_of(grid).values())
        case form:
            key = examined.key
            return show(form_table_of(form, examined.records.agency.name, key.year))


def chart_shown(chart: Chart, examined: Examined) -> Picture:
    """Return a chart of the report."""
    return _picture(chart_component(chart, examined, said))


def trend_shown(trend: Trend, history: Mapping[int, Mapping[str, Value]]) -> Picture:
    """Return a trend of the report over the office's years."""
    made = _picture(drawn(trend, trend.plot(history), said))
    return replace(made, data=_by_year(made.data))


def _by_year(data: Table) -> Table:
    """Return the numbers of a trend by years that are whole numbers."""
    if not len(data):
        return data
    years = [int(str(label)[:4]) for label in data.index]
    found = data.set_axis(pd.Index(years, name=said(str(data.index.name))), axis="index")
    return table(found.reset_index(), data.told, said(str(data.index.name)))


def _picture(block: ChartBlock | EmptyBlock) -> Picture:
    if isinstance(block, EmptyBlock):
        return Picture(block.title, note=block.reason)
    columns = {name: [row[n] for row in block.rows] for n, name in enumerate(block.columns)}
    counted = {
        name: cells if n == 0 else numbers([None if c == "—" else int(c) for c in cells])
        for n, (name, cells) in enumerate(columns.items())
    }
    data = table(
        {said(name): cells for name, cells in counted.items()},
        f"单位：{block.unit}",
        said(block.columns[0]),
    )
    note = f"{block.note}。" if block.note else ""
    return Picture(block.title, block.question, block.svg, block.alt, data, note, block.png)
