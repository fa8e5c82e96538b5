"""A balance that does not say of what: 上年结转3件，新收12件，办结13件，结转2件, held against table three (P-2).

Where two of its four figures are the table's and no other matter is named, it is of requests.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells, Stated
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.relations.relations import relations_of
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.subjects.topics import DOMAINS
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.interval import judged, written
from gongkai.statements.text.paragraph import Paragraph

_Against = tuple[str, Figure, Stated, str]  # check, figure, the table's, what it counts
_FOUR: Final = (
    ("new", "新收"),
    ("carry_in", "上年结转"),
    ("done", "办结"),
    ("carry_out", "结转下年"),
)
_NEW: Final = pattern(r"(?:20\d\d年度?|本年度?|今年|当年|全年)?新收(?:到)?(?:申请)?")
_CARRIED: Final = pattern(r"(?:上年度?|去年|上一年度?)(?:度)?(?:结转|转来|转入|遗留)")


_DONE: Final = pattern(r"(?:中，?)?(?:已|年内)?(?:办结|答复)?(?:了)?")
_MANY: Final = 5  # new ones, which are another matter's only by chance
_SURE: Final = 2
_NO_CHANCE: Final = 3  # with less in one of them, two like figures may be so by chance


def read_unnamed(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield what such a balance, or two figures of it, say of the table's."""
    stated = [cells.get(f"requests/{name}") for name, _ in _FOUR]
    if not all(stated):
        return
    for check, figure, cell, words in (
        *_carried_beside(paragraph, cells),
        *_done_of_new(paragraph, cells),
        *_balanced(paragraph, stated),
    ):
        holds = figure.number == cell.number
        told = f"{words}{written(figure.number)}={cell.source}{written(cell.number)}"
        note = "" if holds else f"{cell.source}为{written(cell.number)}"
        yield Claim(
            check, "table", told, judged(holds=holds, vague=False), note,
            paragraph.said(figure.start), passage.place, (figure.start,), number,
        )  # fmt: skip


def _carried_beside(paragraph: Paragraph, cells: Cells) -> Iterator[_Against]:
    """Yield what was carried in, told beside the table's own new requests: 上年结转1件，本年新收20件."""
    for one, two in pairwise(paragraph.plain):
        pair = {bool(_NEW.fullmatch(f.label)): f for f in (one, two)}
        fresh, old = pair.get(True), pair.get(False)
        _, end = paragraph.sentence_at(one.start)
        if fresh is None or old is None or not _CARRIED.fullmatch(old.label) or two.start > end:
            continue
        if _is_of_requests(fresh, one, paragraph, cells):
            yield "P-2", old, cells["requests/carry_in"], "上年结转"


def _done_of_new(paragraph: Paragraph, cells: Cells) -> Iterator[_Against]:
    """Yield what was done of the table's own new requests, no matter named: 新收20件中19件办结."""
    done = cells.get("requests/done_of_new")
    for fresh, told in pairwise(paragraph.plain) if done else ():
        between = paragraph.text[fresh.end : told.start]
        said = "办结" in between + told.after or "答复" in between + told.after
        if not said or not _NEW.fullmatch(fresh.label) or not _DONE.fullmatch(between):
            continue
        if done and _is_of_requests(fresh, fresh, paragraph, cells):
            yield "P-4", told, done, "办结"


def _is_of_requests(fresh: Figure, first: Figure, paragraph: Paragraph, cells: Cells) -> bool:
    """Tell whether new cases are the table's new requests, and the sentence of the ``first`` figure names no matter."""
    new = cells["requests/new"].number
    start, end = paragraph.sentence_at(first.start)
    return fresh.number == new >= _MANY and not DOMAINS.search(paragraph.text, start, end)


def _balanced(paragraph: Paragraph, stated: Sequence[Stated | None]) -> Iterator[_Against]:
    """Yield all four figures of a balance, two of which are the table's."""
    of_something = {s.figure.start for s in subjects_of(paragraph)}
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
        yield from (("P-2", *pair) for pair in pairs)
