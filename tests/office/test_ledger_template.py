"""The ledger workbook: what it offers, and that what is filled in comes back without a finding."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import years
from gongkai.findings import Severity
from gongkai.keys import Key
from gongkai.office.ledger_template import CHOICES_SHEET, write_template
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import Kind
from gongkai.records.load import Records, load
from gongkai.records.reading.folding import read_date


def make(root: Path, year: int) -> Path:
    """Return a template in its place as office ``x``."""
    folder = years.write_year(root, year, {}, zero=False)
    path = folder / f"x-{year}-台账.xlsx"
    write_template(Key("x", year), "某市某局", path)
    return path


def fill(path: Path, year: int, rows: years.Year) -> None:
    """Fill the workbook in as a clerk does: from row 3, dates and numbers as such."""
    book = load_workbook(path)
    for ledger in LEDGERS:
        dates = {c.heading for c in ledger.in_year(year).columns if c.kind is Kind.DATE}
        years.put(
            book,
            ledger.title,
            [
                {h: read_date(t) if h in dates and t else t or None for h, t in row.items()}
                for row in rows[ledger.id]
            ],
        )
    zero = book["零报告"]
    for cells in zero.iter_rows(min_row=2):
        ledger = next(x for x in LEDGERS if x.title == cells[0].value)
        if not rows[ledger.id]:
            cells[1].value, cells[3].value, cells[4].value = "是", "办公室", f"{year + 1}-01-04"
    book.save(path)


def told(records: Records) -> set[str]:
    """Return the rules about reading: whether the work itself was late is another matter."""
    return {
        f.rule
        for f in records.findings
        if f.rule.startswith("L-") and f.severity is not Severity.INFO and f.rule != "L-33"
    }


@settings(max_examples=10)
@given(seed=st.integers(0, 10**6), year=st.sampled_from((2014, 2018, 2019, 2021, 2024)))
def test_what_is_filled_in_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, seed: int, year: int
) -> None:
    rows = years.random_year(seed, year, most=8)
    by_csv = load(
        years.write_year(tmp_path_factory.mktemp("csv"), year, rows).parents[1], Key("x", year)
    )
    path = make(tmp_path_factory.mktemp("book"), year)
    fill(path, year, rows)
    by_book = load(path.parents[2], Key("x", year))
    blank = not rows["organisation"][0]["监督电话数"]  # the one count that a blank leaves unknown
    assert told(by_book) == ({"L-07"} if blank else set())
    assert by_book.unknown == {}
    for name, frame in by_csv.frames.items():
        names = [n for n in frame.collect_schema().names() if not n.startswith("_")]
        assert by_book.frames[name].select(names).collect().equals(frame.select(names).collect()), (
            name
        )


def test_an_empty_template_is_missing_data_never_zero(tmp_path: Path) -> None:
    records = load(make(tmp_path, 2018).parents[2], Key("x", 2018))
    assert set(records.unknown) == {ledger.id for ledger in LEDGERS}
    assert told(records) == {"L-12"}


def test_a_record_typed_over_the_example_is_not_lost_silently(tmp_path: Path) -> None:
    path = make(tmp_path, 2018)
    book = load_workbook(path)
    page = book["会议培训"]
    heads = {cell.value: cell.column for cell in page[1]}
    page.cell(2, heads["日期"]).value = "2018-05-07"
    book.save(path)
    (found,) = [f for f in load(path.parents[2], Key("x", 2018)).findings if f.rule == "L-17"]
    assert (found.place.sheet, found.place.row) == ("会议培训", 2)
    assert "没有计入" in found.message


def test_an_unfinished_zero_report_does_not_count_and_each_gap_is_told_at_its_cell(
    tmp_path: Path,
) -> None:
    path = make(tmp_path, 2018)
    book = load_workbook(path)
    page = book["零报告"]
    page["B2"], page["E2"] = "√", "年底"
    page["C2"] = "2018-01-01/2018-06-30"
    book.save(path)
    records = load(path.parents[2], Key("x", 2018))
    found = [f for f in records.findings if f.rule == "L-26"]
    assert {f.place.column for f in found} == {"期间", "签署人", "签署日期"}
    assert {(f.place.sheet, f.place.row, f.stops) for f in found} == {("零报告", 2, False)}
    assert LEDGERS[0].id in records.unknown
    titles = [f.message for f in records.findings if f.rule == "L-12"]
    assert titles and not any(LEDGERS[0].title in message for message in titles)


def test_a_zero_report_signed_before_the_years_end_counts_and_is_told(tmp_path: Path) -> None:
    path = make(tmp_path, 2018)
    book = load_workbook(path)
    page = book["零报告"]
    page["B2"], page["D2"], page["E2"] = "√", "办公室", "2018-12-20"
    book.save(path)
    records = load(path.parents[2], Key("x", 2018))
    (finding,) = [f for f in records.findings if f.rule == "L-26"]
    assert (finding.place.column, finding.value) == ("签署日期", "2018-12-20")
    assert finding.severity is Severity.WARNING
    assert LEDGERS[0].id not in records.unknown


def test_an_outdated_template_says_what_changed(tmp_path: Path) -> None:
    path = make(tmp_path, 2018)
    book = load_workbook(path)
    stamp = book["版本"]
    rows = {(r[0].value, r[1].value): r for r in stamp.iter_rows(min_row=5)}
    rows["依申请公开", "收费金额"][1].value = "收费"
    rows["依申请公开", "申请方式"][3].value = "当面、传真"
    stamp["B1"] = "000000000000"
    book.save(path)
    (finding,) = [f for f in load(path.parents[2], Key("x", 2018)).findings if f.rule == "L-24"]
    assert "新增列《依申请公开》“收费金额”" in finding.message
    assert "取消列《依申请公开》“收费”" in finding.message
    assert "填写要求有变《依申请公开》“申请方式”" in finding.message
    assert "gongkai template x 2018" in finding.remedy
    assert finding.severity is Severity.INFO  # it was read all the same: nothing to be done first


def test_a_template_of_another_office_or_year_is_named(tmp_path: Path) -> None:
    path = make(tmp_path, 2018)
    path.unlink()
    write_template(Key("y", 2017), "别局", path)
    found = [f for f in load(path.parents[2], Key("x", 2018)).findings if f.rule == "L-25"]
    assert [(f.value, f.expected) for f in found] == [("y", "x"), ("2017", "2018")]


def test_every_column_has_its_comment_and_its_check(tmp_path: Path) -> None:
    book = load_workbook(make(tmp_path, 2024))
    for ledger in LEDGERS:
        page = book[ledger.title]
        assert page.freeze_panes == "B2"
        checked = {
            rng.min_col: rule
            for rule in page.data_validations.dataValidation
            for rng in rule.sqref.ranges
        }
        for at, column in enumerate(ledger.in_year(2024).columns, start=1):
            head = page.cell(1, at)
            assert head.value == column.heading
            assert column.about in head.comment.text
            assert (at in checked) == (column.kind is not Kind.TEXT)
            if column.kind in (Kind.CHOICE, Kind.FLAG):
                area = checked[at].formula1.replace("=", "").split("!")
                assert area[0] == CHOICES_SHEET
                labels = [c[0].value for c in book[CHOICES_SHEET][area[1].replace("$", "")]]
                assert labels == [c.label for c in column.choices]


def test_the_same_bytes_on_every_run_and_no_formula(tmp_path: Path) -> None:
    one, two = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for path in (one, two):
        write_template(Key("x", 2018), "=1+1", path)
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name)
