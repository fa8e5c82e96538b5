"""Numbers of the office's own words that are the ledgers': told apart from those that nothing is known of."""

from collections.abc import Iterator

from gongkai.checks.wording.claimed import own_claims
from gongkai.checks.wording.compared import comparisons
from gongkai.checks.wording.prose import Passage, Prose, folded
from gongkai.checks.wording.stated import judged_figures
from gongkai.statements.claims.claim import Claim
from gongkai.statements.text.interval import Judgement
from gongkai.statements.text.paragraph import parse

_STOPS = "。；！？"


def agreeing(prose: Prose) -> dict[tuple[str, str], str]:
    """Return the figure that each number agrees with, by its sentence and its digits."""
    found: dict[tuple[str, str], str] = {}
    for sentence, digits, figure in _agreeing(prose):
        found.setdefault((sentence_key(sentence), digits), figure)
    return found


def sentence_key(sentence: str) -> str:
    """Return a sentence as it is looked up.

    >>> sentence_key("收到 1 件。")
    '收到1件'
    """
    return folded(sentence).strip(_STOPS)


def _agreeing(prose: Prose) -> Iterator[tuple[str, str, str]]:
    for passage in prose.passages:
        yield from _of_passage(prose, passage)
    for one in comparisons(prose):
        if one.label and one.digits and not (one.wrong or one.open):
            yield one.sentence, one.digits, f"“{one.label}”两年之差"
    for claim, passage in own_claims(prose):
        if claim.kind == "table" and claim.state is Judgement.HOLDS:
            yield from _of_claim(claim, passage)


def _of_passage(prose: Prose, passage: Passage) -> Iterator[tuple[str, str, str]]:
    for sentence, typed in zip(passage.sentences, passage.typed_sentences, strict=True):
        for digits, label, wrong in judged_figures(prose, typed):
            if not wrong:
                yield sentence, digits, f"“{label}”"


def _of_claim(claim: Claim, passage: Passage) -> Iterator[tuple[str, str, str]]:
    paragraph = parse(passage.text)
    for figure in paragraph.figures:
        if figure.start in claim.figures:
            said = paragraph.said(figure.start)
            yield said, figure.digits, claim.claim.partition("=")[2]
