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
    r"^(?:以上|上述|各项|几项|各类|几类|各批|全年|(?P<many>[两二三四五六])(?:项|类|批|次|年|级|地|者))?(?:来)?(?P<word>合计|总计|共计|总共|累计|共)(?:为|是|有|达|约)?$"
)
_STRONG: Final = ("合计", "总计", "共计", "总共")
_MOST_PARTS: Final = 60  # before one total; with more it is no prose


def read_totals(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield totals that stand after their parts: 网站89条、公报38条，合计127条."""
    for total in paragraph.plain:
        match = _AFTER.match(total.label)
        start, _ = paragraph.sentence_at(total.start)
        if match is None:
            continue
        pool = paragraph.plain
        if "年" in total.label and not total.label.startswith("全年"):
            pool = tuple(sorted((*pool, *paragraph.earlier), key=lambda f: f.start))
        parts = _parts_before([f for f in pool if f.start < total.start], start, total)
        if total.label.startswith("全年") and not _are_all_the_year(parts):
            continue
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
        sure = sure or total.label.startswith("全年") or _MANY.get(match["many"]) == len(parts)
        sure = sure or (total.label == "共" and _run_up_to(paragraph, gaps, parts[-1], total))
        about = any(f.about for f in (*parts, total)) or OVERLAPS.search(
            paragraph.said(total.start)
        )
        if sure and not about:
            note = f"各项相加为{written_sum(parts)}，与{written(total.number)}相差{written(abs(total.number - number_of(parts)))}"
            yield sum_relation(Judgement.FAILS, total.start, (total,), parts, note)


def _are_all_the_year(parts: Sequence[Figure]) -> bool:
    """Tell whether figures are those of both halves or all quarters of a year."""
    labels = "".join(f.label for f in parts)
    halves = len(parts) == _HALVES and "上半年" in labels and "下半年" in labels
    return halves or (len(parts) == _QUARTERS and labels.count("季度") == _QUARTERS)


def _run_up_to(paragraph: Paragraph, gaps: Sequence[str], last: Figure, total: Figure) -> bool:
    """Tell whether parts stand in one run with 共 right behind it: 听证会3场、座谈会12场，共15场次."""
    joined = all(gap.startswith(("、", "和", "及")) for gap in gaps)
    return joined and paragraph.text[last.end : total.start] in ("，共", "、共", "共")


_HALVES: Final = 2
_QUARTERS: Final = 4
_MANY: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


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
