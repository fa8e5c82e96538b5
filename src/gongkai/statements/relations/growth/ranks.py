"""Which is most, and which place was reached: 土地类最多（5件），规划类次之（7件）; which is half: 较上年的24件减半."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.growth.sides import called
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import judged, written
from gongkai.statements.text.paragraph import Paragraph
from gongkai.statements.text.years import LAST_YEAR

_MOST: Final = pattern(r"最多|居首|居第一|排第一|位居第一|占比最[高大]|数量最多")
_NEXT: Final = pattern(r"次之|其次|居次|居第二|排第二|位居第二")
_REACH: Final = 12  # characters between a word of rank and its figure


def read_ranks(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that what is called the most is no less than what comes next.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "土地类最多（35件），规划类次之（43件），其他12件。"
    >>> [(r.written, r.note) for r in read_ranks(parse(said))]
    [('35>=43', '排在后面的反而多')]
    """
    yield from _called_most(paragraph)
    yield from _called_more(paragraph)
    for most in _MOST.finditer(paragraph.text):
        start, end = paragraph.sentence_at(most.start())
        next_ = _NEXT.search(paragraph.text, most.end(), end)
        if next_ is None:
            continue
        first = _figure_of(paragraph, most, start, next_.start())
        second = _figure_of(paragraph, next_, first.end if first else end, end)
        if first is None or second is None or not alike(first.unit, second.unit):
            continue
        holds = first.span.high >= second.span.low
        note = "" if holds else "排在后面的反而多"
        state = judged(holds=holds, vague=first.about or second.about)
        told = f"{written(first.number)}>={written(second.number)}"
        yield Relation("P-8", "sum", told, state, second.start, note, (first.start, second.start))


_CALLED: Final = pattern(
    r"(?:[，：；]|(?<![其集年])中，?|是)(?P<name>[\u4e00-\u9fff]{2,8}?)(?:类|的)?(?:信息|申请|诉求|发布|公开|办件|受理|收到|推送)*(?:数量|总量|数|量|占比)?(?P<way>最多|最大|最高|居首|最少|最低)(?=[，。；）])"
)
_FEWEST_WORDS: Final = ("最少", "最低")
_SEVERAL: Final = 2


def _called_most(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that what is called the most by its name is so among all listed: 网站320条、微信510条，网站最多."""
    for match in _CALLED.finditer(paragraph.text) if "最" in paragraph.text else ():
        start, _ = paragraph.sentence_at(match.start())
        listed = [f for f in paragraph.plain if start <= f.start < match.start()]
        own = [f for f in listed if match["name"].rpartition("中")[2] in f.label]
        if len(own) != 1 or own[0].about:
            continue
        beside = [f for f in listed if alike(f.unit, own[0].unit) and f.depth == own[0].depth]
        beside = [f for f in beside if not _TOTAL.search(f.label)]
        if len(beside) < _SEVERAL or len(beside) != len(listed):
            continue
        fewest = match["way"] in _FEWEST_WORDS
        number = own[0].number
        holds = all(number <= f.number if fewest else number >= f.number for f in beside)
        note = "" if holds else f"并不是{match['way']}的"
        told = f"{written(number)}={match['way']}"
        state = judged(holds=holds, vague=len(beside) == 2 and "最" not in match["way"])
        used = tuple(f.start for f in beside)
        yield Relation("P-8", "sum", told, state, match.start("way"), note, used)


_TOTAL: Final = pattern(r"^(?:全年|全[市县区局])?(?:共|共计|累计|总计|合计)|总数|总量")
_MORE: Final = pattern(
    r"(?P<one>上半年|下半年|[一二三四]季度)[^，。；\d]{0,8}?(?P<way>多于|高于|大于|少于|低于)(?P<other>上半年|下半年|[一二三四]季度)"
)
_LESS: Final = ("少于", "低于")


def _called_more(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that one part of the year had more than another: 下半年多于上半年."""
    for match in _MORE.finditer(paragraph.text):
        start, end = paragraph.sentence_at(match.start())
        told = [f for f in paragraph.plain if start <= f.start < end]
        one, other = (called(told, match[name]) for name in ("one", "other"))
        if one is None or other is None or not alike(one.unit, other.unit):
            continue
        less = match["way"] in _LESS
        holds = one.number < other.number if less else one.number > other.number
        said = f"{written(one.number)}{'<' if less else '>'}{written(other.number)}"
        note = "" if holds else f"{match['one']}并没有{match['way']}{match['other']}"
        state = judged(holds=holds, vague=one.about or other.about)
        used = (one.start, other.start)
        yield Relation("P-8", "sum", said, state, match.start(), note, used)


_IS: Final = pattern("，(?:为|有|共|达|计)*$")  # 其次是民生保障类，为312条


def _figure_of(paragraph: Paragraph, word: re.Match[str], start: int, end: int) -> Figure | None:
    """Return the figure that stands right behind a word of rank, else right before it."""
    beside = next((f for f in paragraph.figures if f.end == word.start() and f.unit), None)
    if beside is not None:
        return beside  # 教育212条最多，医疗268条次之
    counted = [f for f in paragraph.figures if f.unit and start <= f.start < end]
    behind = next((f for f in counted if f.start >= word.end()), None)
    if behind is not None and not re.search(
        "[，；]", _IS.sub("", paragraph.text[word.end() : behind.start].removeprefix("，"))
    ):
        return behind if behind.start - word.end() <= _REACH else None
    before = next((f for f in reversed(counted) if f.end <= word.start()), None)
    near = before is not None and word.start() - before.end <= _REACH
    return before if near else None


_PLACE: Final = r"第(?P<{}>\d{{1,3}})(?:名|位)"
_UP: Final = "前移|上升|提升|进步|前进|提高|跃升"
_DOWN: Final = "后移|下降|下滑|后退|退步|回落"
_STEP: Final = rf"(?P<way>{_UP}|{_DOWN})(?:了)?(?P<by>\d{{1,3}})(?:个)?(?:位次|名次|位|名)"
_PLACES: Final = (
    pattern(
        rf"{_PLACE.format('now')}[，（]?[^，。；\d]{{0,4}}(?:较|比)(?:{LAST_YEAR})[^，。；\d]{{0,6}}{_PLACE.format('then')}[^。；\d]{{0,4}}?{_STEP}"
    ),
    pattern(
        rf"(?:由|从)(?:{LAST_YEAR})?[^，。；\d]{{0,8}}{_PLACE.format('then')}[^，。；\d]{{0,4}}(?:到|至|为)[^，。；\d]{{0,6}}{_PLACE.format('now')}[，（]?[^，。；\d]{{0,4}}{_STEP}"
    ),
)


def read_places(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield by how many places an office went up or down, both places told.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "考核列第9名，比上年的第14名前移6个位次。由第8位升至第5位，上升3位。"
    >>> [(r.written, r.note) for r in read_places(parse(said))]
    [('14->9=前移6', '按两个名次应为前移5'), ('8->5=上升3', '')]
    """
    yield from _apart(paragraph)
    for places in _PLACES if "第" in paragraph.text else ():
        for match in places.finditer(paragraph.text):
            then, now, by = (int(match[name]) for name in ("then", "now", "by"))
            up = bool(re.fullmatch(_UP, match["way"]))
            holds = (then - now if up else now - then) == by
            right = "前移" if then > now else "后移"
            right = match["way"] if up == (then > now) else right
            note = "" if holds else f"按两个名次应为{right}{abs(then - now)}"
            used = (match.start("then"), match.start("now"), match.start("by"))
            said = f"{then}->{now}={match['way']}{by}"
            state = judged(holds=holds, vague=False)
            yield Relation("Y-2", "growth", said, state, match.start("by"), note, used)


_HIGHEST: Final = pattern("最高(?:分|的|为|达|得分)*$")
_LOWEST: Final = pattern("最低(?:分|的|为|仅|得分)*$")
_BETWEEN: Final = pattern(
    "(?:高低|最高最低|首尾|两者)?(?:分差|差距|相差|分数相差)(?:为|达|是|仅)?$"
)


def _apart(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield how far the highest is from the lowest: 最高95.3分，最低80.1分，高低分差15.2分."""
    figures = paragraph.figures
    for high, low, gap in zip(figures, figures[1:], figures[2:], strict=False):
        told = _HIGHEST.search(high.label) and _LOWEST.search(low.label)
        if not told or not _BETWEEN.fullmatch(gap.label) or not high.unit == low.unit == gap.unit:
            continue
        holds = gap.span.meets(high.span - low.span)
        note = "" if holds else f"相差应为{written(high.number - low.number)}"
        said = f"{written(high.number)}-{written(low.number)}={written(gap.number)}"
        state = judged(holds=holds, vague=any(f.about for f in (high, low, gap)))
        used = (high.start, low.start, gap.start)
        yield Relation("P-8", "sum", said, state, gap.start, note, used)
