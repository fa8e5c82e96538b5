"""So many of each: 公报4期，每期500份，共2000份; 20个村平均每村52份，合计1040份."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import judged, rounded, written
from gongkai.statements.text.numerals import han_number
from gongkai.statements.text.paragraph import Paragraph

_EACH: Final = pattern(
    r"(?P<mean>平均)?每(?:个|家|名|场|期|次|条)?(?P<of>[\u4e00-\u9fff]{0,4}?)(?:平均)?(?P<mean2>平均)?(?:印制|印刷|编印|制作|投放|配送|印发|发放|发布|刊登|公开|张贴|收到|受理|培训|参加|参训|参会|覆盖|服务|接待|发行|赠阅|赠送|编发|推送|刊发|参与|约|有|为)*$"
)
_UNIT_OF: Final = pattern(
    r"每(?P<unit>[期场次个家名条户批轮季件篇处所台座张集版本卷])|(?P<one>[条篇期场户件次人家笔])均"
)
_A_PIECE: Final = pattern(r"(?P<mean>[条篇期场户件次人家笔]均)(?P<of>)(?P<mean2>)[^，。；\d]{0,6}$")
_MEAN: Final = pattern(
    r"(?P<mean>平均)每[期场次个家名条户批轮季件篇处所台座张集版本卷](?P<of>)(?P<mean2>)(?!工作日)[^，。；\d]{0,8}$"
)
# 98个行政村，每村设信息员1名，共98名
_PLACE: Final = pattern(
    r"每(?P<of>乡镇|社区|单位|部门|街道|学校|[镇乡村户校院店])(?P<mean>)(?P<mean2>)(?:设|配|建|派|明确|确定|选派|聘)[^，。；\d]{0,8}$"
)
_WAYS: Final = (_EACH, _A_PIECE, _MEAN, _PLACE)
_TIME: Final = pattern(r"每(?:年|月|季|周|天|日|人(?!次)|半年|万|千|百|两)")
_ROUGH: Final = Decimal("0.05")
_FAR: Final = Decimal("0.12")


def read_products(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each total that so many of each come to, where a sentence has one count, one rate and one total.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "编发公报4期，每期500份，共印发2500份。张贴公告1040份，20个村平均每村52份。"
    >>> [(r.written, r.state.value) for r in read_products(parse(said))]
    [('4*500=2500', 'fails'), ('20*52=1040', 'holds')]
    """
    for each in paragraph.plain if "每" in paragraph.text or "均" in paragraph.text else ():
        before = paragraph.clause_before(each)
        matches = [m for words in _WAYS if (m := words.search(before))]
        if not matches or _TIME.search(before):
            continue
        start, end = paragraph.sentence_at(each.start)
        within = [f for f in paragraph.plain if start <= f.start < end and f is not each]
        ahead = [f for f in within if f.start < each.start]
        behind = [f for f in within if f.start > each.end][:1]
        match, counts = matches[0], list[Figure]()
        for match in matches:
            counts = [f for f in ahead if _is_of(paragraph, f, before, match)]
            counts = [f for f in counts if not alike(f.unit, each.unit)]
            if counts:
                break
            if match["mean"] and not ahead:  # 人均320件，12名坐席共办理3840件
                counts = [f for f in behind if _is_of(paragraph, f, before, match)]
        totals = [f for f in within if alike(f.unit, each.unit) and f not in counts]
        beside = [f for f in within if counts and f.unit == counts[0].unit]
        if len(counts) == len(totals) == len(beside) == 1:
            mean = bool(match["mean"] or match["mean2"])
            yield _judged(counts[0], each, totals[0], mean=mean)


_OFTEN: Final = pattern(
    r"^(?:按照?)?每(?:个)?(?P<span>月|季度?|周|半年|[两三四六]个月)(?:召开|举办|开展|编发|推送|发布|组织|进行|更新|报送|印发)?$"
)
_IN_ALL: Final = pattern(
    r"^(?:全年|年内|本年度?|20\d\d年度?)?(?:共|共计|累计|合计)?(?:召开|举办|开展|编发|推送|发布|组织|进行|更新|报送|印发)?(?:了)?$"
)
_TIMES: Final = {
    "月": 12, "季": 4, "季度": 4, "周": 52, "半年": 2, "两个月": 6, "三个月": 4, "四个月": 3, "六个月": 2,
}  # fmt: skip
_LEAST: Final = pattern("至少|不少于|原则上|不低于|要求|以上|左右|[一两]次以上")


def read_periods(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that so many a month, quarter or week come to what the year had: 每季度召开1次，全年共召开4次.

    >>> from gongkai.statements.text.paragraph import parse
    >>> [(r.written, r.note) for r in read_periods(parse("每季度召开1次例会，全年共召开3次。"))]
    [('4*1=3', '全年应为4')]
    """
    for first, second in pairwise(paragraph.plain) if "每" in paragraph.text else ():
        each, total = first, second
        if _OFTEN.match(second.label) and paragraph.text[first.end : second.start] in (f"（{second.label}", f"，{second.label}"):  # fmt: skip
            within = paragraph.text[first.end] == "（"
            yield from _often(first, second, within=within)  # 目录4次（每季度1次）
            continue
        match = _OFTEN.match(each.label)
        told = _IN_ALL.match(total.label) if match else None
        said = paragraph.said(total.start)
        same = each.unit == total.unit and paragraph.sentence_at(
            each.start
        ) == paragraph.sentence_at(total.start)
        if match is None or told is None or not told[0] or not same or _LEAST.search(said):
            continue
        times = _TIMES[match["span"]]
        right = each.number * times
        off = abs(right - total.number)
        holds = off <= (times if match["span"] == "周" else 0)
        fewer = total.number < right  # more than was planned is no contradiction
        note = "" if holds else f"全年应为{written(right)}"
        state = judged(holds=holds, vague=each.about or total.about or not fewer)
        told_ = f"{times}*{written(each.number)}={written(total.number)}"
        yield Relation("P-8", "sum", told_, state, total.start, note, (each.start, total.start))


_IN_WORDS: Final = pattern(
    r"[，（]每(?:个)?(?P<span>月|季度?|半年)(?P<many>[一两三四五六])(?P<unit>[期次场篇条])(?=[，。；）])"
)


def read_in_words(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 简报24期，每月三期: so many in words of one numeral, which are else no figure.

    >>> from gongkai.statements.text.paragraph import parse
    >>> [(r.written, r.note) for r in read_in_words(parse("编发简报二十四期，每月三期。"))]
    [('12*3=24', '全年应为36')]
    """
    for total in paragraph.plain if "每" in paragraph.text else ():
        match = _IN_WORDS.match(paragraph.text, total.end)
        if match is None or match["unit"] != total.unit or total.about:
            continue
        times, each = _TIMES[match["span"]], han_number(match["many"]) or Decimal(1)
        right = times * each
        holds = right <= total.number  # more than was planned is no contradiction
        note = "" if holds else f"全年应为{written(right)}"
        told = f"{times}*{written(each)}={written(total.number)}"
        state = judged(holds=holds, vague=False)
        used = (total.start,)
        yield Relation("P-8", "sum", told, state, match.start("many"), note, used)


def _often(total: Figure, each: Figure, *, within: bool) -> Iterator[Relation]:
    match = _OFTEN.match(each.label)
    if match is None or match["span"] == "周" or each.about or total.about:
        return
    times = _TIMES[match["span"]]
    right = each.number * times
    holds = right == total.number or (total.number > right and not within)
    note = "" if holds else f"全年应为{written(right)}"
    told = f"{times}*{written(each.number)}={written(total.number)}"
    used = (each.start, total.start)
    if alike(each.unit, total.unit):
        yield Relation("P-8", "sum", told, judged(holds=holds, vague=False), each.start, note, used)


def _is_of(paragraph: Paragraph, figure: Figure, before: str, match: re.Match[str]) -> bool:
    """Tell whether a figure counts what 每 speaks of: 4期 of 每期, 20个村 of 每村."""
    unit = _UNIT_OF.search(before)
    noun = match["of"].removesuffix("平均")
    if noun:
        behind = paragraph.text[figure.end : figure.end + len(noun) + 4].split("，")[0]
        return noun == figure.unit or noun in behind or (len(noun) > 1 and noun in figure.label)
    if unit is not None and unit["one"] == "人" and figure.unit == "个":
        return bool(_USERS.search(figure.label))  # 独立用户访问量46.2万个
    return unit is not None and figure.unit in _COUNTED_BY.get(
        unit["unit"] or unit["one"], (unit["unit"] or unit["one"],)
    )


_USERS: Final = pattern(r"用户|访客|访问者|粉丝|读者")
_COUNTED_BY: Final = {"批": ("批", "批次"), "户": ("户", "家", "户次", "家次"), "家": ("家", "户", "个", "家次"), "人": ("人", "名"), "场": ("场", "次", "场次"), "次": ("次", "场", "场次")}  # fmt: skip


def _judged(count: Figure, each: Figure, total: Figure, *, mean: bool) -> Relation:
    right = count.number * each.number
    off = abs(right - total.number)
    exact = not mean and not any(f.about for f in (count, each, total))
    about = any(f.about for f in (count, each, total))
    most = max(total.number * _ROUGH, count.number) if about else count.number
    holds = total.span.low <= right <= total.span.high if exact else off < most
    if mean and total.span.low < total.span.high:  # of 1.86亿元, 45.1万元 each
        spans = each.span.low * count.span.low, each.span.high * count.span.high
        holds = holds or (spans[0] <= total.span.high and total.span.low <= spans[1])
    near = off <= max(total.number * _FAR, count.number) if about else off == 0
    state = judged(holds=holds, vague=near)
    said = f"{written(count.number)}*{written(each.number)}={written(total.number)}"
    told = rounded(total.number / count.number, each.digits) if mean else ""
    note = "" if holds else f"平均应为{told}" if mean else f"相乘应为{written(right)}"
    used = (count.start, each.start, total.start)
    return Relation("P-8", "sum", said, state, each.start, note, used)
