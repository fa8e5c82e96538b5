"""Shares of a whole, recomputed at the digits printed: 占12.5%, 占比26%."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import divided, number_of, rate_state, span_of
from gongkai.statements.relations.lists import lists_in
from gongkai.statements.relations.relation import Relation
from gongkai.statements.relations.shares.among import is_among, of_these
from gongkai.statements.relations.shares.pairs import behind_in_brackets, pairs_in
from gongkai.statements.relations.shares.partitions import read_partitions
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import (
    Judgement,
    far_off,
    is_cut,
    quotient,
    written,
)
from gongkai.statements.text.paragraph import Paragraph

_BESIDE: Final = pattern(r"[，（、]?占比?(?:约|为|达)?")
_ELSEWHERE: Final = "句中没有合得上的总数，所占的总数在别处"
_FAR: Final = Decimal(2)  # per cent points
_FEWEST: Final = 2


def read_shares(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each share judged; its whole is the list's total, else a figure before it that fits.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "办结95件，其中咨询24件，占比26%，建议3件，占比3%。"
    >>> [(r.written, r.state.value, r.note) for r in read_shares(parse(said))]
    [('24/95=26%', 'fails', '按此相除应为25%'), ('3/95=3%', 'holds', '')]
    """
    for _, group in groupby(_shares(paragraph), lambda r: paragraph.sentence_at(r.at)):
        found = tuple(group)
        common = _common_whole(found)
        for one in found:
            elsewhere = one.state is Judgement.NOT_ASSESSABLE and _ELSEWHERE in one.note
            yield _of_common(paragraph, one, common) if elsewhere and common is not None else one
    yield from read_partitions(paragraph)


def _common_whole(found: Sequence[Relation]) -> int | None:
    """Return the place of the one whole that two shares and more of a sentence are of, if there is one."""
    wholes = [r.used[1] for r in found if r.state is Judgement.HOLDS and len(r.used) > 2]
    return wholes[0] if len(wholes) > 1 and len(set(wholes)) == 1 else None


def _of_common(paragraph: Paragraph, one: Relation, whole_at: int) -> Relation:
    """Judge a share by the whole that the others beside it are of."""
    part, whole, share = (
        next(f for f in paragraph.figures if f.start == at)
        for at in (one.used[0], whole_at, one.used[2])
    )
    if not alike(part.unit, whole.unit) or share.about or part.about:
        return one
    right = part.number * 100 / whole.number
    return Relation(
        "P-6", "share", f"{written(part.number)}/{written(whole.number)}={share.digits}%", Judgement.FAILS,
        share.start, divided(right, share), (part.start, whole.start, share.start),
    )  # fmt: skip


def _shares(paragraph: Paragraph) -> Iterator[Relation]:
    pairs = pairs_in(paragraph)
    if not pairs:
        return
    of_list = {f.start: listed.totals for listed in lists_in(paragraph) for f in listed.items}
    for share, part in pairs:
        if _is_of_all_around(paragraph, share):
            continue
        totals = of_list.get(part.start, ())
        same = [
            f
            for f in paragraph.plain
            if f.start < part.start and _may_be_of(part, f) and f.number >= part.number > 0
        ]
        same += _named_behind(paragraph, share, part)
        told = _TOLD_BEHIND.match(paragraph.text, share.end)
        same += [
            f
            for f in behind_in_brackets(paragraph, share)
            if told and f is not part and alike(f.unit, part.unit) and f.number >= part.number > 0
        ]
        siblings = _siblings(paragraph, pairs, share, part)
        listed = [t for t in totals if alike(t.unit, part.unit)]
        if not same and (both := _with_rest(paragraph, share, part)) is not None:
            same = [both]
        own = _judged(paragraph, share, part, same, listed, siblings) if same else None
        if own is None or own.state is Judgement.NOT_ASSESSABLE:
            own = _of_all(share, part, siblings) or own or _of_the_run(paragraph, share, part)
        if own is not None:
            yield own


def _is_of_all_around(paragraph: Paragraph, share: Figure) -> bool:
    """Tell whether a share is of what a whole district has, which its sentence does not tell: 占全县总量的61.2%."""
    around = _AROUND.search(paragraph.clause_before(share))
    start, end = paragraph.sentence_at(share.start)
    if around is None:
        return False
    within = (f for f in paragraph.plain if start <= f.start < end)
    return not any(around["where"] in f.label + f.after for f in within)


_AROUND: Final = pattern(
    r"占(?P<where>全[省市县区州旗盟镇乡])[^，。；\d]{0,14}(?:总量|总数|总额|比重|比例)?的?(?:约|近)?$"
)


def _may_be_of(part: Figure, whole: Figure) -> bool:
    """Tell whether a figure may be a part of another: in its unit, or 优秀等次6个 of 40家单位."""
    graded = (whole.unit, part.unit) == ("家", "个") and _GRADE.search(part.label)
    return alike(whole.unit, part.unit) or bool(graded)


_GRADE: Final = pattern("(?:等次|等级|档次|优秀|良好|合格|达标|优秀单位)$")


def _with_rest(paragraph: Paragraph, share: Figure, part: Figure) -> Figure | None:
    """Return a part and the rest behind its share as their whole: 网络渠道9件，占75%，其余3件为信函."""
    rest = next((f for f in paragraph.plain if f.start > share.end), None)
    if rest is None or not alike(rest.unit, part.unit) or rest.depth != part.depth:
        return None
    if not _THE_REST.fullmatch(paragraph.text, share.end, rest.start):
        return None
    whole = part.number + rest.number
    return replace(rest, number=whole, span=part.span + rest.span, about=part.about or rest.about)


_THE_REST: Final = pattern("[，；](?:其余|剩余|余下)的?")


def _named_behind(paragraph: Paragraph, share: Figure, part: Figure) -> list[Figure]:
    """Return the whole that a share's words name and the sentence tells behind it: 占解读总数的80%，解读总数40件."""
    _, end = paragraph.sentence_at(share.start)
    words = paragraph.clause_before(share)
    return [
        f
        for f in paragraph.plain
        if share.end < f.start < end
        and f.label.endswith(("总数", "总量"))
        and f.label in words
        and alike(f.unit, part.unit)
        and f.number >= part.number > 0
    ]


_TOLD_BEHIND: Final = pattern(r"（(?:共|总数|总量|总计|合计|全[年部市县区]|应)")


def _siblings(
    paragraph: Paragraph, pairs: Sequence[tuple[Figure, Figure]], share: Figure, part: Figure
) -> list[tuple[Figure, Figure]]:
    """Return the shares told beside one another in a sentence, each of a figure of its own in one unit."""
    start, end = paragraph.sentence_at(share.start)
    beside = [
        (s, p)
        for s, p in pairs
        if start <= s.start < end and s.depth == share.depth and alike(p.unit, part.unit)
    ]
    return beside if len({p.start for _, p in beside}) == len(beside) > 1 else []


def _of_all(
    share: Figure, part: Figure, siblings: Sequence[tuple[Figure, Figure]]
) -> Relation | None:
    """Judge a share by the sum of all that stand beside it; None where that is not their whole."""
    total = number_of([p for _, p in siblings])
    if not total:
        return None
    span = span_of([p for _, p in siblings])
    fitting = [s.start for s, p in siblings if quotient(p.span, span).meets(s.span)]
    holds = share.start in fitting
    fine = [s for s, _ in siblings if s.start in fitting and s.span.high - s.span.low < _FINE]
    if not holds and (len(fine) < len(siblings) - 1 or share.about or part.about):
        return None  # that about two tenths fit proves nothing
    right = part.number * 100 / total
    note = "" if holds else divided(right, share)
    told = f"{written(part.number)}/{written(total)}={share.digits}%"
    state = Judgement.HOLDS if holds else Judgement.FAILS
    return Relation("P-6", "share", told, state, share.start, note, (part.start, share.start))


_FINE: Final = 8  # points that a share leaves open
_IN_SUM: Final = pattern("(?:合计|共计|总计|总共|共)")
_OF_ITSELF: Final = pattern(r"(?:其中)?[\u4e00-\u9fff]{2,8}占比?(?:约|为|达)*")


def _of_the_run(paragraph: Paragraph, share: Figure, part: Figure) -> Relation | None:
    """Judge a share by all that is listed right before it: 网站、微信、微博分别发布500条、300条、200条，网站占50%."""
    start, _ = paragraph.sentence_at(share.start)
    before = [f for f in paragraph.plain if start <= f.start < share.start]
    if not _OF_ITSELF.fullmatch(paragraph.clause_before(share)):
        return None
    if len(before) < _FEWEST or "分别" not in paragraph.text[start : before[0].start]:
        return None
    if not all(alike(f.unit, part.unit) and f.depth == part.depth for f in before):
        return None
    before = [
        f for f in before if not _IN_SUM.match(f.label)
    ]  # 620条、480条，合计1100条，网站占56%
    right = part.number * 100 / number_of(before)
    holds = quotient(part.span, span_of(before)).meets(share.span)
    told = f"{written(part.number)}/{written(number_of(before))}={share.digits}%"
    state = rate_state(share, right, holds=holds, vague=part.about)
    note = "" if holds else divided(right, share)
    return Relation("P-6", "share", told, state, share.start, note, (part.start, share.start))


def _judged(
    paragraph: Paragraph,
    share: Figure,
    part: Figure,
    wholes: Sequence[Figure],
    listed: Sequence[Figure],
    siblings: Sequence[tuple[Figure, Figure]],
) -> Relation:
    def told(state: Judgement, whole: Figure, note: str = "") -> Relation:
        said = f"{written(part.number)}/{written(whole.number)}={share.digits}%"
        used = (part.start, whole.start, share.start)
        return Relation("P-6", "share", said, state, share.start, note, used)

    for whole in sorted(wholes, key=lambda f: (f not in listed, -f.start)):
        if quotient(part.span, whole.span).meets(share.span):
            return told(Judgement.HOLDS, whole)
    near = min(wholes, key=lambda f: abs(part.number * 100 / f.number - share.number))
    sure, among = _sure(paragraph, share, part, wholes, listed, siblings)
    whole = sure[0] if sure else near
    right = part.number * 100 / whole.number
    note = divided(right, share)
    beside = (
        len(wholes) == 1
        and (
            max(part.start, whole.start) > share.start  # in brackets right behind it
            or _BESIDE.fullmatch(paragraph.text[part.end : share.start])
        )
    )
    noun = whole.after[:2]
    same_things = len(noun) == 2 and part.after.startswith(noun) and len(wholes) == 1
    beside = beside or among or same_things  # 16个乡镇，有12个乡镇建成，占75%
    far = not sure or (not listed and not beside and abs(right - share.number) > _FAR)
    if is_cut(right, share.digits):
        return told(Judgement.NOT_ASSESSABLE, whole, note + "，原文像是舍去了小数")
    loose = share.about and not far_off(share.span, right)
    if far or loose or part.about or whole.about:
        return told(Judgement.NOT_ASSESSABLE, whole, _ELSEWHERE if far else note)
    return told(Judgement.FAILS, whole, note)


def _sure(
    paragraph: Paragraph,
    share: Figure,
    part: Figure,
    wholes: Sequence[Figure],
    listed: Sequence[Figure],
    siblings: Sequence[tuple[Figure, Figure]],
) -> tuple[list[Figure], bool]:
    """Return the whole that is surely meant, and whether it is said that the part is one of it.

    The list's own total, or what was done where an outcome is told, or the only figure there is, is
    the whole; else the nearest is a guess.
    """
    one_of = next((w for w in wholes if is_among(paragraph, w, part)), None)
    if one_of is not None:
        return [one_of], True
    beside_it = {p.start for _, p in siblings}
    others = [w for w in wholes if w.start not in beside_it]
    sure = [w for w in listed[:1] if w in wholes] or _done(paragraph, part, others)
    if not sure and (of_these_ := of_these(paragraph, share, part, others)):
        return of_these_, True
    return sure, False


def _done(paragraph: Paragraph, part: Figure, wholes: Sequence[Figure]) -> list[Figure]:
    """Return the whole that a figure outside any list is a part of, where the paragraph leaves no choice."""
    subjects = {s.figure.start: s for s in subjects_of(paragraph)}
    own = subjects.get(part.start)
    if own is None or not own.topic.startswith("outcome/"):
        return list(wholes) if len(wholes) == 1 else []
    told = [
        w
        for w in wholes
        if (s := subjects.get(w.start)) and s.topic == "requests/done" and not s.meant.narrowed
    ]
    return told[:1]
