"""Rules over the cases that others hand an office: hotline cases, suggestions and proposals."""

import datetime as dt

import polars as pl

from gongkai.findings import Severity
from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.limits import PROPOSAL_EXTENDED
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.rules.rules import RowRule

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


def hotline_rules(ledger: Ledger, _: Calendar) -> tuple[RowRule, ...]:
    """Return the rules of hotline cases."""
    called = pl.col("called_back") & pl.col("satisfaction").is_not_null()
    return (
        _judged_before(
            ledger,
            "received_on",
            pl.any_horizontal("received_in_year", "due") | called.fill_null(False),
            "本年转办，或在本年办结、到期",
        ),
        RowRule(
            "R-19",
            _WARNING,
            pl.col("due") & ~pl.col("on_time"),
            ledger.column("closed_on"),
            "不晚于派单方要求的办理期限",
            "办结晚于办理期限，或到期未办结",
            "请核对日期；已退回的，请在“退回”列填是",
        ),
    )


def proposal_rules(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    """Return the rules of suggestions and proposals."""
    column = ledger.column
    longest = PROPOSAL_EXTENDED.after(pl.col("assigned_on"), calendar)
    limit = pl.min_horizontal("limit_on", longest)
    late = pl.col("replied_on") > limit
    open_ = pl.col("replied_on").is_null() & (limit <= dt.date(ledger.year, 12, 31))
    return (
        _judged_before(
            ledger,
            "assigned_on",
            pl.any_horizontal("assigned_in_year", "answers"),
            "本年交办，或在本年答复、到期",
        ),
        RowRule(
            "R-09",
            _ERROR,
            pl.col("answers") & late,
            column("replied_on"),
            "交办之日起三个月内，经同意延期的不超过六个月",
            "答复超过办理期限",
            "请核对日期；经同意延期的，请填办理期限",
        ),
        RowRule(
            "R-09",
            _ERROR,
            pl.col("answers") & open_,
            column("replied_on"),
            "交办之日起三个月内，经同意延期的不超过六个月",
            "至年末已过办理期限，没有答复日期",
            "已答复的请补填答复日期；经同意延期的，请填办理期限",
        ),
    )


def _judged_before(ledger: Ledger, name: str, counted: pl.Expr, what: str) -> RowRule:
    """Return the rule that tells of cases that came and fell due in an earlier year."""
    return RowRule(
        "R-21",
        _WARNING,
        ~counted.fill_null(False),
        ledger.column(name),
        what,
        "上年收到、上年就已到期，已计入上年的应办数，不计入本年的任何数字",
        "请核对日期；无误的可不处理",
    )
