"""How the rows of a ledger are at hand: the one place that decides what is held and what is streamed.

A sheet knows it from the size of its file, a source besides from the number of its rows; whoever
asks rows anything lets their access collect the query.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Final, Literal

import polars as pl

LARGE_FILE: Final = 32_000_000  # bytes; above this a text file is scanned, not held
MANY_ROWS: Final = 300_000
_PACKED: Final = 4  # times the bytes of its Parquet file that a ledger has as text


class Access(IntEnum):
    """How rows are read again: at once from memory, in parts from memory, in parts from the file."""

    HELD = 0
    MANY = 1
    SCANNED = 2

    @property
    def held(self) -> bool:
        """Tell whether the rows are in memory; else each query reads their file."""
        return self is not Access.SCANNED

    @property
    def engine(self) -> Literal["in-memory", "streaming"]:
        """Return the engine of Polars that queries these rows."""
        return "in-memory" if self is Access.HELD else "streaming"

    def with_rows(self, rows: int) -> "Access":
        """Return the access to that many rows of what is read so.

        >>> Access.HELD.with_rows(5).name, Access.HELD.with_rows(1_000_000).name
        ('HELD', 'MANY')
        """
        return max(self, Access.MANY) if rows > MANY_ROWS else self

    def collect(self, query: pl.LazyFrame) -> pl.DataFrame:
        """Return the answer of a query over rows that are at hand so."""
        return query.collect(engine=self.engine, optimizations=self._optimizations)

    def collect_all(
        self, queries: Sequence[pl.LazyFrame], *, at_once: bool = False
    ) -> list[pl.DataFrame]:
        """Return the answers of several queries.

        Together, queries keep what they share; so rows that are not held at once are rather read
        once for each, unless the queries ask few columns ``at_once``.
        """
        if self is not Access.HELD and not at_once:
            return [self.collect(query) for query in queries]
        return pl.collect_all(queries, engine=self.engine, optimizations=self._optimizations)

    @property
    def _optimizations(self) -> pl.QueryOptFlags:
        # A ledger of ordinary size is counted sooner than its query is optimised.
        return pl.QueryOptFlags.none() if self is Access.HELD else pl.QueryOptFlags()


def of_file(path: Path, *, packed: bool = False) -> Access:
    """Return how a file's rows are to be read; ``packed`` for Parquet, which unpacks."""
    size = path.stat().st_size * (_PACKED if packed else 1)
    return Access.SCANNED if size > LARGE_FILE else Access.HELD


def together(parts: Iterable[Access]) -> Access:
    """Return the access to rows from several places; held where there are none."""
    return max(parts, default=Access.HELD)
