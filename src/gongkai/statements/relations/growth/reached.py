"""What was added, what there is now, and by what rate: 净增2.1万，达13.4万，增幅18.6%; what it fell to."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.growth.stocks import way_of
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import alike
from gongkai.statements.text.interval import Interval, Judgement, judged, quotient, rounded, written
from gongkai.statements.text.paragraph import Paragraph

_ADDED: Final = pattern("(?:净增|新增|净增加|净增长)(?:加|长)?(?:了|到)?$")
_NOW: Final = pattern("(?:总数|总量|累计|共|现)*(?:达到?|增至|增加到|升至)(?:了)?")
_RATE: Final = pattern(
    "[^，。；\\d]{0,4}，(?:同比|较上年)?(?:增幅|增长|涨幅|增长率)(?:为|达到?|约)*"
)


def read_reached(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each such rate judged, where last year's figure is not told; net changes, and which way figures went.

    >>> from gongkai.statements.text.paragraph import parse
    >>> p = parse("粉丝净增2.1万人，达13.4万人，增幅28.6%。")
    >>> [(r.written, r.note) for r in read_reached(p)]
    [('113000->134000=+28.6%', '按新增的数应为+18.6%')]
    >>> p = parse("办结率由95%下降为98%，新增关注800人，取消关注100人，净增600人。")
    >>> [(r.written, r.note) for r in read_reached(p)]
    [('800-100=600', '增减相抵应为700'), ('95%->98%=下降', '后一个数反而更大')]
    """
    yield from _net(paragraph)
    yield from _ways(paragraph)
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


_NET: Final = pattern("净(?P<way>增|减)(?:加|长|少)?(?:了)?(?:关注|粉丝|用户)?(?:数|量)?(?:为)?")


def _net(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 新增关注8600人，取消关注1900人，净增6700人: what was added less what went is the net change."""
    counted = [f for f in paragraph.figures if f.counts]
    for added, gone, net in zip(counted, counted[1:], counted[2:], strict=False):
        match = _NET.fullmatch(net.label)
        if match is None or way_of(added) < 1 or way_of(gone) > -1:
            continue
        within = paragraph.sentence_at(added.start) == paragraph.sentence_at(net.start)
        if not within or not (alike(added.unit, gone.unit) and alike(gone.unit, net.unit)):
            continue
        right = added.span - gone.span
        if match["way"] == "减":
            right = gone.span - added.span
        holds = net.span.meets(right)
        note = "" if holds else f"增减相抵应为{written(abs(added.number - gone.number))}"
        told = f"{written(added.number)}-{written(gone.number)}={'-' if match['way'] == '减' else ''}{written(net.number)}"
        vague = any(f.about for f in (added, gone, net))
        used = (added.start, gone.start, net.start)
        yield Relation("P-8", "sum", told, judged(holds=holds, vague=vague), net.start, note, used)


_FROM_ONE: Final = pattern(r"(?:由|从)[^，。；]*$")
_TURNED: Final = pattern(
    r"[^，。；：（）\d]{0,6}?(?:(?P<down>下降|减少|降低|回落|下滑|缩减|压减|缩短|减|降)"
    r"|(?P<up>增加|增长|上升|提高|提升|上涨|攀升|增|升))(?:了)?(?:到|至|为)[^，。；：（）\d]{0,6}"
)


def _ways(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield what is told to have fallen and did not: 由23万次减少到25万次, 由95%下降为98%."""
    for before, after in pairwise(paragraph.figures):
        match = _TURNED.fullmatch(paragraph.text, before.end, after.start)
        if match is None or not _FROM_ONE.search(paragraph.clause_before(before)):
            continue
        rates = before.unit == after.unit == "%"
        if not rates and not (before.counts and after.counts and alike(before.unit, after.unit)):
            continue
        fell = match["down"] is not None
        other_way = after.span.low > before.span.high if fell else after.span.high < before.span.low
        if not other_way or before.about or after.about:
            continue
        note = "后一个数反而更大" if fell else "后一个数反而更小"
        sign = "%" if rates else ""
        told = f"{written(before.number)}{sign}->{written(after.number)}{sign}={match['down'] or match['up']}"
        used = (before.start, after.start)
        yield Relation("Y-2", "growth", told, Judgement.FAILS, after.start, note, used)
