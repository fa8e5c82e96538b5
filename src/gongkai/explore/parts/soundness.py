"""What can be counted although a ledger is broken: all that does not depend on it."""

from collections import Counter
from dataclasses import replace

from gongkai.examined.examine import Examined, refuse_stopping
from gongkai.indicators.compute import compute
from gongkai.records.load import Records


def sound(examined: Examined) -> Examined:
    """Return what was examined with each figure of a broken ledger unknown, and why.

    DataError where what is broken is no ledger's own, or figures of several offices are added up.
    """
    records = examined.records
    if not records.stopping:
        return examined
    faults = broken(records)
    if examined.members or sum(faults.values()) < len(records.stopping):
        refuse_stopping(examined)
    reasons = {
        name: f"《{records.ledgers[name].title}》台账有{count}处错误，无法计数，请看 .findings"
        for name, count in faults.items()
    }
    whole = replace(
        records,
        frames={name: frame for name, frame in records.frames.items() if name not in faults},
        unknown={**records.unknown, **reasons},
        counted={name: found for name, found in records.counted.items() if name not in faults},
    )
    return replace(examined, records=records, indicators=compute(whole))


def broken(records: Records) -> Counter[str]:
    """Return how many stopping findings each ledger has."""
    found: Counter[str] = Counter()
    for finding in records.stopping:
        place = finding.place
        for source in records.sources:
            if source.file == place.file and place.sheet in (None, source.sheet):
                found[source.ledger] += 1
                break
    return found
