"""Ratios of the two figures before them: 区财政承担8万元、单位自筹2万元，比例为4:1."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import alike
from gongkai.statements.text.interval import judged, written
from gongkai.statements.text.paragraph import Paragraph

_RATIO: Final = pattern(
    r"[，（](?:[^，。；（）\d]{0,12}(?:之比|比例))(?P<about>约|大约|接近)?(?:为|是|达到?)(?P<again>约|大约|接近)?(?P<a>\d{1,4}(?:\.\d{1,2})?)[：:比](?P<b>\d{1,4}(?:\.\d{1,2})?)(?=[，。；）]|$)"
)
_NEAR: Final = Decimal("0.1")
_TWO: Final = 2


def read_ratios(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each ratio judged, where a sentence tells two figures of one unit before it and no other.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "区财政承担8万元、单位自筹2万元，比例为3:1。"
    >>> [(r.written, r.note) for r in read_ratios(parse(said))]
    [('80000:20000=3:1', '按这两个数字应为4:1')]
    """
    for match in _RATIO.finditer(paragraph.text) if "比" in paragraph.text else ():
        start = paragraph.part_at(match.start())
        before = [f for f in paragraph.plain if start <= f.start < match.start()]
        one, other = Decimal(match["a"]), Decimal(match["b"])
        pair = before[-2:]
        if len(pair) < _TWO or not alike(pair[0].unit, pair[1].unit) or not one * other:
            continue
        if any(alike(f.unit, pair[0].unit) for f in before[:-2]) and "、" not in paragraph.text[pair[0].end : pair[1].start]:  # fmt: skip
            continue
        first, second = pair
        if first.span.low <= 0 or second.span.low <= 0 or first.depth != second.depth:
            continue
        told, right = one / other, first.number / second.number
        off = min(abs(r - told) / told for r in (right, 1 / right))
        vague = bool(match["about"] or match["again"] or first.about or second.about)
        whole = written((first.number / second.number).quantize(Decimal("0.01")))
        note = "" if off <= _NEAR else f"按这两个数字应为{whole}:1"
        said = f"{written(first.number)}:{written(second.number)}={match['a']}:{match['b']}"
        used = (first.start, second.start)
        state = judged(holds=off <= _NEAR, vague=vague)
        yield Relation("P-6", "share", said, state, match.start(), note, used)
