"""Counts that add up over the parts of a ledger, so that one scan of a large one makes them all."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

Number = int | Decimal


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A count of rows by labels: which rows, and one expression a label; rows without one are left out."""

    where: pl.Expr
    labels: tuple[pl.Expr, ...]

    def of(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Return the labels as columns ``0``, ``1``, … with the number of ``rows``."""
        names = [str(n) for n in range(len(self.labels))]
        named = [label.alias(name) for label, name in zip(self.labels, names, strict=True)]
        kept = rows.filter(self.where.fill_null(False)).select(named).drop_nulls()
        return kept.group_by(names).agg(pl.len().alias("rows")).sort(names)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What to count of one ledger: named sums, each an aggregate that adds up, and groups."""

    sums: Mapping[str, pl.Expr] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)


@dataclass(slots=True)
class Counted:
    """The counts of a ledger by the names of its tally; each part of the ledger is added."""

    sums: dict[str, Number] = field(default_factory=dict)
    groups: dict[str, Counter[tuple[str, ...]]] = field(default_factory=dict)

    def add(self, sums: Mapping[str, Number]) -> None:
        """Add the sums of one part."""
        for name, number in sums.items():
            self.sums[name] = self.sums.get(name, 0) + number

    def add_groups(self, groups: Mapping[str, Group], part: pl.DataFrame) -> None:
        """Add the groups of one part."""
        for name, group in groups.items():
            found = grouped(group.of(part.lazy()).collect())
            self.groups.setdefault(name, Counter()).update(found)


def grouped(table: pl.DataFrame) -> dict[tuple[str, ...], int]:
    """Return a collected group as rows by labels."""
    return {tuple(row[:-1]): int(row[-1]) for row in table.iter_rows()}
