"""Settings filled in on the ledger workbook's own sheets: the same as in files, told where they differ."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from conftest import SAMPLE
from gongkai.cli.app import run
from gongkai.examined.examine import examine
from gongkai.examined.inputs import keys_counted
from gongkai.findings import Severity
from gongkai.keys import Key
from gongkai.office.ledger_template import styles_of
from gongkai.office.settings_pages import (
    NOTHING_FILLED,
    Filled,
    filled_in,
    write_office_page,
    write_statement_pages,
)
from gongkai.records.agency import Contact, Member, Relation
from gongkai.records.load import Records, load
from gongkai.records.stated import office_of

KEY = Key("x", 2024)
IDENTITY = 'code = "x"\nname = "某市某局"\nlevel = "department"\n'


def fill(path: Path, **sheets: dict[str, Any] | list[tuple[Any, ...]]) -> None:
    """Fill in sheets as a clerk does: items by their label, rows below the headings."""
    book = load_workbook(path)
    for name, said in sheets.items():
        page = book[name]
        if isinstance(said, dict):
            rows = {row[0].value: row[1] for row in page.iter_rows(min_row=3)}
            for label, value in said.items():
                rows[label].value = value
        else:
            for at, cells in enumerate(said, start=3):
                for column, value in enumerate(cells, start=1):
                    page.cell(at, column).value = value
    book.save(path)


def blank(path: Path, *, government: bool = False) -> None:
    """Write a workbook of these sheets alone."""
    with Workbook(str(path)) as book:
        styles = styles_of(book)
        write_office_page(book, styles, NOTHING_FILLED)
        write_statement_pages(book, styles, NOTHING_FILLED, 2024, government=government)


def office(
    root: Path, settings: str = IDENTITY, *, government: bool = False, **sheets: Any
) -> Path:
    """Return the year's folder of office ``x`` with a workbook filled in."""
    folder = root / "x" / "2024"
    folder.mkdir(parents=True)
    if settings:
        (root / "x" / "agency.toml").write_text(settings, encoding="utf-8")
    path = folder / "台账.xlsx"
    blank(path, government=government)
    fill(path, **sheets)
    return folder


def told(records: Records) -> list[tuple[str, str | None, int | None, str | None]]:
    places = [(f.rule, f.place) for f in records.findings if f.rule in ("L-40", "L-41", "L-42")]
    return [(rule, p.sheet, p.row, p.column) for rule, p in places]


OFFICE = {
    "机关全称": "某市水务局", "正文自称": "我局", "级别": "部门", "所在地区": "广西", "网站名称": "某市水务局网站",
    "公开版用图": "各月收到和答复申请数、申请办理结果构成", "第一部分最多字数": 1000, "前身机关": "old 2018；older 2012",
    "地址": "某路1号", "邮编": "050000", "电话": "0311-12345678", "电子邮箱": "a@b.gov.cn", "上级机关": "无",
}  # fmt: skip


def test_a_workbook_alone_says_what_an_office_is(tmp_path: Path) -> None:
    office(
        tmp_path,
        "",
        机关=OFFICE,
        声明={"公布日期": dt.date(2025, 1, 20), "数据性质": "虚构的示例数据"},
    )
    found = load(tmp_path, KEY)
    assert told(found) == []
    agency = found.agency
    assert (agency.name, agency.short_name, agency.level) == ("某市水务局", "我局", "department")
    assert (agency.region, agency.part_one_limit, agency.parent) == ("广西", 1000, "")
    assert agency.charts == ("各月收到和答复申请数", "申请办理结果构成")
    assert agency.predecessors == (Relation("old", 2018), Relation("older", 2012))
    assert agency.contact == Contact("某路1号", "050000", "0311-12345678", "a@b.gov.cn")
    assert found.declarations.published_on == dt.date(2025, 1, 20)
    assert found.declarations.kind == "made_up"
    assert office_of(tmp_path / "x") == agency


def test_what_the_file_and_the_sheet_say_differently_is_told_at_the_cell(tmp_path: Path) -> None:
    settings = (
        IDENTITY + 'site_name = "某网"\n[contact]\nphone = "0311-1234567"\nemail = "a@b.cn"\n'
    )
    folder = office(
        tmp_path,
        settings,
        机关={"机关全称": "某市某局", "电话": "0311-7654321", "网址": "http://a.cn"},
    )
    (folder / "declarations.toml").write_text("[publication]\ndate = 2025-01-15\n", "utf-8")
    fill(folder / "台账.xlsx", 声明={"公布日期": dt.date(2025, 1, 16)})
    found = load(tmp_path, KEY)
    assert sorted(told(found)) == [("L-41", "声明", 3, "填写"), ("L-41", "机关", 19, "填写")]
    said = next(str(f) for f in found.findings if f.rule == "L-41" and f.place.sheet == "机关")
    assert "x/agency.toml 第6行的“0311-1234567”不同，已按“0311-7654321”" in said
    contact = found.agency.contact
    assert (contact.phone, contact.email) == ("0311-7654321", "a@b.cn")
    assert (found.agency.site_name, found.agency.site) == ("某网", "http://a.cn")
    assert found.declarations.published_on == dt.date(2025, 1, 16)


def test_a_cell_that_says_nothing_is_told_where_it_stands(tmp_path: Path) -> None:
    office(
        tmp_path,
        机关={"级别": "乡镇", "电话": "请打总机", "前身机关": "某局"},
        声明={"公布日期": "2025-2-30"},
        审核意见=[
            ("[错误 R-05] 甲", "", "理由", "2025-12-31"),
            ("[错误 R-05] 乙", "某人", "理由", "年底"),
        ],
    )
    found = load(tmp_path, KEY)
    assert sorted(told(found)) == [
        ("L-40", "机关", 19, "填写"), ("L-42", "声明", 3, "填写"), ("L-42", "审核意见", 3, "说明人"),
        ("L-42", "审核意见", 4, "有效期至"), ("L-42", "机关", 5, "填写"), ("L-42", "机关", 15, "填写"),
    ]  # fmt: skip
    assert found.agency.level == "department" and found.declarations.published_on is None
    assert found.answers == ()


def test_a_governments_members_are_listed_by_row(tmp_path: Path) -> None:
    rows = [("a", "甲局", "", "", ""), ("b", "", 2020, "2023年", ""), ("c", "", "", "", "数据/c.json"),
            ("a", "", "", "", ""), ("x", "", "", "", ""), ("某局", "", "", "", "")]  # fmt: skip
    office(tmp_path, IDENTITY, government=True, 机关={"级别": "政府"}, 成员单位=rows)
    found = load(tmp_path, KEY)
    assert found.agency.members == (
        Member("a"), Member("b", 2020, 2023), Member("c", facts="数据/c.json"),
    )  # fmt: skip
    assert [row for rule, _, row, _ in told(found) if rule == "L-42"] == [6, 7, 8]
    # The file says department: told, and the sheet holds.
    assert [row for rule, _, row, _ in told(found) if rule == "L-41"] == [5]
    assert keys_counted(tmp_path, KEY) == (KEY, Key("a", 2024))
    fill(tmp_path / "x" / "2024" / "台账.xlsx", 成员单位=[("b", "", "", "", "")])
    assert load(tmp_path, KEY).agency.members[0] == Member("b")


def test_a_row_of_the_sheet_answers_for_a_finding_copied_from_check(sample: Path) -> None:
    key = Key("yunshan", 2017)
    before = examine(sample, key)
    (late,) = [f for f in before.findings if f.rule == "R-05"]
    assert before.blocking
    path = sample / key.slug / "设置.xlsx"
    blank(path)
    fill(
        path,
        审核意见=[
            (str(late), "法规科", "已说明", dt.date(2018, 12, 31)),
            ("[错误 R-05] 别的", "某", "某", "2018-12-31"),
        ],
    )
    after = examine(sample, key)
    assert not after.blocking
    assert [f.severity for f in after.findings if f.rule == "R-05"] == [Severity.WARNING]
    (idle,) = [f for f in after.findings if f.rule == "R-00"]
    assert (idle.place.file, idle.place.sheet, idle.place.row) == ("设置.xlsx", "审核意见", 4)


def test_the_next_years_workbook_begins_with_what_was_filled_in(tmp_path: Path) -> None:
    office(
        tmp_path, IDENTITY + 'site_name = "某网"\n', 机关={"电话": "0311-7654321", "级别": "部门"}
    )
    filled = filled_in(tmp_path / "x", 2025)
    assert filled == Filled({"phone": "0311-7654321", "level": "部门"}, (), {"site_name": "某网"})
    assert run(["init", "x", "--year", "2025", "--data", str(tmp_path)]) == 0
    book = load_workbook(tmp_path / "x" / "2025" / "x-2025-台账.xlsx")
    rows = {row[0].value: row for row in book["机关"].iter_rows(min_row=3)}
    assert rows["电话"][1].value == "0311-7654321"
    assert not rows["网站名称"][1].value and "某网" in str(rows["网站名称"][2].value)
    assert told(load(tmp_path, Key("x", 2025))) == []


@pytest.mark.parametrize("name", ["机关", "声明"])
def test_a_ledger_of_that_name_is_no_settings(tmp_path: Path, name: str) -> None:
    folder = office(tmp_path)
    book = load_workbook(folder / "台账.xlsx")
    book.remove(book[name])
    book.create_sheet(name).append(["标题", "公开日期"])
    book.save(folder / "台账.xlsx")
    assert [f.rule for f in load(tmp_path, KEY).findings if f.place.sheet == name] == ["L-11"]


def test_an_office_of_files_alone_is_as_before() -> None:
    assert office_of(SAMPLE / "hrbrfb").name == "哈尔滨市人民防空办公室"
