"""What was added, what there is now, and by what rate: 净增2.1万，达13.4万，增幅18.6%."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import alike
from gongkai.statements.text.interval import Interval, judged, quotient, rounded, written
from gongkai.statements.text.paragraph import Paragraph

_ADDED: Final = pattern("(?:净增|新增|净增加|净增长)(?:加|长)?(?:了|到)?$")
_NOW: Final = pattern("(?:总数|总量|累计|共|现)*(?:达到?|增至|增加到|升至)(?:了)?")
_RATE: Final = pattern(
    "[^，。；\\d]{0,4}，(?:同比|较上年)?(?:增幅|增长|涨幅|增长率)(?:为|达到?|约)*"
)


def read_reached(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each such rate judged, where last year's figure is not told.

    >>> from gongkai.statements.text.paragraph import parse
    >>> p = parse("粉丝净增2.1万人，达13.4万人，增幅28.6%。")
    >>> [(r.written, r.note) for r in read_reached(p)]
    [('113000->134000=+28.6%', '按新增的数应为+18.6%')]
    """
    rates = {f.start: f for f in paragraph.figures if f.unit == "%"}
    for added, now in pairwise(paragraph.plain) if rates else ():
        if not (
            _ADDED.search(added.label) and _NOW.fullmatch(now.label) and alike(added.unit, now.unit)
        ):
            continue
        rate = next((f for at, f in sorted(rates.items()) if at > now.end), None)
        if rate is None or _RATE.fullmatch(paragraph.text, now.end, rate.start) is None:
            continue
        before = now.span - added.span
        if before.low <= 0 or now.number <= added.number:
            continue
        holds = quotient(added.span, Interval(before.low, before.high)).meets(rate.span)
        old = now.number - added.number
        told = f"{written(old)}->{written(now.number)}=+{rate.digits}%"
        note = "" if holds else f"按新增的数应为+{rounded(added.number * 100 / old, rate.digits)}%"
        vague = any(f.about for f in (added, now, rate))
        used = (added.start, now.start, rate.start)
        state = judged(holds=holds, vague=vague)
        yield Relation("Y-2", "growth", told, state, rate.start, note, used)
