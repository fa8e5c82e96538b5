"""What a published paragraph claims about its own numbers: sums, shares, growth and balances, judged.

Only what the paragraph itself states is judged. A list that does not say it is complete (其中, 主要, 等)
can be short of its total without being wrong: it is never a failure.
"""

from gongkai.statements.claims.claim import Claim
from gongkai.statements.relations.relations import relations_of
from gongkai.statements.text.paragraph import parse


def read_claims(paragraph: str, place: str = "", passage: int = -1) -> tuple[Claim, ...]:
    """Return the claims of a paragraph in their order, each with the sentence that makes it.

    >>> [(c.claim, c.state.value) for c in read_claims("公开信息127条，其中网站89条、公报37条。")]
    [('127=89+37', 'fails')]
    >>> [(c.claim, c.state.value) for c in read_claims("公开信息127条，其中网站89条、公报20条。")]
    [('127=89+20', 'not_assessable')]
    """
    parsed = parse(paragraph)
    return tuple(
        Claim(
            r.id,
            r.kind,
            r.written,
            r.state,
            r.note,
            _said(parsed.said(r.at), r.kind, parsed.quote),
            place,
            r.used,
            passage,
        )
        for r in relations_of(parsed)
    )


def _said(sentence: str, kind: str, paragraph: str) -> str:
    """Return what to quote: a balance is stated by the whole paragraph."""
    return paragraph.strip() if kind == "balance" else sentence
