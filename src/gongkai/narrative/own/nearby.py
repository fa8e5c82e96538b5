"""Figures that the office typed under a name near to an indicator's: 召开专题会议3次 beside 2 meetings in the ledger."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from gongkai.checks.wording.prose import BOUND
from gongkai.findings import Finding, Severity
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, Value, trimmed
from gongkai.narrative.content import Section
from gongkai.narrative.own.source import Source
from gongkai.narrative.own.typed import lines_of, typed_words
from gongkai.pattern import pattern

_OGI: Final = pattern(r"政府信息公开|政务公开|信息公开")
# Other places and other times: what is counted there is the office's own affair.
_ELSEWHERE: Final = pattern(
    r"每|上年|去年|20\d\d年以来|上级|[省市县区]里|街道|乡镇|学校|企业|下一步|计划|拟|将|季度|\d月"
)
_SENTENCE: Final = pattern(r"[^。；！？\n]+")


class _Near(NamedTuple):
    """Words before a number and its units that may be those of an indicator, or of something else."""

    indicator: str
    words: re.Pattern[str]


_NEAR: Final = tuple(
    _Near(indicator, pattern(rf"(?P<said>(?:{words})(?:了|共|共计|累计)?(?P<n>\d{{1,4}})(?:{units}))"))
    for indicator, words, units in (
        ("ogi_meetings", r"(?:召开|举行|组织)[^，。；\d]{0,8}(?:会议|会|专题会)", "次|场|期"),
        ("trainings", r"(?:举办|开展|组织)[^，。；\d]{1,10}(?:培训班|培训会|培训)", "次|场|期|个"),
        ("training_attendees", r"(?:参训|培训)(?:人员|干部|工作人员)?", "人次"),
        ("publicity_events", r"(?:举办|开展|组织)[^，。；\d]{0,10}宣传活动", "次|场"),
    )
)  # fmt: skip


def near_findings(
    section: Section, source: Source, values: Mapping[str, Value]
) -> Iterator[Finding]:
    """Yield N-12, a hint, where such a number is not the ledgers'; of sentences about disclosure alone."""
    for line in lines_of(section):
        words = typed_words(line)
        for sentence in _SENTENCE.finditer(words):
            if not _OGI.search(sentence[0]) or _ELSEWHERE.search(sentence[0]):
                continue
            for near in _NEAR:
                match, value = near.words.search(sentence[0]), values.get(near.indicator)
                if match is None or not isinstance(value, Amount) or BOUND in match[0]:
                    continue
                if _OGI.search(match["said"]):  # the indicator's own name: an error elsewhere (P-1)
                    continue
                if int(match["n"]) == value.number:
                    continue
                indicator = INDICATORS[near.indicator]
                start = sentence.start() + match.start("n")
                yield Finding(
                    "N-12",
                    Severity.INFO,
                    source.place(words, start, start + len(match["n"])),
                    match["said"],
                    "",
                    f"写的是“{match['said']}”，台账“{indicator.label}”是{trimmed(Decimal(value.number))}{indicator.unit.value}",
                    "指同一件事的，请改成一致或补登台账；不是的，不必处理",
                )
