"""Times that became shorter: 由15个工作日压缩至10个工作日，压缩33.3%."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.interval import Interval, Judgement, judged, printed, rounded, written
from gongkai.statements.text.paragraph import Paragraph

_NUMBER: Final = r"\d{1,6}(?:\.\d{1,4})?"
_LESS: Final = "压缩|缩短|缩减|减少|压减|提前|下降|降低|节约|减|降"
_MORE: Final = "延长|增加|上升|增"
_TURNED: Final = pattern(
    rf"(?:由|从)[^，。；\d]{{0,12}}(?P<a>{_NUMBER})个?(?P<unit>工作日|自然日|天|日|小时|分钟|个?月)[^。；\d]{{0,8}}"
    rf"(?:{_LESS}|{_MORE}|优化|提速)(?:到|至|为)[^，。；\d]{{0,4}}(?P<b>{_NUMBER})个?(?P=unit)"
    rf"(?P<gap>[^。；\d]{{0,14}}?)(?P<way>{_LESS}|{_MORE})(?:了|幅度?|率|比例|近|约|达|为)*(?P<by>{_NUMBER})(?P<of>%|个?(?P=unit))"
)  # fmt: skip
# 平均8天，较上年12天缩短4天
_AGAINST: Final = pattern(
    rf"(?P<b>{_NUMBER})个?(?P<unit>工作日|自然日|天|日|小时|分钟)[，（]?[^，。；\d]{{0,4}}(?:较|比|由|从)(?![^，。；\d]{{0,12}}(?:{_LESS}|{_MORE}))[^，。；\d]{{0,8}}(?:20\d\d年)?[^，。；\d]{{0,6}}(?P<a>{_NUMBER})个?(?P=unit)"
    rf"(?P<gap>[^。；\d]{{0,4}}?)(?P<way>{_LESS}|{_MORE})(?:了|幅度?|近|约|达|为)*(?P<by>{_NUMBER})(?P<of>%|个?(?P=unit))"
)  # fmt: skip
# 平均3.2个工作日，较上年缩短0.8个工作日，压缩20%
_STEP: Final = pattern(
    rf"(?P<b>{_NUMBER})个?(?P<unit>工作日|自然日|天|日|小时|分钟)[，（]?[^，。；\d]{{0,4}}(?:较|比|同比)[^，。；\d]{{0,10}}?(?P<way>{_LESS}|{_MORE})(?:了)?(?P<n>{_NUMBER})个?(?P=unit)"
    rf"[，（、](?:{_LESS}|{_MORE}|降幅|幅度)(?:了|幅度?|率|为|达)*(?P<by>{_NUMBER})%"
)  # fmt: skip
_ABOUT: Final = pattern("近|约|多|余|超")
_OF_TIME: Final = pattern(r"\d个?(?:工作日|自然日|天|日|小时|分钟|个?月)")
_EFFICIENCY: Final = pattern("效率|提速")
_HUNDRED: Final = Decimal(100)


def _steps(text: str) -> Iterator[Relation]:
    for match in _STEP.finditer(text):
        after, step, by = (Decimal(match[name]) for name in ("b", "n", "by"))
        less = re.fullmatch(_LESS, match["way"]) is not None
        before = after + step if less else after - step
        if before <= 0 or _EFFICIENCY.search(match[0]):
            continue
        right = step * _HUNDRED / before
        span = printed(by, match["by"])
        holds = span.low <= right <= span.high
        note = "" if holds else f"按前后两个时限应为{rounded(right, match['by'])}%"
        said = f"{written(before)}->{written(after)}={'-' if less else '+'}{match['by']}%"
        used = (match.start("b"), match.start("n"), match.start("by"))
        state = judged(holds=holds, vague=abs(right - by) < 1)
        yield Relation("Y-2", "growth", said, state, match.start("by"), note, used)


def read_durations(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield by how much a time became shorter or longer, where both times are told.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "办理时长由15个工作日压缩至10个工作日，压缩50%。由12天缩短到9天，缩短3天。"
    >>> [(r.written, r.note) for r in read_durations(parse(said))]
    [('15->10=-50%', '按前后两个时限应为33%'), ('12->9=-3', '')]
    """
    text = paragraph.text
    yield from _means(paragraph) if "平均" in text and "最" in text else ()
    yield from _steps(text) if "%" in text and _OF_TIME.search(text) else ()
    for match in (
        (*_TURNED.finditer(text), *_AGAINST.finditer(text)) if _OF_TIME.search(text) else ()
    ):
        before, after, by = (Decimal(match[name]) for name in ("a", "b", "by"))
        if not before or _EFFICIENCY.search(match["gap"]):
            continue
        rate = match["of"] == "%"
        step = before - after if re.fullmatch(_LESS, match["way"]) else after - before
        right = step * _HUNDRED / before if rate else step
        span = printed(by, match["by"]) if rate or "." in match["by"] else Interval(by, by)
        holds = span.low <= right <= span.high
        state = judged(
            holds=holds, vague=bool(_ABOUT.search(match[0][match.start("way") - match.start() :]))
        )
        shown = rounded(right, match["by"])
        note = "" if state is Judgement.HOLDS else f"按前后两个时限应为{shown}{'%' if rate else ''}"
        sign = "-" if re.fullmatch(_LESS, match["way"]) else "+"
        said = f"{written(before)}->{written(after)}={sign}{match['by']}{'%' if rate else ''}"
        used = (match.start("a"), match.start("b"), match.start("by"))
        yield Relation("Y-2", "growth", said, state, match.start("by"), note, used)


_TIME: Final = rf"(?P<number>{_NUMBER})个?(?P<unit>工作日|自然日|天|日|小时|分钟)"
_LONGEST: Final = pattern(rf"最[长多](?:的|用时|耗时|时间|为)*{_TIME}")
_SHORTEST: Final = pattern(rf"最[短少快](?:的|用时|耗时|时间|仅|为)*{_TIME}")
_MEAN: Final = pattern(
    rf"平均(?:办理|办结|答复|处理)?(?:用时|耗时|时长|时间|周期)?(?:为|约|仅)*{_TIME}"
)


def _means(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that a mean lies between the shortest and the longest: 最长12天、最短2天，平均15天."""
    for start, end in paragraph.sentences:
        mean = _MEAN.search(paragraph.text, start, end)
        for words, sign in ((_LONGEST, 1), (_SHORTEST, -1)):
            most = list(words.finditer(paragraph.text, start, end))
            if mean is None or len(most) != 1 or most[0]["unit"] != mean["unit"]:
                continue
            if "；" in paragraph.text[min(most[0].start(), mean.start()) : mean.end()]:
                continue
            number, of = Decimal(mean["number"]), Decimal(most[0]["number"])
            holds = (number - of) * sign <= 0
            note = "" if holds else "平均用时比最长的还长" if sign > 0 else "平均用时比最短的还短"
            told = f"{written(number)}{'<=' if sign > 0 else '>='}{written(of)}"
            state = judged(holds=holds, vague=False)
            used = (most[0].start("number"), mean.start("number"))
            yield Relation("P-8", "sum", told, state, mean.start(), note, used)
