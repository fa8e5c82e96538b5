"""The rows of a ledger held against every rule, in one scan."""

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from gongkai.findings import Finding, Severity
from gongkai.records.cells import folded
from gongkai.records.ledger import Column, Ledger
from gongkai.records.practice import practice_rules
from gongkai.records.rules import RAW, RowRule, cell_rules
from gongkai.records.sheet import ROW, Sheet, noted

SHEET: Final = "_sheet"  # which of a ledger's sheets a row stands in
_NAMED: Final = 40  # row numbers in one sentence
_LISTED: Final = 1_000  # rows listed a rule; of the others only the number is told

Hits = dict[str, Any]  # how many rows break a rule, and the first of them


def row_findings(
    rows: pl.LazyFrame, ledger: Ledger, year: int, sheets: list[Sheet]
) -> list[Finding]:
    """Return every breach of every rule, and for each column what was folded in reading it.

    A rule broken by more than a thousand rows lists the first thousand and tells how many more.
    """
    rules = all_rules(ledger, year)
    columns = ledger.columns_in(year)
    hits = [
        _hits(rule.broken, rule.column, _LISTED).alias(f"rule {n}") for n, rule in enumerate(rules)
    ]
    told = [_hits(folded(c, year, RAW + c.name), c, 1).alias(f"fold {c.name}") for c in columns]
    large = any(sheet.large for sheet in sheets)
    found = rows.select(*hits, *told).collect(engine="streaming" if large else "auto").row(0)
    breaches = [
        finding
        for rule, hit in zip(rules, found[: len(rules)], strict=True)
        for finding in _breaches(rule, hit, sheets)
    ]
    foldings = [
        _folding(column, hit, sheets)
        for column, hit in zip(columns, found[len(rules) :], strict=True)
        if hit["count"]
    ]
    return [*breaches, *foldings]


def all_rules(ledger: Ledger, year: int) -> tuple[RowRule, ...]:
    """Return every rule over the rows of a ledger in a reporting year."""
    return (*cell_rules(ledger, year), *practice_rules(ledger.id, year))


def breaches(rows: pl.LazyFrame, rules: list[RowRule], sheets: list[Sheet]) -> list[Finding]:
    """Return the breaches of rules that are known to be broken, listed as ``row_findings`` does."""
    if not rules:
        return []
    hits = [_hits(rule.broken, rule.column, _LISTED).alias(str(n)) for n, rule in enumerate(rules)]
    found = rows.select(hits).collect(engine="streaming").row(0)
    return [f for rule, hit in zip(rules, found, strict=True) for f in _breaches(rule, hit, sheets)]


def _hits(broken: pl.Expr, column: Column, listed: int) -> pl.Expr:
    place = pl.struct(
        row=ROW,
        sheet=SHEET,
        value=RAW + column.name,
        read=pl.col(column.name).cast(pl.String),
    )
    return pl.struct(count=broken.sum(), first=place.filter(broken).head(listed).implode())


def _breaches(rule: RowRule, hit: Hits, sheets: list[Sheet]) -> Iterator[Finding]:
    if rule.severity is Severity.INFO and hit["count"]:
        yield _note(rule, hit, sheets)
        return
    for at in hit["first"]:
        yield Finding(
            rule.id,
            rule.severity,
            sheets[at["sheet"]].place(at["row"], rule.column.heading),
            None if rule.column.personal or rule.hidden else at["value"],
            rule.expected,
            rule.message,
            rule.remedy,
            rule.stops,
        )
    more = (hit["count"] or 0) - len(hit["first"])
    if more > 0:
        last = hit["first"][-1]
        yield Finding(
            rule.id,
            rule.severity,
            sheets[last["sheet"]].place(None, rule.column.heading),
            None,
            rule.expected,
            f"第{last['row']}行以后还有 {more} 行有同样的问题：{rule.message}",
            rule.remedy,
            rule.stops,
        )


def _note(rule: RowRule, hit: Hits, sheets: list[Sheet]) -> Finding:
    """Return one finding for all rows of an informative rule."""
    first = hit["first"][0]
    rows = "、".join(str(at["row"]) for at in hit["first"][:_NAMED])
    more = f"等{hit['count']}行" if hit["count"] > _NAMED else "行"
    place = sheets[first["sheet"]].place(first["row"], rule.column.heading)
    return noted(place, rule.id, f"第{rows}{more}{rule.message}", rule.remedy, rule.expected)


def _folding(column: Column, hit: Hits, sheets: list[Sheet]) -> Finding:
    first = hit["first"][0]
    example = (
        "" if column.personal else f"，如“{' '.join(first['value'].split())}”读作“{first['read']}”"
    )
    return noted(
        sheets[first["sheet"]].place(first["row"], column.heading),
        "L-18",
        f"自这一行起有 {hit['count']} 处写法经规范后读取{example}",
        "请核对读法；如不对，请改正单元格",
    )
