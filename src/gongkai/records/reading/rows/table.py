"""A sheet's rows as a ledger's raw text: what is no record is left out, and said to be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from gongkai.findings import Finding, Severity
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.recognition.columns import SERIAL, core
from gongkai.records.reading.recognition.headings import Headings, find_headings
from gongkai.records.reading.rows.conversion import conversions, raw_text, written_as
from gongkai.records.reading.rows.few import only_records
from gongkai.records.reading.rows.repetition import as_above, filled_down
from gongkai.records.reading.rows.shape import nameless_columns, ragged_rows
from gongkai.records.reading.rows.tails import (
    KINDS,
    left_out,
    left_out_by_layout,
    looked_at,
    overwritten_examples,
    some,
)
from gongkai.records.reading.rows.totals import totals_that_differ
from gongkai.records.reading.sheet import ROW, Sheet


@dataclass(frozen=True, slots=True)
class RawTable:
    """A ledger's rows in one sheet as text; ``frame`` is None where the structure forbids reading.

    The frame has ``_row`` and a text column a declared column, null where blank or absent.
    ``unsure`` gives the reason for each column whose figures nobody can know; ``serial`` tells that
    the rows are numbered, which is no identity.
    """

    sheet: Sheet
    frame: pl.LazyFrame | None
    rows: int
    findings: tuple[Finding, ...]
    unsure: Mapping[str, str] = field(default_factory=dict)
    serial: bool = False


def raw_table(sheet: Sheet, ledger: Ledger) -> RawTable:
    """Return the ledger's records in the sheet, without titles, blank rows, totals and notes."""
    if not any(any(cell.strip() for cell in row) for row in sheet.head) and _is_blank(sheet):
        return RawTable(sheet, blank(ledger).lazy(), 0, sheet.findings)
    headings = find_headings(sheet, ledger)
    findings = [*sheet.findings, *headings.findings, *ragged_rows(sheet, headings)]
    if any(f.stops for f in findings):
        return RawTable(sheet, None, 0, tuple(findings))
    cells, merged = filled_down(sheet, headings)
    cells, above = as_above(cells, sheet, headings)
    findings += [*merged, *above]
    taken = {at for found in headings.columns.values() for at in found.at}
    outside = [f"c{at}" for at in range(sheet.width) if at not in taken]
    held = sheet.access.collect(cells) if sheet.access.held else None
    plain = None if held is None else only_records(held, sheet, headings)
    if plain is not None:
        body, told = plain.lazy(), _of_records(plain, outside)
    else:
        body = looked_at(cells, sheet, headings, ledger.columns)
        body, told = (_told if held is None else _told_of_held)(body, sheet, outside)
    rows = {kind: list(told[kind]) for kind in KINDS}
    findings += left_out(sheet, rows)
    findings += overwritten_examples(sheet, cells, rows["example"], headings, ledger.columns)
    findings += nameless_columns(sheet, headings, {c: told[c] for c in outside})
    dropped = {row for found in rows.values() for row in found}
    if dropped:
        body = body.filter(~pl.any_horizontal(KINDS.values()).fill_null(False))
    body, excluded = left_out_by_layout(body, sheet, headings)
    findings += [*excluded, *conversions(body, sheet, headings, ledger.columns)]
    findings += totals_that_differ(body, sheet, headings, ledger.columns, rows["total"])
    findings += _hidden(sheet, headings, dropped)
    frame = body.select(
        pl.col(ROW).cast(pl.Int64),
        *(_raw(sheet, headings, column.name, ledger) for column in ledger.columns),
    )
    count = told[ROW] - len(dropped)
    if excluded:
        count = sheet.access.collect(frame.select(pl.len())).item()
    return RawTable(
        replace(sheet, written=written_as(headings, ledger)),
        frame,
        count,
        tuple(findings),
        headings.unsure or {},
        _only_numbered(headings),
    )


def _only_numbered(headings: Headings) -> bool:
    """Tell whether what identifies a row is its number in the sheet, given by the file or, in its place, by us."""
    found = headings.columns.get("id")
    if found is not None:
        return core(found.spelling) == SERIAL
    return any(d.column == "id" and not d.value for d in headings.defaults)


def _told(
    body: pl.LazyFrame, sheet: Sheet, outside: Sequence[str]
) -> tuple[pl.LazyFrame, dict[str, Any]]:
    """Return the rows, with how many there are, those of each kind, and the filled cells of columns outside."""
    found = body.select(
        pl.len().alias(ROW),
        *(pl.col(ROW).filter(kind).implode().alias(name) for name, kind in KINDS.items()),
        pl.col(outside).is_not_null().sum(),
    )
    return body, sheet.access.collect(found).row(0, named=True)


def _told_of_held(
    body: pl.LazyFrame, sheet: Sheet, outside: Sequence[str]
) -> tuple[pl.LazyFrame, dict[str, Any]]:
    """Return the same of rows that are held, looked at once for all that is asked of them."""
    table = sheet.access.collect(body.with_columns(**KINDS))
    numbers = table.get_column(ROW)
    kinds = {name: numbers.filter(table.get_column(name)).to_list() for name in KINDS}
    return table.drop(KINDS).lazy(), _of_records(table, outside) | kinds


def _of_records(table: pl.DataFrame, outside: Sequence[str]) -> dict[str, Any]:
    """Return the same of rows that are held, each of them a record."""
    filled = {at: table.height - table.get_column(at).null_count() for at in outside}
    return {ROW: table.height, **dict.fromkeys(KINDS, ()), **filled}


def _raw(sheet: Sheet, headings: Headings, name: str, ledger: Ledger) -> pl.Expr:
    text = raw_text(sheet, headings, ledger.column(name))
    return (pl.lit(None, pl.String) if text is None else text).alias(name)


def _hidden(sheet: Sheet, headings: Headings, dropped: set[int]) -> Iterator[Finding]:
    """Yield how many records stand in rows that a spreadsheet does not show."""
    rows = [n for n in sheet.hidden_rows if n > headings.row and n not in dropped]
    if rows:
        yield Finding(
            "L-31",
            Severity.WARNING,
            sheet.place(rows[0]),
            None,
            "",
            f"有 {len(rows)} 行被隐藏或筛掉（第{some([str(n) for n in rows])}行），仍按记录计入",
            "不应计入的请删除；应当计入的请取消隐藏或筛选，可不再处理",
        )


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
