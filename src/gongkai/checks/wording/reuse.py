"""This year's text beside last year's: plans taken up, words used again."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from gongkai.checks.wording.prose import Passage, Prose, Remark, TextSection, folded, unassessable
from gongkai.pattern import pattern

_PLANS: Final = pattern(r"思路|打算|计划|安排|下一步|改进|措施")
_INTENT: Final = pattern(r"将|下一步|着力|继续|进一步")
_FAULTS: Final = pattern(r"问题|不足")
_SHINGLE: Final = 4  # characters
_MOST: Final = 0.6
_LEAST_TEXT: Final = 60  # characters; shorter texts are alike by chance
_LEAST_ITEM: Final = 6
_TAKEN_UP: Final = 0.5
# What every report says because the law or the format makes it say so.
BOILERPLATE: Final = pattern(
    r"《条例》|条例》|编制本报告|部分组成|统计期限|电子版|如对本报告|联系|以公开为常态|计1条|信息处理费"
    r"|没有其他需要报告|未发生|未收到|国办公开办函|年度报告"
)
_CLAUSE: Final = pattern(r"[^，。；：！？]+")
_NUMBERED: Final = pattern(
    r"[一二三四五六七八九十]是|[（(][一二三四五六七八九十\d][)）]|第[一二三四五六七八九]，|(?<!\d)\d[.．、](?!\d)"
)
_LEAD: Final = pattern(r"^(?:20\d\d年，?|下一步，?|我[局办委厅]|本[局办委厅]|将|要)+")


def reuse(prose: Prose) -> Iterator[Remark]:
    """Y-5: no more than 60 % of this year's own words are last year's."""
    if prose.last is None:
        yield unassessable("没有上年的正文，无法比较")
        return
    now, before = _shingles(prose.passages), _shingles(p for s in prose.last for p in s.passages)
    if min(len(now), len(before)) < _LEAST_TEXT:
        return
    share = similarity(now, before)
    if share > _MOST:
        yield Remark(f"除法定表述外，正文与上年相似{share:.0%}")


def similarity(one: set[str], other: set[str]) -> float:
    """Return how alike two texts are, from 0 to 1: twice the shared shingles over all of them."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _shingles(passages: Iterable[Passage]) -> set[str]:
    """Return the runs of four characters in the office's own clauses, boilerplate and digits out."""
    found: set[str] = set()
    for passage in passages:
        if not passage.written:
            continue
        for sentence in passage.sentences:
            if not BOILERPLATE.search(sentence):
                bare = re.sub(r"[\d\W]+", "", sentence)
                found |= {bare[n : n + _SHINGLE] for n in range(len(bare) - _SHINGLE + 1)}
    return found


def plans_taken_up(prose: Prose) -> Iterator[Remark]:
    """Y-4: each thing that last year's report planned is spoken of this year."""
    if prose.last is None:
        yield unassessable("没有上年的正文，无法核对上年计划的落实")
        return
    now = _pairs("".join(folded(p.text) for p in prose.passages))
    missed = [item for item in planned(prose.last) if _coverage(item, now) < _TAKEN_UP]
    if missed:
        shown = "、".join(f"“{item}”" for item in missed[:3])
        more = f"等{len(missed)}项" if len(missed) > 3 else ""
        told = f"上年提出的打算，本年正文中没有找到相同的词语（换了说法的不算遗漏）：{shown}{more}"
        yield Remark(told, quote=missed[0])


def planned(sections: Iterable[TextSection]) -> list[str]:
    """Return the promises of a report: those of its chapter on plans, or after 下一步, each as a whole."""
    items: list[str] = []
    for section in sections:
        in_plans = bool(_PLANS.search(section.heading))
        plans_only = in_plans and not _FAULTS.search(section.heading)
        for passage in section.passages:
            ahead = False
            for sentence in passage.sentences:
                ahead = ahead or plans_only or bool(_INTENT.search(sentence))
                if in_plans and ahead:
                    items += _promises(sentence)
    return items


def _promises(sentence: str) -> list[str]:
    """Return the promises of a sentence: a numbered one with all its clauses, else clause by clause.

    >>> _promises("将做好以下工作：一是完善台账，到期前提醒；二是公开招生政策、收费标准。")
    ['完善台账，到期前提醒', '公开招生政策、收费标准']
    >>> _promises("下一步，将建立更新提醒，丰富解读形式。")
    ['建立更新提醒', '丰富解读形式']
    """
    parts = _NUMBERED.split(sentence)
    if len(parts) > 1 or sentence.endswith("；"):
        found = [part.rpartition("：")[2].strip("，。；！？") for part in parts if part.strip()]
        if len(parts) > 1:  # what stands before the first number only leads to it
            found = found[1:] if parts[0].strip() else found
    else:
        found = _CLAUSE.findall(sentence)
    bare = (_LEAD.sub("", one) for one in found)
    return [one for one in bare if len(one) >= _LEAST_ITEM]


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}


def _coverage(item: str, pairs: set[str]) -> float:
    own = _pairs(item)
    return len(own & pairs) / len(own) if own else 1.0
