"""Figures added up: the terms of a sum, what they may come to, the relation that both sides are equal."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.interval import Interval, Judgement, exact, written

_BRACKETS: Final = re.compile(r"（[^（）]*）")


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


def bare(text: str) -> str:
    """Return a text without what stands in brackets."""
    return _BRACKETS.sub("", text)


def number_of(figures: Sequence[Figure]) -> Decimal:
    """Return what figures add up to as printed."""
    return sum((f.number for f in figures), Decimal(0))


def written_sum(figures: Sequence[Figure]) -> str:
    """Return what figures add up to, in words."""
    return written(number_of(figures))
