"""Sums: totals with their parts, parts with the total after them, stocks carried forward."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import (
    apart,
    bare,
    number_of,
    span_of,
    sum_relation,
    written_sum,
)
from gongkai.statements.relations.growth.stocks import way_of
from gongkai.statements.relations.lists import EVERY, GLUE, OUT_OF, Listed, lists_in
from gongkai.statements.relations.parts.wider import not_too_small
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.kinds import are_of_one_kind
from gongkai.statements.text.paragraph import Paragraph

_BACK: Final = pattern(
    "回收|收回|有效(?:问卷|样本|答卷)"
)  # what is listed is of those that came back
_FAR: Final = Decimal("1.2")  # times a total that is said to be about so many
_ONE_OFF: Final = Decimal(100)  # from this total on a list short of it by one is a slip
_JOINT: Final = pattern(r"[、和及与，]+[^，。；：（）\d]{0,24}|[^，。；：（）\d]{1,10}[和及与]")
_IS_SUM: Final = pattern(r"(?:合计|共计|总计|总共)[^，。；]{0,4}$")  # it is no term beside its own
_JOINS: Final = pattern(r"[^，。；]{0,8}、")
_STEP: Final = pattern(r"征求意见|公开征求|听证|论证|评估|审查|集体讨论")
_ANOTHER_YEAR: Final = pattern(r"(?:上年|上一年度?|去年|年初|往年)?结转")
_OPEN_YET: Final = pattern(r"结转|顺延|未办结|正在办理|尚在|未到期|待办")
# Kinds that between them are everything, so that a list of them is whole.
_WHOLE: Final = (
    (r"自然人|公民|个人", r"法人|企业|组织"), (r"男", r"女"), (r"线上", r"线下"),
    (r"结转|遗留", r"新收|[当本]年"),
    (r"当面|现场|窗口", r"网络|网上|网站|电子|线上", r"信函|邮寄|书信|信件"),  # how requests come in
)  # fmt: skip
_OUTCOMES: Final = tuple(
    map(
        pattern,
        (r"予以公开|同意公开", r"不予公开|不同意公开", r"无法提供", r"不予处理", r"其他处理"),
    )
)


def read_sums(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each sum judged.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "建议25件、提案31件，其中A类48件、B类8件。公开100条（其中甲90条，其他12条）。"
    >>> [(r.written, r.state.value) for r in read_sums(parse(said))]
    [('25+31=48+8', 'holds'), ('100=90+12', 'fails')]
    """
    seen: set[tuple[int, ...]] = set()
    for listed in lists_in(paragraph):
        relation = _listed(paragraph, listed)
        if relation is not None and relation.used not in seen:
            seen.add(relation.used)
            yield relation
            yield from _beside(paragraph, listed, relation)


def _beside(paragraph: Paragraph, listed: Listed, first: Relation) -> Iterator[Relation]:
    """Yield the sum in the unit beside: 86批次、320人次，其中个访80批次、228人次，集体访6批次、92人次."""
    follows = {f.start: g for f, g in pairwise(paragraph.plain)}
    total = next((t for t in listed.totals if alike(t.unit, listed.items[0].unit)), None)
    pairs = [(f, follows.get(f.start)) for f in (total, *listed.items) if f is not None]
    units = {g.unit for _, g in pairs if g is not None}
    glued = all(g is not None and paragraph.text[f.end : g.start] in GLUE for f, g in pairs)
    if not glued or len(units) != 1 or len(pairs) <= 2 or alike(listed.items[0].unit, *units):
        return
    left, *right = [g for _, g in pairs if g is not None]
    state = Judgement.HOLDS
    if not left.span.meets(span_of(right)):
        more = span_of(right).low > left.span.high
        whole = first.state is Judgement.HOLDS and not any(f.about for f in (left, *right))
        state = Judgement.FAILS if more or whole else Judgement.NOT_ASSESSABLE
    note = "" if state is Judgement.HOLDS else f"各项相加为{written_sum(right)}"
    if not listed.overlaps:
        yield sum_relation(state, listed.at, (left,), right, note)


def _listed(paragraph: Paragraph, listed: Listed) -> Relation | None:
    items = listed.items
    same = [t for t in listed.totals if are_of_one_kind(items, t)]
    same = same if _split_before(same) else not_too_small(paragraph, listed, same)
    choices = _choices(paragraph, same, listed) if same else ()
    for left in choices:
        least = len(items) - 1 if listed.open else 1
        for many in range(len(items), least, -1):
            if not _may_end(paragraph, items, many):
                continue
            if span_of(left).meets(span_of(items[:many])) and any(f.number for f in left):
                return sum_relation(Judgement.HOLDS, listed.at, left, items[:many])
        if _signed(left, items):
            return sum_relation(Judgement.HOLDS, listed.at, left, items)
        rest = _left_over(paragraph, items[-1])
        if rest is not None and span_of(left).meets(span_of((*items, rest))):
            return sum_relation(Judgement.HOLDS, listed.at, left, (*items, rest))
    if listed.bracket and {1, -1} <= {way_of(f) for f in items}:
        return None  # 84项（新增11项，删减5项，上年为78项）
    return _unequal(paragraph, _without_next(paragraph, listed), choices) if same else None


def _without_next(paragraph: Paragraph, listed: Listed) -> Listed:
    """Return a list without what follows a semicolon and is of another year: 当面4件；上年结转6件."""
    for n, (one, other) in enumerate(pairwise(listed.items), start=1):
        gap = bare(paragraph.text[one.end : other.start])
        if n > 1 and gap.startswith("；") and _ANOTHER_YEAR.match(other.label):
            return replace(listed, items=listed.items[:n])
    return listed


def _may_end(paragraph: Paragraph, items: Sequence[Figure], many: int) -> bool:
    """Tell whether a list may be over behind so many of its items: no 、 joins the next one, and behind one its rate is told."""
    if many == len(items):
        return True
    gap = bare(paragraph.text[items[many - 1].end : items[many].start])
    return not _JOINS.match(gap) and (many > 1 or "%" in gap)


def _left_over(paragraph: Paragraph, last: Figure) -> Figure | None:
    """Return what a list's sentence says is still open: 其他处理1件，结转下年3件."""
    _, end = paragraph.sentence_at(last.start)
    after = next((f for f in paragraph.plain if f.start > last.end and f.depth <= last.depth), None)
    if after is None or after.start >= end or not alike(after.unit, last.unit):
        return None
    return after if _OPEN_YET.search(after.label + after.after) else None


def _choices(
    paragraph: Paragraph, same: Sequence[Figure], listed: Listed
) -> tuple[tuple[Figure, ...], ...]:
    """Return the totals that a list may have: the nearest figure, two or more joined, any before."""
    out: list[tuple[Figure, ...]] = [(same[0],)]
    group = [same[0]]
    # 新媒体140条（其中微信100条、微博60条）
    bracket = listed.bracket or paragraph.text[same[0].end : listed.at] == "（"
    for later, earlier in pairwise(same):
        gap = bare(paragraph.text[earlier.end : later.start])
        own = bracket and (gap.startswith("，") or paragraph.text.startswith("（", earlier.end))
        if _IS_SUM.search(later.label) or not _JOINT.fullmatch(gap) or OUT_OF.search(gap) or own:
            break
        group.insert(0, earlier)
        out.append(tuple(group))
    if bracket:
        return tuple(out)
    own = same[0].span.meets(span_of(listed.items))  # 商业企业5件；结转4件，其中3件、1件
    if not own and (whole := _split_before(same)) is not None:
        return ((whole,),)
    farther = (f for f in same[1:4] if "；" not in paragraph.text[f.end : same[0].start])
    return (*out, *((f,) for f in farther))


def _split_before(same: Sequence[Figure]) -> Figure | None:
    """Return the total that the figures nearest before a list add up to: 3059条，甲1904条，乙1155条，其中…."""
    for many in range(2, len(same)):
        whole = same[many]
        if whole.number and whole.span.meets(span_of(same[:many])) and not whole.about:
            return whole
    return None


def _signed(left: Sequence[Figure], items: Sequence[Figure]) -> bool:
    """Tell whether a change is what was added less what was taken: 增加5项，其中新增8项，取消3项."""
    ways = [way_of(f) for f in items]
    if len(left) != 1 or 0 in ways or len(set(ways)) < 2:
        return False
    net = sum((w * f.number for w, f in zip(ways, items, strict=True)), Decimal(0))
    return abs(net) == left[0].number


def _unequal(
    paragraph: Paragraph, listed: Listed, choices: Sequence[tuple[Figure, ...]]
) -> Relation | None:
    """Return what a list that does not add up comes to: too much is wrong, too little may be open."""
    items, left = listed.items, choices[0]
    if any(f.start in {c.figure.start for c in paragraph.changes} for f in left):
        plain = [c for c in choices if all(f in paragraph.plain for f in c)]
        net = _net(listed, left)
        if net is not None or not plain:  # 326项，减少12项，其中新增5项，取消19项
            return net
        left, choices = plain[0], plain
    total, found = span_of(left), span_of(items)
    near = _split_before([t for t in listed.totals if alike(t.unit, items[0].unit)]) is left[0]
    near = (
        near
        or listed.by
        or not any(
            left[-1].end <= f.start < listed.at
            for f in paragraph.plain
            if f.depth <= left[-1].depth
            and not EVERY.match(f.label)
            and (len(items) == 1 or alike(f.unit, left[-1].unit))
        )
    )
    if found.low > total.high:
        return _too_much(paragraph, listed, left, choices, near=near)
    note = apart(items, left, "所列")
    exactly = not any(f.about for f in (*left, *items))
    whole = listed.closed or _is_whole(items)
    slip = (
        number_of(left) - number_of(items) == 1
        and number_of(left) >= _ONE_OFF
        and listed.clean
        and not listed.open
    )
    if (
        exactly
        and near
        and len(items) > 1
        and (whole or slip)
        and not listed.open
        and not listed.overlaps
    ):
        return sum_relation(Judgement.FAILS, listed.at, left, items, note)
    if (every := _of_any_unit(paragraph, listed, left)) is not None:
        return sum_relation(Judgement.HOLDS, listed.at, left, every)
    if len(items) == 1:
        return None
    note = f"所列相加为{written_sum(items)}；原文没有说是全部，不算差错"
    return sum_relation(Judgement.NOT_ASSESSABLE, listed.at, left, items, note)


def _net(listed: Listed, left: Sequence[Figure]) -> Relation | None:
    """Return that a change is not what was added less what was taken: 减少4件，其中网络减少6件、信函增加3件."""
    ways = [way_of(f) for f in listed.items]
    if len(left) != 1 or 0 in ways or len({*ways}) < 2 or listed.open or not listed.clean:
        return None
    net = sum((w * f.number for w, f in zip(ways, listed.items, strict=True)), Decimal(0))
    note = f"增减相抵应为{written(net)}"
    return sum_relation(Judgement.FAILS, listed.at, left, listed.items, note)


def _of_any_unit(
    paragraph: Paragraph, listed: Listed, left: Sequence[Figure]
) -> Sequence[Figure] | None:
    """Return all that follows in a list's sentence where it adds up whatever its unit: 27条，198条，诉求11件."""
    _, end = paragraph.sentence_at(listed.at)
    depth = listed.items[0].depth
    every = [
        f for f in paragraph.plain if listed.items[0].start <= f.start < end and f.depth == depth
    ]
    more = len({f.unit for f in every}) > 1 and not any(f.about for f in (*left, *every))
    return every if more and span_of(left).meets(span_of(every)) else None


def _too_much(
    paragraph: Paragraph,
    listed: Listed,
    left: Sequence[Figure],
    choices: Sequence[tuple[Figure, ...]],
    *,
    near: bool,
) -> Relation | None:
    items = listed.items
    if len(items) == 1 and (not near or any(number_of(c) >= items[0].number for c in choices)):
        return None
    total, found = span_of(left), span_of(items)
    note = apart(items, left)
    if listed.overlaps:
        note = "各项有重叠，相加可以多于总数"
        most = max(item.number for item in items)
        if most <= number_of(left) <= number_of(items):  # what may be more than the total, and is
            told = sum_relation(Judgement.HOLDS, listed.at, left, items, note)
            return replace(told, written=told.written.replace("=", "≤"))
    # 目录3项，其中征求意见3项、听证1项: one and the same goes through several of them
    of_all = len(items) > 1 and all(_STEP.search(item.label) for item in items)
    about = any(f.about for f in (*left, *items)) and found.low < total.high * _FAR
    # Of figures that only follow one another, some may be no parts: too much is then no proof.
    others = any(number_of(c) >= number_of(items) for c in choices) and not _BACK.search(
        left[-1].label
    )
    fits = (k for k in range(1, len(items)) if span_of(left).meets(span_of(items[:k])))
    if any(_may_end(paragraph, items, k) for k in fits):
        others, note = True, "前几项相加已等于总数"
    fails = near and not listed.overlaps and not about and not others and not of_all
    state = Judgement.FAILS if fails else Judgement.NOT_ASSESSABLE
    return sum_relation(state, listed.at, left, items, note)


def _is_whole(items: Sequence[Figure]) -> bool:
    """Tell whether the items are all the kinds there are, by what they are called."""
    labels = [f.label + f.after for f in items]
    for kinds in _WHOLE:
        if len(items) == len(kinds) and all(
            any(re.search(kind, label) for label in labels) for kind in kinds
        ):
            return True
    return all(any(o.search(label) for label in labels) for o in _OUTCOMES)
