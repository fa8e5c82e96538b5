"""The figures that a change stands between: this year's where it is left out, the other year's that is meant."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.paragraph import Paragraph
from gongkai.statements.text.years import LAST_YEAR


def elided(paragraph: Paragraph, start: int, earlier: Sequence[Figure]) -> list[Figure]:
    """Return what a sentence of a change alone may be of: 公开329条。其中网站185条。较上年的286条增长15%.

    With nothing to compare, only the one figure that stands before it.
    """
    if not _ALONE.match(paragraph.text, start):
        return []
    first = start
    for _ in range(_SENTENCES_BACK):
        first, _ = paragraph.sentence_at(max(0, first - 1))
    found = [f for f in paragraph.plain if first <= f.start < start]
    if earlier:
        found = [f for f in found if alike(f.unit, earlier[0].unit)]
    found.sort(key=lambda f: (f.depth, f.start))
    return found if earlier or len(found) == 1 else []


_ALONE: Final = pattern(r"(?:总量|总数|数量|申请量)?(?:较|比|与|同比|相比)")
_SENTENCES_BACK: Final = 2


def outside(before: Sequence[Figure], change: Figure) -> list[Figure]:
    """Return the figures that a change may be of, those in brackets closed before it behind the others.

    How things are counted is none of them: 公开65条（不同渠道公开相同信息计1条），较上年增加2条.
    """
    told = [f for f in before if not _RULE.search(f.label)]
    return sorted(told, key=lambda f: f.depth > change.depth)


_RULE: Final = pattern(r"(?:不同|相同|同一|重复|多个?)[^，。；]*(?:计|算|记)(?:为|作)?$")


def nearest(
    paragraph: Paragraph, figures: Sequence[Figure], unit: str, to: Figure
) -> Figure | None:
    """Return the other year's figure that a change is against: of the year it names, else the nearest."""
    same = [f for f in figures if alike(f.unit, unit)]
    against = _AGAINST.findall(paragraph.clause_before(to))
    if against and len(same) > 1:
        same = [f for f in same if paragraph.year_of(f) in (None, int(against[-1]))]
    if len(same) > 1 and not against and _OVER_YEARS.search(paragraph.clause_before(to)):
        years = {paragraph.year_of(f) or 0: f for f in same}
        return years[min(years)]
    return min(same, key=lambda f: abs(f.start - to.start), default=None)


# 较2021年的15件、2022年的12件连续下降，两年累计下降40%: against the first of them
_OVER_YEARS: Final = pattern(
    r"(?:[两二三四五][个]?年(?:来)?(?:间|共|合计|累计|总共)|累计)[^，。；\d]{0,6}$"
)
_AGAINST: Final = pattern(r"(?:较|比|与|同)(20\d\d)年")


# 下半年比上半年增长, 建议较提案多: what is compared, and with what; other years are told elsewhere.
_SIDES: Final = pattern(
    r"(?P<one>[^，。；：（）\d]*?)(?:较|相比于?|比(?![例重率]))(?P<other>[^，。；：（）\d]{1,16}?)(?:相比)?$"
)
_TIMES_OF: Final = pattern(
    r"(?P<one>[^，。；：（）\d]*?)(?:是|仅?为|相当于|达到?|约?占)(?P<other>[^，。；：（）\d]{1,16}?)的(?:约|近|大约)?$"
)
_COUNTED: Final = pattern(
    r"(?:收到|受理|办理|办结|发布|公开|推送|制作|举办|召开|开展|的|信息|申请|件|条|次|数量|总数|总量|数|量|净|又|略|共|均|多|同期|分别)+$"
)
_OPENING: Final = pattern(r"^(?:其中|且|而|但|可见|即|也就是说?|数量上|总体|，)+")
_ANOTHER_YEAR: Final = pattern(
    rf"{LAST_YEAR}|年初|往年|历年|同期|计划|目标|任务|预期|全[市省国区县]|平均"
)
_FIRST: Final = "前者"
_SECOND: Final = "后者"


def named_sides(
    paragraph: Paragraph, figure: Figure, words: str, *, times: bool = False
) -> tuple[Figure, Figure] | None:
    """Return the two figures that a comparison names, that which is compared first; None where it names a year or no figure.

    >>> from gongkai.statements.text.paragraph import parse
    >>> p = parse("上半年发布420条，下半年发布580条，下半年比上半年增长38.1%。")
    >>> [f.digits for f in named_sides(p, p.figures[2], "下半年比上半年")]
    ['580', '420']
    """
    if (inline := _inline(paragraph, figure)) is not None:
        return inline
    match = (_TIMES_OF if times else _SIDES).search(words)
    if match is None or _ANOTHER_YEAR.search(match["other"]):
        return None
    start, _ = paragraph.sentence_at(figure.start)
    first, _ = paragraph.sentence_at(max(0, start - 1))
    told = [f for f in paragraph.figures if first <= f.start < figure.start and f.counts]
    told = [f for f in told if f.start not in {c.figure.start for c in paragraph.changes}]
    if figure.counts:
        told = [f for f in told if alike(f.unit, figure.unit)]
    one, other = _name(match["one"]), _name(match["other"])
    if {one, other} & {_FIRST, _SECOND}:
        if len(told) < 2 or not alike(told[-2].unit, told[-1].unit) or one == other:
            return None
        pair = {_FIRST: told[-2], _SECOND: told[-1]}
        sides = pair.get(one), pair.get(other)
        return (sides[0], sides[1]) if sides[0] is not None and sides[1] is not None else None
    last = called(told, other)
    now = called(told, one) if one else next((f for f in reversed(told) if f is not last), None)
    if now is None or last is None or now is last or not alike(now.unit, last.unit):
        return None
    return now, last


EACH: Final = pattern("分别|依次")


def row_of_last(paragraph: Paragraph, at: int) -> list[Figure]:
    """Return the other year's figures that the sentence around a place gives in one row: 上年分别为590条和210条."""
    start, end = paragraph.sentence_at(at)
    row = [f for f in paragraph.earlier if start <= f.start < end]
    if len(row) < _TWO or not EACH.search(paragraph.clause_before(row[0])):
        return []
    if paragraph.year_in_a_row(row[0]) is not None:
        return []  # 2021年至2023年分别为9件、13件、16件
    words = [paragraph.text[a.end : b.start] for a, b in pairwise(row)]
    return row if all(gap in ("、", "和", "及", "与") for gap in words) else []


_BESIDE_IT: Final = pattern(r"(?:较|比|同)(?P<other>[^，。；：（）\d]{1,12}?)的?$")
_RIGHT_BEHIND: Final = pattern(r"(?:相比)?[^，。；：（）\d]{0,6}")


def _inline(paragraph: Paragraph, figure: Figure) -> tuple[Figure, Figure] | None:
    """Return the figure before and the one it is compared with right in the words: 266条，较一季度的210条增长26.7%."""
    start, _ = paragraph.sentence_at(figure.start)
    before = [f for f in paragraph.plain if start <= f.start < figure.start]
    if len(before) < _TWO or not alike(before[-1].unit, before[-2].unit):
        return None
    now, last = before[-2:]
    match = _BESIDE_IT.search(last.label)
    behind = _RIGHT_BEHIND.fullmatch(paragraph.text, last.end, figure.start)
    if match is None or behind is None:
        return None
    if _ANOTHER_YEAR.search(match["other"]) and not match["other"].startswith("年初"):
        return None
    return (now, last) if last.number else None


_TWO: Final = 2


def is_of_another(words: str) -> bool:
    """Tell whether a comparison is with something else than another year: 提案比建议, 网站较微信."""
    match = _SIDES.search(words)
    return match is not None and not _ANOTHER_YEAR.search(match["other"])


def _name(words: str) -> str:
    return _COUNTED.sub("", _OPENING.sub("", words))


_HALVES: Final = {
    "上半年": pattern(r"(?:^|(?<!\d)1月?)[-—至到~～]+6月"), "下半年": pattern(r"(?:^|(?<!\d)7月?)[-—至到~～]+12月"),
}  # fmt: skip


def called(figures: Sequence[Figure], name: str) -> Figure | None:
    """Return the one figure whose own words have a name; None where there is none, or more than one."""
    if len(name) < 2:
        return None
    if name in _HALVES:
        figures = [f for f in figures if name in f.label or _HALVES[name].search(f.label)]
        return figures[0] if len(figures) == 1 else None
    found = [f for f in figures if name in f.label] or [f for f in figures if name in f.after]
    return found[0] if len(found) == 1 else None
