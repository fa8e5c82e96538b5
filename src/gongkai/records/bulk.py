"""Large ledgers in one scan: what systems export, spelt plainly throughout.

Everything that the careful reading would do is decided here by counting, a part of the file at a
time: how many cells are not plainly spelt, how many rows break each rule, and whatever else the
caller wants counted. Where a cell needs reading by meaning, or a row is no record, the scan stops
and the careful reading takes over.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import polars as pl

from gongkai.findings import Finding
from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.derived import derive
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.meanings import Meanings
from gongkai.records.reading.cells import UNUSUAL, DateShape, date_shape, folded, no_day, plainly
from gongkai.records.reading.recognition.headings import Headings, find_headings
from gongkai.records.reading.rows.conversion import (
    converting,
    no_records,
    raw_text,
    told_conversion,
    written_as,
)
from gongkai.records.reading.rows.tails import NO_RECORD
from gongkai.records.reading.sheet import ROW, Sheet
from gongkai.records.rules.examination import SHEET, Hits, Words, all_rules, breaches
from gongkai.records.rules.other_years import of_other_years
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
    rf"(?:{p})" for p in (r"^[\s='〃″]|^同上", r"\s$", FORBIDDEN, UNUSUAL, *(r[1] for r in NO_TEXT))
)
_ODD_PUBLIC_TEXT: Final = f"{_ODD_TEXT}|{PERSON_SHAPES}"


Hashes = np.ndarray[Any, np.dtype[np.uint64]]


@dataclass(frozen=True, slots=True)
class BulkTable:
    """A large sheet that is plain throughout: its typed rows, their number, every finding, and what
    was counted on the way; ``unsure`` as a raw table has it."""

    frame: pl.LazyFrame
    rows: int
    findings: tuple[Finding, ...]
    counted: Counted
    unsure: Mapping[str, str]


def read_bulk(sheet: Sheet, ledger: Ledger, tally: Tally, calendar: Calendar) -> BulkTable | None:
    """Return the sheet's records, or None where it needs the careful reading."""
    headings = find_headings(sheet, ledger)
    if any(f.stops for f in headings.findings) or not _plain_shape(sheet, headings):
        return None
    outside = of_other_years(ledger, [0] if sheet.layout else [])

    meant = {
        column.name: Meanings(column, found)
        for column, found in converting(headings, ledger.columns)
    }

    def read(cells: pl.LazyFrame) -> pl.LazyFrame:
        return _typed(cells, sheet, headings, ledger, calendar, meant)

    counts = _Counts(ledger, tally, calendar, headings, meant)
    odd = [_odd(column).any() for column in ledger.columns]
    if outside is not None:
        odd.append(outside.any())
    for cells in _parts(sheet):
        # Typed here, not in the stream: a stream carries all its columns from step to step.
        part = read(cells.lazy()).collect()
        judged = part.select(
            pl.any_horizontal(pl.col("_none").any(), *odd).alias(_ODD),
            *(expr.alias(name) for name, expr in counts.asked.items()),
        ).row(0, named=True)
        if judged.pop(_ODD):
            return None
        counts.add(part, judged)
    rows = int(counts.counted.sums.pop(_ROWS, 0))
    if not rows or any(map(_repeated, counts.hashes)):
        return None
    unsure = headings.unsure or {}
    named = [replace(sheet, written=written_as(headings, ledger))]
    told = (*headings.findings, *counts.conversions(sheet), *counts.findings(named, unsure))
    return BulkTable(read(sheet.cells), rows, told, counts.counted, unsure)


class _Counts:
    """What the parts of a sheet add up to: hits of rules, words read as others, keys, the tally."""

    def __init__(
        self,
        ledger: Ledger,
        tally: Tally,
        calendar: Calendar,
        headings: Headings,
        meant: Mapping[str, Meanings],
    ) -> None:
        every = all_rules(ledger, calendar)
        self._rules = [r for r in every if r.by_rows]
        self._hits = [Hits() for _ in self._rules]
        self._uniques = [pl.struct(r.unique).hash() for r in every if r.unique]
        self._choices = {c: Words() for c in ledger.columns if c.kind is Kind.CHOICE}
        self._groups = tally.groups
        self._headings = headings
        self._meant = meant
        self._written = {m.column: Counter[str]() for m in meant.values()}
        self.hashes: list[list[Hashes]] = [[] for _ in self._uniques]
        self.counted = Counted()
        self.asked = {
            _ROWS: pl.len(),
            **{_rule(n): rule.broken.sum() for n, rule in enumerate(self._rules)},
            **{_fold(c): folded(c, RAW + c.name).any() for c in self._choices},
            **tally.sums,
        }

    def add(self, part: pl.DataFrame, judged: dict[str, Any]) -> None:
        """Add one part of the sheet, and what was asked of it."""
        for n, (rule, hit) in enumerate(zip(self._rules, self._hits, strict=True)):
            hit.add(part, rule, judged.pop(_rule(n)))
        for column, words in self._choices.items():
            # What an export's word was read as is known of the word, and needs no look at its rows.
            if judged.pop(_fold(column)) and not (column.name in self._meant and words.first):
                words.add(part, column)
        for column, met in self._written.items():
            name = _written(column)
            met.update(dict(part.get_column(name).drop_nulls().value_counts(name="n").rows()))
        self.counted.add(judged)
        self.counted.add_groups(self._groups, part)
        for found, unique in zip(self.hashes, self._uniques, strict=True):
            found.append(part.select(unique).to_series().to_numpy())

    def conversions(self, sheet: Sheet) -> Iterator[Finding]:
        """Yield for each column whose words were turned into ours what became of them."""
        for column, met in self._written.items():
            yield from told_conversion(sheet, self._headings, column, met)

    def findings(self, sheets: list[Sheet], unsure: Mapping[str, str]) -> Iterator[Finding]:
        """Yield what the rules say, but of columns that are not there."""
        for rule, hit in zip(self._rules, self._hits, strict=True):
            if rule.column.name not in unsure:
                yield from breaches(rule, hit, sheets)
        for column, words in self._choices.items():
            if words.first is None:
                continue
            if column.name in self._meant:
                words.counts = self._meant[column.name].folded(self._written[column])
            yield words.told(column, sheets)


def _plain_shape(sheet: Sheet, headings: Headings) -> bool:
    """Tell whether every column has a heading that is read, or is an export's own."""
    head = sheet.head[headings.row - 1] if headings.row <= len(sheet.head) else ()
    return not headings.unread if sheet.layout is None else all(cell.strip() for cell in head)


def _parts(sheet: Sheet) -> Iterator[pl.DataFrame]:
    """Yield the rows in their order, a part at a time."""
    if not sheet.typed:
        yield from sheet.cells.collect_batches(chunk_size=_PART, engine="streaming")
        return
    # Parquet is read faster than it is judged, and all that is read ahead would pile up.
    rows = sheet.cells.select(pl.len()).collect().item()
    for start in range(0, rows, _PART):
        yield sheet.cells.slice(start, _PART).collect()


def _written(column: Column) -> str:
    return f"{RAW}written {column.name}"


def _rule(number: int) -> str:
    return f"_rule {number}"


def _fold(column: Column) -> str:
    return f"_fold {column.name}"


def _typed(
    cells: pl.LazyFrame,
    sheet: Sheet,
    headings: Headings,
    ledger: Ledger,
    calendar: Calendar,
    meant: Mapping[str, Meanings],
) -> pl.LazyFrame:
    texts = {
        c.name: raw_text(sheet, headings, c, bare=True)
        for c in ledger.columns
        if c.name not in meant
    }
    dates = {name for name, kind in sheet.cells.collect_schema().items() if kind.is_temporal()}
    first = pl.coalesce(f"c{at}" for at in range(sheet.width)).cast(pl.String)
    none = [fits for _, _, fits in no_records(sheet, headings, bare=True)]
    body = cells.filter(
        pl.col(ROW) > headings.row,
        pl.any_horizontal(pl.col(f"c{at}").is_not_null() for at in range(sheet.width)),
    )
    rows = body.select(
        pl.col(ROW).cast(pl.Int64),
        *(m.cells(sheet).alias(_written(m.column)) for m in meant.values()),
        pl.lit(0, pl.Int32).alias(SHEET),
        pl.any_horizontal(first.str.contains(NO_RECORD), *none).alias("_none"),
        *(_raw(text).alias(RAW + name) for name, text in texts.items()),
    )
    # From the words as they were taken: an expression that stands in another many times is reckoned as often.
    rows = rows.with_columns(
        *(m.text(_written(m.column)).alias(RAW + name) for name, m in meant.items()),
        *(m.value(_written(m.column)).alias(name) for name, m in meant.items()),
        *(
            plainly(
                pl.col(RAW + column.name),
                column,
                typed=f"c{headings.at.get(column.name)}" in dates,
                shape=_shape(sheet, headings, column),
            ).alias(column.name)
            for column in ledger.columns
            if column.name not in meant
        ),
    )
    return derive(ledger, rows, calendar)


def _shape(sheet: Sheet, headings: Headings, column: Column) -> DateShape:
    """Return how the first rows of the sheet spell a column's dates."""
    at = headings.at.get(column.name)
    if column.kind is not Kind.DATE or at is None:
        return DateShape()
    shape = date_shape([row[at] for row in sheet.head[headings.row :] if at < len(row)])
    # In a ledger that a person keeps, the time of day that is left out is told.
    return shape if sheet.layout is not None or shape.length == DateShape().length else DateShape()


def _raw(text: pl.Expr | None) -> pl.Expr:
    return pl.lit(None, pl.String) if text is None else text.cast(pl.String)


def _odd(column: Column) -> pl.Expr:
    """Return where a cell is not plainly spelt, or is text that must be looked at."""
    raw, value = pl.col(RAW + column.name), pl.col(column.name)
    if column.kind is Kind.DATE:
        return (raw.is_not_null() & value.is_null()) | no_day(value).fill_null(False)
    if column.kind is not Kind.TEXT:
        return raw.is_not_null() & value.is_null()
    if column.blanks:
        raw = pl.when(~raw.is_in(column.blanks)).then(raw).otherwise(pl.lit(" "))
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
