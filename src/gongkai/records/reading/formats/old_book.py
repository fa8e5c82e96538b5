"""The old .xls, read by xlrd: calamine takes its text for bytes where the code page is a Western one."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gongkai.records.reading.formats.inside import DamagedError
from gongkai.records.reading.sheet import Merge, Sheet, from_rows

if TYPE_CHECKING:
    import xlrd


def read_old_book(content: bytes, file: str, digest: str, text: Any) -> Iterator[Sheet]:
    """Yield the worksheets, hidden ones marked; DamagedError where the file is none.

    ``text`` gives a cell's value as a spreadsheet shows it.
    """
    import xlrd  # only for the old format, which few offices still keep

    try:
        book = xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), formatting_info=True
        )
        made = [(sheet, _rows(sheet, book, text)) for sheet in book.sheets()]
    except Exception as error:  # whatever a damaged file does to the library
        raise DamagedError from error
    for sheet, rows in made:
        filled = {at for at, row in enumerate(rows) if any(row)}
        hidden = sorted(at + 1 for at, info in sheet.rowinfo_map.items() if info.hidden)
        yield replace(
            from_rows(rows, file, sheet.name, digest),
            merges=tuple(
                Merge(top + 1, left, bottom, right - 1)
                for top, bottom, left, right in sheet.merged_cells
            ),
            hidden=sheet.visibility != 0,
            hidden_rows=tuple(row for row in hidden if row - 1 in filled),
        )


def _rows(sheet: "xlrd.sheet.Sheet", book: "xlrd.book.Book", text: Any) -> list[list[str]]:
    return [[_cell(cell, book, text) for cell in sheet.row(at)] for at in range(sheet.nrows)]


def _cell(cell: Any, book: "xlrd.book.Book", text: Any) -> str:
    from xlrd import error_text_from_code
    from xlrd.xldate import XLDateError, xldate_as_datetime

    match cell.ctype:
        case 3:
            try:
                when: datetime = xldate_as_datetime(cell.value, book.datemode)
            except (XLDateError, OverflowError, ValueError):
                return str(text(cell.value))
            return str(text(when if cell.value >= 1 else when.time()))
        case 4:
            return str(text(bool(cell.value)))
        case 5:
            return error_text_from_code.get(int(cell.value), "#N/A")
        case _:
            return str(text(cell.value))
