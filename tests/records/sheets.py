"""Writes ledgers as offices keep them: text files, workbooks with merged cells, OpenDocument."""

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

Rows = Sequence[Sequence[Any]]


def text(path: Path, rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> None:
    lines = [
        delimiter.join(f'"{cell}"' if delimiter in str(cell) or "\n" in str(cell) else str(cell)
                       for cell in row)
        for row in rows
    ]  # fmt: skip
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))


def workbook(
    path: Path,
    rows: Rows,
    *,
    sheet: str = "Sheet1",
    merges: Sequence[tuple[int, int, int, int]] = (),
    hidden: Sequence[str] = (),
    epoch_1904: bool = False,
    more: dict[str, Rows] | None = None,
) -> None:
    """Write a workbook; merges are (first row, first column, last row, last column) from 0."""
    book = xlsxwriter.Workbook(str(path), {"date_1904": epoch_1904, "remove_timezone": True})
    day = book.add_format({"num_format": "yyyy/m/d"})
    for name, cells in {sheet: rows, **(more or {})}.items():
        page = book.add_worksheet(name)
        _write(page, cells, day)
        if name in hidden:
            page.hide()
        for first, left, last, right in merges if name == sheet else ():
            page.merge_range(first, left, last, right, cells[first][left])
    book.worksheets()[-1 if hidden else 0].activate()
    book.close()


def _write(page: Any, rows: Rows, day: Any) -> None:
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, dt.date):
                page.write_datetime(at, column, cell, day)
            elif isinstance(cell, str):
                page.write_string(at, column, cell)
            else:
                page.write(at, column, cell)


def with_part(path: Path, part: str, old: str, new: str) -> None:
    """Put ``new`` for ``old`` in one part of a workbook, as other programs write it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part], parts[part][:3000]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def opendocument(path: Path, rows: Rows, sheet: str = "Sheet1") -> None:
    """Write an .ods file with one sheet; dates become real dates."""

    def cell(value: Any) -> str:
        if value in ("", None):
            return "<table:table-cell/>"
        if isinstance(value, dt.date):
            return (
                f'<table:table-cell office:value-type="date" office:date-value="{value}">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )
        if isinstance(value, int | float):
            return (
                f'<table:table-cell office:value-type="float" office:value="{value}">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
        )

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(
        f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        f'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="{sheet}">'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
