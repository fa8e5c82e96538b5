"""Those of a whole that a rate is named after: 45个单位中有43个公布年报，公布率; 其中1520件按时办结，按时办结率."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.subjects.topics import DOMAINS
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Interval, Judgement, quotient, written
from gongkai.statements.text.paragraph import Paragraph

_AMONG: Final = pattern("中(?:的|有|已有)?$")
_OF_THESE: Final = pattern("^(?:其中)?(?:已|有|按期|按时|均|全部|及时|实际|共)*")
_CAME_IN: Final = pattern(
    r"需|须|拟|计划|收到|受理|接收|接到|承办|收办|交办|转办|办理|新收|发现|排查|检查|征集|制发|印发|应"
)
# Of the rest it is told why it does not count, or the rate is of what people think.
_NOT_ALL: Final = pattern(
    "到期|未到|期限|尚在|正在|结转|延期|上年|累计|不属于|撤回|转办至|合并|机构改革|豁免"
)
_OPINION: Final = pattern("满意|好评|知晓|支持|参与|信任|点击|阅读")


def _of_kind(within: Sequence[Figure], full: str) -> tuple[Interval, Interval] | None:
    """Return the part and the whole of a rate that names its kind too: 主办15件，主办件公开14件，主办件公开率."""
    parts = [f for f in within if f.label.removeprefix("其中") == full]
    wholes = [f for f in within if 1 < len(f.label.removeprefix("其中")) < len(full) and full.startswith(f.label.removeprefix("其中"))]  # fmt: skip
    if len(parts) != 1 or len(wholes) != 1 or parts[0].number > wholes[0].number:
        return None
    return parts[0].span, wholes[0].span


_BACK: Final = pattern("收回|回收|参评|参与测评|参与评价|有效|受访|回访|测评")
_SENT: Final = pattern("发出|发放|派发|推送|邀请")


def _asked(within: Sequence[Figure], full: str) -> tuple[Interval, Interval] | None:
    """Return those who were content of those who answered, or those who answered of all asked: 发出500份，收回480份，满意460份."""
    for whole, part in pairwise(within):
        content = (
            full.endswith(part.label.removeprefix("其中") or "-")
            and _OPINION.search(full)
            and _BACK.search(whole.label)
        )
        back = (
            full.endswith(("回收", "收回"))
            and _BACK.search(part.label)
            and _SENT.search(whole.label)
        )
        if (content or back) and alike(whole.unit, part.unit) and part.number <= whole.number:
            return part.span, whole.span
    return None


def _named(within: Sequence[Figure], name: str) -> int:
    """Return how many figures bear a name, wholes of which some are told left out: 栏目56个中有48个."""
    own = [f for f in within if not _AMONG.search(f.after)]
    return sum(name in f.label + f.after for f in own)


def among(
    paragraph: Paragraph, within: Sequence[Figure], rate: Figure, full: str, name: str
) -> tuple[Interval, Interval] | None:
    """Return the part and the whole of a rate where two figures beside one another are surely these.

    ``full`` is the rate's whole name, ``name`` its deed alone.
    """
    said = paragraph.said(rate.start)
    if (asked := _asked(within, full)) is not None:
        return asked
    if _OPINION.search(full) or _named(within, name) > 1:
        return None
    if (of_kind := _of_kind(within, full)) is not None:
        return of_kind
    for whole, part in pairwise(within):
        words = part.label + part.after
        if not alike(whole.unit, part.unit) or part.number > whole.number or name not in words:
            continue
        if any(no + name in words for no in "未不非") or part.end > rate.start:
            continue
        own = part.label if name in part.label else part.after
        told = _OF_THESE.sub("", own) in (name, full) or full in own
        due = _NOT_ALL.search(said)
        received = _CAME_IN.search(whole.label) and told and not due
        of_these = part.label.startswith("其中") and (told or full in words) and not due
        if _AMONG.search(whole.after) or received or of_these:
            return part.span, whole.span
    return None


def are_other_matters(whole: Figure, part: Figure) -> bool:
    """Tell whether two figures' own words name matters that are none of one another's: lawsuits and what is no lawsuit.

    >>> from gongkai.statements.text.figure import figures_of
    >>> one, other = figures_of("行政复议答复6件，出庭应诉3件")
    >>> are_other_matters(one, other), are_other_matters(other, other)
    (True, False)
    """
    named = [[m.lastgroup for m in DOMAINS.finditer(f.label + f.after)][-1:] for f in (whole, part)]
    return all(named) and named[0] != named[1] and named[1][0] in ("litigation", "reconsideration")


def is_among(paragraph: Paragraph, whole: Figure, part: Figure) -> bool:
    """Tell whether a figure is said to be one of a whole right before it: 10件申请中，8件通过网络提出."""
    return bool(_ONE_OF.fullmatch(paragraph.text, whole.end, part.start))


_SAID_OF_THESE: Final = pattern(r"[，；：（]其中(?:有|约|近|超过?)?$")


def of_these(
    paragraph: Paragraph, share: Figure, part: Figure, wholes: Sequence[Figure]
) -> list[Figure]:
    """Return the nearest whole of a share that is said to be 其中 of its own sentence's figures.

    发放320份，收回300份，其中半数以上（120份）满意: it is no half of either.
    """
    start, _ = paragraph.sentence_at(share.start)
    first = min(part.start, share.start)
    word = _ROUGH.sub("", paragraph.text[start:first])
    inside = [w for w in wholes if start <= w.start < first and w.depth <= part.depth]
    far = all(abs(part.number * 100 / w.number - share.number) > _FAR for w in inside)
    return inside[-1:] if inside and far and _SAID_OF_THESE.search(word) else []


_ROUGH: Final = pattern(r"(?:约|近|超过?|大约)+$")
_ONE_OF: Final = pattern("[^，。；（）\\d]{0,16}(?<!其)中，?(?:有|仅|约|已)*[^，。；（）\\d]{0,12}")
_FAR: Final = 2  # per cent points


def only_behind(paragraph: Paragraph, rate: Figure) -> list[Figure]:
    """Return the two figures behind a rate that stands alone before them: 满意率94%，共回访500人，其中满意470人."""
    start, end = paragraph.sentence_at(rate.start)
    others = [f for f in paragraph.figures if start <= f.start < end and f is not rate]
    pair = all(f.counts and f.start > rate.end and not f.about for f in others)
    return others if pair and len(others) == 2 and others[1].label.startswith("其中") else []


def with_partly(paragraph: Paragraph, relation: Relation) -> Relation:
    """Return a rate that counts what was so in part with what was so: 45条，采纳30条，部分采纳9条，采纳率86.7%."""
    if relation.state is not Judgement.FAILS or relation.kind != "share":
        return relation
    if "部分" not in paragraph.text:
        return relation
    used = [f for f in paragraph.figures if f.start in relation.used]
    rate, whole = used[-1], max(used[:-1], key=lambda f: f.number, default=used[-1])
    for part in used[:-1]:
        deed = _PARTLY.sub("", part.label)
        for figure in paragraph.plain:
            partly = len(deed) > 1 and figure.label.removeprefix("其中") == f"部分{deed}"
            if not partly or whole.span.low <= 0 or not alike(figure.unit, part.unit):
                continue
            if quotient(part.span + figure.span, whole.span).meets(rate.span):
                both = written(part.number + figure.number)
                said = f"{both}/{written(whole.number)}={rate.digits}%"
                return replace(relation, written=said, state=Judgement.HOLDS, note="")
    return relation


_PARTLY: Final = pattern("^(?:其中|已|全部|完全)+")
