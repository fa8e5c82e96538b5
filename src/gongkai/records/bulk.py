"""Large ledgers in one scan: what systems export, spelt plainly throughout.

Everything that the careful reading would do is decided here by counting, a part of the file at a
time: how many cells are not plainly spelt, how many rows break each rule, and whatever else the
caller wants counted. Where a cell needs reading by meaning, or a row is no record, the scan stops
and the careful reading takes over.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import polars as pl

from gongkai.findings import Finding
from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.derived import derive, steps_of
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.cells import UNUSUAL, folded, no_day
from gongkai.records.reading.recognition.headings import Headings, find_headings
from gongkai.records.reading.respelt import Words
from gongkai.records.reading.rows.conversion import (
    converting,
    told_conversion,
    written_as,
)
from gongkai.records.reading.rows.meanings import Meanings, Met
from gongkai.records.reading.rows.plain import (
    day_columns,
    holds_no_record,
    parts_of,
    plain_shape,
    typed_cells,
    without_columns,
    words_left_out,
    written_name,
)
from gongkai.records.reading.sheet import RAW, Sheet
from gongkai.records.rules.examination import Hits, all_rules, breaches
from gongkai.records.rules.other_years import of_other_years
from gongkai.records.rules.persons import PERSON_SHAPES
from gongkai.records.rules.practice.unkept import PRACTICES
from gongkai.records.rules.rules import HALF_TOLD, NO_TEXT, RowRule, unfilled
from gongkai.records.tally import Counted, Tally
from gongkai.text import FORBIDDEN

# Read at the time of each scan: small parts keep the memory bounded, at no cost of time.
os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", "2000000")
_ROWS, _ODD = "_rows", "_odd"
# A blank with spaces around it, or a character that only a look can judge; one pattern, because a
# cell is cheaper to run through once than four times.
_ODD_TEXT: Final = "|".join(
    rf"(?:{p})" for p in (r"^[\s='〃″]|^同上", r"\s$", FORBIDDEN, UNUSUAL, *(r[1] for r in NO_TEXT))
)
_ODD_PUBLIC_TEXT: Final = f"{_ODD_TEXT}|{PERSON_SHAPES}"


Judged = Literal["all", "stopping", "none"]


@dataclass(frozen=True, slots=True)
class BulkTable:
    """A large sheet that is plain throughout: its typed rows, their number, every finding, and what
    was counted on the way; ``unsure`` as a raw table has it; ``held`` the rows, where they stay."""

    frame: pl.LazyFrame
    rows: int
    findings: tuple[Finding, ...]
    counted: Counted
    unsure: Mapping[str, str]
    held: pl.DataFrame | None = None


def read_bulk(
    sheet: Sheet,
    ledger: Ledger,
    tally: Tally,
    calendar: Calendar,
    held: Sequence[str] | None = None,
    judged: Judged = "all",
) -> BulkTable | None:
    """Return the sheet's records, or None where it needs the careful reading.

    With ``held``, names of a person's columns, the rows stay in memory with these and all that are
    no person's, and are not read again. ``judged`` says which rules they are held against.
    """
    headings = find_headings(sheet, ledger)
    if any(f.stops for f in headings.findings) or not plain_shape(sheet, headings):
        return None
    rules = rules_of(ledger, calendar, judged)
    if held is not None:
        idle = _idle(ledger, rules, held, calendar)
        sheet = without_columns(sheet, headings, idle)

    meant = {
        column.name: Meanings(column, found)
        for column, found in converting(headings, ledger.columns)
    }
    quoted = judged == "all"

    def read(cells: pl.LazyFrame) -> pl.LazyFrame:
        typed = typed_cells(cells, sheet, headings, ledger, meant, quoted=quoted)
        return derive(ledger, typed, calendar)

    by_word = {
        found.at[0]: meant[name]
        for name, found in headings.columns.items()
        if name in meant and len(found.at) == 1
    }
    counts = _Counts(ledger, tally, rules, headings, meant, quoted=quoted)
    odd = _odd_rows(sheet, headings, ledger)
    kept: list[pl.DataFrame] = []
    for cells in parts_of(sheet):
        if holds_no_record(cells, sheet, headings, by_word):
            return None
        # Typed here, not in the stream: a stream carries all its columns from step to step.
        part = read(cells.lazy()).collect()
        asked = part.select(
            odd.any().alias(_ODD),
            *(expr.alias(name) for name, expr in counts.asked.items()),
        ).row(0, named=True)
        if asked.pop(_ODD) or words_left_out(sheet, headings, by_word):
            return None
        counts.add(part, asked)
        kept += _staying(part, ledger, held)
    rows = int(counts.counted.sums.pop(_ROWS, 0))
    repeated = [key.any() for key in counts.keys]  # all: it closes their files
    if not rows or any(repeated):
        return None
    unsure = {**(headings.unsure or {}), **counts.open_limits()}
    named = [replace(sheet, written=written_as(headings, ledger))]
    told = (
        *headings.findings,
        *counts.conversions(sheet),
        *counts.findings(named, headings.unsure or {}),
    )
    stay = pl.concat(kept) if kept else None
    return BulkTable(read(sheet.cells), rows, told, counts.counted, unsure, stay)


def rules_of(ledger: Ledger, calendar: Calendar, judged: Judged) -> tuple[RowRule, ...]:
    """Return the rules that rows are held against: all, those on which a figure depends, or none."""
    custom = {practice.rule for practice in PRACTICES if practice.ledger == ledger.id}
    match judged:
        case "all":
            return all_rules(ledger, calendar)
        case "stopping":
            return tuple(
                r for r in all_rules(ledger, calendar) if r.stops or _opens(r) or r.id in custom
            )
        case "none":
            return ()


def _opens(rule: RowRule) -> bool:
    """Tell whether a row that breaks the rule leaves figures unknown."""
    return not rule.stops and (rule.id == HALF_TOLD or (rule.id == "L-07" and rule.column.opens))


def _idle(
    ledger: Ledger, rules: Sequence[RowRule], held: Sequence[str], calendar: Calendar
) -> list[str]:
    """Return a person's columns that nothing asks for: no rule, and nothing that follows from them."""
    asked = [rule.broken for rule in rules] + [
        e for step in steps_of(ledger, calendar) for e in step
    ]
    names = {name.removeprefix(RAW) for expr in asked for name in expr.meta.root_names()}
    return [c.name for c in ledger.columns if c.personal and c.name not in {*held, *names}]


def _staying(
    part: pl.DataFrame, ledger: Ledger, held: Sequence[str] | None
) -> Iterator[pl.DataFrame]:
    """Yield what of a part stays in memory: no raw cells, and of a person's only what is named."""
    if held is not None:
        persons = {c.name for c in ledger.columns if c.personal} - set(held)
        yield part.select(n for n in part.columns if not n.startswith(RAW) and n not in persons)


class _Counts:
    """What the parts of a sheet add up to: hits of rules, words read as others, keys, the tally."""

    def __init__(
        self,
        ledger: Ledger,
        tally: Tally,
        every: Sequence[RowRule],
        headings: Headings,
        meant: Mapping[str, Meanings],
        *,
        quoted: bool,
    ) -> None:
        columns = ledger.columns if quoted else ()
        self._rules = [r for r in every if r.by_rows]
        self._hits = [Hits() for _ in self._rules]
        self._uniques = [pl.struct(r.unique).hash() for r in every if r.unique]
        self._choices = {c: Words() for c in columns if c.kind is Kind.CHOICE}
        self._groups = tally.groups
        self._headings = headings
        self._meant = meant
        self._written = {m.column: Met(m) for m in meant.values() if quoted}
        from gongkai.records.repeated import Repeated  # NumPy with it, for large sheets alone

        self.keys = [Repeated() for _ in self._uniques]
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
            met.add(part.get_column(written_name(column)))
        self.counted.add(judged)
        self.counted.add_groups(self._groups, part)
        for key, unique in zip(self.keys, self._uniques, strict=True):
            key.add(part.select(unique).to_series().to_numpy())

    def conversions(self, sheet: Sheet) -> Iterator[Finding]:
        """Yield for each column whose words were turned into ours what became of them."""
        for column, met in self._written.items():
            yield from told_conversion(sheet, self._headings, column, met.words())

    def open_limits(self) -> dict[str, str]:
        """Return the limits that some row leaves blank, with the reason."""
        hits = zip(self._rules, self._hits, strict=True)
        return {
            rule.column.name: unfilled(rule.column)
            for rule, hit in hits
            if _opens(rule) and hit.count
        }

    def findings(self, sheets: list[Sheet], unsure: Mapping[str, str]) -> Iterator[Finding]:
        """Yield what the rules say, but of columns that are not there."""
        for rule, hit in zip(self._rules, self._hits, strict=True):
            if rule.column.name not in unsure:
                yield from breaches(rule, hit, sheets)
        for column, words in self._choices.items():
            if words.first is None:
                continue
            if column.name in self._meant:
                words.counts = self._meant[column.name].folded(self._written[column].words())
            yield words.told(column, sheets)


def _rule(number: int) -> str:
    return f"_rule {number}"


def _fold(column: Column) -> str:
    return f"_fold {column.name}"


def _odd_rows(sheet: Sheet, headings: Headings, ledger: Ledger) -> pl.Expr:
    """Return which rows need the careful reading: a cell of theirs, or that they are another year's."""
    days = day_columns(sheet, headings, ledger)
    odd = [_odd(column, as_day=column.name in days) for column in ledger.columns]
    outside = of_other_years(ledger, [0] if sheet.layout else [])
    return pl.any_horizontal(*odd) if outside is None else pl.any_horizontal(*odd, outside)


def _odd(column: Column, *, as_day: bool) -> pl.Expr:
    """Return where a cell is not plainly spelt, or is text that must be looked at."""
    raw, value = pl.col(RAW + column.name), pl.col(column.name)
    if as_day:
        return no_day(value).fill_null(False)
    if column.kind is Kind.DATE:
        return (raw.is_not_null() & value.is_null()) | no_day(value).fill_null(False)
    if column.kind is not Kind.TEXT:
        return raw.is_not_null() & value.is_null()
    if column.blanks:
        raw = pl.when(~raw.is_in(column.blanks)).then(raw).otherwise(pl.lit(" "))
    return raw.str.contains(_ODD_TEXT if column.personal else _ODD_PUBLIC_TEXT).fill_null(False)
