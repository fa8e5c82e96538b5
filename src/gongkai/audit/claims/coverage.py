"""What was compared with what: cells by table, figures read, and figures that were not judged, with the reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gongkai.audit.readers.document import Passage
from gongkai.statements.claims.claim import Claim
from gongkai.statements.text.interval import Judgement
from gongkai.statements.text.paragraph import parse

_REASONS: Final = (
    ("没有写明上年", "没有写明上年的数字"),
    ("没有说是全部", "所列没有说是全部"),
    ("可能只是其中一部分", "可能只是其中一部分"),
    ("所占的总数在别处", "没有写明占什么的比例"),
    ("重叠", "各项有重叠"),
)
_OTHER: Final = "数字写得不确切"
_ALONE: Final = "表中没有对应的栏目，文中也没有可比的数字"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Cells by table; ``read`` figures of prose, ``tabled`` of them held against tables, ``related``
    against each other; ``unjudged`` counts the rest by the reason."""

    cells: Mapping[str, int]
    read: int
    tabled: int
    related: int
    unjudged: Mapping[str, int]

    @property
    def compared(self) -> int:
        """Return how many cells and figures were compared with anything."""
        return sum(self.cells.values()) + self.tabled + self.related

    def as_dict(self) -> dict[str, Any]:
        """Return the coverage as plain data."""
        return {
            "cells": dict(self.cells),
            "read": self.read,
            "tabled": self.tabled,
            "related": self.related,
            "unjudged": dict(self.unjudged),
        }


def coverage_of(
    cells: Mapping[str, int], prose: Sequence[Passage], claims: Iterable[Claim]
) -> Coverage:
    """Return what became of each figure of the prose that counts something or is a rate."""
    tabled: set[tuple[int, int]] = set()
    related: set[tuple[int, int]] = set()
    open_: dict[tuple[int, int], str] = {}
    for claim in claims:
        places = {(claim.passage, at) for at in claim.figures}
        if claim.state is Judgement.NOT_ASSESSABLE:
            reason = next((told for words, told in _REASONS if words in claim.note), _OTHER)
            open_.update(dict.fromkeys(places, reason))
        elif claim.kind == "table":
            tabled |= places
        else:
            related |= places
    every = [
        (n, f.start)
        for n, passage in enumerate(prose)
        for f in parse(passage.text).figures
        if f.unit
    ]
    rest = [place for place in every if place not in tabled and place not in related]
    reasons = Counter(open_.get(place, _ALONE) for place in rest)
    counted = set(every)
    return Coverage(
        cells,
        len(every),
        len(tabled & counted),
        len((related - tabled) & counted),
        dict(reasons.most_common()),
    )
