"""What goes wrong in a worker stays in its key, and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from runs import bytes_of, reports_of

from gongkai.batch.job import Job
from gongkai.batch.outcome import State
from gongkai.batch.run import Limits, attempt
from gongkai.batch.workers import can_fork

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fork(), reason="workers do not fork on this platform"),
]
STEPS = ("build", "notebook", "page", "workbook", "manifest", "rename")
KEY = "hrbrfb/2018"


def job(offices: Path, out: Path) -> Job:
    return Job(str(offices), str(out), "hrbrfb", 2018, "html,xlsx,docx")


def of_key(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith(KEY)}


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_in_a_step_is_tried_again(
    step: str, workers, faults: Path, offices: Path, faultless: Path, tmp_path: Path
) -> None:
    (faults / step).write_text("once")
    outcome = attempt(workers, job(offices, tmp_path), Limits(120))
    assert (outcome.state, outcome.attempts) == (State.DONE, 2)
    assert reports_of(tmp_path) == of_key(bytes_of(faultless))


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


@pytest.mark.parametrize(
    ("source", "limits", "state", "told"),
    [
        ("import os; os._exit(3)", Limits(120), State.DEAD, "意外退出（3）"),
        ("import time\nwhile True: time.sleep(0.01)", Limits(4), State.TIMEOUT, "超过 4 秒"),
        ("x = []\nwhile True: x.append(bytearray(20_000_000))", Limits(120, 900), State.DEAD, "内存超过 900 MB"),
        ("print('字' * 35_000_000)", Limits(120), State.FAILED, "输出过多"),
        ("import subprocess; subprocess.Popen(['sleep', '300']); import os; os._exit(4)", Limits(120), State.DEAD, "意外退出（4）"),
        ("raise ValueError('张三')", Limits(120), State.FAILED, "ValueError"),
    ],
    ids=["exits", "loops", "eats memory", "prints 100 MB", "leaves a child", "raises"],
)  # fmt: skip
def test_a_notebook_that_misbehaves_ends_in_bounded_time(
    source: str, limits: Limits, state: State, told: str,
    workers, faults: Path, offices: Path, tmp_path: Path,
) -> None:  # fmt: skip
    parameters = new_code_cell("agency = ''\nyear = 0\n", metadata={"tags": ["parameters"]})
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    book = new_notebook(cells=[parameters, new_code_cell(source)], metadata=spec)
    nbformat.write(book, faults / "notebook.ipynb")
    try:
        outcome = attempt(workers, job(offices, tmp_path), limits)
    finally:
        (faults / "notebook.ipynb").unlink()
    assert outcome.state is state, outcome
    assert told in outcome.message
    assert "张三" not in outcome.message
    assert reports_of(tmp_path) == {}
    assert psutil.Process(workers._parent.pid).children(recursive=True) == []


# A shell that runs the tests in the background leaves Ctrl-C ignored to all that they start.
HEEDING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


def command(*arguments: str) -> list[str]:
    program = f"{HEEDING}; from gongkai.cli import main; main()"
    return [sys.executable, "-c", program, "batch", *arguments]


def still_there(family: list[psutil.Process]) -> list[psutil.Process]:
    _, alive = psutil.wait_procs(family, timeout=1)
    return [p for p in alive if p.status() != psutil.STATUS_ZOMBIE]


def test_a_killed_batch_leaves_nothing_running_and_goes_on_where_it_stopped(
    offices: Path, faultless: Path, tmp_path: Path
) -> None:
    arguments = ("--data", str(offices), "--out", str(tmp_path), "--workers", "2")
    batch = subprocess.Popen(command(*arguments), stderr=subprocess.PIPE, text=True)
    assert batch.stderr is not None
    first = batch.stderr.readline()
    assert State.DONE in first
    family = [psutil.Process(batch.pid), *psutil.Process(batch.pid).children(recursive=True)]
    assert len(family) >= 2
    os.kill(batch.pid, signal.SIGKILL)
    batch.wait()
    batch.stderr.close()
    assert still_there(family[1:]) == []
    again = subprocess.run(command(*arguments), capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    told = json.loads((tmp_path / "run.json").read_text("utf-8"))
    states = [row["state"] for row in told["outcomes"]]
    assert State.UNCHANGED in states
    assert set(states) <= {State.UNCHANGED, State.DONE}
    assert bytes_of(tmp_path) == bytes_of(faultless)


def test_an_interrupted_batch_says_so_and_tells_what_is_done(offices: Path, tmp_path: Path) -> None:
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
