"""A balance that does not say of what: 上年结转3件，新收12件，办结13件，结转2件, held against table three (P-2).

Where two of its four figures are the table's and no other matter is named, it is of requests.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.relations.relations import relations_of
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.subjects.topics import DOMAINS
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.paragraph import Paragraph

_FOUR: Final = (
    ("new", "新收"),
    ("carry_in", "上年结转"),
    ("done", "办结"),
    ("carry_out", "结转下年"),
)
_NEW: Final = pattern(r"(?:20\d\d年度?|本年度?|今年|当年|全年)?新收(?:到)?(?:申请)?")
_CARRIED: Final = pattern(r"(?:上年度?|去年|上一年度?)(?:度)?(?:结转|转来|转入|遗留)")


def _pair(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield what was carried in, told beside the table's own new requests: 上年结转1件，本年新收20件."""
    new, carried = cells["requests/new"], cells["requests/carry_in"]
    for one, two in pairwise(paragraph.plain):
        pair = {bool(_NEW.fullmatch(f.label)): f for f in (one, two)}
        fresh, old = pair.get(True), pair.get(False)
        start, end = paragraph.sentence_at(one.start)
        if fresh is None or old is None or not _CARRIED.fullmatch(old.label) or two.start > end:
            continue
        if fresh.number != new.number or new.number < _MANY or DOMAINS.search(paragraph.text, start, end):  # fmt: skip
            continue
        holds = old.number == carried.number
        told = f"上年结转{written(old.number)}={carried.source}{written(carried.number)}"
        note = "" if holds else f"{carried.source}为{written(carried.number)}"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        yield Claim(
            "P-2", "table", told, state, note, paragraph.said(old.start), passage.place,
            (old.start,), number,
        )  # fmt: skip


_DONE: Final = pattern(r"(?:中，?)?(?:已|年内)?(?:办结|答复)?(?:了)?")


def _done_of_new(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield what was done of the table's own new requests, no matter named: 新收20件中19件办结."""
    new, done = cells["requests/new"], cells.get("requests/done_of_new")
    for fresh, told in pairwise(paragraph.plain):
        start, end = paragraph.sentence_at(fresh.start)
        between = paragraph.text[fresh.end : told.start]
        said = "办结" in between + told.after or "答复" in between + told.after
        if done is None or not said or not _NEW.fullmatch(fresh.label) or not _DONE.fullmatch(between):  # fmt: skip
            continue
        if fresh.number != new.number or new.number < _MANY or DOMAINS.search(paragraph.text, start, end):  # fmt: skip
            continue
        holds = told.number == done.number
        note = "" if holds else f"{done.source}为{written(done.number)}"
        claim = f"办结{written(told.number)}={done.source}{written(done.number)}"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        yield Claim(
            "P-4", "table", claim, state, note, paragraph.said(told.start), passage.place,
            (told.start,), number,
        )  # fmt: skip


_MANY: Final = 5  # new ones, which are another matter's only by chance
_SURE: Final = 2
_NO_CHANCE: Final = 3  # with less in one of them, two like figures may be so by chance


def read_unnamed(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield the figures of such a balance that are not the table's."""
    stated = [cells.get(f"requests/{name}") for name, _ in _FOUR]
    if not all(stated):
        return
    of_something = {s.figure.start for s in subjects_of(paragraph)}
    yield from _pair(paragraph, cells, passage, number)
    yield from _done_of_new(paragraph, cells, passage, number)
    for relation in relations_of(paragraph):
        if relation.kind != "balance" or len(relation.used) != len(_FOUR) or of_something & {*relation.used}:  # fmt: skip
            continue
        start, end = paragraph.sentence_at(relation.at)
        if DOMAINS.search(paragraph.text, start, end):
            continue
        figures = [next(f for f in paragraph.plain if f.start == at) for at in relation.used]
        pairs = [(f, cell, words) for f, cell, (_, words) in zip(figures, stated, _FOUR, strict=True) if cell]  # fmt: skip
        same = [f for f, cell, _ in pairs if f.number == cell.number > 0]
        if len(same) < _SURE or max(f.number for f in same) < _NO_CHANCE:
            continue
        for figure, cell, words in pairs:
            holds = figure.number == cell.number
            told = f"{words}{written(figure.number)}={cell.source}{written(cell.number)}"
            note = "" if holds else f"{cell.source}为{written(cell.number)}"
            state = Judgement.HOLDS if holds else Judgement.FAILS
            yield Claim(
                "P-2", "table", told, state, note, paragraph.said(figure.start), passage.place,
                (figure.start,), number,
            )  # fmt: skip
