"""A file whose headings are a program's codes: with its ledger named, its values are proposed and the rest is asked."""

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gongkai.cli.app import app, run
from gongkai.cli.office import adopt as adopt_module
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount
from gongkai.keys import Key
from gongkai.records.load import load

KEY = Key("x", 2024)


def put(tmp_path: Path, head: str, title: str = "") -> Path:
    year = tmp_path / "data" / "x" / "2024"
    year.mkdir(parents=True, exist_ok=True)
    (year.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', encoding="utf-8"
    )
    lines = [title, head] if title else [head]
    for n in range(12):
        kind, way = ("公民", "企业")[n % 2], ("网络", "信函")[n % 2]
        outcome = ("予以公开", "部分公开")[n % 2]
        lines.append(f"YS{n},甲某{n},{kind},{way},2024-03-{n + 1:02},2024-03-{n + 9:02},{outcome}")
    path = year / "导出.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def shape(path: Path) -> dict[str, object]:
    (made,) = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))["样式"]
    return dict(made)


@pytest.mark.parametrize("head", ["A1,A2,A3,A4,A5,A6,A7", "XH_A,QX_B,QX_C,QX_D,QX_E,QX_F,QX_G"])
@pytest.mark.parametrize("title", ["", "2024年度情况"])
def test_what_values_tell_is_proposed_and_nothing_else_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], head: str, title: str
) -> None:
    path = put(tmp_path, head, title)
    names = head.split(",")
    assert run(["adopt", str(path), "--yes", "--ledger", "依申请公开"]) == 0
    made = shape(path)
    assert made["列"] == {"申请人类型": names[2], "申请方式": names[3], "办理结果": names[6]}
    said = capsys.readouterr().err
    assert f"“收到日期”（必需的列）——可能是 {names[4]}、{names[5]}，拿不准" in said
    assert f"“答复日期”——可能是 {names[4]}、{names[5]}，拿不准" in said
    assert "甲某" not in said
    assert len(made["认作"]) >= 6  # type: ignore[arg-type]


def test_the_rest_is_asked_with_an_example_of_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "A1,A2,A3,A4,A5,A6,A7")
    monkeypatch.setattr(adopt_module, "_on_a_terminal", lambda: True)
    # 收到日期 is the first of two days, 登记编号 the first of two texts, 答复日期 the day that is left.
    words = ["adopt", str(path), "--ledger", "依申请公开"]
    said = CliRunner().invoke(app, words, input="1\n1\n1\ny\n", standalone_mode=False).output
    assert "1. A5（如 2024-03-01、2024-03-0" in said and "甲某" not in said
    columns = shape(path)["列"]
    assert (columns["收到日期"], columns["登记编号"], columns["答复日期"]) == ("A5", "A1", "A6")  # type: ignore[index]
    computed = compute(load(path.parents[2], KEY))
    assert computed["requests_received"] == Amount(12)


def test_a_file_in_which_nothing_is_certain_is_not_written_down(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "A1,A2,A3")
    path.write_text("A1,A2\n某某,甲\n某丁,乙\n某己,丙\n", encoding="utf-8")
    assert run(["adopt", str(path), "--yes", "--ledger", "依申请公开"]) == 1
    assert "没有一列定得下来，没有写入" in capsys.readouterr().out
    assert not (path.parents[1] / "columns.toml").exists()
