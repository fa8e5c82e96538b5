"""The figures of a published sentence: numbers with their units and what they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

UNIT: Final = (
    "件次|人次|件|条|项|次|份|篇|期|个|名|人|起|宗|场|部|元|批|户|家|万元|亿元"
    "|万人次|万次|万条|万件|万份|万人|万|亿"
)
NUMBER: Final = r"(?<![\d.])\d{1,15}(?:\.\d{1,8})?(?!\d)"
SENTENCE: Final = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_FIGURE: Final = re.compile(
    rf"(?P<number>{NUMBER})(?P<percent>\s*[%％])?(?:余|多)?(?P<unit>{UNIT})?"
)
# Numbers that count nothing: dates, document numbers, ordinals, hotlines, time limits, item marks.
_DATES: Final = re.compile(
    r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|〔\d{4}〕\s*\d+号|第\d+(?:[、至-]\d+)*[号条款项届次期行列页表段]"
    r"|(?<!\d)12(?:345|319|315)(?!\d)(?=[^件条])|(?<!\d)\d{1,4}个?工作日|[（(]\d{1,9}[)）](?!件)|(?<!\d)\d{1,4}[.、](?=[^\d])"
)
_VERBS: Final = re.compile(
    r"^.*(?:全年|本年|其中|共计|合计|累计|总计|主动|收到|受理|答复|办结|办理|(?<!信息)公开|发布|制作|推送|召开|举办|开展|完成|参加|含)"
    r"(?=.{2})"
)
_PADDING: Final = re.compile(
    r"^(?:年|了|的|是|为|有|共|约|各类|由|另|其中)+|(?:了|的|是|为|有|共|约|达|达到)+$"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, at its place in a text."""

    number: Decimal
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as a reader takes it: so many of what, in which sentence."""

    number: Decimal
    unit: str
    counts: str
    text: str
    place: str


def figures_of(text: str) -> list[Figure]:
    """Return the numbers that count something; shares and dates do not.

    >>> [(str(f.number), f.unit) for f in figures_of("2018年5月受理12345热线转办36件，占12%")]
    [('36', '件')]
    """
    covered = [m.span() for m in _DATES.finditer(text)]
    return [
        Figure(Decimal(m["number"]), m["unit"] or "", m.start(), m.end())
        for m in _FIGURE.finditer(text)
        if not m["percent"] and not any(a <= m.start() < b for a, b in covered)
    ]


def counts_of(text: str, place: str) -> Iterator[Count]:
    """Yield each figure with a unit and the words that say what it counts.

    >>> [(c.counts, str(c.number), c.unit) for c in counts_of("全年收到政府信息公开申请34件。", "")]
    [('政府信息公开申请', '34', '件')]
    """
    for match in SENTENCE.finditer(text):
        sentence = match[0].strip()
        for figure in figures_of(sentence):
            if figure.unit:
                before = re.split(r"[，。；：、（）\d]", sentence[: figure.start])[-1]
                after = re.match(r"[^，。；：、（）\d]{0,16}", sentence[figure.end :])
                words = _PADDING.sub("", _VERBS.sub("", before)) or (after[0] if after else "")
                yield Count(figure.number, figure.unit, words, sentence, place)
