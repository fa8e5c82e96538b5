"""The calls of a template, and which words of the printed paragraph each of them made."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gongkai.narrative.own.source import TEMPLATE
from gongkai.pattern import pattern

# Those side by side print one text.
_CALLS: Final = pattern(rf"(?:{TEMPLATE.pattern})+", re.DOTALL)
_LEADER: Final = pattern(r"^(?:[-*+]|\d{1,9}[.)])\s+")
_MARKUP: Final = pattern(r"[*_`]|\\(?=[\\`*_<\[#])")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a source's paragraph, and the span of the words that it printed."""

    words: str
    start: int
    end: int


def calls_of(
    source: str, printed: str, prints: Callable[[str], str | None] = lambda _: None
) -> tuple[Call, ...] | None:
    """Return which words of a printed paragraph the calls of its source made; None where it is not its source.

    ``prints`` tells what a call prints, where that is known: of two calls side by side of a comma the first
    may have printed one too.

    >>> [(c.words, c.start, c.end) for c in calls_of("收到{{ 数字('x') }}，共{{ 数字('y') }}。", "收到3件，共4件。")]
    [("{{ 数字('x') }}", 2, 4), ("{{ 数字('y') }}", 6, 8)]
    """
    text = _LEADER.sub("", source.strip(" \t\u3000"))
    literals = [_MARKUP.sub("", part) for part in _CALLS.split(text)]
    words = _CALLS.findall(text)
    known = [prints(one) for one in words]
    for made in (known, [None] * len(words)):
        between = ["(.*?)" if one is None else f"({re.escape(one)})" for one in made]
        pattern = "".join(re.escape(a) + b for a, b in zip(literals, [*between, ""], strict=True))
        if (found := re.fullmatch(pattern, printed.strip())) is not None:
            break
    else:
        return None
    offset = len(printed) - len(printed.lstrip())
    spans = (found.span(n) for n in range(1, len(words) + 1))
    return tuple(Call(w, a + offset, b + offset) for w, (a, b) in zip(words, spans, strict=True))
