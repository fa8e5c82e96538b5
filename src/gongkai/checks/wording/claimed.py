"""What an audit of the published report would find wrong with the office's own words (P-14)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.checks.wording.labels import label_of
from gongkai.checks.wording.prose import BOUND, Passage, Prose, Remark
from gongkai.forms.era import LIST_FORMS, NoForm, form_for
from gongkai.forms.fill import FilledForm, filled
from gongkai.forms.form import Form, load_form
from gongkai.indicators.value import Unknown, Value
from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells, Stated, of_grid, of_list
from gongkai.statements.claims.channels import with_channels
from gongkai.statements.claims.claim import Claim
from gongkai.statements.claims.claims import read_claims
from gongkai.statements.claims.comparison import read_comparisons
from gongkai.statements.text.characters import folded
from gongkai.statements.text.interval import Judgement
from gongkai.statements.text.paragraph import Paragraph, parse
from gongkai.statements.text.years import of_the_year

_UNKNOWN: Final = Unknown("未掌握")
_SHEET: Final = "sheet/"
_NOT_EXTENDED: Final = (
    "sheet/s3_2_1"  # the sheet's 按时办结 are those not extended; other texts mean all in time
)
_LEDGER_S: Final = pattern("^台账“([^”]*)”")


@dataclass(frozen=True, slots=True)
class _Told:
    text: str
    place: str


class _Known(dict[str, Value]):
    """Figures by indicator id; what is not among them is not known."""

    def __missing__(self, name: str) -> Value:
        return _UNKNOWN


def cells_of(year: int, values: Mapping[str, Value]) -> Cells:
    """Return what the year's tables state by topic, and what the ledgers count besides; the unknown left out.

    >>> from gongkai.indicators.value import Amount
    >>> cells_of(2024, {"ogi_meetings": Amount(2)})["sheet/s9_1"].source
    '台账“召开政府信息公开工作会议或专题会议数”'
    """
    known = _Known(values)
    form = form_for(year)
    beside = _besides(known)
    if isinstance(form, NoForm):
        return beside
    tables = filled(form, known)
    if isinstance(tables, FilledForm):
        return _of_form(tables)
    assert not isinstance(form, Form)
    numbers = {key: n for key, n in tables.numbers.items() if n is not None}
    return {**beside, **of_grid(form, numbers)}


def _of_form(tables: FilledForm) -> Cells:
    return of_list(tables.form, {row.row.id: row.number for row in tables.rows})


def _besides(known: Mapping[str, Value]) -> Cells:
    """Return what the sheet of 2014 asks for and later tables do not: the ledgers count it all the same."""
    tables = filled(load_form(LIST_FORMS[-1]), known)
    assert isinstance(tables, FilledForm)
    labels = {f"{_SHEET}{row.id}": label_of(row.indicator) for row in tables.form.rows if row.indicator}  # fmt: skip
    return {
        topic: Stated(cell.number, f"台账“{labels[topic]}”", soft=cell.soft)
        for topic, cell in _of_form(tables).items()
        if topic in labels and topic != _NOT_EXTENDED
    }


def own_claims(prose: Prose) -> tuple[tuple[Claim, Passage], ...]:
    """Return what the office's own words claim of the year's figures and of their own, each judged.

    Both the checks and the review ask: the text is read once.
    """
    if "claims" not in prose.known:
        prose.known["claims"] = tuple(_own_claims(prose))
    found: tuple[tuple[Claim, Passage], ...] = prose.known["claims"]
    return found


def _own_claims(prose: Prose) -> Iterator[tuple[Claim, Passage]]:
    passages = tuple(prose.passages)
    told = [_Told(p.text, str(p.place)) for p in passages]
    cells = cells_of(prose.year, prose.values)
    claims = [c for n, one in enumerate(told) for c in read_claims(one.text, one.place, n)]
    compared = read_comparisons(told, cells, prose.year)
    for claim in (*with_channels(claims, told, cells), *compared):
        passage = passages[claim.passage]
        fails = claim.state is Judgement.FAILS
        if passage.written and not (fails and not _of_all(claim, passage, prose.year)):
            yield claim, passage


def _of_all(claim: Claim, passage: Passage, year: int) -> bool:
    """Tell whether the words that name a table's figure leave no doubt that the year's whole is meant.

    有2件申请因信息不存在引发不满 and 2017年受理的3件申请 speak of some. A figure that the text calls for is what
    it is called, whatever the words around it would mean elsewhere.
    """
    paragraph = parse(passage.text)
    if not claim.figures:
        return of_the_year(claim.text, year)
    bound = _bound(passage, paragraph)
    if all(any(at in span for span in bound) for at in claim.figures):
        return False
    return claim.kind != "table" or not any(
        _SOME.search(paragraph.clause_before(f))
        or not of_the_year(paragraph.text[paragraph.part_at(f.start) : f.start], year)
        for f in paragraph.figures
        if f.start in claim.figures and f.counts
    )


def _bound(passage: Passage, paragraph: Paragraph) -> tuple[range, ...]:
    """Return where in a folded paragraph the figures stand that the text calls for."""
    if passage.typed is None or BOUND not in passage.typed:
        return ()
    pieces = folded(passage.typed).split(folded(BOUND))
    literal = "(.+?)".join(r"\s*".join(map(re.escape, piece.split())) for piece in pieces)
    found = re.fullmatch(literal, paragraph.quote)
    if found is None:  # folding has joined what stood apart: nothing of it is judged
        return (range(len(paragraph.quote)),)
    return tuple(range(*found.span(n)) for n in range(1, len(pieces)))


_SOME: Final = pattern(r"^[^，。；]{0,4}(?:有|存在|出现|发现|发生过?)(?:过|了)?$")


def as_published(prose: Prose) -> Iterator[Remark]:
    """P-14: no claim of the office's own words fails by the tables, the ledgers or the words themselves."""
    if not prose.own:
        return  # a published report's claims are told by themselves
    for claim, passage in own_claims(prose):
        if claim.state is Judgement.FAILS and claim.id != "P-12":
            yield Remark(_message(claim), passage, claim.text, about=_about(claim, passage))


def _message(claim: Claim) -> str:
    said, _, _ = claim.claim.partition("=") if claim.kind == "table" else (claim.claim, "", "")
    said = _LEDGER_S.sub(r"\1", said)
    return f"写的是“{said}”，{claim.note}" if claim.note else f"“{said}”与台账不符"


def _about(claim: Claim, passage: Passage) -> tuple[str, ...]:
    """Return the figures of a claim as they are written: 21件, 二十一件."""
    paragraph = parse(passage.text)
    figures = (f for f in paragraph.figures if f.start in claim.figures)
    return tuple(paragraph.quote[f.start : f.end] for f in figures)


def without_repeats(remarks: Iterable[Remark], told: Sequence[Remark]) -> tuple[Remark, ...]:
    """Return the remarks that no other check has made of the same words."""
    return tuple(r for r in remarks if not any(_same(r, other) for other in told))


def _same(remark: Remark, other: Remark) -> bool:
    """Tell whether another check speaks of one of the same figures, or without figures of the same sentence."""
    if remark.passage is not other.passage:
        return False
    if not remark.about:
        return _overlap(remark.quote, other.quote)
    return any(re.search(rf"(?<![\d.]){re.escape(said)}", other.message) for said in remark.about)


def _overlap(one: str, other: str) -> bool:
    return one.strip("。；") in other or other.strip("。；") in one
