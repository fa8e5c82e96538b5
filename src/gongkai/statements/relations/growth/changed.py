"""Which figures a change is of: this year's, the other year's, by how much and by what rate."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.growth.sides import (
    EACH,
    elided,
    is_of_another,
    named_sides,
    nearest,
    outside,
    row_of_last,
)
from gongkai.statements.text.change import Change
from gongkai.statements.text.change import changed as changed_by
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure with what is told of its change; None is not told."""

    now: Figure | None
    last: Figure | None
    by: Change | None
    rate: Change | None
    others: tuple[Figure, ...] = ()

    @property
    def at(self) -> int:
        """Return where the change stands."""
        told = self.by or self.rate
        return told.figure.start if told is not None else 0


def changed_in(paragraph: Paragraph) -> Iterator[Changed]:
    """Yield each figure that is told to have changed, with its difference, rate and last year's figure."""
    for _, group in groupby(paragraph.changes, lambda c: paragraph.sentence_at(c.figure.start)):
        runs: list[list[Change]] = []
        for change in group:
            if runs and _goes_on(paragraph, runs[-1][-1], change):
                runs[-1].append(change)
            else:
                runs.append([change])
        for run in runs:
            yield from (
                tuple(_in_row(paragraph, run))
                or tuple(_from_before(paragraph, run))
                or tuple(_in_order(paragraph, run))
                or tuple(_by_name(paragraph, run))
                or tuple(_each_of(paragraph, run))
                or _of_run(paragraph, run)
            )


def _goes_on(paragraph: Paragraph, before: Change, change: Change) -> bool:
    """Tell whether two changes are of the same figures: no other figure stands between them."""
    against = [_AGAINST.findall(paragraph.clause_before(c.figure)) for c in (before, change)]
    if all(against) and against[0][-1] != against[1][-1]:
        return False  # 比2021年减少80件，比2022年减少25%
    first = start = before.figure.end
    end = change.figure.start
    between = [f for f in paragraph.plain if start <= f.start < end]
    reached = len(between) == 1 and _REACHED.fullmatch(between[0].label)
    if reached and any(start <= f.start < between[0].start for f in paragraph.earlier):
        return False  # 总数减少8%，但政策由82条增至123条，增长50%: another pair
    if reached:
        start = between[0].end  # 增加15万人次，达到95万人次，增长18.75%
    return (
        (not between or bool(reached))
        and len(paragraph.text[start:end]) < 16
        and "；" not in paragraph.text[start:end]
        and not any(first <= f.start < end for f in paragraph.earlier)
    )


_AGAINST: Final = pattern(r"(?:较|比|与|同)(20\d\d)年")
_REACHED: Final = pattern(
    r"(?:总数|总量|累计)?(?:达到?|增至|增加到|升至|上升到|减至|减少到|降至|为)"
)


def _of_run(paragraph: Paragraph, run: Sequence[Change]) -> Iterator[Changed]:
    start, end = paragraph.sentence_at(run[0].figure.start)
    first = run[0].figure.start
    plain = [f for f in paragraph.plain if start <= f.start < end]
    said = [f for f in plain if f.end <= first and not _OF_YEARS.match(f.label)]
    before = outside(said[::-1], run[0].figure)
    after = [f for f in plain if f.start >= first]
    earlier = _earlier_of(paragraph, first, before)
    if not before and not after:
        before = elided(paragraph, start, earlier)
    rates = [c for c in run if c.figure.unit in ("%", "倍")]
    for by in (c for c in run if c.figure.counts):
        unit = by.figure.unit
        now = next((f for f in before if alike(f.unit, unit)), None)
        now = _together(paragraph, before, now, by.figure)
        if now is None and re.search(
            r"(?:达到?|增至|至|到|共|总数|总量|总计|^，为)[^，。；]{0,6}$",
            paragraph.text[by.figure.end : after[0].start] if after else "",
        ):
            now = after[0] if alike(after[0].unit, unit) else None
        rate = next((r for r in rates if r.figure.start > by.figure.start), None)
        if rate is None and rates and sum(c.figure.counts for c in run) == 1:
            rate = rates[-1]  # 增长12.4%，增加260条
        nearer = [
            c
            for c in run
            if c.figure.counts and rate and by.figure.start < c.figure.start < rate.figure.start
        ]
        last = nearest(paragraph, earlier, unit, by.figure)
        yield Changed(now, last, by, None if nearer else rate, tuple(before[1:]))
    if rates and not any(c.figure.counts for c in run):
        now = before[0] if before else None
        told = after and (_REACHED.match(after[0].label) or any(first < f.start for f in earlier))
        if now is None and earlier and told and earlier[-1].end <= after[0].start:
            # 增长14.3%，由856条增加到978条; 减少8%，但政策由82条增至123条，增长50%: the pair has its own rate
            own = any(after[0].end <= c.figure.start < end for c in paragraph.changes)
            now = None if own else after[0]
        last = _last_of(paragraph, earlier, now, rates[0].figure)
        if last is not None and now is not None and not alike(now.unit, last.unit):
            now = next((f for f in before if alike(f.unit, last.unit)), None)
        yield Changed(now, last, None, rates[0], tuple(before[1:]))


_OF_YEARS: Final = pattern("[两二三四五]年(?:来)?(?:共|合计|累计|总计)")
_IN_ALL: Final = pattern(
    r"合计|共计|总计|加起来|[两二三四五]个?(?:者|项|类|平台|渠道|方面|部门)(?:合计|共|总)?"
)


def _together(
    paragraph: Paragraph, before: Sequence[Figure], now: Figure | None, change: Figure
) -> Figure | None:
    """Return the sum of the figures before a change that is one of all of them: 684条、913条，合计增加309条."""
    if now is None or not _IN_ALL.search(paragraph.text, now.end, change.start):
        return now
    run = [f for f in before if alike(f.unit, now.unit) and f.depth == now.depth]
    if len(run) < _SEVERAL:
        return now
    span = run[0].span
    for figure in run[1:]:
        span += figure.span
    return replace(now, number=sum((f.number for f in run), Decimal(0)), span=span)


def _last_of(
    paragraph: Paragraph, earlier: Sequence[Figure], now: Figure | None, rate: Figure
) -> Figure | None:
    """Return the other year's figure that a rate is against, in this year's unit or right before it."""
    last = nearest(paragraph, earlier, now.unit if now else "", rate)
    before = earlier[-1] if earlier and earlier[-1].end <= rate.start else None
    if last is None and now is not None and before is not None:
        # 资金1.86亿元，惠及企业1243家次，较上年的1.52亿元增长22.4%
        return before if _CHANGES.fullmatch(paragraph.text, before.end, rate.start) else None
    return last


_CHANGES: Final = pattern(r"[\u4e00-\u9fff]{2,6}")
_REACHED_AT: Final = pattern(r"[^，。；\d（）]{0,6}?(?:到|至|为)")


def _is_of_its_own(paragraph: Paragraph, last: Figure, now: Sequence[Figure]) -> bool:
    """Tell whether another year's figure stands beside one of this year's that is not meant: 由3场增至11场，合计16场，增加1场."""
    beside = next((f for f in paragraph.plain if f.start > last.end), None)
    if beside is None or not now or now[0] is beside:
        return False
    if now[0].start < beside.start and "；" not in paragraph.text[now[0].end : last.start]:
        return False
    return bool(_REACHED_AT.fullmatch(paragraph.text, last.end, beside.start))


def _earlier_of(paragraph: Paragraph, at: int, before: Sequence[Figure]) -> list[Figure]:
    """Return the other years' figures of a sentence that a change may be against."""
    start, end = paragraph.sentence_at(at)
    earlier = [f for f in paragraph.earlier if start <= f.start < end]
    earlier = [f for f in earlier if not _is_of_its_own(paragraph, f, before[:1])]
    if any("前年" not in f.label for f in earlier) and "前年" not in paragraph.text[at - 12 : at]:
        earlier = [f for f in earlier if "前年" not in f.label]
    if before and not _REACHED.match(before[0].label):
        # 比上年的158条增加18条，政策栏目21条，比上年减少3条: the first change has used it up
        now = before[0].start
        spent = [c.figure.start for c in paragraph.changes if start <= c.figure.start < now]
        earlier = [f for f in earlier if not any(f.start < s for s in spent) or f.start > now]
    part = paragraph.part_at(at)
    if before and before[0].start >= part:  # behind a semicolon another matter is told
        earlier = [f for f in earlier if f.start >= part]
        behind = paragraph.text.find("；", at, end)
        if behind >= 0:  # 复议6件，比去年多2件；合计9件，比去年的8件多1件: a pair of its own
            own = next((f.start for f in paragraph.plain if f.start > behind), end)
            earlier = [f for f in earlier if f.start < max(behind, own)]
    return earlier


def _in_row(paragraph: Paragraph, run: Sequence[Change]) -> Iterator[Changed]:
    """Yield changes of several figures against a row of the other year's: 8条、5条，分别增加3条、1条（上年分别为5条、4条）.

    Where the two rows aren't of one length, what is against what is not to be told.
    """
    first = run[0].figure
    start, row = paragraph.part_at(first.start), row_of_last(paragraph, first.start)
    if not row or start != paragraph.part_at(row[0].start):
        return
    plain = [f for f in paragraph.plain if start <= f.start < row[0].start]
    now = [f for f in plain if alike(f.unit, row[0].unit)]
    each = len(run) == len(row) and bool(EACH.search(paragraph.clause_before(first)))
    before = [f for f in now if f.start < first.start]
    of = before if each and len(before) == len(run) else before[-1:] * len(run)
    if len(now) != len(row) or not of or (first.start > row[0].start and not each):
        of = []
    pairs = dict(zip((f.start for f in now), row, strict=False))
    for n, change in enumerate(run):
        mine = of[n] if of else None
        last = pairs[mine.start] if mine else None
        counts = change.figure.counts
        yield Changed(mine, last, change if counts else None, None if counts else change)


def _each_of(paragraph: Paragraph, run: Sequence[Change]) -> Iterator[Changed]:
    """Yield one change against each of several years: 较2022年14件、2021年20件分别下降28.6%、50%."""
    start, _ = paragraph.sentence_at(run[0].figure.start)
    first = run[0].figure
    earlier = [f for f in paragraph.earlier if start <= f.start < first.start]
    now = next((f for f in reversed(paragraph.plain) if start <= f.start < first.start), None)
    if len(run) == len(earlier) > 1 and EACH.search(paragraph.clause_before(first)):
        for last, change in zip(earlier, run, strict=True):
            counts = change.figure.counts
            yield Changed(now, last, change if counts else None, None if counts else change)


def _in_order(paragraph: Paragraph, run: Sequence[Change]) -> Iterator[Changed]:
    """Yield changes told of several figures in their order: 12期、9期、3期，较去年分别增加4期、3期、1期."""
    start, _ = paragraph.sentence_at(run[0].figure.start)
    first = run[0].figure
    if len(run) < _SEVERAL or not EACH.search(paragraph.clause_before(first)):
        return
    if first.unit == "百分点":
        return  # of rates
    if any(start <= f.start < first.start for f in paragraph.earlier):
        return
    before = [
        f for f in paragraph.plain if start <= f.start < first.start and f.depth <= first.depth
    ]
    counts = all(c.figure.counts for c in run)
    if not counts and any(c.figure.counts for c in run):
        return
    same = before[-len(run) :]
    fits = len(before) == len(run) and all(not counts or alike(f.unit, c.figure.unit) for f, c in zip(same, run, strict=True))  # fmt: skip
    for now, change in zip(same if fits else [None] * len(run), run, strict=True):
        yield Changed(now, None, change if counts else None, None if counts else change)


_SEVERAL: Final = 2
_PERIOD: Final = pattern(r"[一二三四]季度|(?<!\d)(?:1[0-2]|[1-9])月|[上下]半年")


def _from_before(paragraph: Paragraph, run: Sequence[Change]) -> Iterator[Changed]:
    """Yield 环比 of two spans that follow one another: 一季度60条，二季度75条，环比增长25%."""
    first = run[0].figure
    if len(run) > 1 or "环比" not in paragraph.clause_before(first):
        return
    start, _ = paragraph.sentence_at(first.start)
    before = [f for f in paragraph.plain if start <= f.start < first.start]
    if len(before) != _SEVERAL or not alike(before[0].unit, before[1].unit):
        return
    if all(_PERIOD.search(f.label) for f in before) and before[0].span.low > 0:
        last, now = sorted(before, key=lambda f: -f.depth)  # 96条，环比（三季度80条）增长20%
        counts = first.counts
        yield Changed(now, last, run[0] if counts else None, None if counts else run[0])


def _by_name(paragraph: Paragraph, run: Sequence[Change]) -> Iterator[Changed]:
    """Yield a change against a figure that is named: 下半年比上半年增长; of none where that is not told."""
    words = paragraph.clause_before(run[0].figure)
    match = changed_by(run[0].figure, words)
    if match is None:
        return
    words = words[: match.start()]
    sides = named_sides(paragraph, run[0].figure, words)
    by = next((c for c in run if c.figure.counts), None)
    rate = next((c for c in run if c.figure.unit in ("%", "倍")), None)
    start, end = paragraph.sentence_at(run[0].figure.start)
    if sides is not None:
        yield Changed(*sides, by, rate)
    elif is_of_another(words) and not any(start <= f.start < end for f in paragraph.earlier):
        yield from (
            Changed(None, None, c, None) if c.figure.counts else Changed(None, None, None, c)
            for c in run
        )
