"""The ledger workbook for a year: every ledger a sheet, made from the declarations alone."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.keys import Key
from gongkai.office.settings_pages import (
    NOTHING_FILLED,
    Filled,
    write_office_page,
    write_statement_pages,
)
from gongkai.records.ledgers import in_year
from gongkai.records.ledgers.ledger import Column, Kind, Ledger, Span
from gongkai.records.reading.rows.tails import EXAMPLE
from gongkai.records.reading.service.stamp import STAMP_SHEET, stamp_for, stamp_rows
from gongkai.records.reading.service.zero_sheet import ZERO_HEAD, ZERO_SHEET, zero_rows

GUIDE_SHEET: Final = "填表说明"
CHOICES_SHEET: Final = "选项"
_CREATED: Final = dt.datetime(2000, 1, 1)  # a fixed mark, not a moment
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
    "default_date_format": "yyyy-mm-dd",
}
_NO_ROWS: Final[Mapping[str, Sequence[Mapping[str, Any]]]] = {}
_LAST_ROW: Final = 50_000  # rows prepared for entry; more may follow, without drop-downs
_WIDTHS: Final = {
    Kind.TEXT: 18, Kind.DATE: 14, Kind.COUNT: 12, Kind.MONTH: 8, Kind.MONEY: 12, Kind.FLAG: 10,
    Kind.CHOICE: 22,
}  # fmt: skip
_NUMBER_FORMATS: Final = {Kind.TEXT: "@", Kind.DATE: "yyyy-mm-dd", Kind.MONEY: "0.00"}
_STEPS: Final = (
    "每张工作表是一本台账，每行登记一件；列名在第1行，请勿改名，左右换位不影响读取。",
    "第2行是填写示例，不计入，可以保留也可以删去；请从第3行起填写。",
    "深色列名为必填；浅色的有则填写，该有而空着的（如公开前的三级审批日期），核对时会指出；灰色带斜纹的为个人信息：只用于核对，不进入报告。",
    "带下拉箭头的单元格请从列表中选，可选项全部列在“选项”工作表。",
    "日期写成 {year}-03-05 的样子；金额以元为单位；没有的留空，不要写“无”或“/”。",
    "全年确实没有发生的，请在“零报告”工作表该行填“是”，并写明签署人和签署日期；留空的台账按未掌握处理，不作零计。",
    "机关名称、网址、联系方式填在“机关”工作表，公布日期填在“声明”工作表；核对出的错误情况属实的，在“审核意见”工作表说明。",
    "填好后保存并关闭，放在该机关该年度的文件夹中，运行 gongkai check 核对。",
)


def write_template(
    key: Key,
    agency_name: str,
    path: Path,
    rows: Mapping[str, Sequence[Mapping[str, Any]]] = _NO_ROWS,
    filled: Filled = NOTHING_FILLED,
    *,
    government: bool = False,
) -> None:
    """Write the ledger workbook of an office and year, blank but for ``rows`` that the year begins
    with, by ledger, and the settings that are ``filled``; the same bytes on every run."""
    ledgers = tuple(in_year(key.year).values())
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"created": _CREATED, "title": f"{key.year}年政府信息公开工作台账"})
        styles = styles_of(book)
        guide = book.add_worksheet(GUIDE_SHEET)
        write_office_page(book, styles, filled)
        pages = [book.add_worksheet(ledger.title) for ledger in ledgers]
        zero = book.add_worksheet(ZERO_SHEET)
        write_statement_pages(book, styles, filled, key.year, government=government)
        choices = book.add_worksheet(CHOICES_SHEET)
        ranges = _write_choices(choices, ledgers, styles)
        _write_guide(guide, key, agency_name, ledgers, styles)
        for ledger, page in zip(ledgers, pages, strict=True):
            _write_ledger(page, ledger, ranges, styles)
            _write_rows(page, ledger, rows.get(ledger.id, ()), styles)
        _write_zero(zero, ledgers, ranges, styles)
        stamp = book.add_worksheet(STAMP_SHEET)
        for row, cells in enumerate(stamp_rows(stamp_for(key))):
            for column, cell in enumerate(cells):
                stamp.write_string(row, column, cell, styles["plain"])
        stamp.set_column(0, 3, 24)
        guide.activate()


def _write_rows(
    page: Any, ledger: Ledger, rows: Sequence[Mapping[str, Any]], styles: dict[str, Any]
) -> None:
    """Write records below the example; text as text, whatever it begins with."""
    for at, row in enumerate(rows, start=2):
        for place, column in enumerate(ledger.columns):
            value, style = row.get(column.name), styles[column.kind.name]
            if isinstance(value, dt.date):
                page.write_datetime(at, place, dt.datetime(*value.timetuple()[:3]), style)
            elif isinstance(value, int | Decimal):
                page.write_number(at, place, value, style)
            elif value is not None:
                page.write_string(at, place, str(value), style)


def styles_of(book: Workbook) -> dict[str, Any]:
    """Return the formats of the workbook's cells by what stands in them."""
    base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    head = {**base, "bold": True, "border": 1, "align": "center", "text_wrap": True}
    return {
        "title": book.add_format({**base, "font_size": 16, "bold": True}),
        "plain": book.add_format({**base, "text_wrap": True}),
        "link": book.add_format({**base, "font_color": "#1F4E79", "underline": 1}),
        "required": book.add_format({**head, "bg_color": "#1F4E79", "font_color": "#FFFFFF"}),
        "entry": book.add_format({**base, "num_format": "@", "border": 1, "text_wrap": True}),
        "dated": book.add_format({**base, "num_format": "yyyy-mm-dd", "border": 1}),
        "optional": book.add_format({**head, "bg_color": "#DCE6F0"}),
        "personal": book.add_format({**head, "bg_color": "#E4E4E4", "pattern": 14}),
        "example": book.add_format(
            {
                **base,
                "italic": True,
                "font_color": "#6B6B6B",
                "text_wrap": True,
                "bg_color": "#F7F7F7",
            }
        ),
        **{
            kind.name: book.add_format({**base, "num_format": _NUMBER_FORMATS.get(kind, "General")})
            for kind in Kind
        },
    }


Ranges = dict[tuple[str, str], str]
Ledgers = tuple[Ledger, ...]


def _write_choices(page: Worksheet, ledgers: Ledgers, styles: dict[str, Any]) -> Ranges:
    """Write each list of choices down a column; return its range by ledger and column."""
    ranges: Ranges = {}
    seen: dict[tuple[str, ...], str] = {}
    for ledger in ledgers:
        for column in ledger.columns:
            labels = tuple(choice.label for choice in column.choices)
            if not labels:
                continue
            if labels not in seen:
                at = len(seen)
                name = "是或否" if column.kind is Kind.FLAG else f"{ledger.title}：{column.heading}"
                page.write_string(0, at, name, styles["optional"])
                for row, label in enumerate(labels, start=1):
                    page.write_string(row, at, label, styles["plain"])
                letter = xl_col_to_name(at)
                seen[labels] = f"={CHOICES_SHEET}!${letter}$2:${letter}${len(labels) + 1}"
                page.set_column(at, at, 30)
            ranges[ledger.id, column.name] = seen[labels]
    page.freeze_panes(1, 0)
    return ranges


def _write_guide(
    page: Worksheet, key: Key, agency_name: str, ledgers: Ledgers, styles: dict[str, Any]
) -> None:
    page.hide_gridlines(2)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 76)
    title = f"{agency_name}{key.year}年政府信息公开工作台账"
    page.merge_range(0, 0, 0, 1, "", styles["title"])
    page.write_string(0, 0, title, styles["title"])
    page.set_row(0, 30)
    _for_print(page)
    row = 2
    for number, words in enumerate(_STEPS, start=1):
        step = words.format(year=key.year)
        page.write_string(row, 0, f"第{number}条", styles["plain"])
        page.write_string(row, 1, step, styles["plain"])
        page.set_row(row, 34 if len(step) > 38 else 18)
        row += 1
    row += 1
    page.write_string(row, 0, "工作表", styles["required"])
    page.write_string(row, 1, "每行登记什么", styles["required"])
    for ledger in ledgers:
        row += 1
        page.write_url(row, 0, f"internal:'{ledger.title}'!A1", styles["link"], ledger.title)
        page.write_string(row, 1, ledger.row, styles["plain"])


def _write_ledger(page: Worksheet, ledger: Ledger, ranges: Ranges, styles: dict[str, Any]) -> None:
    page.freeze_panes(1, 1)
    page.set_row(0, 32)
    page.set_row(1, 48)
    page.repeat_rows(0)
    page.set_landscape()
    _for_print(page)
    for at, column in enumerate(ledger.columns):
        style = "personal" if column.personal else "required" if column.required else "optional"
        page.write_string(0, at, column.heading, styles[style])
        page.write_comment(0, at, _comment(column), {"x_scale": 2, "y_scale": 1.4})
        example = column.example
        page.write_string(1, at, example if at else f"{EXAMPLE}：{example}", styles["example"])
        width = max(_WIDTHS[column.kind], 2 * len(column.heading) + 3)
        page.set_column(at, at, width, styles[column.kind.name])
        rule = _validation(column, ranges.get((ledger.id, column.name)))
        if rule is not None:
            page.data_validation(2, at, _LAST_ROW, at, rule)


def _for_print(page: Worksheet) -> None:
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _comment(column: Column) -> str:
    kinds = [
        "必填" if column.required else "选填",
        *(["个人信息，不进入报告"] if column.personal else []),
    ]
    span = f"\n期间：{column.period}" if column.span.value else ""
    return f"{'，'.join(kinds)}。{column.about}\n填写：{_short(column)}{span}"


def _short(column: Column) -> str:
    """Return what to write; a list of choices is long, and stands in the drop-down."""
    return "从下拉列表中选" if column.kind is Kind.CHOICE else str(column.kind.value)


def _validation(column: Column, choices: str | None) -> dict[str, Any] | None:
    """Return the cell check that a spreadsheet makes while the clerk types."""
    first, last = dt.date(column.year, 1, 1), dt.date(column.year, 12, 31)
    rules: dict[Kind, dict[str, Any]] = {
        Kind.CHOICE: {"validate": "list", "source": choices},
        Kind.FLAG: {"validate": "list", "source": choices},
        Kind.COUNT: {"validate": "integer", "criteria": ">=", "value": 0},
        Kind.MONTH: {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 12},
        Kind.MONEY: {"validate": "decimal", "criteria": ">=", "value": 0},
        Kind.DATE: {
            "validate": "date",
            "criteria": "between",
            "minimum": first if column.span is Span.IN_YEAR else dt.date(1990, 1, 1),
            "maximum": last.replace(year=column.year + 1) if column.span is Span.ANY else last,
        },
    }
    if column.kind not in rules:
        return None
    # A spreadsheet shows at most 255 characters.
    message = f"应为{_short(column)}{_span(column)}"[:255]
    title = column.heading[:32]
    return {**rules[column.kind], "error_title": title, "error_message": message}


def _span(column: Column) -> str:
    return f"，{column.period}" if column.span.value else ""


def _write_zero(page: Worksheet, ledgers: Ledgers, ranges: Ranges, styles: dict[str, Any]) -> None:
    flags = next(
        ranges[ledger.id, column.name]
        for ledger, column in _flags(ledgers)
        if (ledger.id, column.name) in ranges
    )
    rows = list(zero_rows(ledgers[0].year))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            style = styles["required"] if row == 0 else styles["TEXT"]
            page.write_string(row, column, cell, style)
    page.data_validation(1, 1, len(rows) - 1, 1, {"validate": "list", "source": flags})
    page.write_comment(0, 1, "全年确实没有发生的填“是”，并填签署人和签署日期；有发生的留空")
    for at, width in enumerate((22, 16, 26, 16, 16, 40)):
        page.set_column(at, at, width, styles["DATE" if ZERO_HEAD[at] == "签署日期" else "TEXT"])
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _flags(ledgers: Ledgers) -> Iterator[tuple[Ledger, Column]]:
    return (
        (ledger, column)
        for ledger in ledgers
        for column in ledger.columns
        if column.kind is Kind.FLAG
    )
