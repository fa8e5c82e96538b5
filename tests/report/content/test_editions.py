"""One content, two editions: what the public reads, and what only the office does."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from samples import COMPONENTS, SVG, TITLE, notebook, notebook_of, review_of, sample_report

from conftest import REPOSITORY, SAMPLE
from gongkai.bundle import MIME
from gongkai.charts.svg import Drawing
from gongkai.errors import VerificationError
from gongkai.examined.examine import Report, build
from gongkai.narrative.content import GivenRun, Paragraph, Section
from gongkai.report.content import chart_view
from gongkai.report.content.components import (
    Agenda,
    ChartBlock,
    Dossiers,
    EmptyBlock,
    FindingList,
    Note,
    OwnNumbers,
    Provenance,
    Summary,
    TitleBlock,
)
from gongkai.report.content.editions import INTERNAL, PARTS, Edition
from gongkai.report.page.contents import PageError, components
from gongkai.report.page.page import render
from gongkai.report.publication import publish
from gongkai.report.publication.formats import formats_named
from gongkai.report.publication.writers import page

INTERNAL_KINDS = {
    Summary, Agenda, EmptyBlock, FindingList, Dossiers, OwnNumbers, Provenance, Note,
}  # fmt: skip
KEYS = [("hrbrfb", 2018), ("yunshan", 2017), ("yunshan", 2024)]


def told(report: Report) -> nbformat.NotebookNode:
    """Return the report's notebook, its charts without drawings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chart_view, "drawing", lambda *_: Drawing(SVG, b""))
        return notebook_of(report)


@pytest.fixture(params=KEYS, ids=lambda key: f"{key[0]}-{key[1]}", scope="module")
def both(request) -> tuple[Report, BeautifulSoup, BeautifulSoup]:
    """Return a report with its public page and its review."""
    report = sample_report(*request.param)
    made = told(report)
    assert not {type(c) for c in components(made)} & INTERNAL_KINDS
    public, review = (BeautifulSoup(render(made, e), "html.parser") for e in Edition)
    return report, public, review


def test_the_notebook_shows_each_part_once_and_in_order() -> None:
    book = json.loads((REPOSITORY / "notebooks" / "annual_report.ipynb").read_text("utf-8"))
    cells = ["".join(c["source"]) for c in book["cells"] if c["cell_type"] == "code"]
    called = [match[1] for cell in cells if (match := re.match(r"gk\.(\w+)\(report", cell))]
    assert list(dict.fromkeys(called)) == [part.id for part in PARTS]


def test_the_public_edition_holds_what_a_published_report_holds(both) -> None:
    report, public, _ = both
    text = public.find("main").get_text()
    assert report.records.agency.name in text
    for section in report.narrative.sections:
        assert section.heading in text
    assert (
        public.select(
            ".figure, .own, .uncounted, .fact, .state.final, .question, .agenda, nav, [title]"
        )
        == []
    )
    for word in (
        "核对通过",
        "不作图",
        "勾稽关系：",
        "发现的问题",
        "来历",
        "SHA-256",
        "重新生成",
    ):
        assert word not in text, word
    assert not re.search(r"\b[A-Z]{1,2}\d*-\d+\b", text)  # codes of checks
    if report.records.declarations.kind != "real":
        assert report.records.declarations.note in text


def test_the_review_holds_all_of_the_public_edition_and_the_rest(both) -> None:
    report, public, review = both
    text = "".join(review.find("main").get_text().split())
    for piece in public.select("article p, article h2, article h3, article th, article td"):
        words = "".join(piece.get_text().split())
        assert words in text, words
    assert {f["id"] for f in public.select("figure")} <= {f["id"] for f in review.select("figure")}
    assert len(review.select("a.figure")) == report.figures
    for part in ("审核", "每个数字的来历", "数据说明"):
        assert part in text
    assert "内部使用" in text


def test_a_draft_says_so_and_keeps_its_reasons_to_the_office(both) -> None:
    report, public, review = both
    assert ("draft-page" in public.body["class"]) == bool(report.blocking)
    assert (public.select_one(".state.draft") is not None) == bool(report.blocking)
    for reason in report.blocking:
        assert reason in review.get_text()
        assert reason not in public.get_text()


def test_the_public_edition_tells_each_component_without_what_is_for_the_office() -> None:
    given = Section(1, "一", "概述", "a", (Paragraph((GivenRun("12", "信访部门函告"),)),))
    chart = ChartBlock("c", "图题", "问？", SVG, "述", ("月", "数"), (("1月", "3"),), "件")
    made = notebook(TITLE, given, chart)
    title, section, block = components(made)
    assert (title.state, title.notice) == ("草稿", "示例数据")
    assert section.blocks[0].runs == (GivenRun("12", ""),)
    assert block.question == ""
    assert components(made, Edition.REVIEW) == (TITLE, given, chart)
    assert "信访部门函告" not in render(made)
    assert "信访部门函告" in review_of(made)


def test_what_is_not_declared_for_the_public_is_not_public() -> None:
    made = notebook(*COMPONENTS, editions=INTERNAL)
    assert components(made) == ()
    assert components(made, Edition.REVIEW) == COMPONENTS
    with pytest.raises(PageError):
        render(made)
    bare = notebook(TITLE)
    del bare.cells[0].outputs[0].data[MIME]["components"][0]["editions"]
    with pytest.raises(PageError, match="不认识"):
        render(bare)


def test_a_review_under_the_name_of_the_report_is_not_published(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executed = nbformat.read(published / "report.ipynb", 4)
    monkeypatch.setattr(publish, "execute", lambda *_: executed)
    monkeypatch.setattr(page, "render", lambda *_: review_of(executed))
    report = sample_report("hrbrfb", 2018)
    with pytest.raises(VerificationError, match=r"report\.html 中(多出图|有只供本机关)"):
        publish.publish(report, SAMPLE, tmp_path / "out", formats_named("html"))
    assert not (tmp_path / "out").exists()


def test_a_title_that_is_final_has_no_badge() -> None:
    final = TitleBlock("某局", "报告", 2018, "全年", "核对通过")
    assert "核对通过" not in render(notebook(final))
    assert "核对通过" in review_of(notebook(final))


def test_a_chart_that_the_office_chose_is_public_and_no_other(sample: Path) -> None:
    settings = sample / "yunshan" / "agency.toml"
    words = settings.read_text("utf-8")
    asked = 'charts = ["各月收到和答复申请数", "trend_requests", "reply_workdays"]\n'
    settings.write_text(words.replace("[contact]", f"{asked}\n[contact]"), encoding="utf-8")
    report = build("yunshan", 2024, sample)
    made = told(report)
    shown = [c.id for c in components(made) if isinstance(c, ChartBlock)]
    assert shown == ["requests_by_month", "trend_requests", "reply_workdays"]
    drawn = [c.id for c in components(made, Edition.REVIEW) if isinstance(c, ChartBlock)]
    assert len(drawn) == len(set(drawn)) > 8
