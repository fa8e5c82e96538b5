"""What a row of years comes to: 2021年至2023年依次为640条、800条、1000条，年均增长25%."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import judged, rounded, written
from gongkai.statements.text.numerals import han_number
from gongkai.statements.text.paragraph import Paragraph

_YEARLY: Final = pattern(
    r"(?:年均|年平均|平均每年|年复合)(?:递增|增长|增加|增幅|增长率|增速|上升)(?:率|幅度)?(?:为|达|达到|约)*$"
)
_MEAN: Final = pattern(
    r"(?:年均|平均每年|年平均|每年平均)(?:收到|受理|公开|发布|办理|为|约|申请|达)*$"
)
_HUNDRED: Final = Decimal(100)
_LEAST: Final = 2
_NEAR: Final = Decimal("0.06")  # a point more or less is a matter of which years are counted


def read_averages(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each yearly growth and yearly mean of the years that a sentence tells one after another.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "2021年至2023年依次为640条、800条、1000条，年均增长35%。"
    >>> [(r.written, r.state.value, r.note) for r in read_averages(parse(said))]
    [('640->1000=年均+35%', 'fails', '按首尾两年应为年均+25%')]
    """
    for told in paragraph.figures if "均" in paragraph.text else ():
        before = paragraph.clause_before(told)
        if (span := _SPAN.search(before)) is not None:
            yield from _over(paragraph, told, _PARTS[span["span"]])
        growth = _YEARLY.search(before)
        mean = _MEAN.search(before) or _of_rounds(paragraph, told)
        row = _row(paragraph, told) if growth or mean else []
        if len(row) <= _LEAST or any(f.span.low <= 0 for f in row):
            continue
        if growth and told.unit == "%":
            yield _growth(row, told)
        elif mean and alike(told.unit, row[0].unit):
            yield _mean(row, told)


# 四个季度测评得分分别为92分、94分、96分、98分，平均95分
_ROUNDS: Final = pattern(
    r"(?:[两三四五六]个?季度|[两三四五六]次|[两三四五六]期|各次|各季度|每季度)[^，。；\d]{0,10}(?:分别|依次)(?:为|是|达)?$"
)
_ROUND_MEAN: Final = pattern(r"^(?:四个季度|各次|全年)?(?:平均|均)(?:分|得分|为|达)*$")


def _of_rounds(paragraph: Paragraph, told: Figure) -> bool:
    """Tell whether a figure is the mean of what rounds of equal weight are listed to have had."""
    if not _ROUND_MEAN.match(told.label):
        return False
    start, _ = paragraph.sentence_at(told.start)
    row = _row(paragraph, told)
    return bool(row) and bool(_ROUNDS.search(paragraph.text, start, row[0].start))


_TREND: Final = pattern(
    r"(?:连续(?P<many>[两二三四五六七八])年|逐年)[^，。；\d]{0,4}(?P<way>下降|减少|递减|降低|回落|增长|上升|增加|递增|提高|提升)"
)
_FALLING: Final = ("下降", "减少", "递减", "降低", "回落")


def read_trends(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that figures of years fall or rise from each to the next: 45件、38件、40件，连续两年下降.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "2021年至2023年收到来信分别为45件、38件、40件，连续两年下降。"
    >>> [(r.written, r.note) for r in read_trends(parse(said))]
    [('45->38->40=下降', '并没有逐年下降')]
    """
    for match in _TREND.finditer(paragraph.text):
        start, _ = paragraph.sentence_at(match.start())
        row = list(_row_before(paragraph, match.start()))
        steps = int(han_number(match["many"]) or 0) if match["many"] else len(row) - 1
        if not _YEARS.search(paragraph.text, start, match.start()) or not 1 < steps < len(row):
            continue
        row = row[-steps - 1 :]
        falling = match["way"] in _FALLING
        pairs = [(a, b) if falling else (b, a) for a, b in pairwise(row)]
        holds = all(more.span.high > less.span.low for more, less in pairs)
        told = f"{'->'.join(written(f.number) for f in row)}={match['way']}"
        note = "" if holds else f"并没有逐年{match['way']}"
        state = judged(holds=holds, vague=False)
        used = tuple(f.start for f in row)
        yield Relation("Y-2", "growth", told, state, match.start(), note, used)


_YEARS: Final = pattern(r"20\d\d")


def _row(paragraph: Paragraph, told: Figure) -> Sequence[Figure]:
    """Return the figures of years right before, in one unit and in one run."""
    return _row_before(paragraph, told.start)


def _row_before(paragraph: Paragraph, at: int) -> Sequence[Figure]:
    start, _ = paragraph.sentence_at(at)
    before = [f for f in paragraph.figures if start <= f.start < at and f.counts]
    row: list[Figure] = []
    for figure in reversed(before):
        if row and not _JOINED.fullmatch(paragraph.text[figure.end : row[-1].start]):
            break
        if row and not alike(figure.unit, row[-1].unit):
            break
        row.append(figure)
    row = row[::-1]
    in_all = len(row) > _LEAST and _IN_SUM.match(row[-1].label)
    return row[:-1] if in_all else row


_IN_SUM: Final = pattern(
    "[两二三四五](?:个)?年[^，。；]{0,4}(?:共|合计|累计|总计)|共|合计|累计|总计"
)


_JOINED: Final = pattern(r"[、和及，](?:20\d\d年度?)?[^，。；\d]{0,6}")


def _over(paragraph: Paragraph, told: Figure, many: int) -> Iterator[Relation]:
    """Yield the mean of a year's figure over its months, weeks or days, where only one may be meant."""
    start, end = paragraph.sentence_at(told.start)
    same = [f for f in paragraph.plain if start <= f.start < end and alike(f.unit, told.unit)]
    before = [f for f in same if f.start < told.start]
    if not before and len(same) == _LEAST and _IN_ALL.match(same[1].label):
        before = same[1:]  # 平均每月更新80条，全年共更新960条
    if (
        len(before) != 1
        or "均" in before[0].label
        or before[0].start in {f.start for f in paragraph.earlier}
    ):
        return
    whole = before[0]
    if whole.depth != told.depth or _NOT_A_YEAR.search(paragraph.text, start, told.start):
        return
    right = whole.number / many
    holds = abs(right - told.number) <= max(Decimal("0.5"), right * _ROUGH)
    loose = told.about or told.number % 10 == 0  # who says 月均30条 has rounded
    far = abs(right - told.number) > max(Decimal(1), right * (_LESS_FAR if loose else _ROUGH))
    if many == _DAYS:  # of all days, or of workdays alone
        spans = (
            (whole.span.low / 366, whole.span.high / 365),
            (whole.span.low / 252, whole.span.high / 248),
        )
        holds = holds or any(low <= told.span.high and told.span.low <= high for low, high in spans)
        holds = holds or any(
            abs(n - told.number) <= max(n * _CLOSE, _HALF) for span in spans for n in span
        )
        far = not holds
    note = "" if holds else f"平均应为{rounded(right, told.digits)}"
    said = f"{written(whole.number)}/{many}={written(told.number)}"
    yield _relation(said, (whole,), told, note, holds=holds, near=not far or whole.about)


_IN_ALL: Final = pattern("全年|年内|本年|今年|20\\d\\d年")
_SPAN: Final = pattern(
    r"(?P<span>月均|平均每个?月|每月平均|日均|平均每[天日]|每[天日]平均|周均|平均每周|季均|平均每季度?)[^，。；\d]{0,6}$"
)
_PARTS: Final = {
    **dict.fromkeys(("月均", "平均每月", "平均每个月", "每月平均"), 12),
    **dict.fromkeys(("日均", "平均每天", "平均每日", "每天平均", "每日平均"), 365),
    **dict.fromkeys(("周均", "平均每周"), 52), **dict.fromkeys(("季均", "平均每季", "平均每季度"), 4),
}  # fmt: skip
_NOT_A_YEAR: Final = pattern(
    r"季度(?!平均|均)|半年|\d月|以来|截至|工作日|累计|较|比|个镇|家|(?<!门)户|每人|人均"
)
_ROUGH: Final = Decimal("0.05")
_DAYS: Final = 365
_HALF: Final = Decimal("0.5")
_CLOSE: Final = Decimal("0.01")
_LESS_FAR: Final = Decimal("0.15")


def _growth(row: Sequence[Figure], rate: Figure) -> Relation:
    first, last, steps = row[0].number, row[-1].number, len(row) - 1
    compound = ((last / first) ** (Decimal(1) / steps) - 1) * _HUNDRED
    yearly = sum(((b.number / a.number - 1) * _HUNDRED for a, b in pairwise(row)), Decimal(0))
    simple = (last / first - 1) * _HUNDRED / steps
    rights = (compound, yearly / steps, simple)
    holds = any(rate.span.low <= r <= rate.span.high for r in rights)
    near = rate.about or any(abs(r - rate.number) <= abs(r) * _NEAR for r in rights)
    said = f"{written(first)}->{written(last)}=年均+{rate.digits}%"
    note = "" if holds else f"按首尾两年应为年均+{rounded(compound, rate.digits)}%"
    return _relation(said, row, rate, note, holds=holds, near=near)


def _mean(row: Sequence[Figure], told: Figure) -> Relation:
    right = sum((f.number for f in row), Decimal(0)) / len(row)
    holds = told.span.low - 1 < right < told.span.high + 1
    said = f"({'+'.join(written(f.number) for f in row)})/{len(row)}={written(told.number)}"
    note = "" if holds else f"平均应为{rounded(right, told.digits)}"
    return _relation(said, row, told, note, holds=holds, near=told.about)


def _relation(
    said: str, row: Sequence[Figure], told: Figure, note: str, *, holds: bool, near: bool
) -> Relation:
    state = judged(holds=holds, vague=near)
    used = (*(f.start for f in row), told.start)
    return Relation("Y-2", "growth", said, state, told.start, note, used)
