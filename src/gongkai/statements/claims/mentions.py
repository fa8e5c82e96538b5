"""Figures that sentences mention of the tables' own matters, held against one another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.claim import Claim
from gongkai.statements.subjects.subjects import Subject
from gongkai.statements.text.interval import Judgement, written

WORDS: Final[Mapping[str, str]] = {
    "requests/new": "新收", "requests/received": "收到", "requests/handled": "办理", "requests/done": "办结", "requests/done_of_new": "办结", "requests/in_all": "含上年结转的申请",
    "requests/carry_in": "上年结转", "requests/carry_out": "结转下年", "outcome/r1": "予以公开",
    "outcome/r2": "部分公开", "outcome/r1+r2": "予以公开和部分公开", "outcome/r3": "不予公开",
    "outcome/r4": "无法提供", "outcome/r5": "不予处理", "outcome/r6": "其他处理",
    "case/reconsideration/total": "行政复议", "case/litigation/total": "行政诉讼", "case/both/total": "复议诉讼案件",
    "fee": "行政事业性收费",
}  # fmt: skip
_WHOLE_YEAR: Final = pattern(r"全年|本年|20\d\d年|年度|共|总计|累计|今年")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure with what it counts and what it comes to; ``sentence`` is of which passage, from where to where."""

    subject: Subject
    claim: Claim
    sentence: tuple[int, int, int] = (-1, 0, 0)


def sure(found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions, one that differs unsure where another place has the table's own figure."""
    held = {m.subject.topics for m in found if m.claim.state is Judgement.HOLDS}
    beside = _listed_beside(found)
    for mention in found:
        claim = mention.claim
        meant = mention.subject.meant
        listed = (mention.sentence, mention.subject.topic.partition("/")[0]) in beside
        open_ = claim.state is Judgement.NOT_ASSESSABLE and meant.weak and not meant.narrowed
        if listed and open_:
            # Decisions listed beside one that is the table's are the table's too.
            note = claim.note.partition("；")[0]
            yield replace(mention, claim=replace(claim, state=Judgement.FAILS, note=note))
            continue
        if (
            claim.state is Judgement.FAILS
            and mention.subject.topics in held
            and not _WHOLE_YEAR.search(claim.text)
        ):
            note = f"{claim.note}；别处所写与表一致，这里可能只是其中一部分"
            claim = replace(claim, state=Judgement.NOT_ASSESSABLE, note=note)
        yield replace(mention, claim=claim)


def _listed_beside(found: Sequence[Mention]) -> set[tuple[tuple[int, int, int], str]]:
    """Return the sentences in which surely the table's own decisions, or its meetings and trainings, are listed."""
    listed: dict[tuple[tuple[int, int, int], str], list[Decimal]] = {}
    for mention in found:
        topic = mention.subject.topic
        number = mention.subject.figure.number
        kind = next((of for prefix, of in _LISTED if topic.startswith(prefix)), None)
        if kind is not None and number and mention.claim.state is Judgement.HOLDS:
            listed.setdefault((mention.sentence, kind), []).append(number)
    least = {"decision": _NO_CHANCE, "sheet": _MANY}
    return {
        key for key, numbers in listed.items() if len(numbers) > 1 or max(numbers) >= least[key[1]]
    }


# Of which kind what is listed is, by its topic.
_LISTED: Final = (("decision/", "decision"), ("document/", "decision"), ("sheet/s9", "sheet"))
_NO_CHANCE: Final = 3  # a figure from here on is not the table's by chance
_MANY: Final = 20  # nor one that may be any office's of meetings


def with_itself(loose: Mapping[str, Sequence[Mention]]) -> Iterator[Claim]:
    """Yield a figure that the report gives in more than one place, and not always the same."""
    for mentions in loose.values():
        first = mentions[0]
        for other in mentions[1:]:
            if other.subject.figure.unit != first.subject.figure.unit:
                continue
            numbers = first.subject.figure.number, other.subject.figure.number
            same = numbers[0] == numbers[1]
            words = WORDS.get(first.subject.topic) or first.subject.figure.label
            said = f"{words}{written(numbers[1])}={words}{written(numbers[0])}"
            note = (
                ""
                if same
                else f"前文写{written(numbers[0])}（{first.claim.place}），此处写{written(numbers[1])}"
            )
            state = Judgement.HOLDS if same else Judgement.FAILS
            yield replace(other.claim, claim=said, state=state, note=note)
