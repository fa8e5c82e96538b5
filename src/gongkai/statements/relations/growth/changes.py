"""Changes against last year: from two figures, from a difference and a rate, or not to be told."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from gongkai.statements.relations.growth.changed import Changed, changed_in
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.change import Change
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import (
    Interval,
    Judgement,
    exact,
    far_off,
    rounded,
    written,
)
from gongkai.statements.text.paragraph import Paragraph

_HUNDRED: Final = Decimal(100)
_NO_LAST: Final = "原文没有写明上年的数字"


def disagrees(changed: Changed, before: Decimal) -> str:
    """Return what is wrong with a change where last year's figure is known; empty where it is right.

    >>> from gongkai.statements.text.paragraph import parse
    >>> (one,) = changed_in(parse("收到申请29件，办结率100%，同比增长20%。"))
    >>> disagrees(one, Decimal(25)), disagrees(one, Decimal(24))
    ('按两年的数字应为+16%', '按两年的数字应为+21%')
    """
    last = Figure(before, changed.now.unit if changed.now else "", -1, -1, exact(before))
    known = replace(changed, last=last, others=())
    relations = (
        *((_difference(known, changed.by),) if changed.by is not None else ()),
        *((_rate(known, changed.rate),) if changed.rate is not None else ()),
    )
    return next((r.note for r in relations if r.state is Judgement.FAILS), "")


def read_changes(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each change judged by the paragraph's own figures.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "热线22050件，较2022年增加3722件，增长20.31%。"
    >>> [(r.written, r.state.value) for r in read_changes(parse(said))]
    [('18328->22050=+3722', 'holds'), ('18328->22050=+20.31%', 'holds')]
    """
    for changed in changed_in(paragraph):
        if changed.by is not None and not (changed.last is None and changed.rate is not None):
            yield _difference(changed, changed.by)
        if changed.rate is not None:
            if changed.last is None and changed.by is not None and changed.now is not None:
                yield _difference(changed, changed.by)
            yield _rate(changed, changed.rate)


def _shown(change: Change) -> str:
    sign = "-" if change.sign < 0 else "+"
    suffix = change.figure.unit if change.figure.unit in ("%", "倍") else ""
    return f"{sign}{written(change.figure.number)}{suffix}"


def _used(changed: Changed, change: Change) -> tuple[int, ...]:
    figures = (changed.now, changed.last, change.figure)
    return tuple(f.start for f in figures if f is not None)


def _difference(changed: Changed, by: Change) -> Relation:
    """Judge a difference: against last year's figure, or at least that last year's is not below none."""
    now, at = changed.now, by.figure.start
    if now is None:
        return Relation(
            "Y-2",
            "growth",
            _shown(by),
            Judgement.NOT_ASSESSABLE,
            at,
            "原文没有写明是哪个数的增减",
            (at,),
        )
    step = by.figure.span if by.sign > 0 else Interval(-by.figure.span.high, -by.figure.span.low)
    if changed.last is None:
        before = now.number - by.sign * by.figure.number
        least = by.figure.number if by.sign > 0 else Decimal(0)
        if before < 0 and not now.about and not any(f.number >= least for f in _alike(changed)):
            note = f"比上年增加{written(by.figure.number)}，比本年的{written(now.number)}还多"
            return Relation(
                "Y-2",
                "growth",
                f"{written(now.number)}{_shown(by)[0:1]}{written(by.figure.number)}",
                Judgement.FAILS,
                at,
                note,
                _used(changed, by),
            )
        said = f"{written(before)}->{written(now.number)}={_shown(by)}"
        if changed.rate is not None:
            return Relation("Y-2", "growth", said, Judgement.HOLDS, at, "", _used(changed, by))
        return Relation(
            "Y-2", "growth", _shown(by), Judgement.NOT_ASSESSABLE, at, _NO_LAST, _used(changed, by)
        )
    for figure in (now, *changed.others):
        if alike(figure.unit, changed.last.unit) and step.meets(figure.span - changed.last.span):
            said = f"{written(changed.last.number)}->{written(figure.number)}={_shown(by)}"
            return Relation("Y-2", "growth", said, Judgement.HOLDS, at, "", _used(changed, by))
    right = now.number - changed.last.number
    said = f"{written(changed.last.number)}->{written(now.number)}={_shown(by)}"
    vague = now.about or changed.last.about
    vague = vague or (by.figure.about and not far_off(by.figure.span, abs(right)))
    state = Judgement.NOT_ASSESSABLE if vague else Judgement.FAILS
    return Relation(
        "Y-2", "growth", said, state, at, f"按两年的数字应为{_signed(right)}", _used(changed, by)
    )


def _rate(changed: Changed, rate: Change) -> Relation:
    """Judge a rate: last year's figure is told, or follows from the difference."""
    at, now, last = rate.figure.start, changed.now, changed.last
    used = _used(changed, rate)
    if rate.sign < 0 and rate.figure.unit == "%" and rate.figure.number > _HUNDRED:
        return Relation(
            "Y-2", "growth", _shown(rate), Judgement.FAILS, at, "减少不会超过100%", used
        )
    if now is None or (last is None and changed.by is None):
        return Relation("Y-2", "growth", _shown(rate), Judgement.NOT_ASSESSABLE, at, _NO_LAST, used)
    if last is not None:
        before = last.span
        number = last.number
    else:
        assert changed.by is not None
        now = next((f for f in (now, *_alike(changed)) if _fits(f, changed.by, rate)), now)
        number = now.number - changed.by.sign * changed.by.figure.number
        step = changed.by.figure.span
        before = now.span - step if changed.by.sign > 0 else now.span + step
    said = f"{written(number)}->{written(now.number)}={_shown(rate)}"
    if number <= 0 or before.low <= 0:
        note = "上年为0，没有增幅可言"
        return Relation("Y-2", "growth", said, Judgement.NOT_ASSESSABLE, at, note, used)
    return _grown(said, rate, now, before, number, used, changed)


def _alike(changed: Changed) -> list[Figure]:
    """Return what else a change may be of: 查询208人次，其中政策查询75人次，比上年增加48人次 is of them all."""
    return [f for f in changed.others if changed.now and alike(f.unit, changed.now.unit)]


def _fits(now: Figure, by: Change, rate: Change) -> bool:
    """Tell whether a difference and a rate are those of a figure, last year's told by neither."""
    before = now.span - by.figure.span if by.sign > 0 else now.span + by.figure.span
    scale = _HUNDRED if rate.figure.unit == "%" else Decimal(1)
    step = by.figure.span
    if before.low <= 0 or by.sign != rate.sign:
        return False
    share = Interval(step.low * scale / before.high, step.high * scale / before.low)
    return rate.figure.span.meets(share)


def _grown(
    said: str,
    rate: Change,
    now: Figure,
    before: Interval,
    number: Decimal,
    used: tuple[int, ...],
    changed: Changed,
) -> Relation:
    scale = _HUNDRED if rate.figure.unit == "%" else Decimal(1)
    candidates = (now, *(changed.others if changed.last is not None else ()))
    for figure in candidates:
        if changed.last is not None and not alike(figure.unit, changed.last.unit):
            continue
        low = (figure.span.low - before.high) / before.high * scale * rate.sign
        high = (figure.span.high - before.low) / before.low * scale * rate.sign
        if rate.figure.span.meets(Interval(min(low, high), max(low, high))):
            told = (
                said
                if figure is now
                else f"{written(number)}->{written(figure.number)}={_shown(rate)}"
            )
            return Relation("Y-2", "growth", told, Judgement.HOLDS, rate.figure.start, "", used)
    right = (now.number - number) / number * scale
    note = (
        f"按两年的数字应为{_signed(Decimal(rounded(right, rate.figure.digits)))}{rate.figure.unit}"
    )
    vague = now.about or (rate.figure.about and not far_off(rate.figure.span, right * rate.sign))
    if rate.figure.unit == "倍":  # 增长2倍 is also said of what is now twice as much
        vague = vague or rate.figure.span.meets(_add_one(low, high))
    state = Judgement.NOT_ASSESSABLE if vague else Judgement.FAILS
    return Relation("Y-2", "growth", said, state, rate.figure.start, note, used)


def _add_one(low: Decimal, high: Decimal) -> Interval:
    return Interval(min(low, high) + 1, max(low, high) + 1)


def _signed(number: Decimal) -> str:
    return f"{'+' if number >= 0 else ''}{written(number)}"
