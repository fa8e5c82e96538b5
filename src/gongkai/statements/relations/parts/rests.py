"""What is all, some and the rest of it: 行政村26个，建成22个，剩余4个; 24件解决，其余2件列入计划."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import takewhile
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import (
    bare,
    number_of,
    span_of,
    sum_relation,
    written_terms,
)
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, judged, written
from gongkai.statements.text.paragraph import Paragraph

_REST: Final = pattern(
    r"(?:其余|其它|其他|剩余|余下|剩下|尚余|还剩|尚剩|仅剩|未完成的?)(?:的|为|有)*$"
)
_NO_REST: Final = pattern(
    r"除|不含|累计|上年(?!度?(?:提出|反馈|指出|通报|发现|查摆|年报|存在|报告))|结转|往年|以前|较|比(?!例)|同比"
)
_ALL: Final = pattern(
    r"^(?:申请|案件|建议|提案|事项|信息|工单|留言|诉求|问题|来信|来电|意见|任务|线索|栏目|个|件)*(?:均|全部|都)(?:已|按|在|于|依|予|得|完|办|答|回|整|处|解)"
)
_BEHIND: Final = pattern(r"[^、；。]{0,12}[，（]")
_NAMED: Final = pattern(r"其中|上述|另|还有|以及")


def read_rests(paragraph: Paragraph, summed: Container[int] = ()) -> Iterator[Relation]:
    """Yield each rest that a sentence tells beside its whole, and each 共26件，26件均已办结.

    ``summed`` are the places of figures that another sum or balance has judged already.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "行政村26个，建成22个，剩余6个计划明年建成。承办提案26件，28件均已办结。"
    >>> [(r.written, r.note) for r in read_rests(parse(said))]
    [('26=22+6', '相减应余4'), ('26>=28', '均、全部所说的比原有的多')]
    """
    for figure in paragraph.plain:
        if figure.start in summed:
            continue
        if _REST.search(figure.label):
            yield from _rest(paragraph, figure)
        elif _LATE_AT_ALL.search(figure.label):
            yield from _late(paragraph, figure)
        elif figure.label.removeprefix("其中").startswith(("不", "未")):
            yield from _opposite(paragraph, figure)
        elif not figure.label and _ALL.match(figure.after):
            yield from _all(paragraph, figure)


_LATE_AT_ALL: Final = pattern("^(?:其中)?(?:逾期|超期|延期|未按[期时])")


def _before(paragraph: Paragraph, figure: Figure) -> list[Figure]:
    """Return the figures of its sentence that stand before one, beside it and in its unit."""
    start, _ = paragraph.sentence_at(figure.start)
    return [
        f
        for f in paragraph.plain
        if start <= f.start < figure.start
        and f.depth == figure.depth
        and alike(f.unit, figure.unit)
    ]


def _rest(paragraph: Paragraph, rest: Figure) -> Iterator[Relation]:
    before = _before(paragraph, rest)
    of_kinds = False
    if len(before) > _PAIR and _DONE.search(before[-1].label):
        whole, *kinds, done = before
        if whole.span.meets(span_of(kinds)):  # 3172条，其中甲、乙、丙…；已办结3160条，剩余12条
            before = [whole, done]
            of_kinds = True
    start, _ = paragraph.sentence_at(rest.start)
    stretch = bare(paragraph.text[start : rest.start])
    stretch = _EXCEPT.sub("", stretch) if len(before) == _PAIR else stretch
    if len(before) < 2 or _NO_REST.search(stretch):
        return
    for at in range(len(before) - 1):
        whole, parts = before[at], before[at + 1 :]
        if whole.span.meets(span_of((*parts, rest))) and whole.number:
            yield sum_relation(Judgement.HOLDS, rest.start, (whole,), (*parts, rest))
            return
    greatest = max(before, key=lambda f: f.number)
    parts = [f for f in before if f is not greatest]
    if greatest.span.meets(span_of((*parts, rest))):
        yield sum_relation(Judgement.HOLDS, rest.start, (greatest,), (*parts, rest))
    elif of_kinds or _is_plain(paragraph, before, rest) or _are_opposites(paragraph, before, rest):
        whole, *parts = before
        used = (whole.start, *(p.start for p in parts), rest.start)
        said = f"{written(whole.number)}={written_terms((*parts, rest))}"
        note = f"相减应余{written(whole.number - number_of(parts))}"
        yield Relation("P-8", "sum", said, Judgement.FAILS, rest.start, note, used)


def _are_opposites(paragraph: Paragraph, before: Sequence[Figure], rest: Figure) -> bool:
    """Tell whether of a whole so many are so, so many are not so, and the rest is open: 45条，采纳30条，未采纳10条，其余6条."""
    if len(before) != _PAIR + 1:
        return False
    whole, yes, no = before
    deed = yes.label.removeprefix("其中").removeprefix("已")
    opposite = len(deed) > 1 and no.label.removeprefix("其中") in (f"未{deed}", f"不{deed}", f"部分{deed}")  # fmt: skip
    least = all(f.number <= whole.number for f in (yes, no, rest))
    plain = not any(f.about for f in (*before, rest)) and "；" not in paragraph.text[whole.end : rest.start]  # fmt: skip
    return opposite and least and plain


_EXCEPT: Final = pattern("[，；]除(?=[^，。；]{1,30}外)")  # 36件，除2件为参阅件外，其余34件
_LEFT_OUT: Final = pattern(r"[，；（]?(?:剔除|扣除|除去|减去|去除|去掉)[^，。；\d]{0,16}$")
_THEN: Final = pattern(r"[^，。；\d]{0,10}后[，]?[^，。；\d]{0,16}")
_PAIR: Final = 2
_DONE: Final = pattern("^(?:已|现已|目前已)?(?:办结|答复|回复|整改|完成|处理)(?:了)?$")


def read_left(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield what is left of a whole where something is taken off: 860条，剔除转载210条后，原创650条.

    >>> from gongkai.statements.text.paragraph import parse
    >>> [(r.written, r.note) for r in read_left(parse("公开860条，剔除转载210条后，原创550条。"))]
    [('860=210+550', '相减应余650')]
    """
    plain = paragraph.plain
    for whole, off, left in zip(plain, plain[1:], plain[2:], strict=False):
        text = paragraph.text
        same = alike(whole.unit, off.unit) and alike(off.unit, left.unit)
        same = same and paragraph.sentence_at(whole.start) == paragraph.sentence_at(left.start)
        if not (
            same
            and _LEFT_OUT.search(text[whole.end : off.start])
            and _THEN.fullmatch(text[off.end : left.start])
        ):
            continue
        holds = whole.span.meets(off.span + left.span)
        about = any(f.about for f in (whole, off, left))
        note = "" if holds else f"相减应余{written(whole.number - off.number)}"
        state = judged(holds=holds, vague=about or off.number > whole.number)
        told = f"{written(whole.number)}={written_terms((off, left))}"
        yield Relation(
            "P-8", "sum", told, state, left.start, note, (whole.start, off.start, left.start)
        )


def _is_plain(paragraph: Paragraph, before: Sequence[Figure], rest: Figure) -> bool:
    """Tell whether three figures are surely the whole, its part and the rest: nothing else stands among them."""
    if len(before) != _PAIR:
        return False
    whole, part = before
    text = paragraph.text
    others = [
        f for f in paragraph.figures
        if whole.end <= f.start < rest.start and f is not part and f.counts and f.depth <= whole.depth
    ]  # fmt: skip
    apart = "；" in text[whole.end : rest.start] or text[whole.end] == "、"
    apart = apart or not _BEHIND.match(text, part.end) or rest.label.startswith(("其他", "其它"))
    return not (
        others or apart or _NAMED.search(part.label.removeprefix("其中"))
        or part.number > whole.number or rest.number > whole.number
        or (_are_alike(whole, part) and not part.label.startswith("除")) or any(f.about for f in (*before, rest))
    )  # fmt: skip


_IN_TIME: Final = pattern(r"^(?:其中)?(?:按期|按时|如期|按规定期限)(?P<deed>[^，。；]{2,4})$")
_LATE: Final = "(?:其中)?(?:逾期|超期|延期|未按期|未按时){}"
_CAME_IN: Final = pattern("收到|受理|接收|接到|承办|办理|交办|转办")


def _late(paragraph: Paragraph, late: Figure) -> Iterator[Relation]:
    """Yield that what was done in time and what was late are no more than came in: 240封，按期回复236封，超期回复6封."""
    before = _before(paragraph, late)
    match = _IN_TIME.match(before[-1].label) if len(before) > 1 else None
    if match is None or not re.fullmatch(_LATE.format(match["deed"]), late.label):
        return
    part = before[-1]
    whole = max(before[:-1], key=lambda f: f.number)
    total = part.span + late.span
    fits = whole.span.meets(total)
    if not fits and not (total.low > whole.span.high and _CAME_IN.search(whole.label)):
        return
    note = "" if fits else f"两者相加为{written(part.number + late.number)}，比总数还多"
    state = judged(holds=fits, vague=whole.about or part.about or late.about)
    told = f"{written(whole.number)}={written_terms((part, late))}"
    yield Relation(
        "P-8", "sum", told, state, late.start, note, (whole.start, part.start, late.start)
    )


def _are_alike(whole: Figure, part: Figure) -> bool:
    """Tell whether two figures are told in the same words, so that neither is the other's part: 企业提出的5件，机构提出的1件."""
    one, other = (re.sub("^.*其中", "", f.label) for f in (whole, part))
    pairs = zip(reversed(one), reversed(other), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return 1 < same < min(len(one), len(other))


def _opposite(paragraph: Paragraph, figure: Figure) -> Iterator[Relation]:
    """Yield that what is so and what is not so come to no more than there is: 54条，属实31条，不属实33条."""
    before = _before(paragraph, figure)
    name = figure.label.removeprefix("其中")[1:]
    if len(before) < 2 or not name or not before[-1].label.endswith(name):
        return
    whole, part = before[-2], before[-1]
    told = f"{written(whole.number)}={written_terms((part, figure))}"
    used = (whole.start, part.start, figure.start)
    if whole.span.meets(part.span + figure.span):
        yield Relation("P-8", "sum", told, Judgement.HOLDS, figure.start, "", used)
    elif (part.span + figure.span).low > whole.span.high and part.number <= whole.number:
        note = f"两者相加为{written(part.number + figure.number)}，比总数还多"
        exact = not any(f.about for f in (whole, part, figure)) and len(before) == 2
        state = Judgement.FAILS if exact else Judgement.NOT_ASSESSABLE
        yield Relation("P-8", "sum", told, state, figure.start, note, used)


def _all(paragraph: Paragraph, figure: Figure) -> Iterator[Relation]:
    """Yield that a figure told again with 均 is the one before it, or what its parts come to."""
    before = _before(paragraph, figure)
    if not before or _NO_REST.search(paragraph.said(figure.start)):
        return
    used = (before[-1].start, figure.start)
    sums = [before[-n:] for n in range(1, len(before) + 1)]
    if any(span_of(s).meets(figure.span) for s in sums) or any(
        f.span.meets(figure.span) for f in before
    ):
        said = f"{written(before[-1].number)}={written(figure.number)}"
        yield Relation("P-8", "sum", said, Judgement.HOLDS, figure.start, "", used)
    elif number_of(before) < figure.number and not any(f.about for f in (*before, figure)):
        said = f"{written(before[-1].number)}>={written(figure.number)}"
        note = "均、全部所说的比原有的多"
        yield Relation("P-8", "sum", said, Judgement.FAILS, figure.start, note, used)
