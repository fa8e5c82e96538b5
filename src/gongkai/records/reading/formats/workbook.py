"""Workbooks (.xlsx, .xlsm, .xls, .ods): their sheets as text, with what a reader would not see.

The reading library gives a blank for a cell whose formula failed or was never computed. Such cells
are looked up in the file itself (``archive``), so that nothing unreadable is taken for empty.
"""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl
import python_calamine as calamine

from gongkai.findings import Finding, Place
from gongkai.records.reading.formats.archive import find_inside
from gongkai.records.reading.formats.inside import DamagedError, Faults, Inside
from gongkai.records.reading.formats.kinds import OLE
from gongkai.records.reading.formats.markup import is_markup, read_markup
from gongkai.records.reading.formats.old_book import read_old_book
from gongkai.records.reading.formats.opendocument import tidied
from gongkai.records.reading.sheet import Merge, Sheet, broken, from_parts, from_rows

_LARGEST_FILE: Final = 200_000_000
_MANY: Final = (
    1_000_000  # cells from which a sheet is turned into text by columns, a part at a time
)
_PART: Final = 20_000  # rows


def read_workbook(path: Path) -> tuple[Sheet, ...] | Finding:
    """Return the sheets in their order, hidden ones marked; or the finding that says why not."""
    if path.stat().st_size > _LARGEST_FILE:
        return _too_large(path)
    content = path.read_bytes()
    try:
        return _read(path, content)
    except DamagedError:
        return _unreadable(path, content)
    except BaseException as error:
        # The library's own end of the world is no Exception; its Rust panics arrive under this name.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        return _unreadable(path, content)


def _read(path: Path, content: bytes) -> tuple[Sheet, ...] | Finding:
    digest = hashlib.sha256(content).hexdigest()
    if is_markup(content):
        return read_markup(content, path.name, digest) or _unreadable(path, content)
    if content.startswith(OLE):
        return tuple(read_old_book(content, path.name, digest, shown))
    inside = find_inside(content)
    if inside is None:
        return _too_large(path)
    if path.suffix.lower() == ".ods":
        content = tidied(content)
    return tuple(_sheets(path, content, digest, inside))


def _sheets(
    path: Path, content: bytes, digest: str, insides: Mapping[str, Inside]
) -> Iterator[Sheet]:
    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for meta in book.sheets_metadata:
            if meta.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            inside = insides.get(meta.name, Inside())
            merges = inside.merges or tuple(
                Merge(first[0] + 1, first[1], last[0] + 1, last[1])
                for first, last in sheet.merged_cell_ranges or ()
            )
            hidden = meta.visible is not calamine.SheetVisibleEnum.Visible
            if sheet.total_height * sheet.total_width > _MANY and not inside.faults:
                first = sheet.start[1] if sheet.start else 0
                made = from_parts(_parts(sheet.iter_rows()), first, path.name, meta.name, digest)
            else:
                rows = [[shown(c) for c in row] for row in sheet.to_python(skip_empty_area=False)]
                _mark(rows, inside.faults)
                made = from_rows(rows, path.name, meta.name, digest)
            filled = made.filled(inside.hidden)
            yield replace(made, merges=merges, hidden=hidden, hidden_rows=filled)


class _Days(dict[object, str]):
    """Days as shown: a year has few of them, and a ledger many rows; what is no day is not kept."""

    def __missing__(self, cell: object) -> str:
        text = shown(cell)
        if isinstance(cell, dt.date):
            self[cell] = text
        return text


def _parts(rows: Iterator[Sequence[object]]) -> Iterator[list[pl.Series]]:
    """Yield the columns of some thousand rows at a time, as shown."""
    days = _Days()
    for part in iter(lambda: list(islice(rows, _PART)), []):
        yield [_texts(column, days) for column in zip(*part, strict=True)]


def _texts(cells: Sequence[object], days: _Days) -> pl.Series:
    try:
        return pl.Series(cells, dtype=pl.String)
    except TypeError:  # not text throughout
        return pl.Series([c if type(c) is str else days[c] for c in cells], dtype=pl.String)


def shown(cell: object) -> str:
    """Return a cell as the spreadsheet shows it.

    >>> [shown(c) for c in (3.0, 0.1 + 0.2, True, dt.date(2018, 3, 5), dt.datetime(2018, 3, 5, 9))]
    ['3', '0.3', 'TRUE', '2018-03-05', '2018-03-05 09:00:00']
    """
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return format(cell, ".15g").replace("e+", "E+")
        case dt.datetime():
            return str(cell.date() if cell.time() == dt.time() else cell.replace(microsecond=0))
        case _:
            return str(cell)


def _mark(rows: list[list[str]], faults: Faults) -> None:
    """Put each fault's text where the library saw a blank or a 0, beyond the last filled cell too."""
    for (row, column), text in sorted(faults.items()):
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = text


def _unreadable(path: Path, content: bytes) -> Finding:
    message = "文件不是可读的工作簿（可能已损坏，或改过后缀）"
    if content.startswith(OLE) and path.suffix.lower() != ".xls":
        message = "工作簿有打开密码，或不是它的后缀所说的格式"
    elif is_markup(content):
        message = "文件其实是网页或 XML，只是用了工作簿的后缀，其中没有表格"
    elif not content:
        message = "文件是空的，没有任何内容"
    return broken(
        "L-01",
        Place(path.name),
        None,
        "能用 Excel 或 WPS 打开的工作簿",
        message,
        "请用 Excel 或 WPS 打开，去掉密码，另存为工作簿（.xlsx）后重试",
    )


def _too_large(path: Path) -> Finding:
    return broken(
        "L-01",
        Place(path.name),
        None,
        "大小合于一年台账的工作簿",
        "工作簿展开后过大，没有读取（可能在极远处有零散的单元格）",
        "请把记录复制到新的工作簿，或另存为 CSV 后重试",
    )
