"""What the office's own edition adds: tasks in order, every number marked, rows told without persons."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from samples import notebook_of, sample_report

from conftest import SAMPLE
from gongkai.charts.svg import Drawing
from gongkai.checks.check import Result, State
from gongkai.examined.examine import Report, build, examine
from gongkai.indicators.value import Amount, Unknown
from gongkai.keys import Key
from gongkai.narrative.comparison import counted_id
from gongkai.report.content import chart_view
from gongkai.report.content.editions import Edition
from gongkai.report.content.review.behind import rows_behind
from gongkai.report.content.review.checks import check_tables
from gongkai.report.content.review.tasks import agenda, finding_list
from gongkai.report.page.page import render

OWN = "全局现有专职人员3人，每月通报1次，见〔2020〕7号。从三个方面改进，涉及{{ 手填('5', '人事处名册') }}个科室。"


def review(report: Report) -> BeautifulSoup:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            chart_view,
            "drawing",
            lambda *_: Drawing("<svg xmlns='http://www.w3.org/2000/svg'/>", b""),
        )
        return BeautifulSoup(render(notebook_of(report), Edition.REVIEW), "lxml")


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, BeautifulSoup]:
    """Return a year with a ledger missing, late replies and the office's own numbers, and its review."""
    root = tmp_path_factory.mktemp("data")
    shutil.copytree(SAMPLE / "yunshan", root / "yunshan")
    folder = root / "yunshan" / "2020"
    (folder / "hotline_cases.csv").unlink()  # the report does without it
    (folder / "charges.csv").unlink()
    with (folder / "narrative" / "problems.md").open("a", encoding="utf-8") as text:
        text.write(f"\n\n{OWN}\n")
    path = folder / "requests.csv"
    head, *rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    for row in rows[2:8]:
        row[head.index("答复日期")] = "2020-12-28"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    report = build("yunshan", 2020, root)
    return report, review(report)


def test_what_is_to_do_comes_in_the_order_of_doing_with_place_and_remedy(draft) -> None:
    report, page = draft
    tasks = agenda(report).items
    # Whoever signs reads no code of a rule and no way of writing templates: those stand in the list below.
    assert not [task for task in tasks if task.code or "{{" in task.message + task.remedy]
    assert {"L-12", "R-05", "P-1"} <= {task.code for task in finding_list(report).items}
    assert tasks[2].remedy.endswith("请改正文中的数，或补正台账")
    late = tasks[1]
    assert (late.severity, late.message) == ("错误", "答复超过期限")
    assert late.place == "requests.csv “答复日期”列 第4、5、6、7、8行等6处"
    assert "请核对日期" in late.remedy
    assert [task.severity for task in tasks[3:]] == ["过目", "重做"]
    shown = [li.get_text() for li in page.select(".agenda li")]
    assert len(shown) == len(tasks)
    assert all(task.message in words for task, words in zip(tasks, shown, strict=True))
    assert page.select_one(".agenda p").get_text() == "错误8个，归为3件，改正之前只能是草稿。"
    # One cause: its rows are one line, and the figures that follow from a missing ledger are none.
    assert len([t for t in finding_list(report).items if t.code in ("R-05", "L-12")]) == 2


def test_what_was_answered_for_is_told_to_who_signs(tmp_path: Path) -> None:
    """Whoever signs takes over the reason that somebody gave, so it stands before him."""
    shutil.copytree(SAMPLE / "yunshan", tmp_path / "yunshan")
    folder = tmp_path / "yunshan" / "2020"
    path = folder / "requests.csv"
    head, *rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    rows[2][head.index("答复日期")] = "2020-12-28"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    late = next(f for f in build("yunshan", 2020, tmp_path).findings if f.rule == "R-05")
    waiver = f'[[waiver]]\nfinding = \'{late}\'\nowner = "法规科"\nreason = "系统故障"\nexpires = 2021-12-31\n'
    (folder / "review.toml").write_text(waiver, encoding="utf-8")
    found = agenda(build("yunshan", 2020, tmp_path))
    assert "另有1件已作说明，签发即认可所说的理由" in found.told
    told = found.items[-1]
    assert told.severity == "已说明" and "系统故障" in told.message
    assert told.place == "requests.csv “答复日期”列 第4行"


def unmarked(page: BeautifulSoup) -> list[str]:
    """Return the texts of the public edition with a number of which the review does not say what it is.

    A number is marked where it stands; in a chart its heading says what all are counted from, in an
    official table a cell leads to its figure and the table says that its headings are the form's.
    """
    left = BeautifulSoup(str(page.main), "lxml")
    for inside in left.select(".standing, .agenda, .base, nav"):  # what the review adds on top
        inside.decompose()
    for annex in left.select("[id^=annex-]"):
        (annex.find_parent(class_="chapter") or annex).decompose()
    for chart in left.select("figure.chart-block"):
        assert "取自" in chart.summary.get_text()
        for plotted in chart.select("svg, table"):
            plotted.decompose()
    for table in left.select("table.official"):
        assert "规定表式" in table["title"]
        for heading in table.select("th"):
            heading.decompose()
    for marked in left.select(".figure, .own, .uncounted, .official td a[href], .summary a[href]"):
        assert marked.get("title") or marked.get("href")
        marked.decompose()
    return [text for text in left.find_all(string=re.compile(r"\d"))]


@pytest.mark.parametrize(
    "key", [("hrbrfb", 2018), ("yunshan", 2017), ("yunshan", 2020), ("yunshan", 2024)]
)
def test_no_number_of_the_public_edition_is_left_unmarked(key: tuple[str, int]) -> None:
    page = review(sample_report(*key))
    assert unmarked(page) == []
    heads = page.select("h1, article h2, .seal")
    assert any(head.select_one(".uncounted[title^=日期]") for head in heads)


def test_every_number_of_the_prose_is_marked_and_leads_to_what_it_is(draft) -> None:
    report, page = draft
    article = page.find("article")
    assert unmarked(page) == []
    own = [(a.get_text(), a["href"]) for a in article.select("a.own")]
    assert own == [("3", "#own-1"), ("1", "#own-2"), ("三", "#own-3"), ("5", "#given-1")]
    for numeral, href in own:
        entry = page.select_one(href)
        assert entry.b.get_text() == numeral
        assert re.search(r"narrative/problems\.md 第\d+行", entry.get_text())
        assert numeral in entry.get_text().removeprefix(numeral)  # its sentence
    assert "人事处名册" in page.select_one("#given-1").get_text()
    assert [s["title"] for s in article.select(".uncounted") if s.get_text() == "〔2020〕7号"] == [
        "文号，不计数"
    ]
    assert len(article.select("a.figure")) == report.figures


def test_each_bound_number_leads_to_its_entry_and_each_entry_back_to_all_its_places() -> None:
    report = sample_report("yunshan", 2020)
    page = review(report)
    by_id = {e["id"]: e for e in page.find_all(id=True)}
    links = page.select("article a.figure, .official td a, .summary a")
    assert len(links) > 70
    leads: dict[str, list[str]] = {}
    for link in links:
        entry = by_id[link["href"][1:]]
        assert entry.data["data-indicator"] == counted_id(link.data["data-indicator"])
        leads.setdefault(link["href"], []).append(f"#{link['id']}")
    for href, places in leads.items():
        told = [
            a["href"] for a in by_id[href[1:]].find_all("a") if not a["href"].startswith("#fact-")
        ]
        assert sorted(told) == sorted(places)
    rate = page.select_one("#fact-requests_on_time_rate")
    value = report.indicators["requests_on_time_rate"]
    parts = [a.get_text() for a in rate.select('a[href^="#fact-"]')]
    assert parts[0].startswith("分子：")
    assert parts[0].endswith(str(value.numerator))
    assert parts[1].startswith("分母：")
    assert page.select_one("#fact-requests_received").get_text().count("上年16，持平") == 1


def test_a_cell_of_a_statutory_table_is_told_from_its_table_and_not_listed(draft) -> None:
    _, page = draft
    cells = page.select("section.fact.cell")
    assert len(cells) > 20
    assert all(page.select_one(f'.official a[href="#{cell["id"]}"]') for cell in cells)
    assert all("定义" in cell.get_text() for cell in cells)
    assert not [e for e in page.select("section.fact:not(.cell)") if e["id"].startswith("fact-t3_")]
    assert ".cell:not(:target){display:none}" in page.style.string


def test_the_rows_behind_a_figure_are_those_that_were_counted() -> None:
    report = sample_report("yunshan", 2020)
    told = rows_behind(report.records, (i for i, _ in report.indicators.known()))
    assert told["requests_received"].startswith(
        "《依申请公开》16行（第3—18行）：2020-001、2020-002"
    )
    for indicator, value in report.indicators.known():
        if indicator.id in told and isinstance(value, Amount) and value.number == 0:
            assert told[indicator.id] in ("没有",) or "0" not in told[indicator.id][:1]
    assert "相同的只计一次" in told["disclosed_total"]


def test_no_person_is_told_with_the_rows(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE / "yunshan", tmp_path / "yunshan")
    path = tmp_path / "yunshan" / "2020" / "requests.csv"
    text = (
        path.read_text("utf-8-sig")
        .replace("2020-001,", "13904510451,")
        .replace("2020-002,", "张三丰,")
    )
    path.write_text(text, encoding="utf-8")
    examined = examine(tmp_path, Key("yunshan", 2020))
    told = "".join(
        rows_behind(examined.records, (i for i, _ in examined.indicators.known())).values()
    )
    assert "2020-003" in told
    assert "13904510451" not in told
    assert "张三丰" not in told


def test_a_figure_nobody_knows_says_why_and_names_no_row(draft) -> None:
    report, page = draft
    value = report.indicators["hotline_cases"]
    assert isinstance(value, Unknown)
    entry = page.select_one("#fact-hotline_cases").get_text()
    assert "未掌握" in entry
    assert value.reason in entry
    assert "记录" not in entry


def test_checks_stand_by_subject_what_fails_first_and_codes_last() -> None:
    results = (
        Result("F14-1", State.PASS, "数不大于数"),
        Result("D-1", State.PASS, "章节齐全"),
        Result("D-9", State.WARN, "像是乱码"),
        Result("P-1", State.FAIL, "写的是3，台账是1", blocks=True),
        Result("Y-4", State.NOT_ASSESSABLE, "没有上年的正文"),
    )
    tables = {table.caption: table for table in check_tables(results)}
    assert [(caption, table.folded) for caption, table in tables.items()] == [
        ("统计表的勾稽关系：通过1项", True),
        ("与上年相比：无法核对1项", True),
        ("正文的文字和数字：不通过1项、警告1项", False),
        ("正文的文字和数字：通过1项", True),
    ]
    rows = tables["正文的文字和数字：不通过1项、警告1项"].rows
    assert [tuple(cell.text for cell in row) for row in rows] == [
        ("写的是3，台账是1", "不通过", "P-1"),
        ("像是乱码", "警告", "D-9"),
    ]
