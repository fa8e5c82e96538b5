"""The statistics workbook: the official tables, the checks as live formulas, the indicators.

Text is only ever written as text, and the bytes are the same on every run.
"""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.examined.examine import Report
from gongkai.forms.era import NoForm
from gongkai.forms.fill import FilledForm, FilledGrid
from gongkai.indicators.compute import table_rows
from gongkai.indicators.value import Amount, trimmed
from gongkai.report.content.components import Cell, DataTable
from gongkai.report.content.form_view import form_table_of, grid_tables_of
from gongkai.report.workbook.formulas import Places, live_checks, live_years

_CREATED: Final = dt.datetime(2000, 1, 1)  # a fixed mark, not a moment
_FONT: Final = {"font_name": "宋体", "font_size": 10.5}
_RED: Final = "A61C1C"
_LINE_POINTS: Final = 15.5
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_SIGNATURE: Final = (
    "单位负责人：　　　　　审核人：　　　　　填报人：　　　　　联系电话：　　　　　填报日期："
)


def write_workbook(report: Report, path: Path, *, public: bool = False) -> None:
    """Write the report's statistics workbook; the ``public`` one holds the official tables and nothing else."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"created": _CREATED, "title": report.narrative.title})
        places: Places = {}
        tables = _tables(report)
        for table in tables:
            _table_sheet(book, table, _filled_by(report), places)
        if not public:
            _checks_sheet(book, report, places)
            _indicators_sheet(book, report)
        _mark(book, len(tables), draft=bool(report.blocking))


def _filled_by(report: Report) -> str:
    """Return the line below a form's title; a draft is not to be sealed, and says so on the screen too."""
    told = f"填报单位：{report.records.agency.name}"
    said = f"草稿，不得报送　　{told}" if report.blocking else f"{told}（盖章）"
    named = isinstance(report.form, FilledForm)  # its title names the year
    return said if named else f"{said}　　年度：{report.key.year}年"


def _mark(book: Workbook, forms: int, *, draft: bool) -> None:
    """Print on each page that it is a draft, and on those after the forms that they stay inside."""
    red = f'&"宋体,加粗"&K{_RED}'
    for number, sheet in enumerate(book.worksheets()):
        words = [
            *(["草稿，不得报送"] if draft else []),
            *([] if number < forms else ["内部使用，不公开"]),
        ]
        if words:
            sheet.set_header(f"&C{red}{'　'.join(words)}")


def _tables(report: Report) -> Sequence[DataTable]:
    match report.form:
        case FilledForm() as form:
            return (form_table_of(form, report.records.agency.name, report.key.year),)
        case FilledGrid() as grid:
            return tuple(grid_tables_of(grid).values())
        case NoForm():
            return ()


def _formats(book: Workbook) -> dict[str, Any]:
    base = {**_FONT, "valign": "vcenter", "text_wrap": True}
    bordered = {**base, "border": 1}
    return {
        "title": book.add_format({**base, "font_size": 16, "bold": True, "align": "center"}),
        "plain": book.add_format(base),
        "head": book.add_format({**bordered, "bold": True, "align": "center"}),
        "text": book.add_format(bordered),
        "number": book.add_format({**bordered, "align": "center"}),
        "yuan": book.add_format({**bordered, "align": "center", "num_format": 'General"元"'}),
        "blank": book.add_format({**bordered, "align": "center"}),
        "unknown": book.add_format({**bordered, "align": "right", "font_color": f"#{_RED}"}),
        **{
            f"indent{n}": book.add_format({**bordered, "indent": n, "align": "left"})
            for n in range(4)
        },
    }


def _table_sheet(book: Workbook, table: DataTable, filled_by: str, places: Places) -> None:
    sheet = book.add_worksheet(_SHEETS[table.id])
    formats = _formats(book)
    width = max(sum(c.colspan for c in row) for row in (*table.head, *table.rows))
    wide = width > 4
    widths = _widths(table, width)
    for column, characters in enumerate(widths):
        sheet.set_column(column, column, characters)
    sheet.merge_range(0, 0, 0, width - 1, "", formats["title"])
    sheet.write_string(0, 0, table.caption, formats["title"])
    sheet.merge_range(1, 0, 1, width - 1, "", formats["plain"])
    sheet.write_string(1, 0, filled_by, formats["plain"])
    last = _grid(sheet, table, formats, places, widths)
    _name_cells(book, table, places)
    sheet.merge_range(last + 1, 0, last + 1, width - 1, "", formats["plain"])
    sheet.write_string(last + 1, 0, _SIGNATURE, formats["plain"])
    sheet.set_row(0, 30)
    sheet.set_row(last + 1, 30)
    sheet.set_paper(9)
    if wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 1 if wide else 0)
    sheet.center_horizontally()
    sheet.repeat_rows(0, 1 + len(table.head))
    sheet.set_footer("&C— &P —")


def _name_cells(book: Workbook, table: DataTable, places: Places) -> None:
    """Name each figure's cell after its indicator, ``_万元`` added where the form is in it."""
    for cell in (cell for row in table.rows for cell in row if cell.indicator):
        sheet, row, column = places[table.id, cell.indicator]
        name = f"{cell.indicator}_{cell.unit}" if cell.unit else cell.indicator
        place = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        book.define_name(f"'{sheet}'!{name}", f"='{sheet}'!{place}")


def _widths(table: DataTable, columns: int) -> tuple[int, ...]:
    """Return the width of each column in characters, the last one given for all the rest."""
    given = _WIDTHS[table.id]
    return (*given, *([given[-1]] * columns))[:columns]


_WIDTHS: Final = {
    "form_2014": (62, 10, 14),
    "table2": (30, 18),
    "table3": (14, 14, 40, 10),
    "table4": (9,),
}
# The sheets that stay inside, head by head with its width; the codes of checks and indicators come last.
_CHECKS: Final = {"核对事项": 76, "左边": 10, "右边": 10, "结果": 10, "编号": 8}
_INDICATORS: Final = {
    "指标": 26, "数值": 10, "单位": 6, "分子": 8, "分母": 8, "定义": 46, "依据": 32, "编号": 24,
}  # fmt: skip
_SHEETS: Final = {"form_2014": "统计表", "table2": "表二", "table3": "表三", "table4": "表四"}


def _grid(
    sheet: Worksheet,
    table: DataTable,
    formats: dict[str, Any],
    places: Places,
    widths: tuple[int, ...],
) -> int:
    """Write head and rows with their merged cells; remember where each figure stands."""
    taken: set[tuple[int, int]] = set()
    first = 2
    row = first
    for number, cells in enumerate((*table.head, *table.rows)):
        row = first + number
        column = 0
        lines = 1
        for cell in cells:
            while (row, column) in taken:
                column += 1
            in_head = number < len(table.head)
            _write(sheet, row, column, cell, formats, in_head=in_head)
            taken |= {
                (row + r, column + c) for r in range(cell.rowspan) for c in range(cell.colspan)
            }
            if cell.indicator:
                places[table.id, cell.indicator] = (sheet.get_name(), row, column)
            if cell.rowspan == 1:
                lines = max(lines, _lines(cell.text, sum(widths[column : column + cell.colspan])))
            column += cell.colspan
        sheet.set_row(row, _LINE_POINTS * lines + 3)
    return row


def _write(
    sheet: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, Any], *, in_head: bool
) -> None:
    style = formats["head"] if in_head else formats[cell.style]
    if cell.header and not in_head:
        style = formats["head" if cell.style == "head" else f"indent{cell.indent}"]
    if cell.rowspan > 1 or cell.colspan > 1:
        end = (row + cell.rowspan - 1, column + cell.colspan - 1)
        sheet.merge_range(row, column, *end, "", style)
    if cell.style == "number" and cell.indicator:
        sheet.write_number(
            row, column, float(cell.raw), formats["yuan"] if cell.text.endswith("元") else style
        )
    else:
        sheet.write_string(row, column, cell.text, style)


def _checks_sheet(book: Workbook, report: Report, places: Places) -> None:
    """Write every check with its result, identities of the tables as formulas that recompute."""
    sheet = book.add_worksheet("审核")
    formats = _formats(book)
    widths = _headed(sheet, _CHECKS, formats)
    live = (
        *live_checks(report.form, places, _opening(report)),
        *live_years(report.indicators, report.last, places),
    )
    for row, check in enumerate(live, start=1):
        _line(sheet, row, (check.statement, "", "", "", check.id), widths, formats)
        sheet.write_formula(row, 1, check.left, formats["number"], check.left_value)
        sheet.write_formula(row, 2, check.right, formats["number"], check.right_value)
        left, right = (xl_rowcol_to_cell(row, column) for column in (1, 2))
        sheet.write_formula(row, 3, check.verdict(left, right), formats["text"], check.result)
    # A result in words has no two sides: it takes their room.
    first = len(live) + 2
    merged = sum(widths[:3])
    for row, result in enumerate(report.results, start=first):
        sheet.merge_range(row, 0, row, 2, "", formats["text"])
        sheet.write_string(row, 0, result.message, formats["text"])
        sheet.write_string(row, 3, result.state.label, formats["text"])
        sheet.write_string(row, 4, result.id, formats["text"])
        sheet.set_row(row, _LINE_POINTS * _lines(result.message, merged) + 3)
    sheet.freeze_panes(1, 0)
    _print_portrait(sheet)


def _opening(report: Report) -> Decimal | None:
    value = report.indicators["requests_carried_in"]
    return Decimal(value.number) if isinstance(value, Amount) else None


def _indicators_sheet(book: Workbook, report: Report) -> None:
    sheet = book.add_worksheet("指标")
    formats = _formats(book)
    rows = table_rows(report.indicators)
    widths = _headed(sheet, _INDICATORS, formats)
    for number, row in enumerate(rows, start=1):
        _line(sheet, number, [_plain(row[name]) for name in _INDICATORS], widths, formats)
    sheet.freeze_panes(1, 1)
    _print_portrait(sheet)


def _headed(sheet: Worksheet, columns: Mapping[str, int], formats: dict[str, Any]) -> list[int]:
    """Write the heads of columns with their widths, which are returned."""
    for column, (words, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, formats["head"])
    return list(columns.values())


def _line(
    sheet: Worksheet,
    row: int,
    texts: Sequence[str],
    widths: Sequence[int],
    formats: dict[str, Any],
) -> None:
    """Write a row of texts, as high as the longest of them."""
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, formats["text"])
    lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
    sheet.set_row(row, _LINE_POINTS * lines + 3)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column so many characters wide; a Chinese one is two wide.

    >>> _lines("政府信息公开", 12), _lines("政府信息公开年度报告", 12), _lines("", 12)
    (1, 2, 1)
    """
    return max(1, math.ceil(sum(1 + (ord(character) > 0xFF) for character in text) / width))


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return trimmed(value)
    return "" if value is None else str(value)


def _print_portrait(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C— &P —")
