"""Every plan's own templates, on known and on unknown figures."""

import re

import pytest

from gongkai.charts.registry import BY_ID as CHARTS
from gongkai.errors import TemplateError
from gongkai.indicators.compute import Indicators
from gongkai.indicators.indicator import Ratio
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, Rate, Unknown, Value
from gongkai.keys import Key
from gongkai.narrative.claims.passages import PASSAGES
from gongkai.narrative.claims.registry import CLAIMS
from gongkai.narrative.content import FigureRun, TextRun, WithheldRun
from gongkai.narrative.plan import load_plan, plan_names, section_template
from gongkai.narrative.write import Narrative, plan_for, write
from gongkai.records.agency import LEVELS, Agency, Member
from gongkai.records.ledgers import in_year
from indicators.ledgers import ledgers_of

STOP = TextRun("。")


def narrative(
    plan: str,
    tmp_path,
    known: bool = True,
    level: str = "department",
    left_out: tuple[str, ...] = (),
    unknown: tuple[str, ...] = (),
) -> Narrative:
    values: dict[str, Value] = {
        name: Unknown("没有台账")
        if not known or name in unknown
        else Rate(7, 7)
        if isinstance(i.formula, Ratio)
        else Amount(7)
        for name, i in INDICATORS.items()
    }
    agency = Agency(
        "x", "某市某局", level, chapter_plan=plan, report_place="信息公开",
        members=(Member("y"),) if level == "government" else (),
    )  # fmt: skip
    year = min(load_plan(plan).until, 2024)
    return write(Key("x", year), agency, Indicators(year, values, {}), tmp_path, left_out=left_out)


@pytest.mark.parametrize("plan", plan_names())
@pytest.mark.parametrize("level", LEVELS)
def test_known_figures_leave_nothing_withheld_but_what_the_office_writes(
    plan, level, tmp_path
) -> None:
    found = narrative(plan, tmp_path, level=level)
    government = level == "government"
    required = [s for s in load_plan(plan).sections if s.required and s.governments <= government]
    withheld = [
        run.text for s in found.sections for b in s.blocks for run in b.runs
        if isinstance(run, WithheldRun)
    ]  # fmt: skip
    assert len(withheld) == len(required) == len(found.missing)
    assert re.fullmatch(r"20(18|24)年政府信息公开工作年度报告", found.title)


@pytest.mark.parametrize("plan", plan_names())
@pytest.mark.parametrize("level", LEVELS)
def test_a_count_that_no_form_asks_for_leaves_its_sentence_out_where_unknown(
    plan, level, tmp_path
) -> None:
    def said(unknown: tuple[str, ...]) -> str:
        found = narrative(plan, tmp_path, level=level, unknown=unknown)
        return "".join(run.text for s in found.sections for b in s.blocks for run in b.runs)

    known, blank = said(()), said(("oversight_lines",))
    assert "监督电话" not in blank
    assert ("监督电话7部" in known) is (plan != "article_32")
    assert blank.count("暂缺") == known.count("暂缺")


@pytest.mark.parametrize("plan", plan_names())
@pytest.mark.parametrize("level", LEVELS)
def test_unknown_figures_print_no_digit_but_dates(plan, level, tmp_path) -> None:
    found = narrative(plan, tmp_path, known=False, level=level)
    runs = [run for s in found.sections for b in s.blocks for run in b.runs]
    assert not [run for run in runs if isinstance(run, FigureRun)]
    text = "".join(run.text for run in runs)
    rest = re.sub(r"\d{4}年|〔\d{4}〕\d+号|\d+月\d+日|12345|12319|计1条", "", text)
    assert not re.search(r"\d", rest), rest


@pytest.mark.parametrize("plan", plan_names())
def test_a_plan_names_charts_that_exist_and_numbers_its_chapters(plan) -> None:
    loaded = load_plan(plan)
    assert {c for s in loaded.sections for c in s.charts} <= set(CHARTS)
    assert len(loaded.chapters) <= 6  # the notebook has no more parts
    assert [c.number for c in loaded.chapters] == list("一二三四五六七八")[: len(loaded.chapters)]
    for section in loaded.sections:
        assert section.required or section_template(loaded, section.id) is not None


def test_the_office_s_own_text_comes_first(tmp_path) -> None:
    (tmp_path / "narrative").mkdir()
    (tmp_path / "narrative" / "overview.md").write_text(
        "本机关收到{{ 数字('requests_received') }}。", encoding="utf-8-sig"
    )
    overview = next(
        s for s in narrative("harbin_four", tmp_path).sections if s.anchor == "overview"
    )
    assert "".join(r.text for r in overview.blocks[0].runs) == "本机关收到7件。"


def test_an_unknown_plan_is_named(tmp_path) -> None:
    with pytest.raises(TemplateError, match="harbin_four"):
        narrative("nowhere", tmp_path)


def test_every_claim_is_used_by_some_template() -> None:
    plans = [load_plan(name) for name in plan_names()]
    texts = "".join(PASSAGES.values()) + "".join(
        section_template(p, s.id, level) or ""
        for p in plans
        for s in p.sections
        for level in LEVELS
    )
    assert [c.id for c in CLAIMS if f"'{c.id}'" not in texts] == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("year", [2019, 2024])
def test_nothing_is_said_of_ledgers_that_the_report_does_without(level, year, tmp_path) -> None:
    def sentences(unkept: bool) -> set[str]:
        values: dict[str, Value] = {
            name: Unknown("本年没有", unkept=True)
            if unkept and ledgers_of(name) & optional
            else Rate(7, 7)
            if isinstance(i.formula, Ratio)
            else Amount(7)
            for name, i in INDICATORS.items()
        }
        members = (Member("y"),) if level == "government" else ()
        agency = Agency("x", "某市某局", level, members=members)
        found = write(Key("x", year), agency, Indicators(year, values, {}), tmp_path)
        runs = (r for s in found.sections for b in s.blocks for r in b.runs)
        assert sum(isinstance(r, WithheldRun) for r in runs) == len(found.missing)
        assert not [f for f in found.slips if f.rule != "N-09"]
        told = "".join(r.text for s in found.sections for b in s.blocks for r in (*b.runs, STOP))
        return set(filter(None, told.split("。")))

    optional = {ledger.id for ledger in in_year(year).values() if ledger.optional}
    full, rest = sentences(unkept=False), sentences(unkept=True)
    assert len(rest) < len(full)
    # A sentence may lose a clause; none says what the full year does not.
    assert [s for s in rest - full if "未" in s or "没有" in s or "无" in s] == []


def test_a_section_of_ledgers_that_are_not_kept_goes_with_its_heading(tmp_path) -> None:
    values: dict[str, Value] = {
        name: Unknown("本年没有", unkept=True)
        if ledgers_of(name) & {"meetings", "organisation", "proposals"}
        else Amount(0)
        for name in INDICATORS
    }
    found = write(
        Key("x", 2024), Agency("x", "某局", "department"), Indicators(2024, values, {}), tmp_path
    )
    assert "监督保障" not in [s.heading for s in found.sections]
    (told,) = [f for f in found.slips if f.rule == "N-09"]
    assert "监督保障" in told.message
    assert told.place.file == "narrative/监督保障.md"


def test_a_government_reports_on_assessment_too(tmp_path) -> None:
    values: dict[str, Value] = {n: Unknown("没有台账") for n in INDICATORS}
    found = {
        level: write(
            Key("x", 2024), Agency("x", "某市", level), Indicators(2024, values, {}), tmp_path
        )
        for level in ("government", "department")
    }
    assert "工作考核、社会评议和责任追究情况" in [s.heading for s in found["government"].missing]
    assert "工作考核、社会评议和责任追究情况" not in [
        s.heading for s in found["department"].missing
    ]


def test_a_government_speaks_for_its_offices_and_names_those_that_have_not_reported(
    tmp_path,
) -> None:
    for plan in ("six_parts", "article_32"):
        found = narrative(plan, tmp_path, level="government", left_out=("某局", "某办"))
        text = "".join(r.text for s in found.sections for b in s.blocks for r in b.runs)
        assert "各部门、各单位" in text
        assert "某局、某办尚待报送" in text
        assert "尚待报送" not in "".join(
            r.text
            for s in narrative(plan, tmp_path, level="government").sections
            for b in s.blocks
            for r in b.runs
        )


def test_a_government_without_a_plan_follows_article_32_until_the_statutory_format() -> None:
    city = Agency("x", "某市", "government")
    assert [plan_for(city, year).id for year in (2014, 2018, 2019)] == [
        "article_32",
        "article_32",
        "six_parts",
    ]
