"""The numbers that the office itself typed, listed for whoever reviews the report."""

from typing import Final

from gongkai.examined.examine import Examined
from gongkai.report.content.components import Cell, DataTable

_TITLE: Final = "正文中由本机关自述、台账不统计的数字（请核稿人过目）"


def numbers_table(report: Examined) -> tuple[DataTable, ...]:
    """Return a table of the office's own numbers, with file, line and sentence; none where there are none."""
    if not report.numbers:
        return ()
    head = (tuple(Cell(t, header=True) for t in ("位置", "数字", "所在的句子")),)
    rows = tuple((Cell(str(n.place)), Cell(n.numeral), Cell(n.sentence)) for n in report.numbers)
    return (DataTable("own-numbers", _TITLE, head, rows, folded=True),)
