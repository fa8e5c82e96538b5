"""The words of a column that were read as others: how often each, and where."""

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from gongkai.findings import Finding
from gongkai.records.ledgers.ledger import Column
from gongkai.records.reading.cells import folded
from gongkai.records.reading.rows.conversion import grouped_words
from gongkai.records.reading.sheet import RAW, ROW, SHEET, Sheet, noted


@dataclass(slots=True)
class Words:
    """The words of a column that were read as others: how often each, and where the first stands."""

    counts: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    first: tuple[int, int] | None = None

    def add(self, part: pl.DataFrame, column: Column) -> None:
        """Add the words of one part of the ledger."""
        raw = RAW + column.name
        # Without the other columns, which a filter would copy.
        found = part.select(ROW, SHEET, raw, column.name).filter(folded(column, raw))
        if found.is_empty():
            return
        self.first = self.first or (int(found[ROW][0]), int(found[SHEET][0]))
        read = pl.col(column.name).cast(pl.String)
        for word, value, count in found.group_by(pl.col(raw), read).len().iter_rows():
            self.counts[word, value] += count

    def told(self, column: Column, sheets: list[Sheet]) -> Finding:
        """Return the finding that lists them, the most frequent first."""
        row, sheet = self.first or (0, 0)
        labels = {choice.code: choice.label for choice in column.choices}
        ordered = sorted(self.counts.items(), key=lambda one: (-one[1], one[0][0]))
        shown = [
            ("***" if column.personal else word, labels.get(value or "", value), count)
            for (word, value), count in ordered
        ]
        return noted(
            sheets[sheet].place(row, column.heading),
            "L-18",
            grouped_words(column.heading, shown),
            "请核对读法；如不对，请改正单元格",
        )
