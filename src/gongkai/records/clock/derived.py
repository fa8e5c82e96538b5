"""Columns that follow from a ledger's own columns, in steps that may build on each other."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Final

import polars as pl

from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.deadlines import clock
from gongkai.records.clock.limits import PROPOSAL, PUBLICITY
from gongkai.records.clock.workdays import workdays_after
from gongkai.records.ledgers.ledger import Ledger

Steps = tuple[tuple[pl.Expr, ...], ...]


def _within(name: str, ledger: Ledger) -> pl.Expr:
    """Return whether a date lies in the ledger's year; false where there is none."""
    return pl.col(name).is_between(*_ends(ledger)).fill_null(False)


def _first_within(names: tuple[str, str], ledger: Ledger) -> pl.Expr:
    """Return whether the earlier of two dates lies in the ledger's year; the first must be there."""
    first = pl.min_horizontal(*names).is_between(*_ends(ledger))
    return (pl.col(names[0]).is_not_null() & first).fill_null(False)


def _ends(ledger: Ledger) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the ledger's year."""
    return dt.date(ledger.year, 1, 1), dt.date(ledger.year, 12, 31)


def _number(name: str) -> pl.Expr:
    """Return a document or index number as it is compared: full-width folded, without spaces."""
    return pl.col(name).str.normalize("NFKC").str.replace_all(r"\s", "")


def _disclosures(ledger: Ledger, calendar: Calendar) -> Steps:
    title = pl.col("title").str.normalize("NFKC").str.replace_all(r"[\s\p{P}]", "")
    issued = pl.coalesce("issued_on", ledger.column("issued_on").instead)
    dated_title = title + "|" + issued.cast(pl.String)
    # 不同渠道和方式公开相同信息计1条: by document number, index number, or title and date.
    return (
        (
            pl.coalesce(_number("doc_no"), _number("index_no"), dated_title).alias("dedupe_key"),
            pl.col("published_on").dt.month().alias("published_month"),
        ),
    )


def _documents(ledger: Ledger, calendar: Calendar) -> Steps:
    return (
        (
            _within("issued_on", ledger).alias("issued_in_year"),
            _within("published_on", ledger).alias("published_in_year"),
            _within("repealed_on", ledger).alias("repealed_in_year"),
            # 2099-12-31 and the like say that the document holds for ever.
            (
                pl.col("repealed_on").is_null()
                | (pl.col("repealed_on") > dt.date(ledger.year, 12, 31))
            ).alias("in_force"),
        ),
    )


def _decisions(ledger: Ledger, calendar: Calendar) -> Steps:
    decided, published = pl.col("decided_on"), pl.col("published_on")
    _, last = _ends(ledger)
    bounds: tuple[pl.Expr, ...] = ()
    earliest = latest = pl.col("publish_due_on")
    if not calendar.settles(ledger.year):
        bounds = (
            PUBLICITY.earliest(decided, ledger.year, calendar).alias("publish_due_earliest_on"),
            PUBLICITY.latest(decided, ledger.year, calendar).alias("publish_due_latest_on"),
        )
        earliest, latest = (pl.col(f"publish_due_{end}_on") for end in ("earliest", "latest"))
    timely, late = published <= earliest, published > latest
    # One not published by the end of the year is judged as if it were then still open.
    open_ = published.is_null() & (latest > last) & (earliest <= last)
    unclear = published.is_not_null() & ~timely.fill_null(False) & ~late.fill_null(False)
    return (
        (
            _within("decided_on", ledger).alias("decided_in_year"),
            _within("published_on", ledger).alias("published_in_year"),
            PUBLICITY.after(decided, calendar).alias("publish_due_on"),
            workdays_after(decided, published, calendar).alias("lag_workdays"),
            *bounds,
        ),
        (
            timely.fill_null(False).alias("timely"),
            (unclear | open_.fill_null(False)).alias("undetermined"),
        ),
    )


def _power_items(ledger: Ledger, calendar: Calendar) -> Steps:
    if ledger.year not in (2019, 2020):  # only the form of those years asks for the list's changes
        return ((pl.lit(True).alias("in_list"),),)
    first, last = _ends(ledger)
    listed, removed = pl.col("listed_on"), pl.col("removed_on")
    gone_before = (removed < first).fill_null(False)
    return (
        (
            ((listed < first).fill_null(True) & ~gone_before).alias("in_prior_list"),
            _within("listed_on", ledger).alias("listed_in_year"),
            _within("removed_on", ledger).alias("removed_in_year"),
            (removed.is_null() | (removed > last)).alias("in_list"),
        ),
    )


def _disputes(ledger: Ledger, calendar: Calendar) -> Steps:
    _, last = _ends(ledger)
    return (
        (
            _within("filed_on", ledger).alias("filed_in_year"),
            _within("decided_on", ledger).alias("decided_in_year"),
            (pl.col("decided_on").is_null() | (pl.col("decided_on") > last)).alias("pending"),
        ),
    )


def _hotline_cases(ledger: Ledger, calendar: Calendar) -> Steps:
    kept = ~pl.col("returned").fill_null(False)
    return (
        (
            # Without a date it is taken as of the ledger's year, as every row of the ledger is.
            (pl.col("received_on").is_null() | _within("received_on", ledger)).alias(
                "received_in_year"
            ),
            # A case is judged once: in the year in which it was closed or fell due, whichever came first.
            (kept & _first_within(("due_on", "closed_on"), ledger)).alias("due"),
        ),
        (
            (pl.col("due") & (pl.col("closed_on") <= pl.col("due_on")))
            .fill_null(False)
            .alias("on_time"),
        ),
    )


def _proposals(ledger: Ledger, calendar: Calendar) -> Steps:
    # Only 主办, 单办 and 分办 enter an office's completion rate.
    limit = pl.coalesce(pl.col("due_on"), PROPOSAL.after(pl.col("assigned_on"), calendar))
    return (
        (
            (pl.col("assigned_on").is_null() | _within("assigned_on", ledger)).alias(
                "assigned_in_year"
            ),
            limit.alias("limit_on"),
        ),
        (
            # Judged once: in the year of the reply or of the limit, whichever came first.
            (
                (pl.col("role") != "assist")
                & (pl.col("limit_on").is_null() | _first_within(("limit_on", "replied_on"), ledger))
            ).alias("answers"),
        ),
        ((pl.col("replied_on") <= pl.col("limit_on")).fill_null(False).alias("on_time"),),
    )


def _requests(ledger: Ledger, calendar: Calendar) -> Steps:
    return clock(ledger.year, calendar)


DERIVED: Final[dict[str, Callable[[Ledger, Calendar], Steps]]] = {
    "disclosures": _disclosures,
    "documents": _documents,
    "requests": _requests,
    "disputes": _disputes,
    "decisions": _decisions,
    "power_items": _power_items,
    "hotline_cases": _hotline_cases,
    "proposals": _proposals,
}


def derive(ledger: Ledger, frame: pl.LazyFrame, calendar: Calendar) -> pl.LazyFrame:
    """Return the frame of a ledger's year with the derived columns added."""
    for step in steps_of(ledger, calendar):
        frame = frame.with_columns(step)
    return frame


@cache
def steps_of(ledger: Ledger, calendar: Calendar) -> Steps:
    """Return the steps in which the derived columns of a ledger's year are made."""
    steps = DERIVED.get(ledger.id)
    return steps(ledger, calendar) if steps else ()
