"""Figures told again: 培训5次，上述6次培训; all that is done of less: 抽查50个，合格46个，全部合格; rates beyond 100%."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.paragraph import Paragraph

_AGAIN: Final = pattern(r"(?:^|[，、])?(?:上述|以上|前述|这)$")
_ALL: Final = pattern(r"(?:全部|均|都)(?:已经?|为|达到)*(?P<deed>[\u4e00-\u9fff]{2,4})")
_SOME: Final = pattern(r"其余|剩余|其他|经整改|整改后|复查|复检|最终|目前")
_OWN: Final = pattern(r"^(?:其中|已经?|实际|有)+")
_BOUNDED: Final = pattern(
    r"(?:满意|好评|知晓|办结|答复|回复|办复|合格|达标|整改|公开|公示|采纳|回收|准确|及时|覆盖|支持|通过|结案|审查|归档|接通)(?:率|度)(?:均|分别|已)*(?:为|达到?|是|高达)*$"
)
_HUNDRED: Final = 100


def read_again(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield what contradicts a figure told before.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "开展业务培训5次，上述6次培训共180人次参加。抽查网页50个，合格46个，网页全部合格。"
    >>> [(r.written, r.note) for r in read_again(parse(said))]
    [('5=6', '前面写的是5次'), ('50>46', '写明全部合格，但合格的只有46个')]
    """
    yield from _told_again(paragraph)
    yield from _all_of_less(paragraph)


def _told_again(paragraph: Paragraph) -> Iterator[Relation]:
    if not any(word in paragraph.text for word in ("上述", "以上", "前述", "这")):
        return
    for figure in paragraph.plain:
        noun = figure.after[:2]
        if not _AGAIN.search(figure.label) or len(noun) < 2 or figure.about:
            continue
        before = [f for f in paragraph.plain if f.start < figure.start and f.unit == figure.unit]
        named = [f for f in before if noun in f.label + f.after]
        if len(before) != 1 or len(named) != 1 or named[0].about:
            continue
        first = named[0]
        holds = first.number == figure.number
        note = "" if holds else f"前面写的是{written(first.number)}{first.unit}"
        told = f"{written(first.number)}={written(figure.number)}"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        used = (first.start, figure.start)
        yield Relation("P-8", "sum", told, state, figure.start, note, used)


def _all_of_less(paragraph: Paragraph) -> Iterator[Relation]:
    for match in _ALL.finditer(paragraph.text):
        start = paragraph.part_at(match.start())
        if _SOME.search(paragraph.text, start, match.end()):
            continue
        within = [f for f in paragraph.plain if start <= f.start < match.start()]
        for whole, part in list(pairwise(within))[-1:]:
            deed = _OWN.sub("", part.label)
            if deed and match["deed"].startswith(deed) and _is_less(whole, part):
                note = f"写明全部{deed}，但{deed}的只有{written(part.number)}{part.unit}"
                told = f"{written(whole.number)}>{written(part.number)}"
                used = (whole.start, part.start)
                yield Relation("P-8", "sum", told, Judgement.FAILS, match.start(), note, used)


def _is_less(whole: Figure, part: Figure) -> bool:
    same = alike(whole.unit, part.unit) and whole.depth == part.depth
    return same and part.span.high < whole.span.low and not (whole.about or part.about)


def read_beyond(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield rates that cannot be more than 100% and are.

    >>> from gongkai.statements.text.paragraph import parse
    >>> [r.written for r in read_beyond(parse("满意率达到102.5%，完成率102%。"))]
    ['102.5%>100%']
    """
    for rate in paragraph.figures:
        if rate.unit != "%" or rate.number <= _HUNDRED:
            continue
        if _BOUNDED.search(paragraph.clause_before(rate)):
            told = f"{rate.digits}%>100%"
            note = "这样的比率不会超过100%"
            yield Relation("P-6", "share", told, Judgement.FAILS, rate.start, note, (rate.start,))
