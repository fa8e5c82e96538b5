"""What can be counted although a ledger is broken: all that does not depend on it."""

from collections import Counter
from dataclasses import replace

from gongkai.examined.examine import Examined, refuse_stopping
from gongkai.indicators.compute import compute
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.load import Records


def sound(examined: Examined) -> Examined:
    """Return what was examined with each figure of a broken ledger unknown, and why.

    DataError where what is broken is no ledger's own, or figures of several offices are added up.
    """
    records = examined.records
    if not records.stopping:
        return examined
    if examined.members or sum(broken(records).values()) < len(records.stopping):
        refuse_stopping(examined)
    return replace(examined, indicators=compute(sound_records(records)))


def sound_records(records: Records) -> Records:
    """Return the records with each broken ledger unknown, and why."""
    faults = broken(records)
    reasons = {
        name: f"《{records.ledgers[name].title}》台账有{count}处错误，无法计数，请看 .findings"
        for name, count in faults.items()
    }
    return replace(
        records,
        frames={name: frame for name, frame in records.frames.items() if name not in faults},
        unknown={**records.unknown, **reasons},
        counted={name: found for name, found in records.counted.items() if name not in faults},
    )


def why_not(records: Records, ledger: str) -> str:
    """Return why a ledger's rows cannot be counted; nothing where they can."""
    stopping = broken(records).get(ledger, 0)
    if stopping:
        return f"《{LEDGERS[ledger].title}》台账有{stopping}处错误，无法计数"
    if ledger in records.frames:
        return ""
    return records.unknown.get(ledger, "本机关没有自己的这本台账")


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
