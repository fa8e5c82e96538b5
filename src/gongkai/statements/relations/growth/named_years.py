"""What is told of years by their names, where each year's figure stands before: 2016年比2014年增加2件, 增速分别为20%、25%."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.change import UP, WAY
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Interval, judged, rounded, written
from gongkai.statements.text.paragraph import Paragraph

_YEAR: Final = r"20\d\d"
# 2014—2016年申请量分别为12件、10件、14件; 2021年、2022年、2023年发布信息分别为200条、240条、300条
_ROW: Final = pattern(
    rf"(?:(?P<first>{_YEAR})年?(?:度)?(?:[—–~～-]+|至|到)(?P<last>{_YEAR})年(?:度)?|(?P<each>{_YEAR}年(?:度)?(?:[、和及与]{_YEAR}年(?:度)?)+))(?:的)?[^，。；\d]{{0,20}}?(?:分别|依次)[^，。；\d]{{0,8}}$"
)
_NAMED: Final = pattern(
    rf"(?P<now>{_YEAR})年?(?:度)?(?:较|比|与)(?P<then>{_YEAR})年?(?:度)?(?:相比)?[^，。；\d]{{0,6}}?(?P<way>{WAY})(?:了|幅度?|率)*(?:为|达到?)?$"
)
_RATES: Final = pattern(
    rf"(?P<years>{_YEAR}年(?:度)?(?:[、和及与]{_YEAR}年(?:度)?)+)(?:的)?(?:同比)?(?P<way>增速|增幅|增长率|增长|降幅|下降)(?:分别|依次)(?:为|达)?$"
)
_YEARS: Final = pattern(_YEAR)
_DOWN: Final = ("降幅", "下降")
_MOST_YEARS: Final = 12


def read_named_years(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each change between two years by name, whose figures the sentence lists by years.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "2014—2016年申请量分别为12件、10件、14件，2016年比2014年增加4件。"
    >>> [(r.written, r.note) for r in read_named_years(parse(said))]
    [('12->14=+4', '按两年的数字应为+2')]
    """
    if "分别" not in paragraph.text and "依次" not in paragraph.text:
        return
    for start, end in paragraph.sentences:
        within = [f for f in paragraph.figures if start <= f.start < end]
        row = _row(paragraph, within, start)
        if not row:
            continue
        for n, told in enumerate(within):
            before = paragraph.text[max(start, told.start - 60) : told.start]
            if match := _NAMED.search(before):
                sign = 1 if match["way"] in UP else -1
                yield from _judged(row, int(match["now"]), int(match["then"]), told, sign)
            elif (match := _RATES.search(before)) and told.unit == "%":
                sign = -1 if match["way"] in _DOWN else 1
                for year, rate in zip(_years(match["years"]), within[n:], strict=False):
                    yield from _judged(row, year, year - 1, rate, sign)


def _years(words: str) -> list[int]:
    return [int(year) for year in _YEARS.findall(words)]


def _row(paragraph: Paragraph, within: list[Figure], start: int) -> Mapping[int, Figure]:
    """Return the figures of a sentence that it lists by years."""
    for n, first in enumerate(within):
        match = _ROW.search(paragraph.text, max(start, first.start - 80), first.start)
        if match is None or not first.counts:
            continue
        years = _years(match["each"] or "")
        if match["first"]:
            years = list(range(int(match["first"]), int(match["last"]) + 1))
        row = within[n : n + len(years)]
        run = paragraph.text[first.start : row[-1].end]
        same = all(alike(f.unit, first.unit) and f.depth == first.depth for f in row)
        if 1 < len(years) == len(row) <= _MOST_YEARS and same and not re.search("[，。；]", run):
            return dict(zip(years, row, strict=True))
    return {}


def _judged(
    row: Mapping[int, Figure], year: int, other: int, told: Figure, sign: int
) -> Iterator[Relation]:
    now, then = row.get(year), row.get(other)
    if now is None or then is None or then.span.low <= 0:
        return
    if told.unit == "%":
        right = (now.number - then.number) * 100 / then.number
        spans = [(n - t) * 100 / t * sign for n in (now.span.low, now.span.high) for t in (then.span.low, then.span.high)]  # fmt: skip
    elif alike(told.unit, now.unit):
        right = now.number - then.number
        spans = [(now.span.low - then.span.high) * sign, (now.span.high - then.span.low) * sign]
    else:
        return
    holds = told.span.meets(Interval(min(spans), max(spans)))
    shown = rounded(right, told.digits) if told.unit == "%" else written(right)
    suffix = "%" if told.unit == "%" else ""
    note = "" if holds else f"按两年的数字应为{'+' if right > 0 else ''}{shown}{suffix}"
    said = f"{written(then.number)}->{written(now.number)}={'-' if sign < 0 else '+'}{written(told.number)}{suffix}"
    state = judged(holds=holds, vague=any(f.about for f in (now, then, told)))
    used = (then.start, now.start, told.start)
    yield Relation("Y-2", "growth", said, state, told.start, note, used)
