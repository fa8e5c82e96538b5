"""What most offices work on, simulated: device names, one case, long paths, cp936, files held open."""

import io
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai import windows
from gongkai.cli import app
from gongkai.errors import OutputError
from gongkai.output.folder import move_in, working_folder


@pytest.mark.parametrize("code", ["con", "nul", "aux", "com1", "lpt9"])
def test_a_device_is_no_office(tmp_path: Path, capsys, code: str) -> None:
    for command in (["init", code], ["report", code, "2018"]):
        assert app.run([*command, "--data", str(tmp_path)]) == 2
        assert "Windows 的保留名" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["aux.xlsx", "NUL.xlsx", "Com1.台账.xlsx"])
def test_a_device_is_no_file(sample: Path, tmp_path: Path, capsys, name: str) -> None:
    command = ["template", "hrbrfb", "2018", "--data", str(sample), "--out", str(tmp_path / name)]
    assert app.run(command) == 2
    assert "Windows 的保留名" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_a_folder_that_differs_in_case_alone_is_the_same(tmp_path: Path, capsys) -> None:
    (tmp_path / "YSLHJ").mkdir()
    assert app.run(["init", "yslhj", "--data", str(tmp_path)]) == 2
    assert "YSLHJ" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["YSLHJ"]


def test_a_path_too_long_for_windows_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path.joinpath(*["很深的文件夹"] * 40)
    with monkeypatch.context() as simulated:
        simulated.setattr(windows, "WINDOWS", True)
        with pytest.raises(OutputError, match="路径过长"), working_folder(deep):
            raise AssertionError("nothing is written there")
    assert list(tmp_path.iterdir()) == []
    with working_folder(deep) as work:  # elsewhere it is no matter
        assert work.is_dir()


def test_a_file_that_excel_holds_open_leaves_all_files_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, work = tmp_path / "out", tmp_path / "work"
    for where, text in ((folder, "旧"), (work, "新")):
        where.mkdir()
        for name in ("report.html", "statistics.xlsx"):
            (where / name).write_text(text, "utf-8")
    free = Path.replace

    def held(path: Path, target: Path) -> Path:
        if path == folder / "statistics.xlsx":
            raise PermissionError(13, "另一个程序正在使用此文件")
        return free(path, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(OutputError, match=r"statistics\.xlsx：可能正被 Excel.*关闭该文件后重试"):
        move_in(work, folder, ["report.html", "statistics.xlsx"])
    assert [p.read_text("utf-8") for p in sorted(folder.iterdir())] == ["旧", "旧"]
    monkeypatch.undo()
    move_in(work, folder, ["report.html", "statistics.xlsx"])
    assert [p.read_text("utf-8") for p in sorted(folder.iterdir())] == ["新", "新"]


def test_a_ledger_that_excel_holds_open_is_said_to_be(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    free = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == "requests.csv":
            raise PermissionError(13, "Permission denied")
        return free(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    assert app.run(["check", "hrbrfb", "2018", "--data", str(sample)]) == 2
    assert "关闭正在使用它的程序" in capsys.readouterr().err


class Console(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("encoding", "terminal", "read_as"),
    [("cp936", True, "cp936"), ("cp437", True, "utf-8"), ("cp936", False, "utf-8")],
)
def test_chinese_is_legible_on_a_console_of_any_code_page(
    sample: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, terminal: bool, read_as: str
) -> None:
    shown = io.BytesIO()
    kind = Console if terminal else io.TextIOWrapper
    stream = kind(shown, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    assert app.run(["list", "--data", str(sample)]) == 0
    stream.flush()
    assert "哈尔滨市人民防空办公室" in shown.getvalue().decode(read_as)


def test_python_m_gongkai_is_the_command(sample: Path) -> None:
    command = [sys.executable, "-m", "gongkai", "list", "--data", str(sample)]
    environment = {**os.environ, "PYTHONIOENCODING": "cp936"}
    said = subprocess.run(command, capture_output=True, env=environment, check=True).stdout
    assert "哈尔滨市人民防空办公室" in said.decode("utf-8")


def test_a_spawned_process_does_what_its_parent_does(sample: Path) -> None:
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=app.run, args=(["list", "--data", str(sample)],))
    process.start()
    process.join(60)
    assert process.exitcode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_too_few_open_files_are_told_before_a_library_aborts(sample: Path) -> None:
    listing = f"{sys.executable} -m gongkai list --data {sample}"
    for limit, code, words in (
        ("-n 24", 1, "同时打开的文件太少"),
        ("-Sn 24", 0, "哈尔滨市人民防空办公室"),
    ):
        ran = subprocess.run(["bash", "-c", f"ulimit {limit}; {listing}"], capture_output=True)
        assert ran.returncode == code
        assert words in (ran.stdout + ran.stderr).decode("utf-8")
