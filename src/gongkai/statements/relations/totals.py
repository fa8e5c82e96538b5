"""Totals that stand after their parts: 网站89条、公报38条，合计127条."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import (
    apart,
    are_numbered,
    bare,
    end_alike,
    number_of,
    sum_relation,
)
from gongkai.statements.relations.each import weighed
from gongkai.statements.relations.lists import GLUE, OVERLAPS, PARTS
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, exact
from gongkai.statements.text.numerals import han_number
from gongkai.statements.text.paragraph import Paragraph

_AFTER: Final = pattern(
    r"^(?:以上|上述|各项|几项|各类|几类|各批|全年|(?:以上|上述)?[“]?(?P<many>[两二三四五六])大?(?:微”?|项|类|批|次|年|级|地|者|个?(?:领域|方面|渠道|平台|板块|类别|部分|单位|账号|栏目|专栏|途径|方式)))?(?:来)?(?P<word>合计|总计|共计|总共|累计|共|[应需须](?:当|予)?(?:办[理结]?|处理|答复)(?:总数|总量|申请|件数)?)(?P<held>(?:召开|举办|组织|开展)(?:各类|各种)?(?:会议|培训|活动))?(?:[\u4e00-\u9fff]{2}|(?:主动)?(?:发布|公开|推送|更新)(?:各类|各种|政务|政府)?(?:信息|内容|文章|作品|稿件))?(?:为|是|有|达|约)?$"
)
_WITH: Final = pattern(r"[，、](?:连同|加上)[^，。；\d]{0,10}\d+[^，。；\d]{1,2}，?(?=共)")
_LEFT_OVER: Final = pattern(
    r"[^，。；\d]{0,3}[，；][^，。；\d]{0,10}(?:结转|转[下入至]|顺延|延至|未办结|待办)"
)
_ADDED: Final = pattern(r"加上?|连同|结转|两者|两项")
_STRONG: Final = ("合计", "总计", "共计", "总共")
_MOST_PARTS: Final = 60  # before one total; with more it is no prose


def read_totals(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield totals that stand after their parts: 网站89条、公报38条，合计127条."""
    for total in paragraph.plain:
        start, _ = paragraph.sentence_at(total.start)
        words = _total_words(paragraph, total)
        match = _AFTER.match(_of_all_named(paragraph, total, words, start))
        if match is None:
            continue
        pool = _pool(paragraph, match[0])
        parts = _parts_before(paragraph, [f for f in pool if f.start < total.start], start, total)
        each = len(parts) == 1 and parts[0] not in pool  # 建议、提案各13件，共26件
        due = match["word"].startswith(("应", "需", "须"))
        if match[0].startswith("全年") and not due and not _are_all_the_year(paragraph, parts):
            continue
        if len(parts) < 2 and not each:
            continue
        if _is_of_several_units(paragraph, match, parts, total):
            continue
        fitting = _fitting(parts, total, least=1 if each else 2)
        if fitting is not None and not _is_slip(paragraph, parts, fitting, total):
            yield sum_relation(Judgement.HOLDS, total.start, (total,), fitting)
        else:
            yield from _wrong(paragraph, match, parts, total, each=each)


def _pool(paragraph: Paragraph, words: str) -> Sequence[Figure]:
    """Return what may be parts of a total: of years all, of this year also 由上半年的130条增至下半年的246条."""
    more = [f for f in paragraph.earlier if "年" in words]
    if words.startswith("全年"):
        more = [f for f in more if _HALF.search(f.label)]
    return sorted((*paragraph.plain, *more), key=lambda f: f.start) if more else paragraph.plain


def _is_of_several_units(
    paragraph: Paragraph, match: re.Match[str], parts: Sequence[Figure], total: Figure
) -> bool:
    """Tell whether as many kinds as a total says are told in more than one unit: 423份、1126条，两项共计1549条（份）."""
    many = han_number(match["many"] or "")
    return many is not None and many > len(parts) and paragraph.text.startswith("（", total.end)


def _is_slip(
    paragraph: Paragraph, parts: Sequence[Figure], fitting: Sequence[Figure], total: Figure
) -> bool:
    """Tell whether only the end of one run fits, by chance, and all of it is next to the total: 1件、8件、4件，共12件."""
    if len(fitting) == len(parts) or abs(number_of(parts) - total.number) > _SLIP:
        return False
    return all(_IN_ONE_RUN.fullmatch(paragraph.text[a.end : b.start]) for a, b in pairwise(parts))


_IN_ONE_RUN: Final = pattern(r"[^，。；（\d]{0,10}、[^，。；\d]*")
_NAMED: Final = pattern(
    r"(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:总数|总量|总计|合计|共计|共)(?:量|数)?(?:为|达到?|是|有)?"
)


def _of_all_named(paragraph: Paragraph, total: Figure, words: str, start: int) -> str:
    """Return 合计 for a total of what all parts are: 一级栏目8个、二级栏目36个，栏目总数44个."""
    match = _NAMED.fullmatch(words)
    if match is None:
        return words
    parts = [
        f for f in paragraph.plain if start <= f.start < total.start and alike(f.unit, total.unit)
    ]
    named = len(parts) > 1 and _all_named(match["noun"], parts)
    strong = words.endswith(_STRONG) and len(parts) > 2
    if strong and abs(number_of(parts) - total.number) <= _SLIP:
        # 听证会2次、论证会3次、座谈会7次，公众参与活动合计12次
        named = all(_IN_ONE_RUN.fullmatch(paragraph.text[a.end : b.start]) for a, b in pairwise(parts))  # fmt: skip
    return "合计" if named else words


def _all_named(noun: str, parts: Sequence[Figure]) -> bool:
    """Tell whether all parts bear a noun, or at least its end: 专职人员, 兼职人员 for 工作人员."""
    if all(noun in f.label for f in parts):
        return True
    return all(f.label.endswith(noun[-2:]) and len(f.label) > len(noun[-2:]) for f in parts)


def _total_words(paragraph: Paragraph, total: Figure) -> str:
    """Return the words before a total; of one in the unit beside those before both: 共2期97人次."""
    if total.label:
        # 17个镇街、28个部门共45个: the noun is the part's before it
        noun = _NOUN.match(total.label)
        at = total.start - len(total.label)
        joined = noun is not None and any(f.end == at for f in paragraph.plain)
        return total.label[noun.end() :] if noun is not None and joined else total.label
    beside = next((f for f in reversed(paragraph.plain) if f.start < total.start), None)
    glued = beside is not None and paragraph.text[beside.end : total.start] in GLUE
    return beside.label if glued and beside is not None else ""


_NOUN: Final = pattern(r"^[^，。；（\d]{1,8}?(?=(?:一共|共计|合计|总计|共)$)")


def _wrong(
    paragraph: Paragraph,
    match: re.Match[str],
    parts: Sequence[Figure],
    total: Figure,
    *,
    each: bool,
) -> Iterator[Relation]:
    """Yield a total that is not what its parts add up to, where they are surely its parts."""
    start, _ = paragraph.sentence_at(total.start)
    gaps: Sequence[str] = [bare(paragraph.text[a.end : b.start]) for a, b in pairwise(parts)]
    restated = parts[0].number == total.number
    if not restated and match["word"] in _STRONG:
        parts, gaps = _run_before(parts, gaps)
    parts = parts[1:] if restated else parts
    together = all("，" not in g and "；" not in g for g in gaps)
    together = together or _is_whole_sentence(paragraph, start, parts, total)
    sure = match["word"] in _STRONG and (together or restated) and len(parts) > 1
    sure = sure or each
    if (beside := _WITH.search(paragraph.text, start, total.start)) and len(parts) > 1:
        # 12件，其中9件当年办结，连同上年结转3件共办结12件
        last = [f for f in parts if f.start >= beside.start()]
        parts = parts[-2:] if len(last) == 1 and last[0] is parts[-1] else parts
        # 连同上年结转9件，共办结248件，转下年11件: a balance, no sum
        left_over = _LEFT_OVER.match(paragraph.text, total.end) is not None
        sure = len(parts) == 2 and len(last) == 1 and not left_over
    if match["word"].startswith(("应", "需", "须")):
        sure = len(parts) == 2 and bool(_ADDED.search(paragraph.said(total.start)))
    sure = sure or (bool(match["word"] in _STRONG) and _are_all_the_year(paragraph, parts))
    sure = sure or match[0].startswith("全年") or han_number(match["many"] or "") == len(parts)
    sure = sure or (
        match["word"] == "共"
        and not match[0].startswith("全年")
        and (_run_up_to(paragraph, gaps, parts, total) or are_numbered(parts))
    )
    sure = sure or (match["word"] in _STRONG and end_alike(parts))
    sure = sure or _is_bare_sum(paragraph, match, parts, total)
    # 专题会3次、部署会1次，累计召开会议7次: of all kinds of meetings there may be more.
    if match["held"]:
        off = abs(total.number - number_of(parts))
        sure = off <= _SLIP and all(_IN_RUN.fullmatch(gap) for gap in gaps)
    about = any(f.about for f in (*parts, total)) or OVERLAPS.search(paragraph.said(total.start))
    if sure and not about:
        yield sum_relation(Judgement.FAILS, total.start, (total,), parts, apart(parts, (total,)))


def _is_bare_sum(
    paragraph: Paragraph, match: re.Match[str], parts: Sequence[Figure], total: Figure
) -> bool:
    """Tell whether a sentence counts parts, then their sum, and nothing else: 网站14次，微信9次，微博31次，累计64次."""
    start, _ = paragraph.sentence_at(total.start)
    word = match["word"] if match["word"] in _BARE else ""
    deed = total.label.removeprefix(word)
    again = len(deed) == _DEED and deed in paragraph.text[start : parts[0].start]
    if not word or not total.label.startswith(word) or (deed and not again):
        return False
    if again and all(_IN_ONE_RUN.fullmatch(paragraph.text[a.end : b.start]) for a, b in pairwise(parts)):  # fmt: skip
        return len(parts) > 1  # 公示甲512条、乙88条，累计公示600条
    if not _is_whole_sentence(paragraph, start, parts, total):
        return False
    return len(parts) > 2 or (len(parts) > 1 and abs(number_of(parts) - total.number) <= _SLIP)


_DEED: Final = 2
_BARE: Final = ("共", "共计", "合计", "总计", "总共", "累计")


def _run_before(
    parts: Sequence[Figure], gaps: Sequence[str]
) -> tuple[Sequence[Figure], Sequence[str]]:
    """Return the parts that stand in one run right before 合计: 27件中，甲、乙、丙分别为3件、7件、2件，合计12件."""
    at = len(gaps)
    while at and _IN_RUN.fullmatch(gaps[at - 1]):
        at -= 1
    return (parts[at:], gaps[at:]) if len(parts) - at > 1 else (parts, gaps)


def _are_all_the_year(paragraph: Paragraph, parts: Sequence[Figure]) -> bool:
    """Tell whether figures are those of both halves or all quarters of a year."""
    labels = "".join(_total_words(paragraph, f) for f in parts)
    if "每" in labels or "均" in labels:
        return False
    halves = len(parts) == _HALVES and bool(_BOTH_HALVES.search(labels))
    months = len(parts) == _HALVES and _TO_NOVEMBER.search(labels) and "12月" in labels
    return halves or bool(months) or (len(parts) == _QUARTERS and labels.count("季度") == _QUARTERS)


def _run_up_to(
    paragraph: Paragraph, gaps: Sequence[str], parts: Sequence[Figure], total: Figure
) -> bool:
    """Tell whether parts stand in one run with 共 right behind it: 听证会3场、座谈会12场，共15场次."""
    joined, last = all(_IN_RUN.fullmatch(gap) for gap in gaps), parts[-1]
    if joined and _ALL_HAVE.fullmatch(paragraph.text, last.end, total.start):
        return abs(sum((p.number for p in parts), -total.number)) <= _SLIP
    return joined and bool(_THEN_ALL.fullmatch(paragraph.text, last.end, total.start))


_SLIP: Final = 2
# 23个行政村、4个社区全部设立公开栏，共27个
_ALL_HAVE: Final = pattern(r"[^，。；\d]{0,10}(?:全部|均|都)[^，。；\d]{0,24}，共(?:计|有)?")
_IN_RUN: Final = pattern(r"[^，。；（\d]{0,10}[、和及与][^，。；\d]*")  # 17个乡镇、48个部门
# 48个县直部门，共65家单位
_THEN_ALL: Final = pattern(r"[^，。；（\d]{0,10}[，、]?共(?:[\u4e00-\u9fff]{2})?")
_HALVES: Final = 2
_HALF: Final = pattern(r"(?<![年度])上半年的?$|^(?:由|从)?上半年的?$")
_BOTH_HALVES: Final = pattern(
    r"上半年.*下半年|(?<!\d)1月?[-—至到~～]+6月.*(?<!\d)7月?[-—至到~～]+12月"
)
_TO_NOVEMBER: Final = pattern(
    r"(?<!\d)1月?[-—至到~～]+11月|截[至止][^，。；]{0,6}11月(?:底|30日|末)"
)
_QUARTERS: Final = 4


def _parts_before(
    paragraph: Paragraph, plain: Sequence[Figure], start: int, total: Figure
) -> list[Figure]:
    """Return the figures that run up to a total in its unit; those in brackets belong to the one before."""
    parts: list[Figure] = []
    after = total
    for figure in reversed(plain):
        if figure.start >= start and figure.depth > total.depth:
            continue
        same = alike(figure.unit, total.unit) or (figure.unit, total.unit) == ("个", "家")
        if figure.start < start or figure.depth != total.depth:
            break
        glued = paragraph.text[figure.end : after.start] in GLUE
        after = figure
        if not same and (glued or _is_beside(paragraph, plain, figure)):
            continue  # 上半年1期45人，下半年1期52人: the unit beside
        if not same:
            break
        parts.append(weighed(paragraph, figure))
        if len(parts) == _MOST_PARTS:
            break
    return parts[::-1]


def _is_beside(paragraph: Paragraph, plain: Sequence[Figure], figure: Figure) -> bool:
    """Tell whether a figure is glued behind another: 1期45人."""
    before = next((f for f in reversed(plain) if f.end <= figure.start), None)
    return before is not None and paragraph.text[before.end : figure.start] in GLUE


def _fitting(parts: Sequence[Figure], total: Figure, least: int) -> Sequence[Figure] | None:
    """Return the most of the last parts, so many at least, that add up to a total."""
    found = None
    span = exact(0)
    for at in range(len(parts) - 1, -1, -1):
        span += parts[at].span
        if len(parts) - at >= least and total.span.meets(span):
            found = parts[at:]
    return found


def _is_whole_sentence(
    paragraph: Paragraph, start: int, parts: Sequence[Figure], total: Figure
) -> bool:
    """Tell whether all that a sentence counts before its total are parts, none of them a part of another."""
    first = bisect_left(paragraph.figures, start, key=lambda f: f.start)
    before = [f for f in paragraph.figures[first : first + _MOST_PARTS * 4] if not f.depth]
    before = [f for f in before if f.start < total.start]
    # 内部培训6场180人次: the unit beside is none of its own
    before = [f for f, g in zip(before, [*before[1:], total], strict=True) if alike(f.unit, total.unit) or paragraph.text[f.end : g.start] not in GLUE]  # fmt: skip
    before = [
        f for f in before if alike(f.unit, total.unit) or not _is_beside(paragraph, before, f)
    ]
    return len(before) == len(parts) and not PARTS.search(paragraph.text, parts[0].end, total.start)
