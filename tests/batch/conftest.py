"""A run without faults over a few keys, and workers that can meet faults."""

import os
import shutil
from pathlib import Path

import pytest
from runs import FAULTY, KEYS

from conftest import SAMPLE, made_once
from gongkai.batch.processes import workers as workers_module
from gongkai.batch.processes.workers import ForkWorkers, SpawnWorkers, Workers, can_fork
from gongkai.cli.app import run


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with just the four keys."""

    def make(root: Path) -> None:
        for key in KEYS:
            shutil.copytree(SAMPLE / key, root / key)
            shutil.copy(SAMPLE / key.split("/")[0] / "agency.toml", root / key.split("/")[0])

    return made_once(tmp_path_factory, "offices", make)


@pytest.fixture(scope="session")
def faultless(tmp_path_factory: pytest.TempPathFactory, offices: Path) -> Path:
    """Return the output folder of a run in which nothing went wrong."""

    def make(out: Path) -> None:
        assert run(["batch", "--data", str(offices), "--out", str(out), "--workers", "2"]) == 0

    return made_once(tmp_path_factory, "faultless", make)


@pytest.fixture(scope="session")
def faults(tmp_path_factory) -> Path:
    """Return the folder of faults; every process that is started from now on looks into it."""
    folder = tmp_path_factory.mktemp("faults")
    os.environ["FAULTS"] = str(folder)
    return Path(folder)


@pytest.fixture(scope="session")
def workers(faults: Path):
    """Return workers that meet the faults in the folder."""
    os.environ["FAULTS"] = str(faults)
    workers = ForkWorkers(FAULTY)
    yield workers
    workers.close()


@pytest.fixture(scope="session")
def spawners(faults: Path):
    """Return workers that meet the same faults, an interpreter a job."""
    os.environ["FAULTS"] = str(faults)
    workers = SpawnWorkers([*FAULTY, "spawned"])
    yield workers
    workers.close()


class Lent:
    """Workers that one run after another hires, and none of them closes."""

    def __init__(self, workers: Workers) -> None:
        self.ask = workers.ask

    def close(self) -> None:
        pass


@pytest.fixture
def warm(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have batches of this process hire the same warm parent, so that not each of them loads its own."""
    if can_fork():
        lent = Lent(request.getfixturevalue("workers"))
        monkeypatch.setattr(workers_module, "local_workers", lambda: lent)
