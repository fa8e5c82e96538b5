"""Figures that stand for each of several things: 建议、提案各13件 are 26."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Interval, judged, written
from gongkai.statements.text.numerals import han_number
from gongkai.statements.text.paragraph import Paragraph

_EACH: Final = pattern(
    r"(?P<names>[^，。；：（）\d]*?)各(?:自)?(?:有|为|发布|收到|受理|办理|开展|举办|召开|占|计)?$"
)
_MANY: Final = pattern(
    r"(?P<many>[两二三四五六七八九])(?:级|类|者|项|个[^，]{0,6}|家[^，]{0,6}|镇|乡|县|区)?(?:分别)?$"
)
_LONGEST: Final = 14  # characters of a name; what is longer is no name


def weighed(paragraph: Paragraph, figure: Figure) -> Figure:
    """Return a figure told of each of several things as what they come to; about so much where it does not say how many.

    >>> from gongkai.statements.text.paragraph import parse
    >>> p = parse("承办人大建议、政协提案各13件，各村各2件。")
    >>> [(str(w.number), w.about) for w in (weighed(p, f) for f in p.plain)]
    [('26', False), ('2', True)]
    """
    match = _EACH.search(paragraph.clause_before(figure))
    if match is None:
        return figure
    many = _many(re.sub(r"^.*(?:其中|包括|包含|分别)", "", match["names"]))
    if many is None:
        return replace(figure, about=True)
    span = Interval(figure.span.low * many, figure.span.high * many)
    return replace(figure, number=figure.number * many, span=span)


_HELD: Final = pattern(r"各(?:自)?(?:[^，。；\d]{0,10})$")
_IN_ALL: Final = pattern(r"[^，。；\d]{0,6}，共(?:计|有)?[\u4e00-\u9fff]{0,4}")


def read_each(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that so many things with so many each come to their total: 12个村、3个社区各设1个，共设15个.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "12个行政村、3个社区各设政务公开栏1个，共设18个。"
    >>> [(r.written, r.note) for r in read_each(parse(said))]
    [('(12+3)*1=18', '应为15')]
    """
    plain = paragraph.plain if "各" in paragraph.text else ()
    for n, (each, total) in enumerate(pairwise(plain)):
        if not n or not _HELD.search(each.label) or not alike(each.unit, total.unit):
            continue
        if not _IN_ALL.fullmatch(paragraph.text, each.end, total.start):
            continue
        things = [plain[n - 1]]
        for figure in reversed(plain[: n - 1]):
            if not _JOINED.fullmatch(paragraph.text, figure.end, things[0].start):
                break
            things.insert(0, figure)
        if any(f.about for f in (*things, each, total)):
            continue
        if paragraph.text[things[-1].end : each.start].count("，"):
            continue
        right = sum((f.number for f in things), Decimal(0)) * each.number
        holds = right == total.number
        told = f"({'+'.join(written(f.number) for f in things)})*{written(each.number)}={written(total.number)}"
        used = (*(f.start for f in things), each.start, total.start)
        note = "" if holds else f"应为{written(right)}"
        yield Relation(
            "P-8", "sum", told, judged(holds=holds, vague=False), total.start, note, used
        )


_JOINED: Final = pattern(r"[^，。；\d]{0,10}[、和及][^，。；\d]{0,10}")


def _many(words: str) -> Decimal | None:
    counted = _MANY.search(words)
    if counted is not None:
        return han_number(counted["many"])
    names = [name for name in re.split("[、和及与]", words) if name]
    return (
        Decimal(len(names)) if len(names) > 1 and all(len(n) <= _LONGEST for n in names) else None
    )
