"""Totals that stand after their parts: 网站89条、公报38条，合计127条."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from gongkai.statements.relations.addition import (
    bare,
    number_of,
    sum_relation,
    written_sum,
)
from gongkai.statements.relations.lists import OVERLAPS, PARTS
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, exact, written
from gongkai.statements.text.paragraph import Paragraph

_AFTER: Final = re.compile(
    r"^(?:以上|两项|三项|四项|各项|上述|几项|各类|两类|两批|三批|两次|两年|三年|两级|三级|两地|几类|各批)?(?P<word>合计|总计|共计|总共|累计|共)(?:为|是|有|达|约)?$"
)
_STRONG: Final = ("合计", "总计", "共计", "总共")
_MOST_PARTS: Final = 60  # before one total; with more it is no prose


def read_totals(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield totals that stand after their parts: 网站89条、公报38条，合计127条."""
    plain = paragraph.plain
    for n, total in enumerate(plain):
        match = _AFTER.match(total.label)
        start, _ = paragraph.sentence_at(total.start)
        if match is None:
            continue
        parts = _parts_before(plain[:n], start, total)
        if len(parts) < 2:
            continue
        fitting = _fitting(parts, total)
        if fitting is not None:
            yield sum_relation(Judgement.HOLDS, total.start, (total,), fitting)
            continue
        gaps = [bare(paragraph.text[a.end : b.start]) for a, b in pairwise(parts)]
        restated = parts[0].number == total.number
        parts = parts[1:] if restated else parts
        together = all("，" not in g and "；" not in g for g in gaps)
        together = together or _is_whole_sentence(paragraph, start, parts, total)
        sure = match["word"] in _STRONG and (together or restated) and len(parts) > 1
        about = any(f.about for f in (*parts, total)) or OVERLAPS.search(
            paragraph.said(total.start)
        )
        if sure and not about:
            note = f"各项相加为{written_sum(parts)}，与{written(total.number)}相差{written(abs(total.number - number_of(parts)))}"
            yield sum_relation(Judgement.FAILS, total.start, (total,), parts, note)


def _parts_before(plain: Sequence[Figure], start: int, total: Figure) -> list[Figure]:
    """Return the figures that run up to a total in its unit; those in brackets belong to the one before."""
    parts: list[Figure] = []
    for figure in reversed(plain):
        if figure.start >= start and figure.depth > total.depth:
            continue
        if (
            figure.start < start
            or not alike(figure.unit, total.unit)
            or figure.depth != total.depth
        ):
            break
        parts.append(figure)
        if len(parts) == _MOST_PARTS:
            break
    return parts[::-1]


def _fitting(parts: Sequence[Figure], total: Figure) -> Sequence[Figure] | None:
    """Return the most of the last parts, two at least, that add up to a total."""
    found = None
    span = exact(0)
    for at in range(len(parts) - 1, -1, -1):
        span += parts[at].span
        if len(parts) - at > 1 and total.span.meets(span):
            found = parts[at:]
    return found


def _is_whole_sentence(
    paragraph: Paragraph, start: int, parts: Sequence[Figure], total: Figure
) -> bool:
    """Tell whether all that a sentence counts before its total are parts, none of them a part of another."""
    first = bisect_left(paragraph.figures, start, key=lambda f: f.start)
    before = [f for f in paragraph.figures[first : first + _MOST_PARTS * 4] if not f.depth]
    before = [f for f in before if f.start < total.start]
    return len(before) == len(parts) and not PARTS.search(paragraph.text, start, total.start)
