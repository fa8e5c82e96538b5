"""Lists in more than one unit: 信息500条（政策100件、解读100篇、其他300条）; 信息145条、链接38个，两项合计183处."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import whole_relation
from gongkai.statements.relations.lists import GLUE, PARTS
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.numerals import han_number
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
    yield from _together(paragraph)
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
        yield whole_relation(whole, items)


_SUM: Final = pattern(
    r"(?:以上|上述)?(?:(?P<many>[两二三四五六])(?:项|类|者|方面|部分))?(?:合计|共计|总计)(?:[\u4e00-\u9fff]{2})?"
)
_UNIT_BESIDE: Final = pattern(
    r"（(?P<units>[\u4e00-\u9fff]{1,2}(?:[、/]?[\u4e00-\u9fff]{1,2}){0,2})）"
)
_JOINED: Final = pattern(r"[^，。；（\d]{0,6}[、，和及][^，。；\d]{0,20}")


def _together(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield a total of things in several units, where it says how many they are or names their units.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "信息145条、链接38个，两项合计193处。发布会4场、访谈6期、直播9场，合计21场（期）。"
    >>> [(r.written, r.state.value) for r in _together(parse(said))]
    [('193=145+38', 'fails'), ('21=4+6+9', 'fails')]
    """
    plain = paragraph.plain
    for n, total in enumerate(plain):
        match = _SUM.fullmatch(total.label) if n > 1 else None
        if match is None:
            continue
        beside = _UNIT_BESIDE.match(paragraph.text, total.end)
        parts: list[Figure] = []
        after = total
        for figure in reversed(plain[max(0, n - _MOST) : n]):
            gap = paragraph.text[figure.end : after.start]
            own = figure.depth == total.depth and paragraph.sentence_at(figure.start) == paragraph.sentence_at(total.start)  # fmt: skip
            if not own or not _JOINED.fullmatch(gap) or gap in GLUE or PARTS.search(figure.label):
                break
            parts.insert(0, figure)
            after = figure
        units = {f.unit for f in parts}
        many = han_number(match["many"] or "")
        named = beside is not None and units <= {total.unit, *_UNITS_OF.findall(beside["units"])}
        if len(parts) < 2 or len(units) < 2 or not (named or many == len(parts)):
            continue
        if parts[0] is not plain[0] and many is None and _goes_before(paragraph, parts[0]):
            continue
        yield whole_relation(total, parts)


_UNITS_OF: Final = pattern(r"[\u4e00-\u9fff]次|[\u4e00-\u9fff]")


def _goes_before(paragraph: Paragraph, first: Figure) -> bool:
    """Tell whether its sentence counts something else before the first of them, so that it may be a part too."""
    start, _ = paragraph.sentence_at(first.start)
    return any(start <= f.start < first.start for f in paragraph.figures)
