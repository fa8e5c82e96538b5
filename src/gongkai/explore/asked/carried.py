"""Rows that are not of the year whose ledger they stand in: who counts all of them is told how many they are."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from gongkai.explore.asked.statement import Piece
from gongkai.language.catalogue import english
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.ledgers.derived_headings import DERIVED_HEADINGS

# Which derived column says that a row is of the ledger's own year: what was carried over stands in two.
_OWN: Final = (
    ("requests", "in_year"), ("disputes", "filed_in_year"), ("documents", "issued_in_year"),
    ("decisions", "decided_in_year"), ("hotline_cases", "received_in_year"), ("proposals", "assigned_in_year"),
)  # fmt: skip
_COUNTING: Final = ("count", "sum", "avg", "min", "max", "median")


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows of a ledger that are not of its year, by which column, and the condition that leaves them out."""

    title: str
    rows: int
    column: str
    only: str

    def __str__(self) -> str:
        return f"《{self.title}》有{self.rows}行的“{self.column}”为“否”，如上年结转的；只数这一年的，加条件：{self.only}"


def carried(
    pieces: Collection[Piece], frames: Mapping[str, Iterable[pl.LazyFrame]], *, counts: bool = False
) -> Iterator[Carried]:
    """Yield of each ledger that a statement counts how many rows are of another year, and how to leave them out.

    ``frames`` are those of its years. Nothing is said where the statement names a column that tells the
    year's own apart, or counts nothing (``counts`` says that it does).
    """
    names = {piece.says for piece in pieces}
    if not counts and not any(piece.is_word(*_COUNTING) for piece in pieces):
        return
    for ledger, own in _OWN:
        heads = DERIVED_HEADINGS[ledger]
        named = counts or names & {ledger, LEDGERS[ledger].title}
        if not named or names & {*heads, *heads.values()} & _flags(ledger, frames):
            continue
        asked = [f.select((~pl.col(own)).sum()) for f in frames.get(ledger, ())]
        rows = sum(int(found.item() or 0) for found in pl.collect_all(asked))
        if rows:
            only = f"{own} = 'yes'" if english() else f"{heads[own]} = '是'"
            yield Carried(LEDGERS[ledger].title, rows, own if english() else heads[own], only)


def together(found: Mapping[str, Iterable[Carried]]) -> Iterator[str]:
    """Yield what is carried in several office-years as a reader of their chart is told it."""
    alike: dict[str, list[str]] = {}
    for of, several in found.items():
        for one in several:
            alike.setdefault(one.title, []).append(of)
    for title, years in alike.items():
        yield f"{'、'.join(years)}的《{title}》含上年结转等不是当年的记录"


def _flags(ledger: str, frames: Mapping[str, Iterable[pl.LazyFrame]]) -> set[str]:
    """Return the names and headings of the derived columns that are true or false."""
    return {
        n
        for frame in frames.get(ledger, ())
        for name, kind in frame.collect_schema().items()
        if kind == pl.Boolean
        for n in (name, DERIVED_HEADINGS[ledger].get(name, name))
    }
