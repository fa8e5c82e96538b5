"""What an analyst is handed: a pandas DataFrame with Chinese headings and a line on what it holds."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, Final

import pandas as pd
import polars as pl
from markupsafe import Markup

_ROWS: Final = 12  # shown of a long table; the frame holds all
_WIDEST: Final = 60
_STYLE: Final = Markup(
    "<style>.gk-table{overflow-x:auto;margin:.3rem 0}.gk-table table.dataframe{border-collapse:"
    "collapse;font-size:13px;line-height:1.6;font-variant-numeric:tabular-nums;margin:0}"
    ".gk-table table.dataframe :is(th,td){text-align:left;white-space:nowrap;padding:.2em .7em;"
    "max-width:none}.gk-table thead th{border-bottom:1px solid #1f4e7966;font-weight:600}"
    ".gk-note{font-size:12.5px;opacity:.72;margin:.2rem 0 .6rem;white-space:normal;max-width:60rem}</style>"
)


class Table(pd.DataFrame):
    """A DataFrame in every respect; ``note`` says below it what it holds and what it leaves out.

    What is made of it (a filter, a group) is a plain DataFrame.
    """

    _metadata: ClassVar[list[str]] = ["note"]
    note: str = ""

    def __repr__(self) -> str:
        return f"{super().__repr__()}\n{self.note}" if self.note else super().__repr__()

    def _repr_html_(self) -> str:
        plain = pd.DataFrame(self)
        if self.index.name is not None:
            plain = plain.reset_index()
        if len(plain) > _ROWS:
            gap = pd.DataFrame([["…"] * plain.shape[1]], columns=plain.columns)
            ends = plain.head(_ROWS // 2), gap, plain.tail(_ROWS // 2)
            plain = pd.concat([part.astype("object") for part in ends])
        with pd.option_context("display.max_colwidth", _WIDEST):
            words = plain.astype("object").map(_shown)
            shown = words.to_html(index=False, border=0, justify="left")
        note = Markup("<p class='gk-note'>{}</p>").format(self.note) if self.note else ""
        return f"{_STYLE}<div class='gk-table'>{shown}</div>{note}"


def _shown(cell: object) -> str:
    """Return a cell as a reader sees it: a blank for what is not there, a date without its hours."""
    if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell:
        return ""
    return str(cell.date()) if isinstance(cell, pd.Timestamp) else str(cell)


def table(data: Any, note: str = "", index: str | None = None) -> Table:
    """Return rows or columns as a table; ``index`` names the column that leads the rows."""
    made = Table(data)
    if index is not None:
        made = Table(made.set_index(index))
    made.note = note
    return made


def from_polars(frame: pl.DataFrame, note: str = "", index: str | None = None) -> Table:
    """Return a Polars frame as a table.

    Dates become ``datetime64``, whole numbers with blanks ``Int64``; money stays exact as
    ``Decimal``; a blank is NaN, NaT or NA, never zero.
    """
    return table({name: _series(frame[name]) for name in frame.columns}, note, index)


def _series(column: pl.Series) -> "pd.Series[Any]":
    if column.dtype == pl.Date:
        return pd.Series(column.cast(pl.Datetime("us")).to_numpy())
    if column.dtype.is_integer():
        return pd.Series(column.to_list(), dtype="Int64" if column.null_count() else "int64")
    if column.dtype.is_decimal():
        return pd.Series(column.to_list(), dtype="object")
    return pd.Series(column.to_list())


def numbers(cells: Sequence[int | Decimal | None]) -> "pd.Series[Any]":
    """Return numbers as a column: whole ones stay whole beside a blank, decimals stay exact."""
    whole = all(cell is None or isinstance(cell, int) for cell in cells)
    return pd.Series(list(cells), dtype="Int64" if whole else "object")
