"""Document, workbook and charts read again: what is true passes, whatever is changed is caught."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import nbformat
import pytest
import xlsxwriter
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from samples import notebook_of, sample_notebook, sample_report
from test_followed import DOT
from test_verification import other

from conftest import SAMPLE
from gongkai.charts.chart import describe
from gongkai.charts.registry import BY_ID as CHARTS
from gongkai.charts.trends import TRENDS
from gongkai.errors import VerificationError
from gongkai.examined.examine import Report, build
from gongkai.indicators.value import Amount, Counts
from gongkai.report.docx import pictures
from gongkai.report.docx.document import write_document
from gongkai.report.docx.words import bound, element, number_bookmarks, paragraph, text_run
from gongkai.report.page.contents import components
from gongkai.report.publication import publish
from gongkai.report.publication.formats import formats_named
from gongkai.report.verification.charts import prove_charts
from gongkai.report.verification.document import read_body, read_document
from gongkai.report.verification.figures import Reading, ShownChart, prove
from gongkai.report.verification.page import read_page
from gongkai.report.verification.pieces import named
from gongkai.report.verification.workbook import Book, marks, problems, read_workbook
from gongkai.report.workbook.xlsx import write_workbook

KEYS = [("hrbrfb", 2018), ("yunshan", 2017), ("yunshan", 2024)]


@pytest.fixture(scope="module")
def report() -> Report:
    return sample_report("hrbrfb", 2018)


@pytest.fixture(params=KEYS, ids=lambda k: f"{k[0]}-{k[1]}", scope="module")
def workbook(request, tmp_path_factory) -> tuple[Report, Book]:
    built = sample_report(*request.param)
    path = tmp_path_factory.mktemp("book") / "statistics.xlsx"
    write_workbook(built, path)
    return built, read_workbook(path)


def wrong(built: Report, book: Book) -> list[str]:
    reading = Reading(marks(book), (), 0)
    return list(prove(reading, built.indicators.values, problems(book)).problems)


def test_the_documents_figures_are_the_pages_and_proved(
    published: Path, page: str, report: Report
) -> None:
    shown, _ = named(read_page(page), components(sample_notebook("hrbrfb", 2018)))
    printed = read_document(published / "report.docx")
    assert [(m.indicator, m.text, m.unit) for m in printed.marks] == [
        (m.indicator, m.text, m.unit) for m in shown.marks
    ]
    told = prove(printed, report.indicators.values)
    assert told.problems == ()
    assert told.kinds == prove(shown, report.indicators.values).kinds
    assert [(c.id, c.alt, c.note) for c in printed.charts] == [
        (c.id, c.alt, c.note) for c in shown.charts
    ]


@pytest.mark.parametrize("step", [1, 4, 9])
def test_every_flipped_digit_of_every_figure_in_the_document_is_caught(
    published: Path, report: Report, step: int
) -> None:
    """Each position is flipped in all figures at once, and each must be told."""
    body = docx.Document(str(published / "report.docx")).element.body
    words, inside = [], False
    for node in body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t")):
        inside = node.tag == qn("w:bookmarkStart") or (node.tag == qn("w:t") and inside)
        if inside and node.tag == qn("w:t"):
            words.append(node)
    total = 0
    for position in range(max(len(w.text) for w in words)):
        before = [w.text for w in words]
        for word in words:
            text = word.text
            word.text = text[:position] + "".join(other(c, step) for c in text[position:position + 1]) + text[position + 1:]  # fmt: skip
        changed = sum(w.text != old for w, old in zip(words, before, strict=True))
        found = prove(read_body(body), report.indicators.values).problems
        assert len(found) == changed, position
        for word, old in zip(words, before, strict=True):
            word.text = old
        total += changed
    assert total > 100


def test_what_nobody_knows_is_said_to_be_unknown_in_every_file(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sample / "hrbrfb" / "2018" / "requests.csv").unlink()
    built = build("hrbrfb", 2018, sample)
    monkeypatch.setattr(pictures, "bitmap", lambda *_: DOT)
    write_document(built, components(notebook_of(built)), tmp_path / "report.docx")
    write_workbook(built, tmp_path / "statistics.xlsx")
    reading = read_document(tmp_path / "report.docx")
    assert prove(reading, built.indicators.values).problems == ()
    assert any("未掌握，此处暂缺" in words for words in reading.paragraphs)
    assert {m.text for m in reading.marks if m.indicator == "requests_received"} == {"未掌握"}
    assert wrong(built, read_workbook(tmp_path / "statistics.xlsx")) == []
    invented = [replace(m, text="0") for m in reading.marks if m.text == "未掌握"]
    found = prove(Reading(tuple(invented), (), 0), built.indicators.values).problems
    assert len(found) == len(invented) > 1


def body_of(*paragraphs) -> object:
    body = element("body", *paragraphs)
    number_bookmarks(body)
    return body


def test_a_number_that_lost_its_bookmark_is_loose(report: Report) -> None:
    body = body_of(
        paragraph(
            "Normal", [text_run("收到"), *bound("requests_received", "29"), text_run("件。")]
        ),
        paragraph("Normal", "答复29件。"),
        paragraph("AnnexHeading", "附一"),
        paragraph("Normal", "这里有30件。"),
    )
    (problem,) = prove(read_body(body), report.indicators.values).problems
    assert "答复29件" in problem


def test_a_figure_in_ten_thousands_is_read_as_such(report: Report) -> None:
    values = {"fees_yuan": report.indicators["fees_yuan"]}
    body = body_of(paragraph("Cell", bound("fees_yuan", "1", scaled=True)))
    assert len(prove(read_body(body), values).problems) == 1
    (mark,) = read_body(body).marks
    assert mark.unit == "万元"


def test_the_workbook_is_proved_and_every_cell_is_named(workbook) -> None:
    built, book = workbook
    assert wrong(built, book) == []
    numbers = [c for c, v in book.values.items() if isinstance(v, (int, float))]
    assert set(numbers) - set(book.formulas) <= set(book.names)
    assert len(book.formulas) > 30


def test_every_flipped_digit_of_the_workbook_is_caught(workbook) -> None:
    built, book = workbook
    total = 0
    for cell, name in book.names.items():
        digits = f"{book.values[cell]}".removesuffix(".0")
        for position, char in enumerate(digits):
            flipped = digits[:position] + other(char, 1) + digits[position + 1 :]
            if flipped != digits:
                one = {cell: float(flipped)}
                alone = replace(book, values=one, formulas={}, names={cell: name})
                assert len([p for p in wrong(built, alone) if name.split("_万元")[0] in p]) == 1
                total += 1
    assert total >= len(book.names) - 1


def test_every_flipped_digit_of_the_indicators_sheet_is_caught(workbook) -> None:
    built, book = workbook
    heads = {v: p[0] for (s, p), v in book.values.items() if s == "指标" and p[1:] == "1"}
    column = heads["数值"]
    figures = {c: v for c, v in book.values.items() if c[0] == "指标" and c[1][0] == column}
    for position in range(max(map(len, figures.values()))):
        flipped = {
            c: v[:position] + "".join(other(x, 1) for x in v[position : position + 1]) + v[position + 1 :]
            for c, v in figures.items() if c[1] != f"{column}1"
        }  # fmt: skip
        changed = sum(figures[c] != v for c, v in flipped.items())
        spoiled = replace(book, values={**book.values, **flipped})
        assert len(wrong(built, spoiled)) == changed


def test_a_kept_result_that_its_formula_does_not_come_to_is_caught(workbook) -> None:
    built, book = workbook
    for cell in book.formulas:
        kept = book.values[cell]
        spoiled = ("不符" if kept == "通过" else "通过") if isinstance(kept, str) else kept + 1
        told = replace(book, values={**book.values, cell: spoiled})
        assert any(f"{cell[1]} 的公式结果" in p for p in problems(told))
    assert set(problems(told)) <= set(wrong(built, told))


def test_a_number_nobody_named_and_a_name_on_another_cell_are_caught(workbook) -> None:
    built, book = workbook
    cell, name = next((c, n) for c, n in book.names.items() if book.values[c] != 0)
    assert any("没有绑定指标" in p for p in wrong(built, replace(book, names={})))
    moved = replace(book, names={**book.names, (cell[0], "A1"): name})
    assert any(name.removesuffix("_万元") in p for p in wrong(built, moved))


def spoiled_charts(chart, digits):
    """Yield the chart with each digit of its texts and numbers changed in turn."""
    for field in ("alt", "note"):
        text = getattr(chart, field)
        for at in digits(text):
            yield replace(chart, **{field: text[:at] + other(text[at], 1) + text[at + 1 :]})
    for r, row in enumerate(chart.rows[1:], start=1):
        for c, cell in enumerate(row[1:], start=1):
            for at in digits(cell):
                line = (*row[:c], cell[:at] + other(cell[at], 1) + cell[at + 1 :], *row[c + 1 :])
                yield replace(chart, rows=(*chart.rows[:r], line, *chart.rows[r + 1 :]))


def test_a_number_that_a_merged_cell_covers_is_caught(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        sheet = book.add_worksheet("甲")
        sheet.merge_range("A1:B1", "合计")
        sheet.write_number("B1", 7)
    found = list(problems(read_workbook(tmp_path / "book.xlsx")))
    assert found == ["工作表“甲”B1 的 7 没有绑定指标"]


def test_every_flipped_digit_of_every_chart_is_caught(review: str, report: Report) -> None:
    def faults(chart) -> list[str]:
        return list(prove_charts([chart], report.indicators.counts, report.history))

    def digits(text: str) -> list[int]:
        return [m.start() for m in re.finditer(r"\d", text)]

    charts = read_page(review).charts
    assert len(charts) == 10
    total = 0
    for chart in charts:
        assert faults(chart) == []
        for spoiled in spoiled_charts(chart, digits):
            assert faults(spoiled), spoiled.alt
            total += 1
        whole = replace(chart, rows=chart.rows[:-1])
        assert faults(whole) or not any(cell.strip("0—") for cell in chart.rows[-1][1:])
    assert total > 400
    assert faults(replace(charts[0], id="nobody"))


def shown_chart(chart, plotted) -> ShownChart:
    rows = tuple(tuple("—" if c is None else str(c) for c in r) for r in plotted.rows)
    return ShownChart(chart.id, describe(chart, plotted), plotted.note, (plotted.columns, *rows))


@pytest.mark.parametrize("kinds", [8, 9])
def test_outcomes_of_many_kinds_are_proved_by_their_groups(kinds: int) -> None:
    reasons = [f"不予公开：{n}" for n in "甲乙丙丁戊己庚辛"]
    labels = (*reasons, "予以公开")
    cells = {(label,): n for n, label in enumerate(labels, start=kinds - 8)}
    counts = {"requests_by_outcome": Counts(("办理结果",), (labels,), cells, "件")}
    chart = CHARTS["requests_by_outcome"]
    shown = shown_chart(chart, chart.plot(counts))
    assert len(shown.rows) == {8: 9, 9: 3}[kinds]
    assert list(prove_charts([shown], counts, {})) == []
    for at in (m.start() for m in re.finditer(r"\d", shown.alt)):
        spoiled = shown.alt[:at] + other(shown.alt[at], 1) + shown.alt[at + 1 :]
        assert list(prove_charts([replace(shown, alt=spoiled)], counts, {})), spoiled


def test_trends_are_proved_year_by_year() -> None:
    built = sample_report("yunshan", 2021)
    for trend in TRENDS:
        chart = shown_chart(trend, trend.plot(built.history))
        assert list(prove_charts([chart], {}, built.history)) == []
        for at in (m.start() for m in re.finditer(r"\d", chart.alt)):
            spoiled = chart.alt[:at] + other(chart.alt[at], 1) + chart.alt[at + 1 :]
            assert list(prove_charts([replace(chart, alt=spoiled)], {}, built.history)), spoiled


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_a_file_that_fails_is_not_published(
    published: Path, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    notebook = nbformat.read(published / "report.ipynb", 4)
    text = nbformat.writes(notebook).replace('"text": "549"', '"text": "548"')
    monkeypatch.setattr(publish, "execute", lambda *_: nbformat.reads(text, 4))
    honest = xlsxwriter.worksheet.Worksheet.write_number
    monkeypatch.setattr(
        xlsxwriter.worksheet.Worksheet,
        "write_number",
        lambda sheet, row, column, number, *rest: honest(sheet, row, column, number + (number == 29), *rest),
    )  # fmt: skip
    with pytest.raises(VerificationError, match="statistics.xlsx" if name == "xlsx" else "548"):
        publish.publish(report, SAMPLE, tmp_path / "out", formats_named(name))
    assert not (tmp_path / "out").exists()


@given(st.integers(0, 10**14))
def test_money_to_the_fen_is_read_from_a_cell_as_it_was_written(fen: int) -> None:
    yuan = Decimal(fen) / 100
    place = ("表二", "C3")
    book = Book({place: float(yuan)}, {}, {place: "procurement_yuan"})
    proof = prove(Reading(marks(book), (), 0), {"procurement_yuan": Amount(yuan)}, ())
    assert proof.problems == ()
