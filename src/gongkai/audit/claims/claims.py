"""What a published sentence claims about numbers: sums, shares and growth, judged by its own figures.

Only what the paragraph itself states is judged. A list that does not say it is complete (其中主要, 等,
约, 余) can be short of its total without being wrong: it is never a failure.
"""

from dataclasses import replace

from gongkai.audit.claims.claim import Claim
from gongkai.audit.claims.figures import SENTENCE
from gongkai.audit.claims.rates import read_growth, read_shares
from gongkai.audit.claims.sums import read_balances, read_sums
from gongkai.audit.readers.characters import folded, simplified


def read_claims(paragraph: str, place: str = "") -> tuple[Claim, ...]:
    """Return the claims of a paragraph in their order, each with the sentence that makes it.

    >>> [(c.claim, c.state.value) for c in read_claims("公开信息127条，其中网站89条、公报37条。")]
    [('127=89+37', 'fails')]
    >>> [(c.claim, c.state.value) for c in read_claims("公开信息127条，其中主要为网站89条。")]
    [('127=89', 'not_assessable')]
    """
    quote = folded(paragraph)
    text = simplified(quote)
    found = [replace(claim, text=quote.strip(), place=place) for claim in read_balances(text)]
    sums = tuple(read_sums(text))
    for match in SENTENCE.finditer(text):
        start, end = match.span()
        claims = (
            *(claim for at, claim in sums if start <= at < end),
            *read_shares(text, start, end),
            *read_growth(match[0]),
        )
        said = quote[start:end].strip()
        found += [replace(claim, text=said, place=place) for claim in claims]
    return tuple(found)
