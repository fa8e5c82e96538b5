"""Rates of what was done: by what ought to be done, or of a whole that stands beside them.

应公开62家，已公开60家，公开率96.8%; 完成目标5000人次的114%.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import divided, rate_state, span_of
from gongkai.statements.relations.relation import Relation
from gongkai.statements.relations.shares.among import among, are_other_matters, only_behind
from gongkai.statements.relations.shares.pairs import behind_in_brackets, of_a_rate_before
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import (
    Interval,
    quotient,
    written,
)
from gongkai.statements.text.paragraph import Paragraph

_RATE: Final = pattern(
    r"(?P<name>[\u4e00-\u9fff]{2,6})(?:率|的?比[例率])(?:均|都|已|约|近|超)*(?:为|是|达到?|高达)?(?:约|近|超)?$"
)
_AND: Final = pattern(r"[和及与]")
_WAYS: Final = pattern(
    r"^.*?(?:整体|总体|问题|任务|目标|有效)(?=[\u4e00-\u9fff]{2})|^.*?(?=(?:按时|按期|如期|及时|直接|当场)?(?:办结|答复|回复|办复|公开|完成|整改|解读|公示)$)"
)
_TARGET: Final = pattern(r"应(?:当|该)?|目标|任务|计划|要求")
_TARGETED: Final = ("完成", "公开", "公示", "解读", "归档", "整改", "到位", "覆盖", "参训", "签收")
_LATE: Final = pattern(r"^(?:其中)?(?:延期|逾期|超期|未按时|未按期)")


def read_rates(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each rate whose whole is what ought to be done, or what is done and what is not.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "应公开62家，已公开60家，公开率100%。共49件，未办结1件，办结率99%。目标2000条，实际公开3215条，完成率160.75%。"
    >>> [(r.written, r.state.value) for r in read_rates(parse(said))]
    [('60/62=100%', 'fails'), ('48/49=99%', 'fails'), ('3215/2000=160.75%', 'holds')]
    """
    for rate in paragraph.figures:
        match = _RATE.search(paragraph.clause_before(rate)) if rate.unit == "%" else None
        if match is None:
            continue
        name = _AND.split(match["name"])[-1]
        name = name[ways.end() :] if (ways := _WAYS.match(name)) else name
        start, _ = paragraph.sentence_at(rate.start)
        within = [f for f in paragraph.plain if start <= f.start < rate.start and not f.about]
        within = [f for f in within if not of_a_rate_before(paragraph, f, rate)]
        within += behind_in_brackets(paragraph, rate)
        within = within or only_behind(paragraph, rate)
        pair = (
            _done_of(within, name)
            or among(paragraph, within, rate, match["name"], name)
            or _kind_of(
                paragraph, within, rate, _OPENLY if match["name"].endswith(_OPENLY) else name
            )
        )
        if pair is not None and pair[1].low > 0:
            yield _judged(*pair, rate, tuple(f.start for f in within))


def _done_of(within: Sequence[Figure], name: str) -> tuple[Interval, Interval] | None:
    """Return what was done and what it was done of, where a sentence names both beyond doubt."""
    done = next((f for f in reversed(within) if _is_done(f, name)), None)
    not_so = (f"未{name}", f"不{name}")
    open_ = next(
        (f for f in reversed(within) if f.label.removeprefix("其中").rstrip("的有为") in not_so),
        None,
    )
    if done is None and name == "完成":
        done = next((f for f in reversed(within) if f.label.startswith("实际")), None)
    if done is not None:
        target = next(
            (f for f in within if f.start < done.start and _is_target(f, name, done)), None
        )
        if target is not None:
            return done.span, target.span
        late = next(
            (f for f in within if f.start > done.start and _LATE.search(f.label)), None
        ) if name.startswith(("按时", "按期", "如期")) else None  # fmt: skip
        if late is not None and alike(late.unit, done.unit):
            return done.span, done.span + late.span
    elif open_ is not None:
        whole = [f for f in within if f.start < open_.start and alike(f.unit, open_.unit)]
        if len(whole) == 1 and whole[0].number >= open_.number and whole[0].depth <= open_.depth:
            return whole[0].span - open_.span, whole[0].span
    return None


_OTHER_BASE: Final = pattern(  # rates of what fell due or ought to be, which need not be all there is
    r"公开|解读|办结|答复|回复|办复|办理|公示|(?:按时|按期|如期|及时|限时|当场|即时).*|响应|接通|点击|增长|覆盖|普及"
)
_OPENLY: Final = "主动公开"
_OPINION: Final = pattern("满意|好评|知晓|支持|参与|信任")  # of those who were asked
_HAS: Final = pattern("^(?:其中|发现|存在|有|查出|检出|共)+")
_PREFIX: Final = pattern(r"^(?:其中|已|实际|其中已)")


def _kind_of(
    paragraph: Paragraph, within: Sequence[Figure], rate: Figure, name: str
) -> tuple[Interval, Interval] | None:
    """Return a kind and the one figure that it is a part of: 33家单位中优秀11家、良好22家，优秀率33.3%.

    Where the rate comes first, the kind follows it: 印发86份，主动公开率69.8%，其中主动公开60份.
    """
    if _OTHER_BASE.fullmatch(name) and name != _OPENLY:
        return None
    _, end = paragraph.sentence_at(rate.start)
    beside = [
        f for f in paragraph.plain
        if (not within or within[0].start <= f.start) and f.start < end
    ]  # fmt: skip
    named = [f for f in beside if _PREFIX.sub("", f.label) == name]
    if not named and not _OPINION.search(name):  # 更新维护38块，更新率39.6%
        named = [f for f in beside if _is_deed_of_two(_PREFIX.sub("", f.label), name)]
    if not named and not _OPINION.search(name):
        named = [
            f
            for f in beside
            if f.start < rate.start
            and _HAS.search(f.label)
            and name in f.label
            and not any(no + name in f.label for no in "不未非")
        ]
    kind = named[-1] if len(named) == 1 else None
    if kind is None or kind.about or kind.depth != rate.depth:
        return None
    wholes = [
        f for f in within
        if f.start < kind.start and alike(f.unit, kind.unit) and f.number >= kind.number
    ]  # fmt: skip
    whole = wholes[0] if len(wholes) == 1 else None
    if whole is not None and are_other_matters(whole, kind):
        return None  # 复议答复6件，出庭应诉3件，应诉率100%
    return (kind.span, whole.span) if whole is not None and whole.number else None


def _is_deed_of_two(label: str, name: str) -> bool:
    """Tell whether a label is a rate's deed with another word for it: 更新维护 for 更新率."""
    return len(name) == _WORD and label.startswith(name) and len(label) == 2 * _WORD


_WORD: Final = 2


def _is_done(figure: Figure, name: str) -> bool:
    behind = _OF_WHAT.sub("", figure.after)
    if _NOTHING_BEFORE.fullmatch(figure.label) and behind.rstrip("了的") == name:
        return True  # 12件已办结
    label = figure.label.rstrip("了的")
    if not label.endswith(name) or label.removesuffix(name)[-1:] in _NOT_DONE:
        return False
    return not any(ought + name in label for ought in ("应", "应当", "应该"))


_NOTHING_BEFORE: Final = pattern("(?:其中|有|现|实际)*")
_OF_WHAT: Final = pattern("^(?:申请|案件|问题|工单)?(?:已|均已?|全部)?")
_NOT_DONE: Final = tuple("未应待拟需不")


def _is_target(figure: Figure, name: str, done: Figure) -> bool:
    ought = name in _TARGETED and bool(_TARGET.search(figure.label))
    ought = ought or (figure.after.startswith("应") and figure.after.endswith("中"))
    return bool(ought) and alike(figure.unit, done.unit) and not _is_done(figure, name)


def _judged(done: Interval, whole: Interval, rate: Figure, used: tuple[int, ...]) -> Relation:
    right = done.low * 100 / whole.low
    holds = quotient(done, whole).meets(rate.span)
    state = rate_state(rate, right, holds=holds)
    note = "" if holds else divided(right, rate)
    told = f"{written(done.low)}/{written(whole.low)}={rate.digits}%"
    return Relation("P-6", "share", told, state, rate.start, note, (*used, rate.start))


_BASE_OF: Final = pattern(r"[^，。；：（）\d]{0,6}?）?的(?:约|近|超过?|大约|将近)?")
_CLAUSE: Final = pattern("[，。；：]")
_REACH: Final = 40
_BASE_WORDS: Final = pattern(r"占|完成|达到|达|为|是|相当于|仅|只有|不到|超过")


def read_bases(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each rate of a whole that stands right before it.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "培训5700人次，完成目标5000人次的114%。满意6件，占答复总数10件的65%。"
    >>> [(r.written, r.state.value) for r in read_bases(parse(said))]
    [('5700/5000=114%', 'holds'), ('6/10=65%', 'fails')]
    """
    figures = paragraph.figures
    earlier = {f.start for f in paragraph.earlier}
    for n, rate in enumerate(figures[1:], 1):
        whole = figures[n - 1]
        if not whole.counts or whole.span.low <= 0 or rate.unit not in ("%", "倍"):
            continue
        if not _BASE_OF.fullmatch(paragraph.text[whole.end : rate.start]) or whole.start in earlier:
            continue
        if not _BASE_WORDS.search(
            _CLAUSE.split(paragraph.text[max(0, whole.start - _REACH) : whole.start])[-1]
        ):
            continue
        parts = _parts_of(paragraph, whole)
        if parts:
            yield _of_base(parts, whole, rate)


def _parts_of(paragraph: Paragraph, whole: Figure) -> list[Figure]:
    """Return the figures that a whole with its own number may be the whole of, the likeliest first."""
    start, _ = paragraph.sentence_at(whole.start)
    before = [f for f in reversed(paragraph.plain) if start <= f.start < whole.start]
    same = [f for f in before if alike(f.unit, whole.unit) and f.depth <= whole.depth]
    return same or before[:1]


def _fits_one(parts: Sequence[Figure], whole: Figure, rate: Figure) -> bool:
    """Tell whether a rate is that of one part, or of the last ones together."""
    scale = Decimal(100) if rate.unit == "倍" else Decimal(1)
    spans = [p.span for p in parts] + [span_of(parts[:n]) for n in range(2, len(parts) + 1)]
    told = Interval(rate.span.low * scale, rate.span.high * scale)
    return any(quotient(span, whole.span).meets(told) for span in spans)


def _of_base(parts: Sequence[Figure], whole: Figure, rate: Figure) -> Relation:
    part = parts[0]
    right = part.number * 100 / whole.number / (100 if rate.unit == "倍" else 1)
    holds = _fits_one(parts, whole, rate)
    note = "" if holds else divided(right, rate)
    state = rate_state(rate, right, holds=holds, vague=part.about or whole.about)
    told = f"{written(part.number)}/{written(whole.number)}={rate.digits}{rate.unit}"
    used = (part.start, whole.start, rate.start)
    return Relation("P-6", "share", told, state, rate.start, note, used)
