"""What goes wrong in a worker stays in its key, and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from runs import FAULTY, bytes_of, reports_of

from gongkai.batch.processes.job import Job
from gongkai.batch.processes.outcome import State
from gongkai.batch.processes.workers import ForkWorkers, SpawnWorkers, can_fork
from gongkai.batch.run import Limits, attempt
from gongkai.cli.app import run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fork(), reason="workers do not fork on this platform"),
]
FORMATS = "html,xlsx"  # the files that the steps write
STEPS = ("build", "notebook", "page", "workbook", "manifest", "rename")
KEY = "hrbrfb/2018"
NAP = f"{300 + os.getpid() / 1e9:.9f}"  # seconds; no other test sleeps as long
LEAVES_A_CHILD = f"import os, subprocess; subprocess.Popen(['sleep', '{NAP}'])"


def job(offices: Path, out: Path) -> Job:
    return Job(str(offices), str(out), "hrbrfb", 2018, FORMATS)


@pytest.fixture(scope="module")
def unharmed(workers, offices: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of the key where no fault is met."""
    out = tmp_path_factory.mktemp("unharmed")
    assert attempt(workers, job(offices, out), Limits(120)).state is State.DONE
    return reports_of(out)


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_in_a_step_is_tried_again(
    step: str, workers, faults: Path, offices: Path, unharmed: dict[str, bytes], tmp_path: Path
) -> None:
    (faults / step).write_text("once")
    outcome = attempt(workers, job(offices, tmp_path), Limits(120))
    assert (outcome.state, outcome.attempts) == (State.DONE, 2)
    assert reports_of(tmp_path) == unharmed


@pytest.mark.parametrize("step", ["build", "rename"])
def test_a_worker_killed_each_time_is_an_honest_outcome(
    step: str, workers, faults: Path, offices: Path, tmp_path: Path
) -> None:
    (faults / step).write_text("always")
    outcome = attempt(workers, job(offices, tmp_path), Limits(120))
    (faults / step).unlink()
    assert outcome.state is State.DEAD
    assert outcome.attempts == 2
    assert outcome.message.startswith("读取台账：" if step == "build" else "执行笔记本、写出文件：")
    assert "gongkai report hrbrfb 2018" in outcome.message
    assert not [name for name in reports_of(tmp_path) if name.endswith("manifest.json")]


MISBEHAVIOUR = {
    "exits": ("import os; os._exit(3)", Limits(120), State.DEAD, "意外退出（3）"),
    "loops": ("import time\nwhile True: time.sleep(0.01)", Limits(3), State.TIMEOUT, "超过 3 秒"),
    "eats memory": ("x = []\nwhile True: x.append(bytearray(20_000_000))", Limits(120, 900), State.DEAD, "内存超过 900 MB"),
    "prints 10 MB": ("print('字' * 3_500_000)", Limits(120), State.FAILED, "输出过多"),
    "leaves a child": (LEAVES_A_CHILD + "; os._exit(4)", Limits(120), State.DEAD, "意外退出（4）"),
    "raises": ("raise ValueError('张三')", Limits(120), State.FAILED, "ValueError"),
}  # fmt: skip


def put(source: str, faults: Path) -> Path:
    """Have the workers run a notebook with this cell in place of the report's."""
    parameters = new_code_cell("agency = ''\nyear = 0\n", metadata={"tags": ["parameters"]})
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    book = new_notebook(cells=[parameters, new_code_cell(source)], metadata=spec)
    nbformat.write(book, faults / "notebook.ipynb")
    return faults / "notebook.ipynb"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [(fault, "workers") for fault in MISBEHAVIOUR]
    + [(f, "spawners") for f in ("loops", "eats memory", "prints 10 MB", "leaves a child")],
)
def test_a_notebook_that_misbehaves_ends_in_bounded_time(
    fault: str, kind: str, request, faults: Path, offices: Path, tmp_path: Path
) -> None:
    source, limits, state, told = MISBEHAVIOUR[fault]
    workers = request.getfixturevalue(kind)
    others = set(running(workers))
    notebook = put(source, faults)
    try:
        outcome = attempt(workers, job(offices, tmp_path), limits)
    finally:
        notebook.unlink()
    assert outcome.state is state, outcome
    assert told in outcome.message
    assert "张三" not in outcome.message
    assert reports_of(tmp_path) == {}
    assert [p for p in running(workers) if p not in others] == []
    psutil.wait_procs(sleepers(), timeout=10)  # what was killed takes its moment to go
    assert sleepers() == []


def running(workers) -> list[psutil.Process]:
    parent = getattr(workers, "_parent", None)
    return psutil.Process(parent.pid if parent else None).children(recursive=True)


def sleepers() -> list[psutil.Process]:
    """Return the children that notebooks started and nobody ended, whose parent is gone."""
    return [p for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == ["sleep", NAP]]


# A shell that runs the tests in the background leaves Ctrl-C ignored to all that they start.
HEEDING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


# The command as it is, but for workers that meet the faults and draw no chart twice.
HIRING = f"""
from functools import partial
from gongkai.batch.processes import workers
workers.ForkWorkers = partial(workers.ForkWorkers, {FAULTY!r})
workers.SpawnWorkers = partial(workers.SpawnWorkers, {[*FAULTY, "spawned"]!r})
from gongkai.cli import main
main()
"""


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", f"{HEEDING}\n{HIRING}", "batch", *arguments]


def still_there(family: list[psutil.Process]) -> list[psutil.Process]:
    _, alive = psutil.wait_procs(family, timeout=20)  # of a busy machine
    return [p for p in alive if p.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.parametrize("kind", ["fork", "spawn"])
def test_a_killed_batch_leaves_nothing_running_and_goes_on_where_it_stopped(
    kind: str, offices: Path, faultless: Path, faults: Path, warm: None, tmp_path: Path,
) -> None:  # fmt: skip
    """Of two workers one is in the middle of its files when the batch is killed, the other is done."""
    keys = (KEY, "yunshan_old/2018")
    only = [word for key in keys for word in ("--only", key)]
    arguments = ("--data", str(offices), "--out", str(tmp_path), "--workers", "2", *only)
    environment = os.environ | {"GONGKAI_WORKERS": kind}
    (faults / "manifest").write_text("wait")
    batch = subprocess.Popen(
        command(*arguments), stderr=subprocess.PIPE, text=True, env=environment
    )
    assert batch.stderr is not None
    assert State.DONE in batch.stderr.readline()
    assert not (faults / "manifest").exists()
    family = psutil.Process(batch.pid).children(recursive=True)
    assert family
    assert list(tmp_path.glob("*/*/.writing-*"))
    os.kill(batch.pid, signal.SIGKILL)
    batch.wait()
    batch.stderr.close()
    assert still_there(family) == []
    assert run(["batch", *arguments]) == 0
    told = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert {row["state"] for row in told["outcomes"]} == {State.UNCHANGED, State.DONE}
    made = {n: c for n, c in bytes_of(faultless).items() if n.startswith(keys)}
    assert bytes_of(tmp_path) == made


@pytest.mark.parametrize("kind", [ForkWorkers, SpawnWorkers])
def test_what_a_notebook_started_ends_with_a_killed_batch(
    kind, faults: Path, offices: Path, tmp_path: Path
) -> None:
    """The one who asks is a process of its own, killed while the notebook's child sleeps."""
    notebook = put(f"{LEAVES_A_CHILD}\nwhile True: pass", faults)
    words = [*FAULTY, *(["spawned"] if kind is SpawnWorkers else [])]
    program = f"from gongkai.batch.processes.workers import {kind.__name__} as w; w({words!r}).ask({job(offices, tmp_path).as_dict()!r})"
    asker = subprocess.Popen([sys.executable, "-c", program])
    try:
        while not sleepers():
            assert asker.poll() is None
            time.sleep(0.1)
        family = psutil.Process(asker.pid).children(recursive=True)
    finally:
        notebook.unlink()
        asker.kill()
        asker.wait()
    assert still_there(family) == []
    assert sleepers() == []


def test_an_interrupted_batch_says_so_and_tells_what_is_done(
    offices: Path, faults: Path, tmp_path: Path
) -> None:
    arguments = ("--data", str(offices), "--out", str(tmp_path), "--workers", "1")
    batch = subprocess.Popen(command(*arguments), stderr=subprocess.PIPE, text=True)
    assert batch.stderr is not None
    batch.stderr.readline()
    family = psutil.Process(batch.pid).children(recursive=True)
    os.kill(batch.pid, signal.SIGINT)
    _, said = batch.communicate()
    assert batch.returncode == 1
    assert "已中断" in said
    assert "Traceback" not in said
    assert still_there(family) == []
    told = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert told["finished"] is False
    assert next(row["state"] for row in told["outcomes"]) == State.DONE
