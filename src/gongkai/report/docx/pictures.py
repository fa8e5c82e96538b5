"""Charts as pictures: drawn again from the same counts, each with its alt text.

An SVG would need a second reader to become a bitmap; the chart's own function draws on any canvas.
"""

import io
from typing import Final

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Emu, Mm

from gongkai.examined.examine import Report
from gongkai.report.content.chart_view import bitmap
from gongkai.report.content.components import ChartBlock, OwnPicture
from gongkai.report.docx.words import element
from gongkai.text import clean

_WIDTH: Final = 118  # millimetres: two charts and their notes leave room for text on a page
_HEIGHT: Final = 115  # one with many bars leaves room for the text that it belongs to
_PIXEL: Final = 25.4 / 96  # millimetres


def picture(
    document: Document, block: ChartBlock | OwnPicture, report: Report, number: int
) -> Element:
    """Return a run with the chart, named by its id, told by its alt text.

    VerificationError where the counts are not those that the block shows.
    """
    if isinstance(block, OwnPicture):
        stream, width = io.BytesIO(block.png), Mm(min(_WIDTH, block.width * _PIXEL))
    else:
        stream, width = io.BytesIO(bitmap(block, report)), Mm(_WIDTH)
    inline = document.part.new_pic_inline(stream, width=width)
    if (over := inline.extent.cy / Mm(_HEIGHT)) > 1:
        stream.seek(0)
        inline = document.part.new_pic_inline(stream, width=Emu(int(width / over)))
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", f"chart-{block.id}")
    inline.docPr.set("descr", clean(block.alt))
    return element("r", element("drawing", inline))
