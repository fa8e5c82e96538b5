"""A new office's folder: made whole or not at all, never over another, ready to be filled in."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongkai.cli import app
from gongkai.errors import UsageError
from gongkai.keys import Key
from gongkai.narrative.plan import load_plan
from gongkai.office import new_office
from gongkai.records.agency import load_agency
from gongkai.records.load import load
from gongkai.records.stated import office_of

OFFICE = ["init", "yslhj", "--name", "云杉市园林绿化局", "--year", "2025"]

SECTIONS = (
    "主动公开", "主动公开政府信息情况", "依申请公开", "其他需要报告的事项", "存在的主要问题及改进情况", "开头", "总体情况",
    "收到和处理政府信息公开申请情况", "政府信息公开平台建设", "政府信息公开行政复议、行政诉讼情况", "政府信息管理", "监督保障",
)  # fmt: skip
OLD_SECTIONS = (
    "2019年工作思路", "主动公开情况", "人大代表建议和政协委员提案办理结果情况", "依申请公开办理情况", "加强保障机制运行",
    "加强宣传解读", "发挥信息载体作用", "存在的主要问题", "开头", "政府信息公开情况", "政府信息公开相关费用情况", "概述",
)  # fmt: skip


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_new_office_has_all_that_it_needs(tmp_path: Path, capsys) -> None:
    data = tmp_path / "data"  # not there yet
    assert app.run([*OFFICE, "--data", str(data)]) == 0
    assert sorted(files(data)) == [
        *(f"yslhj/2025/narrative/{name}.md" for name in SECTIONS),
        "yslhj/2025/yslhj-2025-台账.xlsx",
        "yslhj/README.md",
        "yslhj/agency.toml",
    ]
    office = load_agency(data / "yslhj")
    assert (office.name, office.short_name, office.level) == (
        "云杉市园林绿化局",
        "我局",
        "department",
    )
    said = capsys.readouterr().out
    assert "gongkai check yslhj 2025" in said
    assert "gongkai report yslhj 2025" in said
    # Nothing is wrong with it but that nothing is known yet.
    assert {f.rule for f in load(data, Key("yslhj", 2025)).findings} == {"L-12", "L-37"}


def test_nothing_is_ever_overwritten(tmp_path: Path, capsys) -> None:
    assert app.run([*OFFICE, "--data", str(tmp_path)]) == 0
    before = files(tmp_path)
    assert app.run([*OFFICE, "--data", str(tmp_path)]) == 2
    assert "没有改动" in capsys.readouterr().err
    assert app.run(["init", "yslhj", "--year", "2025", "--data", str(tmp_path)]) == 2
    assert "已存在" in capsys.readouterr().err
    assert files(tmp_path) == before


def test_another_year_is_added_to_an_office(tmp_path: Path) -> None:
    assert app.run([*OFFICE, "--data", str(tmp_path)]) == 0
    before = files(tmp_path)
    assert app.run(["init", "yslhj", "--year", "2018", "--data", str(tmp_path)]) == 0
    after = files(tmp_path)
    readme = "yslhj/README.md"  # nobody changed it: it is the new year's
    assert {n: after[n] for n in before if n != readme} == {
        n: before[n] for n in before if n != readme
    }
    assert "存在的主要问题.md" in after[readme].decode() and "yslhj-2018" in after[readme].decode()
    assert sorted(set(after) - set(before)) == [
        *(f"yslhj/2018/narrative/{name}.md" for name in OLD_SECTIONS),
        "yslhj/2018/yslhj-2018-台账.xlsx",
    ]


def test_it_is_never_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new_office, "write_guide", full)
    assert app.run([*OFFICE, "--data", str(tmp_path / "data")]) == 1
    assert "原有文件未改动" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_year_is_last_year_unless_said(tmp_path: Path) -> None:
    assert app.run(["init", "yslhj", "--data", str(tmp_path)]) == 0
    assert (tmp_path / "yslhj" / str(dt.date.today().year - 1)).is_dir()


def test_an_office_without_a_name_is_asked_for_it(tmp_path: Path, capsys) -> None:
    assert app.run(["init", "yslhj", "--year", "2025", "--data", str(tmp_path)]) == 0
    assert "填写机关全称" in capsys.readouterr().out
    assert app.run(["check", "yslhj", "2025", "--data", str(tmp_path)]) == 2
    assert "还没有填写机关全称" in capsys.readouterr().err
    path = tmp_path / "yslhj" / "2025" / "yslhj-2025-台账.xlsx"
    book = load_workbook(path)
    book["机关"]["B3"] = "某市某局"
    book.save(path)
    assert app.run(["check", "yslhj", "2025", "--data", str(tmp_path)]) == 1


def test_a_government_answers_for_more(tmp_path: Path) -> None:
    command = ["init", "yunshan", "--name", "云杉市人民政府", "--level", "政府", "--year", "2025"]
    assert app.run([*command, "--data", str(tmp_path)]) == 0
    assert load_agency(tmp_path / "yunshan").level == "government"
    texts = {p.stem for p in (tmp_path / "yunshan" / "2025" / "narrative").iterdir()}
    assert texts == {*SECTIONS, "工作考核、社会评议和责任追究情况"}


def test_only_the_offices_own_sections_are_left_to_it() -> None:
    for year, level, plan in (
        (2018, "department", "harbin_four"),
        (2024, "government", "six_parts"),
    ):
        office = new_office.new_agency("x", "某局", level)
        own = {section.id for section in new_office.own_sections(Key("x", year), office)}
        assert own == {section.id for section in load_plan(plan).sections if section.required}


@given(name=st.text(min_size=1, max_size=40))
def test_whatever_a_name_is_it_reads_back_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.mktemp("office") / "x"
    folder.mkdir()
    try:
        office = new_office.new_agency("x", name, "department")
    except UsageError:
        return
    if office.name != new_office.NAMELESS:
        new_office.write_settings(office, folder)
        assert load_agency(folder) == office


def test_a_governments_folder_asks_for_its_members(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ["init", "ysszf", "--name", "云杉市人民政府", "--year", "2025"]
    assert app.run([*made, "--data", str(tmp_path)]) == 0
    assert "成员单位" in capsys.readouterr().out
    readme = (tmp_path / "ysszf" / "README.md").read_text(encoding="utf-8")
    assert "列在“成员单位”工作表" in readme
    path = tmp_path / "ysszf" / "2025" / "ysszf-2025-台账.xlsx"
    book = load_workbook(path)
    book["成员单位"]["A3"] = "yslhj"
    book.save(path)
    assert [m.code for m in office_of(tmp_path / "ysszf").members] == ["yslhj"]
