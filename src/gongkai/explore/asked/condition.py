"""The conditions of an own measure as they stand in one year: in the year's words, or with what the year lacks."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from gongkai.explore.asked.rows import headings
from gongkai.explore.asked.statement import Piece, pieces_of, rewritten
from gongkai.explore.asked.vocabulary import settled, vocabulary
from gongkai.language.catalogue import english, told
from gongkai.records.ledgers.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in the words of a year; ``lacking`` says why the year cannot meet it, ``told`` what to know of it."""

    words: str
    lacking: str = ""
    told: tuple[str, ...] = ()


def condition_in(
    words: str, ledger: Ledger, schema: Mapping[str, pl.DataType], year: int
) -> Condition:
    """Return a condition as it stands in a year of a ledger, which is given as declared.

    Its columns may be called by heading or by name, its words be those of either language. What a form
    of another year asks for, a column or a word, is lacking: its rows would be counted as none.
    UsageError for a word that the column never holds.

    >>> import polars as pl
    >>> from gongkai.records.ledgers import BY_ID
    >>> held = {"submit_channel": pl.String(), "outcome": pl.String()}
    >>> condition_in("submit_channel = 'online'", BY_ID["requests"], held, 2018).words
    "申请方式 = '网络'"
    >>> condition_in("办理结果 = '予以公开'", BY_ID["requests"], held, 2018).lacking
    '“办理结果”的“予以公开”2019年起才有'
    """
    named = headings(ledger)
    names = {heading: name for name, heading in named.items()} | {name: name for name in named}
    since = {c.name: c for c in ledger.columns}
    changes: dict[Piece, str] = {}
    lacking: dict[str, None] = {}
    for piece in pieces_of(words):
        name = names.get(piece.says) if piece.kind in ("name", "quoted") else None
        if name is None or ((column := since.get(name)) and column.personal):
            continue
        if name not in schema:
            first = column.since if column else 0
            heading = told(named[name])
            lacking[
                f"“{heading}”一列{first}年起才有"
                if first > year
                else f"{year}年没有“{heading}”一列"
            ] = None
        shown = name if english() else named[name]
        if shown != piece.says:
            changes[piece] = f'"{shown}"' if not shown.isidentifier() else shown
    found = settled(rewritten(words, changes), vocabulary(ledger, schema), (year,))
    for missed in found.missed:
        if (missed.column, year) not in found.present:
            lacking[str(missed)] = None
    partly = [f"{missed}，这一年不计" for missed in found.missed]
    return Condition(found.statement, "；".join(lacking), (*found.told, *partly))
