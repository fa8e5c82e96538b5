"""A long table in a view, a page at a time; the page that was last shown is what a saved notebook keeps."""

from collections.abc import Callable, Iterable

import ipywidgets as widgets
import pandas as pd

from gongkai.bundle import Output
from gongkai.explore.cell.table import ROWS, Table, most_rows
from gongkai.language.spoken import said


class Pager:
    """The number of the page, to be chosen only where a table has several."""

    def __init__(self, tell: Callable[[object], None]) -> None:
        self.box = widgets.BoundedIntText(
            value=1, min=1, max=1, description=said("第几页"), layout={"width": "11rem"}
        )
        self._tell = tell
        self._set(1)

    @property
    def page(self) -> int:
        """Return the page that is chosen."""
        return int(self.box.value)

    def begin(self, parts: Iterable[object]) -> None:
        """Turn to the first page of what was made anew."""
        self._set(max((_pages(part) for part in parts if isinstance(part, Table)), default=1))

    def _set(self, pages: int) -> None:
        self.box.unobserve_all("value")
        self.box.value, self.box.max = 1, pages
        self.box.layout.display = None if pages > 1 else "none"
        self.box.observe(self._tell, names="value")


def page_of(part: Table, number: int) -> tuple[Output, ...]:
    """Return one page of a table as a notebook shows it, the last where it has fewer."""
    pages = _pages(part)
    if pages == 1:
        return part.outputs
    at = min(number, pages)
    first, last = (at - 1) * ROWS, min(at * ROWS, len(part))
    shown = Table(pd.DataFrame(part).iloc[first:last])
    told = f"第{at}页，共{pages}页：第{first + 1}至{last}行，共{len(part)}行。"
    shown.told = "　".join((part.told, told))
    return shown.outputs


def _pages(part: Table) -> int:
    most = most_rows()
    return 1 if most is None or len(part) <= most else -(-len(part) // ROWS)
