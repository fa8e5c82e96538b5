"""A list and its whole in two sentences: 收到申请12件。按内容分，征地5件、规划4件、其他3件; …。以上共计135条."""

from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import whole_relation
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement
from gongkai.statements.text.paragraph import Paragraph

_BY: Final = pattern(
    r"(?:其中|，)*(?:(?:按照?|从)[^，。；：（）\d]{2,12}(?:划分|分类|分布|分|来看|看|统计)|按(?:来源|类别|类型|性质|内容|渠道|方式))[，：]"
)
_OTHERS: Final = pattern(r"^(?:其他|其它|其余)")
_OPEN: Final = pattern(r"主要|其中|等|包括|含|同时|同比|[较比]上")
_IN_ALL: Final = pattern(
    r"(?:以上|上述)(?:各项|各类|合计|信息|事项)*(?:合计|共计|总计|共)(?:公开|发布)?(?:信息)?"
)
_PAIR: Final = 2
_LEAST: Final = 3  # parts before a total in a sentence of its own


def read_listed(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield a list of all kinds held to the one figure of the sentence before it, and a total to what stands before.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "收到申请12件。按内容分，征地类5件，规划类4件，其他4件。"
    >>> [(r.written, r.note) for r in read_listed(parse(said))]
    [('12=5+4+4', '各项相加为13，与12相差1')]
    """
    whole: Sequence[Figure] = ()
    for start, end in paragraph.sentences:
        here = [f for f in paragraph.plain if start <= f.start < end and not f.depth]
        if _BY.match(paragraph.text, start, end) is None:
            if len(here) == 1 and _IN_ALL.fullmatch(here[0].label):
                yield from _total(paragraph, here[0], whole)
            whole = here
        elif len(whole) == 1 and _is_closed(paragraph, here, whole[0].unit, (start, end)):
            yield whole_relation(whole[0], here)


def _is_closed(
    paragraph: Paragraph, parts: Sequence[Figure], unit: str, within: tuple[int, int]
) -> bool:
    """Tell whether a list in a unit says that it is complete, and is one list."""
    looks = len(list(_BY.finditer(paragraph.text, *within)))
    if looks != 1 or len(parts) < _PAIR or _OPEN.search(paragraph.text, *within):
        return False
    return bool(_OTHERS.match(parts[-1].label)) and all(alike(f.unit, unit) for f in parts)


def _total(paragraph: Paragraph, total: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    """Yield a total that stands in the sentence behind its parts, where nothing there may be a part of another."""
    if len(parts) < _LEAST or not all(alike(f.unit, total.unit) for f in parts):
        return
    relation = whole_relation(total, parts)
    open_ = _OPEN.search(paragraph.text, paragraph.sentence_at(parts[0].start)[0], parts[-1].end)
    if relation.state is Judgement.HOLDS or not open_:
        yield relation
