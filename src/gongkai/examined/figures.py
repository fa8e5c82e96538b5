"""The figures of whole years, each counted once a process: a report looks at many earlier years."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from gongkai.examined.data_files import digest
from gongkai.examined.inputs import figures_inputs
from gongkai.examined.rollup import gather
from gongkai.examined.soundness import faults_of, sound_records
from gongkai.indicators.compute import Indicators, tallies
from gongkai.indicators.value import Value
from gongkai.keys import Key
from gongkai.records.load import Records, load

Figures = Mapping[str, Value]


class Counted(NamedTuple):
    """A year's figures and why not all of them could be counted.

    Those of a broken ledger are Unknown; ``values`` is None where nothing can be counted at all.
    """

    values: Figures | None
    fault: str = ""


# By the hash of everything they were counted from. Sums only: nothing of a record is in it.
KNOWN: Final[dict[str, Counted]] = {}


def remember(root: Path, records: Records, indicators: Indicators) -> None:
    """Keep the figures of a year that was counted for its own report, if all of it could be."""
    if not records.stopping:
        KNOWN[digest(figures_inputs(root, records.key))] = Counted(indicators.values)


def year_figures(root: Path, key: Key) -> Counted:
    """Return every figure of a key that has a folder, and why some are not there."""
    counted_from = digest(figures_inputs(root, key))
    if counted_from not in KNOWN:
        records = load(root, key, tallies(key.year))
        sound = sound_records(records)
        values = None if sound is None else gather(root, sound).indicators.values
        KNOWN[counted_from] = Counted(values, faults_of(records))
    return KNOWN[counted_from]
