"""What the year's requests come to a month or a quarter: 平均每月受理2件, held against table three (P-3)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.text.figure import alike
from gongkai.statements.text.interval import Judgement, rounded, written
from gongkai.statements.text.paragraph import Paragraph

_MEAN: Final = pattern(
    r"(?P<span>月均|平均每个?月|每月平均|季均|平均每个?季度|每季度平均)[^，。；\d]{0,16}$"
)
_PARTS: Final = {"月": 12, "季": 4}
_TOPICS: Final = {
    "requests/received": "P-3", "requests/new": "P-3", "requests/handled": "P-3", "requests/done": "P-4",
}  # fmt: skip
_OF_SOME: Final = pattern(
    r"半年|前\S月|\d月|以来|截至|近[三两五]年|全[省市县区]|其中|各级|网站|平台"
)
_ROUGH: Final = Decimal("0.15")
_ONE: Final = Decimal(1)


def read_means(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield each mean that is told without the year's figure, judged by the table's; roughly, as means are told."""
    if "均" not in paragraph.text:
        return
    for subject in subjects_of(paragraph):
        figure, check = subject.figure, _TOPICS.get(subject.topic)
        match = _MEAN.search(paragraph.clause_before(figure)) if check else None
        stated = cells.get(subject.topic)
        if match is None or check is None or stated is None or figure.about:
            continue
        start, end = paragraph.sentence_at(figure.start)
        beside = (f for f in paragraph.plain if start <= f.start < end and f is not figure)
        if _OF_SOME.search(paragraph.text, start, end) or any(alike(f.unit, figure.unit) for f in beside):  # fmt: skip
            continue  # the sentence has the year's figure itself
        parts = next(n for word, n in _PARTS.items() if word in match["span"])
        wholes = [stated.number, *(n for n, _ in stated.others)]
        holds = any(abs(whole / parts - figure.number) <= max(whole / parts * _ROUGH, _ONE) for whole in wholes)  # fmt: skip
        state = Judgement.HOLDS if holds else Judgement.FAILS
        note = f"{stated.source}为{written(stated.number)}，平均应为{rounded(stated.number / parts, '0.1')}"
        said = f"{match['span']}{written(figure.number)}={stated.source}{written(stated.number)}/{parts}"
        yield Claim(
            check, "table", said, state, "" if holds else note, paragraph.said(figure.start),
            passage.place, (figure.start,), number,
        )  # fmt: skip
