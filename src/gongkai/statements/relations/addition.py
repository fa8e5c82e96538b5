"""Figures added up or divided: the terms of a sum, what they may come to, the relation that both sides are equal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.interval import (
    Interval,
    Judgement,
    exact,
    far_off,
    is_cut,
    judged,
    quotient,
    rounded,
    written,
)

_BRACKETS: Final = pattern(r"（[^（）]*）")


def span_of(figures: Sequence[Figure]) -> Interval:
    """Return what figures may add up to."""
    out = exact(0)
    for figure in figures:
        out += figure.span
    return out


def written_terms(figures: Sequence[Figure]) -> str:
    """Return figures as the terms of a sum."""
    return "+".join(written(f.number) for f in figures)


def sum_relation(
    state: Judgement, at: int, left: Sequence[Figure], right: Sequence[Figure], note: str = ""
) -> Relation:
    """Return the relation that one side adds up to the other."""
    used = tuple(f.start for f in (*left, *right))
    return Relation(
        "P-8", "sum", f"{written_terms(left)}={written_terms(right)}", state, at, note, used
    )


def whole_relation(whole: Figure, parts: Sequence[Figure]) -> Relation:
    """Return the relation that parts, which are all there are, come to their whole; open where one is about so many."""
    holds = whole.span.meets(span_of(parts))
    note = "" if holds else apart(parts, (whole,))
    state = judged(holds=holds, vague=any(f.about for f in (whole, *parts)))
    return sum_relation(state, whole.start, (whole,), parts, note)


def rate_relation(part: Figure, whole: Figure, rate: Figure) -> Relation:
    """Return the relation that a rate is a part of its whole; the whole is above zero."""
    right = part.number * 100 / whole.number
    holds = quotient(part.span, whole.span).meets(rate.span)
    state = rate_state(rate, right, holds=holds, vague=part.about or whole.about)
    note = "" if holds else divided(right, rate)
    said = f"{written(part.number)}/{written(whole.number)}={rate.digits}%"
    used = (whole.start, part.start, rate.start)
    return Relation("P-6", "share", said, state, rate.start, note, used)


def rate_state(rate: Figure, right: Decimal, *, holds: bool, vague: bool = False) -> Judgement:
    """Return what a rate comes to that should be another: open where it is cut off, or said of about so much."""
    if holds:
        return Judgement.HOLDS
    vague = vague or is_cut(right, rate.digits)
    vague = vague or (rate.about and not far_off(rate.span, right))
    return Judgement.NOT_ASSESSABLE if vague else Judgement.FAILS


def divided(right: Decimal, rate: Figure) -> str:
    """Return in words what a rate should be, as finely as it is told."""
    return f"按此相除应为{rounded(right, rate.digits)}{rate.unit}"


def bare(text: str) -> str:
    """Return a text without what stands in brackets."""
    return _BRACKETS.sub("", text)


def number_of(figures: Sequence[Figure]) -> Decimal:
    """Return what figures add up to as printed."""
    return sum((f.number for f in figures), Decimal(0))


def written_sum(figures: Sequence[Figure]) -> str:
    """Return what figures add up to, in words."""
    return written(number_of(figures))


def apart(parts: Sequence[Figure], whole: Sequence[Figure], word: str = "各项") -> str:
    """Return what parts come to, and how far that is from their whole."""
    off = abs(number_of(whole) - number_of(parts))
    return f"{word}相加为{written_sum(parts)}，与{written_sum(whole)}相差{written(off)}"


def are_numbered(parts: Sequence[Figure]) -> bool:
    """Tell whether parts are the first, the second and so on: 第一次参训42人，第二次参训51人，共93人次."""
    numbers = [m[1] if (m := _NUMBERED.match(f.label)) else "" for f in parts]
    return len(parts) > 1 and "".join(numbers) == "一二三四五六"[: len(parts)]


_NUMBERED: Final = pattern(r"^(?:其中)?第([一二三四五六])[次期批场轮阶]")


def end_alike(figures: Sequence[Figure]) -> bool:
    """Tell whether one deed is told of several figures: 市里采用36条，省里采用8条."""
    ends = {f.label[-2:] for f in figures}
    return len(figures) > 1 and len(ends) == 1 and all(len(f.label) > len(*ends) for f in figures)
