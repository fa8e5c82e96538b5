"""A large year read in part: the ledgers that are asked for, while nothing else of it is known yet."""

from collections.abc import Iterable
from pathlib import Path

from gongkai.examined.own_words import in_own_words
from gongkai.examined.soundness import sound_records
from gongkai.indicators.compute import Indicators, compute, tallies
from gongkai.indicators.indicator import Aggregate, Indicator, Ratio, Total
from gongkai.indicators.registry import BY_ID
from gongkai.keys import Key, find_folder
from gongkai.records.asked import Only
from gongkai.records.clock.calendar import Calendar
from gongkai.records.load import Records, load
from gongkai.records.reading.access import of_file
from gongkai.records.stated import office_of


def is_large(root: Path, key: Key) -> bool:
    """Tell whether a file of the year is too large to be read for nothing."""
    files = (path for path in find_folder(root, key).iterdir() if path.is_file())
    return any(not of_file(path, packed=path.suffix.lower() == ".parquet").held for path in files)


class Apart:
    """Ledgers of a year by themselves; what figures are counted from is read once."""

    def __init__(self, root: Path, key: Key, calendar: Calendar | None) -> None:
        self._root, self._key, self._calendar = root, key, calendar
        self._counted: dict[frozenset[str], tuple[Records, Indicators]] = {}

    def rows(self, ledger: str, personal: tuple[str, ...]) -> Records:
        """Return the records of one ledger: its rows are read, and not judged."""
        only = Only(frozenset({ledger}), judged=False)
        return load(self._root, self._key, None, {ledger: personal}, self._calendar, only=only)

    def figures(self, indicator: Indicator) -> tuple[Records, Indicators] | None:
        """Return the records behind a figure and what they come to: all other figures are unknown.

        None where they are not known apart: figures of several offices are added up, or what is broken
        is no ledger's own.
        """
        if office_of(self._root / self._key.agency).members:
            return None
        ledgers = _ledgers_behind(indicator)
        if ledgers not in self._counted:
            counted = {n: tally for n, tally in tallies(self._key.year).items() if n in ledgers}
            read = load(self._root, self._key, counted, calendar=self._calendar, only=Only(ledgers))
            records = sound_records(read)
            if records is None:
                return None
            self._counted[ledgers] = read, in_own_words(compute(records), records.agency)
        return self._counted[ledgers]


def _ledgers_behind(indicator: Indicator) -> frozenset[str]:
    """Return the ledgers that a figure is counted from."""
    parts: Iterable[str] = ()
    match indicator.formula:
        case Aggregate(ledger=ledger):
            return frozenset({ledger})
        case Ratio(numerator=n, denominator=d):
            parts = (n, d)
        case Total(parts=names):
            parts = names
    return frozenset().union(*(_ledgers_behind(BY_ID[name]) for name in parts))
