"""Figures that the prose states, beside the tables (P-5) and beside last year's (Y-2, Y-3)."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from gongkai.checks.wording.compared import comparisons
from gongkai.checks.wording.labels import label_of
from gongkai.checks.wording.prose import Passage, Prose, Remark, folded, unassessable
from gongkai.indicators.value import Amount, Value, round_half_up, trimmed
from gongkai.pattern import pattern
from gongkai.statements.relations.growth.changed import changed_in
from gongkai.statements.relations.growth.changes import disagrees
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.text.paragraph import parse

_GROUPS: Final = {
    "reconsideration": ("t4_reconsideration",),
    "litigation": ("t4_direct", "t4_after"),
    "direct": ("t4_direct",),
    "after": ("t4_after",),
}
_NAMES: Final = {
    "reconsideration": "行政复议", "litigation": "行政诉讼", "direct": "未经复议直接起诉", "after": "复议后起诉",
}  # fmt: skip
_RESULTS: Final = {
    "upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结",
}  # fmt: skip

_GROWN: Final = (
    r"[^。；\d]{0,8}(?:较|比|同比)(?:上年|去年|上一年)?(?:同期|度)?(?P<way>增长|上升|增加|下降|减少|降低|持平)了?"
    r"(?:(?P<by>\d+(?:\.\d+)?)(?P<unit>%|件|条))?"
)
_UP: Final = ("增长", "上升", "增加")


class Quantity(NamedTuple):
    """What a year's report counts: its figure, its words, and how growth of it is put."""

    indicator: str
    named: re.Pattern[str]
    grown: re.Pattern[str]


def _quantity(indicator: str, named: str, counted: str) -> Quantity:
    return Quantity(indicator, pattern(named), pattern(counted + _GROWN))


QUANTITIES: Final = (
    _quantity(
        "requests_received",
        r"申请",
        r"(?:收到|新收|受理)的?(?:依申请公开|依申请|(?:政府)?信息公开|公开)?申请(?:数量)?(?:\d+件)?",
    ),
    _quantity("disclosed_total", r"主动公开", r"主动公开(?:各类)?政府信息(?:\d+条)?"),
)
# The grammar's topics that are each figure of the whole year.
_TOPICS: Final = {
    "requests_received": ("requests/received", "requests/new"),
    "disclosed_total": ("sheet/s1_1",),
}
_SPOKEN: Final = pattern(
    r"较上年|比上年|较去年|比去年|同比|增长|增加|增多|上升|下降|减少|回落|由于|原因"
)
_JUMP_SHARE: Final = Decimal("0.5")
_JUMP_CASES: Final = 20


def disputes_as_in_table_four(prose: Prose) -> Iterator[Remark]:
    """P-5: what the prose says became of reconsiderations and lawsuits is table four's, result by result.

    Their numbers in all are held against the ledgers (P-1).
    """
    for passage in prose.passages:
        paragraph = parse(passage.text)
        for subject in subjects_of(paragraph):
            _, _, rest = subject.topic.partition("case/")
            group, _, part = rest.partition("/")
            if (
                subject.meant.narrowed
                or subject.meant.weak
                or group not in _GROUPS
                or part not in _RESULTS
            ):
                continue
            number = _summed(prose, _GROUPS[group], part)
            quote = folded(paragraph.said(subject.figure.start))
            if number is None:
                yield unassessable("表四的件数未掌握，无法核对")
            elif subject.figure.number != number and not subject.figure.about:
                told = f"正文写{_NAMES[group]}{_RESULTS[part]}{trimmed(subject.figure.number)}件，表四是{trimmed(number)}件"
                yield Remark(told, passage, quote)


def _summed(prose: Prose, groups: tuple[str, ...], part: str) -> Decimal | None:
    found = [_number(prose.values.get(f"{group}_{part}")) for group in groups]
    known = [n for n in found if n is not None]
    return sum(known, Decimal(0)) if len(known) == len(found) else None


def _number(value: Value | None) -> Decimal | None:
    return Decimal(value.number) if isinstance(value, Amount) else None


def growth_as_computed(prose: Prose) -> Iterator[Remark]:
    """Y-2: stated growth is that of the two years' figures, at the places shown.

    What is compared in other words, or is another figure, is looked for in the office's own sentences.
    """
    judged: set[tuple[int, str]] = set()
    for quantity in QUANTITIES:
        now = _number(prose.values.get(quantity.indicator))
        before = _number(prose.before.get(quantity.indicator))
        for passage in prose.passages:
            for sentence, wrong in _grown(quantity, passage, now, before):
                judged.add((id(passage), sentence))
                if now is None or before is None:
                    yield unassessable(f"{label_of(quantity.indicator)}没有可比的上年数")
                elif wrong:
                    yield Remark(wrong, passage, sentence)
    yield from _of_other_figures(prose, judged)


def _grown(
    quantity: Quantity, passage: Passage, now: Decimal | None, before: Decimal | None
) -> Iterator[tuple[str, str]]:
    """Yield the sentences that tell of a figure's growth, and what is wrong with each."""
    for sentence in passage.sentences:
        if (match := quantity.grown.search(sentence)) is not None:
            yield (
                sentence,
                "" if now is None or before is None else _growth_fault(match, now, before),
            )
    if now is not None and before is not None:
        yield from _changes(quantity, passage, now, before)


def _of_other_figures(prose: Prose, judged: Collection[tuple[int, str]]) -> Iterator[Remark]:
    """Yield comparisons of any figure that are wrong, and one remark for those that nobody can judge."""
    unknown: list[str] = []
    for one in comparisons(prose) if prose.own else ():
        if (id(one.passage), one.sentence) in judged:
            continue
        if one.wrong:
            yield Remark(f"{one.label}{one.wrong}", one.passage, one.sentence)
        elif one.open:
            yield unassessable(f"{one.label}没有可比的上年数")
        elif not one.label:
            unknown.append(one.sentence.strip("。；"))
    if unknown:
        yield unassessable(f"没有对应的指标，请自行核对：{'；'.join(dict.fromkeys(unknown))}")


def _changes(
    quantity: Quantity, passage: Passage, now: Decimal, before: Decimal
) -> Iterator[tuple[str, str]]:
    """Yield sentences with changes that stand farther from their figure, and what is wrong with each.

    收到申请29件，办结率100%，同比增长20%
    """
    paragraph = parse(passage.text)
    about = {
        s.figure.start for s in subjects_of(paragraph) if s.topic in _TOPICS[quantity.indicator]
    }
    for changed in changed_in(paragraph):
        sentence = folded(paragraph.said(changed.at))
        if changed.now is None or changed.now.start not in about or quantity.grown.search(sentence):
            continue
        if changed.now.number == now:
            wrong = disagrees(changed, before)
            figures = f"（本年{trimmed(now)}，上年{trimmed(before)}）"
            yield sentence, f"{wrong}{figures}" if wrong else ""


def _growth_fault(match: re.Match[str], now: Decimal, before: Decimal) -> str:
    """Return what is wrong with a stated growth, empty where it is right."""
    figures = f"本年{trimmed(now)}，上年{trimmed(before)}"
    way = "持平" if now == before else "增长" if now > before else "下降"
    told = "持平" if match["way"] == "持平" else "增长" if match["way"] in _UP else "下降"
    if told != way:
        return f"写的是{match['way']}，{figures}，应为{way}"
    if match["by"] is None or way == "持平":
        return ""
    by, change = Decimal(match["by"]), abs(now - before)
    if match["unit"] != "%":
        return "" if by == change else f"写的是{match['way']}{by}，{figures}，应为{trimmed(change)}"
    if before == 0:
        return f"上年为0，不计算增幅，写的是{match['by']}%"
    places = len(match["by"].partition(".")[2])
    right = round_half_up(change * 100 / before, places)
    return "" if by == right else f"写的是{match['by']}%，{figures}，应为{right}%"


def jumps_explained(prose: Prose) -> Iterator[Remark]:
    """Y-3: where a figure moves by more than half and 20 cases, the office says a word about it."""
    if not prose.before:
        yield unassessable("没有上年的数据，无法比较")
        return
    for quantity in QUANTITIES:
        now = _number(prose.values.get(quantity.indicator))
        before = _number(prose.before.get(quantity.indicator))
        label = label_of(quantity.indicator)
        if now is None or before is None:
            yield unassessable(f"{label}没有可比的上年数")
            continue
        change = abs(now - before)
        if change <= _JUMP_CASES or change <= before * _JUMP_SHARE:
            continue
        spoken = (
            quantity.named.search(sentence) and _SPOKEN.search(sentence)
            for passage in prose.passages
            if passage.written
            for sentence in passage.sentences
        )
        if not any(spoken):
            yield Remark(
                f"{label}本年{trimmed(now)}，上年{trimmed(before)}，变化较大，正文没有说明"
            )
