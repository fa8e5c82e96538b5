"""Which is most: 土地类最多（5件），规划类次之（7件）; which is half: 较上年的24件减半."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import judged, written
from gongkai.statements.text.paragraph import Paragraph

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


def _figure_of(paragraph: Paragraph, word: re.Match[str], start: int, end: int) -> Figure | None:
    """Return the figure that stands right behind a word of rank, else right before it."""
    beside = next((f for f in paragraph.figures if f.end == word.start() and f.unit), None)
    if beside is not None:
        return beside  # 教育212条最多，医疗268条次之
    counted = [f for f in paragraph.figures if f.unit and start <= f.start < end]
    behind = next((f for f in counted if f.start >= word.end()), None)
    if behind is not None and not re.search(
        "[，；]", paragraph.text[word.end() : behind.start].removeprefix("，")
    ):
        return behind if behind.start - word.end() <= _REACH else None
    before = next((f for f in reversed(counted) if f.end <= word.start()), None)
    near = before is not None and word.start() - before.end <= _REACH
    return before if near else None
