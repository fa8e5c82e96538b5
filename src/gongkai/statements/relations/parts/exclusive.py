"""Kinds that shut one another out: 86条，按时答复84条，超期答复1条，未答复3条 are more than there is."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import number_of, span_of, written_terms
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.paragraph import Paragraph

_OWN: Final = pattern(
    r"^(?:其中|经(?:研究|审核|审查|评估|梳理)(?:后)?|另有|还有|尚有|仍有|仅|共|有|分别)+|(?:的|了|有|为|共)+$"
)
_KIND: Final = pattern(
    r"(?P<kind>按时|按期|如期|及时|限时|期限内|超期|逾期|延期|延时|未按[时期]|提前|不予|暂未|尚未|仍未|未|不|没有|正在|待|当场|现场|立即|立行|限期|督促|部分|基本|非常|比较|很|已经?|完全|全部)?"
    r"(?P<deed>[\u4e00-\u9fff]{2,6})"
)
_LIKE: Final = pattern(r"^(?:按时|按期|如期|及时|限时|期限内)$")
_LATE: Final = pattern(r"^(?:超期|逾期|延期|延时|未按[时期])$")
_AT_ONCE: Final = frozenset(["当场", "现场", "立即", "立行"])
_BY_A_DAY: Final = frozenset(["限期", "督促"])  # 当场整改41个，限期整改16个
_NONE: Final = pattern(r"^(?:暂未|尚未|仍未|未|不予|不|没有|待)$")
_FEWEST: Final = 3
_EARLIER: Final = pattern(r"上年|结转|往年|历年|去年|累计|以前|遗留")


def read_exclusive(paragraph: Paragraph, summed: Container[int]) -> Iterator[Relation]:
    """Yield three kinds of one deed or more, or two that shut one another out, that are more than what stands right before them.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "收到留言86条，按时答复84条，超期答复1条，未答复3条。"
    >>> [(r.written, r.note) for r in read_exclusive(parse(said), ())]
    [('86=84+1+3', '各项相加为88，比总数还多')]
    """
    plain = paragraph.plain
    at = 0
    while at + 1 < len(plain):
        kinds = _kinds_from(paragraph, plain, at)
        if kinds and at:
            yield from _judged(paragraph, plain[at - 1], kinds, summed)
        at += max(1, len(kinds))
    yield from _ways(paragraph, summed)


def _ways(paragraph: Paragraph, summed: Container[int]) -> Iterator[Relation]:
    """Yield that requests came by more ways than there were requests: a request comes by one way only."""
    plain = paragraph.plain
    for n, whole in enumerate(plain):
        if not _ALL_REQUESTS.search(f"{paragraph.clause_before(whole)}#{whole.after}"):
            continue
        ways: list[Figure] = []
        for figure in plain[n + 1 :]:
            own = not paragraph.text[whole.end : figure.start].count("。")
            if not (
                own and _WAY_OF.match(_named(paragraph, figure)) and alike(figure.unit, whole.unit)
            ):
                break
            ways.append(figure)
        if len(ways) > 1 and all(w.depth == ways[0].depth for w in ways):
            yield from _judged(paragraph, whole, ways, summed)


def _named(paragraph: Paragraph, figure: Figure) -> str:
    """Return a figure's words; of one alone in brackets those before them: 当面（2件）、信函（4件）."""
    text, opening = paragraph.text, figure.start - 1
    if figure.label or text[opening] != "（" or not text.startswith("）", figure.end):
        return figure.label
    return re.split("[，。；：、（）]", text[max(0, opening - 20) : opening])[-1]


_ALL_REQUESTS: Final = pattern(
    r"(?:收到|受理|接收|新收|接到)[^，。；\d]{0,24}申请|(?:收到|受理|接收|新收|接到)#?(?:政府信息公开|信息公开|依申请公开)"
)
_WAY_OF: Final = pattern(
    r"^(?:其中)?(?:通过|以|经)?(?:网络|网上|互联网|在线|信函|邮寄|书信|当面|现场|窗口|传真|电子邮件|邮件|邮政)[^，。；\d]{0,10}$"
)


_WITHIN: Final = pattern(r"(?<![其集年])中，?(?:已经?|现|仅|只|有|共|约|的)*$")


def read_within(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that of a whole there are more than it has: 上年结转3件申请中，有4件在一季度办结.

    >>> from gongkai.statements.text.paragraph import parse
    >>> [r.written for r in read_within(parse("上年结转3件申请中，有4件在一季度办结。"))]
    ['3>=4']
    """
    for whole, part in (
        pairwise(paragraph.plain) if "中" in paragraph.text or "（" in paragraph.text else ()
    ):
        same = whole.depth == part.depth or paragraph.text[whole.end] == "（"
        if whole.unit != part.unit or not same or part.span.low <= whole.span.high:
            continue
        between = paragraph.text[whole.end : part.start]
        if between.startswith("（") and _INCLUDED.fullmatch(between):
            between = "中"  # 235条（有效留言238条）
        if len(between) > _NEAR or not _WITHIN.search(between) or whole.about or part.about:
            continue
        told = f"{written(whole.number)}>={written(part.number)}"
        used = (whole.start, part.start)
        yield Relation("P-8", "sum", told, Judgement.FAILS, part.start, "其中的比总数还多", used)


_INCLUDED: Final = pattern("（(?:其中|含|有效)[^，。；（）\\d]{0,8}")
_NEAR: Final = 16  # characters of what the whole is


def _kinds_from(paragraph: Paragraph, plain: Sequence[Figure], at: int) -> Sequence[Figure]:
    """Return the figures from a place on that tell different kinds of one deed."""
    kinds: set[str] = set()
    deed = ""
    end = at
    for figure in plain[at:]:
        match = _KIND.fullmatch(_OWN.sub("", figure.label))
        if (
            match is None
            or not alike(figure.unit, plain[at].unit)
            or figure.depth != plain[at].depth
        ):
            break
        if paragraph.sentence_at(figure.start) != paragraph.sentence_at(plain[at].start):
            break
        kind = match["kind"] or ""
        kind = "in time" if _LIKE.match(kind) else "late" if _LATE.match(kind) else "not" if _NONE.match(kind) else kind  # fmt: skip
        if kind in kinds or (deed and match["deed"] != deed):
            break
        deed = match["deed"]
        kinds.add(kind)
        end += 1
    late = {"late", "in time"} & kinds and ("" in kinds or "已" in kinds)
    apart = {"late", "not", "不"} & kinds and not late and end - at >= _FEWEST
    return plain[at:end] if apart or (kinds & _AT_ONCE and kinds & _BY_A_DAY) else ()


def _judged(
    paragraph: Paragraph, whole: Figure, kinds: Sequence[Figure], summed: Container[int]
) -> Iterator[Relation]:
    start, _ = paragraph.sentence_at(whole.start)
    same = start == paragraph.sentence_at(kinds[0].start)[0] and alike(whole.unit, kinds[0].unit)
    if not same or whole.depth > kinds[0].depth or kinds[-1].start in summed:
        return
    if any(f.about for f in (whole, *kinds)) or _EARLIER.search(paragraph.text, start, kinds[-1].end):  # fmt: skip
        return
    total = span_of(kinds)
    told = f"{written(whole.number)}={written_terms(kinds)}"
    used = (whole.start, *(f.start for f in kinds))
    if whole.span.meets(total):
        yield Relation("P-8", "sum", told, Judgement.HOLDS, kinds[0].start, "", used)
    elif total.low > whole.span.high and all(f.number <= whole.number for f in kinds):
        note = f"各项相加为{written(number_of(kinds))}，比总数还多"
        yield Relation("P-8", "sum", told, Judgement.FAILS, kinds[0].start, note, used)
