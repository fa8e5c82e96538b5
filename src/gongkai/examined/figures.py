"""The figures of whole years, each counted once a process: a report looks at many earlier years."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from gongkai.examined.data_files import digest
from gongkai.examined.inputs import figures_inputs
from gongkai.examined.rollup import figures_of
from gongkai.indicators.compute import Indicators
from gongkai.indicators.value import Value
from gongkai.keys import Key
from gongkai.records.load import Records

Figures = Mapping[str, Value]

# By the hash of everything they were counted from; None where rows cannot be counted.
# Sums only: nothing of a record is in it.
KNOWN: Final[dict[str, Figures | None]] = {}


def remember(root: Path, records: Records, indicators: Indicators) -> None:
    """Keep the figures of a year that was counted for its own report."""
    counted_from = digest(figures_inputs(root, records.key))
    KNOWN[counted_from] = None if records.stopping else indicators.values


def year_figures(root: Path, key: Key) -> Figures | None:
    """Return every figure of a key that has a folder; None where its rows cannot be counted."""
    counted_from = digest(figures_inputs(root, key))
    if counted_from not in KNOWN:
        counted = figures_of(root, key)
        KNOWN[counted_from] = None if counted is None else counted.values
    return KNOWN[counted_from]
