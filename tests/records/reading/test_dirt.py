"""Ledgers as offices really keep them, each named for its fault, and all of them read right."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import sheets
from dirt import CLEAN, HEAD, ONE, READ, THREE, TWO, Told, changed, read, real_dates_in, rows_of

from gongkai.findings import Severity
from gongkai.records.ledgers import in_year

# --- read right, with nothing to tell -----------------------------------------------------------


def csv_utf_8(folder: Path) -> None:
    sheets.text(folder / "依申请公开.csv", CLEAN)


def csv_utf_8_with_mark(folder: Path) -> None:
    sheets.text(folder / "依申请公开.csv", CLEAN, encoding="utf-8-sig")


def csv_gb18030(folder: Path) -> None:
    sheets.text(folder / "依申请公开.csv", CLEAN, encoding="gb18030")


def csv_utf_16(folder: Path) -> None:
    sheets.text(folder / "依申请公开.csv", CLEAN, delimiter="\t", encoding="utf-16")


def csv_semicolons(folder: Path) -> None:
    sheets.text(folder / "依申请公开.csv", CLEAN, delimiter=";")


def tsv(folder: Path) -> None:
    sheets.text(folder / "依申请公开.tsv", CLEAN, delimiter="\t")


def xlsx(folder: Path) -> None:
    sheets.workbook(folder / "依申请公开.xlsx", CLEAN)


def xlsm(folder: Path) -> None:
    sheets.workbook(folder / "依申请公开.xlsm", CLEAN)


def xlsx_of_all_ledgers(folder: Path) -> None:
    sheets.workbook(
        folder / "2018年台账.xlsx",
        CLEAN,
        sheet="依申请公开",
        more={"填表说明": [["说明：每行一件。"]], "选项": [["自然人"]]},
    )


def ods(folder: Path) -> None:
    sheets.opendocument(folder / "依申请公开.ods", [HEAD, *(real_dates_in(r) for r in CLEAN[1:])])


def xls(folder: Path) -> None:
    stored = Path(__file__).parent / "files" / "requests.xls"
    (folder / "依申请公开.xls").write_bytes(stored.read_bytes())


def parquet(folder: Path) -> None:
    frame = pl.DataFrame(CLEAN[1:], schema=HEAD, orient="row")
    frame = frame.with_columns(pl.col("收到日期", "答复日期").str.to_date())
    frame.write_parquet(folder / "依申请公开.parquet")


def real_dates(folder: Path) -> None:
    sheets.workbook(folder / "依申请公开.xlsx", [HEAD, *(real_dates_in(r) for r in CLEAN[1:])])


def real_dates_of_1904(folder: Path) -> None:
    rows = [HEAD, *(real_dates_in(r) for r in CLEAN[1:])]
    sheets.workbook(folder / "依申请公开.xlsx", rows, epoch_1904=True)


def dates_as_text_and_real_in_one_column(folder: Path) -> None:
    rows = [HEAD, real_dates_in(ONE), TWO, real_dates_in(THREE)]
    sheets.workbook(folder / "依申请公开.xlsx", rows)


def numbers_as_numbers(folder: Path) -> None:
    rows = [HEAD, [*ONE[:-1], 12.0], [*TWO[:-1], 0], [*THREE[:-1], 12000]]
    sheets.workbook(folder / "依申请公开.xlsx", rows)


def date_spellings(folder: Path) -> None:
    spelt = [("2018/3/5", "2018.3.20"), ("20180410", "2018年4月20日"), ("2018-5-10", "2018-05-11")]
    rows = [[*r[:3], *dates, *r[5:]] for r, dates in zip(CLEAN[1:], spelt, strict=True)]
    sheets.text(folder / "依申请公开.csv", [HEAD, *rows])


def headings_by_alias(folder: Path) -> None:
    head = ["序号", "申请人类别", "申请渠道", "收件日期", "办结日期", "答复类型", "收费"]
    sheets.text(folder / "依申请公开.csv", [head, *CLEAN[1:]])


def headings_with_breaks_and_full_width(folder: Path) -> None:
    head = [" 登记\n编号 ", "申请人　类型", "申请方式\t", "收到\r\n日期", *HEAD[4:]]
    sheets.workbook(folder / "依申请公开.xlsx", [head, *CLEAN[1:]])


def leading_breaks_and_tabs_in_cells(folder: Path) -> None:
    rows = [HEAD, *([f"\n\t{cell}" for cell in row] for row in CLEAN[1:])]
    sheets.workbook(folder / "依申请公开.xlsx", rows)


def phantom_blank_rows(folder: Path) -> None:
    blank = ["  ", "", "\t", "", "", "", ""]
    rows = [HEAD, ONE, blank, TWO, blank, blank, THREE, *([blank] * 200)]
    sheets.workbook(folder / "依申请公开.xlsx", rows)


def phantom_blank_columns(folder: Path) -> None:
    rows = [["", *r, "", " ", ""] for r in CLEAN]
    sheets.workbook(folder / "依申请公开.xlsx", rows)


def several_files_by_month(folder: Path) -> None:
    sheets.text(folder / "依申请公开-3月.csv", [HEAD, ONE])
    sheets.workbook(folder / "依申请公开（二季度）.xlsx", [HEAD, TWO, THREE])


def several_sheets_by_section(folder: Path) -> None:
    sheets.workbook(
        folder / "台账.xlsx", [HEAD, ONE], sheet="依申请公开-法规处", more={"依申请公开-办公室": [HEAD, TWO, THREE]}
    )  # fmt: skip


RIGHT: list[Callable[[Path], None]] = [
    csv_utf_8, csv_utf_8_with_mark, csv_gb18030, csv_utf_16, csv_semicolons, tsv, xlsx, xlsm,
    xlsx_of_all_ledgers, ods, xls, parquet, real_dates, real_dates_of_1904,
    dates_as_text_and_real_in_one_column, numbers_as_numbers, date_spellings, headings_by_alias,
    headings_with_breaks_and_full_width, leading_breaks_and_tabs_in_cells, phantom_blank_rows,
    phantom_blank_columns, several_files_by_month, several_sheets_by_section,
]  # fmt: skip


@pytest.mark.parametrize("fault", RIGHT, ids=lambda f: f.__name__)
def test_it_is_read_right(office: Path, fault: Callable[[Path], None]) -> None:
    fault(office)
    records, told = read(office)
    assert told == set()
    assert rows_of(records) == READ


# --- read right, and told how -------------------------------------------------------------------


def a_time_of_day(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(2, "收到日期", "2018-3-5 14:30:00"))
    return {("L-18", 2, "收到日期")}


def inner_spaces_in_a_date(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(3, "收到日期", "2018 年 4 月 10 日"))
    return {("L-18", 3, "收到日期")}


def full_width_digits(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(3, "收到日期", "２０１８－０４－１０"))
    return {("L-18", 3, "收到日期")}


def thousands_separator(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(4, "收费金额", "12,000.00"))
    return {("L-18", 4, "收费金额")}


def sum_in_ten_thousands(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(4, "收费金额", "1.2万元"))
    return {("L-18", 4, "收费金额")}


def sum_with_sign_and_unit(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(2, "收费金额", "￥12元"))
    return {("L-18", 2, "收费金额")}


def kangxi_radicals(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", changed(2, "申请人类型", "⾃然⼈"))
    return {("L-18", 2, "申请人类型")}


def title_rows_above_the_headings(folder: Path) -> Told:
    rows = [["2018年依申请公开台账"], ["填报单位：办公室"], *CLEAN]
    sheets.workbook(folder / "依申请公开.xlsx", rows, merges=[(0, 0, 0, 6)])
    return {("L-15", 3, None)}


def headings_over_two_rows(folder: Path) -> Told:
    upper = ["登记编号", "申请人类型", "申请方式", "办理", "", "", "收费金额"]
    lower = ["", "", "", "收到日期", "答复日期", "办理结果", ""]
    merges = [(0, 3, 0, 5), *((0, at, 1, at) for at in (0, 1, 2, 6))]
    sheets.workbook(folder / "依申请公开.xlsx", [upper, lower, *CLEAN[1:]], merges=merges)
    return {("L-15", 1, None)}


def a_total_row_at_the_end(folder: Path) -> Told:
    sheets.workbook(folder / "依申请公开.xlsx", [*CLEAN, ["合 计", "", "", "", "", "", 12012]])
    return {("L-17", 5, None)}


def notes_under_the_table(folder: Path) -> Told:
    sheets.workbook(folder / "依申请公开.xlsx", [*CLEAN, [], ["注：本表由办公室填报。"]])
    return {("L-17", 6, None)}


def merged_cells_down_a_column(folder: Path) -> Told:
    rows = [HEAD, ONE, [*TWO[:2], "网络", *TWO[3:]], THREE]
    sheets.workbook(folder / "依申请公开.xlsx", rows, merges=[(1, 2, 2, 2)])
    return {("L-16", 2, "申请方式")}


def an_example_row_of_the_offices_own(folder: Path) -> Told:
    example = ["示例：YSQ2018001", *ONE[1:]]
    sheets.workbook(folder / "依申请公开.xlsx", [HEAD, example, *CLEAN[1:]])
    return {("L-17", 2, None)}


def a_hidden_sheet(folder: Path) -> Told:
    path = folder / "依申请公开.xlsx"
    sheets.workbook(path, [HEAD, ONE], sheet="旧", hidden=["旧"], more={"依申请公开": CLEAN})
    return {("L-11", None, None)}


def a_column_of_the_offices_own(folder: Path) -> Told:
    sheets.text(folder / "依申请公开.csv", [[*HEAD, "归档盒号"], *([*r, "1"] for r in CLEAN[1:])])
    return {("L-05", 1, "归档盒号")}


def a_column_without_a_heading(folder: Path) -> Told:
    rows = [[*HEAD[:3], "", *HEAD[3:]], *([*r[:3], "甲", *r[3:]] for r in CLEAN[1:])]
    sheets.workbook(folder / "依申请公开.xlsx", rows)
    return {("L-05", 1, "D")}


FOLDED: list[Callable[[Path], Told]] = [
    a_time_of_day, inner_spaces_in_a_date, full_width_digits, thousands_separator,
    sum_in_ten_thousands, sum_with_sign_and_unit, kangxi_radicals, title_rows_above_the_headings,
    headings_over_two_rows, a_total_row_at_the_end, notes_under_the_table,
    merged_cells_down_a_column, an_example_row_of_the_offices_own, a_hidden_sheet, a_column_of_the_offices_own,
    a_column_without_a_heading,
]  # fmt: skip


@pytest.mark.parametrize("fault", FOLDED, ids=lambda f: f.__name__)
def test_it_is_read_right_and_said_how(office: Path, fault: Callable[[Path], Told]) -> None:
    expected = fault(office)
    records, told = read(office)
    assert told == expected
    assert not records.stopping
    found = rows_of(records)
    if fault is merged_cells_down_a_column:
        assert found.pop("submit_channel") == ["online", "online", "in_person"]
    assert found == {name: values for name, values in READ.items() if name in found}


def test_an_example_row_of_an_older_template_is_the_templates_all_the_same(office: Path) -> None:
    """A choice was called otherwise in it, its dates are of another year."""
    columns = {c.heading: c.example for c in in_year(2018)["requests"].columns}
    older = [columns[h].replace("2018-", "2016-") for h in HEAD]
    older[0], older[HEAD.index("申请方式")] = "示例：不重复的编号", "网上"
    sheets.workbook(office / "依申请公开.xlsx", [HEAD, older, *CLEAN[1:]])
    records, _ = read(office)
    assert not [f for f in records.findings if f.severity is Severity.WARNING]
    assert rows_of(records) == READ


def test_headings_repeated_on_each_page_make_no_titles_of_the_records_between(office: Path) -> None:
    """The first ones have a slip, so that the later ones name more columns."""
    slip = [*HEAD[:4], "答覆日期", *HEAD[5:]]
    sheets.text(office / "依申请公开.csv", [["某局台账"], slip, ONE, TWO, HEAD, THREE])
    _, told = read(office)
    assert ("L-05", 2, "答覆日期") in told
    assert ("L-17", 5, None) in told  # the headings in between are no record, and are named
    assert not {row for rule, row, _ in told if rule == "L-15"} - {2}
