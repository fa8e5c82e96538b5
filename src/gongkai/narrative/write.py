"""The narrative of a key: every section of its plan, the office's own text before ours."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from gongkai.checks.wording.prose import han_number
from gongkai.findings import Finding, Place, Severity
from gongkai.indicators.compute import Indicators
from gongkai.indicators.value import Value
from gongkai.keys import Key
from gongkai.narrative.binding import Binder
from gongkai.narrative.claims.passages import PASSAGES
from gongkai.narrative.claims.registry import CLAIMS
from gongkai.narrative.content import Block, Paragraph, Section, WithheldRun
from gongkai.narrative.markdown import blocks
from gongkai.narrative.own.files import OwnFile, own_files
from gongkai.narrative.own.slips import gap_findings, slip_findings
from gongkai.narrative.own.typed import of_plan
from gongkai.narrative.plan import Plan, PlannedSection, load_plan, plan_names, section_template
from gongkai.narrative.templates import compiled_of_ours
from gongkai.records.agency import LEVELS, Agency
from gongkai.text import chinese_numeral

STATUTORY_PLAN = "six_parts"  # 国办公开办函〔2019〕60号, 〔2021〕30号
FIRST_STATUTORY_YEAR = 2019
DEFAULT_PLAN = "harbin_four"
GOVERNMENT_PLAN = "article_32"  # the contents that the 2008 Regulations ask for
_REVISED_FORMAT_YEAR = 2021
_PLACES = ("栏目", "专栏", "专区", "频道", "板块", "页面", "子站", "平台")
_SITES = ("网", "网站", "平台", "门户", "子站", "站点")
_FORMAT_BASES = (
    "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
    "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
    "（国办公开办函〔2021〕30号）",
)


@dataclass(frozen=True, slots=True)
class Narrative:
    """The finished prose. ``charts`` and ``tables`` name what follows each section; ``missing`` lists the
    sections that only the office can write and has not; ``slips`` tells what in its texts cannot be said."""

    title: str
    attachment: str
    sections: tuple[Section, ...]
    charts: dict[str, tuple[str, ...]]
    tables: dict[str, tuple[str, ...]]
    missing: tuple[Section, ...]
    slips: tuple[Finding, ...] = ()


def write(
    key: Key,
    agency: Agency,
    indicators: Indicators,
    folder: Path,
    before: Mapping[str, Value] = MappingProxyType({}),
    left_out: Sequence[str] = (),
) -> Narrative:
    """Return the key's narrative; TemplateError where a template names what does not exist.

    ``before`` holds last year's figures as far as they may be compared with this year's;
    ``left_out`` names the members of a government that have not reported.
    """
    plan = plan_for(agency, key.year)
    texts = texts_of(key, agency, plan) | {"left_out": "、".join(left_out)}
    binder = Binder(indicators, texts, before)
    files = own_files(folder, plan, key.year)
    sections: list[Section] = []
    missing: list[Section] = []
    slips: list[Finding] = [*files.findings]
    for planned in _planned(plan, agency):
        file = files.of(planned.id)
        own = file.text
        template = own if own is not None else _own_words(plan, planned, agency, key.year)
        heading = binder.render(planned.heading, f"{plan.id}.toml", ours=True)
        text = ""
        if own is not None:
            text, told = binder.render_own(own)
            slips += slip_findings(file.name, told)
        elif template is not None:
            text = binder.render(template, f"{plan.id}/{planned.id}.md", ours=True)
        if planned.level > 1 and not planned.tables and template is not None and not text.strip():
            # Taken out by the office, or made of nothing but ledgers that it does not keep: heading and all.
            slips.append(_emptied(file.name, heading, by_office=own is not None))
            continue
        # A file that holds nothing but its instructions is as good as none.
        if template is None or (not text.strip() and _is_wanted(plan, planned, file)):
            missing.append(_section(planned, heading, _notice(planned, heading), file))
            sections.append(missing[-1])
            continue
        section = _section(planned, heading, blocks(text, binder), file)
        sections.append(section)
        if own is None:
            slips += gap_findings(of_plan(section), binder.gaps())
    there = {section.anchor for section in sections}
    return Narrative(
        binder.render(plan.title, f"{plan.id}.toml", ours=True),
        binder.render(plan.attachment, f"{plan.id}.toml", ours=True),
        tuple(_numbered(sections)),
        {s.id: s.charts for s in plan.sections if s.charts and s.id in there},
        {s.id: s.tables for s in plan.sections if s.tables},
        tuple(missing),
        tuple(slips),
    )


def _notice(planned: PlannedSection, heading: str) -> tuple[Block, ...]:
    named = f"“{heading}”" if heading and not planned.level else "本节"
    return (Paragraph((WithheldRun(f"（{named}待本机关撰写）"),)),)


def _is_wanted(plan: Plan, planned: PlannedSection, file: OwnFile) -> bool:
    """Tell whether a section may not be empty: what only the office can write, and a chapter with nothing below it."""
    bare = planned.level == 1 and not planned.tables and planned.id not in _parents(plan)
    return planned.required or (bare and file.text is not None)


def _planned(plan: Plan, agency: Agency) -> Iterator[PlannedSection]:
    for planned in plan.sections:
        if agency.level == "government" or not planned.governments:
            yield planned


def _own_words(plan: Plan, planned: PlannedSection, agency: Agency, year: int) -> str | None:
    """Return the plan's text of a section, None where only the office can write it."""
    speaks = speaker(agency, year)
    return None if planned.required else section_template(plan, planned.id, speaks)


def _emptied(file: str, heading: str, *, by_office: bool) -> Finding:
    told, remedy = (
        (
            f"“{heading}”的文字已经删空，这一节连同标题不印入报告",
            "有意不要的，不必处理；要由程序按台账撰写的，请删去这个文件",
        )
        if by_office
        else (
            f"没有“{heading}”要用的台账，这一节连同标题不印入报告",
            "没有可写的，不必处理；要写的，请写在这个文件中，或把台账放入该年度文件夹",
        )
    )
    return Finding("N-09", Severity.INFO, Place(file), None, "", told, remedy)


def _parents(plan: Plan) -> set[str]:
    """Return the chapters that have sections: their own text may be empty."""
    pairs = zip(plan.sections, plan.sections[1:], strict=False)
    return {one.id for one, after in pairs if one.level < after.level}


def _numbered(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield the sections, those of a chapter numbered on where one of them is left out."""
    at = 0
    for section in sections:
        at = at + 1 if section.level > 1 else 0
        bare = section.number.strip("（）")
        if at and bare and section.number != bare and han_number(bare) is not None:
            section = replace(section, number=f"（{chinese_numeral(at)}）")
        yield section


def prepare(year: int) -> None:
    """Compile every template of the program's own that a report of the year may need."""
    plans = [plan for plan in map(load_plan, plan_names()) if plan.since <= year <= plan.until]
    texts = [text for plan in plans for text in (plan.title, plan.attachment)]
    for plan in plans:
        for section in plan.sections:
            texts.append(section.heading)
            texts += (section_template(plan, section.id, level) or "" for level in LEVELS)
    for claim in CLAIMS:
        texts += claim.sentences.values()
    for text in dict.fromkeys((*texts, *PASSAGES.values())):
        compiled_of_ours(text)


def speaker(agency: Agency, year: int) -> str:
    """Return whose sentences a report is written in: a government's that adds up members, else an office's own."""
    return "government" if agency.members_in(year) else "department"


def plan_for(agency: Agency, year: int) -> Plan:
    """Return the chapter plan of a year: the statutory one from 2019, the office's own before."""
    if year >= FIRST_STATUTORY_YEAR:
        return load_plan(STATUTORY_PLAN)
    usual = GOVERNMENT_PLAN if agency.level == "government" else DEFAULT_PLAN
    return load_plan(agency.chapter_plan or usual)


def _section(
    planned: PlannedSection, heading: str, body: tuple[Block, ...], file: OwnFile
) -> Section:
    return Section(
        planned.level, planned.number, heading, planned.id, body, file.name, file.text is not None
    )


def texts_of(key: Key, agency: Agency, plan: Plan) -> dict[str, str | int]:
    """Return what the templates know of an office and its year besides figures."""
    named = [s.heading.replace("{{ year + 1 }}", str(key.year + 1)) for s in plan.chapters]
    site_name = agency.site_name or agency.name
    return {
        "agency": agency.name,
        "left_out": "",
        "short_name": agency.short_name,
        "year": key.year,
        "local_basis": "、".join(agency.local_basis),
        "parts": _listed(named),
        "part_count": chinese_numeral(len(named)),
        "site": agency.site,
        "site_name": site_name,
        "site_word": "" if site_name.endswith(_SITES) else "网站",
        "report_place": _column(agency.report_place),
        "city_catalogue_name": agency.city_catalogue_name,
        "whose": "各部门、各单位" if speaker(agency, key.year) == "government" else "",
        "format_basis": _FORMAT_BASES[key.year >= _REVISED_FORMAT_YEAR],
        "contact": "，".join(
            f"{label}：{value}"
            for label, value in (
                ("地址", agency.contact.address),
                ("邮编", agency.contact.postcode),
                ("电话", agency.contact.phone),
                ("电子邮箱", agency.contact.email),
            )
            if value
        ),
    }


def _listed(named: Sequence[str]) -> str:
    """Return headings as a list that reads as so many parts, also where one of them holds a 、.

    >>> _listed(["概况", "行政复议、行政诉讼情况"])
    '概况，行政复议、行政诉讼情况'
    """
    return ("，" if any("、" in name for name in named) else "、").join(named)


def _column(place: str) -> str:
    """Return where on the site the report stands, with what kind of place it is said once.

    >>> _column("信息公开-部门文件专栏"), _column("年度报告")
    ('信息公开-部门文件专栏', '年度报告栏目')
    """
    return place if not place or place.endswith(_PLACES) else f"{place}栏目"


def chinese_date(day: dt.date) -> str:
    """Return a date in Chinese.

    >>> chinese_date(dt.date(2019, 2, 12))
    '2019年2月12日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
