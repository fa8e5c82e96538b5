"""A disk that is full at any write leaves what stood there, whole, and says so."""

import errno
import json
import os
import shutil
import tempfile
from io import FileIO
from pathlib import Path

import nbformat
import pytest
from runs import KEYS, bytes_of

from gongkai.batch import run as runs_of
from gongkai.batch.processes.outcome import Outcome, State
from gongkai.cli.app import run
from gongkai.errors import OutputError
from gongkai.examined.examine import build
from gongkai.output.folder import move_in, working_folder
from gongkai.report.publication import publish
from gongkai.report.publication.writers import document, page, workbook


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


WRITES = [
    (tempfile, "mkdtemp"),
    (nbformat, "write"),
    (page, "render"),
    (workbook, "write_workbook"),
    (document, "write_document"),
    (publish, "manifest_text"),
]


@pytest.mark.parametrize(("module", "name"), WRITES, ids=[name for _, name in WRITES])
def test_a_full_disk_leaves_the_report_that_stood_there(
    module, name: str, offices: Path, faultless: Path, tmp_path: Path, monkeypatch
) -> None:
    before = {n: c for n, c in bytes_of(faultless).items() if n.startswith("hrbrfb")}
    for file, content in before.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(content)
    book = nbformat.read(faultless / "hrbrfb" / "2018" / "report.ipynb", as_version=4)

    def shown(_key, _root, target: Path) -> nbformat.NotebookNode:
        nbformat.write(book, target)
        return book

    monkeypatch.setattr(publish, "execute", shown)
    monkeypatch.setattr(module, name, full)
    report = build("hrbrfb", 2018, offices)
    with pytest.raises(OutputError, match="磁盘空间"):
        publish.publish(report, offices, tmp_path)
    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("name", ["report.html", "manifest.json"])
def test_a_folder_that_refuses_a_rename_keeps_the_report_that_stood_there(
    name: str, number: int, faultless: Path, tmp_path: Path, monkeypatch
) -> None:
    """The first file is refused, and the last one, when all others are in their places."""
    folder = Path(shutil.copytree(faultless / "hrbrfb" / "2018", tmp_path / "2018"))
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    usual = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if target == folder / name and not self.name.startswith("before-"):
            raise OSError(number, os.strerror(number))
        return usual(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with (
        pytest.raises(OutputError, match="原有文件未改动"),
        working_folder(folder) as work,
    ):
        for file in before:
            (work / file).write_bytes(b"new")
        move_in(work, folder, list(before))
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before


def short_of_room(name: str, monkeypatch) -> None:
    """Let a file be opened to write, and half of it be written."""
    usual = Path.open

    def opened(self: Path, mode: str = "r", *arguments, **named):
        if self.name == name and not mode.startswith("r"):
            if not name.startswith((".", "run.log")):  # a real disk refuses these on opening
                with usual(self, "wb") as stream:
                    stream.write(b"half")
            full()
        return usual(self, mode, *arguments, **named)

    monkeypatch.setattr(Path, "open", opened)


@pytest.mark.parametrize("name", [".batch.lock", "run.log", "run.json", "run.csv", "index.html"])
def test_a_full_disk_at_a_file_of_the_run_is_told_and_leaves_no_half_of_it(
    name: str, offices: Path, faultless: Path, tmp_path: Path, monkeypatch, capsys
) -> None:
    out = Path(shutil.copytree(faultless, tmp_path / "out"))
    before = {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()}
    arguments = ["batch", "--data", str(offices), "--out", str(out)]
    with monkeypatch.context() as patched:
        short_of_room(name, patched)
        assert run(arguments) == 1
    said = capsys.readouterr().err
    assert "磁盘空间" in said
    assert "Traceback" not in said
    assert (out / name).read_bytes() == before[name]
    assert json.loads((out / "run.json").read_text("utf-8"))["finished"] is True
    assert len((out / "run.csv").read_text("utf-8-sig").splitlines()) == 1 + len(KEYS)
    assert not list(out.glob(".writing-*"))
    assert bytes_of(out) == bytes_of(faultless)
    assert run(arguments) == 0


def test_a_log_without_room_ends_the_run_and_the_summary_tells_how_far_it_came(
    offices: Path, tmp_path: Path, monkeypatch
) -> None:
    """Half a line has gone to the disk when it is full; it is taken back."""
    done = [Outcome("a", year, State.DONE) for year in (2018, 2019, 2020)]
    closed = []

    def team(_jobs, _limits):
        try:
            yield from done
        finally:
            closed.append(True)

    class Short(FileIO):
        def write(self, line) -> int:
            if self.tell() > 80:
                full()
            return super().write(line[:30])

    usual = Path.open

    def opened(self: Path, mode: str = "r", *arguments, **named):
        if self.name == "run.log" and "w" in mode:
            return Short(self, mode)
        return usual(self, mode, *arguments, **named)

    monkeypatch.setattr(Path, "open", opened)
    task = runs_of.Task(offices, tmp_path, (), ())
    with pytest.raises(OutputError, match="磁盘空间"):
        runs_of.run(task, team, lambda outcome: None)
    assert closed  # the workers are not left at work
    assert [
        json.loads(line)["key"] for line in (tmp_path / "run.log").read_text("utf-8").splitlines()
    ] == ["a/2018"]
    told = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert told["finished"] is False
    assert [row["year"] for row in told["outcomes"]] == [2018, 2019]
