"""Words of degree that the office typed: right of a few, a hint of what nobody counts, else without ground."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from gongkai.findings import Finding, Place, Severity
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, Unknown, Value
from gongkai.narrative.content import Section
from gongkai.narrative.degrees import CHANGE_WORDS, MUCH, SHARES, degree_words
from gongkai.narrative.own.files import section_text
from gongkai.narrative.own.source import TEMPLATE

_CLAUSE: Final = re.compile(r"[^，。；！？\n]+")
_FEW: Final = ("个别", "极少数", "极少")
_SO_FEW: Final = 2  # cases that are a few whatever they are of
_SHARE: Final = 20  # and one in so many
# What a clause says a few of: its count, and what it is of. The clause must hold all the words.
_COUNTED: Final = (
    (re.compile(r"申请"), re.compile(r"超期|逾期|超过(?:法定)?(?:期限|时限)|未按[期时]"), "requests_overdue", "requests_due"),
)  # fmt: skip


def degree_findings(
    section: Section, folder: Path, values: Mapping[str, Value]
) -> Iterator[Finding]:
    """Yield N-03 for the office's own words; those that a template function chose are licensed."""
    text = section_text(folder, section) or ""
    bare = TEMPLATE.sub(lambda m: "\n" * m[0].count("\n"), text)
    for number, line in enumerate(bare.splitlines(), start=1):
        place = Place(section.file, None, number)
        for clause in _CLAUSE.findall(line):
            for word in degree_words(clause):
                yield from _few(word, clause, place, values) if word in _FEW else _bare(word, place)


def _bare(word: str, place: Place) -> Iterator[Finding]:
    remedy = "请写明数字，或删去"
    if any(word in one.word for one in SHARES):
        remedy = f"改为 {{{{ 程度('{word}', '比率名称', '不成立时的写法') }}}}，或写明比率，或删去"
    elif CHANGE_WORDS.match(word):
        remedy = "改为 {{ 变化('指标名称') }}，或写明增减的数，或删去"
    expected = f"程度词有数字依据（如大幅：{MUCH}）"
    yield _told(word, place, expected, f"程度词“{word}”没有依据", remedy)


def _few(word: str, clause: str, place: Place, values: Mapping[str, Value]) -> Iterator[Finding]:
    named = next((row for row in _COUNTED if row[0].search(clause) and row[1].search(clause)), None)
    count = values.get(named[2], Unknown("")) if named else Unknown("")
    of = values.get(named[3], Unknown("")) if named else Unknown("")
    if named is None or not isinstance(count, Amount) or not isinstance(of, Amount):
        yield Finding(
            "N-03", Severity.INFO, place, word, "",
            f"“{word}”指多少，台账没有统计，请自行核对", "属实的不必处理；能写数字的，写明数字更好",
        )  # fmt: skip
    elif not 0 < count.number <= max(_SO_FEW, of.number / _SHARE):
        label = INDICATORS[named[2]].label
        told = f"写的是“{word}”，{label}是{count.number}，应当办结的{of.number}"
        expected = f"有，而且不超过二十分之一或不超过{_SO_FEW}件"
        yield _told(word, place, expected, told, "请写明实际数字，或删去")


def _told(word: str, place: Place, expected: str, message: str, remedy: str) -> Finding:
    return Finding("N-03", Severity.WARNING, place, word, expected, message, remedy)
