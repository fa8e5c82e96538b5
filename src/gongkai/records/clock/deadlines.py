"""When a request must be answered: a pure function of its dates, the calendar and the law.

2008 Regulations Art 24 (令492号): 15 working days, up to 15 more; only the consultation of a
third party stops the clock. 2019 Regulations Arts 30, 32-34 (令711号): 20 working days, up to 20
more; the consultation of other organs stops the clock too; it starts anew with the corrected
request, and with the payment of a processing fee (国办函〔2020〕109号). The regime is that of the
day of receipt: no transition clause was found (see docs/decisions.md).
"""

import datetime as dt
from collections.abc import Callable

import polars as pl

from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.workdays import (
    earliest_after,
    fewest_after,
    latest_after,
    most_after,
    plus_workdays,
    workdays_after,
)
from gongkai.records.ledgers.requests import PROCESSING_FEE_SINCE

Counting = Callable[[pl.Expr, pl.Expr, Calendar], pl.Expr]


def _by_regime(field: str, calendar: Calendar) -> pl.Expr:
    old, new = calendar.regimes
    return (
        pl.when(pl.col("received_on").is_null())
        .then(None)
        .when(pl.col("received_on") < new.since)
        .then(pl.lit(getattr(old, field)))
        .otherwise(pl.lit(getattr(new, field)))
    )


def excluded_after(start: str, calendar: Calendar, counted: Counting = workdays_after) -> pl.Expr:
    """Return the working days of consultation that do not count for a clock begun on ``start``.

    Of a consultation that began before the clock did, only the days after its start are left out.
    """
    stops = _by_regime("stops_for_other_organs", calendar) | (
        pl.col("consulted").fill_null("third_party") == "third_party"
    )
    begins = pl.max_horizontal("consult_sent_on", start)
    days = counted(begins, pl.col("consult_returned_on"), calendar)
    both = pl.col("consult_sent_on").is_not_null() & stops
    return pl.when(both).then(days.clip(lower_bound=0)).fill_null(0)


def _at_the_applicant(year: int, due: str, calendar: Calendar) -> pl.Expr:
    """Tell where no clock runs: told in time to correct or to pay, and the applicant did not.

    Such a case is open, or closed as abandoned (逾期不补正, 逾期未缴费); one answered all the same
    keeps its first clock.
    """
    waits = (pl.col("correction_notified_on") <= pl.col(due)) & pl.col("corrected_on").is_null()
    lapsed = pl.col("outcome") == "r6_1"
    if year >= PROCESSING_FEE_SINCE:
        unpaid = (pl.col("fee_notified_on") <= pl.col(due)) & pl.col("fee_paid_on").is_null()
        waits = waits.fill_null(False) | unpaid
        lapsed = lapsed | (pl.col("outcome") == "r6_2")
    done = pl.col("open_at_end") | lapsed.fill_null(False)
    return (_by_regime("restarts_on_correction", calendar) & waits & done).fill_null(False)


def extended(base_due: pl.Expr, calendar: Calendar) -> pl.Expr:
    """Tell which requests have a lawful extension: within the cap, and told by the first due date."""
    asked = pl.col("extension_workdays")
    told_in_time = pl.col("extension_notified_on") <= base_due
    lawful = (asked > 0) & (asked <= _by_regime("extension_cap", calendar)) & told_in_time
    return lawful.fill_null(False)


def untold(calendar: Calendar) -> pl.Expr:
    """Tell which requests have an extension within the cap of which nobody wrote when it was told."""
    asked = pl.col("extension_workdays")
    within = (asked > 0) & (asked <= _by_regime("extension_cap", calendar))
    return within.fill_null(False) & pl.col("extension_notified_on").is_null()


def why_not_extended(calendar: Calendar) -> pl.Expr:
    """Return in Chinese why an extension that was asked for is not lawful; null where it is."""
    asked, told = pl.col("extension_workdays"), pl.col("extension_notified_on")
    cap = _by_regime("extension_cap", calendar)
    return (
        pl.when(asked > cap)
        .then(pl.format("延期{}个工作日，上限是{}个", asked, cap))
        .when(told > pl.col("base_due_on"))
        .then(
            pl.format(
                "{}才告知延期，原期限{}已过",
                told.cast(pl.String),
                pl.col("base_due_on").cast(pl.String),
            )
        )
    )


def may_be_extended(year: int, calendar: Calendar) -> pl.Expr:
    """Tell which requests have an extension that is lawful, or may yet turn out to be told in time."""
    if calendar.settles(year):
        return pl.col("is_extended")
    days = pl.col("limit_workdays") + excluded_after("start_on", calendar, most_after)
    return extended(latest_after(pl.col("start_on"), days, calendar), calendar)


def clock(year: int, calendar: Calendar) -> tuple[tuple[pl.Expr, ...], ...]:
    """Return the steps of derived columns that tell each request's clock in a reporting year.

    ``rule_id``, ``limit_workdays``, ``first_start_on``, ``start_on`` (the day from which it counts,
    after a payment too), ``excluded_workdays``, ``due_on``, ``used_workdays`` (working days from
    receipt to reply), ``counted_workdays`` (those of them that count against the limit), ``is_extended``, ``in_year`` (received), ``carried_in``, ``closed`` (answered
    in the year), ``open_at_end``, ``suspended`` (the next step is the applicant's), ``on_time`` (of
    the closed; null while open), ``overdue``, ``undetermined``. Where a notice still to come decides
    whether a case is late, or the unknown day on which its extension was told, it is ``undetermined``
    and neither on time nor overdue; ``due_earliest_on`` and ``due_latest_on`` are there in years that
    such a notice can touch, ``due_if_told_on`` (the end of the limit, were the extension told in time) always.
    """
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    received, reply = pl.col("received_on"), pl.col("reply_on")
    first_start = (
        pl.when(_by_regime("restarts_on_correction", calendar))
        .then(pl.coalesce("corrected_on", "received_on"))
        .otherwise(received)
    )
    paid = pl.lit(None, pl.Date) if year < PROCESSING_FEE_SINCE else pl.col("fee_paid_on")
    restarted = pl.when(_by_regime("restarts_on_payment", calendar)).then(paid)
    closed = (reply >= first) & (reply <= last)
    counted = workdays_after(pl.col("start_on"), reply, calendar) - pl.col("excluded_workdays")
    limit = pl.col("limit_workdays") + pl.col("excluded_workdays")
    lengthened = plus_workdays(
        pl.col("base_due_on"), pl.col("extension_workdays").fill_null(0), calendar
    )
    return (
        (
            first_start.alias("first_start_on"),
            pl.coalesce(restarted, first_start).alias("start_on"),
            _by_regime("id", calendar).alias("rule_id"),
            _by_regime("base_workdays", calendar).alias("limit_workdays"),
            workdays_after(received, reply, calendar).alias("used_workdays"),
            (received >= first).alias("in_year"),
            (received < first).alias("carried_in"),
            closed.fill_null(False).alias("closed"),
            (reply.is_null() | (reply > last)).alias("open_at_end"),
        ),
        (excluded_after("start_on", calendar).alias("excluded_workdays"),),
        (
            plus_workdays(pl.col("start_on"), limit, calendar).alias("base_due_on"),
            counted.clip(0).alias("counted_workdays"),
        ),
        (extended(pl.col("base_due_on"), calendar).alias("is_extended"),),
        (
            pl.when("is_extended").then(lengthened).otherwise("base_due_on").alias("due_on"),
            pl.when(pl.col("is_extended") | untold(calendar))
            .then(lengthened)
            .otherwise("base_due_on")
            .alias("due_if_told_on"),
        ),
        (_at_the_applicant(year, "due_on", calendar).alias("suspended"),),
        *_verdicts(year, calendar),
    )


def _verdicts(year: int, calendar: Calendar) -> tuple[tuple[pl.Expr, ...], ...]:
    """Return the steps that judge: on time, late, or to be told by a notice that is still to come."""
    last = dt.date(year, 12, 31)
    reply, closed, open_ = pl.col("reply_on"), pl.col("closed"), pl.col("open_at_end")
    bounds: tuple[tuple[pl.Expr, ...], ...] = ()
    earliest, latest = "due_on", "due_if_told_on"
    surely_waits = may_wait = pl.col("suspended")
    if not calendar.settles(year):
        earliest, latest = "due_earliest_on", "due_latest_on"
        surely_waits, may_wait = (
            _at_the_applicant(year, due, calendar) for due in (earliest, latest)
        )
        bounds = (
            (
                _bound(earliest_after, fewest_after, calendar).alias(earliest),
                _bound(latest_after, most_after, calendar, untold(calendar)).alias(latest),
            ),
        )
    in_time = (reply <= pl.col(earliest)).fill_null(False) | surely_waits
    late = (reply > pl.col(latest)).fill_null(False) & ~may_wait
    lapsed = (pl.col(latest) < last).fill_null(False) & ~may_wait
    not_lapsed = (pl.col(earliest) >= last).fill_null(False) | surely_waits
    return (
        *bounds,
        (
            pl.when(closed & in_time).then(True).when(closed & late).then(False).alias("on_time"),
            ((closed & late) | (open_ & lapsed)).alias("overdue"),
            ((closed & ~in_time & ~late) | (open_ & ~lapsed & ~not_lapsed)).alias("undetermined"),
        ),
    )


def _bound(
    after: Counting, excluded: Counting, calendar: Calendar, more: pl.Expr | None = None
) -> pl.Expr:
    """Return the due date by one bound of the days that a notice still to come leaves open.

    ``more`` tells whose extension counts although nobody knows when it was told.
    """
    days = pl.col("limit_workdays") + excluded_after("start_on", calendar, excluded)
    asked = pl.col("extension_workdays").fill_null(0)
    base = after(pl.col("start_on"), days, calendar)
    longer = after(pl.col("start_on"), days + asked, calendar)
    counts = extended(base, calendar) if more is None else extended(base, calendar) | more
    return pl.when(counts).then(longer).otherwise(base)
