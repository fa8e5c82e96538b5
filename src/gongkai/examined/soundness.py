"""What can be counted although a ledger is broken: all that does not depend on it."""

from collections import Counter
from dataclasses import replace

from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.load import Records


def faults_of(records: Records) -> str:
    """Return why not everything can be counted, in words for a reader; nothing where it can."""
    titles = [LEDGERS[name].title for name in broken(records)] if _told_apart(records) else []
    named = "、".join(f"《{title}》" for title in titles)
    return f"{named}台账有错误，未能计数" if records.stopping else ""


def sound_records(records: Records) -> Records | None:
    """Return the records with each broken ledger unknown, and why.

    None where what is broken is no ledger's own, or figures of several offices are added up.
    """
    if not _told_apart(records):
        return None
    faults = broken(records)
    reasons = {
        name: f"《{LEDGERS[name].title}》台账有{count}处错误，无法计数"
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


def _told_apart(records: Records) -> bool:
    """Tell whether all that is broken is the ledgers' own, of an office that counts for itself."""
    summed = bool(records.stopping) and bool(records.agency.members_in(records.key.year))
    return not summed and sum(broken(records).values()) == len(records.stopping)
