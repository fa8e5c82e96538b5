"""Charts as pictures: drawn again from the same counts, each with its alt text.

An SVG would need a second reader to become a bitmap; the chart's own function draws on any canvas.
"""

import io
from typing import Final

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Mm

from gongkai.charts.chart import Plotted, Titled
from gongkai.charts.picture import png
from gongkai.charts.registry import BY_ID as CHARTS
from gongkai.charts.trends import TRENDS
from gongkai.errors import VerificationError
from gongkai.examined.examine import Report
from gongkai.indicators.value import Counts
from gongkai.report.content.components import ChartBlock
from gongkai.report.docx.words import element
from gongkai.text import clean

_WIDTH: Final = 118  # millimetres: two charts and their notes leave room for text on a page
_TRENDS: Final = {trend.id: trend for trend in TRENDS}


def picture(document: Document, block: ChartBlock, report: Report, number: int) -> Element:
    """Return a run with the chart, named by its id, told by its alt text.

    VerificationError where the counts are not those that the block shows.
    """
    chart, plotted = _plotted(block, report)
    if (
        tuple(tuple("—" if c is None else str(c) for c in row) for row in plotted.rows)
        != block.rows
    ):
        raise VerificationError([f"图“{block.title}”的数字与台账不符"])
    stream = io.BytesIO(block.png or png(chart, plotted))
    inline = document.part.new_pic_inline(stream, width=Mm(_WIDTH))
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", f"chart-{block.id}")
    inline.docPr.set("descr", clean(block.alt))
    return element("r", element("drawing", inline))


def _plotted(block: ChartBlock, report: Report) -> tuple[Titled, Plotted]:
    if block.id in _TRENDS:
        trend = _TRENDS[block.id]
        return trend, trend.plot(report.history)
    chart = CHARTS[block.id]
    found = {name: report.indicators.counts[name] for name in chart.needs}
    return chart, chart.plot({n: c for n, c in found.items() if isinstance(c, Counts)})
