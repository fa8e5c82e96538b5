"""How a file would be read, as a table on the screen: which column is which, with the first rows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gongkai.cli.speech import say

if TYPE_CHECKING:
    from gongkai.office.mapping.proposal import Proposal

_HIDDEN = "***"  # a personal cell, on a screen that others may see
_CELL, _LINE = 16, 40  # letters shown of a cell, and of all of a column


def show(found: "Proposal", where: str, *, declared: bool) -> None:
    """Show which column is which, with the first rows; personal cells are not shown."""
    if declared and (layout := found.sheet.layout):
        say(f"{where}已能按{layout.title}模板读取，只有几个叫法要指明：")
        return
    from rich.console import Console
    from rich.table import Table

    from gongkai.office.mapping.settled import stands_in

    console = Console()
    console.print(f"{where}像是《{found.ledger.title}》台账：", markup=False, highlight=False)
    table = Table(show_lines=False)
    for title in ("台账的列", "文件的列", "依据", "前几行"):
        table.add_column(title, overflow="fold")
    for pair in found.pairs:
        cells = [row.get(pair.headings[0], "") for row in found.rows]
        shown = _HIDDEN if pair.column.personal else _examples(cells)
        table.add_row(pair.column.heading, "、".join(pair.headings), pair.why, shown)
    for heading, why in (*stands_in(found), *((h, f"各行都是{w}") for h, w in found.fixed.items())):
        table.add_row(heading, "（没有）", why, "")
    console.print(table, markup=False)
    asked = {heading for one in found.open for heading in one.candidates}
    if left := [heading for heading in found.unused if heading not in asked]:
        say(f"不读入的列：{'、'.join(left)}")


def _examples(cells: Sequence[str]) -> str:
    """Return the first different cells, as many as two lines of the table hold."""
    different = list(dict.fromkeys(cell[:_CELL].removesuffix("T00:00") for cell in cells if cell))
    most = next(
        (n for n in range(len(different), 1, -1) if len("｜".join(different[:n])) <= _LINE), 1
    )
    return "｜".join(different[:most])
