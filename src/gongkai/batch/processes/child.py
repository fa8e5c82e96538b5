"""A child of the warm parent: it does the jobs that it is given, one after the other, and ends."""

import base64
import ctypes
import gc
import json
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn

Message = dict[str, Any]
GOES_ON: Final = "goes_on"  # among the words of a child that waits for another job
_KEPT: Final = 512  # years whose figures are kept for the jobs to come
_PR_SET_PDEATHSIG: Final = 1
# How both allocators are told to keep nothing in reserve, Polars' and C's: of small ledgers that saves 5 and 4 MB
# a child, and no time is lost. C's sets what is large aside once, instead of ever larger things among the small.
THRIFTY: Final = {
    "_RJEM_MALLOC_CONF": "background_thread:false,narenas:1,dirty_decay_ms:0,muzzy_decay_ms:0",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
_FORGET_PEAK: Final = "5"  # what the kernel is told, that the peak of memory is counted anew


def tie_to_parent() -> None:
    """Have the kernel end this process when the one that started it ends."""
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent or parent == 1:
        os._exit(1)


def untie() -> None:
    """Undo it for one who notices that end by itself, and has children to end first."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, 0)


def give_back() -> None:
    """Give the system the memory that C code took and set free; some 10 MB after a report, in a millisecond."""
    with suppress(AttributeError):  # other C libraries have none
        ctypes.CDLL(None).malloc_trim(0)


def be_child(requests: int, answers: int, closed: list[int]) -> NoReturn:
    """Do in this new process what is asked for, until a job was its last; never return."""
    code = 1
    try:
        os.setsid()
        tie_to_parent()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        for descriptor in closed:
            os.close(descriptor)
        with os.fdopen(requests, "rb") as asked:
            for line in asked:
                if not _done(json.loads(line), answers):
                    break
                gc.collect(1)  # the report's own: what has outlived one is looked at no more
                give_back()
        code = 0
    finally:
        os._exit(code)


def _done(request: Message, answers: int) -> bool:
    """Do a job and tell its result; return whether another may follow in this process."""
    job = request["job"]
    if is_large(job):
        _become_fresh(job, answers)
    for figures in request["figures"]:
        learn(figures)
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text(_FORGET_PEAK)
    result = perform_request(job, lambda told: write_message(answers, told))
    if went_on := not request["alone"] and not _failed(result):
        result[GOES_ON] = True
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    write_message(answers, {"peak_mb": peak, **result})
    return went_on


def _failed(result: Message) -> bool:
    from gongkai.batch.processes.outcome import State

    return result["result"]["state"] is State.FAILED


def stands_alone(job: Message) -> bool:
    """Tell whether a job has a process for itself: large ones, and those that run cells of an analyst's."""
    from gongkai.batch.processes.job import Job
    from gongkai.report.own.found import own_notebook

    if "agency" not in job:
        return True
    return is_large(job) or own_notebook(Path(job["root"]), Job(**job).key) is not None


def is_large(job: Message) -> bool:
    """Tell whether a job's ledgers are too large for a fork and for one thread."""
    from gongkai.batch.processes.job import SMALL, Job, ledger_bytes

    return "agency" in job and ledger_bytes(Job(**job)) > SMALL


def _become_fresh(job: Message, pipe: int) -> None:
    """Turn this child into a new interpreter: what is large uses Polars' threads and spills."""
    read, write = os.pipe()
    os.write(write, json.dumps(job).encode() + b"\n")
    os.set_inheritable(write, True)  # left open: its end would tell the worker to end
    os.dup2(read, 0)
    os.dup2(pipe, 1)
    command = [sys.executable, "-m", "gongkai.batch.processes.spawned"]
    os.execve(sys.executable, command, {k: v for k, v in os.environ.items() if k not in THRIFTY})


def perform_request(asked: Message, tell: Callable[[Message], None]) -> Message:
    """Return the result of a job, with the figures that were counted for it."""
    from gongkai.batch.processes.job import Job
    from gongkai.batch.processes.performance import perform
    from gongkai.examined.figures import KNOWN

    if "notebook" in asked:
        from gongkai.batch.processes.cells import run_cells

        return {"notebook": run_cells(asked)}
    if "index" in asked:
        from gongkai.batch.standing.index import write_index

        return {"result": write_index(Path(asked["index"]), Path(asked["root"])).name}
    before = set(KNOWN)
    result = perform(Job(**asked), lambda step: tell({"step": step}))
    learnt = {name: figures for name, figures in KNOWN.items() if name not in before}
    return {"result": result, "figures": base64.b64encode(pickle.dumps(learnt)).decode()}


def learn(figures: str) -> None:
    """Keep the figures that a child counted, for the jobs to come."""
    from gongkai.examined.figures import KNOWN

    KNOWN.update(pickle.loads(base64.b64decode(figures)))  # our own child's
    for counted_from in list(KNOWN)[:-_KEPT]:
        del KNOWN[counted_from]


def write_message(descriptor: int, message: Message) -> None:
    """Write a message as a line of JSON, whole."""
    data = json.dumps(message).encode() + b"\n"
    while data:
        data = data[os.write(descriptor, data) :]
