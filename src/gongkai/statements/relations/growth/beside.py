"""Changes told in two units at once, and rates of a difference: 26个领域312项，较上年24个领域287项分别增加2个领域、25项."""

from collections.abc import Iterator
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.change import UP
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Interval, judged, quotient, rounded, written
from gongkai.statements.text.paragraph import Paragraph

_GLUED: Final = pattern(r"[^，。；：（）\d]{0,4}")
_AGAINST: Final = pattern(
    r"[^，。；：（）\d]{0,4}[，（](?:分别)?(?:较|比|与)(?:上年度?|去年|上一版|原有?|20\d\d(?:年度?)?版?)[^，。；：（）\d]{0,8}"
)
_BY: Final = pattern(
    r"[^，。；：（）\d]{0,6}分别(?P<way>增加|增长|新增|减少|压减|精简|下降)(?:了)?"
)
_SIX: Final = 6
_RATE: Final = pattern(
    r"）?，(?:同比)?(?P<way>降幅|减幅|增幅|下降|减少|增长)(?:率|幅度)?(?:为|达到?|约)*"
)


def read_beside(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield both changes of two figures side by side, and a rate where the other year's figure and the difference are told.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "清单26个领域312项，较上年24个领域287项分别增加2个领域、35项。"
    >>> [(r.written, r.note) for r in read_beside(parse(said))]
    [('24->26=+2', ''), ('287->312=+35', '按两年的数字应为+25')]
    """
    if "分别" in paragraph.text:
        yield from _both(paragraph)
    yield from _of_a_difference(paragraph)


def _both(paragraph: Paragraph) -> Iterator[Relation]:
    text = paragraph.text
    figures = [f for f in paragraph.figures if f.counts]
    for at in range(len(figures) - _SIX + 1):
        now, then, by = (figures[at + n : at + n + 2] for n in (0, 2, 4))
        units = all(alike(a.unit, b.unit) and alike(b.unit, c.unit) for a, b, c in zip(now, then, by, strict=True))  # fmt: skip
        if not units or alike(now[0].unit, now[1].unit):
            continue
        match = _BY.fullmatch(text, then[1].end, by[0].start)
        glued = all(_GLUED.fullmatch(text, a.end, b.start) for a, b in (now, then))
        if match is None or not glued or not _AGAINST.fullmatch(text, now[1].end, then[0].start):
            continue
        sign = 1 if match["way"] in UP else -1
        for a, b, c in zip(now, then, by, strict=True):
            right = a.number - b.number
            step = c.span if sign > 0 else Interval(-c.span.high, -c.span.low)
            holds = step.meets(a.span - b.span)
            note = "" if holds else f"按两年的数字应为{'+' if right > 0 else ''}{written(right)}"
            said = f"{written(b.number)}->{written(a.number)}={'-' if sign < 0 else '+'}{written(c.number)}"
            state = judged(holds=holds, vague=any(f.about for f in (a, b, c)))
            used = (b.start, a.start, c.start)
            yield Relation("Y-2", "growth", said, state, c.start, note, used)


def _of_a_difference(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 减少4件（2022年16件），降幅25%: the difference and the other year's figure give the rate."""
    last_years = {f.start for f in paragraph.earlier}
    changes = {c.figure.start: c for c in paragraph.changes}
    figures = paragraph.figures
    for by, last, rate in zip(figures, figures[1:], figures[2:], strict=False):
        change = changes.get(by.start)
        if change is None or rate.unit != "%" or not _is_last(paragraph, by, last, last_years):
            continue
        match = _RATE.fullmatch(paragraph.text, last.end, rate.start)
        if match is None or not alike(by.unit, last.unit) or last.span.low <= 0:
            continue
        holds = quotient(by.span, last.span).meets(rate.span)
        shown = rounded(by.number * 100 / last.number, rate.digits)
        sign = "-" if change.sign < 0 else "+"
        note = "" if holds else f"按上年的数和差额应为{sign}{shown}%"
        vague = by.about or last.about or rate.about
        said = f"{written(by.number)}/{written(last.number)}={sign}{rate.digits}%"
        used = (by.start, last.start, rate.start)
        state = judged(holds=holds, vague=vague)
        yield Relation("Y-2", "growth", said, state, rate.start, note, used)


def _is_last(paragraph: Paragraph, by: Figure, last: Figure, earlier: set[int]) -> bool:
    """Tell whether a figure in brackets behind a difference is the other year's: 减少4件（2022年16件）."""
    opening = paragraph.text[by.end : last.start]
    told = last.start in earlier or _LAST.fullmatch(opening)
    return opening.startswith("（") and paragraph.text[last.end :].startswith("）") and bool(told)


_LAST: Final = pattern(r"（(?:上年|去年|20\d\d年)度?(?:为|是)?")
