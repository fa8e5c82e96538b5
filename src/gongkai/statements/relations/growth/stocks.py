"""Stocks carried forward: 原有36个，新增3个，撤销2个，现有37个; 新增3个、撤销2个，由36个变为37个."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.paragraph import Paragraph

LESS: Final = pattern(
    r"减少|取消|删除|剔除|调减|核减|划出|移出|调出|废止|下放|删减|退出|注销|减|取关|关停|关闭|流失|合并|撤并|撤销|下线|清退|停用|清理|整合|压减|精简"
)
# What these do to a stock is not sure: a column that is merged may go on under another name.
_MAYBE: Final = pattern("清理|整合|合并|撤并|精简|压减|调整")
MORE: Final = pattern(r"新增|增加|调增|承接|增|划入|移入|调入|纳入|开通|吸纳|新设|新开")
_TAKEN_OVER: Final = pattern("承接|接收|划入")  # 承接下放7项: from above, to the office
_STOCK: Final = pattern(r"原有|原|上年末|年初|上一年项目数量|上年保留|(?<![较比与同])上年")
_NOW: Final = pattern(r"现有|现为|现保留|现共有|现有效|年末|现行有效|目前|调整后|共保留|现")
_TOLD: Final = pattern("清理|梳理|现|年末|目前|调整后|保留|由|从|继续运行|正常运行|留存|仅存")
_FROM: Final = pattern(r"(?:由|从)[^，。；\d]{0,8}$")
_TURNED: Final = pattern(
    r"[^，。；\d]{0,6}(?:变|调整|增加|减少|精简|压减|整合|压缩|优化|增|减|升|降)(?:为|成|至|到)[^，。；\d]{0,4}"
)


def way_of(figure: Figure) -> int:
    """Return whether a figure's words add it to a stock, 1, or take it away, -1; 0 where they say neither."""
    if _TAKEN_OVER.search(figure.label):
        return 1
    return -1 if LESS.search(figure.label) else 1 if MORE.search(figure.label) else 0


def read_stocks(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each stock of which the beginning, the changes and the end are told.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "原有1215项，减少35项，现有1180项。新增专栏3个、撤销2个，总数由36个变为39个。"
    >>> [(r.written, r.note) for r in read_stocks(parse(said))]
    [('1215-35=1180', ''), ('36+3-2=39', '应为37')]
    """
    for start, end in paragraph.sentences:
        if not _TOLD.search(paragraph.text, start, end):
            continue
        within = [f for f in paragraph.figures if start <= f.start < end and f.counts]
        yield from _sorted_out(within)
        yield from _turned(paragraph, within)
        yield from _kept(within)
        yield from _afterwards(within)
        if not _NOW.search(paragraph.text, start, end):
            continue
        first = next((n for n, f in enumerate(within) if _STOCK.search(f.label)), None)
        if first is not None:
            following = [f for f in within[first + 1 :] if not _COMPARED.search(f.label)]
            yield from _carried(within[first], following)


def _turned(paragraph: Paragraph, within: Sequence[Figure]) -> Iterator[Relation]:
    """Yield 新增3个、撤销2个，总数由36个变为37个: the changes stand before both, or behind."""
    text = paragraph.text
    for n, (before, after) in enumerate(pairwise(within)):
        same = alike(before.unit, after.unit)
        if not (
            same
            and _FROM.search(before.label)
            and _TURNED.fullmatch(text[before.end : after.start])
        ):
            continue
        for behind, side in enumerate((reversed(within[:n]), within[n + 2 :])):
            steps = list(_steps(paragraph, side, before))
            if behind and len(steps) > 1 and _OF_WHICH.match(text, steps[0][1].end):
                steps = steps[1:]  # 净增4项，其中承接7项，取消3项: what they come to is no step
            several = len({way for way, _ in steps} if behind else steps) > 1
            if several or (not behind and steps and _all_its_change(steps[0][1], before)):
                yield _stock(before, sorted(steps, key=lambda s: s[1].start), after)


def _steps(
    paragraph: Paragraph, side: Iterable[Figure], before: Figure
) -> Iterator[tuple[int, Figure]]:
    """Yield the changes on one side of a stock as far as they are its own."""
    for figure in side:
        if not way_of(figure) or not alike(figure.unit, before.unit):
            return
        if figure.start < before.start and _is_elsewhere(paragraph, figure, before):
            return
        yield way_of(figure), figure


def _is_elsewhere(paragraph: Paragraph, step: Figure, before: Figure) -> bool:
    """Tell whether a change is another matter's: 结转由1件增至3件; 投诉减少3件；咨询由16件降至12件."""
    if _TO.search(step.label):
        return True
    return "；" in paragraph.text[step.end : before.start] and not _OF_ALL.search(before.label)


_TO: Final = pattern("[至到为成]$")
_OF_ALL: Final = pattern("总|共|数量|^(?:现|目前|已)*[由从]")


def _all_its_change(step: Figure, before: Figure) -> bool:
    """Tell whether a step is all that a total named alike went through: 新增事项26项，事项总数由214项增至240项."""
    of, to = _A_STEP.fullmatch(step.label), _A_TOTAL.fullmatch(before.label)
    return of is not None and to is not None and of["noun"] == to["noun"]


_A_STEP: Final = pattern(
    r"(?:20\d\d年度?|全年|本年度?|今年|年内|共)*(?:净增|新增|增加|新设|新开)(?:了)?(?P<noun>[^，。；\d]{2,10})"
)
_A_TOTAL: Final = pattern(
    r"(?P<noun>[^，。；\d]{2,10}?)(?:的)?(?:总数|总量|总数量)(?:由|从)[^，。；\d]{0,8}"
)
_OF_WHICH: Final = pattern("[，（](?:其中|包括|含)|（")
_KEPT: Final = pattern("(?:现|实际|共)?(?:保留|留存|继续运行|正常运行|仅存)(?:的)?")


def _kept(within: Sequence[Figure]) -> Iterator[Relation]:
    """Yield 账号6个，关停2个，保留4个: a whole, what was taken off, what is kept, and nothing else."""
    if len(within) < _LEAST or way_of(within[0]) or not _KEPT.fullmatch(within[-1].label):
        return
    first, *steps, last = within
    same = all(alike(f.unit, first.unit) and f.depth == first.depth for f in within)
    if same and all(LESS.search(f.label) for f in steps):
        yield _stock(first, [(-1, f) for f in steps], last)


_LEAST: Final = 3
# 较上年增加1件 is against another year, and no step
_COMPARED: Final = pattern("(?:较|比|与)(?:上年|上一年|去年|20)|同比|环比")
_GONE_THROUGH: Final = pattern("清理|梳理|审查|评估")
_SORTED: Final = pattern(
    r"(?:其中|拟|决定|建议|宣布|继续|予以|需|应)*(?:保留|修改|修订|废止|失效|有效|停止执行)(?:的)?(?:有)?"
)


def _sorted_out(within: Sequence[Figure]) -> Iterator[Relation]:
    """Yield 清理文件12件，保留8件、修改2件、废止4件: no more is sorted than was gone through; less may be left as it is."""
    for at, whole in enumerate(within):
        if not _GONE_THROUGH.search(whole.label):
            continue
        kinds: list[Figure] = []
        for figure in within[at + 1 :]:
            same = alike(figure.unit, whole.unit) and figure.depth == whole.depth
            if not same or not _SORTED.fullmatch(figure.label):
                break
            kinds.append(figure)
        total = sum((f.number for f in kinds), Decimal(0))
        if len(kinds) < 2 or total < whole.number:
            continue
        state = Judgement.HOLDS if total == whole.number else Judgement.FAILS
        if whole.about or any(f.about for f in kinds):
            state = Judgement.NOT_ASSESSABLE
        note = "" if total == whole.number else f"各项相加为{written(total)}，比总数还多"
        told = f"{written(whole.number)}={'+'.join(written(f.number) for f in kinds)}"
        used = (whole.start, *(f.start for f in kinds))
        yield Relation("P-8", "sum", told, state, whole.start, note, used)


_AFTERWARDS: Final = pattern("(?:调整|动态调整|清理|优化|变动)后(?:共|总数|实有|保留|为|有)*")


def _afterwards(within: Sequence[Figure]) -> Iterator[Relation]:
    """Yield 事项240项，取消12项、新增8项，调整后为236项; a whole told again behind its changes is the end itself."""
    for at, last in enumerate(within):
        if not _AFTERWARDS.fullmatch(last.label):
            continue
        steps: list[tuple[int, Figure]] = []
        for figure in reversed(within[:at]):
            same = alike(figure.unit, last.unit) and figure.depth == last.depth
            if same and way_of(figure):
                steps.insert(0, (way_of(figure), figure))
                continue
            known = _STOCK.search(figure.label) or not same or figure.number == last.number
            if steps and not known:
                yield _stock(figure, steps, last)
            break


def _carried(before: Figure, following: Sequence[Figure]) -> Iterator[Relation]:
    """Yield a stock from its beginning over its changes to its end, where all three are told."""
    steps: list[tuple[int, Figure]] = []
    for figure in following:
        way = way_of(figure)
        if alike(figure.unit, before.unit) and steps and _NOW.search(figure.label):
            yield _stock(before, steps, figure)
        if not alike(figure.unit, before.unit) or not way or _NOW.search(figure.label):
            return
        steps.append((way, figure))


def _stock(before: Figure, steps: Sequence[tuple[int, Figure]], after: Figure) -> Relation:
    expected = before.number + sum((w * f.number for w, f in steps), Decimal(0))
    told = "".join(f"{'-' if w < 0 else '+'}{written(f.number)}" for w, f in steps)
    said = f"{written(before.number)}{told}={written(after.number)}"
    used = (before.start, *(f.start for _, f in steps), after.start)
    holds = expected == after.number
    state = Judgement.HOLDS if holds else Judgement.FAILS
    unsure = any(_MAYBE.search(f.label) for _, f in steps)
    if not holds and (before.about or after.about or unsure):
        state = Judgement.NOT_ASSESSABLE
    note = "" if holds else f"应为{written(expected)}"
    return Relation("P-8", "sum", said, state, before.start, note, used)
