"""Workbooks (.xlsx, .xlsm, .xls, .ods): their sheets as text, with what a reader would not see.

The reading library gives a blank for a cell whose formula failed or was never computed. Such cells
are looked up in the file itself (``archive``), so that nothing unreadable is taken for empty.
"""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import python_calamine as calamine

from gongkai.findings import Finding, Place
from gongkai.records.reading.formats.archive import find_inside
from gongkai.records.reading.formats.inside import DamagedError, Faults, Inside
from gongkai.records.reading.formats.kinds import OLE
from gongkai.records.reading.formats.markup import is_markup, read_markup
from gongkai.records.reading.formats.old_book import read_old_book
from gongkai.records.reading.formats.opendocument import tidied
from gongkai.records.reading.sheet import Merge, Sheet, broken, from_rows

_LARGEST_FILE: Final = 200_000_000


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
            rows = [[shown(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            inside = insides.get(meta.name, Inside())
            _mark(rows, inside.faults)
            merges = inside.merges or tuple(
                Merge(first[0] + 1, first[1], last[0] + 1, last[1])
                for first, last in sheet.merged_cell_ranges or ()
            )
            hidden = meta.visible is not calamine.SheetVisibleEnum.Visible
            made = from_rows(rows, path.name, meta.name, digest)
            filled = (n for n in inside.hidden if n <= len(rows) and any(rows[n - 1]))
            yield replace(made, merges=merges, hidden=hidden, hidden_rows=tuple(filled))


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
