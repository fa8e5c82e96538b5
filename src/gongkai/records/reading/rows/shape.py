"""Rows wider or narrower than their headings, and columns without a heading."""

from collections.abc import Iterator

import polars as pl

from gongkai.findings import Finding, Place, Severity
from gongkai.records.reading.recognition.headings import Headings
from gongkai.records.reading.rows.tails import is_no_record
from gongkai.records.reading.sheet import ROW, Sheet, broken


def ragged_rows(sheet: Sheet, headings: Headings) -> Iterator[Finding]:
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
    kept = _records(sheet.cells.filter(filled)) if short else set()
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


def _records(cells: pl.LazyFrame) -> set[int]:
    """Return the filled rows but totals and notes, which end with what they say."""
    every = pl.coalesce(pl.exclude(ROW)).cast(pl.String)
    rows = cells.select(ROW, first=every).collect()
    return {row for row, first in rows.iter_rows() if not is_no_record(first)}


def nameless_columns(sheet: Sheet, headings: Headings, filled: dict[str, int]) -> Iterator[Finding]:
    """Yield each column that has content but no heading."""
    head = headings.cells
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
