"""The figures that a change stands between: this year's where it is left out, the other year's that is meant."""

import re
from collections.abc import Sequence
from typing import Final

from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.paragraph import Paragraph


def elided(paragraph: Paragraph, start: int, earlier: Sequence[Figure]) -> list[Figure]:
    """Return what a sentence of a change alone may be of: 公开329条。其中网站185条。较上年的286条增长15%.

    With nothing to compare, only the one figure that stands before it.
    """
    if not _ALONE.match(paragraph.text, start):
        return []
    first = start
    for _ in range(_SENTENCES_BACK):
        first, _ = paragraph.sentence_at(max(0, first - 1))
    found = [f for f in paragraph.plain if first <= f.start < start]
    if earlier:
        found = [f for f in found if alike(f.unit, earlier[0].unit)]
    found.sort(key=lambda f: (f.depth, f.start))
    return found if earlier or len(found) == 1 else []


_ALONE: Final = re.compile(r"(?:总量|总数|数量|申请量)?(?:较|比|与|同比|相比)")
_SENTENCES_BACK: Final = 2


def nearest(
    paragraph: Paragraph, figures: Sequence[Figure], unit: str, to: Figure
) -> Figure | None:
    """Return the other year's figure that a change is against: of the year it names, else the nearest."""
    same = [f for f in figures if alike(f.unit, unit)]
    against = _AGAINST.findall(paragraph.clause_before(to))
    if against and len(same) > 1:
        same = [f for f in same if paragraph.year_of(f) in (None, int(against[-1]))]
    return min(same, key=lambda f: abs(f.start - to.start), default=None)


_AGAINST: Final = re.compile(r"(?:较|比|与|同)(20\d\d)年")
