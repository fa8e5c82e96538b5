"""A disk that is full at any write leaves what stood there, whole, and says so."""

import errno
import tempfile
from pathlib import Path

import nbformat
import pytest
from runs import bytes_of

from gongkai.batch import run as runs_of
from gongkai.batch.outcome import Outcome, State, write_outcomes
from gongkai.errors import OutputError
from gongkai.report import publish
from gongkai.report.build import build


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


WRITES = [
    (tempfile, "mkdtemp"),
    (nbformat, "write"),
    (publish, "render"),
    (publish, "write_workbook"),
    (publish, "write_document"),
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


def test_a_full_disk_at_the_summary_keeps_the_last_one(tmp_path: Path, monkeypatch) -> None:
    write_outcomes([Outcome("a", 2018, State.DONE)], tmp_path, finished=True)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError):
        write_outcomes([], tmp_path, finished=True)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_full_disk_at_the_log_is_told(tmp_path: Path, offices: Path, monkeypatch) -> None:
    task = runs_of.Task(offices, tmp_path / "out", (), ())
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OutputError):
        runs_of.run(task, lambda jobs, limits: iter(()), lambda outcome: None)
