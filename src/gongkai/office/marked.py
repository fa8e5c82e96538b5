"""The marked workbook: the office's own ledgers with every finding at its cell.

It holds all that the ledgers hold, personal columns too: it is for the office alone and is
written below ``internal/``, never beside the report.
"""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from unicodedata import east_asian_width

import polars as pl
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from gongkai.findings import Finding, Place, Severity, counted
from gongkai.keys import Key
from gongkai.output.archive import write_fixed
from gongkai.records.ledgers import BY_ID
from gongkai.records.reading.files import read_files
from gongkai.records.reading.recognition.headings import find_headings
from gongkai.records.reading.recognition.naming import ledger_meant
from gongkai.records.reading.rows.shape import letters
from gongkai.records.reading.sheet import ROW, Sheet
from gongkai.text import clean

INDEX: Final = "问题清单"
_OWN: Final = (".xlsx", ".xlsm")
_COLOURS: Final = {
    Severity.ERROR: "FFF4B6B6",
    Severity.WARNING: "FFFFE3A3",
    Severity.INFO: "FFD3E4F5",
}
_HEAD: Final = (
    "序号",
    "轻重",
    "编号",
    "文件",
    "工作表",
    "单元格",
    "现值",
    "问题",
    "应为",
    "怎么改",
)
_WIDTHS: Final = (6, 8, 10, 24, 18, 10, 22, 44, 40, 44)
_LINE: Final = 15  # points
_LAST_ROW: Final = 1_048_576
_WHOLE: Final = 100_000  # rows; of larger sheets only those with findings are copied

# Where a finding stands: the sheet's position in the book and the cell, or None.
Spot = tuple[str, int, int] | None


def write_marked(
    folder: Path, key: Key, findings: Sequence[Finding], out: Path
) -> tuple[Path, ...]:
    """Return the workbooks written into ``out``: each own workbook marked, and one of the rest.

    What is found outside the own workbooks stands in the index of the rest, or of the first own one
    where there is no other ledger.
    """
    sheets = [s for found in read_files(folder).sheets.values() for s in found]
    files = sorted({s.file for s in sheets if Path(s.file).suffix.lower() in _OWN})
    rest = [s for s in sheets if s.file not in files]
    others = [f for f in findings if f.place.file not in files]
    written: list[Path] = []
    for file in files:
        path = out / f"{Path(file).stem}-已标注{Path(file).suffix.lower()}"
        book = load_workbook(folder / file, keep_vba=path.suffix == ".xlsm")
        found = [f for f in findings if f.place.file == file]
        if not rest and not written:
            found = [*found, *others]
        _mark(book, [s for s in sheets if s.file == file], found, key)
        _save(book, path)
        written.append(path)
    if rest or not files:
        book = Workbook()
        book.remove(book.worksheets[0])
        for sheet in rest:
            _copy(book, sheet, findings)
        _mark(book, rest, others, key)
        name = f"{key.agency}-{key.year}-台账-已标注.xlsx"
        taken = name in [p.name for p in written]
        path = out / (name.replace("-台账-", "-其他台账-") if taken else name)
        _save(book, path)
        written.append(path)
    return tuple(written)


def _title(sheet: Sheet) -> str:
    """Return the name of a sheet's copy: a workbook admits 31 characters and not all of them."""
    name = sheet.name if sheet.name and Path(sheet.file).suffix.lower() in _OWN else sheet.file
    return re.sub(r"[\[\]:*?/\\]", "_", name)[-31:]


def _copy(book: Workbook, sheet: Sheet, findings: Sequence[Finding]) -> None:
    page = book.create_sheet(_title(sheet))
    cells = sheet.cells
    if not sheet.access.held or cells.collect().height > _WHOLE:
        wanted = {f.place.row for f in findings if f.place.file == sheet.file and f.place.row}
        cells = cells.filter(pl.col(ROW).is_in(sorted(wanted)) | (pl.col(ROW) <= len(sheet.head)))
    for row in cells.collect(engine="streaming").iter_rows():
        if row[0] > _LAST_ROW:
            break
        for at, text in enumerate(row[1:], start=1):
            if text is not None:
                _text(page, row[0], at, str(text))
    for at in range(sheet.width):
        page.column_dimensions[get_column_letter(at + 1)].width = 18
    page.freeze_panes = "A2"


def _text(page: Any, row: int, column: int, text: str) -> Any:
    """Write text as text, whatever it begins with."""
    cell = page.cell(row, column)
    cell.value = clean(text)[:32_767]
    cell.data_type = "s"
    return cell


def _mark(book: Any, sheets: Sequence[Sheet], findings: Sequence[Finding], key: Key) -> None:
    spots = [_spot(finding, sheets, key) for finding in findings]
    comments: dict[tuple[str, int, int], list[Finding]] = {}
    for finding, spot in zip(findings, spots, strict=True):
        if spot is not None:
            comments.setdefault(spot, []).append(finding)
    for (name, row, column), found in sorted(comments.items()):
        cell = _anchor(book[name], row, column)
        gravest = min(found, key=lambda f: f.severity.rank)
        cell.fill = PatternFill("solid", fgColor=_COLOURS[gravest.severity])
        words = "\n".join(_words(f) for f in found)
        cell.comment = Comment(words, "核对", height=150, width=340)
    _index(book, findings, spots)


def _anchor(page: Any, row: int, column: int) -> Any:
    """Return the cell, or the one that shows it where cells are merged."""
    for merged in page.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return page.cell(merged.min_row, merged.min_col)
    return page.cell(row, column)


def _words(finding: Finding) -> str:
    lines = [f"问题：{finding.message}"]
    if finding.expected:
        lines.append(f"应为：{finding.expected}")
    return clean("\n".join([*lines, f"怎么改：{finding.remedy}"]))


def _spot(finding: Finding, sheets: Sequence[Sheet], key: Key) -> Spot:
    place = finding.place
    for sheet in sheets:
        if (sheet.file, sheet.name) != (place.file, place.sheet):
            continue
        row, column = _cell(sheet, place, key)
        if row is None or row > _LAST_ROW:
            return None
        return _title(sheet), row, column + 1
    return None


def _cell(sheet: Sheet, place: Place, key: Key) -> tuple[int | None, int]:
    """Return the row and the position of the column, counted from 0; what is of a whole column stands at its heading."""
    ledger = (
        BY_ID[sheet.layout.ledger]
        if sheet.layout is not None
        else ledger_meant(sheet.name or "") or ledger_meant(Path(sheet.file).stem)
    )
    heading = place.column
    if heading is None or ledger is None:
        return place.row, 0
    found = find_headings(sheet, ledger.in_year(key.year))
    row, at = found.row if place.row is None else place.row, found.at
    names = {c.heading: c.name for c in ledger.columns}
    if heading in names:
        return row, at.get(names[heading], 0)
    for cells in sheet.head:
        for position, cell in enumerate(cells):
            if " ".join(clean(cell).split()) == heading:
                return row, position
    return row, next((n for n in range(sheet.width) if letters(n) == heading), 0)


def _index(book: Any, findings: Sequence[Finding], spots: Sequence[Spot]) -> None:
    page = book.create_sheet(INDEX if INDEX not in book.sheetnames else f"{INDEX}（核对）", 0)
    book.active = 0
    for at, (head, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True), start=1):
        cell = _text(page, 1, at, head)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor="FF1F4E79")
        page.column_dimensions[get_column_letter(at)].width = width
    for number, (finding, spot) in enumerate(zip(findings, spots, strict=True), start=1):
        line = tuple(_line(number, finding, spot))
        deep = max(_lines(text, width) for text, width in zip(line, _WIDTHS, strict=True))
        page.row_dimensions[number + 1].height = deep * _LINE
        for at, text in enumerate(line, start=1):
            cell = _text(page, number + 1, at, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if at == 2:
                cell.fill = PatternFill("solid", fgColor=_COLOURS[finding.severity])
            if at == 6 and spot is not None:
                sheet = spot[0].replace("'", "''")
                cell.hyperlink = f"#'{sheet}'!{text}"
                cell.font = Font(color="FF1F4E79", underline="single")
    end = f"共 {counted(findings)}（一行说几处的按处计）。" if findings else "没有问题。"
    _text(page, len(findings) + 2, 1, end)
    page.freeze_panes = "A2"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; a Chinese character is two letters wide."""
    letters_wide = sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
    return max(1, -(-letters_wide // (width - 2)))


def _line(number: int, finding: Finding, spot: Spot) -> Iterator[str]:
    place = finding.place
    yield from (str(number), finding.severity.label, finding.rule, place.file)
    yield spot[0] if spot else place.sheet or ""
    yield f"{get_column_letter(spot[2])}{spot[1]}" if spot else str(place.row or "")
    yield from (finding.value or "", finding.message, finding.expected, finding.remedy)


def _save(book: Any, path: Path) -> None:
    """Write the workbook without a clock in it."""
    stream = io.BytesIO()
    book.save(stream)
    write_fixed(stream, path, undated=True)
