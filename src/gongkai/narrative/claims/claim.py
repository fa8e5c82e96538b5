"""What a claim is, and the few kinds of condition that claims are made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.narrative.verdict import Judge, Verdict, compared, most, positive, whole


@dataclass(frozen=True, slots=True)
class Claim:
    """One condition, and the sentence (a template with figures) that each verdict licenses.

    A verdict without a sentence licenses none; UNKNOWN withholds the sentence around it.
    """

    id: str
    judge: Judge
    sentences: Mapping[Verdict, str]
    needs: tuple[str, ...]

    def sentence(self, verdict: Verdict) -> str:
        """Return the template that the verdict licenses; empty where nothing may be said."""
        return self.sentences.get(verdict, "")


def happened(
    id_: str, count: str, when_true: str, when_false: str, *, among: str = "", none: str = ""
) -> Claim:
    """Return a claim that something happened; ``none`` is said where ``among`` counts nothing."""
    sentences = {Verdict.TRUE: when_true, Verdict.FALSE: when_false}
    if not among:
        return Claim(id_, positive(count), sentences, (count,))
    return Claim(id_, positive(count, among), sentences | {Verdict.PENDING: none}, (count, among))


def all_whole(id_: str, rate: str, when_true: str, when_false: str, when_vacuous: str) -> Claim:
    """Return a claim that a rate is whole."""
    sentences = {
        Verdict.TRUE: when_true,
        Verdict.FALSE: when_false,
        Verdict.VACUOUS: when_vacuous,
    }
    return Claim(id_, whole(rate), sentences, (rate,))


def all_of(id_: str, rate: str, of: str, sentences: Mapping[Verdict, str]) -> Claim:
    """Return a claim about all that ``of`` counts, more than the base of the rate perhaps."""
    return Claim(id_, whole(rate, of), sentences, (rate, of))


def compared_with_last(id_: str, name: str) -> Claim:
    """Return a claim of how a count stands to last year's, by how much."""
    amount = f"{{{{ 增减('{name}') }}}}"  # says more than a word of degree
    more, less = f"，较上年增加{amount}", f"，较上年减少{amount}"
    sentences = {
        Verdict.MUCH_MORE: more,
        Verdict.MORE: more,
        Verdict.SAME: "，与上年持平",
        Verdict.LESS: less,
        Verdict.MUCH_LESS: less,
    }
    return Claim(id_, compared(name), sentences, (name,))


def greatest(id_: str, count: str, others: tuple[str, ...], when_true: str) -> Claim:
    """Return a claim that one count is the greatest of several."""
    return Claim(id_, most(count, others), {Verdict.TRUE: when_true}, (count, *others))
