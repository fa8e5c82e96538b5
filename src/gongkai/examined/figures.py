"""The figures of whole years, each counted once a process: a report looks at many earlier years."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from gongkai.examined.data_files import digest
from gongkai.examined.inputs import figures_inputs
from gongkai.examined.rollup import Gathered, counted_offices, gather
from gongkai.examined.soundness import faults_of, sound_records
from gongkai.indicators.compute import tallies
from gongkai.indicators.value import Value
from gongkai.keys import Key
from gongkai.records.load import load

Figures = Mapping[str, Value]


class Counted(NamedTuple):
    """A year's figures and why not all of them could be counted.

    Those of a broken ledger are Unknown; ``values`` is None where nothing can be counted at all.
    ``offices`` are the codes and names of those that were added up, ``lacking`` names the members that
    are not among them.
    """

    values: Figures | None
    fault: str = ""
    offices: tuple[tuple[str, str], ...] = ()
    lacking: tuple[str, ...] = ()


def counted(gathered: Gathered, fault: str = "") -> Counted:
    """Return the figures that were gathered, and of which offices they are."""
    offices = counted_offices(gathered.records, gathered.members)
    lacking = tuple(member.name for member in gathered.members if member.missing)
    return Counted(gathered.indicators.values, fault, offices, lacking)


# By the hash of everything they were counted from. Sums only: nothing of a record is in it.
KNOWN: Final[dict[str, Counted]] = {}


def remember(root: Path, gathered: Gathered) -> None:
    """Keep the figures of a year that was counted for its own report, if all of it could be."""
    records = gathered.records
    if not records.stopping:
        KNOWN[digest(figures_inputs(root, records.key))] = counted(gathered)


def year_figures(root: Path, key: Key) -> Counted:
    """Return every figure of a key that has a folder, and why some are not there."""
    counted_from = digest(figures_inputs(root, key))
    if counted_from not in KNOWN:
        records = load(root, key, tallies(key.year))
        sound = sound_records(records)
        fault = faults_of(records)
        KNOWN[counted_from] = (
            Counted(None, fault) if sound is None else counted(gather(root, sound), fault)
        )
    return KNOWN[counted_from]
