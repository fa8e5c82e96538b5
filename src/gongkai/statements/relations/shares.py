"""Shares of a whole, recomputed at the digits printed: 占12.5%, 占比26%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from gongkai.statements.relations.lists import lists_in
from gongkai.statements.relations.relation import Relation
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, is_cut, quotient, rounded, written
from gongkai.statements.text.paragraph import Paragraph

_SHARE: Final = re.compile(
    r"占(?:比|到|了|总|全|[^，。；（\d]{0,16})?(?:约|近)?(?:为|达|是|达到)?(?:约|近)?$"
)
_OF: Final = re.compile(r"占(?P<of>[^，。；（\d]{0,16})(?:的|比)$")
_BARE: Final = re.compile(r"^[，（]?(?:比例|比重|约|为|达|占|比)*$")
_BESIDE: Final = re.compile(r"[，（、]?占比?(?:约|为|达)?")
_ELSEWHERE: Final = "句中没有合得上的总数，所占的总数在别处"
_FAR: Final = Decimal(2)  # per cent points


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


def _common_whole(found: Sequence[Relation]) -> int | None:
    """Return the place of the one whole that two shares and more of a sentence are of, if there is one."""
    wholes = [r.used[1] for r in found if r.state is Judgement.HOLDS]
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
        share.start, f"按此相除应为{rounded(right, share.digits)}%", (part.start, whole.start, share.start),
    )  # fmt: skip


def _shares(paragraph: Paragraph) -> Iterator[Relation]:
    shares = [f for f in paragraph.figures if f.unit == "%" and _is_share(paragraph, f)]
    if not shares:
        return
    of_list = {f.start: listed.totals for listed in lists_in(paragraph) for f in listed.items}
    plain = paragraph.plain
    for share in shares:
        start, _ = paragraph.sentence_at(share.start)
        before = [f for f in plain if f.end <= share.start]
        if not before or before[-1].start < start:
            continue
        part = _part(paragraph, before, share)
        totals = of_list.get(part.start, ())
        same = [
            f
            for f in before
            if f.start < part.start and alike(f.unit, part.unit) and f.number >= part.number > 0
        ]
        if same:
            listed = [t for t in totals if alike(t.unit, part.unit)]
            yield _judged(paragraph, share, part, same, listed)


def _part(paragraph: Paragraph, before: Sequence[Figure], share: Figure) -> Figure:
    """Return the figure whose share is told: the nearest not in brackets that have closed."""
    outside = [f for f in before if f.depth <= share.depth or share.depth > 0]
    return (outside or before)[-1]


def _is_share(paragraph: Paragraph, figure: Figure) -> bool:
    return bool(_SHARE.search(paragraph.clause_before(figure)))


def _judged(
    paragraph: Paragraph,
    share: Figure,
    part: Figure,
    wholes: Sequence[Figure],
    listed: Sequence[Figure],
) -> Relation:
    def said(whole: Figure) -> str:
        return f"{written(part.number)}/{written(whole.number)}={share.digits}%"

    def used(whole: Figure) -> tuple[int, ...]:
        return (part.start, whole.start, share.start)

    for whole in sorted(wholes, key=lambda f: (f not in listed, -f.start)):
        if quotient(part.span, whole.span).meets(share.span):
            return Relation(
                "P-6", "share", said(whole), Judgement.HOLDS, share.start, "", used(whole)
            )
    # The list's own total, or what was done where an outcome is told, or the only figure there is,
    # is the whole; else the nearest is a guess.
    sure = [w for w in listed[:1] if w in wholes] or _done(paragraph, part, wholes)
    near = min(wholes, key=lambda f: abs(part.number * 100 / f.number - share.number))
    whole = sure[0] if sure else near
    right = part.number * 100 / whole.number
    note = f"按此相除应为{rounded(right, share.digits)}%"
    beside = len(wholes) == 1 and _BESIDE.fullmatch(paragraph.text[part.end : share.start])
    far = not sure or (not listed and not beside and abs(right - share.number) > _FAR)
    if is_cut(right, share.digits):
        note += "，原文像是舍去了小数"
        return Relation(
            "P-6", "share", said(whole), Judgement.NOT_ASSESSABLE, share.start, note, used(whole)
        )
    if far or share.about or part.about or whole.about:
        if far:
            note = _ELSEWHERE
        return Relation(
            "P-6", "share", said(whole), Judgement.NOT_ASSESSABLE, share.start, note, used(whole)
        )
    return Relation("P-6", "share", said(whole), Judgement.FAILS, share.start, note, used(whole))


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
