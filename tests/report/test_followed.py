"""A ledger row changed by hand, followed through prose, tables and charts."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from samples import notebook_of, review_of, sample_notebook, sample_report

from conftest import SAMPLE
from gongkai.charts import svg
from gongkai.examined.examine import Report, build
from gongkai.narrative.content import FigureRun
from gongkai.report.content import chart_view
from gongkai.report.docx import pictures
from gongkai.report.docx.document import write_document
from gongkai.report.page.contents import components
from gongkai.report.verification.document import read_document
from gongkai.report.verification.pieces import named
from gongkai.report.verification.workbook import marks as workbook_marks
from gongkai.report.verification.workbook import read_workbook
from gongkai.report.workbook.xlsx import write_workbook

DOT = bytes.fromhex(  # a picture of one point
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cf"
    "c0f01f0005050101a5a3c5b90000000049454e44ae426082"
)


def marks(page: str) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for attributes, text in re.findall(r"<data ([^>]*)>([^<]*)</data>", page):
        pairs = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        found[pairs["data-indicator"]].add((pairs["value"], text))
    return found


def words(page: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", "", body)


@cache
def before() -> str:
    """Return the page of the sample as it is."""
    return review_of(sample_notebook("hrbrfb", 2018))


def changed(sample: Path, ledger: str, old: str, new: str) -> str:
    path = sample / "hrbrfb" / "2018" / f"{ledger}.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")
    return review_of(notebook_of(build("hrbrfb", 2018, sample)))


def replied_late(sample: Path) -> str:
    """Return the page after the reply to a request of January was put off to July."""
    text = (sample / "hrbrfb" / "2018" / "requests.csv").read_text("utf-8-sig")
    head, *lines = text.splitlines()
    at = head.split(",").index("答复日期")
    line = next(x for x in lines if x.split(",")[7].startswith("2018-01") and ",网络," in x)
    return changed(sample, "requests", line, line.replace(line.split(",")[at], "2018-07-31"))


def differing(page: str) -> set[str]:
    old, new = marks(before()), marks(page)
    return {name for name in old | new if old.get(name) != new.get(name)}


def test_the_sample_in_process_is_the_sample_by_the_command(review: str) -> None:
    assert marks(review) == marks(before())


def test_the_published_figures_can_be_read_off_the_page() -> None:
    text = words(before())
    for sentence in (
        "网站公开132条", "目录网公开84条", "政府网站在线访谈1次", "四大类二十三项权力事项", "提供八项数据内容",
        "行政许可信息549条、行政处罚信息7条，累计556条", "政府信息公开申请29件，均按时办结",
        "全年未发生因政府信息公开被申请行政复议、提起行政诉讼的情况", "主办人大代表建议2件。",
        "代表均表示满意。", "未向申请人收取任何费用", "反馈率达100%，按时办结率达100%",
    ):  # fmt: skip
        assert sentence in text, sentence


def test_a_late_reply_changes_its_figures_and_sentence_and_no_other(sample: Path) -> None:
    page = replied_late(sample)
    assert differing(page) == {
        "requests_on_time", "requests_closed_on_time_plain", "requests_overdue",
        "requests_on_time_rate", "handling_workdays", "mean_handling_workdays",
    }  # fmt: skip
    assert "均按时办结" not in words(page)
    assert "按时办结28件，逾期1件，按时办结率96.55%" in words(page)
    assert "逾期共1件" in page
    assert "草稿" in words(page)
    assert "F14-6" in page


def test_one_request_less_is_one_less_everywhere(sample: Path) -> None:
    path = sample / "hrbrfb" / "2018" / "requests.csv"
    row = path.read_text("utf-8-sig").splitlines()[1] + "\n"
    page = changed(sample, "requests", row, "")
    found = marks(page)
    assert found["requests_received"] == {("28", "28")}
    assert found["requests_on_time_rate"] == {("28/28", "100%")}
    assert "政府信息公开申请28件，均按时办结" in words(page)
    assert "收到共28件" in page
    assert not any("29" in text for _, text in found["requests_received"])
    assert all(name.startswith(("requests_", "outcome_", "accepted", "handling", "mean_", "dispute_rate"))
               for name in differing(page))  # fmt: skip


def shown_by_files(report: Report, folder: Path) -> dict[str, set[tuple[str, str]]]:
    """Return what document and workbook show of each indicator."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    parts = components(notebook_of(report))
    write_document(report, parts, folder / "report.docx")
    write_workbook(report, folder / "statistics.xlsx")
    for mark in named(read_document(folder / "report.docx"), parts)[0].marks:
        found[mark.indicator].add(("docx", mark.text))
    for mark in workbook_marks(read_workbook(folder / "statistics.xlsx")):
        found[mark.indicator].add(("xlsx", f"{mark.text} {mark.value}"))
    return found


def test_a_late_reply_changes_the_same_figures_in_document_and_workbook(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "bitmap", lambda *_: DOT)
    old = shown_by_files(sample_report("hrbrfb", 2018), tmp_path)
    page = replied_late(sample)
    new = shown_by_files(build("hrbrfb", 2018, sample), tmp_path)
    assert {n for n in old | new if old.get(n) != new.get(n)} == differing(page)


@pytest.mark.parametrize("ledger", ["requests", "disclosures", "proposals", "hotline_cases"])
def test_a_missing_ledger_withholds_its_sentences_and_makes_a_draft(
    sample: Path, ledger: str
) -> None:
    (sample / "hrbrfb" / "2018" / f"{ledger}.csv").unlink()
    report = build("hrbrfb", 2018, sample)
    assert report.state == "草稿"
    page = review_of(notebook_of(report))
    assert "未掌握，此处暂缺" in words(page)
    changed_marks = {n for n, pairs in marks(page).items() if ("unknown", "未掌握") in pairs}
    assert changed_marks
    assert differing(page) >= changed_marks


def test_a_record_s_hostile_text_is_only_text(sample: Path) -> None:
    page = changed(
        sample, "dataset_submissions", "人防工程审批结果", "<script>alert(1)</script>{{7*7}}$x$"
    )
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{7*7}}$x$" in page


def test_two_builds_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_view, "drawing", svg.drawing)  # drawn anew
    assert review_of(notebook_of(build("hrbrfb", 2018, SAMPLE))) == before()


def test_the_prose_is_the_one_last_looked_at(snapshot) -> None:
    report = sample_report("hrbrfb", 2018)
    lines = [
        f"{section.number}{section.heading}\n" + "\n".join(_line(block) for block in section.blocks)
        for section in report.narrative.sections
    ]
    assert "\n".join(lines) == snapshot


def _line(block: object) -> str:
    return "".join(
        f"[{run.indicator}={run.text}]" if isinstance(run, FigureRun) else run.text
        for run in block.runs
    )


def test_the_form_is_the_one_last_looked_at(snapshot) -> None:
    form = sample_report("hrbrfb", 2018).form
    assert [f"{row.row.id} {row.row.label}={row.text}" for row in form.rows] == snapshot


def test_the_digest_moves_with_any_figure(sample: Path) -> None:
    same = sample_report("hrbrfb", 2018).digest
    assert build("hrbrfb", 2018, sample).digest == same
    (sample / "hrbrfb" / "2018" / "meetings.csv").unlink()
    assert build("hrbrfb", 2018, sample).digest != same
