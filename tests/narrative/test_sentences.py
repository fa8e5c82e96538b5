"""The plans' own sentences for offices of no, one, two and many cases and for one of which nothing is known.

Each file in ``golden`` was read. After a change: GONGKAI_GOLDEN=1 pytest tests/narrative/test_sentences.py, then read the difference.
"""

import os
import re
from pathlib import Path
from typing import Final

import pytest

from gongkai.indicators.compute import Indicators
from gongkai.indicators.evaluation import evaluate
from gongkai.indicators.registry import BY_ID, in_year
from gongkai.indicators.value import Amount, Unknown, Value
from gongkai.keys import Key
from gongkai.narrative.content import WithheldRun
from gongkai.narrative.own.typed import lines_of, own_numbers
from gongkai.narrative.plan import load_plan
from gongkai.narrative.write import Narrative, write
from gongkai.records.agency import Agency, Member

GOLDEN: Final = Path(__file__).parent / "golden"
EDITIONS: Final = (
    ("harbin_four", "department", 2014), ("harbin_four", "department", 2018), ("article_32", "government", 2016),
    ("six_parts", "department", 2020), ("six_parts", "department", 2024), ("six_parts", "government", 2024),
    ("six_parts", "township", 2024), ("article_32", "township", 2016),
)  # fmt: skip
# What is counted of each ledger; totals and rates follow, all else is nought.
OFFICES: Final[dict[str, dict[str, int]]] = {
    "没有一件": {},
    "各一件": {
        **dict.fromkeys((
            "disclosed_total", "disclosure_postings", "disclosed_own_site", "disclosed_website",
            "disclosures_approved", "disclosures_reviewed", "key_documents", "requests_received",
            "requests_online", "requests_closed", "requests_on_time", "requests_due", "requests_answered",
            "outcome_granted", "outcome_r1", "reconsiderations", "publicity_licences", "publicity_judged", "publicity_timely",
            "publishable_decisions", "publishable_published", "power_items", "power_item_categories",
            "power_items_entered", "open_data_sets", "open_data_submissions", "open_data_expected",
            "hotline_cases", "hotline_h12345", "hotline_due", "hotline_replied", "hotline_closed_on_time",
            "proposals_npc", "proposals_npc_lead", "proposals_to_answer", "proposals_replied",
            "ogi_meetings", "ogi_offices", "staff_part_time", "oversight_lines", "online_interviews",
        ), 1),
    },
    "各两件，一件没有办完": {
        **dict.fromkeys((
            "disclosed_total", "disclosure_postings", "disclosed_city_catalogue", "disclosed_website", "disclosed_wechat",
            "requests_received", "requests_in_person", "litigations", "publicity_penalties", "publicity_judged",
            "publishable_decisions", "power_items", "open_data_sets", "open_data_expected",
            "hotline_cases", "hotline_h12319", "hotline_due", "proposals_cppcc", "trainings",
            "normative_documents_issued", "normative_documents_in_force", "interpretation_articles",
            "staff_full_time", "publicity_events", "reading_points", "ogi_complaints",
        ), 2),
        **dict.fromkeys((
            "disclosures_approved", "disclosures_reviewed", "requests_closed", "requests_on_time",
            "requests_due", "requests_open_at_end", "requests_answered", "outcome_refused_other",
            "publicity_timely", "publishable_published", "power_item_categories",
            "power_items_with_flowchart", "open_data_submissions", "hotline_replied",
            "hotline_closed_on_time", "normative_documents_repealed", "proposals_cppcc_lead",
        ), 1),
        "fees_yuan": 20, "training_attendees": 40,
    },
    "很多": {
        "disclosed_total": 136, "disclosure_postings": 216, "disclosed_own_site": 132,
        "disclosed_city_catalogue": 84, "disclosed_website": 136, "disclosed_weibo": 20, "disclosed_wechat": 30,
        "disclosed_gazette": 2, "disclosed_other": 3, "disclosures_approved": 216, "disclosures_reviewed": 210,
        "key_documents": 2, "normative_documents_issued": 3, "normative_documents_repealed": 1,
        "normative_documents_in_force": 12, "hot_topics": 4, "press_conferences": 2, "online_interviews": 3,
        "interpretation_articles": 6, "publicity_events": 2, "requests_received": 29, "requests_carried_in": 2,
        "requests_online": 20, "requests_letter": 5, "requests_in_person": 4, "requests_closed": 30,
        "requests_on_time": 29, "requests_overdue": 1, "requests_due": 30, "requests_open_at_end": 1,
        "requests_answered": 30, "outcome_granted": 18, "outcome_granted_partly": 4, "outcome_refused_other": 3,
        "outcome_r1": 18, "outcome_r2": 4, "reconsiderations": 2, "litigations": 1, "publicity_licences": 549,
        "publicity_penalties": 7, "publicity_judged": 556, "publicity_timely": 550, "publishable_decisions": 560,
        "publishable_published": 556, "power_items": 23, "power_item_categories": 4, "power_items_entered": 23,
        "power_items_with_flowchart": 23, "open_data_sets": 8, "open_data_submissions": 96,
        "open_data_expected": 96, "hotline_cases": 45, "hotline_h12345": 26, "hotline_h12319": 11,
        "hotline_baixingtan": 5, "hotline_due": 44, "hotline_replied": 39, "hotline_closed_on_time": 44,
        "proposals_npc": 4, "proposals_npc_lead": 2, "proposals_cppcc": 3, "proposals_cppcc_lead": 3,
        "proposals_to_answer": 5, "proposals_replied": 5, "proposals_with_feedback": 4,
        "proposals_npc_evaluated": 2, "proposals_npc_satisfied": 2, "proposals_cppcc_evaluated": 2,
        "proposals_cppcc_satisfied": 1, "ogi_meetings": 2, "trainings": 3, "training_attendees": 96,
        "ogi_offices": 1, "reading_points": 2, "staff_full_time": 1, "staff_part_time": 3, "oversight_lines": 1,
        "ogi_complaints": 1, "fees_yuan": 380,
    },
}  # fmt: skip
UNKNOWN: Final = "什么都不知道"
NAMES: Final = (*OFFICES, UNKNOWN)


def figures(office: str, year: int) -> Indicators:
    registry = in_year(year)
    counts = OFFICES.get(office)

    def counted(indicator, _) -> Value:
        return Unknown("没有台账") if counts is None else Amount(counts.get(indicator.id, 0))

    return Indicators(year, evaluate(registry, counted), {})


# Who speaks: name, level, what it calls itself, its members. A township adds up nobody's figures but its own.
SPEAKERS: Final = {
    "department": ("某市某局", "department", "我局", ()),
    "government": ("某市人民政府", "government", "我市", (Member("y"),)),
    "township": ("某县某镇人民政府", "government", "我镇", ()),
}


def narrative(plan: str, level: str, year: int, office: str, folder: Path) -> Narrative:
    name, level, called, members = SPEAKERS[level]
    agency = Agency(
        "x", name, level, called, chapter_plan=plan if year < 2019 else "", site_name=name,
        report_place="政府信息公开", members=members,
    )  # fmt: skip
    before = {"requests_received": Amount(20)} if office == "很多" else {}
    return write(Key("x", year), agency, figures(office, year), folder, before)


def told(found: Narrative) -> str:
    lines = []
    for section in found.sections:
        if section.heading:
            lines.append(f"{section.number}{'、' * (section.level == 1)}{section.heading}")
        lines += ["".join(run.text for run in line) for line in lines_of(section)]
    return "\n".join(lines)


@pytest.mark.parametrize(("plan", "level", "year"), EDITIONS)
def test_the_sentences_are_those_that_were_read(
    plan: str, level: str, year: int, tmp_path: Path
) -> None:
    text = "\n\n".join(
        f"【{office}】\n{told(narrative(plan, level, year, office, tmp_path))}" for office in NAMES
    )
    path = GOLDEN / f"{plan}.{level}.{year}.txt"
    if os.environ.get("GONGKAI_GOLDEN"):
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")


ALL: Final = [(*edition, office) for edition in EDITIONS for office in NAMES]


@pytest.mark.parametrize(("plan", "level", "year", "office"), ALL)
def test_every_sentence_reads_well(
    plan: str, level: str, year: int, office: str, tmp_path: Path
) -> None:
    found = narrative(plan, level, year, office, tmp_path)
    text = told(found)
    assert not re.search(
        r"，。|，，|。。|；。|、。|，；|、、|（）|（、|、）|年年|全年全年|未发生，|率未发生", text
    ), text
    assert own_numbers(found.sections, tmp_path) == ()
    # Nothing that did not happen is counted: 0 stands nowhere but in a date.
    if office != "没有一件":
        assert not re.search(r"(?<!\d)0(?=[件条次篇项个人])", text), text
    assert not re.search(r"(?<![\d.])0(?:件|次|人|条|项|%)", text), text
    for words in (
        "重点督办",
        "互联网+政务服务",
        "考核",
        "12319" if office == "各一件" else "百姓谈网站等网站",
    ):
        assert words not in text.replace("工作考核、社会评议", "")
    withheld = [
        r
        for s in found.sections
        for line in lines_of(s)
        for r in line
        if isinstance(r, WithheldRun)
    ]
    required = [
        s
        for s in load_plan(plan).sections
        if s.required and (level != "department" or not s.governments)
    ]
    assert (len(withheld) > len(required)) == (office == UNKNOWN)


def test_the_offices_are_counted_by_figures_that_exist() -> None:
    assert set().union(*OFFICES.values()) <= set(BY_ID)
