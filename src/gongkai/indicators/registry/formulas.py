"""The few shapes that formulas take; each says which rows are behind the figure."""

import polars as pl

from gongkai.indicators.indicator import Aggregate, Measure


def rows(ledger: str, where: pl.Expr) -> Aggregate:
    """Count the rows where a condition holds; an unknown condition does not hold."""
    return Aggregate(ledger, Measure.ROWS, where.fill_null(False))


def distinct(
    ledger: str, column: str, where: pl.Expr | None = None, *, times: int = 1
) -> Aggregate:
    """Count the distinct values of a column, blanks left out, each ``times`` over."""
    value = pl.col(column)
    return Aggregate(ledger, Measure.DISTINCT, _having(value, where), value, times)


def needed_total(ledger: str, column: str) -> Aggregate:
    """Add up a column that a row must fill: a blank makes the sum unknown."""
    value = pl.col(column)
    return Aggregate(ledger, Measure.SUM, value.is_not_null(), value, needed=True)


def total(ledger: str, column: str | pl.Expr, where: pl.Expr | None = None) -> Aggregate:
    """Add up a column or an expression; blanks add nothing."""
    value = pl.col(column) if isinstance(column, str) else column
    return Aggregate(ledger, Measure.SUM, _having(value, where), value)


def _having(value: pl.Expr, where: pl.Expr | None) -> pl.Expr:
    there = value.is_not_null()
    return there if where is None else there & where.fill_null(False)


def equals(column: str, *codes: str) -> pl.Expr:
    """Tell where a choice column holds one of the codes."""
    return pl.col(column).is_in(list(codes))
