"""A batch on a Dask cluster that somebody else runs, and that goes and comes back."""

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
from runs import bytes_of

from gongkai.cli.app import run

pytestmark = pytest.mark.slow


class Cluster:
    """A scheduler and one worker, as ``dask scheduler`` and ``dask worker`` start them."""

    def __init__(self, port: int, folder: Path) -> None:
        self.address = f"tcp://127.0.0.1:{port}"
        dask = [sys.executable, "-m", "dask"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.processes = [
            subprocess.Popen(
                [*dask, *words],
                cwd=folder,
                start_new_session=True,
                **quiet,
            )
            for words in (
                ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"],
                [
                    "worker",
                    self.address,
                    "--nthreads",
                    "1",
                    "--no-dashboard",
                    "--death-timeout",
                    "60",
                ],
            )
        ]

        while not answers(port):
            time.sleep(0.1)

    def kill(self) -> None:
        for process in self.processes:
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
    arguments = ["batch", "--data", str(offices), "--out", str(out)]
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
    assert bytes_of(out) == bytes_of(faultless)


def test_a_scheduler_that_does_not_answer_is_told_before_anything_starts(
    offices: Path, tmp_path: Path, capsys, monkeypatch
) -> None:
    monkeypatch.setattr("gongkai.batch.cluster._CONNECT", 1.0)
    address = f"tcp://127.0.0.1:{free_port()}"
    out = tmp_path / "out"
    assert run(["batch", "--data", str(offices), "--out", str(out), "--scheduler", address]) == 2
    assert "连不上 Dask 调度器" in capsys.readouterr().err
    assert not out.exists()
