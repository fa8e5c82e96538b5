"""Every indicator and every breakdown, declared once; a year's own by ``in_year``."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from gongkai.indicators.indicator import Aggregate, Breakdown, Indicator, Ratio, Total
from gongkai.indicators.registry import administration, cells, publication, requests, service
from gongkai.indicators.registry.breakdowns import BREAKDOWNS
from gongkai.records.ledgers.ledger import valid_in

INDICATORS: Final[tuple[Indicator, ...]] = (
    *publication.INDICATORS,
    *requests.INDICATORS,
    *administration.INDICATORS,
    *service.INDICATORS,
    *cells.INDICATORS,
)

BY_ID: Final[dict[str, Indicator]] = {i.id: i for i in INDICATORS}
BREAKDOWN_BY_ID: Final[dict[str, Breakdown]] = {b.id: b for b in BREAKDOWNS}


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """What is declared for a reporting year: its indicators, and the breakdowns with its labels."""

    year: int
    indicators: tuple[Indicator, ...]
    breakdowns: tuple[Breakdown, ...]

    def aggregates(self, ledger: str) -> tuple[tuple[str, Aggregate], ...]:
        """Return what is counted from a ledger's rows, by the indicator's id."""
        return _by_ledger(self).get(ledger, ())


@cache
def _by_ledger(registry: Registry) -> dict[str, tuple[tuple[str, Aggregate], ...]]:
    found: dict[str, list[tuple[str, Aggregate]]] = {}
    for indicator in registry.indicators:
        if isinstance(formula := indicator.formula, Aggregate):
            found.setdefault(formula.ledger, []).append((indicator.id, formula))
    return {ledger: tuple(counted) for ledger, counted in found.items()}


@cache
def in_year(year: int) -> Registry:
    """Return the indicators and breakdowns of a reporting year, the same object each time."""
    breakdowns = (
        replace(b, dimensions=tuple(d.in_year(year) for d in b.dimensions)) for b in BREAKDOWNS
    )
    return Registry(year, valid_in(INDICATORS, year), tuple(breakdowns))


def leaves(figure: str) -> tuple[str, ...]:
    """Return the figures, counted from rows, that a figure is made of; a breakdown is itself.

    >>> leaves("requests_on_time_rate")
    ('requests_on_time', 'requests_due')
    """
    declared = BY_ID.get(figure)
    match declared.formula if declared else None:
        case Ratio(numerator=n, denominator=d):
            return (*leaves(n), *leaves(d))
        case Total(parts=parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case _:
            return (figure,)


__all__ = ["BREAKDOWNS", "BREAKDOWN_BY_ID", "BY_ID", "INDICATORS", "Registry", "in_year", "leaves"]
