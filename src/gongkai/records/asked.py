"""What of a year is asked for: which ledgers, which columns, how far they are judged and counted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from gongkai.findings import Finding
from gongkai.records.bulk import BulkTable, Judged, read_bulk
from gongkai.records.clock.calendar import Calendar
from gongkai.records.ledgers import in_year
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.mapping import Words
from gongkai.records.reading.sheet import Sheet
from gongkai.records.rules.across import across_findings
from gongkai.records.rules.practice.item_fees import item_fee_findings
from gongkai.records.rules.practice.unkept import without_unkept
from gongkai.records.tally import Tally

Kept = Mapping[str, Collection[str]]  # personal columns asked for by name, a ledger
NONE_KEPT: Final[Kept] = {}


@dataclass(frozen=True, slots=True)
class Only:
    """What of a year is asked for: a few ledgers, ``judged`` as far as a figure needs or just their rows.

    Their rows are read once and stay in memory, however many.
    """

    ledgers: frozenset[str]
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """How the files of a year are to be read; see ``load``."""

    words: Mapping[str, Words]
    tallies: Mapping[str, Tally]
    personal: Kept
    calendar: Calendar
    secret: bytes | None
    only: Only | None

    def bulk(self, sheet: Sheet, ledger: Ledger) -> BulkTable | None:
        """Return a large sheet's records, as far as they are asked for."""
        tally = self.tallies.get(ledger.id, Tally())
        if self.only is None:
            return read_bulk(sheet, ledger, tally, self.calendar)
        held = tuple(self.personal.get(ledger.id, ()))
        judged: Judged = "stopping" if self.only.judged else "none"
        return read_bulk(sheet, ledger, tally, self.calendar, held, judged)

    def unread(self, year: int) -> dict[str, str]:
        """Return why each ledger is unknown that was not asked for."""
        if self.only is None:
            return {}
        known = in_year(year)
        return {n: f"没有读《{known[n].title}》台账" for n in known if n not in self.only.ledgers}

    def told_of(
        self, bulk: BulkTable, ledger: Ledger, sheets: Sequence[Sheet]
    ) -> tuple[list[Finding], dict[str, str]]:
        """Return what is found in a large sheet, and the columns that the office does not keep."""
        if self.only is not None and not self.only.judged:
            return [], {}
        told, unkept = without_unkept(bulk.findings, bulk.frame, ledger, sheets, bulk.unsure)
        return [*told, *item_fee_findings(bulk.frame, ledger, sheets)], unkept

    def across(
        self, frames: Mapping[str, pl.LazyFrame], filled: Mapping[str, list[Sheet]], year: int
    ) -> Iterable[Finding]:
        """Return what all ledgers show together."""
        return across_findings(frames, filled, year) if self.only is None else ()
