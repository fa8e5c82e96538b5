"""Which rate a percentage is: of what matter, and of what was done of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.subjects.topics import DOMAINS
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.paragraph import Paragraph

# A rate's name, and where the name itself does not say it, the matters that it may be of.
_RATES: Final = tuple(
    (name, pattern(words), matters)
    for name, words, matters in (
        ("satisfaction/cppcc", r"委员(?:的)?满意率", ()),
        ("satisfaction/npc", r"代表(?:和委员)?(?:的)?满意率", ()),
        ("completion", r"办[结复](?:达)?率", ("proposal",)),
        (
            "on_time",
            r"(?:按时|按期|如期)(?:办结|答复|办复|回复)(?:达标)?率",
            ("request", "hotline"),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class NamedRate:
    """A percentage with what it is of; ``name`` is like ``on_time/request``; ``start`` is its sentence's."""

    figure: Figure
    name: str
    start: int


def rates_of(paragraph: Paragraph) -> Iterator[NamedRate]:
    """Yield the rates that a paragraph names.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "办理政协提案3件，办结率、委员满意率均为100%。热线按时办结率99%。"
    >>> [(r.name, r.figure.digits) for r in rates_of(parse(said))]
    [('satisfaction/cppcc', '100'), ('completion/proposal', '100'), ('on_time/hotline', '99')]
    """
    for figure in paragraph.figures:
        if figure.unit != "%":
            continue
        start = paragraph.part_at(figure.start)
        clause = paragraph.clause_before(figure)
        matter = None
        for named in DOMAINS.finditer(paragraph.text, start, figure.start):
            matter = named.lastgroup
        for name, words, matters in _RATES:
            if words.search(clause) and (not matters or matter in matters):
                yield NamedRate(figure, f"{name}/{matter}" if matters else name, start)
