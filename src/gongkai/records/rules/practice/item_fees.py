"""The processing fee by items, counted per applicant and calendar month (X-6).

Who applied is read here and nowhere above: what leaves is a number of items, a month and sums.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import polars as pl

from gongkai.findings import Finding, Place, Severity
from gongkai.records.ledgers.ledger import Column, Ledger
from gongkai.records.reading.access import together
from gongkai.records.reading.sheet import ROW, SHEET, Sheet
from gongkai.records.rules.practice.fees import fee_by_items

_TARIFF: Final = "按件计收标准：同一申请人一个自然月内10件以内不收，11—30件每件100元，31件起每10件一档、每档每件增加100元"
# A place in one number, so that the first of a group is its least.
_PLACE: Final = pl.col(SHEET).cast(pl.Int64) * 2**40 + pl.col(ROW)
_WHO: Final = "_who"
_MONTH: Final = "_month"


def item_fee_findings(
    rows: pl.LazyFrame, ledger: Ledger, sheets: Sequence[Sheet]
) -> Iterator[Finding]:
    """Yield X-6 for each applicant and month whose charges by items are not the tariff's.

    A charge without pages is one by items. A month in which nothing was charged by items is not
    judged, for an office may charge nothing; nor is one before the year, whose other requests this
    ledger does not hold. Without an applicant's name or number nothing can be counted: a warning.
    """
    if ledger.id != "requests" or not ledger.has("fee_pages"):
        return
    by_items = rows.filter(pl.col("fee_pages").is_null()).select(
        ROW,
        SHEET,
        pl.col("fee_yuan").fill_null(0),
        _identity().alias(_WHO),
        pl.col("received_on").dt.year().alias("_year"),
        pl.col("received_on").dt.month().alias(_MONTH),
    )
    charged = by_items.filter((pl.col("fee_yuan") > 0) & (pl.col("_year") == ledger.year))
    access = together(sheet.access for sheet in sheets)
    if access.held and access.collect(charged.head(1)).is_empty():
        return  # as in most offices: to group what is not there takes longer than all other rules
    keys = [_WHO, "_year", _MONTH]
    groups = (
        by_items.join(charged.select(keys).unique(), on=keys, how="semi", nulls_equal=False)
        .group_by(keys)
        .agg(
            pl.len().alias("items"),
            pl.col("fee_yuan").sum(),
            _PLACE.filter(pl.col("fee_yuan") > 0).min().alias("first"),
        )
        .select(_MONTH, "items", "fee_yuan", "first")
        .sort("first")
    )
    nameless = charged.filter(pl.col(_WHO).is_null()).select(_PLACE.alias("first")).sort("first")
    found, unnamed = access.collect_all([groups, nameless], at_once=True)
    column = ledger.column("fee_yuan")
    for month, items, told, first in found.iter_rows():
        due = fee_by_items(items)
        if Decimal(told) != due:
            yield Finding(
                "X-6",
                Severity.ERROR,
                _place(sheets, first, column),
                f"{told}元",
                _TARIFF,
                f"该申请人{month}月按件计收的申请共{items}件，应收{due}元，合计收取{told}元",
                "请核对件数和金额；按量计收的，请填计费页数",
            )
    for (first,) in unnamed.iter_rows():
        yield Finding(
            "X-6",
            Severity.WARNING,
            _place(sheets, first, column),
            None,
            _TARIFF,
            "按件计收了费用，但没有登记申请人，无法按人按月核对",
            "请补填申请人或证件号码（不会出现在任何输出中）",
        )


def _place(sheets: Sequence[Sheet], first: int, column: Column) -> Place:
    sheet, row = divmod(first, 2**40)
    return sheets[sheet].place(row, column.heading)


def _identity() -> pl.Expr:
    """Return one applicant's mark: the number of the document, else the name, spaces and case folded."""
    folded = [
        pl.col(name).str.replace_all(r"\s", "").str.to_uppercase()
        for name in ("identity_no", "applicant")
    ]
    return pl.coalesce(pl.when(text != "").then(text) for text in folded)
