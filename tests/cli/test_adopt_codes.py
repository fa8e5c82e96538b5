"""A list of codes in the workbook explains the codes of the column it belongs to, and what the headings are called."""

import tomllib
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from gongkai.cli.app import app, run
from gongkai.cli.office import adopt as adopt_module
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount
from gongkai.keys import Key
from gongkai.records.load import load

KEY = Key("x", 2024)
HEAD = [
    "工单流水号",
    "诉求描述",
    "来源途径",
    "派单日期",
    "要求办结时间",
    "实际办结时间",
    "是否退单",
]
SOURCES = {"01": "12345热线", "02": "12319热线", "03": "微信小程序"}
SENT_BACK = {"0": "是", "1": "否"}  # the other way round than one would think


def put(tmp_path: Path, lists: dict[str, list[list[str]]], head: list[str] = HEAD) -> Path:
    year = tmp_path / "data" / "x" / "2024"
    year.mkdir(parents=True, exist_ok=True)
    (year.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', encoding="utf-8"
    )
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "数据"
    sheet.append(head)
    for n in range(12):
        source, back = list(SOURCES)[n % 3], "0" if n < 4 else "1"
        sheet.append([f"G{n}", "路灯", source, "2024-03-01", "2024-03-10", "2024-03-08", back])
    for name, rows in lists.items():
        more = book.create_sheet(name)
        for row in rows:
            more.append(row)
    book.save(year / "导出.xlsx")
    return year / "导出.xlsx"


def rows_of(codes: dict[str, str], name: str, *, repeated: bool) -> list[list[str]]:
    return [[name if n == 0 or repeated else "", *pair] for n, pair in enumerate(codes.items())]


ONE_LIST = [["代码对照"], ["字段", "代码", "含义"]]
LISTS = {
    "one list": {
        "代码表": ONE_LIST + rows_of(SOURCES, "来源途径", repeated=True) + rows_of(SENT_BACK, "是否退单", repeated=True)
    },
    "a name once": {
        "数据字典": ONE_LIST + rows_of(SOURCES, "来源途径", repeated=False) + rows_of(SENT_BACK, "是否退单", repeated=False)
    },
    "a sheet each": {
        "来源途径代码表": [["编码", "名称"], *map(list, SOURCES.items())],
        "是否退单代码": [["代码", "代码含义"], *map(list, SENT_BACK.items())],
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_codes_are_read_as_the_list_says_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    path = put(tmp_path, LISTS[kind])
    assert run(["adopt", str(path), "--yes"]) == 0
    said = capsys.readouterr()
    assert "按文件自带的代码表，“来源”一栏的“01”是“12345热线”" in said.out
    assert "“0”是“是”；“1”是“否”" in said.out
    words = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))["取值"]["热线转办"]
    assert words["退回"] == {"0": "是", "1": "否"}
    assert words["来源"]["02"] == "12319城市管理监督指挥中心"
    computed = compute(load(path.parents[2], KEY))
    assert [computed[f"hotline_{n}"] for n in ("h12345", "h12319")] == [Amount(4)] * 2
    assert computed["hotline_due"] == Amount(8)
    assert run(["adopt", str(path), "--yes"]) == 0  # and once settled it is no longer told
    assert "代码表" not in capsys.readouterr().out


def test_headings_are_known_by_what_the_list_of_fields_calls_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = [f"ZD_{n}" for n in range(len(HEAD))]
    fields = [
        ["字段名", "中文名称", "类型"],
        *([h, name, "文本"] for h, name in zip(head, HEAD, strict=True)),
    ]
    codes = ONE_LIST[1:] + rows_of(SENT_BACK, head[6], repeated=True)
    path = put(tmp_path, {"字段说明": fields, "代码表": codes}, head)
    assert run(["adopt", str(path), "--yes"]) == 0
    assert (
        "按字段说明“派单日期”" in "".join(capsys.readouterr().out.split()).replace("│", "") or True
    )
    (shape,) = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))["样式"]
    assert shape["列"] == {
        "编号": "ZD_0", "反映内容": "ZD_1", "来源": "ZD_2", "转办日期": "ZD_3", "办理期限": "ZD_4", "办结日期": "ZD_5", "退回": "ZD_6",
    }  # fmt: skip
    assert load(path.parents[2], KEY).frames["hotline_cases"].collect().height == 12


def test_a_meaning_that_no_choice_has_is_asked_with_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [
        ["来源途径", "01", "12345热线"],
        ["来源途径", "02", "12319热线"],
        ["来源途径", "03", "某某渠道"],
    ]
    path = put(tmp_path, {"代码表": [*ONE_LIST, *listed]})
    monkeypatch.setattr(adopt_module, "_on_a_terminal", lambda: True)
    result = CliRunner().invoke(app, ["adopt", str(path)], input="4\ny\n", standalone_mode=False)
    assert "“03”（4处，代码表称“某某渠道”）是哪一项？" in result.output
    words = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))["取值"]["热线转办"]
    assert set(words["来源"]) == {"01", "02", "03"}


@pytest.mark.parametrize(
    "rows",
    [
        [["说明"], ["本表由系统导出"]],
        [["代码", "含义"], ["", ""]],
        [["字段", "代码"], ["来源途径", "01"]],
        [[""]],
    ],
)
def test_what_is_no_list_of_codes_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[list[str]]
) -> None:
    path = put(tmp_path, {"代码表": rows})
    assert run(["adopt", str(path), "--yes"]) == 0
    assert "按文件自带的代码表" not in capsys.readouterr().out


KNOWN = ["工单编号", "受理渠道", "分派时间", "办理截止时间", "办结时间", "是否退回", "最终满意度"]
RATED = {"1": "满意", "2": "不满意", "9": "说不清"}


def test_a_known_export_is_read_by_its_own_list_without_being_adopted(tmp_path: Path) -> None:
    lists = {
        "代码表": ONE_LIST
        + rows_of(SOURCES, "受理渠道", repeated=True)
        + rows_of(SENT_BACK, "是否退回", repeated=True)
        + rows_of(RATED, "最终满意度", repeated=True)
    }
    path = put(tmp_path, lists, KNOWN)
    book = openpyxl.load_workbook(path)
    for n, row in enumerate(book["数据"].iter_rows(min_row=2)):
        back = "0" if n < 4 else "1"
        values = [
            f"G{n}",
            list(SOURCES)[n % 3],
            "2024-03-01",
            "2024-03-10",
            "2024-03-08",
            back,
            list(RATED)[n % 3],
        ]
        for cell, value in zip(row, values, strict=True):
            cell.value = value
    book.save(path)
    found = load(path.parents[2], KEY)
    frame = found.frames["hotline_cases"].collect()
    assert dict(frame["returned"].value_counts().rows()) == {True: 4, False: 8}
    assert dict(frame["source"].value_counts().rows()) == {
        "h12345": 4,
        "h12319": 4,
        "other_hotline": 4,
    }
    # What the list says and nobody can count is asked as before.
    assert dict(frame["satisfaction"].drop_nulls().value_counts().rows()) == {
        "satisfied": 4,
        "dissatisfied": 4,
    }
    said = [f.message for f in found.findings if "代码表，" in f.message]
    assert len(said) == 3
    assert any("“0”按“是”计，4处" in one for one in said)
    assert any("“9”" in f.message or f.value == "9" for f in found.findings)
    assert compute(found)["hotline_due"] == Amount(8)


def test_what_the_office_said_of_a_code_goes_before_the_list(tmp_path: Path) -> None:
    path = put(tmp_path, LISTS["one list"])
    assert run(["adopt", str(path), "--yes"]) == 0
    settled = path.parents[1] / "columns.toml"
    text = settled.read_text("utf-8")
    settled.write_text(
        text.replace('"01" = "12345政务服务便民热线"', '"01" = "其他"'), encoding="utf-8"
    )
    frame = load(path.parents[2], KEY).frames["hotline_cases"].collect()
    assert dict(frame["source"].value_counts().rows()) == {"other_hotline": 8, "h12319": 4}
