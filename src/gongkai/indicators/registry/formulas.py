"""The few shapes that formulas take."""

import polars as pl

from gongkai.indicators.indicator import Aggregate


def rows(ledger: str, where: pl.Expr) -> Aggregate:
    """Count the rows where a condition holds; an unknown condition does not hold."""
    return Aggregate(ledger, where.fill_null(False).sum())


def distinct(ledger: str, column: str, where: pl.Expr | None = None) -> Aggregate:
    """Count the distinct values of a column, blanks left out."""
    kept = pl.col(column) if where is None else pl.col(column).filter(where.fill_null(False))
    return Aggregate(ledger, kept.drop_nulls().n_unique(), adds_up=False)


def total(ledger: str, column: str | pl.Expr, where: pl.Expr | None = None) -> Aggregate:
    """Add up a column or an expression; blanks add nothing."""
    added = pl.col(column) if isinstance(column, str) else column
    kept = added if where is None else added.filter(where.fill_null(False))
    return Aggregate(ledger, kept.sum())


def equals(column: str, *codes: str) -> pl.Expr:
    """Tell where a choice column holds one of the codes."""
    return pl.col(column).is_in(list(codes))
