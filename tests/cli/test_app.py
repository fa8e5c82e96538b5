"""The commands, used rightly and wrongly; every wrong use is told in Chinese."""

import errno
import json
import re
import sys
from pathlib import Path

import pytest

from conftest import SAMPLE
from gongkai.cli import app
from gongkai.report.publication import publish
from gongkai.report.publication.formats import FORMATS
from gongkai.report.publication.writers.writer import Writer
from gongkai.report.verification.figures import Verification

CHINESE = re.compile(r"[\u4e00-\u9fff]")
IDENTICAL = "上一次的报告"


def told(capsys, arguments: list[str], code: int) -> str:
    """Run a command, and return what it said on the error stream: Chinese, no traceback."""
    assert app.run(arguments) == code
    error = capsys.readouterr().err
    assert CHINESE.search(error)
    assert "Traceback" not in error
    return error


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Return an output folder that holds an earlier report."""
    folder = tmp_path / "out" / "hrbrfb" / "2018"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text(IDENTICAL, encoding="utf-8")
    return tmp_path / "out"


def untouched(out: Path) -> bool:
    folder = out / "hrbrfb" / "2018"
    names = [path.name for path in folder.iterdir() if path.name != "failed.json"]  # for the index
    return names == ["report.html"] and (folder / "report.html").read_text("utf-8") == IDENTICAL


WRONG_USE = [
    (["report", "nobody", "2018"], "nobody"),
    (["report", "hrbrbf", "2018"], "是不是“hrbrfb”"),
    (["report", "hrbrfb", "1999"], "1999"),
    (["report", "hrbrfb", "2016"], "现有年度：2018"),
    (["report", "hrbrfb", "twenty"], "twenty"),
    (["report", "HRB RFB", "2018"], "机关代码"),
    (["report", "../hrbrfb", "2018"], "机关代码"),
    (["report", "hrbrfb"], "年度"),
    (["report", "hrbrfb", "2018", "--formt", "json"], "--format"),
    (["report", "hrbrfb", "2018", "--to", "html,word"], "没有输出格式“word”"),
    (["report", "hrbrfb", "2018", "--to", ""], "html、review、xlsx、tables、docx、pdf"),
    (["check", "hrbrfb", "2018", "--format", "xml"], "--help"),
    (["chekc", "hrbrfb", "2018"], "check"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG_USE)
def test_wrong_use_is_exit_2(capsys, monkeypatch, before: Path, arguments, words: str) -> None:
    monkeypatch.chdir(SAMPLE.parent)
    if arguments[0] == "report" and "--formt" not in arguments and len(arguments) == 3:
        arguments = [*arguments, "--out", str(before)]
    assert words in told(capsys, arguments, 2)
    assert untouched(before)


def test_a_data_folder_that_is_not_there(capsys, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_DATA", raising=False)
    assert "--data" in told(capsys, ["report", "hrbrfb", "2018"], 2)
    assert "没有" in told(capsys, ["check", "x", "2018", "--data", str(tmp_path)], 2)


def test_the_data_folder_may_come_from_the_environment(capsys, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_DATA", str(SAMPLE))
    assert app.run(["list"]) == 0
    assert "hrbrfb 2018\t哈尔滨市人民防空办公室\t台账 10 种" in capsys.readouterr().out
    assert app.run(["list", "--year", "2015"]) == 0
    assert "没有符合条件" in capsys.readouterr().out


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")


# A file in the place of each format, and a proof that it holds one figure.
EASY = Writer(
    lambda _report, _content, path: path.write_text("新的报告", encoding="utf-8") and None,
    lambda *_: Verification(1),
)
BAD_DATA = [
    ("requests.csv", "YSQ2018001", "YSQ2018002", 1, "R-01"),
    ("requests.csv", ",收到日期,", ",收件,", 1, "L-03"),
    ("requests.csv", "联系方式", "收到日期", 1, "L-04"),
    ("meetings.csv", "2018-03-15", "2019-03-15", 1, "R-02"),
    ("proposals.csv", "2018-05-22", "2018-01-22", 1, "R-02"),
    ("meetings.csv", ",26", "", 1, "L-06"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "rule"), BAD_DATA)
def test_bad_data_refuses_the_report_and_lists_the_places(
    capsys, sample: Path, before: Path, file: str, old: str, new: str, code: int, rule: str
) -> None:
    _edit(sample / "hrbrfb" / "2018" / file, old, new)
    arguments = ["report", "hrbrfb", "2018", "--data", str(sample), "--out", str(before)]
    error = told(capsys, arguments, code)
    assert rule in error
    assert file in error
    assert "gongkai check hrbrfb 2018" in error
    assert untouched(before)


def test_a_ledger_that_is_an_image(capsys, sample: Path, before: Path) -> None:
    (sample / "hrbrfb" / "2018" / "requests.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert "另存为" in told(
        capsys, ["report", "hrbrfb", "2018", "--data", str(sample), "--out", str(before)], 2
    )
    assert untouched(before)
    assert app.run(["check", "hrbrfb", "2018", "--data", str(sample)]) == 2


def test_a_ledger_in_another_encoding_is_read(capsys, sample: Path) -> None:
    path = sample / "hrbrfb" / "2018" / "requests.csv"
    path.write_text(path.read_text(encoding="utf-8-sig"), encoding="gb18030")
    assert app.run(["check", "hrbrfb", "2018", "--data", str(sample)]) == 0
    assert "没有必须改正的问题" in capsys.readouterr().out


def test_a_text_that_names_an_indicator_that_does_not_exist_makes_a_draft(
    capsys, sample, before
) -> None:
    path = sample / "hrbrfb" / "2018" / "narrative" / "problems.md"
    path.write_text("第一行\n收到{{ 数字('requests_recieved') }}。\n", encoding="utf-8")
    error = told(
        capsys, ["report", "hrbrfb", "2018", "--data", str(sample), "--out", str(before)], 1
    )
    assert "narrative/problems.md" in error and "（第2行）" in error
    assert "requests_received" in error
    assert "草稿" in (before / "hrbrfb" / "2018" / "report.html").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's own")
def test_an_output_folder_that_cannot_be_written(capsys, tmp_path: Path) -> None:
    arguments = ["report", "hrbrfb", "2018", "--data", str(SAMPLE), "--out"]
    assert "无法写入" in told(capsys, [*arguments, "/proc/gongkai"], 1)
    blocked = tmp_path / "out"
    blocked.write_text("不是文件夹", encoding="utf-8")
    assert "--out" in told(capsys, [*arguments, str(blocked)], 1)


@pytest.mark.parametrize("step", ["execute", "write_text", "replace"])
def test_a_full_disk_leaves_the_previous_report(capsys, monkeypatch, before, step: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(publish, "execute", lambda *_: None)
    monkeypatch.setattr(publish, "contents", lambda _: None)
    monkeypatch.setattr(publish, "writer", lambda _: EASY)
    monkeypatch.setattr(publish, "write_review", lambda *given, **_: EASY.write(*given))
    monkeypatch.setattr(*((publish, "execute", full) if step == "execute" else (Path, step, full)))
    arguments = ["report", "hrbrfb", "2018", "--data", str(SAMPLE), "--out", str(before)]
    assert app.run(arguments) == 1
    assert "磁盘空间" in capsys.readouterr().err
    monkeypatch.undo()
    assert untouched(before)


def test_the_folder_holds_what_was_asked_for_and_names_an_older_format(
    capsys, monkeypatch, before: Path
) -> None:
    def executed(key: object, root: object, path: Path) -> None:
        path.write_text("{}", encoding="utf-8")

    monkeypatch.setattr(publish, "execute", executed)
    monkeypatch.setattr(publish, "contents", lambda _: None)
    monkeypatch.setattr(publish, "writer", lambda _: EASY)
    arguments = ["report", "hrbrfb", "2018", "--data", str(SAMPLE), "--out", str(before)]
    assert app.run([*arguments, "--to", "xlsx"]) == 0
    folder = before / "hrbrfb" / "2018"
    names = [
        "facts.csv",
        "facts.json",
        "manifest.json",
        "report.html",
        "report.ipynb",
        "statistics.xlsx",
        "versions",
    ]
    assert sorted(path.name for path in folder.iterdir()) == names
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["stale"] == ["report.html"]
    assert "report.html 这次没有重新生成" in capsys.readouterr().err
    # On a terminal, too, where a spinner shows how far it is.
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert app.run([*arguments, "--to", "xlsx"]) == 0
    told = capsys.readouterr().err
    assert f"{folder.as_posix()}/statistics.xlsx\n" in told and "；状态：核对通过。\n" in told


def test_an_unforeseen_fault_is_a_sentence(capsys, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("gongkai.examined.examine.load", broken)
    monkeypatch.delenv("GONGKAI_DEBUG", raising=False)
    error = told(capsys, ["check", "hrbrfb", "2018", "--data", str(SAMPLE)], 1)
    assert "GONGKAI_DEBUG" in error


def test_check_answers_in_json(capsys, sample: Path) -> None:
    _edit(sample / "hrbrfb" / "2018" / "requests.csv", "自然人", "自然")
    assert app.run(["check", "hrbrfb", "2018", "--data", str(sample), "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["key"], answer["state"]) == ("hrbrfb/2018", "blocked")
    finding = next(f for f in answer["findings"] if f["rule"] == "L-10")
    assert set(finding) == {"rule", "severity", "place", "value", "expected", "message", "remedy"}
    assert set(finding["place"]) == {"file", "sheet", "row", "column"}
    assert finding["value"] == "自然"
    keys = {"id", "state", "left", "right", "message", "text", "place"}
    assert all(set(c) == keys for c in answer["checks"])
    assert {c["id"]: c["state"] for c in answer["checks"]}["F14-5"] == "pass"


def test_a_clean_check_is_exit_0(capsys) -> None:
    assert app.run(["check", "hrbrfb", "2018", "--data", str(SAMPLE)]) == 0
    assert "没有必须改正的问题" in capsys.readouterr().out


def test_a_failing_identity_is_shown_and_blocks(capsys, sample: Path) -> None:
    path = sample / "hrbrfb" / "2018" / "requests.csv"
    head, row, *_ = path.read_text(encoding="utf-8-sig").splitlines()
    replied = row.split(",")[head.split(",").index("答复日期")]
    _edit(path, row, row.replace(replied, "2018-12-28"))
    assert app.run(["check", "hrbrfb", "2018", "--data", str(sample)]) == 1
    out = capsys.readouterr().out
    assert "R-05" in out and "有必须改正的问题" in out
    assert "F14-6" not in out  # it follows from the late reply, which is told once
    assert app.run(["check", "hrbrfb", "2018", "--data", str(sample), "--format", "json"]) == 1
    checks = json.loads(capsys.readouterr().out)["checks"]
    states = {c["id"]: c["state"] for c in checks}
    assert (states["R-05"], states["F14-6"]) == ("fail", "warn")
    assert "R-05" in next(c["message"] for c in checks if c["id"] == "F14-6")


@pytest.mark.slow
def test_a_report_answers_in_json_and_a_draft_is_exit_1(capsys, sample: Path, tmp_path) -> None:
    (sample / "hrbrfb" / "2018" / "meetings.csv").unlink()
    arguments = ["report", "hrbrfb", "2018", "--data", str(sample), "--out", str(tmp_path / "o")]
    assert app.run([*arguments, "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["state"] == "draft"
    assert [Path(p).name for p in answer["paths"]] == [
        "report.html",
        "review.html",
        "statistics.xlsx",
        "report.docx",
        "facts.json",
        "facts.csv",
        "report.ipynb",
        "manifest.json",
    ]
    assert all(Path(p).is_file() for p in answer["paths"])
    assert answer["indicators"]["requests_received"] == "29"
    assert answer["indicators"]["requests_on_time_rate"] == "29/29"
    assert answer["indicators"]["trainings"] == "unknown"
    made = tmp_path / "o" / "hrbrfb" / "2018"
    assert "改正之前只能是草稿" in (made / "review.html").read_text(encoding="utf-8")
    page = (made / "report.html").read_text(encoding="utf-8")
    assert "改正之前只能是草稿" not in page and "还要做什么" not in page
    assert "草稿" in page


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["report", "-h"], ["list", "-h"]]
)
def test_help_is_chinese(capsys, arguments: list[str]) -> None:
    assert app.run(arguments) == 0
    out = capsys.readouterr().out
    assert "用法：" in out
    for english in ("Usage", "Options", "Arguments", "Commands", "Show this message", "default"):
        assert english not in out


@pytest.mark.parametrize("command", ["report", "batch"])
def test_the_help_names_every_format(capsys, command: str) -> None:
    assert app.run([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert all(form.name in said for form in FORMATS)
