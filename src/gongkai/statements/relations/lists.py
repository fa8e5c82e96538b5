"""Lists of figures after a cue: where one begins, which figures are its items, whether it may leave some out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.axes import (
    BY,
    all_on_one,
    are_of_axes,
    are_other_years,
    before_all,
)
from gongkai.statements.relations.each import weighed
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.kinds import of_one_kind
from gongkai.statements.text.paragraph import Paragraph

_CUE: Final = pattern(
    r"(?P<open>其中|包括|包含|(?<=[，（])内有|(?<![包不])含(?!上年|税|金|有量|义|量))|(?P<closed>分别(?:(?:为|是|有|达到?)：?|：|(?=\d))|分为|分成|划分为)|(?P<colon>：)|(?P<among>(?<=[\u4e00-\u9fff）])(?<![其从集初高年期和及与或])中(?![标学小医央心国药队层秋考等外期游职级介午继共华型止断文英转坚山])[，：]?)|(?P<about>涉及)|(?P<spent>用于)|(?P<bracket>（)|"
    rf"(?P<by>{BY.pattern})"
    r"|(?P<made>(?:分别)?由)(?=[^。；]{4,120}(?:组成|构成))"
)
_NOT_A_LIST: Final = pattern(
    r"(?:较|比|同比|环比|与?上年|去年|另|不含|不包括|截至|按|如|占|详见|见|即|含上年|同一|均|下同)"
)
_OPEN: Final = pattern(
    r"主要|等(?=[件条项个次份篇]?[，。、；）\d]|$|多个|多种|渠道|平台|形式|方式|类|各类|信息|内容)|如下|例如|比如|部分(?=为|是)|以(?=[^，。；]{1,20}为主)|重点|代表性"
)
_REST: Final = pattern(
    r"^(?:涉及|属于)?(?:其他|其它|其余|剩余|余下|另外)|等[^，。；\d]{0,12}其[他它](?:各类|方面|类)?(?:信息|内容|事项|类)(?:共计|合计|共)?$"
)
OVERLAPS: Final = pattern(
    r"不同(?:的)?(?:渠道|平台|方式|载体)|多个?(?:渠道|平台|方式|载体|种)|同一(?:条)?(?:信息|内容|案件|申请|事项)|(?<![未无不])(?<!未作)(?<!没有)重复(?:计|统计|发布|公开)|(?<![无不])(?<!没有)(?<!互不)(?:重叠|交叉)|兼(?!职)|同时(?:在|通过|涉及|发布|采用|计入|属于)|分别计入|计1[条件次]|计一[条件次]|去重|一文多发|同步(?:在[^，。；\d]{2,24})?(?:发布|推送|公开|刊发|刊登|转发)|分别统计"
)
# Words behind which a figure is a part of one before, or what became of it.
PARTS: Final = pattern(r"其中|包括|包含|办结|答复|办理完毕|整改")
OUT_OF: Final = pattern(rf"{PARTS.pattern}|回复|办复")  # between two figures: no sum of both
_VERB: Final = pattern(
    r"^(?:并|且|同时|另|此外|还|已|均|全部|全年|累计|共计?|共有?|年内|本年度?|今年|按时|依法|及时|现场|累计共)*"
    r"(?:收到|受理|接收|办结|答复|办理|回复|发布|公开(?!栏|指南|目录)|主动公开|举办|开展|召开|组织|参加|完成|制发|印发|出台|废止|办复|推送|更新|建成|开设|培训|印制|发放|解答|接待|处理|作出|采纳|满意|结转|撰写|编发|报送|上报|点击|浏览|阅读|访问|关注|粉丝)"
)
# Beside what is repealed, in one list.
_KEPT: Final = pattern(r"有效|保留|修改|修订|制定|延续|新增")
GLUE: Final = ("", "、", "，", "和", "/")
_AMONG: Final = pattern(r"[^，。；：（）\d]{0,16}")
_NESTED: Final = pattern(r"其中|包括|包含|，内有|(?<!包)含(?!上年)")
_SUM_WORD: Final = pattern(
    r"^(?:以上|上述|[两二三四五六](?:项|类|者|种|方面|部分)|[各几](?:项|类))?(?:(?:合计|共计|总计)(?:办结|办理|答复|发布|公开)|合计|共计|总计|累计|总共|共|总数)(?:为|是|有|达|约)?$"
)
_BRACKET: Final = pattern(r"（[^（）]*）")
_GAP: Final = 60  # characters between two items
_REACH: Final = 900
_MOST_CUES: Final = 60  # in one paragraph; with more it is no prose


_OF_SEVERAL: Final = ("colon", "bracket", "among", "about", "by", "spent")  # no list of one


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its cue's place, the figures that may be its total (the likeliest first), its items.

    ``closed`` tells that it says it is whole, ``open`` that it says it is not; ``overlaps`` that items
    may share what they count; ``clean`` that nothing else stands among the items; ``bracket`` that it
    stands in brackets behind its total; ``by`` that it is one of several by one aspect after another.
    """

    at: int
    totals: tuple[Figure, ...]
    items: tuple[Figure, ...]
    closed: bool
    open: bool
    overlaps: bool
    clean: bool
    bracket: bool = False
    by: bool = False


def lists_in(paragraph: Paragraph) -> Iterator[Listed]:
    """Yield each list of a paragraph with what could be its total.

    >>> from gongkai.statements.text.paragraph import parse
    >>> (one,) = lists_in(parse("公开100条，其中网站40条（图解9条）、微博60条，开会3次。"))
    >>> [f.digits for f in one.totals], [f.digits for f in one.items], one.closed
    (['100'], ['40', '60'], False)
    """
    for cue in islice(_CUE.finditer(paragraph.text), _MOST_CUES):
        found = _at(paragraph, cue)
        if found is not None and found.items and found.totals and not _of_years(paragraph, found):
            yield found


def _of_years(paragraph: Paragraph, listed: Listed) -> bool:
    start, _ = paragraph.sentence_at(listed.at)
    labels = [f.label for f in listed.items]
    return listed.bracket and are_other_years(labels, paragraph.text[start : listed.at])


def _at(paragraph: Paragraph, cue: re.Match[str]) -> Listed | None:
    text = paragraph.text
    start, end = paragraph.sentence_at(cue.start())
    depth = _depth(text, start, cue.start())
    bracket = cue["bracket"] is not None
    if bracket:
        depth += 1
        if _NOT_A_LIST.match(text, cue.end()) or _CUE.match(text, cue.end()):
            return None
    stop = min(_closing(text, cue.end(), end) if depth else end, cue.end() + _REACH)
    totals = _totals(paragraph, cue, start, depth)
    if cue["by"]:
        totals = before_all(paragraph, totals, start, cue.end())
    if not totals or (bracket and totals[0].end != cue.start()):
        return None
    # 涉及拆迁的7份，涉及宅基地的3份: one item more
    again = cue["about"] and cue[0] in totals[0].label
    if again or (cue["among"] and not _AMONG.fullmatch(text[totals[0].end : cue.start()])):
        return None
    items, clean = _items(paragraph, cue.end(), stop, depth, totals)
    if not items:
        return None
    words = text[
        max(start, cue.start() - 14) : items[-1].end + 12 if items[-1].end + 12 < stop else stop
    ]
    open_ = bool(_OPEN.search(words))
    rest = bool(_REST.search(items[-1].label)) and len(items) > 1
    closed = (
        not open_ and (bool(cue["closed"] or cue["made"]) or bracket or bool(cue["colon"]))
    ) or rest
    if cue.lastgroup in _OF_SEVERAL and len(items) < 2:
        return None
    overlaps = bool(OVERLAPS.search(text, start, end)) or bool(cue["about"] and not rest)
    each = cue["among"] and any(_EACH_HAS.search(f.label) for f in items)
    overlaps = (
        overlaps
        or bool(each)
        or all_on_one(totals, items)
        or (not rest and are_of_axes([f.label for f in items]))
    )
    return Listed(
        cue.start(), totals, items, closed, open_ and not rest, overlaps, clean, bracket, bool(cue["by"]),
    )  # fmt: skip


_EACH_HAS: Final = pattern(
    "各(?:自)?(?:设|有|建|配|派|开)[^，。；]{0,8}$"
)  # each of some has so many


def _depth(text: str, start: int, at: int) -> int:
    return max(0, text.count("（", start, at) - text.count("）", start, at))


def _closing(text: str, at: int, end: int) -> int:
    """Return where the bracket around a place closes."""
    depth = 1
    for match in re.finditer(r"[（）]", text[at:end]):
        depth += 1 if match[0] == "（" else -1
        if depth == 0:
            return at + match.start()
    return end


def _totals(paragraph: Paragraph, cue: re.Match[str], start: int, depth: int) -> tuple[Figure, ...]:
    """Return the figures before a cue that may be the total, nearest first."""
    text, at = paragraph.text, cue.start()
    changed = [c.figure for c in paragraph.changes]
    inside = depth if cue["bracket"] is None else depth - 1
    opening = text.rfind("（", start, at) if inside else -1
    first = text[opening + 1 : at].strip() == "" if inside else False
    level = inside - 1 if first else inside
    pool = sorted((*paragraph.plain, *(f for f in changed if f.counts)), key=lambda f: f.start)
    found = [f for f in pool if start <= f.start < at and f.depth <= level]
    found = [f for f in found if not EVERY.match(f.label)] or found  # 24期，每月2期，其中…
    if inside and not first:
        found = [f for f in found if f.start > opening] or found
    if not found and not text[start:at].strip(" ，（一二三四五六七八九十）、是"):
        before, _ = paragraph.sentence_at(max(0, start - 1))
        found = [f for f in pool if before <= f.start < start and f.depth == 0]
    return tuple(found[::-1])


EVERY: Final = pattern(r"(?:平均)?每(?:月|季|周|天|日|年|期|场|次|个|家|人|村)")


def _items(
    paragraph: Paragraph, at: int, stop: int, depth: int, totals: Sequence[Figure]
) -> tuple[tuple[Figure, ...], bool]:
    """Return the figures of one list in the unit of its first, and whether nothing else stood among them."""
    taking = _Taking(totals)
    last = at
    for figure in paragraph.plain:
        if figure.start >= stop:
            break
        if figure.start < at or figure.depth > depth:
            continue
        follows = paragraph.text[figure.end : figure.end + 4]
        if not taking.goes_on(figure, paragraph.text[last : figure.start], follows):
            break
        last = figure.end
    return tuple(weighed(paragraph, f) for f in taking.kept), taking.clean


@dataclass
class _Taking:
    """The items taken so far. ``paused`` till the next semicolon: what stands here belongs to one item."""

    totals: Sequence[Figure]
    kept: list[Figure] = field(default_factory=list)
    paused: bool = False
    clean: bool = True
    semicolons: bool = False
    in_a_row: bool = False  # by 、

    def goes_on(self, figure: Figure, gap: str, follows: str) -> bool:
        """Take a figure if it is an item; tell whether the list goes on behind it."""
        if "；" in gap:
            self.paused = False
        if self.paused:
            return True
        bare = _BRACKET.sub("", gap)
        if self._ends(figure, gap, bare) or self._is_next_whole(figure, gap, follows):
            return False
        if self.kept and _NESTED.search(bare):
            self.paused = True
        elif (
            self.kept and gap in GLUE and not alike(figure.unit, self.kept[0].unit)
            and any(alike(figure.unit, t.unit) for t in self.totals)
        ):  # fmt: skip
            return True  # the same item in the unit beside: 6批次、92人次
        elif self.kept and not alike(figure.unit, self.kept[0].unit):
            self.paused, self.clean = True, False
        else:
            self.semicolons = self.semicolons or "；" in gap
            self.in_a_row = self.in_a_row or (bool(self.kept) and bare.startswith("、"))
            self.kept.append(figure)
        return True

    def _is_next_whole(self, figure: Figure, gap: str, follows: str) -> bool:
        """Tell whether a figure is a whole of its own, too much for a part: 建议12件，其中主办5件；提案19件，其中主办6件."""
        if "；" not in gap or self.semicolons or not self.kept or not _OWN_LIST.match(follows):
            return False
        same = [t.number for t in self.totals if of_one_kind(figure, t)]
        over = bool(same) and sum(f.number for f in self.kept) + figure.number > max(same)
        self.clean = self.clean and not over
        return over

    def _is_another_case(self, figure: Figure) -> bool:
        """Tell whether a list of reconsiderations has come to lawsuits, or the other way round."""
        words = "".join(t.label + t.after for t in self.totals[:1])
        return any(
            one.search(words) and not other.search(words) and other.search(figure.label)
            for one, other in (_CASES, _CASES[::-1])
        )

    def _is_more(self, figure: Figure) -> bool:
        """Tell whether a figure alone is more than any total: it counts something else."""
        same = [t for t in self.totals if of_one_kind(figure, t)]
        # Of one item alone the nearest total is the whole: 发布会9次，其中负责人参加4次；在线访谈14次
        whole = same if len(self.kept) > 1 else [t for t in same[:1] if t.number >= self.kept[0].number]  # fmt: skip
        return bool(whole) and figure.number > max(t.number for t in whole)

    def _ends(self, figure: Figure, gap: str, bare: str) -> bool:
        """Tell whether the list is over before a figure."""
        if not self.kept:
            self.clean = any(of_one_kind(figure, t) for t in self.totals)
            return not self.clean
        if _SUM_WORD.match(figure.label):
            return True
        other = _is_act(figure) and not _is_act(self.kept[0]) and not gap.startswith("、")
        other = other and not (figure.label.startswith("废止") and _KEPT.search(self.kept[0].label))
        by = "；" in gap and BY.search(gap)  # 其中网站43条；按内容分，政策20条: another list
        apart = "；" in gap and not self.semicolons
        # 320条，其中规范性文件8条；通过网站公开210条
        through = figure.label.startswith("通过") and not self.kept[0].label.startswith("通过")
        found_since = _FOUND_SINCE.match(figure.label)
        new = apart and (through or self._is_another_case(figure) or found_since)
        # 小区73个，其中红榜15个、黑榜6个，整改问题229个
        more = (apart or (self.in_a_row and bare.startswith("，"))) and self._is_more(figure)
        far = len(bare) > _GAP or (other and alike(figure.unit, self.kept[0].unit))
        over = bool(by or new or more or far)
        self.clean = self.clean and not over
        return over


_OWN_LIST: Final = pattern("[，（](?:其中|包括|含)")
# 上年存在的6个问题中，今年整改4个；今年又发现3个
_CASES: Final = (pattern("复议"), pattern("诉讼|应诉"))
_FOUND_SINCE: Final = pattern(
    r"(?:今年|本年度?|当年)?(?:又|另|还|新)+(?:新)?(?:发现|排查|查出|增加|出现)"
)


def _is_act(figure: Figure) -> bool:
    """Tell whether a figure's words begin with what was done, not with what it was done to."""
    return bool(_VERB.match(re.sub(r"^.*(?:其中|包括|包含)", "", figure.label)))
