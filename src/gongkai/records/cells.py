"""Raw text to typed cells: one expression a kind of column, null where it cannot be read."""

import polars as pl

from gongkai.records.ledger import Column, Kind
from gongkai.text import heading_key


def _folded(column: Column) -> pl.Expr:
    return pl.col(column.name).str.normalize("NFKC").str.replace_all(r"\s", "")


def _date(text: pl.Expr) -> pl.Expr:
    dashed = text.str.replace_all(r"[年月/.]", "-").str.replace(r"日$", "")
    return pl.coalesce(
        pl.when(dashed.str.contains(r"^\d{4}-\d{1,2}-\d{1,2}$"))
        .then(dashed)
        .str.to_date("%Y-%m-%d", strict=False),
        pl.when(text.str.contains(r"^\d{8}$")).then(text).str.to_date("%Y%m%d", strict=False),
    )


def _matching(text: pl.Expr, pattern: str) -> pl.Expr:
    return pl.when(text.str.contains(pattern)).then(text)


def typed(column: Column, year: int) -> pl.Expr:
    """Return the expression that reads a column's text; null where blank or unreadable."""
    folded = _folded(column)
    match column.kind:
        case Kind.DATE:
            value = _date(folded)
        case Kind.COUNT:
            value = _matching(folded, r"^\d{1,12}$").cast(pl.Int64)
        case Kind.MONTH:
            value = _matching(folded.str.replace(r"月$", ""), r"^(0?[1-9]|1[0-2])$").cast(pl.Int64)
        case Kind.MONEY:
            value = _matching(folded, r"^\d{1,15}(\.\d{1,2})?$").cast(pl.Decimal(20, 2))
        case Kind.CHOICE | Kind.FLAG:
            codes = {
                heading_key(spelling): choice.code
                for choice in column.choices_in(year)
                for spelling in (*choice.aliases, choice.label)
            }
            value = folded.replace_strict(codes, default=None, return_dtype=pl.String)
            if column.kind is Kind.FLAG:
                value = value == "true"
        case Kind.TEXT:
            value = pl.col(column.name)
    return value.alias(column.name)
