"""The offices behind a government's figures: each figure of each of them, with its rows."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gongkai.examined.rollup import Gathered, summed
from gongkai.explore.parts.figure import Figures, Offices, figure_of
from gongkai.records.clock.calendar import Calendar


def offices_of(root: Path, gathered: Gathered, supposed: Calendar | None = None) -> Offices | None:
    """Return what finds the figures that were added up, by office; None where none were.

    The offices' ledgers are read when they are first asked for, and once.
    """
    if not gathered.members:
        return None

    @cache
    def found() -> Mapping[str, Figures]:
        offices = summed(root, gathered, supposed)
        return {name: _figures(root, office, supposed) for name, office in offices.items()}

    return found


def _figures(root: Path, office: Gathered, supposed: Calendar | None) -> Figures:
    offices = offices_of(root, office, supposed)
    return lambda name: figure_of(name, office.indicators, office.records, offices)
