"""The share that a word of degree stands for, where its sentence names what it is of: 自然人申请30件，占大多数."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from gongkai.checks.wording.compared import named_alone
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, Rate, Value
from gongkai.narrative.content import Section, WithheldRun
from gongkai.narrative.degrees import licensed
from gongkai.narrative.own.typed import lines_of
from gongkai.pattern import pattern

_SENTENCE: Final = pattern(r"[^。；！？\n]+")
_OF: Final = pattern(r"(?:，)?(?:约)?占(?:全部|所有|全年|总)?(?:申请|信息|案件)?(?:总数|总量)?的?$|(?:，)?(?:中|里)?(?:的)?$")  # fmt: skip
# What a figure is a part of, by how its indicator is called; the first that fits.
_WHOLES: Final = (
    ("requests_", "requests_received"), ("t3_new_", "requests_received"), ("outcome_", "requests_closed"),
    ("disclosed_", "disclosed_total"), ("hotline_", "hotline_cases"), ("proposals_", "proposals_total"),
    ("publicity_", "publicity_total"),
)  # fmt: skip


def share_of(
    section: Section, word: str, clause: str, values: Mapping[str, Value]
) -> tuple[str, Rate] | None:
    """Return the figure that a word speaks of by its label, and its share; None where none is named.

    Of several clauses of the same words, one whose share is another than the word says.
    """
    found = [
        one
        for stem, sentence in _stems(section, word, clause)
        if (one := _share(stem, sentence, values))
    ]
    return next((one for one in found if not licensed(word, one[1])), found[0] if found else None)


def _stems(section: Section, word: str, clause: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each such word, with its sentence."""
    for sentence in _sentences(section):
        for match in re.finditer(re.escape(clause), sentence):
            if stem := _OF.sub("", sentence[: match.start() + clause.find(word)]):
                yield stem, sentence


def _share(stem: str, sentence: str, values: Mapping[str, Value]) -> tuple[str, Rate] | None:
    quantity = named_alone(stem, sentence)
    for indicator in quantity.indicators if quantity is not None else ():
        whole = next((w for start, w in _WHOLES if indicator.startswith(start)), "")
        part, of = values.get(indicator), values.get(whole)
        if isinstance(part, Amount) and isinstance(of, Amount) and of.number >= part.number:
            return INDICATORS[indicator].label, Rate(part.number, of.number)
    return None


def _sentences(section: Section) -> Iterator[str]:
    for line in lines_of(section):
        words = "".join(run.text for run in line if not isinstance(run, WithheldRun))
        yield from _SENTENCE.findall(words)
