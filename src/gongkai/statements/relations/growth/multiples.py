"""Multiples of another year's figure: 是上年的3倍, 翻了一番, 与上年持平."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.growth.sides import named_sides
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Interval, Judgement, judged, written
from gongkai.statements.text.paragraph import Paragraph
from gongkai.statements.text.years import LAST_YEAR

_TIMES: Final = pattern(r"(?:是|为|达|相当于|达到)[^，。；]{0,30}的(?:约|近|大约)?$")
# 降为10件，只相当于上年的四成
_OF_LAST: Final = pattern(rf"(?:相当于|仅为|只有|是|为)(?:{LAST_YEAR})(?:同期)?的(?:约|近|大约)?$")
_DOUBLED: Final = pattern(r"翻(?:了)?(?P<many>[一二两三1-3]?)[番翻倍](?P<more>多|以上|有余)?")
_POWERS: Final = {"": 1, "一": 1, "1": 1, "二": 2, "两": 2, "2": 2, "三": 3, "3": 3}
_ROUGHLY: Final = Decimal("0.1")  # how far from its round multiple 翻番 may lie
_LEVEL: Final = pattern(r"(?P<nearly>基本|大体|大致)?[^，。；（）\d]{0,3}(?:持平|零增长)")


def read_multiples(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each multiple of another year's figure, where that figure is told too.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "发布1800条，是上年（600条）的4倍。收到10件，上年5件，翻了一番。"
    >>> [(r.written, r.state.value) for r in read_multiples(parse(said))]
    [('600->1800=4倍', 'fails'), ('5->10=翻番', 'holds')]
    """
    yield from _times(paragraph)
    yield from _doubled(paragraph)
    yield from _level(paragraph)
    yield from _points(paragraph)
    yield from _beyond(paragraph)


def _points(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 由96.9%提升至98.2%，提升1.3个百分点: the difference of two rates."""
    if not paragraph.earlier_rates:
        return
    other = {f.start for f in paragraph.earlier_rates} | {c.figure.start for c in paragraph.changes}
    own = [f for f in paragraph.figures if f.unit == "%" and f.start not in other]
    for change in paragraph.changes:
        by = change.figure
        start, _ = paragraph.sentence_at(by.start)
        now = next((f for f in reversed(own) if start <= f.start < by.start), None)
        lasts = [f for f in reversed(paragraph.earlier_rates) if start <= f.start < by.start]
        if not lasts:  # 较上年提高2.3个百分点（上年为93.2%）
            lasts = [
                f
                for f in paragraph.earlier_rates
                if _LAST_WAS.fullmatch(paragraph.text, by.end, f.start)
            ]
        if now is None:  # 较上年的31%提高8个百分点，达到39%
            now = next(
                (f for f in own if _THEN_AT.fullmatch(paragraph.text, by.end, f.start)), None
            )
        if by.unit != "百分点" or now is None or not lasts:
            continue
        step = by.span if change.sign > 0 else Interval(-by.span.high, -by.span.low)
        # 较2022年的97.8%和2021年的96%分别提高1.1个和2.9个百分点
        last = next((f for f in lasts if step.meets(now.span - f.span)), lasts[0])
        right = now.number - last.number
        holds = step.meets(now.span - last.span)
        note = "" if holds else f"两个比率相差{written(right)}个百分点"
        vague = by.about or now.about or last.about
        state = judged(holds=holds, vague=vague)
        told = f"{last.digits}%->{now.digits}%={'-' if change.sign < 0 else '+'}{by.digits}个百分点"
        used = (now.start, last.start, by.start)
        yield Relation("Y-2", "growth", told, state, by.start, note, used)


_LAST_WAS: Final = pattern("（(?:上一?年度?|去年|20\\d\\d年度?)(?:同期)?(?:为|是)?")
_THEN_AT: Final = pattern("(?:）)?，(?:现)?(?:达到?|为|升至|增至|降至|提升至|提高到)")


def _times(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 是上年的3倍."""
    changed = {c.figure.start for c in paragraph.changes}
    for times in paragraph.figures:
        if times.unit not in ("倍", "%") or times.start in changed:
            continue
        if not _TIMES.search(paragraph.text[: times.start]):
            continue
        pair = named_sides(paragraph, times, paragraph.clause_before(times), times=True)
        if pair is None and _OF_LAST.search(paragraph.clause_before(times)):
            pair = _pair(paragraph, times.start, times.start)
        if pair is None and times.unit == "倍":
            bracket = paragraph.text.startswith("（", times.end)  # 为上年的2.1倍（上年1040条）
            until = paragraph.text.find("）", times.end) if bracket else times.start
            pair = _pair(paragraph, times.start, until)
        if pair is None or pair[1].span.low <= 0:
            continue
        now, last = pair
        scale = 1 if times.unit == "倍" else 100
        ratio = _ratio(now, last)
        holds = Interval(ratio.low * scale, ratio.high * scale).meets(times.span)
        right = _short(now.number * scale / last.number)
        note = "" if holds else f"按这两个数字应为{right}{times.unit}"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        if not holds and (times.about or now.about or last.about):
            state = Judgement.NOT_ASSESSABLE
        told = f"{written(last.number)}->{written(now.number)}={times.digits}{times.unit}"
        used = (now.start, last.start, times.start)
        yield Relation("Y-2", "growth", told, state, times.start, note, used)


def _doubled(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 翻了一番: twice last year's, or a little off it."""
    yield from _halved(paragraph)
    for match in _DOUBLED.finditer(paragraph.text):
        _, end = paragraph.sentence_at(match.start())
        pair = _pair(paragraph, match.start(), end) or _told_behind(paragraph, match.end())
        if pair is None:
            continue
        now, last = pair
        times = Decimal(2) ** _POWERS[match["many"]]
        most = times * (2 if match["more"] else 1 + _ROUGHLY)
        holds = _ratio(now, last).meets(Interval(times * (1 - _ROUGHLY), most))
        note = "" if holds else f"本年是上年的{_short(now.number / last.number)}倍"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        told = f"{written(last.number)}->{written(now.number)}=翻番"
        yield Relation("Y-2", "growth", told, state, match.start(), note, (now.start, last.start))


def _told_behind(paragraph: Paragraph, at: int) -> tuple[Figure, Figure] | None:
    """Return both years' figures told right behind a place: 翻了一番，由5件增至10件."""
    after = [f for f in paragraph.figures if f.start >= at and f.counts][:2]
    if len(after) < 2 or not alike(after[0].unit, after[1].unit):
        return None
    last, now = after
    told = _FROM.fullmatch(paragraph.text, at, last.start) and _TO.fullmatch(
        paragraph.text, last.end, now.start
    )
    return (now, last) if told and last.span.low > 0 else None


_FROM: Final = pattern(r"，(?:由|从)(?:上一?年度?|去年|20\d\d年度?)?的?")
_TO: Final = pattern(
    r"(?:增加|增长|上升|提高|升|增)(?:到|至|为)(?:了)?(?:20\d\d年度?|今年|本年度?)?的?"
)
_HALVED: Final = pattern(r"(?:减|降)半|腰斩")


def _halved(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 较上年的24件减半: half of last year's, or a little off it."""
    for match in _HALVED.finditer(paragraph.text):
        pair = _pair(paragraph, match.start(), match.end())
        if pair is None:
            continue
        now, last = pair
        holds = _ratio(now, last).meets(Interval(_HALF - _ROUGHLY, _HALF + _ROUGHLY))
        note = "" if holds else f"本年是上年的{_short(now.number / last.number)}倍"
        state = judged(holds=holds, vague=now.about or last.about)
        told = f"{written(last.number)}->{written(now.number)}=减半"
        yield Relation("Y-2", "growth", told, state, match.start(), note, (now.start, last.start))


_HALF: Final = Decimal("0.5")


def _level(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 与上年持平."""
    for match in _LEVEL.finditer(paragraph.text):
        _, end = paragraph.sentence_at(match.start())
        pair = _pair(paragraph, match.end(), min(end, match.end() + 20))
        if pair is None or "；" in paragraph.text[min(f.end for f in pair) : match.start()]:
            continue
        now, last = pair
        if _IN_ALL.search(paragraph.text, max(f.end for f in pair), match.end()):
            continue  # 5件、4件相比，总量持平
        start, _ = paragraph.sentence_at(match.start())
        said = [
            f for f in paragraph.plain if start <= f.start < now.start and alike(f.unit, last.unit)
        ]
        # 报道310篇，其中中央媒体22篇、其他288篇，与上年310篇持平
        holds = any(f.span.meets(last.span) for f in (now, *said)) or match["nearly"] is not None
        note = "" if holds else "两年的数字不同"
        told = f"{written(last.number)}->{written(now.number)}=持平"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        yield Relation("Y-2", "growth", told, state, match.start(), note, (now.start, last.start))


_IN_ALL: Final = pattern("总量|总数|合计|总体")
_MORE_THAN: Final = pattern(
    rf"(?P<word>超过|高于|多于|低于|少于|不及|不足)(?:{LAST_YEAR})[^，。；、\d]{{0,8}}$"
)
_THAN_AIMED: Final = pattern(
    r"^(?P<word>超过|超出|高于|多于|低于|少于|不及)(?:了)?(?:年度|全年|年初|既定|原定|预定|计划|下达的)*(?:目标|任务|计划|指标)(?:数|值|的)*$"
)
_FEWER: Final = ("低于", "少于", "不及", "不足")


def _beyond(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield 10件，超过上年的12件."""
    aims = (f for f in paragraph.plain if _THAN_AIMED.match(f.label))
    for last in (*paragraph.earlier, *aims):
        match = _MORE_THAN.search(paragraph.clause_before(last)) or _THAN_AIMED.match(last.label)
        start, _ = paragraph.sentence_at(last.start)
        before = [f for f in paragraph.plain if start <= f.start < last.start]
        now = before[-1] if before else None
        if match is None or now is None or not alike(now.unit, last.unit):
            continue
        fewer = match["word"] in _FEWER
        holds = now.span.low < last.span.high if fewer else now.span.high > last.span.low
        note = "" if holds else f"本年{written(now.number)}，并没有{match['word']}"
        told = f"{written(last.number)}->{written(now.number)}={match['word']}"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        yield Relation("Y-2", "growth", told, state, last.start, note, (now.start, last.start))


def _pair(paragraph: Paragraph, at: int, until: int) -> tuple[Figure, Figure] | None:
    """Return this year's figure before a place and the other year's beside it, in one unit."""
    start, _ = paragraph.sentence_at(max(0, at - 1))
    now = next((f for f in reversed(paragraph.plain) if start <= f.start < at), None)
    last = next((f for f in reversed(paragraph.earlier) if start <= f.start < until), None)
    if now is None or last is None or not alike(now.unit, last.unit) or last.span.low <= 0:
        return None
    return now, last


def _ratio(now: Figure, last: Figure) -> Interval:
    """Return how many times the other year's figure this year's is, as far as both are printed."""
    return Interval(now.span.low / last.span.high, now.span.high / last.span.low)


def _short(number: Decimal) -> str:
    return written(number.quantize(Decimal("0.01")))
