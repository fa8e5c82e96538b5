"""A batch on a Dask cluster that somebody else runs, and that goes and comes back."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from distributed.client import FutureCancelledError
from distributed.comm.core import CommClosedError
from runs import bytes_of, reports_of

from gongkai.batch.cluster import _round, perform_there
from gongkai.batch.lock import only_batch
from gongkai.batch.processes.job import Job
from gongkai.batch.processes.outcome import State
from gongkai.batch.run import Limits
from gongkai.cli.app import run
from gongkai.examined.data_files import digest
from gongkai.examined.inputs import program_inputs

pytestmark = pytest.mark.slow


class Cluster:
    """A scheduler and one worker, as ``dask scheduler`` and ``dask worker`` start them."""

    def __init__(self, port: int, folder: Path) -> None:
        self.address, self.folder = f"tcp://127.0.0.1:{port}", folder
        host = ["--host", "127.0.0.1", "--port", str(port)]
        self.processes = [self.start("scheduler", *host), self.worker()]
        while not answers(port):
            time.sleep(0.1)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words, "--no-dashboard"],
            cwd=self.folder,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def worker(self) -> subprocess.Popen[bytes]:
        return self.start("worker", self.address, "--nthreads", "1", "--death-timeout", "60")

    def kill_worker(self) -> None:
        kill(self.processes.pop())

    def kill(self) -> None:
        for process in self.processes:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all that it started, as a machine does that loses its power."""
    try:
        family = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        family = []
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for member in family:
        if member.is_running():
            member.kill()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_scheduler_that_goes_and_comes_back_loses_no_report(
    offices: Path, faultless: Path, tmp_path: Path
) -> None:
    port, folder, out = free_port(), tmp_path / "dask", tmp_path / "out"
    folder.mkdir()
    codes: list[int] = []
    only = ("hrbrfb/2018", "yunshan_old/2018")
    arguments = ["batch", "--data", str(offices), "--out", str(out)]
    arguments += [word for key in only for word in ("--only", key)]
    clusters = [Cluster(port, folder)]
    batch = threading.Thread(
        target=lambda: codes.append(run([*arguments, "--scheduler", clusters[0].address]))
    )
    try:
        batch.start()
        while not list(out.glob("*/*/manifest.json")) and batch.is_alive():
            batch.join(0.2)
        clusters[0].kill()
        clusters.append(Cluster(port, folder))
        batch.join(300)
    finally:
        clusters[-1].kill()
    assert codes == [0]
    assert bytes_of(out) == {n: c for n, c in bytes_of(faultless).items() if n.startswith(only)}


class _Gone:
    """A client whose scheduler goes once a job is done and before its outcome is fetched."""

    status = "running"

    def __init__(self, state: str, error: Exception) -> None:
        self._state, self._error = state, error

    def nthreads(self) -> dict[str, int]:
        return {"a worker": 1}

    def submit(self, *_, **__) -> "_Gone":
        self.key, self.status = "a job", self._state
        return self

    def add_done_callback(self, told) -> None:
        told(self)

    def result(self):
        raise self._error

    exception = result


@pytest.mark.parametrize("state", ["finished", "error"])
@pytest.mark.parametrize("error", [CommClosedError("gone"), FutureCancelledError("a job", "gone")])
def test_an_outcome_that_cannot_be_fetched_is_asked_for_again(state: str, error: Exception) -> None:
    job = Job("data", "out", "hrbrfb", 2018, "html")
    left = [job]
    assert list(_round(_Gone(state, error), left, Limits(1))) == []


@pytest.fixture
def cluster(tmp_path: Path):
    (tmp_path / "dask").mkdir()
    found = Cluster(free_port(), tmp_path / "dask")
    yield found
    found.kill()


class Robbed:
    """A batch in a thread whose only worker is killed as soon as it writes."""

    def __init__(self, cluster: Cluster, arguments: list[str], out: Path) -> None:
        self.code: int | None = None
        self._batch = threading.Thread(target=self._run, args=(arguments,))
        self._batch.start()
        while not list(out.glob("*/*/.writing-*")) and self._batch.is_alive():
            time.sleep(0.02)
        cluster.kill_worker()

    def _run(self, arguments: list[str]) -> None:
        self.code = run(arguments)

    def end(self) -> int | None:
        self._batch.join(300)
        return self.code


def test_the_only_worker_dies_in_a_job_and_another_comes(
    cluster: Cluster, offices: Path, faultless: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    only = ["--only", "hrbrfb", "--only", "yunshan_old"]
    arguments = ["batch", "--data", str(offices), "--out", str(out), *only]
    batch = Robbed(cluster, [*arguments, "--scheduler", cluster.address], out)
    cluster.processes.append(cluster.worker())
    assert batch.end() == 0
    made = ("hrbrfb", "yunshan_old")
    assert bytes_of(out) == {n: c for n, c in bytes_of(faultless).items() if n.startswith(made)}


def test_the_only_worker_dies_in_a_job_and_none_comes(
    cluster: Cluster, offices: Path, tmp_path: Path, capsys, monkeypatch
) -> None:
    monkeypatch.setattr("gongkai.batch.cluster._PATIENCE", 1.0)
    out = tmp_path / "out"
    arguments = ["batch", "--data", str(offices), "--out", str(out), "--only", "hrbrfb"]
    asked = [*arguments, "--scheduler", cluster.address]
    assert Robbed(cluster, asked, out).end() == 1
    rows = json.loads((out / "run.json").read_text("utf-8"))["outcomes"]
    assert [(row["state"], row["step"]) for row in rows] == [(State.FAILED, "启动")]
    assert "重新运行同一命令" in rows[0]["message"]
    assert reports_of(out) == {}
    monkeypatch.setattr("gongkai.batch.cluster._CONNECT", 1.0)
    capsys.readouterr()
    assert run(asked) == 2
    assert "没有工作进程" in capsys.readouterr().err
    assert run([*arguments, "--explain"]) == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"root": "nowhere/data"}, "没有数据文件夹"),
        ({"out": "nowhere/out"}, "没有输出文件夹"),
        ({}, "不是同一版本"),
    ],
)
def test_a_worker_that_cannot_do_it_as_asked_says_what_it_lacks(
    change: dict[str, str], told: str, offices: Path, tmp_path: Path
) -> None:
    job = {"root": str(offices), "out": str(tmp_path), "agency": "hrbrfb", "year": 2018}
    with only_batch(tmp_path):
        program = digest(program_inputs()) if change else "another"
        outcome = perform_there({**job, "formats": "html", **change}, 9.0, program)
    assert outcome["state"] is State.FAILED
    assert told in outcome["message"]
    assert bytes_of(tmp_path) == {}


def test_a_scheduler_that_does_not_answer_is_told_before_anything_starts(
    offices: Path, tmp_path: Path, capsys, monkeypatch
) -> None:
    monkeypatch.setattr("gongkai.batch.cluster._CONNECT", 1.0)
    address = f"tcp://127.0.0.1:{free_port()}"
    out = tmp_path / "out"
    assert run(["batch", "--data", str(offices), "--out", str(out), "--scheduler", address]) == 2
    assert "连不上 Dask 调度器" in capsys.readouterr().err
    assert not out.exists()
