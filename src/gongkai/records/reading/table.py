"""A sheet's rows as a ledger's raw text: what is no record is left out, and said to be."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import polars as pl

from gongkai.findings import Finding, Place, Severity
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.headings import Headings, find_headings
from gongkai.records.reading.sheet import HEAD_ROWS, ROW, Sheet, broken, noted
from gongkai.text import FORBIDDEN

EXAMPLE: Final = "示例"
_TOTAL: Final = r"^(合计|总计|小计|共计|累计|总数)[:：]?$"
_NOTE: Final = (
    r"^(注|备注|说明|填表说明|填表人|填表日期|填报人|填报单位|填报日期|制表|制表人|制表日期|审核人|负责人"
    r"|单位负责人|科室负责人|联系人|联系电话|统计人|数据来源)\d?[:：]|^(※|★)"
)
# The first cell of a row that is no record, white space within it included.
NO_RECORD: Final = f"^\\s*(?:{EXAMPLE}|[合总小共累]\\s*[计数]|(?:注|备注|说明|填.{{1,3}}|制表.?|.{{0,2}}负责人|审核人|联系.{{1,2}}|统计人|数据来源)\\d?\\s*[:：]|※|★)"
_FIRST: Final = "_first"
_KINDS: Final = {
    "total": pl.col(_FIRST).str.contains(_TOTAL),
    "note": pl.col(_FIRST).str.contains(_NOTE),
    "example": pl.col(_FIRST).str.starts_with(EXAMPLE),
}
_SHOWN: Final = 12  # row numbers named in one message


@dataclass(frozen=True, slots=True)
class RawTable:
    """A ledger's rows in one sheet as text; ``frame`` is None where the structure forbids reading.

    The frame has ``_row`` and a text column a declared column, null where blank or absent.
    """

    sheet: Sheet
    frame: pl.LazyFrame | None
    rows: int
    findings: tuple[Finding, ...]


def raw_table(sheet: Sheet, ledger: Ledger) -> RawTable:
    """Return the ledger's records in the sheet, without titles, blank rows, totals and notes."""
    if not any(any(cell.strip() for cell in row) for row in sheet.head) and _is_blank(sheet):
        return RawTable(sheet, blank(ledger).lazy(), 0, sheet.findings)
    headings = find_headings(sheet, ledger)
    findings = [*sheet.findings, *headings.findings, *_ragged(sheet, headings)]
    if any(f.stops for f in findings):
        return RawTable(sheet, None, 0, tuple(findings))
    cells, merged = _filled_down(sheet, headings)
    findings += merged
    columns = [f"c{at}" for at in range(sheet.width)]
    first = pl.coalesce(pl.col(columns)).cast(pl.String).str.replace_all(r"\s", "")
    body = cells.filter(
        pl.col(ROW) > headings.row, pl.any_horizontal(pl.col(columns).is_not_null())
    ).with_columns(first.alias(_FIRST))
    outside = [c for at, c in enumerate(columns) if at not in headings.at.values()]
    found = body.select(
        pl.len().alias(ROW),
        *(pl.col(ROW).filter(kind).implode().alias(name) for name, kind in _KINDS.items()),
        pl.col(outside).is_not_null().sum(),
    )
    told = sheet.access.collect(found).row(0, named=True)
    rows = {kind: list(told[kind]) for kind in _KINDS}
    findings += _left_out(sheet, rows)
    findings += _overwritten(sheet, cells, rows["example"], headings, ledger.columns)
    findings += _nameless(sheet, headings, {c: told[c] for c in outside})
    dropped = {row for found in rows.values() for row in found}
    if dropped:
        body = body.filter(~pl.any_horizontal(_KINDS.values()).fill_null(False))
    frame = body.select(
        pl.col(ROW).cast(pl.Int64),
        *(
            _cell(sheet, headings.at.get(column.name)).alias(column.name)
            for column in ledger.columns
        ),
    )
    return RawTable(sheet, frame, told[ROW] - len(dropped), tuple(findings))


def _cell(sheet: Sheet, at: int | None) -> pl.Expr:
    if at is None:
        return pl.lit(None, pl.String)
    cell = pl.col(f"c{at}")
    if sheet.access.held and not sheet.typed:
        return cell  # cleaned when it was read
    if sheet.cells.collect_schema()[f"c{at}"] != pl.String:
        return cell
    cell = cell.str.replace_all(FORBIDDEN, "")
    if sheet.typed:
        return cell
    trimmed = cell.str.strip_chars()
    return pl.when(trimmed != "").then(trimmed)


def blank(ledger: Ledger) -> pl.DataFrame:
    """Return the raw frame of a ledger without rows."""
    schema: dict[str, type[pl.DataType]] = {ROW: pl.Int64}
    return pl.DataFrame(schema=schema | {column.name: pl.String for column in ledger.columns})


def _is_blank(sheet: Sheet) -> bool:
    columns = [f"c{at}" for at in range(sheet.width)]
    if not columns:
        return True
    filled = sheet.cells.select(pl.any_horizontal(pl.col(columns).is_not_null()).any())
    return not filled.collect().item()


def _ragged(sheet: Sheet, headings: Headings) -> Iterator[Finding]:
    """Yield each row with fewer cells than the headings, or with text beyond the last of them."""
    short = {
        number: width
        for number, width in enumerate(sheet.widths, start=1)
        if number > headings.row and 0 < width < headings.width
    }
    long: dict[int, int] = {}
    beyond = [f"c{at}" for at in range(headings.width, sheet.width)]
    if sheet.widths and beyond:
        texts = sheet.cells.filter(
            pl.col(ROW) > headings.row, pl.any_horizontal(pl.col(beyond).is_not_null())
        )
        for row in texts.select(ROW).collect().get_column(ROW):
            long[row] = sheet.widths[row - 1]
    filled = pl.any_horizontal(pl.exclude(ROW).is_not_null())
    kept = set(sheet.cells.filter(filled).select(ROW).collect().get_column(ROW)) if short else set()
    for number, width in sorted((short | long).items()):
        if number in long or number in kept:
            less = width < headings.width
            yield broken(
                "L-06",
                sheet.place(number),
                f"{width}列",
                f"{headings.width}列，与表头一致",
                "这一行的列数比表头少" if less else "这一行的列数比表头多",
                "请补齐缺少的单元格（可为空，但分隔符要齐）"
                if less
                else "请检查是否有内容含分隔符而未加引号",
            )


def _filled_down(sheet: Sheet, headings: Headings) -> tuple[pl.LazyFrame, list[Finding]]:
    """Return the cells with each merged value repeated down the rows it spans."""
    spans = [
        m
        for m in sheet.merges
        if m.first_row > headings.row
        and m.last_row > m.first_row
        and m.first_column == m.last_column
        and m.first_column < sheet.width
    ]
    if not spans:
        return sheet.cells, []
    frame = sheet.cells.collect()
    findings = []
    for column, merges in groupby(
        sorted(spans, key=lambda m: (m.first_column, m.first_row)), lambda m: m.first_column
    ):
        values = frame.get_column(f"c{column}").to_list()
        places = []
        for m in merges:
            last = min(m.last_row, len(values))
            values[m.first_row - 1 : last] = [values[m.first_row - 1]] * (last - m.first_row + 1)
            places.append(f"{m.first_row}至{m.last_row}")
        frame = frame.with_columns(pl.Series(f"c{column}", values, pl.String))
        heading = next((n for n, at in headings.at.items() if at == column), None)
        if heading is not None:
            findings.append(
                noted(
                    sheet.place(
                        int(places[0].split("至")[0]), sheet.head[headings.row - 1][column]
                    ),
                    "L-16",
                    f"第{_some(places)}行为合并单元格，各行均按合并的内容读取",
                    "如各行内容不同，请取消合并后分别填写",
                )
            )
    return frame.lazy(), findings


_LEFT_OUT: Final = {
    "total": ("按合计行处理，不作为记录", "如是记录，请改正首列内容"),
    "note": ("按表下附注处理，不作为记录", "如是记录，请改正首列内容"),
    "example": ("是填写示例，不计入", "示例行可保留，也可删去"),
}


def _left_out(sheet: Sheet, rows: dict[str, list[int]]) -> Iterator[Finding]:
    for kind, numbers in rows.items():
        if numbers and kind != "example":
            message, remedy = _LEFT_OUT[kind]
            shown = _some([str(n) for n in numbers])
            yield noted(sheet.place(numbers[0]), "L-17", f"第{shown}行{message}", remedy)


def _overwritten(
    sheet: Sheet,
    cells: pl.LazyFrame,
    examples: list[int],
    headings: Headings,
    columns: tuple[Column, ...],
) -> Iterator[Finding]:
    """Yield each example row that says something of its own: a record typed over the example.

    Text is no sign of that, for the words of older workbooks differ.
    """
    shown = {
        f"c{headings.at[c.name]}": c.example
        for c in columns
        if c.name in headings.at and c.kind is not Kind.TEXT
    }
    if not examples or not shown:
        return
    texts = {at: pl.col(at).cast(pl.String) for at in shown}
    other = pl.any_horizontal(
        (texts[at] != text) & ~texts[at].str.starts_with(EXAMPLE) for at, text in shown.items()
    )
    rows = cells.filter(pl.col(ROW).is_in(examples) & other).select(ROW).collect()
    for row in rows.get_column(ROW):
        yield Finding(
            "L-17",
            Severity.WARNING,
            sheet.place(row),
            None,
            f"示例行与模板相同，或首列不以“{EXAMPLE}”开头",
            f"首列以“{EXAMPLE}”开头，这一行按填写示例处理，没有计入，内容却不是模板的示例",
            f"如是记录，请改正首列，去掉“{EXAMPLE}”；确是示例的，可不处理",
        )


def _some(places: list[str]) -> str:
    more = f"等{len(places)}处" if len(places) > _SHOWN else ""
    return "、".join(places[:_SHOWN]) + more


def _nameless(sheet: Sheet, headings: Headings, filled: dict[str, int]) -> Iterator[Finding]:
    """Yield each column that has content but no heading."""
    head = sheet.head[headings.row - 1] if headings.row <= HEAD_ROWS else ()
    for column, count in filled.items():
        at = int(column[1:])
        if count and not (at < len(head) and head[at].strip()) and at < headings.width:
            yield Finding(
                "L-05",
                Severity.WARNING,
                Place(sheet.file, sheet.name, headings.row, letters(at)),
                None,
                "每列都有列名",
                f"这一列没有列名，其中 {count} 个单元格未读入",
                "请补上列名，或删去这一列的内容",
            )


def letters(at: int) -> str:
    """Return a column's letters as a spreadsheet shows them, counting from 0.

    >>> [letters(n) for n in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
