"""Comparisons with last year in the office's own words, of whatever figure they name (Y-2)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.checks.wording.prose import BOUND, Passage, Prose
from gongkai.checks.wording.quantities import Quantity, quantities
from gongkai.checks.wording.stated import meant
from gongkai.indicators.value import Rate, Value, round_half_up, trimmed
from gongkai.pattern import pattern
from gongkai.statements.text.years import of_the_year

_LAST: Final = r"(?:上年|去年|上一年)度?(?:同期)?"
_UP, _DOWN, _SAME = (
    "增加|增长|增多|上升|提高|提升|上涨|多(?=[\\d了])|增(?=[\\d了])",
    "减少|下降|降低|回落|下滑|少(?=[\\d了])|减(?=[\\d了])|降(?=[\\d了])",
    "持平|相同|一致|相当",
)
_COMPARED: Final = pattern(
    rf"(?:(?:与|和|同|跟|较|比){_LAST}(?:相比|比较)?|同比|相比{_LAST})，?"
    r"(?P<how>(?:总体|总量|数量|也|又|均|都|有所|略有|稍有|小幅|略微|略|稍|大幅度?|明显|显著|进一步|继续|净|基本|大体)*)"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<same>{_SAME}))(?:幅度|幅)?(?:为|达)?了?"
    r"(?P<about>约|近|超过?|逾)?(?:(?P<n>\d{1,12}(?:\.\d{1,6})?)(?P<more>余|多)?(?P<unit>%|个百分点|万|人次|[件条份次篇项人个场期宗起])?)?"
)
# What stands between the words of a figure and the comparison: the figure itself, 数量.
_FIGURE: Final = pattern(
    r"(?:共计?|累计|合计|为|是|达到?|有|了|的|：)*\d[\d.]*(?:%|个百分点|人次|[件条份次篇项人个场期宗起])?$"
)
_AMOUNT: Final = pattern(
    r"(?:的?(?:承办|办理|发布|公开|受理|收到)?的?(?:总数量|数量|件数|次数|人数|总数|总量|数|量))$"
)
_LEAD: Final = pattern(
    r"^(?:其中|同时|此外|另外|而且|并且|但是?|因此|[一二三四五六]是|首先|其次|第[一二三四]|全年|本年度?|今年|20\d\d年度?|我[局办委厅镇乡县区市]|本[局办委厅]|本(?:机关|单位|部门)|全[局办委厅]|共计?|累计|的|，)*"
)
# What may stand before the words of a figure without narrowing them.
_OF: Final = pattern(
    r"(?:政府信息公开|依申请公开|信息公开|政务公开|政务|公开|申请|热线|转办|案件|工单|建议|提案|、|和|的|通过|在|发布|举办|召开|办理|承办|作出|收到|受理)*"
)

# What last year's report said does not make a sentence speak of last year.
_PROMISED: Final = pattern(r"(?:上年|去年)度?(?:报告)?(?:中)?(?:提出|指出|存在|查找|列出|承诺)的?")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison with last year: of which figure, empty where none is known by its words; ``wrong`` says
    what is amiss, ``open`` that there is nothing to compare with; ``digits`` is by how much it is told."""

    passage: Passage
    sentence: str
    label: str = ""
    wrong: str = ""
    open: bool = False
    digits: str = ""


def comparisons(prose: Prose) -> Iterator[Comparison]:
    """Yield each comparison with last year that the office typed; those that the program puts in are right."""
    for passage in prose.passages:
        if not passage.written:
            continue
        for sentence, typed in zip(passage.sentences, passage.typed_sentences, strict=True):
            places = list(_COMPARED.finditer(sentence))
            bound = [_is_bound(typed, m.end()) for m in _COMPARED.finditer(typed)]
            for n, match in enumerate(places):
                stem = sentence[: match.start()]
                if not of_the_year(_PROMISED.sub("", stem), prose.year) or (
                    len(bound) == len(places) and bound[n]
                ):
                    continue
                yield _judged(passage, sentence, stem, match, prose)


def _is_bound(typed: str, end: int) -> bool:
    return BOUND in typed[end : end + 1]


def _judged(
    passage: Passage, sentence: str, stem: str, match: re.Match[str], prose: Prose
) -> Comparison:
    quantity = named_alone(stem, sentence)
    digits = match["n"] or ""
    if quantity is None:
        return Comparison(passage, sentence, digits=digits)
    pairs = list(_pairs(quantity, prose.values, prose.before))
    if not pairs:
        return Comparison(passage, sentence, quantity.label, open=True, digits=digits)
    faults = [_fault(match, now, before, rate=rate) for now, before, rate in pairs]
    wrong = faults[0] if all(faults) else ""
    return Comparison(passage, sentence, quantity.label, wrong, digits=digits)


def named_alone(stem: str, sentence: str) -> Quantity | None:
    """Return the figure that the clause before a comparison names, and nothing narrower.

    >>> named_alone("参加培训108人次，", "参加培训108人次，较上年下降。").label
    '接受培训人员数'
    >>> named_alone("涉企的行政处罚决定", "涉企的行政处罚决定较上年下降。") is None
    True
    """
    words = _AMOUNT.sub("", _FIGURE.sub("", stem.rstrip("，（、")))
    clause = _LEAD.sub("", re.split("[，；：。（]", words)[-1])
    for quantity in quantities():
        found = quantity.named.search(clause) if quantity.named else None
        if found is None or not _OF.fullmatch(clause[: found.start()]):
            continue
        if quantity.unless and quantity.unless.search(clause):
            continue
        if quantity.within and not quantity.within.search(sentence):
            continue
        if quantity.beyond and quantity.beyond.search(stem):
            continue
        return quantity
    return None


def _pairs(
    quantity: Quantity, now: Mapping[str, Value], before: Mapping[str, Value]
) -> Iterator[tuple[Decimal, Decimal, bool]]:
    for indicators in quantity.indicators:
        one, other = meant(indicators, now), meant(indicators, before)
        if one is not None and other is not None:
            rate = "/" in indicators or isinstance(now.get(indicators), Rate)
            yield one, other, rate


def _fault(match: re.Match[str], now: Decimal, before: Decimal, *, rate: bool) -> str:
    """Return what is wrong with a comparison by one pair of figures; empty where nothing is."""
    unit = "%" if rate else ""
    figures = f"本年{_shown(now, unit)}，上年{_shown(before, unit)}"
    way = "same" if now == before else "up" if now > before else "down"
    told = next(name for name in ("up", "down", "same") if match[name])
    if told == "same" and match["how"]:  # 基本持平
        return ""
    if told != way:
        right = {"up": "增加", "down": "减少", "same": "持平"}[way]
        return f"写的是“{match[told]}”，{figures}，应为{right}"
    if not match["n"] or match["about"] or match["more"] or way == "same":
        return ""
    return _amount_fault(match, now, before, figures, match[told], rate=rate)


def _amount_fault(
    match: re.Match[str], now: Decimal, before: Decimal, figures: str, way: str, *, rate: bool
) -> str:
    """Return what is wrong with how much a comparison tells; empty where nothing is."""
    places, unit = len(match["n"].partition(".")[2]), match["unit"] or ""
    changes = _changes(now, before, unit, rate=rate)
    if any(round_half_up(c, places) == Decimal(match["n"]) for c in changes):
        return ""
    if not changes:
        return f"上年为0，不计算增幅，写的是{match['n']}%"
    right = trimmed(round_half_up(changes[0], max(places, 2)))
    return f"写的是“{way}{match['n']}{unit}”，{figures}，应为{right}{unit}"


def _changes(now: Decimal, before: Decimal, unit: str, *, rate: bool) -> list[Decimal]:
    """Return what the change may be told as: a difference, of rates also as they are printed, or a share."""
    change = abs(now - before)
    shares = [change * 100 / before] if unit == "%" and before else []
    if rate:
        return [change, abs(round_half_up(now, 2) - round_half_up(before, 2)), *shares]
    if unit == "%":
        return shares
    return [change / 10_000 if unit == "万" else change]


def _shown(number: Decimal, unit: str) -> str:
    return f"{trimmed(round_half_up(number, 2))}{unit}"
