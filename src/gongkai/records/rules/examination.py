"""The rows of a ledger held against every rule, in one scan."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import compress
from typing import Any, Final

import polars as pl

from gongkai.findings import Finding
from gongkai.persons import may_be_personal
from gongkai.records.clock.calendar import Calendar
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.access import Access, together
from gongkai.records.reading.cells import few_without, folded, maybe_folded
from gongkai.records.reading.folding import read_month_day, read_month_of_year
from gongkai.records.reading.respelt import Words
from gongkai.records.reading.sheet import RAW, ROW, SHEET, Sheet, noted
from gongkai.records.reading.words import nearest
from gongkai.records.rules.practice.ledgers import practice_rules
from gongkai.records.rules.repetitions import repetitions
from gongkai.records.rules.rules import RowRule, cell_rules

_LISTED: Final = 1_000  # rows listed a rule; of the others only the number is told
_MANY_CHOICES: Final = 6


@dataclass(slots=True)
class Hits:
    """How many rows break a rule, and the first of them: row, sheet, value and what was read."""

    count: int = 0
    first: list[dict[str, Any]] = field(default_factory=list)

    def add(self, part: pl.DataFrame, rule: RowRule, count: int) -> None:
        """Add the ``count`` hits of one part of the ledger; a thousand rows are kept."""
        self.count += count
        if count and (left := _LISTED - len(self.first)) > 0:
            at = part.select(rule.broken).to_series().arg_true().head(left)
            rows = part[at].select(_place(rule.column, rule.detail))
            self.first += rows.to_dicts()


def row_findings(
    rows: pl.LazyFrame, ledger: Ledger, sheets: list[Sheet], calendar: Calendar
) -> list[Finding]:
    """Return every breach of every rule, and for each column what was folded in reading it.

    A rule broken by more than a thousand rows lists the first thousand and tells how many more.
    """
    rules = all_rules(ledger, calendar)
    columns = ledger.columns
    access = together(sheet.access for sheet in sheets)
    if access.held:
        # Telling where a rule is broken costs ten times as much as telling that it is not.
        rules, columns = _in_question(rows, ledger, access, calendar)
        if not rules and not columns:
            return []
    hits = [
        _hits(rule.broken, rule.column, _LISTED, rule.detail).alias(f"rule {n}")
        for n, rule in enumerate(rules)
    ]
    told = [_hits(folded(c, RAW + c.name), c, 1).alias(f"fold {c.name}") for c in columns]
    found = access.collect(rows.select(*hits, *told)).row(0)
    hits_found = [Hits(hit["count"] or 0, hit["first"]) for hit in found]
    broken = [
        finding
        for rule, hit in zip(rules, hits_found[: len(rules)], strict=True)
        for finding in (
            repetitions(rule, rows, sheets, access)
            if rule.unique and hit.count
            else breaches(rule, hit, sheets)
        )
    ]
    foldings = [
        finding
        for column, hit in zip(columns, hits_found[len(rules) :], strict=True)
        if hit.count and not _of_an_export(column, hit, sheets)
        for finding in _foldings(column, hit, sheets, rows, access)
    ]
    return [*broken, *foldings]


def _in_question(
    rows: pl.LazyFrame, ledger: Ledger, access: Access, calendar: Calendar
) -> tuple[tuple[RowRule, ...], tuple[Column, ...]]:
    """Return the rules that some row breaks, and the columns with a cell read otherwise than spelt."""
    rules, columns = all_rules(ledger, calendar), ledger.columns
    *found, traced = access.collect(rows.select(questions(ledger, calendar))).row(0)
    told, closely = iter(found), iter(())
    if traced:
        closely = iter(access.collect(rows.select(_close_questions(ledger, calendar))).row(0))
    broken = [next(closely, False) if rule.trace else next(told) for rule in rules]
    return tuple(compress(rules, broken)), tuple(compress(columns, told))


@cache
def questions(ledger: Ledger, calendar: Calendar) -> tuple[pl.Expr, ...]:
    """Return whether any row breaks each rule, whether any cell of each column was folded, and at last
    whether the texts are to be looked at closely: the rules that leave a trace are not asked one by one."""
    rules = all_rules(ledger, calendar)
    broken = [r.broken if r.maybe is None else r.maybe for r in rules if not r.trace]
    told = [maybe_folded(c, RAW + c.name) for c in ledger.columns]
    asked = [mark.any().alias(str(n)) for n, mark in enumerate([*broken, *told])]
    traces = tuple(dict.fromkeys(r.trace for r in rules if r.trace))
    return *asked, _some_trace([r.column for r in rules if r.trace], traces).alias("traced")


@cache
def _close_questions(ledger: Ledger, calendar: Calendar) -> tuple[pl.Expr, ...]:
    """Return whether any row breaks each rule that leaves a trace."""
    rules = (rule for rule in all_rules(ledger, calendar) if rule.trace)
    return tuple(rule.broken.any().alias(str(n)) for n, rule in enumerate(rules))


def _some_trace(columns: Iterable[Column], traces: tuple[re.Pattern[str], ...]) -> pl.Expr:
    """Return whether the columns' texts hold a trace of anything, as one value; many rows always may."""
    names = sorted({RAW + column.name for column in columns})
    if not names:
        return pl.lit(False)

    def found(cells: pl.Series) -> pl.Series:
        return pl.Series([not few_without(cells.struct.unnest().get_columns(), *traces)])

    return pl.struct(names).map_batches(found, return_dtype=pl.Boolean, returns_scalar=True)


@cache
def all_rules(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    """Return every rule over the rows of a ledger in its year."""
    return (*cell_rules(ledger), *practice_rules(ledger, calendar))


def _place(column: Column, detail: pl.Expr | None = None) -> list[pl.Expr]:
    return [
        pl.col(ROW).alias("row"),
        pl.col(SHEET).alias("sheet"),
        pl.col(RAW + column.name).alias("value"),
        pl.col(column.name).cast(pl.String).alias("read"),
        (pl.lit(None, pl.String) if detail is None else detail).alias("detail"),
    ]


def _hits(broken: pl.Expr, column: Column, listed: int, detail: pl.Expr | None = None) -> pl.Expr:
    place = pl.struct(_place(column, detail))
    return pl.struct(count=broken.sum(), first=place.filter(broken).head(listed).implode())


def breaches(rule: RowRule, hits: Hits, sheets: list[Sheet]) -> Iterator[Finding]:
    """Yield a finding for each listed hit of a rule, and one for all the others."""
    for at in hits.first:
        yield Finding(
            rule.id,
            rule.severity,
            sheets[at["sheet"]].place(at["row"], rule.column.heading),
            None if rule.hidden or _withheld(rule.column, at["value"]) else at["value"],
            _expected(rule, at["value"]),
            f"{rule.message}：{at['detail']}" if at["detail"] else rule.message,
            rule.remedy,
            rule.stops,
        )
    more = hits.count - len(hits.first)
    if more > 0:
        last = hits.first[-1]
        yield Finding(
            rule.id,
            rule.severity,
            sheets[last["sheet"]].place(None, rule.column.heading),
            None,
            rule.expected,
            f"第{last['row']}行以后还有 {more} 行有同样的问题：{rule.message}",
            rule.remedy,
            rule.stops,
            more,
        )


def _withheld(column: Column, value: str | None) -> bool:
    """Tell whether a cell is not quoted: a person's, or what may be one in a column of another kind."""
    wrong = (
        column.kind is not Kind.TEXT
        and value is not None
        and value not in column.asks
        and may_be_personal(value)
    )
    return column.personal or wrong


def _expected(rule: RowRule, value: str | None) -> str:
    """Return what was expected; of many choices those that are nearest to what stands there."""
    column = rule.column
    if column.kind is not Kind.CHOICE or rule.expected != column.expected or not value:
        return rule.expected
    if len(column.choices) <= _MANY_CHOICES:
        return rule.expected
    labels = "、".join(f"“{choice.label}”" for choice in nearest(column, value))
    return f"相近的有{labels}；共 {len(column.choices)} 项，见台账模板的下拉列表"


def _of_an_export(column: Column, hit: Hits, sheets: list[Sheet]) -> bool:
    """Tell whether the cells are dates with the time of day, as every export has them."""
    first = hit.first[0]
    timed = re.fullmatch(r"[0-9/.-]{8,10}[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?", first["value"] or "")
    return column.kind is Kind.DATE and bool(timed) and sheets[first["sheet"]].layout is not None


def _foldings(
    column: Column, hit: Hits, sheets: list[Sheet], rows: pl.LazyFrame, access: Access
) -> Iterator[Finding]:
    """Yield how a column was read, of each file what stands in it; of several sheets of a file at none of them."""
    if len(sheets) == 1:
        yield _folding(column, hit, sheets, rows, access)
        return
    odd = rows.filter(folded(column, RAW + column.name)).select(pl.col(SHEET).unique()).sort(SHEET)
    files: dict[str, list[int]] = {}
    for at in access.collect(odd).get_column(SHEET).to_list():
        files.setdefault(sheets[at].file, []).append(at)
    for some in files.values():
        of_file = rows.filter(pl.col(SHEET).is_in(some))
        found = access.collect(of_file.select(_hits(folded(column, RAW + column.name), column, 1)))
        told = _folding(column, Hits(*found.row(0)[0].values()), sheets, of_file, access)
        if len(some) > 1:
            place = replace(told.place, sheet=None, row=None)
            told = replace(told, place=place, message=told.message.removeprefix("自这一行起"))
        yield told


def _folding(
    column: Column, hit: Hits, sheets: list[Sheet], rows: pl.LazyFrame, access: Access
) -> Finding:
    first = hit.first[0]
    if column.kind in (Kind.CHOICE, Kind.FLAG) or first["read"] is None:
        words = Words()
        words.add(access.collect(rows.filter(folded(column, RAW + column.name))), column)
        return words.told(column, sheets)
    example = (
        ""
        if _withheld(column, first["value"])
        else f"，如“{' '.join(first['value'].split())}”读作“{first['read']}”"
    )
    yearless, dayless = _short_dates(column, rows, access)
    dated = f"其中 {yearless} 处没有写年份，" if 0 < yearless < hit.count else "没有写年份，"
    return noted(
        sheets[first["sheet"]].place(first["row"], column.heading),
        "L-18",
        f"自这一行起有 {hit.count} 处写法经规范后读取{example}"
        + (f"；{dated}按台账年度 {column.year} 年计" if yearless else "")
        + (f"；其中 {dayless} 处没有写日，按该月计" if dayless else ""),
        "请核对读法；如不对，请改正单元格",
    )


def _short_dates(column: Column, rows: pl.LazyFrame, access: Access) -> tuple[int, int]:
    """Return how many dates of a column were read without a year, and how many without a day."""
    if column.kind is not Kind.DATE:
        return 0, 0
    raw = pl.col(RAW + column.name)
    odd = rows.filter(pl.col(column.name).is_not_null() & folded(column, RAW + column.name))
    words = access.collect(odd.group_by(raw.alias("word")).len("n")).rows()
    return (
        sum(n for word, n in words if read_month_day(word) is not None),
        sum(n for word, n in words if read_month_of_year(word) is not None),
    )
