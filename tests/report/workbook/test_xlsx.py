"""The workbook read back: every cell against the page, every formula against the checks."""

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from samples import sample_report

from gongkai.examined.examine import build
from gongkai.examined.facts import fact_set
from gongkai.indicators.value import round_half_up, trimmed
from gongkai.report.verification.workbook import problems, read_workbook
from gongkai.report.workbook.formulas import live_checks, live_years
from gongkai.report.workbook.xlsx import write_workbook

KEYS = [
    ("hrbrfb", 2018),
    ("yunshan", 2017),
    ("yunshan", 2019),
    ("yunshan", 2020),
    ("yunshan", 2024),
]


@pytest.fixture(params=KEYS, ids=lambda k: f"{k[0]}-{k[1]}", scope="module")
def written(request, tmp_path_factory):
    report = sample_report(*request.param)
    path = tmp_path_factory.mktemp("book") / "statistics.xlsx"
    write_workbook(report, path)
    return report, path


def numbers(path: Path, sheet: str) -> list[float]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    return [cell for row in rows for cell in row if isinstance(cell, float)]


def test_every_cell_of_the_tables_is_the_form_s(written) -> None:
    report, path = written
    if hasattr(report.form, "rows"):
        expected = [float(row.number) for row in report.form.rows if row.number is not None]
        assert numbers(path, "统计表") == expected
        return
    for table, sheet in (("table2", "表二"), ("table3", "表三"), ("table4", "表四")):
        cells = [c for k, c in report.form.cells.items() if k.table == table]
        assert numbers(path, sheet) == [float(c.number) for c in cells]
        assert all(c.text.removesuffix("元") == trimmed(c.number) for c in cells)


def test_formulas_carry_the_verdict_of_the_checks(written) -> None:
    report, path = written
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("审核").to_python()
    live = [row for row in rows[1:] if row[1] != "" and row[0]]
    assert live
    wrong = {row[4] for row in live if row[3] == "不符"}
    failed = {r.id for r in report.results if r.state.value in ("fail", "warn")}
    assert wrong == {r for r in failed if r.startswith(("F14", "T"))}
    told = {r.id for r in report.results if r.state.value == "pass"}
    assert {row[4] for row in live} - wrong <= told
    if (
        report.last is not None and report.key.year > 2019
    ):  # cells of the carry-over stand in table 三
        assert "Y-1" in {row[4] for row in live}
    assert all(row[3] in ("通过", "不符") for row in live)


def test_a_result_in_words_takes_the_room_of_both_sides(written) -> None:
    report, path = written
    book = load_workbook(path)["审核"]
    wide = [r for r in book.merged_cells.ranges if (r.min_col, r.max_col) == (1, 3)]
    assert len(wide) == len(report.results)
    assert {book.cell(r.min_row, 1).value for r in wide} == {r.message for r in report.results}


def test_the_workbook_reads_back_without_a_problem(written) -> None:
    assert list(problems(read_workbook(written[1]))) == []


def test_the_requests_carried_in_stand_in_the_formula_of_the_form_without_a_cell_for_them() -> None:
    report = sample_report("yunshan", 2017)
    places = {
        (report.form.form.id, r.row.indicator): ("统计表", n, 2)
        for n, r in enumerate(report.form.rows)
    }
    (found,) = [c for c in live_checks(report.form, places, Decimal(7)) if c.id == "F14-10"]
    assert found.right.endswith(",7)")
    assert found.right_value == float(report.form["s3_1"].number) + 7
    assert [c for c in live_checks(report.form, places) if c.id == "F14-10"] == []


def test_last_year_s_figures_stand_in_the_formulas_against_this_year_s_cells() -> None:
    report = sample_report("yunshan", 2022)
    names = (
        "normative_documents_in_force",
        "normative_documents_issued",
        "normative_documents_repealed",
    )
    places = {("table2", name): ("表二", 4, column) for column, name in enumerate(names, start=1)}
    stock = next(c for c in live_years(report.indicators, report.last, places) if c.id == "T2-1")
    assert stock.left == "=SUM('表二'!B5)"
    before = report.last.figures["normative_documents_in_force"]
    assert stock.right == f"=SUM({before},'表二'!C5)-SUM('表二'!D5)"
    assert stock.result == "通过"
    assert list(live_years(report.indicators, None, places)) == []


def test_only_the_checks_are_formulas_and_text_is_text(written) -> None:
    _, path = written
    book = zipfile.ZipFile(path)
    names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    for number, name in enumerate(names, start=1):
        xml = book.read(f"xl/worksheets/sheet{number}.xml").decode()
        assert ("<f>" in xml) == (name == "审核")
        assert 'paperSize="9"' in xml


def test_the_bytes_are_the_same_twice(written, tmp_path: Path) -> None:
    report, path = written
    write_workbook(report, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_a_hostile_text_is_stored_as_text(tmp_path: Path) -> None:
    from dataclasses import replace

    report = sample_report("hrbrfb", 2018)
    agency = replace(report.records.agency, name='=HYPERLINK("http://x","点我")')
    hostile = replace(report, records=replace(report.records, agency=agency))
    write_workbook(hostile, tmp_path / "x.xlsx")
    xml = zipfile.ZipFile(tmp_path / "x.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml


def test_a_draft_says_so_on_every_sheet_and_what_is_internal_says_that(
    sample: Path, tmp_path: Path
) -> None:
    def headers() -> dict[str, str]:
        write_workbook(build("yunshan", 2024, sample), tmp_path / "book.xlsx")
        book = load_workbook(tmp_path / "book.xlsx")
        return {sheet.title: sheet.oddHeader.center.text or "" for sheet in book.worksheets}

    final = headers()
    forms = {"表二", "表三", "表四"}
    assert {
        name for name, words in final.items() if "内部使用，不公开" in words
    } == final.keys() - forms
    assert not any("草稿" in words for words in final.values())
    (sample / "yunshan" / "2024" / "requests.csv").unlink()
    draft = headers()
    assert all("草稿，不得报送" in words for words in draft.values())
    sheet = load_workbook(tmp_path / "book.xlsx")["表三"]
    assert sheet["A2"].value.startswith("草稿，不得报送")
    assert "盖章" not in sheet["A2"].value


def test_the_official_tables_alone_are_the_facts_without_a_formula(written, tmp_path: Path) -> None:
    report, _ = written
    path = tmp_path / "tables.xlsx"
    write_workbook(report, path, public=True)
    book = load_workbook(path)  # formulas as they are written
    cells = {}
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        for name, place in sheet.defined_names.items():
            at = place.attr_text.rpartition("!")[2].replace("$", "")
            cells[name] = sheet[at].value
    facts = {f.id: f for f in fact_set(report).facts if f.form}
    assert {name.removesuffix("_万元") for name in cells} == set(facts)
    for name, value in cells.items():
        number = Decimal(facts[name.removesuffix("_万元")].value)
        told = round_half_up(number / 10_000, 4) if name.endswith("_万元") else number
        assert Decimal(str(value)) == told
