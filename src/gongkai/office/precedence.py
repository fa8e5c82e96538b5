"""What is to be done before what: first whatever leaves figures wrong or unknown, of that the most rows."""

from typing import Final

from gongkai.findings import Finding, Severity
from gongkai.office.group import Group

_UNREAD: Final = ("L-11", "L-03")
# By the first letter of a code: the records, what was done late or not at all, sums and years, sentences.
_LAYERS: Final[dict[str, int]] = {"L": 0, "C": 0, "R": 1, "X": 1, "F": 2, "T": 2, "S": 2, "Y": 2}
# Of what the rows say, that which leaves a figure wrong or unknown as much as a cell that cannot be read.
_UNCOUNTED: Final = ("R-01", "R-02", "R-03", "R-11", "R-16", "R-21", "R-22")
# What no figure counts, however many rows it has.
_ASIDE: Final = ("R-12", "L-24", "L-40", "L-41", "L-42")


def may_hold_records(finding: Finding) -> bool:
    """Tell whether a table lies there unread: what else is amiss may only follow from that."""
    grave = finding.severity is not Severity.INFO
    return grave and finding.rule in _UNREAD and "gongkai adopt" in finding.remedy


def weight(group: Group) -> tuple[object, ...]:
    """Return a key that sorts things to do: those first after which the figures are others."""
    first = group.first
    layer = _LAYERS.get(first.rule[:1], 3)
    read = 0 if layer == 0 or first.rule in _UNCOUNTED else 1
    whole = first.place.row is None and layer == 0  # a sheet or a column: much follows from it
    return (
        not may_hold_records(first),
        first.severity.rank,
        not first.stops,
        layer > 1,
        2 if first.rule in _ASIDE else read,
        not whole,
        -group.count,
        layer,
    )
