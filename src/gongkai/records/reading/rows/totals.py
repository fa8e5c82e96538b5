"""A total that the sheet states itself, held against the rows that it stands under."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import polars as pl

from gongkai.findings import Finding, Severity
from gongkai.pattern import pattern
from gongkai.records.ledgers.ledger import Column, Kind
from gongkai.records.reading.folding import READERS
from gongkai.records.reading.recognition.headings import Headings
from gongkai.records.reading.sheet import ROW, Sheet
from gongkai.text import heading_key

_SUMMED: Final = (Kind.COUNT, Kind.MONEY)
_COUNTED: Final = pattern(
    r"(?:合计|总计|共计|共)[::]?共?(\d+)(?:件|条|项|行|个|次|宗|份)(?:记录|数据)?"
)
_WHOLE: Final = pattern(r"^(?:合计|总计|共计|共\d+|全年)")
_PARTIAL: Final = pattern(r"小计|本月|本页|本季|累计|\d月|季度")


def totals_that_differ(
    body: pl.LazyFrame,
    sheet: Sheet,
    headings: Headings,
    columns: Sequence[Column],
    totals: list[int],
) -> Iterator[Finding]:
    """Yield each total of the whole table that its rows do not come to; of parts nothing is said.

    ``body`` are the records; ``totals`` the numbers of the rows that state one.
    """
    if not totals or sheet.typed:
        return
    summed = {
        at for c in columns if c.kind in _SUMMED and (at := headings.at.get(c.name)) is not None
    }
    rows = sheet.access.collect(body.select(ROW, *(f"c{at}" for at in sorted(summed))))
    stated = sheet.cells.filter(pl.col(ROW).is_in(totals)).collect()
    for line in stated.iter_rows(named=True):
        cells = {
            name: heading_key(str(v)) for name, v in line.items() if v is not None and name != ROW
        }
        first = next(iter(cells.values()), "")
        if not _WHOLE.search(first) or _PARTIAL.search(first):
            continue
        above = _added_up(rows, line[ROW])
        if (said := _COUNTED.fullmatch(first)) and int(said[1]) != above.height:
            yield _differs(sheet, line[ROW], None, said[1], f"{above.height}行")
        for column in columns:
            at = headings.at.get(column.name)
            if at is not None and column.kind in _SUMMED:
                sums = _sums(column, cells.get(f"c{at}", ""), above.get_column(f"c{at}"))
                if sums is not None and sums[0] != sums[1]:
                    yield _differs(sheet, line[ROW], column, f"{sums[0]:f}", f"{sums[1]:f}")


def _added_up(rows: pl.DataFrame, total: int) -> pl.DataFrame:
    """Return the rows above a total; all of them where it stands above what it adds up."""
    above = rows.filter(rows.get_column(ROW) < total)
    return rows if above.is_empty() else above


def _sums(column: Column, stated: str, cells: pl.Series) -> tuple[Decimal, Decimal] | None:
    """Return a stated total and what the cells come to; None where one cannot be read."""
    read = READERS[column.kind]
    total = read(stated)
    values = [read(str(value)) for value in cells.drop_nulls()]
    if total is None or None in values:
        return None
    return Decimal(str(total)), sum((Decimal(str(value)) for value in values), Decimal(0))


def _differs(sheet: Sheet, row: int, column: Column | None, stated: str, found: str) -> Finding:
    return Finding(
        "L-34",
        Severity.WARNING,
        sheet.place(row, column.heading if column else None),
        stated,
        found,
        "合计与各行不符，按各行统计",
        "请核对：可能漏登、重登，或有行被隐藏",
    )
