"""A document number that a row only cites: read as its own, it would make one item of several."""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from gongkai.office.mapping.headings.named import Pair
from gongkai.office.mapping.headings.rivals import Open
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.sheet import Sheet

_JOINS: Final = ("disclosures",)  # where rows of one number count as one
_DAYS: Final = ("issued_on", "published_on")


def cited(
    sheet: Sheet, ledger: Ledger, pairs: Sequence[Pair], headings: Mapping[int, str]
) -> Open | None:
    """Return the number's column as a question where rows of one number differ in title, date and id; None where none do.

    Rows on several channels may be one item; they are compared within their own channel.
    """
    at = {p.column.name: f"c{n}" for p in pairs for n, h in headings.items() if h == p.headings[0]}
    day = next((name for name in _DAYS if name in at), None)
    if ledger.id not in _JOINS or not {"doc_no", "title"} <= at.keys() or day is None:
        return None
    apart = [at[name] for name in ("title", day, "id") if name in at]
    number = pl.col(at["doc_no"]).cast(pl.String).str.normalize("NFKC").str.replace_all(r"\s", "")
    blank = ledger.column("doc_no").blank_words
    rows = (
        sheet.cells.with_columns(number.alias("number"))
        .filter(pl.col("number").is_not_null() & ~pl.col("number").is_in(["", *blank]))
        .group_by("number", *([at["channel"]] if "channel" in at else []))
        .agg(pl.len().alias("rows"), *(pl.col(name).n_unique().alias(name) for name in apart))
        .filter(pl.all_horizontal(pl.col(name) == pl.col("rows") for name in apart))
        .filter(pl.col("rows") > 1)
        .sort("number")
        .collect()
    )
    if not rows.height:
        return None
    heading = next(p.headings[0] for p in pairs if p.column.name == "doc_no")
    note = (
        f"“{heading}”一列中，{rows['rows'].sum()}行与别的行文号相同（如 {rows['number'][0]}），"
        "标题、日期却各不相同；同一文号只计1条，文章里引用的文号不要收"
    )
    return Open(ledger.column("doc_no"), (heading,), note)
