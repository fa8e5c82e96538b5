"""Ledgers that cannot be read as they stand: each fault is reported at its place, none is lost."""

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sheets
from dirt import CLEAN, KEY, Told, changed, read

from gongkai.findings import Severity
from gongkai.records.load import load

# --- reported at the right cell -----------------------------------------------------------------


def a_failed_formula(folder: Path) -> Told:
    path = folder / "依申请公开.xlsx"
    sheets.workbook(path, changed(3, "登记编号", "占位"))
    with_shared = '<c r="A3" t="s">'
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as archive:
        xml = archive.read(part).decode()
    start = xml.index(with_shared)
    cell = xml[start : xml.index("</c>", start) + 4]
    sheets.with_part(path, part, cell, '<c r="A3" t="e"><f>#REF!</f><v>#REF!</v></c>')
    return {("L-19", 3, "登记编号")}


def a_formula_never_computed(folder: Path) -> Told:
    path = folder / "依申请公开.xlsx"
    rows = changed(4, "收费金额", 0)
    sheets.workbook(path, rows)
    sheets.with_part(
        path, "xl/worksheets/sheet1.xml", '<c r="G4"><v>0</v></c>', '<c r="G4"><f>SUM(H1)</f></c>'
    )
    return {("L-09", 4, "收费金额")}


def a_company_name_in_the_date_column(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(3, "收到日期", "某某有限公司"))
    return {("L-08", 3, "收到日期")}


def two_digits_of_another_year(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(3, "收到日期", "98-4-10"))
    return {("L-08", 3, "收到日期")}


def traditional_characters(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(3, "申请人类型", "商業企業"))
    return {("L-10", 3, "申请人类型")}


def mojibake_in_a_cell(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(3, "登记编号", "锟斤拷2"))
    return {("L-20", 3, "登记编号")}


def digits_lost_to_scientific_notation(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(3, "登记编号", "2.01800000001E+17"))
    return {("L-22", 3, "登记编号")}


def misplaced_thousands_separator(folder: Path) -> Told:
    sheets.workbook(folder / "依申请公开.xlsx", changed(3, "收费金额", "1,20"))
    return {("L-09", 3, "收费金额")}


def a_date_in_a_fee(folder: Path) -> Told:
    sheets.workbook(folder / "依申请公开.xlsx", changed(3, "收费金额", dt.date(2018, 1, 1)))
    return {("L-09", 3, "收费金额")}


def a_blank_where_one_must_write(folder: Path) -> Told:
    sheets.workbook(folder / "依申请公开.xlsx", changed(3, "申请方式", "　"))
    return {("L-07", 3, "申请方式")}


REPORTED: list[Callable[[Path], Told]] = [
    a_failed_formula, a_formula_never_computed, a_company_name_in_the_date_column,
    two_digits_of_another_year, traditional_characters, mojibake_in_a_cell,
    digits_lost_to_scientific_notation, misplaced_thousands_separator, a_date_in_a_fee,
    a_blank_where_one_must_write,
]  # fmt: skip


@pytest.mark.parametrize("fault", REPORTED, ids=lambda f: f.__name__)
def test_it_is_reported_at_its_cell(office: Path, fault: Callable[[Path], Told]) -> None:
    expected = fault(office)
    records, told = read(office)
    assert expected <= told
    for finding in records.findings:
        if (finding.rule, finding.place.row, finding.place.column) in expected:
            assert finding.severity is not Severity.INFO
    assert {rule for rule, _, _ in told - expected} <= {"L-18", "L-07"}
    assert ("L-07" in {rule for rule, _, _ in told}) == (fault is a_blank_where_one_must_write)


# --- no ledger at all ---------------------------------------------------------------------------


def an_empty_file(folder: Path) -> None:
    (folder / "依申请公开.xlsx").write_bytes(b"")


def a_truncated_workbook(folder: Path) -> None:
    path = folder / "依申请公开.xlsx"
    sheets.workbook(path, CLEAN)
    path.write_bytes(path.read_bytes()[:-200])


def a_damaged_member(folder: Path) -> None:
    path = folder / "依申请公开.xlsx"
    sheets.workbook(path, CLEAN)
    content = bytearray(path.read_bytes())
    at = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[at : at + 20] = bytes(20)
    path.write_bytes(content)


def a_web_page_named_xls(folder: Path) -> None:
    page = "<html><body><p>登记编号</p></body></html>"
    (folder / "依申请公开.xls").write_text(page, encoding="utf-8")


def a_workbook_with_a_password(folder: Path) -> None:
    (folder / "依申请公开.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


def a_zip_bomb(folder: Path) -> None:
    with zipfile.ZipFile(
        folder / "依申请公开.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as archive:
        for n in range(8):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", bytes(100_000_000))


def a_cell_at_the_end_of_the_world(folder: Path) -> None:
    path = folder / "依申请公开.xlsx"
    sheets.workbook(path, CLEAN)
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheets.with_part(path, "xl/worksheets/sheet1.xml", "</sheetData>", far)


def a_picture_named_csv(folder: Path) -> None:
    (folder / "依申请公开.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def a_parquet_that_is_none(folder: Path) -> None:
    (folder / "依申请公开.parquet").write_bytes(b"PAR1" + bytes(100))


NONE: list[Callable[[Path], None]] = [
    an_empty_file, a_truncated_workbook, a_damaged_member, a_web_page_named_xls,
    a_workbook_with_a_password, a_zip_bomb, a_cell_at_the_end_of_the_world, a_picture_named_csv,
    a_parquet_that_is_none,
]  # fmt: skip


@pytest.mark.parametrize("fault", NONE, ids=lambda f: f.__name__)
def test_it_is_never_taken_for_empty(office: Path, fault: Callable[[Path], None]) -> None:
    fault(office)
    records, told = read(office)
    assert {rule for rule, _, _ in told} == {"L-01"}
    assert "requests" in records.unknown
    assert "requests" not in records.frames


# --- document numbers ---------------------------------------------------------------------------

BRACKETS = ["〔2018〕", "[2018]", "﹝2018﹞", "（2018）", "(2018)", "［2018］", "【2018】"]


@pytest.mark.parametrize("year", BRACKETS)
def test_document_numbers_are_one_however_their_year_is_bracketed(office: Path, year: str) -> None:
    sheets.text(office / "依申请公开.csv", CLEAN)
    rows = (office / "disclosures.csv").read_text(encoding="utf-8-sig").splitlines()
    at = rows[0].split(",").index("文号")
    cells = rows[1].split(",")
    cells[at] = f"哈人防发{year}17号"
    (office / "disclosures.csv").write_text(
        "\n".join([rows[0], ",".join(cells), *rows[2:]]), encoding="utf-8"
    )
    records = load(office.parents[1], KEY)
    assert "哈人防发〔2018〕17号" in records.frames["disclosures"].collect()["doc_no"]
    folded = [f for f in records.findings if (f.rule, f.place.column) == ("L-18", "文号")]
    assert len(folded) == (year != "〔2018〕")


def test_several_document_numbers_in_one_cell_are_named(office: Path) -> None:
    sheets.text(office / "依申请公开.csv", CLEAN)
    rows = (office / "disclosures.csv").read_text(encoding="utf-8-sig").splitlines()
    at = rows[0].split(",").index("文号")
    cells = rows[1].split(",")
    cells[at] = "哈人防发〔2018〕17号、哈人防发〔2018〕18号"
    (office / "disclosures.csv").write_text(
        "\n".join([rows[0], ",".join(cells), *rows[2:]]), encoding="utf-8"
    )
    found = [f for f in load(office.parents[1], KEY).findings if f.rule == "L-23"]
    assert [(f.place.row, f.place.column) for f in found] == [(2, "文号")]
