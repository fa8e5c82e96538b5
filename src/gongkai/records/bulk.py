"""Large ledgers in one scan: what systems export, spelt plainly throughout.

Everything that the careful reading would do is decided here by counting: how many cells are not
plainly spelt, how many rows break each rule. Where a cell needs reading by meaning, or a row is no
record, the scan says so and the careful reading takes over.
"""

import os
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from gongkai.findings import Finding
from gongkai.records.cells import UNUSUAL, plainly
from gongkai.records.derived import derive
from gongkai.records.examination import SHEET, all_rules, breaches
from gongkai.records.headings import Headings, find_headings
from gongkai.records.ledger import Column, Kind, Ledger
from gongkai.records.persons import PERSON_SHAPES
from gongkai.records.rules import NO_TEXT, RAW
from gongkai.records.sheet import ROW, Sheet
from gongkai.records.table import NO_RECORD

# Read at the time of each scan: small parts keep the memory bounded, at no cost of time.
os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", "4000000")
_NO_PLAIN_TEXT: Final = "|".join(f"(?:{p})" for p in (UNUSUAL, *(row[1] for row in NO_TEXT)))


@dataclass(frozen=True, slots=True)
class BulkTable:
    """A large sheet that is plain throughout: its typed rows, their number, every finding."""

    frame: pl.LazyFrame
    rows: int
    findings: tuple[Finding, ...]


def read_bulk(sheet: Sheet, ledger: Ledger, year: int) -> BulkTable | None:
    """Return the sheet's records, or None where it needs the careful reading."""
    headings = find_headings(sheet, ledger, year)
    if any(f.stops for f in headings.findings) or len(headings.at) < headings.width:
        return None
    columns = ledger.columns_in(year)
    frame = _typed(sheet, headings, columns, ledger, year)
    rules = [r for r in all_rules(ledger, year) if r.by_rows]
    counts = {f"rule {n}": rule.broken.sum() for n, rule in enumerate(rules)}
    odd = {f"odd {column.name}": _odd(column).sum() for column in columns}
    counted = frame.select(
        pl.len().alias("rows"),
        pl.col("_none").sum().alias("odd rows"),
        *(expr.alias(name) for name, expr in (counts | odd).items()),
    ).collect(engine="streaming")
    found = counted.row(0, named=True)
    if any(found[name] for name in found if name.startswith("odd ")):
        return None
    if _repeated(frame, ledger):
        return None
    broken = [rule for n, rule in enumerate(rules) if found[f"rule {n}"]]
    findings = [*headings.findings, *breaches(frame, broken, [sheet])]
    return BulkTable(frame, int(found["rows"]), tuple(findings))


def _typed(
    sheet: Sheet, headings: Headings, columns: tuple[Column, ...], ledger: Ledger, year: int
) -> pl.LazyFrame:
    texts = {
        column.name: pl.col(f"c{at}") if (at := headings.at.get(column.name)) is not None else None
        for column in columns
    }
    first = pl.coalesce(f"c{at}" for at in range(sheet.width)).cast(pl.String)
    body = sheet.cells.filter(
        pl.col(ROW) > headings.row,
        pl.any_horizontal(pl.col(f"c{at}").is_not_null() for at in range(sheet.width)),
    )
    rows = body.select(
        pl.col(ROW).cast(pl.Int64),
        pl.lit(0, pl.Int32).alias(SHEET),
        first.str.contains(NO_RECORD).alias("_none"),
        *(_raw(text).alias(RAW + name) for name, text in texts.items()),
        *(
            plainly(texts[column.name], column, year, typed=sheet.typed).alias(column.name)
            for column in columns
        ),
    )
    return derive(ledger.id, rows, year)


def _raw(text: pl.Expr | None) -> pl.Expr:
    return pl.lit(None, pl.String) if text is None else text.cast(pl.String)


def _odd(column: Column) -> pl.Expr:
    """Return where a cell is not plainly spelt, or is text that must be looked at."""
    raw, value = pl.col(RAW + column.name), pl.col(column.name)
    if column.kind is not Kind.TEXT:
        return raw.is_not_null() & value.is_null()
    # A blank with spaces around it, or a character that only a look can judge.
    odd = raw.str.contains(r"^\s|\s$") | raw.str.contains(_NO_PLAIN_TEXT)
    if not column.personal:
        odd = odd | raw.str.contains(PERSON_SHAPES)
    return odd.fill_null(False)


def _repeated(frame: pl.LazyFrame, ledger: Ledger) -> bool:
    """Tell whether two rows may have the same key: equal hashes are looked at row by row."""
    key = pl.struct(ledger.key) if len(ledger.key) > 1 else pl.col(ledger.key[0])
    hashes = frame.select(key.hash()).collect(engine="streaming").to_series()
    chunks = [chunk.to_numpy() for chunk in hashes.get_chunks()]
    # Sorted a quarter at a time, by their highest bits: a sorted copy of all would double the memory.
    for quarter in range(4):
        part = np.concatenate([c[c >> np.uint64(62) == quarter] for c in chunks])
        part.sort()
        if (part[1:] == part[:-1]).any():
            return True
    return False
