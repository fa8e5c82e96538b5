"""Lists in brackets in more than one unit: 信息4862条（政策186件、解读97篇、动态2315条、其他2264条）."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import (
    number_of,
    span_of,
    sum_relation,
    written_sum,
)
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.interval import judged, written
from gongkai.statements.text.paragraph import Paragraph

_UNITS: Final = frozenset(["条", "件", "篇", "则"])
_REST: Final = pattern("其[他它]|其余")
_LEAST: Final = 3
_MOST: Final = 40


def read_mixed(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each such list that ends with the rest, so that it is whole.

    >>> from gongkai.statements.text.paragraph import parse
    >>> p = parse("发布信息500条（其中政策文件100件、解读100篇、动态200条、其他200条）。")
    >>> [(r.written, r.state.value) for r in read_mixed(p)]
    [('500=100+100+200+200', 'fails')]
    """
    text, plain = paragraph.text, paragraph.plain
    for whole in plain:
        close = text.find("）", whole.end) if text.startswith("（", whole.end) else -1
        if close < 0:
            continue
        first = bisect_left(plain, whole.end, key=lambda f: f.start)
        items = [f for f in plain[first : first + _MOST] if f.start < close]
        units = {f.unit for f in items}
        if len(items) < _LEAST or len(units) < 2 or not units | {whole.unit} <= _UNITS:
            continue
        if not _REST.search(items[-1].label) or any(f.depth != items[0].depth for f in items):
            continue
        holds = whole.span.meets(span_of(items))
        note = (
            ""
            if holds
            else f"各项相加为{written_sum(items)}，与{written(whole.number)}相差{written(abs(whole.number - number_of(items)))}"
        )
        state = judged(holds=holds, vague=any(f.about for f in (whole, *items)))
        yield sum_relation(state, whole.start, (whole,), items, note)
