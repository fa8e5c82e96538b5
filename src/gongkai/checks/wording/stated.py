"""Numbers that the office typed, beside the figure that their own sentence names (P-1).

Most numbers of a report count nothing that a ledger counts: 三个方面, 每月1次, 30%的岗位. They pass. A
number is wrong only where its sentence names a figure of the whole year, and that figure is known
and another. Where a sentence can be read in two ways, it is let through.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from gongkai.checks.wording.prose import Prose, Remark
from gongkai.checks.wording.quantities import Quantity, quantities
from gongkai.indicators.value import Amount, Rate, Value, round_half_up, trimmed
from gongkai.pattern import pattern
from gongkai.statements.text.years import of_the_year

_HAN: Final = "〇零一二三四五六七八九十百千万两"
_FORMAL: Final = "壹贰叁肆伍陆柒捌玖拾佰仟"  # alone they are parts of words: 队伍, 大陆
_PLAIN: Final = str.maketrans(_FORMAL, "一二三四五六七八九十百千")
_UNITS: Final = "人次|件次|场次|期次|大类|[件份宗起条次场期篇个名人处部类项元]|%"
_NUMBER: Final = pattern(
    rf"(?<![\d.第])(?P<n>\d{{1,12}}(?:\.\d{{1,6}})?|[{_HAN}]+|[{_FORMAL}]{{2,}})(?P<more>余|多)?(?P<scale>万|亿)?(?P<odd>余|多)?(?P<unit>{_UNITS})(?![性级类/]|以[上内下]|左右|以来|个百分点)"
)
# What may stand between the words and the number, and what it says of it.
_FILLER: Final = pattern(
    r"(?:（[^（）]*）|共计|总计|合计|累计|总共|一共|共有|共|分别|为|是|达到|达|就?有|了|的|已|仅为|仅有|仅仅|仅|只有|只|才|不足|不到|少于|低于"
    r"|超过|多于|突破|高达|多达|将近|接近|近|大约|约|：|数量|总数|总量)+$"
)
# And what turns the sentence round: 新闻发布会仅召开了1次.
_DONE: Final = pattern(r"(?:召开|举办|举行|开展|组织|参加|收到|受理)$")
_LESS: Final = pattern(r"不足|不到|少于|低于")
_MORE: Final = pattern(r"超过|多于|突破")
_ABOUT: Final = pattern(r"将近|接近|近$|大约|约")
_RANGE: Final = pattern(r"^(?:至|到|—|-|~|～|、\d)")
# Words that make a clause speak of a part, of another time, of a plan, or of a difference.
_PART: Final = pattern(
    r"每|平均|[人月年日周]均|各(?!类|部门、各单位|项)|某|个别|部分(?!公开)|有的|一些|季度|上半年|下半年|[月]份|\d月|上旬|中旬|下旬|单[日周月]|其余|另有|其中|例如|比如|如(?!期)"
    r"|同期|往年|历年|以来|以往|近[两三几]年|前[两三几]年|[两二三四五六七八九十几]年来|转载|增加|增长|减少|下降|增至|降至|新增|增配|增设|较|相比|同比|环比|比上|多出|少了"
    r"|力争|争取|计划|拟|将(?!近)|目标|要求|应当|不少于|至少|最多|不超过|原则上|确保|达到.*以上|预计|打算|下一步|需要|希望|规定|一般|通常|标准|上限|下限"
)
_ELSEWHERE: Final = pattern(
    r"(?:科|处|室|股|(?<!网)站|所|队|窗口|中心|街道|社区|乡镇|[^乡]镇|乡|系统|区县|县区|直属|下属|基层|二级单位|单位(?!：)|学校|医院|企业|园区|(?<![我本全])[局委厅])[^，。；]{0,8}$"
)
_BESIDE: Final = pattern(r"较|比|同比|与上")
# A comparison on the way to the number: 收到的申请比上年有所增加，共计38件.
_ASIDE: Final = pattern(
    r"(?:同?比|较)(?:上年|去年|上一年)?度?(?:同期)?(?:有所|略有|稍有|大幅|明显)?(?:增加|增长|增多|上升|减少|下降|降低|回落)了?(?=，)"
)
# Where a sentence has told the whole, 其中 leads to the year's parts of it.
_WHOLES: Final = frozenset(
    [
        "收到申请数",
        "申请办结数",
        "工作人员数",
        "主动公开政府信息数",
        "热线转办案件数",
        "双公示信息合计",
        "建议提案承办数",
    ]
)
_REQUESTS: Final = Quantity(
    "", ("requests_received", "accepted_total", "requests_closed"), "件", None
)
_OF_REQUESTS: Final = pattern(r"(?:政府信息公开|信息公开|依申请公开|公开)?申请(?:均|都|全部|已|中)")
# 转办案件时，有1件超过3天才签收: one of them, of which more is said.
_ONE_OF_THEM: Final = pattern(r"，(?:仍|还|尚|但)?有$")
_DIGITS: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_POWERS: Final = {"十": 10, "百": 100, "千": 1000}
_TOLERANCE: Final = Decimal("0.1")
# No sentence that a person wrote goes on for longer; a text without a stop is read through a window.
REACH: Final = 600


def stated_figures(prose: Prose) -> Iterator[Remark]:
    """P-1: a number beside the words of a figure is that figure; only typed numbers are looked at."""
    if not prose.own:
        return  # a published report's sentences are held against its tables elsewhere
    for passage in prose.passages:
        for sentence in passage.typed_sentences:
            for _, _, message in judged_figures(prose, sentence):
                if message:
                    yield Remark(message, passage, sentence)


def judged_figures(prose: Prose, sentence: str) -> Iterator[tuple[str, str, str]]:
    """Yield each typed number that names a known figure of the year: its numeral, the figure, what is wrong."""
    whole = False
    all_requests = _meant(_REQUESTS, prose.values)
    for match in _NUMBER.finditer(sentence):
        told = _told(match["n"])
        first, last = max(0, match.start() - REACH), match.end() + REACH
        before, after = sentence[first : match.start()], sentence[match.end() : last]
        if told is None or _RANGE.match(after):
            continue
        quantity = _named(match["unit"], before, after, sentence[first:last], whole=whole)
        whole = whole or (quantity is not None and quantity.label in _WHOLES)
        whole = whole or (_OF_REQUESTS.match(after) is not None and told in all_requests)
        if quantity is None or not of_the_year(before, prose.year):
            continue
        known = _meant(quantity, prose.values)
        filler = _FILLER.search(before)
        words = filler[0] if filler else ""
        scale = {"万": 10_000, "亿": 100_000_000}.get(match["scale"] or "", 1)
        if not known:
            continue
        vague = bool(match["more"] or match["odd"])
        fits = any(_fits(told, scale, words, number, vague=vague) for number in known)
        right = _shown(known[0], match["unit"], scale, match["scale"] or "")
        wrong = f"{quantity.label}写的是“{match[0]}”，台账是{right}"
        yield match["n"], quantity.label, "" if fits else wrong


def _named(
    unit: str, before: str, after: str, sentence: str, *, whole: bool = False
) -> Quantity | None:
    """Return the figure that the words around a number name, if they name one of the whole year."""
    before = _ASIDE.sub("", before)
    filler = _FILLER.search(before)
    stem = before[: filler.start()] if filler else before
    turned = _FILLER.sub("", _DONE.sub("", stem))
    clause = re.split(r"[，；：]", before)[-1]
    clause = clause.removeprefix("其中") if whole else clause
    if stem.endswith("，"):  # 收到申请，共21件
        stem = stem[:-1]
        clause = re.split(r"[，；：]", stem)[-1] + clause
    tail = re.split(r"[，。；：、（）\d]", after)[0][:24]
    for quantity in quantities():
        if unit not in quantity.units.split("|"):
            continue
        named = quantity.named and (quantity.named.search(stem) or quantity.named.search(turned))
        around = (
            quantity.verb.search(stem)
            if quantity.verb and quantity.thing and quantity.thing.search(tail)
            else None
        )
        hit = named or around
        if hit is None or _PART.search(clause + _BESIDE.split(tail)[0]):
            continue
        if _ELSEWHERE.search(re.split(r"[，；：、]", stem[: hit.start()])[-1]):
            continue
        if _ONE_OF_THEM.search(before) and tail and named:
            continue
        if not _of_another(quantity, clause + (tail if around else ""), stem, sentence):
            return quantity
    return None


def _of_another(quantity: Quantity, clause: str, stem: str, sentence: str) -> bool:
    """Tell whether words around those of a figure make them speak of something else."""
    return bool(
        (quantity.unless and quantity.unless.search(clause))
        or (quantity.beyond and quantity.beyond.search(stem))
        or (quantity.within and not quantity.within.search(sentence))
    )


def _meant(quantity: Quantity, values: Mapping[str, Value]) -> list[Decimal]:
    """Return the figures that the words may mean; none where one is unknown."""
    found = (meant(indicators, values) for indicators in quantity.indicators)
    return [number for number in found if number is not None]


def meant(indicators: str, values: Mapping[str, Value]) -> Decimal | None:
    """Return a figure, a sum of figures (a+b) or a share of one by another (a/b); rates in per cent.

    >>> from gongkai.indicators.value import Amount
    >>> meant("a+b/c", {"a": Amount(1), "b": Amount(2), "c": Amount(4)}), meant("d", {})
    (Decimal('75'), None)
    """
    part, _, base = indicators.partition("/")
    number, of = _sum(part, values), _sum(base, values) if base else Decimal(100)
    return number * 100 / of if number is not None and of else None


def _sum(names: str, values: Mapping[str, Value]) -> Decimal | None:
    parts = [_number(values[name]) for name in names.split("+") if name in values]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(parts) else None


def _number(value: Value) -> Decimal | None:
    match value:
        case Amount(number=number):
            return Decimal(number)
        case Rate() as rate if rate.occurred:
            return Decimal(rate.numerator) * 100 / Decimal(rate.denominator)
        case _:
            return None


def _fits(told: Decimal, scale: int, words: str, known: Decimal, *, vague: bool) -> bool:
    """Tell whether a typed number says the figure, exactly or in the vague way it is put."""
    places = len(f"{told:f}".partition(".")[2])
    exact = known / scale
    if _LESS.search(words):
        return exact < told
    if _MORE.search(words):
        return exact > told
    if vague:  # 20余件 is 21 to 29, 500余条 is 501 to 599
        digits = f"{told:f}".rstrip("0")
        step = Decimal(10) ** (len(f"{told:f}") - len(digits)) if "." not in digits else 1
        return told <= exact < told + max(step, 1)
    if _ABOUT.search(words):
        return abs(exact - told) <= max(Decimal(1), exact * _TOLERANCE)
    return told in (round_half_up(exact, places), exact)


def _shown(known: Decimal, unit: str, scale: int, word: str) -> str:
    if unit == "%":
        return f"{trimmed(round_half_up(known, 2))}%"
    return f"{trimmed(known / scale)}{word}{unit}"


def _told(text: str) -> Decimal | None:
    """Return what a numeral says, None for Chinese characters that are no number.

    >>> [str(_told(t)) for t in ("21", "二十一", "两", "十", "一百零三", "百千")]
    ['21', '21', '2', '10', '103', 'None']
    """
    if text[0].isdigit() and text[0] not in _DIGITS:
        return Decimal(text)
    text = text.translate(_PLAIN)
    total = digit = 0
    last = ""
    for char in text:
        if char in _POWERS:
            if last in _POWERS or (last == "" and char != "十"):
                return None
            total += (digit or 1) * _POWERS[char]
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            return None
        last = char
    return Decimal(total + digit)
