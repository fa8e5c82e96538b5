"""Trainings and meetings over disclosure that a report tells more than once: 全年举办政务公开培训3期, elsewhere 举办政务公开培训5期; fees taken and not taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.subjects.denials import denials_of
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.paragraph import Paragraph, parse
from gongkai.statements.text.years import of_the_year

_EVENT: Final = pattern(
    r"(?P<when>(?:全年|年内|本年度?|今年|20\d\d年度?|我[局办委厅镇乡县区市]|先后|共计?|累计|一共|，)*)"
    r"(?:举办|开展|组织|组织开展|召开|举行|组织召开)(?:了)?(?P<all>(?:共计?|累计)?)#?"
    r"(?:全[县区市镇乡局])?(?P<what>(?:政府信息公开|政务公开|信息公开)(?:工作)?(?:业务|专题)?(?:培训|会议|推进会|座谈会))(?:班|会)?(?:共计?|累计|#)?"
)
_ALL: Final = pattern(r"全年|年内|本年|今年|20\d\d年|共|累计")
_UNITS: Final = ("期", "次", "场", "场次", "期次", "个")
_OTHERWISE: Final = pattern(
    r"将|拟|计划|目标|下一步|今后|其中|季度|半年|[1-9]月|每|各|街道|乡镇|下属|参加|指导|累计至|以来|历年"
)
_YEAR: Final = pattern(r"20\d\d")


@dataclass(frozen=True, slots=True)
class _Event:
    """So many of one kind, as a sentence tells it; ``total`` where it says that this is the year's."""

    figure: Figure
    what: str
    total: bool
    paragraph: Paragraph
    place: str
    number: int


def read_events(passages: Sequence[Told], cells: Cells, year: int | None) -> Iterator[Claim]:
    """Yield that more were held than the year's total of the same name; the sheet of 2014 has rows of its own.

    Fewer may be some of them, and what has another name may be something else.
    """
    yield from _fees(passages, year)
    if "sheet/s9_2" in cells:
        return
    found = [e for n, p in enumerate(passages) for e in _events(parse(p.text), p.place, n, year)]
    totals = {e.what: e for e in reversed(found) if e.total}
    for event in found:
        total = totals.get(event.what)
        if total is None or event is total or not alike(event.figure.unit, total.figure.unit):
            continue
        if event.figure.number < total.figure.number:
            continue
        same = event.figure.number == total.figure.number
        note = (
            ""
            if same
            else f"前文写{written(total.figure.number)}（{total.place}），此处写{written(event.figure.number)}"
        )
        told = (
            f"{event.what}{written(event.figure.number)}={event.what}{written(total.figure.number)}"
        )
        state = Judgement.HOLDS if same else Judgement.FAILS
        yield Claim(
            "P-12", "text", told, state, note, event.paragraph.said(event.figure.start), event.place,
            (event.figure.start,), event.number,
        )  # fmt: skip


def _events(paragraph: Paragraph, place: str, number: int, year: int | None) -> Iterator[_Event]:
    if "公开" not in paragraph.text:
        return
    for figure in paragraph.plain:
        if figure.unit not in _UNITS or figure.about or figure.depth:
            continue
        words = f"{figure.label}#{figure.after}" if figure.after else figure.label
        match = _EVENT.fullmatch(words)
        start, _ = paragraph.sentence_at(figure.start)
        before = paragraph.text[start : figure.start]
        if match is None or _OTHERWISE.search(before):
            continue
        if year is not None and {int(y) for y in _YEAR.findall(before)} - {year}:
            continue
        total = bool(_ALL.search(match["when"] + match["all"]))
        what = match["what"].removeprefix("政府").replace("政务", "信息")
        yield _Event(figure, what, total, paragraph, place, number)


_TAKEN: Final = pattern(
    r"(?<![应未])收取[^，。；\d]{0,12}信息处理费(?:用)?(?:共计?|合计|累计|为)*$"
)
_NOT_TAKEN: Final = pattern("减免|免收|退还|退回|免除|拟|应当?收取")


def _fees(passages: Sequence[Told], year: int | None) -> Iterator[Claim]:
    """Yield that fees were taken where another sentence says that none were: 收取信息处理费600元, 没有收取信息处理费."""
    parsed = [(n, p, parse(p.text)) for n, p in enumerate(passages) if "收取" in p.text]
    denied = [
        (p.place, d) for _, p, paragraph in parsed for d in denials_of(paragraph)
        if d.topic == "fee/processing" and not d.narrowed
        and (year is None or of_the_year(paragraph.text[d.start : d.at], year))
    ]  # fmt: skip
    for n, passage, paragraph in parsed if denied else ():
        for figure in paragraph.plain:
            clause = paragraph.clause_before(figure)
            start, _ = paragraph.sentence_at(figure.start)
            before = paragraph.text[start : figure.start]
            if figure.unit != "元" or not figure.number or not _TAKEN.search(clause):
                continue
            if _NOT_TAKEN.search(before) or (year is not None and not of_the_year(before, year)):
                continue
            note = f"另一处写没有收取（{denied[0][0]}）"
            told = f"收取信息处理费{written(figure.number)}=收取信息处理费0"
            yield Claim(
                "P-12", "text", told, Judgement.FAILS, note, paragraph.said(figure.start), passage.place,
                (figure.start,), n,
            )  # fmt: skip
