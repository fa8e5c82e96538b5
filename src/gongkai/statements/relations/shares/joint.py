"""Shares of several kinds together, each by its name: 满意和基本满意合计占80%."""

from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import (
    divided,
    number_of,
    rate_state,
    span_of,
    written_sum,
)
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import quotient, written
from gongkai.statements.text.paragraph import Paragraph

_TOGETHER: Final = pattern(
    r"(?:其中)?(?P<names>[^，。；：（）\d]{2,40}?)(?:[两二三四五](?:项|类|者))?(?:合计|共计|总计|累计|一共|共)(?:占比|占)[^，。；：（）\d]{0,8}$"
)
_AND: Final = pattern("[、和及与]")
_OTHERWISE: Final = pattern("(?:不|未|非|无|基本|比较|较|很|非常|部分|次|欠)$")


def read_joint(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each share of kinds that its clause names, of their list's total or of all that is listed.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "测评满意5人、基本满意3人、不满意2人，满意和基本满意合计占90%。"
    >>> [(r.written, r.note) for r in read_joint(parse(said))]
    [('5+3/10=90%', '按此相除应为80%')]
    """
    yield from _quoted(paragraph)
    for rate in paragraph.figures if "占" in paragraph.text else ():
        match = _TOGETHER.search(paragraph.clause_before(rate)) if rate.unit == "%" else None
        names = _AND.split(match["names"]) if match else []
        start, _ = paragraph.sentence_at(rate.start)
        before = [f for f in paragraph.plain if start <= f.start < rate.start]
        parts = [f for name in names for f in _called(before, name)]
        if len(names) > 1 and len(parts) == len(names) and len({f.start for f in parts}) > 1:
            yield from _judged(rate, parts, before)


def _quoted(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield a rate with both its figures in the brackets behind it: 占82%（41件/50件）."""
    text = paragraph.text
    for rate, part, whole in zip(
        paragraph.figures, paragraph.figures[1:], paragraph.figures[2:], strict=False
    ):
        glued = text[rate.end : part.start] == "（" and text[part.end : whole.start] == "/"
        if text[rate.end : part.start] == "（" and _AMONG.fullmatch(text, part.end, whole.start):
            part, whole, glued = whole, part, True  # 达98.4%（126件中有124件）
        elif _IN_ALL.fullmatch(text, part.end, whole.start) and _IS.fullmatch(text, rate.end, part.start):  # fmt: skip
            glued = True  # 占比达53.4%，共359条（总数672条）
        if (
            rate.unit != "%"
            or not glued
            or text[max(whole.end, part.end) :][:1] != "）"
            or not whole.number
        ):
            continue
        if part.unit in ("", whole.unit) or whole.unit == "":
            right = part.number * 100 / whole.number
            holds = quotient(part.span, whole.span).meets(rate.span)
            told = f"{written(part.number)}/{written(whole.number)}={rate.digits}%"
            used = (part.start, whole.start, rate.start)
            state = rate_state(rate, right, holds=holds)
            yield Relation(
                "P-6", "share", told, state, rate.start, "" if holds else divided(right, rate), used
            )


_AMONG: Final = pattern(r"[^，。；（）\d]{0,8}中，?(?:有)?[^，。；（）\d]{0,8}")
_IN_ALL: Final = pattern(r"[^，。；（）\d]{0,6}（(?:总数|总量|总计|全部|全年共?|共)(?:为)?")
_IS: Final = pattern(r"，(?:共|为|共计|即|计)+")


def _called(figures: Sequence[Figure], name: str) -> list[Figure]:
    """Return the figure of a kind: its label ends in the kind's name, and not in its opposite or a degree of it."""
    found = [f for f in figures if f.label.endswith(name)]
    found = [f for f in found if not _OTHERWISE.search(f.label.removesuffix(name))]
    return found if len(found) == 1 else []


def _judged(rate: Figure, parts: Sequence[Figure], before: Sequence[Figure]) -> Iterator[Relation]:
    first = min(f.start for f in parts)
    same = [f for f in before if alike(f.unit, parts[0].unit) and f.depth == parts[0].depth]
    totals = [[f] for f in same if f.start < first and f.number >= number_of(parts)]
    listed = [f for f in same if not any(f is t[0] for t in totals)]
    wholes = [w for w in (*totals, listed) if number_of(w) > 0]
    if not wholes:
        return
    part, whole = span_of(parts), wholes[0]
    holds = any(quotient(part, span_of(w)).meets(rate.span) for w in wholes)
    right = number_of(parts) * 100 / number_of(whole)
    vague = len(wholes) > 2 or any(f.about for f in (*parts, *whole))
    terms = "+".join(written(f.number) for f in parts)
    note = "" if holds else divided(right, rate)
    used = (*(f.start for f in parts), rate.start)
    yield Relation(
        "P-6", "share", f"{terms}/{written_sum(whole)}={rate.digits}%",
        rate_state(rate, right, holds=holds, vague=vague), rate.start, note, used,
    )  # fmt: skip
