"""Shares of kinds that are all there are: they come to 100%, or to what is told behind them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import number_of, span_of
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.interval import Judgement, exact, judged, written
from gongkai.statements.text.paragraph import Paragraph


def read_partitions(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that shares of kinds that are all there are come to 100%: 甲占比60%，乙占比30%，其他占比10%."""
    for start, end in (
        axis for sentence in paragraph.sentences for axis in _axes(paragraph, *sentence)
    ):
        shares = [f for f in paragraph.figures if start <= f.start < end and f.unit == "%"]
        if len(shares) >= _FEWEST and _IN_ALL.search(shares[-1].label):
            yield from _added_up(shares)
            continue
        if len(shares) == _PAIR:
            yield from _and_rest(shares)
            continue
        if len(shares) < _FEWEST or not (
            all(_PROPORTION.search(f.label) for f in shares)
            or (
                _SEVERALLY.search(paragraph.text, start, shares[0].start)
                and _REST_IS.search(shares[-1].label)
            )
            or _LISTED_SHARES.search(paragraph.text, start, shares[0].start)
        ):
            continue
        if any(f.about or f.depth for f in shares):
            continue
        listed = bool(_LISTED_SHARES.search(paragraph.text, start, shares[0].start))
        rest = listed or _REST.search(shares[-1].label)
        if not rest and not (_are_kinds(shares) and span_of(shares).low > 100):
            continue
        if any(f.counts for f in paragraph.figures if shares[0].start <= f.start < end):
            continue
        yield _of_all(shares)


def _axes(paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence's parts, each of which tells of one way to look at the whole: 从申请人看，…；从结果看，…."""
    looks = [m.start() for m in _LOOK.finditer(paragraph.text, start, end)]
    yield from pairwise([start, *(at for at in looks if at > start), end])


# 从办理结果看，按渠道分，
_LOOK: Final = pattern(r"(?:从|按照?|就)[^，。；\d]{2,14}(?:来?看|划?分|来?说|统计)[，：]")


def _and_rest(shares: Sequence[Figure]) -> Iterator[Relation]:
    """Yield that a share and the rest come to 100%: 网上信访占总量的72%，其余28%为来信来访."""
    part, rest = shares
    own = "占" in part.label and bool(_OTHERS.search(rest.label))
    own = own or (_are_opposites(part, rest) and span_of(shares).low > 100)
    if own and not any(f.about or f.depth for f in shares):
        yield _of_all(shares)


def _of_all(shares: Sequence[Figure]) -> Relation:
    total = number_of(shares)
    holds = span_of(shares).meets(exact(100))
    note = "" if holds else f"各项占比相加为{written(total)}%"
    told = f"{'+'.join(f'{f.digits}%' for f in shares)}=100%"
    state = Judgement.HOLDS if holds else Judgement.FAILS
    used = tuple(f.start for f in shares)
    return Relation("P-7", "share", told, state, shares[0].start, note, used)


def _are_opposites(part: Figure, rest: Figure) -> bool:
    """Tell whether two shares are of kinds that shut one another out: 原创占38%、转载占72%."""
    if not all(_PROPORTION.search(f.label) for f in (part, rest)):
        return False
    return any(
        a.search(x.label) and b.search(y.label) and not (b.search(x.label) or a.search(y.label))
        for a, b in _OPPOSITES
        for x, y in ((part, rest), (rest, part))
    )


_OPPOSITES: Final = tuple(
    (pattern(one), pattern(other))
    for one, other in (
        ("原创", "转载|转发"), ("(?<!妇)女", "男"), ("线上|网上", "线下|现场"), ("自然人|公民", "法人|企业|组织"),
        ("专职", "兼职"), ("(?<!非)公开类", "非公开类|不公开类"), ("常设", "临时"), ("匿名", "实名"),
    )
)  # fmt: skip
_PAIR: Final = 2
_OTHERS: Final = pattern(r"^(?:其余|剩余|余下)的?$")


def _are_kinds(shares: Sequence[Figure]) -> bool:
    """Tell whether shares are of kinds that one word calls kinds of one thing: 政策类占30%、动态类占55%、服务类占35%."""
    kinds = [m[1] if (m := _A_KIND.match(f.label)) else f.label for f in shares]
    return len({*kinds}) == 1


_A_KIND: Final = pattern(
    r"^(?:其中)?[^，。；]{2,6}?(类|渠道|方面|学历|事项|领域)(?:信息|申请|问题)?占"
)
_IN_ALL: Final = pattern(
    r"^(?:[两二三四五六](?:类|项|者|种|部分))?(?:合计|共计|总计|合起来)(?:为|占|达)?$"
)


def _added_up(shares: Sequence[Figure]) -> Iterator[Relation]:
    """Yield shares with their sum behind them: 图表类占45%、文字类占40%、视频类占25%，三类合计100%."""
    *parts, total = shares
    if not all("占" in f.label or f.depth == total.depth for f in parts):
        return
    holds = span_of(parts).meets(total.span)
    note = "" if holds else f"各项占比相加为{written(number_of(parts))}%"
    told = f"{'+'.join(f'{f.digits}%' for f in parts)}={total.digits}%"
    vague = any(f.about for f in shares)
    state = judged(holds=holds, vague=vague)
    yield Relation("P-7", "share", told, state, total.start, note, tuple(f.start for f in shares))


# 图文、视频、其他解读分别占50%、30%、20%
_LISTED_SHARES: Final = pattern(
    r"(?:其他|其它|其余)[^，。；、\d]{0,8}(?:分别|依次)占(?:比)?(?:为|达)?$"
)
# 网站、微信占比分别为60%、30%，其他占10%
_SEVERALLY: Final = pattern(r"(?:占比(?:分别|依次)?(?:为|达)|(?:分别|依次)占(?:比)?(?:为|达)?)$")
_REST_IS: Final = pattern(r"^(?:其他|其它|其余)[^，。；\d]{0,6}占(?:比)?(?:为|达)?$")
_PROPORTION: Final = pattern(r"占(?:比|总数的?|总量的?|全部的?)?(?:分别|依次)?(?:为|达)?$")
_REST: Final = pattern(r"^(?:其他|其它|其余)")
_FEWEST: Final = 3
