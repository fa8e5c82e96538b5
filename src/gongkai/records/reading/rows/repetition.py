"""Cells that say the same as the one above: merged ranges, and 同上."""

from itertools import groupby
from typing import Final

import polars as pl

from gongkai.findings import Finding
from gongkai.records.reading.recognition.headings import Headings
from gongkai.records.reading.rows.tails import some
from gongkai.records.reading.sheet import DITTO, ROW, Sheet, noted

_BLANK: Final = "\x00"
_VOID: Final = "_void"


def filled_down(sheet: Sheet, headings: Headings) -> tuple[pl.LazyFrame, list[Finding]]:
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
                    sheet.place(int(places[0].split("至")[0]), headings.cells[column]),
                    "L-16",
                    f"第{some(places)}行为合并单元格，各行均按合并的内容读取",
                    "如各行内容不同，请取消合并后分别填写",
                )
            )
    return frame.lazy(), findings


def as_above(
    cells: pl.LazyFrame, sheet: Sheet, headings: Headings
) -> tuple[pl.LazyFrame, list[Finding]]:
    """Return the cells with 同上 and its like replaced by what stands above."""
    if not sheet.dittos:
        return cells, []
    columns = {name: f"c{at}" for name, at in headings.at.items()}
    below = pl.col(ROW) > headings.row
    above = {at: below & pl.col(at).is_in(DITTO) for at in dict.fromkeys(columns.values())}
    counts = cells.select(
        pl.struct(count=cell.sum(), first=pl.col(ROW).filter(cell).min()).alias(at)
        for at, cell in above.items()
    )
    found = sheet.access.collect(counts).row(0, named=True)
    marked = {name: at for name, at in columns.items() if found[at]["count"]}
    if not marked:
        return cells, []
    # A blank row between two records is above neither, and stays blank.
    blank = pl.all_horizontal(pl.exclude(ROW).is_null()).alias(_VOID)
    told = cells.with_columns(blank).with_columns(
        pl.when(below & pl.col(at).is_in(DITTO) | pl.col(_VOID))
        .then(None)
        .otherwise(pl.col(at).fill_null(_BLANK))
        .forward_fill()
        .alias(at)
        for at in marked.values()
    )
    filled = [
        pl.when((pl.col(at) != _BLANK) & ~pl.col(_VOID)).then(pl.col(at)).alias(at)
        for at in marked.values()
    ]
    told = told.with_columns(filled).drop(_VOID)
    findings = [
        noted(
            sheet.place(found[at]["first"], headings.columns[name].spelling),
            "L-16",
            f"有 {found[at]['count']} 处写作“同上”，按上一行的内容读取",
            "如不对，请写明内容",
        )
        for name, at in marked.items()
    ]
    return told.collect().lazy(), findings
