"""Several reports side by side: one office's years, and offices that use one another's words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from gongkai.audit.audit import Audit
from gongkai.audit.years import read_years
from gongkai.checks.check import Result, State
from gongkai.checks.wording.reuse import BOILERPLATE
from gongkai.pattern import pattern
from gongkai.statements.text.characters import folded, simplified

_SENTENCE: Final = pattern(r"[^。！？；\n]+[。！？；]")
# What every office says at the head of its report, and of the report itself.
_FORMULA: Final = pattern(
    r"习近平|[党]的?(?:十九|二十|二十一)大|[一二三四五六七八]中全会|党中央|决策部署|报告全文|[五六]个?部分|本报告|下载|网址|总体情况、"
    r"|按件、?按量|收费标准|没有(?:产生|收取|其他)|没有发生|无其他|深入贯彻落?实?《|国务院办公厅"
)
_SHORTEST: Final = 18  # characters of a sentence's own words; shorter ones are alike by chance
_LEAST: Final = 120  # characters that two reports must share before anything is said
_QUOTED: Final = 3
_LONG: Final = 60


@dataclass(frozen=True, slots=True)
class Across:
    """What two or more reports come to side by side."""

    files: tuple[str, ...]
    result: Result

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {**self.result.as_dict(), "files": list(self.files)}


def read_series(audits: Sequence[Audit]) -> tuple[Across, ...]:
    """Return what one office's years and the texts of all reports say of each other."""
    found: list[Across] = []
    for years in _offices(audits).values():
        for before, after in pairwise(years):
            if after.year == (before.year or 0) + 1:
                files = (before.file, after.file)
                found += [Across(files, result) for result in read_years(before, after)]
            elif after.year == before.year:
                told = f"{after.agency}{after.year}年度的报告有两份，请核对是否同一份"
                found.append(Across((before.file, after.file), Result("Y-0", State.WARN, told)))
    return (*found, *_shared(audits))


def _offices(audits: Sequence[Audit]) -> dict[str, list[Audit]]:
    """Return the reports of each office by year; those that do not name both are left out."""
    found: dict[str, list[Audit]] = defaultdict(list)
    for one in audits:
        if one.agency is not None and one.year is not None:
            found[re.sub(r"[（(].*|人民政府$|办事处$", "", one.agency)].append(one)
    return {name: sorted(years, key=lambda a: a.year or 0) for name, years in found.items()}


def _shared(audits: Sequence[Audit]) -> Iterator[Across]:
    """Y-5: sentences of its own that one report has in common with another, quoted."""
    where: dict[str, dict[str, str]] = defaultdict(dict)
    for one in audits:
        for bare, sentence in _own_sentences(one):
            where[bare].setdefault(one.file, sentence)
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for files in where.values():
        if len(files) > 1:
            groups[tuple(files)].append(next(iter(files.values())))
    for names, sentences in groups.items():
        if sum(map(len, sentences)) < _LEAST:
            continue
        longest = sorted(sentences, key=len, reverse=True)[:_QUOTED]
        shown = "；".join(f"“{_clipped(s)}”" for s in longest)
        more = f"等{len(sentences)}句" if len(sentences) > len(longest) else ""
        told = f"除法定表述外，这几份报告有相同的文字：{shown}{more}，请核对是否照抄"
        yield Across(names, Result("Y-5", State.WARN, told, text=longest[0]))


def _own_sentences(audit: Audit) -> Iterator[tuple[str, str]]:
    """Yield an office's own sentences, bare of figures and marks and as written."""
    for passage in audit.prose:
        for match in _SENTENCE.finditer(simplified(folded(passage.text))):
            bare = re.sub(r"[\d\W]+", "", match[0])
            if len(bare) >= _SHORTEST and not any(
                words.search(match[0]) for words in (BOILERPLATE, _FORMULA)
            ):
                yield bare, match[0]


def _clipped(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
