"""Rates of what was done: by the deed, by what ought to be done, or of a whole that stands beside them.

发现问题46个，整改45个，整改率97.8%; 应公开62家，已公开60家，公开率96.8%; 完成目标5000人次的114%.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import divided, rate_relation, rate_state, span_of
from gongkai.statements.relations.relation import Relation
from gongkai.statements.relations.shares.among import among, only_behind
from gongkai.statements.relations.shares.pairs import behind_in_brackets, of_a_rate_before
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import (
    Interval,
    Judgement,
    quotient,
    written,
)
from gongkai.statements.text.paragraph import Paragraph

# Deeds that are told of a part of what stands before them, with what that is where more is a slip.
_DEEDS: Final = (
    ("整改", r"发现|查找|排查|检查出|梳理|反馈|存在|问题"),
    ("采纳", r"征集|收到|收集|征求|提出(?:意见|建议)"), ("回收", r"发放|发出|派发"),
    ("完成", r"任务|制定|明确|确定|部署|分解"), ("合格", r"检查|抽查|抽检|检测|测评"),
    ("主动公开", r"印发|制发|发文|公文|文件"), ("公开", r"印发|制发|公文|文件|事项"),
    ("解读", r"规范性文件|政策文件"), ("通过", r"申报|评审|验收"), ("化解", r"排查|受理|纠纷"),
    ("修复", r"发现|错|断链|失效|漏洞|隐患"), ("更正", r"发现|错|误"),
    ("处置", r"发现|监测|收到"), ("达标", r"检查|测评|考核"),
)  # fmt: skip
_NOT_OF_THESE: Final = pattern(r"上年|往年|历年|结转|累计|去年|不合格|未|不公开|依申请")


def read_achieved(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that no more was done than there was, and the rate of it.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "制定任务35项，完成34项，完成率87.1%。发现问题46个，已整改48个。"
    >>> [(r.written, r.state.value) for r in read_achieved(parse(said))]
    [('34/35=87.1%', 'fails'), ('46>=48', 'fails')]
    """
    for start, end in paragraph.sentences:
        within = [f for f in paragraph.plain if start <= f.start < end]
        for deed, of in _DEEDS:
            if deed not in paragraph.text[start:end]:
                continue
            for n, part in enumerate(within):
                if not _is_deed(part, deed) or not n:
                    continue
                whole = _whole_of(within[:n], part, of)
                if whole is not None:
                    yield from _of_deed(paragraph, whole, part, (start, end), deed)


def _is_deed(figure: Figure, deed: str) -> bool:
    """Tell whether a figure's words say nothing but the deed."""
    return bool(
        re.fullmatch(
            rf"(?:其中|已|并|全部|实际|共|有效|配套|同步|及时|按时|依法|均)*{deed}(?:了|的|到)?(?:有效|合格)?(?:问卷|问题|任务|意见|建议)?",
            figure.label,
        )
    )


def _whole_of(before: Sequence[Figure], part: Figure, of: str) -> Figure | None:
    """Return the nearest figure in the part's unit, where it is what the deed is done to."""
    near = next((f for f in reversed(before) if alike(f.unit, part.unit)), None)
    if near is None or near.depth != part.depth or not re.search(of, near.label + near.after):
        return None
    of_both = sum(f.number for f in before if alike(f.unit, part.unit) and re.search(of, f.label))
    if near.number < part.number <= of_both:  # 去年存在问题6个，今年发现问题4个，整改9个
        return None
    return None if _NOT_OF_THESE.search(near.label) else near


def _of_deed(
    paragraph: Paragraph, whole: Figure, part: Figure, within: tuple[int, int], deed: str
) -> Iterator[Relation]:
    used = (whole.start, part.start)
    if part.span.low > whole.span.high:
        said = f"{written(whole.number)}>={written(part.number)}"
        note = f"{deed}的比原有的多"
        yield Relation("P-8", "balance", said, Judgement.FAILS, part.start, note, used)
        return
    for rate in paragraph.figures:
        if rate.unit != "%" or not part.end <= rate.start < within[1] or not whole.number:
            continue
        if not re.search(
            rf"(?<![\u4e00-\u9fff])(?:有效|问题|问卷|实际|总体|整体|年度|目标|任务|共|总)*{deed}(?:完成|到位)?率[^，。；\d]{{0,6}}$",
            paragraph.clause_before(rate),
        ):
            continue
        yield rate_relation(part, whole, rate)


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
    return (kind.span, whole.span) if whole is not None and whole.number else None


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
