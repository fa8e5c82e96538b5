"""Large ledgers in one scan: what systems export, spelt plainly throughout.

Everything that the careful reading would do is decided here by counting, a part of the file at a
time: how many cells are not plainly spelt, how many rows break each rule, and whatever else the
caller wants counted. Where a cell needs reading by meaning, or a row is no record, the scan stops
and the careful reading takes over.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl

from gongkai.findings import Finding
from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.derived import derive
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.cells import UNUSUAL, plainly
from gongkai.records.reading.headings import Headings, find_headings
from gongkai.records.reading.sheet import ROW, Sheet
from gongkai.records.reading.table import NO_RECORD
from gongkai.records.rules.examination import SHEET, Hits, all_rules, breaches
from gongkai.records.rules.persons import PERSON_SHAPES
from gongkai.records.rules.rules import NO_TEXT, RAW
from gongkai.records.tally import Counted, Tally
from gongkai.text import FORBIDDEN

# Read at the time of each scan: small parts keep the memory bounded, at no cost of time.
os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", "4000000")
_PART: Final = 100_000  # rows
_ROWS, _ODD = "_rows", "_odd"
# A blank with spaces around it, or a character that only a look can judge; one pattern, because a
# cell is cheaper to run through once than four times.
_ODD_TEXT: Final = "|".join(
    rf"(?:{p})" for p in (r"^\s", r"\s$", FORBIDDEN, UNUSUAL, *(r[1] for r in NO_TEXT))
)
_ODD_PUBLIC_TEXT: Final = f"{_ODD_TEXT}|{PERSON_SHAPES}"


Hashes = np.ndarray[Any, np.dtype[np.uint64]]


@dataclass(frozen=True, slots=True)
class BulkTable:
    """A large sheet that is plain throughout: its typed rows, their number, every finding, and what
    was counted on the way."""

    frame: pl.LazyFrame
    rows: int
    findings: tuple[Finding, ...]
    counted: Counted


def read_bulk(sheet: Sheet, ledger: Ledger, tally: Tally, calendar: Calendar) -> BulkTable | None:
    """Return the sheet's records, or None where it needs the careful reading."""
    headings = find_headings(sheet, ledger)
    if any(f.stops for f in headings.findings) or len(headings.at) < headings.width:
        return None

    def read(cells: pl.LazyFrame) -> pl.LazyFrame:
        return _typed(cells, sheet, headings, ledger, calendar)

    every = all_rules(ledger, calendar)
    rules = [r for r in every if r.by_rows]
    uniques = [pl.struct(r.unique).hash() for r in every if r.unique]
    odd = [_odd(column).any() for column in ledger.columns]
    sums = {
        _ROWS: pl.len(),
        **{_rule(n): rule.broken.sum() for n, rule in enumerate(rules)},
        **tally.sums,
    }
    counted = Counted()
    hashes: list[list[Hashes]] = [[] for _ in uniques]
    hits = [Hits() for _ in rules]
    for cells in _parts(sheet):
        # Typed here, not in the stream: a stream carries all its columns from step to step.
        part = read(cells.lazy()).collect()
        judged = part.select(
            pl.any_horizontal(pl.col("_none").any(), *odd).alias(_ODD),
            *(expr.alias(name) for name, expr in sums.items()),
        ).row(0, named=True)
        if judged.pop(_ODD):
            return None
        for n, (rule, hit) in enumerate(zip(rules, hits, strict=True)):
            hit.add(part, rule, judged.pop(_rule(n)))
        counted.add(judged)
        counted.add_groups(tally.groups, part)
        for found, unique in zip(hashes, uniques, strict=True):
            found.append(part.select(unique).to_series().to_numpy())
    rows = int(counted.sums.pop(_ROWS, 0))
    if not rows or any(map(_repeated, hashes)):
        return None
    findings = [
        f for rule, hit in zip(rules, hits, strict=True) for f in breaches(rule, hit, [sheet])
    ]
    return BulkTable(read(sheet.cells), rows, (*headings.findings, *findings), counted)


def _parts(sheet: Sheet) -> Iterator[pl.DataFrame]:
    """Yield the rows in their order, a part at a time."""
    if not sheet.typed:
        yield from sheet.cells.collect_batches(chunk_size=_PART, engine="streaming")
        return
    # Parquet is read faster than it is judged, and all that is read ahead would pile up.
    rows = sheet.cells.select(pl.len()).collect().item()
    for start in range(0, rows, _PART):
        yield sheet.cells.slice(start, _PART).collect()


def _rule(number: int) -> str:
    return f"_rule {number}"


def _typed(
    cells: pl.LazyFrame, sheet: Sheet, headings: Headings, ledger: Ledger, calendar: Calendar
) -> pl.LazyFrame:
    texts = {
        column.name: pl.col(f"c{at}") if (at := headings.at.get(column.name)) is not None else None
        for column in ledger.columns
    }
    dates = {name for name, kind in sheet.cells.collect_schema().items() if kind.is_temporal()}
    first = pl.coalesce(f"c{at}" for at in range(sheet.width)).cast(pl.String)
    body = cells.filter(
        pl.col(ROW) > headings.row,
        pl.any_horizontal(pl.col(f"c{at}").is_not_null() for at in range(sheet.width)),
    )
    rows = body.select(
        pl.col(ROW).cast(pl.Int64),
        pl.lit(0, pl.Int32).alias(SHEET),
        first.str.contains(NO_RECORD).alias("_none"),
        *(_raw(text).alias(RAW + name) for name, text in texts.items()),
        *(
            plainly(
                texts[column.name], column, typed=f"c{headings.at.get(column.name)}" in dates
            ).alias(column.name)
            for column in ledger.columns
        ),
    )
    return derive(ledger, rows, calendar)


def _raw(text: pl.Expr | None) -> pl.Expr:
    return pl.lit(None, pl.String) if text is None else text.cast(pl.String)


def _odd(column: Column) -> pl.Expr:
    """Return where a cell is not plainly spelt, or is text that must be looked at."""
    raw, value = pl.col(RAW + column.name), pl.col(column.name)
    if column.kind is not Kind.TEXT:
        return raw.is_not_null() & value.is_null()
    return raw.str.contains(_ODD_TEXT if column.personal else _ODD_PUBLIC_TEXT).fill_null(False)


def _repeated(hashes: list[Hashes]) -> bool:
    """Tell whether two rows may have the same key: equal hashes are looked at row by row."""
    # Sorted a quarter at a time, by their highest bits: a sorted copy of all would double the memory.
    for quarter in range(4):
        part = np.concatenate([c[c >> np.uint64(62) == quarter] for c in hashes])
        part.sort()
        if (part[1:] == part[:-1]).any():
            return True
    return False
