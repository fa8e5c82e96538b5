"""How requests stood on a day: what was open then, when it is due, how much time is left.

What happened after the day is not known on that day: a later reply, extension, correction or
consultation is left out before the clock of ``deadlines`` is asked.
"""

import datetime as dt
from typing import Final

import polars as pl

from gongkai.records.deadlines import clock
from gongkai.records.sheet import ROW
from gongkai.records.workdays import workdays_after

OVERDUE, SOON, IN_TIME = "逾期", "即将到期", "在期限内"
_EVENTS: Final = (
    "correction_notified_on",
    "corrected_on",
    "consult_sent_on",
    "consult_returned_on",
    "extension_notified_on",
    "reply_on",
)
_NOTES: Final = (
    (
        pl.col("correction_notified_on").is_not_null() & pl.col("corrected_on").is_null(),
        "已通知补正，尚未收到补正材料",
    ),
    (
        pl.col("consult_sent_on").is_not_null() & pl.col("consult_returned_on").is_null(),
        "征求意见尚未收回，未从期限中扣除",
    ),
    (pl.col("is_extended"), "已依法延期"),
)


def standing(requests: pl.LazyFrame, as_of: dt.date, within: int) -> pl.LazyFrame:
    """Return the requests open at the end of a day, with ``due_on``, ``left``, ``state``, ``notes``.

    ``left`` is the number of working days from the day to the due date, negative once it has
    passed; ``state`` is 逾期, 即将到期 (at most ``within`` working days left) or 在期限内.
    """
    day = pl.lit(as_of)
    known = requests.select(
        ROW,
        "id",
        "received_on",
        "extension_workdays",
        *(pl.when(pl.col(name) <= day).then(pl.col(name)).alias(name) for name in _EVENTS),
    ).filter(pl.col("received_on") <= day, pl.col("reply_on").is_null())
    for step in clock(as_of.year):
        known = known.with_columns(step)
    due = pl.col("due_on")
    left = pl.when(due < day).then(-workdays_after(due, day)).otherwise(workdays_after(day, due))
    notes = pl.concat_str(
        [pl.when(holds).then(pl.lit(words)) for holds, words in _NOTES],
        separator="；",
        ignore_nulls=True,
    )
    return (
        known.with_columns(left.alias("left"), notes.alias("notes"))
        .with_columns(
            pl.when(due < day)
            .then(pl.lit(OVERDUE))
            .when(pl.col("left") <= within)
            .then(pl.lit(SOON))
            .otherwise(pl.lit(IN_TIME))
            .alias("state")
        )
        .sort("due_on", "id", ROW)
    )
