"""A child makes one report after the other, and none of them is another for that."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from runs import bytes_of

from gongkai.batch.processes.job import Job
from gongkai.batch.processes.outcome import State
from gongkai.batch.processes.workers import ForkWorkers, can_fork
from gongkai.batch.run import Limits, attempt

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fork(), reason="workers do not fork on this platform"),
]
OFFICES = (("hrbrfb", 2018), ("yunshan_old", 2018))
OWN = """
import os, pathlib
pathlib.Path(os.environ["WHERE"]).write_text(str(os.getpid()))
"""


@pytest.fixture(scope="module")
def workers() -> Iterator[ForkWorkers]:
    """Return workers of this module alone, whose children can be told apart."""
    workers = ForkWorkers()
    yield workers
    workers.close()


def children(workers: ForkWorkers) -> set[int]:
    return {child.pid for child in psutil.Process(workers._parent.pid).children()}


def made(workers: ForkWorkers, root: Path, out: Path, agency: str, year: int) -> set[int]:
    """Return the children that there are when a report is made."""
    outcome = attempt(workers, Job(str(root), str(out), agency, year, "html,xlsx"), Limits(120))
    assert outcome.state in (State.DONE, State.CHECKS) and outcome.attempts == 1, outcome
    return children(workers)


def test_reports_of_one_child_are_those_of_children_of_their_own(
    workers: ForkWorkers, offices: Path, tmp_path: Path
) -> None:
    """Each is made first in one child and second in another, and comes out the same."""
    alone = [made(workers, offices, tmp_path / str(n), *key) for n, key in enumerate(OFFICES)]
    assert alone[0] == alone[1] and len(alone[0]) == 1
    first = psutil.Process(*alone[0])
    first.kill()
    first.wait(10)
    other = [made(workers, offices, tmp_path / "other", *key) for key in reversed(OFFICES)]
    assert other[0] == other[1] and other[0] != alone[0]
    once = {**bytes_of(tmp_path / "0"), **bytes_of(tmp_path / "1")}
    assert once and bytes_of(tmp_path / "other") == once


def test_an_analysts_cells_have_a_process_for_themselves(
    workers: ForkWorkers, offices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, told = tmp_path / "data", tmp_path / "pid"
    shutil.copytree(offices / "hrbrfb", root / "hrbrfb")
    shutil.copytree(offices / "yunshan_old", root / "yunshan_old")
    source = OWN.replace('os.environ["WHERE"]', repr(str(told)))
    nbformat.write(
        new_notebook(cells=[new_markdown_cell("## 分析"), new_code_cell(source)]),
        root / "hrbrfb" / "analysis.ipynb",
    )
    before = made(workers, root, tmp_path / "out", "yunshan_old", 2018)
    after = made(workers, root, tmp_path / "out", "hrbrfb", 2018)
    its_own = int(told.read_text())
    assert its_own not in before
    assert its_own not in after
