"""Chapters: there, in order, as the opening lists them; what parts one, five and six must hold."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gongkai.checks.check import State
from gongkai.checks.wording.prose import Prose, Remark, folded, han_number, joined, unassessable
from gongkai.indicators.value import Amount, Unknown
from gongkai.pattern import pattern

FIRST_STATUTORY_YEAR: Final = 2019
_FIVE_TOPICS_YEAR: Final = 2021
_SERVICE: Final = "service"  # a school or hospital, whose parts those in charge of its trade set
_COUNT: Final = r"(?P<count>[一二三四五六七八九十]|\d{1,2})(?:[个大]{0,2}(?:部分|方面|章节)|项内容)"
_LISTS: Final = (
    pattern(
        rf"(?:由|分为|分|包括|包含|共(?!和国)|含)(?:以下|下列)?{_COUNT}[：:](?P<names>[^。；]{{6,200}})"
    ),
    pattern(
        rf"(?:由|分为|分|包括|包含|共(?!和国)|含)(?P<names>[^。；]{{0,160}}?)(?:等|共)?{_COUNT}"
    ),
    pattern(
        r"(?:全文|报告|主要内容)(?:由|包括|包含|分为)：?(?P<names>[^。；]{6,160}?)(?:组成|$|。)"
    ),
)
_COMMON: Final = pattern(r"政府信息公开|政府信息|信息公开|情况|工作")
_SIX: Final = (
    ("总体情况", r"总体|概述|概况|基本情况"),
    ("主动公开政府信息情况", r"主动公开"),
    ("收到和处理政府信息公开申请情况", r"申请(?!行政复议|复议)"),
    ("政府信息公开行政复议、行政诉讼情况", r"复议|诉讼"),
    ("存在的主要问题及改进情况", r"问题|不足|改进"),
    ("其他需要报告的事项", r"其他|其它"),
)
_TOPICS: Final = (
    ("主动公开", r"主动公开|(?:公开|公布|发布)[^。；]{0,60}?\d+余?(?:条|件|篇|次|宗|份|则|批)"),
    ("依申请公开", r"依申请|申请"),
    ("政府信息管理", r"管理|信息资源|规范性文件|审[查核]|[三]审|清理|目录|台账"),
    ("政府信息公开平台建设", r"平台|网站|新媒体|公众号|微信|微博|公报|专栏|专区|公[开示]栏"),
    ("监督保障", r"监督|保障|培训|考核|检查|督查|评议|学习|通报|追究|领导小组|工作人员|专兼?职"),
)
# Art 50(4); reports put these in many words, so that their absence is a hint.
_OF_GOVERNMENTS: Final = (
    ("工作考核", r"考核|考评|测评|评估|绩效"),
    ("社会评议", r"评议|满意度|第三方"),
    ("责任追究结果", r"追究|追责|问责"),
)
_PROBLEMS: Final = r"问题|不足"
_FAULT_WORDS: Final = pattern(
    r"不[足够强高全深细均多实严准]|不到位|不及时|不规范|不平衡|有待|欠缺|薄弱|单一|滞后|问题|差距|还需|尚需"
    r"|仍需|需要|缺乏|缺少|不完善|不健全|偏[低弱少慢]|较[少弱低慢]|有限|困难|短板|不能|未能|尚未|没有|存在"
)
_MEASURE_WORDS: Final = pattern(r"^(?:将|继续|进一步|切实|努力|加强|强化|提高|推进|完善|健全)")
_MEASURES: Final = pattern(r"下一步|改进|措施|将|加强|强化|完善|健全|推进|提升|提高")
# What comes after is a plan, not a fault: its 一是 is the first thing to be done.
_PLANS: Final = pattern(
    r"下一步|下一?年|明年|今后|改进|措施|整改|20\d\d年度?[^。；]{0,8}(?:将|要|拟|计划|打算|重点)|(?:抓好|做好|推进|落实)(?:以?下)?[^，。；]{0,6}工作"
    r"|(?:对此|为此|针对(?:上述|以上|这些|存在))"
)
_FEE_WORDS: Final = pattern(
    r"处理费|收费(?!站|公路)|(?:收取|收到|减免|产生)(?:任何|相关|政府|信息|公开|依申请|的|申请|检索|复制|邮寄|等|、)*费用?"
)
_LEAST: Final = 10  # characters; 无 or 暂无 and the like


def chapters_in_order(prose: Prose) -> Iterator[Remark]:
    """D-1: numbers without gaps, the opening's list, the six parts, the topics of part one."""
    heads = [c[0] for c in prose.chapters]
    if len(heads) < 2:
        yield unassessable("没有认出两个以上的章节标题，无法核对章节")
        return
    numbers = [n for h in heads if (n := han_number(h.number)) is not None]
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        yield unassessable("章节编号不止一套或有重复，无法核对次序")
        return
    lacking = _lacking(prose, [folded(h.heading) for h in heads])
    for earlier, later in pairwise((0, *numbers)):
        if later != earlier + 1 and not lacking.issuperset(range(earlier + 1, later)):
            before = (
                f"第{earlier}章之后是第{later}章" if earlier else f"第一个章节的编号是第{later}章"
            )
            yield Remark(f"章节编号不连续：{before}")
    yield from _as_listed(prose, [folded(h.heading) for h in heads])
    if prose.level == _SERVICE:
        return
    if prose.year >= FIRST_STATUTORY_YEAR:
        yield from _six_parts(prose, [folded(h.heading) for h in heads])
    if prose.year >= _FIVE_TOPICS_YEAR:
        yield from _topics(prose)


def _lacking(prose: Prose, headings: list[str]) -> set[int]:
    """Return the numbers of the six parts that no heading names: a gap at one is told as that part."""
    if prose.year < FIRST_STATUTORY_YEAR:
        return set()
    return {
        n
        for n, (_, words) in enumerate(_SIX, start=1)
        if not any(re.search(words, h) for h in headings)
    }


def _as_listed(prose: Prose, headings: list[str]) -> Iterator[Remark]:
    """Yield where the opening's own list of parts is not what follows, in number or in order."""
    for passage in prose.opening:
        text = folded(passage.text)
        match = next((m for words in _LISTS if (m := words.search(text))), None)
        if match is None:
            continue
        stated = han_number(match.groupdict().get("count") or "")
        if stated is not None and stated != len(headings):
            yield Remark(f"开头写明{stated}个部分，实有{len(headings)}个部分", passage, match[0])
            continue
        at = -1
        for heading in headings:
            spots = _spots(heading, match["names"])
            after = [spot for spot in spots if spot > at]
            if spots and not after:
                yield Remark(f"“{heading}”在开头所列的次序与正文不同", passage, match[0])
                break
            at = after[0] if after else at
        return


def _spots(heading: str, names: str) -> list[int]:
    """Return where the longest part of a heading stands in the opening's list; none if too short."""
    core, text = _COMMON.sub("", heading), names
    for length in range(len(core), max(2, (len(core) * 2 + 4) // 5) - 1, -1):
        for start in range(len(core) - length + 1):
            spots = [m.start() for m in re.finditer(re.escape(core[start : start + length]), text)]
            if spots:
                return spots
    return []


def _six_parts(prose: Prose, headings: list[str]) -> Iterator[Remark]:
    encouraged = State.WARN if prose.year == FIRST_STATUTORY_YEAR else None
    at = -1
    for name, words in _SIX:
        spots = [n for n, h in enumerate(headings) if re.search(words, h)]
        if not spots:
            yield Remark(f"缺少“{name}”部分", state=encouraged)
        elif following := [n for n in spots if n > at]:
            at = following[0]
        else:
            yield Remark(f"“{name}”部分的次序与规定格式不同", state=encouraged)


def _topics(prose: Prose) -> Iterator[Remark]:
    text = joined(prose.chapters[0])
    absent = [name for name, words in _TOPICS if not re.search(words, text)]
    if absent:
        yield Remark(f"“总体情况”没有写到{'、'.join(absent)}", state=State.WARN)
    if prose.level == "government":
        for name, words in _OF_GOVERNMENTS:
            if not re.search(words, text):
                # Other offices have other words for it, so in their reports this is a hint.
                state = None if prose.own else State.WARN
                yield Remark(f"“总体情况”没有写到{name}（《条例》第五十条第四项）", state=state)


def problems_and_measures(prose: Prose) -> Iterator[Remark]:
    """D-6: part five is more than a sentence; problems are problems, and measures follow."""
    chapter = prose.chapter(_PROBLEMS)
    if chapter is None:
        yield unassessable("没有认出存在问题的部分")
        return
    passages = [p for section in chapter for p in section.passages]
    sentences = [(p, s) for p in passages for s in p.sentences]
    text = "".join(s for _, s in sentences)
    if len(text) < _LEAST:
        told = f"存在的问题只写了“{text}”" if text else "存在的问题部分没有内容"
        yield Remark(told, passages[0] if passages else None, text)
        return
    if len(sentences) < 2:
        yield Remark("存在的问题只有一句话", passages[0], text)
    first = next(((p, s) for p, s in sentences if re.search(r"一是|^1[.、]", s)), None)
    if first is not None:
        item = re.split(r"一是|^1[.、]", first[1])[-1]
        before = text[: text.index(first[1])]
        measures_already = _PLANS.search(before + first[1].partition("一是")[0])
        if _MEASURE_WORDS.match(item) and not _FAULT_WORDS.search(item) and not measures_already:
            yield Remark("第一个问题写的是措施，不是问题", first[0], first[1])
    planned = _MEASURES.search(text) or f"{prose.year + 1}年" in text
    if prose.year >= FIRST_STATUTORY_YEAR and not planned:
        yield Remark("只写了问题，没有写改进情况", passages[0], text[:40])


def processing_fee(prose: Prose) -> Iterator[Remark]:
    """X-2: part six reports the processing fee, amount or none."""
    chapter = prose.chapter(r"其他|其它")
    if chapter is None:
        yield unassessable("没有认出“其他需要报告的事项”部分")
    elif not _FEE_WORDS.search(joined(chapter)):
        if isinstance(prose.values.get("fees_yuan"), Unknown):
            yield unassessable(
                "信息处理费未掌握，没有写"
            )  # what leaves its sentence out is told where it is found
            return
        passages = [p for s in chapter for p in s.passages]
        yield Remark("第六部分没有报告信息处理费收取情况", passages[0] if passages else None)


def lapsed_fee(prose: Prose) -> Iterator[Remark]:
    """X-1: where a request lapsed for want of payment, part six speaks of the fee."""
    match prose.values.get("t3_r6_2_total"):
        case Amount(number=number) if number > 0:
            for remark in processing_fee(prose):
                told = "有逾期未按收费通知缴费的申请，第六部分应当说明信息处理费"
                yield Remark(told, remark.passage, state=remark.state)
        case Amount():
            return
        case _:
            yield unassessable("逾期未缴费的申请数未掌握")


def length_of_part_one(prose: Prose) -> Iterator[Remark]:
    """D-12: part one is no longer than the limit that the office has set, if it has."""
    if prose.limit is None or not prose.chapters:
        return
    length = len(joined(prose.chapters[0]))
    if length > prose.limit:
        yield Remark(f"第一部分约{length}字，超过设定的{prose.limit}字")
