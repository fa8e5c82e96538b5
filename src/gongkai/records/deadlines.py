"""When a request must be answered: a pure function of its dates, the calendar and the law.

2008 Regulations Art 24 (令492号): 15 working days, up to 15 more; only the consultation of a
third party stops the clock. 2019 Regulations Arts 30, 33 (令711号): 20 working days, up to 20
more; the clock starts anew with the corrected request. The regime is that of the day of
receipt: no transition clause was found (see docs/decisions.md).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import polars as pl

from gongkai.records.workdays import plus_workdays, workdays_after


@dataclass(frozen=True, slots=True)
class Regime:
    """One set of time limits, in force for requests received from ``since`` to ``until``."""

    id: str
    title: str
    since: dt.date
    until: dt.date
    base_workdays: int
    extension_cap: int
    restarts_on_correction: bool


REGIMES: Final = (
    Regime(
        "ogi_2008_art24",
        "2008年《条例》第二十四条",
        dt.date.min,
        dt.date(2019, 5, 14),
        15,
        15,
        False,
    ),
    Regime(
        "ogi_2019_art33",
        "2019年《条例》第三十三条",
        dt.date(2019, 5, 15),
        dt.date.max,
        20,
        20,
        True,
    ),
)


def regime_for(received_on: dt.date) -> Regime:
    """Return the regime of a day of receipt.

    >>> regime_for(dt.date(2019, 5, 14)).base_workdays, regime_for(dt.date(2019, 5, 15)).base_workdays
    (15, 20)
    """
    return next(r for r in REGIMES if r.since <= received_on <= r.until)


def _by_regime(field: str) -> pl.Expr:
    old, new = REGIMES
    return (
        pl.when(pl.col("received_on").is_null())
        .then(None)
        .when(pl.col("received_on") < new.since)
        .then(pl.lit(getattr(old, field)))
        .otherwise(pl.lit(getattr(new, field)))
    )


def clock(year: int) -> tuple[tuple[pl.Expr, ...], ...]:
    """Return the steps of derived columns that tell each request's clock in a reporting year.

    ``rule_id``, ``limit_workdays``, ``due_on``, ``used_workdays`` (working days from receipt to
    reply), ``is_extended``, ``in_year`` (received), ``carried_in``, ``closed`` (answered in the
    year), ``open_at_end``, ``on_time`` (of the closed; null while open), ``overdue``.
    """
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    received, reply = pl.col("received_on"), pl.col("reply_on")
    asked = pl.col("extension_workdays").fill_null(0)
    start = (
        pl.when(_by_regime("restarts_on_correction"))
        .then(pl.coalesce("corrected_on", "received_on"))
        .otherwise(received)
    )
    excluded = workdays_after(pl.col("consult_sent_on"), pl.col("consult_returned_on")).fill_null(0)
    told_in_time = pl.col("extension_notified_on") <= pl.col("base_due_on")
    extended = (asked > 0) & (asked <= _by_regime("extension_cap")) & told_in_time.fill_null(False)
    closed = (reply >= first) & (reply <= last)
    return (
        (
            _by_regime("id").alias("rule_id"),
            _by_regime("base_workdays").alias("limit_workdays"),
            start.alias("start_on"),
            excluded.alias("excluded_workdays"),
            workdays_after(received, reply).alias("used_workdays"),
            (received >= first).alias("in_year"),
            (received < first).alias("carried_in"),
            closed.fill_null(False).alias("closed"),
            (reply.is_null() | (reply > last)).alias("open_at_end"),
        ),
        (
            plus_workdays(
                pl.col("start_on"), pl.col("limit_workdays") + pl.col("excluded_workdays")
            ).alias("base_due_on"),
        ),
        (extended.alias("is_extended"),),
        (
            pl.when("is_extended")
            .then(plus_workdays(pl.col("base_due_on"), asked))
            .otherwise("base_due_on")
            .alias("due_on"),
        ),
        (
            pl.when("closed").then(reply <= pl.col("due_on")).alias("on_time"),
            (
                pl.when("closed")
                .then(reply > pl.col("due_on"))
                .otherwise(pl.col("open_at_end") & (pl.col("due_on") < last))
            ).alias("overdue"),
        ),
    )
