"""The service sheets of a folder's workbooks alone, where its ledgers are not wanted."""

import lzma
import struct
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Final

import python_calamine as calamine

from gongkai.records.reading.formats.workbook import shown
from gongkai.records.reading.service.items import HEADS
from gongkai.records.reading.sheet import Sheet, from_rows

_SUFFIXES: Final = (".xlsx", ".xlsm", ".ods", ".xls")
_LARGEST: Final = 50_000_000  # who keeps ledgers in larger files keeps no settings in them


def office_sheets_in(folder: Path) -> tuple[Sheet, ...]:
    """Return the sheets of settings in a year's folder; none of a file that cannot be read."""
    if not folder.is_dir():
        return ()
    found: list[Sheet] = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith((".", "~$")):
            stat = path.stat()
            found += _sheets(path, stat.st_mtime_ns, stat.st_size)
    return tuple(found)


@lru_cache(maxsize=1000)
def _sheets(path: Path, _: int, size: int) -> tuple[Sheet, ...]:
    if size > _LARGEST or not _may_have_any(path):
        return ()
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            found = []
            for name in HEADS:
                if name in book.sheet_names:
                    cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                    rows = [[shown(cell) for cell in row] for row in cells]
                    found.append(from_rows(rows, path.name, name, ""))
            return tuple(found)
    except BaseException as error:
        # What is wrong with the file is told where its ledgers are read; a panic of the library
        # written in Rust is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        return ()


def _may_have_any(path: Path) -> bool:
    """Tell whether a look at the list of sheets, which costs nothing, leaves it open."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            listed = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    except (
        OSError,
        EOFError,
        KeyError,
        ValueError,
        RuntimeError,  # a password, or a compression that no spreadsheet uses
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        struct.error,
    ):
        return True
    return "&#" in listed or any(name in listed for name in HEADS)
