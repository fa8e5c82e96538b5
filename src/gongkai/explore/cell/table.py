"""What an analyst is handed: a pandas DataFrame with Chinese headings and a line on what it holds."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd
import polars as pl
from markupsafe import Markup

from gongkai.bundle import Output, html_output
from gongkai.explore.cell.showing import Watch
from gongkai.language.catalogue import english, told
from gongkai.language.spoken import said
from gongkai.pattern import pattern

ROWS: Final = 12  # shown of a long table unless pandas is told otherwise; the frame holds all
_PANDAS_ROWS: Final = 60  # what pandas shows where nobody has told it otherwise
_WIDEST: Final = 60
_ON_ONE_LINE: Final = 18  # letters: an office's name, an outcome; not a definition
_UNBROKEN: Final = pattern(r"[\w.@/:%-]+|.", re.ASCII | re.DOTALL)  # a number is not taken apart
_FEW: Final = 0.5  # of the rows: with more distinct values nothing is gained by sharing them
_SAMPLE: Final = 1000  # rows that tell whether values repeat
_LARGE: Final = 1e5
_TRUTH: Final = {True: "是", False: "否"}
_LEFT, _RIGHT = ' style="text-align:left"', ' style="text-align:right"'


class Column(pd.Series):
    """A Series of which a Frame is made again: sums of groups, say, whose index becomes columns."""

    @property
    def _constructor(self) -> type["Column"]:
        return Column

    @property
    def _constructor_expanddim(self) -> type["Frame"]:
        return Frame


class Frame(pd.DataFrame):
    """A DataFrame that Polars writes as Parquet, so that pandas need not have pyarrow."""

    @property
    def _constructor(self) -> type["Frame"]:
        return Frame

    @property
    def _constructor_sliced(self) -> type[Column]:
        return Column

    def to_parquet(self, path: Any = None, *args: Any, **options: Any) -> Any:
        """Write a Parquet file, what leads the rows as columns; with options pandas writes it."""
        if args or options or path is None:
            return super().to_parquet(path, *args, **options)
        frame = pd.DataFrame(self)
        named = any(name is not None for name in frame.index.names)
        plain = frame.reset_index() if named else frame
        heads: list[Any] = list(plain.columns)
        names = [
            "_".join(str(p) for p in (n if isinstance(n, tuple) else (n,)) if p != "")
            for n in heads
        ]
        columns = [_column(name, plain.iloc[:, n]) for n, name in enumerate(names)]
        pl.DataFrame(columns).write_parquet(path)
        return None


class Table(Frame):
    """A DataFrame in every respect; ``note`` says below it what it holds and what it leaves out.

    What is made of it (a filter, a group) is a DataFrame without the note. ``told`` is the note as it was
    put together, in Chinese.
    """

    _metadata: ClassVar[list[str]] = ["told", "watch"]
    told: str = ""
    watch: Watch | None = None

    @property
    def note(self) -> str:
        """Return what the table holds and leaves out, in the language asked for."""
        return said(self.told)

    def __repr__(self) -> str:
        return f"{super().__repr__()}\n{self.note}" if self.note else super().__repr__()

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Return the table as a notebook shows it."""
        return (html_output(self._repr_html_(), repr(self)),)

    def _ipython_display_(self) -> None:
        if self.watch is None:
            raise NotImplementedError  # IPython shows it as the value of the cell
        self.watch(self.outputs)

    def _repr_html_(self) -> str:
        plain = pd.DataFrame(self)
        if self.index.name is not None:
            plain = plain.reset_index()
        heads = [(str(name), _side(plain.iloc[:, n])) for n, name in enumerate(plain.columns)]
        rows = [_line(row, heads) for row in _ends(plain)]
        line = Markup("<p><small>{}</small></p>").format(self.note) if self.note else ""
        head = Markup("").join(
            Markup("<th{}>{}</th>").format(_firm(side, name), _in_lines(said(name)))
            for name, side in heads
        )
        # Within its own bounds, so that a wide table does not make the whole page of a viewer as wide.
        shown = Markup(
            '<div style="overflow-x:auto"><table><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table></div>{}'
        )
        return shown.format(head, Markup("\n").join(rows), line)


def most_rows() -> int | None:
    """Return how many rows are shown of a table, None for all: ours unless pandas was told another number."""
    most: int | None = pd.get_option("display.max_rows")
    return ROWS if most == _PANDAS_ROWS else most


def _ends(plain: pd.DataFrame) -> Iterator[tuple[object, ...] | None]:
    """Yield the rows that are shown; None stands for those between."""
    most = most_rows()
    half = len(plain) if most is None or len(plain) <= most else max(most // 2, 1)
    yield from plain.head(half).astype("object").itertuples(index=False, name=None)
    if half < len(plain):
        yield None
        yield from plain.tail(half).astype("object").itertuples(index=False, name=None)


def _line(row: tuple[object, ...] | None, heads: list[tuple[str, Markup]]) -> Markup:
    cells = ["…"] * len(heads) if row is None else [_short(_shown(cell)) for cell in row]
    sided = zip(cells, heads, strict=True)
    made = [Markup(f"<td{_firm(side, one)}>{_in_lines(one)}</td>") for one, (_, side) in sided]
    return Markup("<tr>{}</tr>").format(Markup("").join(made))


def _firm(side: Markup, words: str) -> Markup:
    """Return a cell's attributes: short words stay on one line, or a wide table has a letter in each,
    and long ones have room for as many.
    As an attribute and as a style: of viewers that clean a notebook, each leaves one.
    """
    long = len(words) > _ON_ONE_LINE
    styled = f"min-width:{_ON_ONE_LINE}em;white-space:normal" if long else "white-space:nowrap"
    style = str(side).replace('"text-align', f'"{styled};text-align')
    return Markup(f' nowrap="nowrap"{style}')


def _in_lines(words: str) -> Markup:
    """Return long words with a break after as many letters, which is out of sight wherever a style holds."""
    lines = [""]
    for piece in _UNBROKEN.findall(words):
        if lines[-1] and len(lines[-1]) + len(piece) > _ON_ONE_LINE:
            lines.append("")
        lines[-1] += piece
    return Markup('<br style="display:none"/>').join(lines)


def _side(column: "pd.Series[Any]") -> Markup:
    """Return where the cells of a column stand: numbers and what is printed of them to the right."""
    if column.dtype == object:
        numeric = all(cell is None or isinstance(cell, Decimal) for cell in column.iloc[:ROWS])
        return Markup(_RIGHT if numeric and len(column) else _LEFT)
    numeric = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return Markup(_RIGHT if numeric else _LEFT)


def _short(words: str) -> str:
    return words if len(words) <= _WIDEST else f"{words[: _WIDEST - 1]}…"


def _shown(cell: object) -> str:
    """Return a cell as a reader sees it: a blank for what is not there, a date without its hours."""
    if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell:
        return ""
    if isinstance(cell, bool | np.bool_):
        return told(_TRUTH[bool(cell)])
    if isinstance(cell, float):
        return f"{cell:.6g}" if abs(cell) < _LARGE else f"{cell:.2f}".rstrip("0").rstrip(".")
    return str(cell.date()) if isinstance(cell, pd.Timestamp) else str(cell)


def _column(name: str, column: "pd.Series[Any]") -> pl.Series:
    """Return a column as Polars writes it: dates as dates, blanks as nulls."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return pl.Series(name, column.to_numpy().astype("datetime64[us]")).cast(pl.Date)
    if isinstance(column.dtype, pd.PeriodDtype | pd.IntervalDtype):
        column = column.astype(str).where(column.notna())
    cells = [None if cell is pd.NA or cell != cell else cell for cell in column.astype("object")]
    return pl.Series(name, cells, strict=False)


def table(data: Any, note: str = "", index: str | None = None, *, records: bool = False) -> Table:
    """Return rows or columns as a table; ``index`` names the column that leads the rows.

    Words of the program are in the language asked for; those of records are as they were written.
    """
    made = Table(data)
    if english() and not records:
        _reword(made)
    if index is not None:
        made = Table(made.set_index(index))
    made.told = note
    return made


def _reword(found: Table) -> None:
    """Put the words of a table's cells into the language asked for, each distinct one once."""
    for n, name in enumerate(found.columns):
        column = found.iloc[:, n]
        if isinstance(column.dtype, pd.CategoricalDtype):
            found[name] = column.cat.rename_categories(list(map(said, column.cat.categories)))
        elif not pd.api.types.is_numeric_dtype(column):
            words = {cell: said(cell) for cell in column if isinstance(cell, str)}
            found[name] = [words.get(c, c) if isinstance(c, str) else c for c in column]


def named(found: Table, of: str, watch: Watch | None = None) -> Table:
    """Return the table with whose it is before its note; ``watch`` shows it where a desk chose it."""
    found.told = f"{of}　{found.told}"
    found.watch = watch
    return found


def from_polars(
    frame: pl.DataFrame,
    note: str = "",
    index: str | None = None,
    money: str = "decimal",
    *,
    records: bool = True,
    at: "np.ndarray[Any, Any] | None" = None,
) -> Table:
    """Return a Polars frame as a table; the frame is empty afterwards.

    ``at`` names the rows that the table has, by their place and as often as they are named.

    Dates become ``datetime64``, truth values booleans, whole numbers with blanks ``Int64``; money
    stays exact as ``Decimal`` unless ``money`` says ``float``; a blank is NaN, NaT or NA, never zero.
    """
    columns: dict[str, pd.Series[Any]] = {}
    for name in frame.columns:
        # A column at a time and none copied: a large table would be there twice.
        column = _series(frame.drop_in_place(name), money)
        columns[name] = column if at is None else pd.Series(column.array.take(at), copy=False)
    return table(pd.DataFrame(columns, copy=False), note, index, records=records)


def _series(column: pl.Series, money: str = "decimal") -> "pd.Series[Any]":
    kind = column.dtype
    blanks = column.null_count() > 0
    if kind == pl.Date:
        return pd.Series(column.cast(pl.Datetime("us")).to_numpy())
    if kind == pl.Boolean or kind.is_integer():
        plain = "bool" if kind == pl.Boolean else "int64"
        nullable = "boolean" if kind == pl.Boolean else "Int64"
        if blanks:
            return pd.Series(column.to_list(), dtype=nullable)
        return pd.Series(column.to_numpy(), dtype=plain)
    if kind.is_decimal():
        if money == "float":
            return pd.Series(column.cast(pl.Float64).to_numpy())
        return pd.Series(_shared(column), dtype="object")
    if isinstance(kind, pl.Enum):
        return pd.Series(_taken(column.to_physical(), kind.categories), dtype="str")
    if kind == pl.String:
        return pd.Series(_shared(column), dtype="str")  # text also where all of it is blank
    return pd.Series(column.to_list())


def _shared(column: pl.Series) -> "np.ndarray[Any, Any]":
    """Return the values as Python's own, like ones the same object: a million rows repeat a few."""
    sample = column.head(_SAMPLE)
    distinct = column.unique() if sample.n_unique() <= _FEW * sample.len() else column
    if distinct.len() > _FEW * column.len():
        plain: np.ndarray[Any, Any] = (
            column.to_numpy()
            if column.dtype == pl.String
            else np.array(column.to_list(), dtype=object)
        )
        return plain
    known = distinct.drop_nulls()
    if column.dtype == pl.String:
        return _taken(column.cast(pl.Enum(known)).to_physical(), known)
    at = column.replace_strict(known, range(known.len()), default=None, return_dtype=pl.Int64)
    return _taken(at, known)


def _taken(places: pl.Series, known: pl.Series) -> "np.ndarray[Any, Any]":
    """Return the known values by their places, None where there is no place."""
    values = np.empty(known.len() + 1, dtype=object)
    values[:-1], values[-1] = known.to_list(), None
    wide = places.cast(pl.Int32).fill_null(known.len())
    found: np.ndarray[Any, Any] = values[wide.to_numpy()]
    return found
