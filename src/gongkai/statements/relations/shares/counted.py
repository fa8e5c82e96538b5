"""Rates with what they count in brackets, of a whole that need not be told: 合格率97.6%（83人）."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.paragraph import Paragraph

_RATE: Final = pattern("(?:率|占比|比例)(?:为|达到?|是)*$")
_HUNDRED: Final = 100


def read_counted(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each such rate that no whole number gives, rounded or cut off.

    >>> from gongkai.statements.text.paragraph import parse
    >>> p = parse("参训85人次，合格率99.6%（83人）。")
    >>> [(r.written, r.state.value, r.note) for r in read_counted(p)]
    [('83=99.6%', 'fails', '没有一个总数能使83占99.6%')]
    """
    starts = {f.start: f for f in paragraph.figures if f.counts and f.depth}
    for rate in (f for f in paragraph.figures if f.unit == "%" and not f.about):
        part = starts.get(rate.end + 1) if paragraph.text.startswith("（", rate.end) else None
        if (
            part is None
            or part.about
            or paragraph.text[part.end : part.end + 1] not in ("）", "，")
        ):
            continue
        if not _RATE.search(paragraph.clause_before(rate)) or not 0 < rate.number < _HUNDRED:
            continue
        step = Decimal(1).scaleb(-len(rate.digits.partition(".")[2]))
        least = (part.number * 100 / (rate.number + step)).to_integral_value(ROUND_CEILING)
        if least <= part.number * 100 / rate.span.low:
            continue
        told = f"{written(part.number)}={rate.digits}%"
        note = f"没有一个总数能使{written(part.number)}占{rate.digits}%"
        used = (rate.start, part.start)
        yield Relation("P-6", "share", told, Judgement.FAILS, rate.start, note, used)
