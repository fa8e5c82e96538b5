"""Figures that stand for each of several things: 建议、提案各13件 are 26."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.text.figure import Figure, han_number
from gongkai.statements.text.interval import Interval
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


def _many(words: str) -> Decimal | None:
    counted = _MANY.search(words)
    if counted is not None:
        return han_number(counted["many"])
    names = [name for name in re.split("[、和及与]", words) if name]
    return (
        Decimal(len(names)) if len(names) > 1 and all(len(n) <= _LONGEST for n in names) else None
    )
