"""Columns that follow from a ledger's own columns, in steps that may build on each other."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Final

import polars as pl

from gongkai.records.clock.deadlines import clock
from gongkai.records.clock.workdays import plus_workdays, workdays_after
from gongkai.records.ledgers.ledger import Ledger

Steps = tuple[tuple[pl.Expr, ...], ...]

PUBLICITY_WORKDAYS: Final = 7  # 国办发〔2015〕51号 item 18


def _within(name: str, ledger: Ledger) -> pl.Expr:
    """Return whether a date lies in the ledger's year; false where there is none."""
    return pl.col(name).is_between(*_ends(ledger)).fill_null(False)


def _ends(ledger: Ledger) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the ledger's year."""
    return dt.date(ledger.year, 1, 1), dt.date(ledger.year, 12, 31)


def _number(name: str) -> pl.Expr:
    """Return a document or index number as it is compared: full-width folded, without spaces."""
    return pl.col(name).str.normalize("NFKC").str.replace_all(r"\s", "")


def _disclosures(ledger: Ledger) -> Steps:
    title = pl.col("title").str.normalize("NFKC").str.replace_all(r"[\s\p{P}]", "")
    dated_title = title + "|" + pl.col("issued_on").cast(pl.String)
    # 不同渠道和方式公开相同信息计1条: by document number, index number, or title and date.
    return (
        (
            pl.coalesce(_number("doc_no"), _number("index_no"), dated_title).alias("dedupe_key"),
            pl.col("published_on").dt.month().alias("published_month"),
        ),
    )


def _documents(ledger: Ledger) -> Steps:
    return (
        (
            _within("issued_on", ledger).alias("issued_in_year"),
            _within("published_on", ledger).alias("published_in_year"),
            _within("repealed_on", ledger).alias("repealed_in_year"),
            pl.col("repealed_on").is_null().alias("in_force"),
        ),
    )


def _decisions(ledger: Ledger) -> Steps:
    return (
        (
            _within("decided_on", ledger).alias("decided_in_year"),
            _within("published_on", ledger).alias("published_in_year"),
            plus_workdays(pl.col("decided_on"), PUBLICITY_WORKDAYS).alias("publish_due_on"),
            workdays_after(pl.col("decided_on"), pl.col("published_on")).alias("lag_workdays"),
        ),
        ((pl.col("published_on") <= pl.col("publish_due_on")).fill_null(False).alias("timely"),),
    )


def _power_items(ledger: Ledger) -> Steps:
    if ledger.year not in (2019, 2020):  # only the form of those years asks for the list's changes
        return ()
    first, _ = _ends(ledger)
    listed, removed = pl.col("listed_on"), pl.col("removed_on")
    gone_before = (removed < first).fill_null(False)
    return (
        (
            ((listed < first).fill_null(True) & ~gone_before).alias("in_prior_list"),
            _within("listed_on", ledger).alias("listed_in_year"),
            _within("removed_on", ledger).alias("removed_in_year"),
        ),
    )


def _disputes(ledger: Ledger) -> Steps:
    _, last = _ends(ledger)
    return (
        (
            _within("filed_on", ledger).alias("filed_in_year"),
            _within("decided_on", ledger).alias("decided_in_year"),
            (pl.col("decided_on").is_null() | (pl.col("decided_on") > last)).alias("pending"),
        ),
    )


def _hotline_cases(ledger: Ledger) -> Steps:
    _, last = _ends(ledger)
    kept = ~pl.col("returned").fill_null(False)
    return (
        ((kept & (pl.col("due_on") <= last)).fill_null(False).alias("due"),),
        (
            (pl.col("due") & (pl.col("closed_on") <= pl.col("due_on")))
            .fill_null(False)
            .alias("on_time"),
        ),
    )


def _proposals(ledger: Ledger) -> Steps:
    # Only 主办, 单办 and 分办 enter an office's completion rate (rules.md §8).
    limit = pl.coalesce(pl.col("due_on"), pl.col("assigned_on").dt.offset_by("3mo"))
    return (
        (
            (pl.col("role") != "assist").alias("answers"),
            limit.alias("limit_on"),
        ),
        ((pl.col("replied_on") <= pl.col("limit_on")).fill_null(False).alias("on_time"),),
    )


def _requests(ledger: Ledger) -> Steps:
    return clock(ledger.year)


DERIVED: Final[dict[str, Callable[[Ledger], Steps]]] = {
    "disclosures": _disclosures,
    "documents": _documents,
    "requests": _requests,
    "disputes": _disputes,
    "decisions": _decisions,
    "power_items": _power_items,
    "hotline_cases": _hotline_cases,
    "proposals": _proposals,
}


def derive(ledger: Ledger, frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return the frame of a ledger's year with the derived columns added."""
    for step in steps_of(ledger):
        frame = frame.with_columns(step)
    return frame


@cache
def steps_of(ledger: Ledger) -> Steps:
    """Return the steps in which the derived columns of a ledger's year are made."""
    steps = DERIVED.get(ledger.id)
    return steps(ledger) if steps else ()
