"""R-11: due dates and verdicts that rest on days for which no notice is out yet."""

import polars as pl

from gongkai.findings import Severity
from gongkai.records.clock.calendar import Calendar
from gongkai.records.ledgers.ledger import Column
from gongkai.records.rules.rules import RowRule

_WAIT = "安排公布后写入数据文件夹的 calendar.toml，或更新程序，再行核对"


def provisional_rules(
    start: Column,
    end: Column,
    due: pl.Expr,
    undetermined: pl.Expr,
    what: str,
    calendar: Calendar,
) -> tuple[RowRule, ...]:
    """Return the rules of a limit: its date is provisional, its verdict open, or it cannot be counted.

    ``start`` is where the limit begins, ``end`` what has to be done in it, ``due`` its last day.
    """
    since = calendar.unsettled_from
    begins = pl.col(start.name)
    return (
        RowRule(
            "R-11",
            Severity.WARNING,
            (due >= since) & ~undetermined,
            start,
            f"{since.year} 年的放假安排已公布",
            f"{what}的到期日落在尚未公布放假安排的期间，按法定节假日推算，为暂定",
            _WAIT,
        ),
        undetermined_rule(end, (due >= since) & undetermined, what, calendar),
        RowRule(
            "R-11",
            Severity.WARNING,
            begins.is_not_null() & due.is_null(),
            start,
            f"{calendar.first} 至 {calendar.last} 之间起算并到期",
            f"超出工作日历的范围，{what}期限没有计算",
            "请核对日期；日期无误的，请更新程序，或在 calendar.toml 中补充有关年度",
        ),
    )


def undetermined_rule(
    column: Column, undetermined: pl.Expr, what: str, calendar: Calendar
) -> RowRule:
    """Return the rule that names what only a notice still to come can judge."""
    return RowRule(
        "R-11",
        Severity.WARNING,
        undetermined,
        column,
        f"{calendar.unsettled_from.year} 年的放假安排已公布",
        f"{what}按期还是逾期，待放假安排公布后确定",
        _WAIT,
    )
