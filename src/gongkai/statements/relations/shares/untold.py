"""Rates whose whole no word names: 抽查45家次，公示40条，公示率100%; 12个乡镇中有9个建成，近六成乡镇实现覆盖.

Where two figures stand beside a rate and the rate is named after what was done to the second, it is
that of the first; where all were done, it is 100%.
"""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import rate_relation
from gongkai.statements.relations.relation import Relation
from gongkai.statements.relations.shares.among import are_other_matters
from gongkai.statements.relations.shares.pairs import behind_in_brackets, of_a_rate_before
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, quotient
from gongkai.statements.text.paragraph import Paragraph

_RATE: Final = pattern(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?)(?:率|比[例率]|覆盖面)(?:均|都|已|约|近|超|仅|只)*(?:为|是|达到?|高达|有)?(?:约|近|超过?|大约|不足|不到|高于|低于)?$"
)
_OWN: Final = pattern(
    r"^(?:其中|目前|已经?|实际|现|共计?|累计|全部|并|且|均|可|能|有|完成|回复(?=采纳)|被|得到|开展(?=自查|检查|评估|培训))+"
)
_OF_ALL: Final = pattern(r"^[^中]{0,8}(?<![其集年])中(?!心|国|央)")
_OTHER_TIME: Final = pattern(r"上年|往年|历年|去年|结转|累计|同期|同比|较|比上|增长|目标|计划")
_LATER: Final = pattern(
    r"到期|期限|期内|尚在|正在|结转|延期|不属于|撤回|未到|无需|不需|除|合并|机构改革|涉密|豁免"
)
_OPINION: Final = pattern(r"满意|好评|知晓|支持|信任|认可")
_TOGETHER: Final = pattern(
    r"(?:^|[，的])总[\u4e00-\u9fff]{2,4}率"
)  # of all that is told, not of the last
_SAMPLE: Final = pattern(r"抽查|检查|抽检|抽取")
_ALL: Final = pattern(r"(?:均|全部|都)(?:已经?|得到|予以|实现|完成|按规定|依法)*")
_ONLY_SOME: Final = pattern(r"除|其余|其中|剩余|应当?公开|重点|未")
_LONGEST: Final = 6  # characters of what the deed was done to
_WAY: Final = (
    "按时",
    "按期",
    "及时",
    "如期",
    "限时",
    "当场",
    "即时",
    "延期",
    "逾期",
    "提前",
    "主动",
)


def read_untold(paragraph: Paragraph, settled: Container[int]) -> Iterator[Relation]:
    """Yield such rates; ``settled`` are the places of those that another relation has judged.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "抽查经营主体45家次，公示结果40条，公示率100%。公开栏62个，已全部更新，更新率96%。"
    >>> [(r.written, r.note) for r in read_untold(parse(said), ())]
    [('40/45=100%', '按此相除应为89%'), ('全部更新=96%', '全部、均与比率不符')]
    """
    for rate in paragraph.figures:
        if rate.unit != "%" or rate.start in settled:
            continue
        clause = paragraph.clause_before(rate)
        match = _RATE.search(clause)
        if match is None or _TOGETHER.search(clause):
            yield from _of_noun(paragraph, rate, clause)
            continue
        name = match["name"]
        pair = _pair(paragraph, rate, name)
        if pair is not None:
            yield rate_relation(pair[1], pair[0], rate)
        else:
            yield from _of_all(paragraph, rate, name)


def _beside(paragraph: Paragraph, rate: Figure) -> Sequence[Figure]:
    """Return the figures that a rate may be of: those before it in its part of the sentence, else those behind."""
    start, end = paragraph.part_at(rate.start), paragraph.sentence_at(rate.start)[1]
    before = [f for f in paragraph.plain if start <= f.start < rate.start]
    before = [f for f in before if not of_a_rate_before(paragraph, f, rate)]
    behind = behind_in_brackets(paragraph, rate)
    if behind or before:
        return [*before, *behind]
    others = [f for f in paragraph.figures if start <= f.start < end and f.unit == "%"]
    return [f for f in paragraph.plain if rate.end <= f.start < end] if len(others) == 1 else []


def _pair(paragraph: Paragraph, rate: Figure, name: str) -> tuple[Figure, Figure] | None:
    """Return the whole and the part of a rate named after the part, where no other figure could be meant."""
    beside = _beside(paragraph, rate)
    if (of_all := _of_all_behind(paragraph, rate, beside, name)) is not None:
        return of_all
    exact = _one_of(beside, name)
    found = exact or [
        (whole, part) for whole, part in pairwise(beside)
        if whole.depth == part.depth and _is_of(name, whole, part) and 0 < part.number <= whole.number
    ]  # fmt: skip
    if len(found) != 1 or any(f.about for f in found[0]):
        return None
    whole, part = found[0]
    start, end = paragraph.sentence_at(rate.start)
    words = whole.label + part.label
    if (
        are_other_matters(whole, part)
        or _OTHER_TIME.search(words)
        or (not exact and _LATER.search(paragraph.text, start, end))
    ):
        return None
    for other in beside:
        if other is not part and other.number and alike(other.unit, part.unit) and quotient(part.span, other.span).meets(rate.span):  # fmt: skip
            return other, part
    in_a_row = paragraph.text[whole.end : part.start].startswith("、")
    return (whole, part) if not (in_a_row or _OPINION.search(name)) else None


def _of_all_behind(
    paragraph: Paragraph, rate: Figure, beside: Sequence[Figure], name: str
) -> tuple[Figure, Figure] | None:
    """Return the whole in brackets behind a rate and the part before it: 覆盖农户2.1万户，覆盖率87.5%（全县农户2.4万户）."""
    behind = behind_in_brackets(paragraph, rate)
    before = [f for f in beside if f.end <= rate.start]
    if len(behind) != 1 or not before or not _ALL_THERE.match(behind[0].label):
        return None
    whole, part = behind[0], before[-1]
    named = _OWN.sub("", part.label).startswith(name) and alike(whole.unit, part.unit)
    return (whole, part) if named and 0 < part.number <= whole.number else None


_ALL_THERE: Final = pattern("全[县市区镇乡村局省]|共|总|应")


def _one_of(beside: Sequence[Figure], name: str) -> list[tuple[Figure, Figure]]:
    """Return a whole of which a figure behind it is one that bears a rate's very name: 12件中，1件延期答复，11件按期答复."""
    whole = beside[0] if beside else None
    if whole is None or not _OF_ALL.search(whole.after):
        return []
    named = [f for f in beside[1:] if name in (f.after.rstrip("的"), _OWN.sub("", f.label))]
    fits = len(named) == 1 and alike(named[0].unit, whole.unit) and named[0].depth == whole.depth
    return [(whole, named[0])] if fits and 0 < named[0].number <= whole.number else []


def _is_of(name: str, whole: Figure, part: Figure) -> bool:
    """Tell whether a rate is named after what a figure counts, of the figure before it."""
    own = _OWN.sub("", part.label).rstrip("的")
    if _OF_ALL.search(whole.after):
        return alike(whole.unit, part.unit) and _is_within(
            _short(name)[-_DEED:], whole.label + part.label + part.after
        )
    core = _FRAME.sub("", name) or name
    core = own if len(own) > 1 and core.endswith(own) else core  # 水质检测合格率: 合格3620份
    own = _CHECKED.sub("", own) if own.endswith(core) else own
    taken = core.startswith("参") and _TAKEN.match(part.after) and part.label == "其中"
    if taken and alike(whole.unit, part.unit):
        return True
    name = next((n for n in (core, *_ALSO.get(core, ())) if own.startswith(n)), core)
    deed = own.startswith(name) and len(own) <= len(name) + _LONGEST and not own[len(name):].startswith(("率", "比"))  # fmt: skip
    if not deed:
        return False
    sample = bool(_SAMPLE.search(whole.label))
    return sample or (alike(whole.unit, part.unit) and _is_whole(name, whole, own))


_CHECKED: Final = pattern("^(?:整改|核查|检查|验收|审核|核实)(?=..)")  # 整改销号12个，销号率
_TAKEN: Final = pattern("参[加与训评会]")  # 46人，其中42人参加测试，参考率
# What the deed of a rate is also called.
_ALSO: Final = {
    "结案": ("审结", "审执结", "执结", "办结", "结案"), "审结": ("结案", "办结"), "化解": ("解决", "调解成功"),
    "合格": ("达标", "通过"), "成功": ("调解成功",), "检出": ("发现",), "执行": ("支出", "使用", "执行"),
}  # fmt: skip
_FRAME: Final = pattern(r"^(?:总体|整体|问题|任务|年度|案件|综合|平均)+|(?:完成|到位|达成|落实)+$")
_DEED: Final = 2  # the last characters of a rate's name say what was done
_AT_FIRST: Final = pattern(
    r"应|须|需|共有|共计|现有|总数|总计|计划|发放|发出|涉及|全[市县区镇乡局]|拟"
)


def _is_whole(name: str, whole: Figure, own: str) -> bool:
    """Tell whether a figure is said to be all there is, or all that ought to be done."""
    what = own.removeprefix(name)
    if (what and what not in whole.label + whole.after) or whole.label.endswith(name):
        return False
    if name.startswith(_IN_TIME) and _CAME_IN.search(whole.label):
        return True
    return bool(_AT_FIRST.search(whole.label)) or not _OTHER_BASE.fullmatch(name)


_IN_TIME: Final = ("按时", "按期", "如期")
_CAME_IN: Final = pattern(r"派单|收到|受理|承办|接收|接到|转办|交办|办理")


# Rates of what fell due or ought to be, which need not be all there is.
_OTHER_BASE: Final = pattern(
    r"公开|解读|办结|答复|回复|办复|办理|公示|响应|接通|点击|增长|覆盖|普及|按.*|及时.*|限时.*"
)


def _short(name: str) -> str:
    return re.sub("^.*(?:网上|线上|总体)", "", name)


def _is_within(name: str, words: str) -> bool:
    """Tell whether all characters of a name stand in words in their order: 可办 in 可网办."""
    at = 0
    for char in name:
        at = words.find(char, at) + 1
        if not at:
            return False
    return True


def _of_all(paragraph: Paragraph, rate: Figure, name: str) -> Iterator[Relation]:
    """Yield that a rate is not 100% though all were done: 已全部更新，更新率96%."""
    start = paragraph.part_at(rate.start)
    before = paragraph.text[start : rate.start]
    if rate.span.high >= _HUNDRED or rate.about or _ONLY_SOME.search(before):
        return
    if any(name.startswith(way) for way in _WAY) or _OTHER_TIME.search(before):
        return
    for match in _ALL.finditer(before):
        if before.startswith(name, match.end()) and not before.startswith((f"{name}率", f"{name}比"), match.end()):  # fmt: skip
            told = f"{match[0]}{name}={rate.digits}%".replace("均已", "均")
            note = "全部、均与比率不符"
            yield Relation("P-6", "share", told, Judgement.FAILS, rate.start, note, (rate.start,))
            return


_BEFORE_BRACKET: Final = 10  # characters of what a rate is of: 98%的行政村（共187个，已完成183个）
_HUNDRED: Final = 100
_NOTHING: Final = pattern(
    r"[，]?(?:人数|数量|比例|占比)?(?:即|也就是|仅|已|约|近|有|达到?|为|超过?|不足|不到)*$"
)
_NOUN: Final = pattern(r"^(?P<noun>[\u4e00-\u9fff]{2,6})中")


def _of_noun(paragraph: Paragraph, rate: Figure, clause: str) -> Iterator[Relation]:
    """Yield a rate of the things that a whole before it counts: 12个乡镇中有9个建成专区，近六成乡镇实现覆盖."""
    behind = behind_in_brackets(paragraph, rate, _BEFORE_BRACKET)
    if len(behind) == _PAIR and behind[0].label.startswith(("共", "总")) and "中" not in clause:
        whole, part = behind
        if alike(whole.unit, part.unit) and 0 < part.number <= whole.number:
            yield rate_relation(part, whole, rate)
        return
    if not _NOTHING.fullmatch(clause):
        return
    start = paragraph.part_at(rate.start)
    before = [f for f in paragraph.plain if start <= f.start < rate.start]
    if len(before) != _PAIR:
        return
    whole, part = before
    noun = _NOUN.match(whole.after)
    of_noun = noun is not None and rate.after.removeprefix("的").startswith(noun["noun"])
    of_these = _OF_ALL.search(whole.after) and clause.removeprefix("，") in (
        "人数",
        "数量",
        "占比",
        "比例",
    )
    if not of_noun and not of_these:
        return
    if alike(whole.unit, part.unit) and 0 < part.number <= whole.number:
        yield rate_relation(part, whole, rate)


_PAIR: Final = 2
