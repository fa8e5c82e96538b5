"""The words of an export in a large sheet: each different one is looked at once, its cells are numbers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from gongkai.records.ledgers.ledger import Column
from gongkai.records.reading.cells import TYPES, folded, plainly
from gongkai.records.reading.recognition.columns import Found
from gongkai.records.reading.rows.conversion import converted, written
from gongkai.records.reading.rows.tellings import unmarked
from gongkai.records.reading.sheet import RAW, Sheet

WORD: Final = "word"


@dataclass(slots=True)
class Meanings:
    """What the words of a column that are turned into ours come to, in the order of their numbers.

    ``known`` holds of each word our text (``raw:`` and the column's name) and what is read from it.
    """

    column: Column
    found: Found
    categories: pl.Categories = field(default_factory=pl.Categories.random)
    known: pl.DataFrame = field(init=False)

    def __post_init__(self) -> None:
        self.known = self._read([])

    def cells(self, sheet: Sheet) -> pl.Expr:
        """Return the column as the file has it, each word a number."""
        return written(sheet, self.found, bare=True).cast(pl.Categorical(self.categories))

    def text(self, cells: str) -> pl.Expr:
        """Return our text of those cells."""
        return self._mapped(cells, RAW + self.column.name, pl.String())

    def value(self, cells: str) -> pl.Expr:
        """Return what is read from those cells; null where blank or unreadable."""
        return self._mapped(cells, self.column.name, TYPES[self.column.kind])

    def folded(self, met: Mapping[str, int]) -> Counter[tuple[str, str | None]]:
        """Return how often each of our texts was read as another word, where the words were ``met`` so often."""
        raw, value = RAW + self.column.name, pl.col(self.column.name).cast(pl.String)
        counted = self.known.join(pl.DataFrame({WORD: list(met), "n": list(met.values())}), on=WORD)
        told = counted.filter(folded(self.column, raw)).group_by(pl.col(raw), value)
        return Counter({(t, v): n for t, v, n in told.agg(pl.col("n").sum()).iter_rows()})

    def _mapped(self, cells: str, name: str, kind: pl.DataType) -> pl.Expr:
        def take(words: pl.Series) -> pl.Series:
            numbers = words.to_physical()
            last = numbers.max()
            if isinstance(last, int) and last >= self.known.height:
                new = range(self.known.height, last + 1)
                self.known = pl.concat(
                    [self.known, self._read([str(self.categories[n]) for n in new])]
                )
            return self.known.get_column(name).gather(numbers).alias(words.name)

        return pl.col(cells).map_batches(take, return_dtype=kind, is_elementwise=True)

    def _read(self, words: list[str]) -> pl.DataFrame:
        raw = RAW + self.column.name
        frame = pl.DataFrame({WORD: words}, schema={WORD: pl.String})
        texts = frame.with_columns(
            unmarked(converted(pl.col(WORD), self.found, self.column).cast(pl.String)).alias(raw)
        )
        return texts.with_columns(plainly(pl.col(raw), self.column).alias(self.column.name))


@dataclass(slots=True)
class Met:
    """How often each word of a column was met, counted by its number."""

    meanings: Meanings
    counts: list[int] = field(default_factory=list)

    def add(self, words: pl.Series) -> None:
        """Add the words of one part of the ledger."""
        # A count of small numbers, which costs a tenth of a count of words.
        import numpy as np  # slow to load, and few rows are looked at otherwise

        found = np.bincount(words.to_physical().drop_nulls().to_numpy()).tolist()
        self.counts += [0] * (len(found) - len(self.counts))
        for number, count in enumerate(found):
            self.counts[number] += count

    def words(self) -> dict[str, int]:
        """Return the words that were met, and how often."""
        named = enumerate(self.counts)
        return {str(self.meanings.categories[n]): count for n, count in named if count}
