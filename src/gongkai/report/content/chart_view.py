"""A chart as a component, and which of a section's charts stand in which edition."""

from collections.abc import Callable, Iterator
from typing import Final

from gongkai.charts.chart import Chart, Plotted, Titled, describe, is_empty
from gongkai.charts.picture import png
from gongkai.charts.registry import BY_ID as CHARTS
from gongkai.charts.svg import drawing
from gongkai.charts.trends import TRENDS, Trend
from gongkai.errors import VerificationError
from gongkai.examined.examine import Examined, Report
from gongkai.indicators.registry import BREAKDOWN_BY_ID
from gongkai.indicators.value import Counts, Unknown
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.report.content.components import ChartBlock, EmptyBlock
from gongkai.report.content.editions import BOTH, INTERNAL, PUBLISHED, Shown

_TRENDS: Final = {trend.id: trend for trend in TRENDS}


def section_charts(report: Report, anchor: str) -> Iterator[Shown]:
    """Yield the charts that follow a section: all for the office, its choice for the public.

    The office has the trends with its comparison of the years; one that it chose for the public
    follows the chart that is declared for it.
    """
    for name in report.narrative.charts.get(anchor, ()):
        block = chart_component(CHARTS[name], report)
        public = name in report.charts and isinstance(block, ChartBlock)
        yield Shown(block, BOTH if public else INTERNAL)
        for trend in (t for t in TRENDS if t.after == name and t.id in report.charts):
            over_years = drawn(trend, trend.plot(report.history))
            if isinstance(over_years, ChartBlock):
                yield Shown(over_years, PUBLISHED)


def chart_component(
    chart: Chart, report: Examined, say: Callable[[str], str] = str
) -> ChartBlock | EmptyBlock:
    """Return a chart with its plotted numbers and alt text, or why it is not drawn; its words as ``say``
    puts them."""
    found = {name: report.indicators.counts[name] for name in chart.needs}
    for counts in found.values():
        if isinstance(counts, Unknown):
            return EmptyBlock(say(chart.title), say(f"{counts.reason}，不作图。"))
    return drawn(chart, chart.plot({n: c for n, c in found.items() if isinstance(c, Counts)}), say)


def drawn(
    chart: Chart | Trend, plotted: Plotted, say: Callable[[str], str] = str
) -> ChartBlock | EmptyBlock:
    """Return a chart of given numbers, or that there is nothing to draw."""
    if is_empty(plotted):
        return EmptyBlock(say(chart.title), say("本年未发生，不作图。"))
    made = drawing(chart, plotted, say)
    alt = describe(chart, plotted, say)
    plotted = plotted if say is str else plotted.said(say)
    return ChartBlock(
        chart.id,
        say(chart.title),
        say(chart.question),
        made.svg,
        alt,
        plotted.columns,
        tuple(tuple("—" if c is None else str(c) for c in row) for row in plotted.rows),
        plotted.unit,
        plotted.note,
        made.png,
    )


def source_of(name: str) -> str:
    """Return in words what a chart's numbers are counted from."""
    if name in _TRENDS:
        return "各年度的台账"
    if name not in CHARTS:
        return "台账"
    ledgers = (LEDGERS[BREAKDOWN_BY_ID[need].ledger].title for need in CHARTS[name].needs)
    return f"《{'》《'.join(dict.fromkeys(ledgers))}》的各行"


def bitmap(block: ChartBlock, report: Report) -> bytes:
    """Return a chart as PNG, the one that travels with the block or drawn again.

    VerificationError where the counts are not those that the block shows.
    """
    chart, plotted = _plotted(block.id, report)
    rows = tuple(tuple("—" if c is None else str(c) for c in row) for row in plotted.rows)
    if rows != block.rows:
        raise VerificationError([f"图“{block.title}”的数字与台账不符"])
    return block.png or png(chart, plotted)


def _plotted(name: str, report: Report) -> tuple[Titled, Plotted]:
    if name in _TRENDS:
        trend = _TRENDS[name]
        return trend, trend.plot(report.history)
    chart = CHARTS[name]
    found = {need: report.indicators.counts[need] for need in chart.needs}
    return chart, chart.plot({n: c for n, c in found.items() if isinstance(c, Counts)})
