"""Posts there are, filled and free: 编制12名，实有11名，空编1名; amounts told once more in another unit: 3.5万元（35000元）."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import written_terms
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import alike
from gongkai.statements.text.interval import judged, written
from gongkai.statements.text.paragraph import Paragraph

_POSTS: Final = pattern(
    r"(?:核定|现有|共有)?(?:行政|事业|人员)?(?:编制|职数|岗位)(?:数)?(?:为|共)?$"
)
_FILLED: Final = pattern(
    r"^(?:现|已)?(?:实有|在编|在岗|在职|到岗|配备|现有)(?:人员|人数)?(?:为|共)?$"
)
_FREE: Final = pattern(r"^(?:现|尚)?(?P<free>空编|空缺|缺编|缺员|空岗|缺额|超编)(?:为|共)?$")
_OVER: Final = "超编"


def read_posts(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that posts are those filled and those free.

    >>> from gongkai.statements.text.paragraph import parse
    >>> [(r.written, r.note) for r in read_posts(parse("核定编制12名，实有11名，空编2名。"))]
    [('12=11+2', '相减应余1')]
    """
    plain = paragraph.plain
    for posts, filled, free in zip(plain, plain[1:], plain[2:], strict=False):
        match = _FREE.match(free.label)
        if match is None or not _FILLED.match(filled.label) or not _POSTS.search(posts.label):
            continue
        if not (alike(posts.unit, filled.unit) and alike(filled.unit, free.unit)):
            continue
        if paragraph.sentence_at(posts.start) != paragraph.sentence_at(free.start):
            continue
        over = match["free"] == _OVER
        right = filled.number - posts.number if over else posts.number - filled.number
        holds = right == free.number
        note = "" if holds else f"相减应余{written(right)}"
        whole, terms = (filled, (posts, free)) if over else (posts, (filled, free))
        said = f"{written(whole.number)}={written_terms(terms)}"
        used = (posts.start, filled.start, free.start)
        state = judged(holds=holds, vague=any(f.about for f in (posts, filled, free)))
        yield Relation("P-8", "sum", said, state, free.start, note, used)


_AGAIN: Final = pattern(r"（(?:即|合|折合|计|约合)?")
_SCALED: Final = ("万元", "亿元")


def read_restated(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that an amount told once more in brackets in 元 is the same.

    >>> from gongkai.statements.text.paragraph import parse
    >>> [(r.written, r.note) for r in read_restated(parse("投入经费3.5万元（350000元）。"))]
    [('35000=350000', '两处写法的金额不同')]
    """
    text = paragraph.text
    for one, again in pairwise(paragraph.figures) if "元（" in text else ():
        if one.unit != "元" or again.unit != "元" or not text[: one.end].endswith(_SCALED):
            continue
        if text[: again.end].endswith(_SCALED) or not text.startswith("）", again.end):
            continue
        if _AGAIN.fullmatch(text, one.end, again.start) is None:
            continue
        holds = one.span.meets(again.span)
        note = "" if holds else "两处写法的金额不同"
        said = f"{written(one.number)}={written(again.number)}"
        state = judged(holds=holds, vague=one.about or again.about)
        yield Relation("P-8", "sum", said, state, again.start, note, (one.start, again.start))
