"""How requests stood on a day: what was open then, when it is due, how much time is left.

What happened after the day is not known on that day: a later reply, extension, correction,
payment or consultation is left out before the clock of ``deadlines`` is asked.
"""

import datetime as dt
from typing import Final

import polars as pl

from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.derived import derive
from gongkai.records.clock.workdays import workdays_after
from gongkai.records.ledgers.ledger import Kind, Ledger
from gongkai.records.reading.sheet import ROW

OVERDUE, SOON, IN_TIME, WAITING = "逾期", "即将到期", "在期限内", "等待申请人"
UNDETERMINED = "待核定"
STATES: Final = (OVERDUE, SOON, IN_TIME, WAITING, UNDETERMINED)
LISTED: Final = (OVERDUE, UNDETERMINED, SOON)  # what somebody has to look at
_NOTES: Final = (
    (
        pl.col("consult_sent_on").is_not_null() & pl.col("consult_returned_on").is_null(),
        "征求意见尚未收回，未从期限中扣除",
    ),
    (pl.col("is_extended"), "已依法延期"),
    (
        (pl.col("extension_workdays") > 0) & pl.col("extension_notified_on").is_null(),
        "没有填延期告知日期，是否逾期未定",
    ),
)


def standing(
    rows: pl.LazyFrame, ledger: Ledger, as_of: dt.date, within: int, calendar: Calendar
) -> pl.LazyFrame:
    """Return the requests open at the end of a day, with ``due_on``, ``left``, ``state``, ``notes``.

    ``ledger`` is that of the requests, in the year of the ``rows``. ``left`` is the number of working
    days from the day to the due date, negative once it has passed; ``state`` is 逾期, 即将到期 (at
    most ``within`` working days left), 在期限内, 等待申请人 where no clock runs, or
    待核定 where a notice still to come, or the unknown day on which an extension was told, decides
    whether the limit has passed; ``notes`` says which. A due date that rests on days without a notice is said to be provisional in ``notes``.
    """
    day = pl.lit(as_of)
    names = rows.collect_schema().names()
    own = [c for c in ledger.columns if c.name in names and c.name != "outcome"]
    # An extension that was told later had not been given then.
    told_later = (pl.col("extension_notified_on") > day).fill_null(False)
    rows = rows.with_columns(
        pl.when(~told_later).then("extension_workdays").alias("extension_workdays")
    )
    known = rows.select(
        ROW,
        *(
            pl.when(pl.col(c.name) <= day).then(pl.col(c.name)).alias(c.name)
            if c.kind is Kind.DATE
            else pl.col(c.name)
            for c in own
        ),
        pl.lit(None, pl.String).alias("outcome"),
    ).filter(pl.col("received_on").is_not_null(), pl.col("reply_on").is_null())
    due = pl.col("due_on")
    settled = calendar.settles(ledger.year)
    earliest, latest = (
        (due, pl.col("due_if_told_on"))
        if settled
        else (pl.col("due_earliest_on"), pl.col("due_latest_on"))
    )
    gone, to_go = workdays_after(due, day, calendar), workdays_after(day, due, calendar)
    left = pl.when(due < day).then(-gone).otherwise(to_go)
    state = (
        pl.when("suspended")
        .then(pl.lit(WAITING))
        .when(latest < day)
        .then(pl.lit(OVERDUE))
        .when((earliest < day) | due.is_null())
        .then(pl.lit(UNDETERMINED))
        .when(pl.col("left") <= within)
        .then(pl.lit(SOON))
        .otherwise(pl.lit(IN_TIME))
    )
    notes = pl.concat_str(
        [
            *(pl.when(holds).then(pl.lit(words)) for holds, words in _NOTES),
            _provisional(earliest, latest, calendar),
        ],
        separator="；",
        ignore_nulls=True,
    )
    return (
        derive(ledger, known, calendar)
        .with_columns(left.alias("left"), notes.alias("notes"))
        .with_columns(state.alias("state"))
        .sort("due_on", "id", ROW)
    )


def _provisional(earliest: pl.Expr, latest: pl.Expr, calendar: Calendar) -> pl.Expr:
    """Return what to say of a due date that a notice still to come may move, or that has none."""
    span = pl.format("到期日期暂定（最早{}，最晚{}）", earliest, latest)
    due = pl.col("due_on")
    return (
        pl.when(due.is_null())
        .then(pl.lit("超出工作日历的范围，期限没有计算"))
        .when((due >= calendar.unsettled_from) & (earliest == latest))
        .then(pl.lit("到期日期暂定"))
        .when(due >= calendar.unsettled_from)
        .then(span)
    )
