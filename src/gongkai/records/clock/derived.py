"""Columns that follow from a ledger's own columns, in steps that may build on each other."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Final

import polars as pl

from gongkai.records.clock.deadlines import clock
from gongkai.records.clock.workdays import plus_workdays, workdays_after

Steps = tuple[tuple[pl.Expr, ...], ...]

PUBLICITY_WORKDAYS: Final = 7  # 国办发〔2015〕51号 item 18


def _within(name: str, year: int) -> pl.Expr:
    """Return whether a date lies in the year; false where there is none."""
    return pl.col(name).is_between(dt.date(year, 1, 1), dt.date(year, 12, 31)).fill_null(False)


def _number(name: str) -> pl.Expr:
    """Return a document or index number as it is compared: full-width folded, without spaces."""
    return pl.col(name).str.normalize("NFKC").str.replace_all(r"\s", "")


def _disclosures(year: int) -> Steps:
    title = pl.col("title").str.normalize("NFKC").str.replace_all(r"[\s\p{P}]", "")
    dated_title = title + "|" + pl.col("issued_on").cast(pl.String)
    # 不同渠道和方式公开相同信息计1条: by document number, index number, or title and date.
    return (
        (
            pl.coalesce(_number("doc_no"), _number("index_no"), dated_title).alias("dedupe_key"),
            pl.col("published_on").dt.month().alias("published_month"),
        ),
    )


def _documents(year: int) -> Steps:
    return (
        (
            _within("issued_on", year).alias("issued_in_year"),
            _within("published_on", year).alias("published_in_year"),
            _within("repealed_on", year).alias("repealed_in_year"),
            pl.col("repealed_on").is_null().alias("in_force"),
        ),
    )


def _decisions(year: int) -> Steps:
    return (
        (
            _within("decided_on", year).alias("decided_in_year"),
            _within("published_on", year).alias("published_in_year"),
            plus_workdays(pl.col("decided_on"), PUBLICITY_WORKDAYS).alias("publish_due_on"),
            workdays_after(pl.col("decided_on"), pl.col("published_on")).alias("lag_workdays"),
        ),
        ((pl.col("published_on") <= pl.col("publish_due_on")).fill_null(False).alias("timely"),),
    )


def _power_items(year: int) -> Steps:
    if year not in (2019, 2020):  # only the form of those years asks for the list's changes
        return ()
    first = dt.date(year, 1, 1)
    listed, removed = pl.col("listed_on"), pl.col("removed_on")
    gone_before = (removed < first).fill_null(False)
    return (
        (
            ((listed < first).fill_null(True) & ~gone_before).alias("in_prior_list"),
            _within("listed_on", year).alias("listed_in_year"),
            _within("removed_on", year).alias("removed_in_year"),
        ),
    )


def _disputes(year: int) -> Steps:
    return (
        (
            _within("filed_on", year).alias("filed_in_year"),
            _within("decided_on", year).alias("decided_in_year"),
            (pl.col("decided_on").is_null() | (pl.col("decided_on") > dt.date(year, 12, 31))).alias(
                "pending"
            ),
        ),
    )


def _hotline_cases(year: int) -> Steps:
    last = dt.date(year, 12, 31)
    kept = ~pl.col("returned").fill_null(False)
    return (
        ((kept & (pl.col("due_on") <= last)).fill_null(False).alias("due"),),
        (
            (pl.col("due") & (pl.col("closed_on") <= pl.col("due_on")))
            .fill_null(False)
            .alias("on_time"),
        ),
    )


def _proposals(year: int) -> Steps:
    # Only 主办, 单办 and 分办 enter an office's completion rate (rules.md §8).
    limit = pl.coalesce(pl.col("due_on"), pl.col("assigned_on").dt.offset_by("3mo"))
    return (
        (
            (pl.col("role") != "assist").alias("answers"),
            limit.alias("limit_on"),
        ),
        ((pl.col("replied_on") <= pl.col("limit_on")).fill_null(False).alias("on_time"),),
    )


def _requests(year: int) -> Steps:
    return clock(year)


DERIVED: Final[dict[str, Callable[[int], Steps]]] = {
    "disclosures": _disclosures,
    "documents": _documents,
    "requests": _requests,
    "disputes": _disputes,
    "decisions": _decisions,
    "power_items": _power_items,
    "hotline_cases": _hotline_cases,
    "proposals": _proposals,
}


def derive(ledger_id: str, frame: pl.LazyFrame, year: int) -> pl.LazyFrame:
    """Return the frame with its ledger's derived columns added."""
    for step in steps_of(ledger_id, year):
        frame = frame.with_columns(step)
    return frame


@cache
def steps_of(ledger_id: str, year: int) -> Steps:
    """Return the steps in which a ledger's derived columns are made in a reporting year."""
    steps = DERIVED.get(ledger_id)
    return steps(year) if steps else ()
