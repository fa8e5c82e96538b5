"""How many of the requests were granted, as a rate: 办结12件，其中予以公开6件、部分公开2件，公开率66.7% (P-6)."""

from collections.abc import Iterator
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.relations.addition import rate_state
from gongkai.statements.relations.relations import relations_of
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.subjects.topics import OTHER_SPAN
from gongkai.statements.text.interval import Judgement, exact, quotient, rounded, written
from gongkai.statements.text.paragraph import Paragraph

_RATE: Final = pattern(
    r"(?<!主动)(?P<own>申请)?(?:予以)?(?:信息)?公开率(?P<both>（[含包]括?部分公开[^）]*）)?(?:约|达到?|为|是|仅|超过?)*$"
)
_OTHERS: Final = pattern(
    r"主动公开|双公示|建议|提案|文件|公文|网站|决算|应公开|可公开|能公开|同比|上年|去年|较|比"
)
_REACH: Final = 40
_HUNDRED: Final = 100  # said of what could be granted


def read_openness(
    paragraph: Paragraph, cells: Cells, passage: Told, number: int
) -> Iterator[Claim]:
    """Yield each rate of requests granted, in full or in part too, of those done or received."""
    yield from _of_rows(paragraph, cells, passage, number)
    if "公开率" not in paragraph.text:
        return
    parts = [c for n in ("outcome/r1+r2", "outcome/r1") if (c := cells.get(n)) is not None]
    wholes = [c for n in ("requests/done", "requests/received") if (c := cells.get(n)) is not None]
    settled = {at for r in relations_of(paragraph) if r.state is not Judgement.NOT_ASSESSABLE for at in r.used}  # fmt: skip
    for rate in (f for f in paragraph.figures if f.unit == "%"):
        match = _RATE.search(paragraph.text[max(0, rate.start - _REACH) : rate.start])
        start, end = paragraph.sentence_at(rate.start)
        said = paragraph.text[start : rate.start]
        if (
            match is None
            or rate.number == _HUNDRED
            or rate.start in settled
            or not all((parts, wholes))
        ):
            continue
        if _OTHERS.search(said) or OTHER_SPAN.search(said):
            continue
        granted = [
            s for s in subjects_of(paragraph)
            if start <= s.figure.start < end and s.topic.startswith(("outcome/r1", "outcome/r2"))
        ]  # fmt: skip
        if not (match["own"] or match["both"] or granted):
            continue
        totals = [n for w in wholes for n in (w.number, *(m for m, _ in w.others)) if n > 0]
        holds = any(
            quotient(exact(p.number), exact(n)).meets(rate.span) for p in parts for n in totals
        )
        part, whole = parts[0], wholes[0]
        right = part.number * 100 / whole.number if whole.number else part.number
        state = rate_state(rate, right, holds=holds, vague=not totals)
        note = f"{part.source}{written(part.number)}，{whole.source}{written(whole.number)}，应为{rounded(right, rate.digits)}%"
        told = f"{paragraph.quote[rate.start : rate.end]}={written(part.number)}/{written(whole.number)}"
        yield Claim(
            "P-6", "table", told, state, "" if holds else note, paragraph.said(rate.start),
            passage.place, (rate.start,), number,
        )  # fmt: skip


_ROW_S: Final = pattern(
    r"(?P<row>予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)率(?:约|达到?|为|是|仅)*$"
)
_ROWS: Final = {"予以公开": "r1", "部分公开": "r2", "不予公开": "r3", "无法提供": "r4", "不予处理": "r5", "其他处理": "r6"}  # fmt: skip


def _of_rows(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield the rate of one outcome, where its number is not told: 部分公开率16.7%, of those done."""
    done = cells.get("requests/done")
    for rate in (f for f in paragraph.figures if f.unit == "%"):
        match = _ROW_S.search(paragraph.text[max(0, rate.start - _REACH) : rate.start])
        start, _ = paragraph.sentence_at(rate.start)
        said = paragraph.text[start : rate.start]
        row = cells.get(f"outcome/{_ROWS[match['row']]}") if match else None
        if row is None or done is None or not done.number:
            continue
        if _OTHERS.search(said) or OTHER_SPAN.search(said) or any(start <= f.start < rate.start for f in paragraph.plain):  # fmt: skip
            continue
        right = row.number * 100 / done.number
        holds = quotient(exact(row.number), exact(done.number)).meets(rate.span)
        state = rate_state(rate, right, holds=holds)
        note = f"{row.source}{written(row.number)}，{done.source}{written(done.number)}，应为{rounded(right, rate.digits)}%"
        told = (
            f"{paragraph.quote[rate.start : rate.end]}={written(row.number)}/{written(done.number)}"
        )
        yield Claim(
            "P-6", "table", told, state, "" if holds else note, paragraph.said(rate.start),
            passage.place, (rate.start,), number,
        )  # fmt: skip
