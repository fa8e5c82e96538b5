"""Rows that are one and the same: one finding for all of them, at the second."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from gongkai.findings import Finding
from gongkai.records.reading.access import Access
from gongkai.records.reading.sheet import RAW, ROW, SHEET, Sheet
from gongkai.records.rules.rules import RowRule

_LISTED: Final = 1_000  # groups; of the others only the number is told
_ROWS: Final = 12  # rows named in one message


def repetitions(
    rule: RowRule, rows: pl.LazyFrame, sheets: Sequence[Sheet], access: Access
) -> Iterator[Finding]:
    """Yield a finding for each group of rows that share what must be unique, by its second row."""
    heading = rule.column.heading
    place = pl.struct(SHEET, ROW, pl.col(RAW + rule.column.name).alias("value"))
    groups = (
        access.collect(
            rows.filter(rule.broken)
            .group_by(rule.unique)
            .agg(place.sort_by(SHEET, ROW).alias("rows"))
            .select("rows")
            .sort(
                pl.col("rows").list.get(1).struct.field(SHEET),
                pl.col("rows").list.get(1).struct.field(ROW),
            )
        )
        .to_series()
        .to_list()
    )
    for group in groups[:_LISTED]:
        second = group[1]
        yield Finding(
            rule.id,
            rule.severity,
            sheets[second[SHEET]].place(second[ROW], heading),
            None if rule.column.personal or rule.hidden else second["value"],
            rule.expected,
            f"{rule.message}：{_rows(group, sheets)}",
            rule.remedy,
            rule.stops,
        )
    if (more := len(groups) - _LISTED) > 0:
        last = groups[_LISTED - 1][1]
        yield Finding(
            rule.id,
            rule.severity,
            sheets[last[SHEET]].place(None, heading),
            None,
            rule.expected,
            f"还有 {more} 组有同样的问题：{rule.message}",
            rule.remedy,
            rule.stops,
            more,
        )


def _rows(group: Sequence[Mapping[str, Any]], sheets: Sequence[Sheet]) -> str:
    """Return where the rows of a group stand: 第3、9行, with the sheet where they are in several."""
    more = f"等{len(group)}行" if len(group) > _ROWS else ""
    shown = group[:_ROWS]
    if len({at[SHEET] for at in group}) == 1:
        return f"第{'、'.join(str(at[ROW]) for at in shown)}行{more}"
    return "、".join(str(sheets[at[SHEET]].place(at[ROW])) for at in shown) + more
