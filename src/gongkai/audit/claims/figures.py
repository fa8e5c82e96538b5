"""The figures of a published report's prose: numbers with their units and what they count."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.text.paragraph import Paragraph, parse

_VERBS: Final = pattern(
    r"^.*(?:全年|本年|其中|共计|合计|累计|总计|主动|收到|受理|答复|办结|办理|(?<!信息)公开|发布|制作|推送|召开|举办|开展|完成|参加|含)"
    r"(?=.{2})"
)
_PADDING: Final = pattern(
    r"^(?:年|了|的|是|为|有|共|约|各类|由|另|其中)+|(?:了|的|是|为|有|共|约|达|达到)+$"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as a reader takes it: so many of what, in which sentence."""

    number: Decimal
    unit: str
    counts: str
    text: str
    place: str


def counts_of(text: str, place: str) -> Iterator[Count]:
    """Yield each figure with a unit and the words that say what it counts.

    >>> [(c.counts, str(c.number), c.unit) for c in counts_of("全年收到政府信息公开申请34件。", "")]
    [('政府信息公开申请', '34', '件')]
    """
    paragraph = parse(text)
    for figure in paragraph.figures:
        if figure.counts:
            words = _PADDING.sub("", _VERBS.sub("", figure.label)) or figure.after[:16]
            yield Count(
                figure.number, figure.unit, words, _sentence(paragraph, figure.start), place
            )


def _sentence(paragraph: Paragraph, at: int) -> str:
    return paragraph.said(at)
