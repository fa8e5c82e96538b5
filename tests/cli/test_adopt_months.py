"""A year in month sheets with a heading of two rows is one shape; what the office says of its words holds under any heading."""

import tomllib
from pathlib import Path

import openpyxl
import pytest

from gongkai.cli.app import run
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount
from gongkai.keys import Key
from gongkai.records.load import load
from gongkai.records.mapping import load_mapping

KEY = Key("x", 2024)


@pytest.fixture
def year(tmp_path: Path) -> Path:
    year = tmp_path / "data" / "x" / "2024"
    year.mkdir(parents=True)
    (year.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', encoding="utf-8"
    )
    return year


def months(path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for month in range(1, 7):
        sheet = book.create_sheet(f"{month}月")
        sheet.append([f"{month}月申请登记"])
        sheet.append(["流水", "申请人", None, "来件", None, "给答复的日子", "怎么答的"])
        sheet.append([None, "姓名（单位）", "属性", "来件日", "申请方式", None, None])
        for column in "AFG":
            sheet.merge_cells(f"{column}2:{column}3")
        sheet.merge_cells("B2:C2")
        sheet.merge_cells("D2:E2")
        if month == 4:
            sheet.append(["本月无申请"])
            continue
        for n in range(1 + month % 3):
            day = f"2024-0{month}-1{n}"
            sheet.append(
                [n + 1, f"甲{n}", "自然人", day, "网络", f"2024-0{month}-2{n}", "予以公开"]
            )
    book.save(path)


def test_the_months_of_a_year_are_asked_about_and_written_down_once(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = year / "登记簿.xlsx"
    months(file)
    for again in ([], ["--redo"]):
        assert run(["adopt", str(file), "--yes", *again]) == 0
        assert capsys.readouterr().out.count("工作表“1月”等6张") == 1
        (shape,) = tomllib.loads((year.parent / "columns.toml").read_text("utf-8"))["样式"]
        assert shape["列"]["收到日期"] == "来件日"
    records = load(year.parents[1], KEY)
    rules = {f.rule for f in records.findings if f.place.file == file.name}
    assert not rules & {"L-11", "L-21", "R-01"}
    assert records.frames["requests"].collect().height == 10


def test_the_offices_words_hold_under_another_heading_and_for_yes_and_no(year: Path) -> None:
    rows = "编号,渠道,转办日期,办理期限,反馈日期,办结日期,退办标志\n" + "".join(
        f"{n},{'甲乙'[n % 2]}平台,2024-03-01,2024-03-09,2024-03-05,2024-03-06,{90 if n < 2 else 91}\n"
        for n in range(6)
    )
    (year / "工单.csv").write_text(rows, encoding="utf-8")
    columns = ["编号", "转办日期", "办理期限", "反馈日期", "办结日期"]
    mapping = year.parent / "columns.toml"
    shape = '[["样式"]]\n"名称" = "工单"\n"台账" = "热线转办"\n["样式"."列"]\n"来源" = "渠道"\n"退回" = "退办标志"\n'
    shape += "".join(f'"{c}" = "{c}"\n' for c in columns)
    mapping.write_text(shape, encoding="utf-8")
    records = load(year.parents[1], KEY)
    assert "source" in records.unsure["hotline_cases"]  # a name that nobody knows is no 其他
    words = '["取值"."热线转办"."来源"]\n"甲平台" = "12345政务服务便民热线"\n"乙平台" = "其他"\n'
    flags = '["取值"."热线转办"."退回"]\n"90" = "是"\n"91" = "否"\n'
    mapping.write_text(shape + words + flags, encoding="utf-8")
    assert load_mapping(year.parent).words["hotline_cases"][0] == (
        "source",
        "甲平台",
        "12345政务服务便民热线",
    )
    computed = compute(load(year.parents[1], KEY))
    assert computed["hotline_cases"] == Amount(6)
    assert computed["hotline_h12345"] == Amount(3)
    assert computed["hotline_due"] == Amount(4)


def test_several_files_that_wait_are_matched_with_one_command(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    months(year / "登记簿.xlsx")
    (year / "其他.csv").write_text("甲栏,乙栏,丙栏\n1,2,3\n4,5,6\n", encoding="utf-8")
    check = ["check", KEY.agency, str(KEY.year), "--data", str(year.parents[1])]
    assert run(check) == 1
    assert capsys.readouterr().out.endswith(f"　逐个文件对照：gongkai adopt {year.as_posix()}\n")
    (year / "其他.csv").unlink()
    assert run(check) == 1
    assert "逐个文件对照" not in capsys.readouterr().out
