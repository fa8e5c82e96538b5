"""Totals that name their parts, and parts that stand in brackets: 建议12件、提案19件，共计办理建议提案31件."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import apart, span_of, sum_relation, whole_relation
from gongkai.statements.relations.lists import PARTS
from gongkai.statements.relations.relation import Relation
from gongkai.statements.subjects.spot import named
from gongkai.statements.subjects.topics import CHANNELS
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, judged
from gongkai.statements.text.numerals import han_number
from gongkai.statements.text.paragraph import Paragraph

_TOTAL: Final = pattern(
    r"(?:以上|上述)?(?:合计|共计|总计|总共|一共|共|累计)(?:办理|承办|收到|受理|接收|办结|答复|回复|处理|举办|召开|开展|接待)?"
    r"(?:各类)?(?P<noun>[\u4e00-\u9fff]{2,12})"
)
_ONE: Final = 2  # characters of a name: 建议, 提案, 来信, 来电
_REQUESTS: Final = pattern(r"(?:政府信息公开|信息公开|依申请公开|公开)?的?申请")
_SOME: Final = pattern("重点|督办|领办|主办|其中|部分|优秀")
_IN_BRACKET: Final = pattern(r"）[、和及与][^，。；：（）\d]{1,16}（")
_SO_MANY: Final = pattern(
    r"）(?P<many>[两二三四五六])(?:种|个|类|条|大)(?:渠道|方式|途径|形式|方面|类型|类别)"
)
_MAINLY: Final = pattern("主要|集中|重点|等")


def read_named(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each such total judged by the parts that it names, each told once before it.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "来信48件、来电126件、来访31批，合计办理来信来电184件。网上8件、信函5件，共收到申请12件。"
    >>> [(r.written, r.state.value) for r in read_named(parse(said))]
    [('184=48+126', 'fails'), ('12=8+5', 'fails')]
    >>> said = "收到10件，通过邮寄（6件）、平台（3件）、当面（2件）三种渠道提出。"
    >>> [(r.written, r.state.value) for r in read_named(parse(said))]
    [('10=6+3+2', 'fails')]
    """
    for total in paragraph.plain:
        match = _TOTAL.fullmatch(total.label)
        if match is None or total.about:
            continue
        start, _ = paragraph.sentence_at(total.start)
        before = [
            f for f in paragraph.plain
            if start <= f.start < total.start and f.depth == total.depth and alike(f.unit, total.unit)
        ]  # fmt: skip
        parts = _of_names(before, match["noun"]) or _of_ways(before, match["noun"])
        if not parts or PARTS.search(paragraph.text, parts[0].end, total.start):
            continue
        if any(f.about or _SOME.search(f.label) for f in parts):
            continue
        yield whole_relation(total, parts)
    yield from _in_brackets(paragraph)
    yield from _of_spans(paragraph)
    yield from _both_named(paragraph)
    yield from _of_kinds(paragraph)


def _of_names(before: Sequence[Figure], noun: str) -> list[Figure]:
    """Return the figures that a noun names one by one, each once: 建议提案, 来信来电."""
    names = [noun[at : at + _ONE] for at in range(0, len(noun), _ONE)]
    found = [[f for f in before if name in f.label] for name in names]
    if len(names) < 2 or len(noun) % _ONE or any(len(one) != 1 for one in found):
        return []
    parts = [one[0] for one in found]
    return parts if len({f.start for f in parts}) == len(names) else []


def _of_ways(before: Sequence[Figure], noun: str) -> list[Figure]:
    """Return the figures of the ways in which requests came, where nothing else is told before their total."""
    ways = [found[0][1] if (found := named(CHANNELS, f.label)) else "" for f in before]
    one_each = len(before) > 1 and all(ways) and len({*ways}) == len(ways)
    return list(before) if one_each and _REQUESTS.fullmatch(noun) else []


def _in_brackets(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 10件，通过邮寄（6件）、平台（3件）、当面（1件）三种渠道提出: as many parts as are said to be all."""
    text, plain = paragraph.text, paragraph.plain
    for match in _SO_MANY.finditer(text):
        many = int(han_number(match["many"]) or 0)
        last = next((n for n, f in enumerate(plain) if f.end == match.start()), -1)
        items = plain[last - many + 1 : last + 1] if last >= many else ()
        if len(items) != many:
            continue
        whole = plain[last - many]
        gaps = pairwise(items)
        joined = all(_IN_BRACKET.fullmatch(text, a.end, b.start) for a, b in gaps)
        own = paragraph.sentence_at(whole.start) == paragraph.sentence_at(items[0].start)
        same = all(alike(f.unit, whole.unit) and f.depth == whole.depth + 1 for f in items)
        if not (joined and own and same) or text[items[0].start - 1] != "（":
            continue
        between = text[whole.end : items[0].start]
        total = span_of(items)
        holds = whole.span.meets(total)
        fewer = total.high < whole.span.low and _MAINLY.search(between) is not None
        vague = fewer or any(f.about for f in (whole, *items))
        state = judged(holds=holds, vague=vague)
        note = "" if state is Judgement.HOLDS else apart(items, (whole,))
        yield sum_relation(state, whole.start, (whole,), items, note)


_SPANS: Final = (
    tuple(pattern(rf"(?:其中)?第?{n}季度[^，。；\d]{{0,6}}") for n in "一二三四"),
    tuple(pattern(rf"(?:其中)?{n}半年[^，。；\d]{{0,6}}") for n in "上下"),
)
_ANY_SPAN: Final = pattern("季度|半年|月|每|均|累计")


def _of_spans(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 收到10件，一季度3件、二季度3件、三季度3件、四季度1件: all quarters or both halves come to the year."""
    plain = paragraph.plain
    for spans in _SPANS:
        for n, whole in enumerate(plain):
            parts = plain[n + 1 : n + 1 + len(spans)]
            named_all = len(parts) == len(spans) and all(
                words.fullmatch(f.label) for words, f in zip(spans, parts, strict=True)
            )
            if not named_all or not all(alike(f.unit, whole.unit) for f in parts):
                continue
            own = paragraph.sentence_at(whole.start) == paragraph.sentence_at(parts[0].start)
            if not own or _ANY_SPAN.search(whole.label) or "；" in paragraph.text[whole.end : parts[0].start]:  # fmt: skip
                continue
            yield whole_relation(whole, parts)


_BOTH: Final = pattern(
    r"(?P<one>建议|来信|来电|来访|提案|复议|企业|村)(?:和|及|与)?(?P<other>提案|建议|来电|来访|来信|诉讼|个人|社区)(?:等)?(?:共|共计|合计)?$"
)
_ITEM: Final = pattern(r"(?:其中)?[，：]?(?:人大|政协|代表|委员|[省市县区镇州旗级])*")
_GOES_ON: Final = pattern(
    r"(?:（[件批次封]）)?[，、（：和及与]+(?:其中)?[，：]?[^，。；（）\d]{0,10}"
)


def _both_named(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 建议提案31件，其中建议12件、提案18件: the total itself says what all its parts are."""
    text, plain = paragraph.text, paragraph.plain
    for whole, *items in zip(plain, plain[1:], plain[2:], strict=False):
        match = _BOTH.search(whole.label)
        if match is None or match["one"] == match["other"] or whole.label.endswith("等"):
            continue
        named_so = all(
            _ITEM.sub("", item.label, count=1) == name
            and (alike(item.unit, whole.unit) or text.startswith(f"（{item.unit}）", whole.end))
            for item, name in zip(items, (match["one"], match["other"]), strict=True)
        )
        ends = (whole, *items)
        joined = all(_GOES_ON.fullmatch(text, a.end, b.start) for a, b in pairwise(ends))
        if not (named_so and joined):
            continue
        yield whole_relation(whole, items)


_LAST: Final = pattern("；(?:以上)?(?:总计|合计|共计|总数)(?:为|是)?")
_KIND: Final = pattern("(?:其中[：，]?)?[^，。；：、（）\\d]{1,12}类(?:政府)?(?:信息|事项|诉求)?")


def _of_kinds(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 机构类12条，占3.8%；工作类304条，占96.2%；总计316条: kinds with their shares, and what all come to."""
    for total in paragraph.plain:
        start, _ = paragraph.sentence_at(total.start)
        last = paragraph.text.rfind("；", start, total.start)
        if last < 0 or not _LAST.fullmatch(paragraph.text, last, total.start):
            continue
        parts = [f for f in paragraph.plain if start <= f.start < last]
        kinds = [_KIND.fullmatch(f.label) for f in parts]
        if len(parts) < 2 or not all(kinds) or not all(alike(f.unit, total.unit) for f in parts):
            continue
        if paragraph.text.count("；", start, last) != len(parts) - 1:
            continue  # each of its own half sentence
        yield whole_relation(total, parts)
