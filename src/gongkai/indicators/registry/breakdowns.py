"""Counts by month, channel, outcome and the like, which charts draw and tables list."""

from collections.abc import Iterable
from typing import Final

import polars as pl

from gongkai.indicators.indicator import Breakdown, Dimension, Unit, labelled
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.ledgers.ledger import Choice

_ANY = pl.lit(True)
_MONTHS = tuple(f"{n}月" for n in range(1, 13))


def _month(column: str) -> Dimension:
    return Dimension("月份", pl.col(column).dt.month().cast(pl.String) + "月", _MONTHS)


def _choice(ledger: str, column: str, only: Iterable[str] = ()) -> Dimension:
    """Return the dimension of a choice column, in the declared order of its choices."""
    declared = LEDGERS[ledger].column(column)
    kept = set(only)
    choices: tuple[Choice, ...] = tuple(c for c in declared.choices if not kept or c.code in kept)
    label = labelled(pl.col(column), choices)
    return Dimension(declared.heading, label, choices=choices, column=column)


def _bins(title: str, value: pl.Expr, edges: tuple[tuple[int, str], ...], last: str) -> Dimension:
    """Return the dimension that sorts whole numbers into bins, each named by its upper edge."""
    label = pl.lit(last)
    for edge, name in reversed(edges):
        label = pl.when(value <= edge).then(pl.lit(name)).otherwise(label)
    return Dimension(title, label, (*(name for _, name in edges), last))


def _states(title: str, *states: tuple[str, pl.Expr]) -> Dimension:
    """Return the dimension whose label is the first state that holds; null where none does."""
    label = pl.lit(None, pl.String)
    for name, holds in reversed(states):
        label = pl.when(holds.fill_null(False)).then(pl.lit(name)).otherwise(label)
    return Dimension(title, label, tuple(name for name, _ in states))


_REPLY_BINS = ((5, "0–5"), (10, "6–10"), (15, "11–15"), (20, "16–20"), (30, "21–30"), (40, "31–40"))
_LAG_BINS = tuple((n, str(n)) for n in range(8))
_PUBLICITY = _choice("decisions", "kind", ("licence", "penalty"))

BREAKDOWNS: Final = (
    Breakdown(
        "disclosures_by_month_channel",
        "各月各渠道主动公开次数",
        Unit.TIME,
        "disclosures",
        (_month("published_on"), _choice("disclosures", "channel")),
        # An item that stands twice in one channel is one there, as in the figures.
        pl.struct("dedupe_key", "channel").is_first_distinct() | pl.col("dedupe_key").is_null(),
    ),
    Breakdown(
        "requests_received_by_month",
        "各月收到申请数",
        Unit.CASE,
        "requests",
        (_month("received_on"),),
        pl.col("in_year"),
    ),
    Breakdown(
        "requests_replied_by_month",
        "各月答复申请数",
        Unit.CASE,
        "requests",
        (_month("reply_on"),),
        pl.col("closed"),
    ),
    Breakdown(
        "requests_by_channel",
        "各申请方式的申请数",
        Unit.CASE,
        "requests",
        (_choice("requests", "submit_channel"),),
        pl.col("in_year"),
    ),
    Breakdown(
        "requests_by_outcome",
        "各办理结果的申请数",
        Unit.CASE,
        "requests",
        (_choice("requests", "outcome"),),
        pl.col("closed"),
    ),
    Breakdown(
        "reply_workdays",
        "办理用时分布",
        Unit.CASE,
        "requests",
        (
            _bins("计入期限的工作日", pl.col("counted_workdays"), _REPLY_BINS, "40以上"),
            _states(
                "办理情形",
                ("按期", pl.col("on_time") & ~pl.col("is_extended")),
                ("延期后按期", pl.col("on_time") & pl.col("is_extended")),
                ("逾期", ~pl.col("on_time")),
            ),
        ),
        pl.col("closed"),
    ),
    Breakdown(
        "reply_limits",
        "适用的答复期限",
        Unit.CASE,
        "requests",
        (Dimension("答复期限（工作日）", pl.col("limit_workdays").cast(pl.String), ("15", "20")),),
        pl.col("in_year"),
    ),
    Breakdown(
        "publicity_by_month_kind",
        "各月双公示信息数",
        Unit.ITEM,
        "decisions",
        (_month("published_on"), _PUBLICITY),
        pl.col("published_in_year"),
    ),
    Breakdown(
        "publicity_lag",
        "决定至公示的工作日数",
        Unit.ITEM,
        "decisions",
        (_bins("间隔（工作日）", pl.col("lag_workdays"), _LAG_BINS, "8以上"), _PUBLICITY),
        pl.col("published_in_year"),
    ),
    Breakdown(
        "hotline_by_source_timeliness",
        "各来源热线案件的办理情形",
        Unit.CASE,
        "hotline_cases",
        (
            _choice("hotline_cases", "source"),
            _states(
                "办理情形",
                ("按时办结", pl.col("on_time")),
                ("逾期办结", pl.col("closed_on").is_not_null()),
                ("未办结", pl.col("closed_on").is_null()),
            ),
        ),
        pl.col("due"),
    ),
    Breakdown(
        "proposals_by_kind_role",
        "各承办角色的建议提案数",
        Unit.CASE,
        "proposals",
        (_choice("proposals", "kind"), _choice("proposals", "role")),
        pl.col("assigned_in_year"),
    ),
    Breakdown(
        "power_items_by_category",
        "各类权力事项数",
        Unit.ENTRY,
        "power_items",
        (_choice("power_items", "category"),),
        pl.col("in_list"),
    ),
    Breakdown(
        "datasets_delivered",
        "各数据集报送月份数",
        Unit.TIME,
        "dataset_submissions",
        (
            Dimension("数据集", pl.col("dataset")),
            _states(
                "报送情形",
                ("已报送", pl.col("submitted_on").is_not_null()),
                ("未报送", pl.col("submitted_on").is_null()),
            ),
        ),
        _ANY,
    ),
)
