"""Findings, gravest first, with the rows they point at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

import polars as pl

from gongkai.bundle import Output
from gongkai.errors import UsageError
from gongkai.explore.arguments import plain_arguments, whole_number
from gongkai.explore.asked.rows import ROW_HEADING, in_chinese, whose
from gongkai.explore.cell.names import Names, in_names
from gongkai.explore.cell.showing import Showing, Watch
from gongkai.explore.cell.table import Table, from_polars, named, table
from gongkai.findings import Finding
from gongkai.language.spoken import said
from gongkai.records.load import Records
from gongkai.records.reading.sheet import ROW, SHEET

_HEADINGS = ("严重程度", "规则", "位置", "问题", "现值", "应为", "处理")


@dataclass(frozen=True)
class Findings(Showing, Sequence[Finding]):
    """The findings of a year in order of severity; ``rows(n)`` are what the n-th points at."""

    items: tuple[Finding, ...]
    records: Records = field(repr=False)
    watch: Watch | None = field(default=None, repr=False, compare=False)
    names: Names = field(default="zh", repr=False)

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, at: int) -> Finding: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, at: int | slice) -> Finding | tuple[Finding, ...]:
        return self.items[at]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    @property
    def table(self) -> Table:
        """Return one line a finding, numbered as ``rows`` takes them."""
        lines = [
            (f.severity.label, f.rule, str(f.place), f.message, f.value, f.expected, f.remedy)
            for f in self.items
        ]
        columns = {name: [line[n] for line in lines] for n, name in enumerate(_HEADINGS)}
        note = f"共{len(lines)}个问题，从重到轻。第n个所指的记录：.rows(n)。"
        return self._told(table(columns, note if lines else "没有发现问题。"))

    def _told(self, found: Table, *ledgers: str) -> Table:
        return in_names(named(found, whose(self.records), self.watch), self.names, ledgers)

    @plain_arguments
    def rows(self, at: int) -> Table:
        """Return the ledger rows that a finding points at; none where it is not about a row.

        UsageError where there is no such finding.
        """
        at = whole_number("at", at, -len(self))
        if at >= len(self):
            raise UsageError(f"没有第{at}个问题：共{len(self)}个，从0数起。")
        finding = self.items[at]
        place = finding.place
        for name, frame in self.records.frames.items():
            sources = [s for s in self.records.sources if s.ledger == name]
            for n, source in enumerate(sources):
                if source.file == place.file and place.sheet in (None, source.sheet):
                    here = frame.filter(pl.col(ROW) == place.row, pl.col(SHEET) == n)
                    shown = in_chinese(here, self.records.ledgers[name], self.records).collect()
                    return self._told(from_polars(shown, str(finding), ROW_HEADING), name)
        return self._told(table({}, f"{finding}这一问题不指向某一行。"))

    def __repr__(self) -> str:
        return "\n".join([said(f"<问题{len(self)}个>"), *(f.told() for f in self.items)])

    @property
    def _pieces(self) -> tuple[Output, ...]:
        """Return the findings as a notebook shows them."""
        return self.table.outputs
