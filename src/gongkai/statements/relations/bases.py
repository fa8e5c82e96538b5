"""Rates that name their whole with its number: 占答复总数12件的60%, 完成目标5000人的114%, 年度任务200条的1.2倍."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from gongkai.statements.relations.addition import span_of
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import (
    Interval,
    Judgement,
    far_off,
    is_cut,
    quotient,
    rounded,
    written,
)
from gongkai.statements.text.paragraph import Paragraph

_OF: Final = re.compile(r"[^，。；：（）\d]{0,6}?的(?:约|近|超过?|大约|将近)?")
_SHARE: Final = re.compile(r"占|完成|达到|达|为|是|相当于|仅|只有|不到|超过")


def read_bases(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each rate of a whole that stands right before it.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "培训5700人次，完成目标5000人次的114%。满意6件，占答复总数10件的65%。"
    >>> [(r.written, r.state.value) for r in read_bases(parse(said))]
    [('5700/5000=114%', 'holds'), ('6/10=65%', 'fails')]
    """
    figures = paragraph.figures
    earlier = {f.start for f in paragraph.earlier}
    for n, rate in enumerate(figures[1:], 1):
        whole = figures[n - 1]
        if not whole.counts or whole.span.low <= 0 or rate.unit not in ("%", "倍"):
            continue
        if not _OF.fullmatch(paragraph.text[whole.end : rate.start]) or whole.start in earlier:
            continue
        if not _SHARE.search(paragraph.clause_before(whole)):
            continue
        parts = _parts(paragraph, whole)
        if parts:
            yield _judged(parts, whole, rate)


def _parts(paragraph: Paragraph, whole: Figure) -> list[Figure]:
    """Return the figures that a whole with its own number may be the whole of, the likeliest first."""
    start, _ = paragraph.sentence_at(whole.start)
    before = [f for f in reversed(paragraph.plain) if start <= f.start < whole.start]
    same = [f for f in before if alike(f.unit, whole.unit) and f.depth <= whole.depth]
    return same or before[:1]


def _fits(parts: Sequence[Figure], whole: Figure, rate: Figure) -> bool:
    """Tell whether a rate is that of one part, or of the last ones together."""
    scale = Decimal(100) if rate.unit == "倍" else Decimal(1)
    spans = [p.span for p in parts] + [span_of(parts[:n]) for n in range(2, len(parts) + 1)]
    told = Interval(rate.span.low * scale, rate.span.high * scale)
    return any(quotient(span, whole.span).meets(told) for span in spans)


def _judged(parts: Sequence[Figure], whole: Figure, rate: Figure) -> Relation:
    part = parts[0]
    right = part.number * 100 / whole.number / (100 if rate.unit == "倍" else 1)
    holds = _fits(parts, whole, rate)
    note = "" if holds else f"按此相除应为{rounded(right, rate.digits)}{rate.unit}"
    vague = part.about or whole.about or is_cut(right, rate.digits)
    vague = vague or (rate.about and not far_off(rate.span, right))
    state = Judgement.HOLDS if holds else Judgement.NOT_ASSESSABLE if vague else Judgement.FAILS
    told = f"{written(part.number)}/{written(whole.number)}={rate.digits}{rate.unit}"
    used = (part.start, whole.start, rate.start)
    return Relation("P-6", "share", told, state, rate.start, note, used)
