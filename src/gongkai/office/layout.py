"""Every section of a report laid out as a file, with its current text, for the office to change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from gongkai.indicators.compute import Indicators
from gongkai.indicators.evaluation import evaluate
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.registry import in_year
from gongkai.indicators.value import Unknown, Value
from gongkai.keys import Key
from gongkai.narrative.binding import Binder
from gongkai.narrative.claims.names import CLAIM_NAMES, PASSAGE_NAMES
from gongkai.narrative.claims.registry import BY_ID as CLAIMS
from gongkai.narrative.own.files import FOLDER, LAID_OUT, digest, names_of, own_files
from gongkai.narrative.plan import Plan, PlannedSection, section_template
from gongkai.narrative.verdict import Verdict
from gongkai.narrative.write import plan_for, speaker, texts_of
from gongkai.records.agency import Agency
from gongkai.text import clean


class Drafts(Binder):
    """Renders a template to a text that can be changed: its figures stay calls, its conditions are decided.

    What no figure decides yet stays the call that it is.
    """

    def _figure(self, indicator: str, style: str = "plain", unit: bool = True) -> str:
        more = f", '{style}'" * (style != "plain") + ", unit=False" * (not unit)
        return f"{{{{ 数字('{INDICATORS[indicator].label}'{more}) }}}}"

    def _claim(self, claim: str) -> str:
        declared = CLAIMS[claim]
        verdict = declared.judge(self._indicators.values, self._before)
        if verdict is Verdict.UNKNOWN:
            return f"{{{{ 断言('{CLAIM_NAMES[claim]}') }}}}"
        return self._template(declared.sentence(verdict)).render()

    def _change(self, indicator: str, way: str = "") -> str:
        more = f", '{way}'" * bool(way)
        return f"{{{{ 变化('{INDICATORS[indicator].label}'{more}) }}}}"

    def _difference(self, indicator: str, unit: bool = True) -> str:
        more = ", unit=False" * (not unit)
        return f"{{{{ 增减('{INDICATORS[indicator].label}'{more}) }}}}"

    def _words(self, value: object) -> str:
        return clean(str(value))


class Live(Drafts):
    """Renders a template to a text whose words follow the figures as far as they can: claims stay calls."""

    def _claim(self, claim: str) -> str:
        return f"{{{{ 断言('{CLAIM_NAMES[claim]}') }}}}"

    def _passage(self, name: str) -> str:
        return f"{{{{ 片段('{PASSAGE_NAMES[name]}') }}}}"

    def _hotlines(self) -> str:
        return "{{ 热线() }}"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The names of the files that were made, made anew, and left as the office has them."""

    made: tuple[str, ...]
    renewed: tuple[str, ...]
    kept: tuple[str, ...]


def nothing_known(year: int) -> Indicators:
    """Return the figures of a year of which nothing is known yet."""
    unknown = Unknown("还没有台账")
    return Indicators(year, evaluate(in_year(year), lambda *_: unknown), {})


def lay_out(
    key: Key,
    agency: Agency,
    folder: Path,
    indicators: Indicators,
    before: Mapping[str, Value] = MappingProxyType({}),
    chapters: Mapping[str, str] = MappingProxyType({}),
) -> LaidOut:
    """Write each section of the year's plan into the year's folder, as it reads by these figures.

    A file that the office has changed is left alone, whatever its name; a draft that it has not is
    written anew. Deleted files come back as drafts, which the plan's own text stands in for.
    ``chapters`` holds last year's own texts by section: they stand as drafts till somebody changes them.
    """
    plan = plan_for(agency, key.year)
    files = own_files(folder, plan, key.year)
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    made: list[str] = []
    renewed: list[str] = []
    kept: list[str] = []
    for section, text in drafts(key, agency, plan, indicators, before):
        there = files.files.get(section.id)
        if there is not None and (there.text is not None or _is_last_years(folder / there.name)):
            kept.append(there.name)
            continue
        if section.id in chapters:
            title, body = names_of(section, key.year)[0], chapters[section.id]
            head = _LAST_YEARS.format(title=title, digest=digest(body), year=key.year - 1)
            text = head + body
        name = there.name if there is not None else f"{FOLDER}/{names_of(section, key.year)[0]}.md"
        path = folder / name
        before_it = path.read_text(encoding="utf-8-sig") if path.exists() else None
        if before_it == text:
            continue
        (made if there is None else renewed).append(name)
        working = path.with_name(f".{path.name}.tmp")
        working.write_text(text, encoding="utf-8", newline="\n")
        working.replace(path)
    return LaidOut(tuple(made), tuple(renewed), tuple(kept))


def chapters_of(folder: Path, plan: Plan, agency: Agency, year: int) -> dict[str, str]:
    """Return what the office itself wrote in a year's folder, by section, for the sections of a plan."""
    own = own_files(folder, plan_for(agency, year), year).files
    there = {section.id for section in plan.sections}
    return {
        name: _bare(folder / file.name)
        for name, file in own.items()
        if name in there and file.text is not None
    }


def _bare(path: Path) -> str:
    """Return a text without the remark that the program laid it out with."""
    text = path.read_text(encoding="utf-8-sig")
    return LAID_OUT.sub("", text).strip() + "\n"


def _is_last_years(path: Path) -> bool:
    head = LAID_OUT.match(path.read_text(encoding="utf-8-sig"))
    return head is not None and _MARK in head[0]


def drafts(
    key: Key,
    agency: Agency,
    plan: Plan,
    indicators: Indicators,
    before: Mapping[str, Value],
    binds: type[Drafts] = Drafts,
) -> Iterator[tuple[PlannedSection, str]]:
    """Yield each section of the plan with the file that is laid out for it, as ``binds`` renders it."""
    binder = binds(indicators, texts_of(key, agency, plan), before)
    for section in plan.sections:
        if section.governments and agency.level != "government":
            continue
        title = names_of(section, key.year)[0]
        if section.required:
            body, head = "", _OWN
        else:
            template = section_template(plan, section.id, speaker(agency, key.year)) or ""
            body = _tidy(binder.render(template, section.id))
            head = _DRAFT if body else _EMPTY
        yield section, head.format(title=title, digest=digest(body)) + body


def _tidy(text: str) -> str:
    paragraphs: Sequence[str] = [p for line in text.splitlines() if (p := line.strip())]
    return "\n\n".join(paragraphs) + "\n" * bool(paragraphs)


_DRAFT: Final = """\
{{# “{title}”，底稿 {digest}。直接改写即可，一段一行；双花括号里的，由程序按台账填入数字或写成相应的话。
   没有改动的，或者删去整个文件的，由程序按台账撰写；只把文字删空的，这一节不印。本说明不印入报告。 #}}

"""
_EMPTY: Final = """\
{{# “{title}”，底稿 {digest}。这一节没有固定文字，要写的写在下面。本说明不印入报告。 #}}

"""
_MARK: Final = "以下是上年的文字"
_LAST_YEARS: Final = """\
{{# “{title}”，底稿 {digest}。以下是上年的文字（{year}年度），供改写；没有改动的不印入报告。
   要原样照用的，删去本说明。 #}}

"""
_OWN: Final = """\
{{# “{title}”，底稿 {digest}。这一节由本机关撰写，请写在下面，一段一行。
   要用台账数字的，写成 {{{{ 数字('收到申请数') }}}} 的样子；其他数字照常写。本说明不印入报告。 #}}

"""
