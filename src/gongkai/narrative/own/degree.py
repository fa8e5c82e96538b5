"""Words of degree that the office typed: right of a few, a hint of what nobody counts, else without ground."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from gongkai.findings import Finding, Place, Severity
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, Rate, Unknown, Value, trimmed
from gongkai.narrative.content import Section
from gongkai.narrative.degrees import CHANGE_WORDS, MUCH, SHARES, degree_words, licensed
from gongkai.narrative.own.files import section_text
from gongkai.narrative.own.share import share_of
from gongkai.narrative.own.source import TEMPLATE
from gongkai.pattern import pattern

_CLAUSE: Final = pattern(r"[^，。；！？\n]+")
_FEW: Final = ("个别", "极少数", "极少")
_SO_FEW: Final = 2  # cases that are a few whatever they are of
_SHARE: Final = 20  # and one in so many
_SHARES: Final = frozenset(one.word for one in SHARES) - {*_FEW}
# The rates that a word of degree may be bound to, by the words of its clause.
_RATES: Final = (
    (pattern(r"申请[^，。；]*(?:按时|按期|如期)|(?:按时|按期|如期)[^，。；]*(?:答复|办结)"), "申请按时办结率"),
    (pattern(r"申请[^，。；]*公开"), "实质公开率"),
    (pattern(r"热线[^，。；]*(?:反馈|回复)"), "热线案件反馈率"),
    (pattern(r"(?:建议|提案)[^，。；]*(?:办结|答复)"), "建议提案办结率"),
)  # fmt: skip
# What a clause says a few of: its count, and what it is of. The clause must hold all the words.
_COUNTED: Final = (
    (pattern(r"申请"), pattern(r"超期|逾期|超过(?:法定)?(?:期限|时限)|未按[期时]"), "requests_overdue", "requests_due"),
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
                if word in _FEW:
                    yield from _few(word, clause, place, values)
                    continue
                share = share_of(section, word, clause, values) if word in _SHARES else None
                yield from (
                    _share(word, place, *share) if share else iter([_bare(word, clause, place)])
                )


def _share(word: str, place: Place, label: str, rate: Rate) -> Iterator[Finding]:
    """Yield that a share whose figures are known is another than its word says."""
    if licensed(word, rate):
        return
    told = f"写的是“{word}”，{label}是{rate.numerator}/{rate.denominator}，即{_percent(rate)}"
    yield _told(word, place, "程度词与数字相符", told, f"请改写，如“占{_percent(rate)}”")


def _percent(rate: Rate) -> str:
    return f"{trimmed(rate.percent(0) or Decimal(0))}%"


def _bare(word: str, clause: str, place: Place) -> Finding:
    remedy = "请写明数字，或删去"
    if word in _SHARES:
        remedy = "请写明占多少，如“占79%”，或删去"
        if named := next((label for words, label in _RATES if words.search(clause)), ""):
            remedy = (
                f"改为 {{{{ 程度('{word}', '{named}', '不成立时的写法') }}}}，或写明比率，或删去"
            )
    elif CHANGE_WORDS.match(word):
        remedy = "改为 {{ 变化('指标名称') }}，或写明增减的数，或删去"
    expected = f"程度词有数字依据（如大幅：{MUCH}）"
    return _told(word, place, expected, f"程度词“{word}”没有依据", remedy)


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
