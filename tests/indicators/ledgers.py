"""Which ledgers a figure is made of, whatever it is made of in turn."""

from gongkai.indicators.indicator import Aggregate, Ratio, Total
from gongkai.indicators.registry import BY_ID


def ledgers_of(name: str) -> set[str]:
    """Return the ids of the ledgers whose rows an indicator counts."""
    match BY_ID[name].formula:
        case Aggregate(ledger=ledger):
            return {ledger}
        case Ratio(numerator=n, denominator=d):
            return ledgers_of(n) | ledgers_of(d)
        case Total(parts=parts):
            return set().union(*(ledgers_of(p) for p in parts))
