"""The warm parent: a process that has imported everything and forks a child for each job.

``python -m gongkai.batch.processes.warm`` reads jobs as JSON lines and answers in JSON lines. It has one
thread, runs no query and opens no socket, so that a fork is sound; a child leads a process group
of its own, which is ended whole at its time limit, and it dies with its parent.
"""

import base64
import ctypes
import gc
import json
import os
import pickle
import selectors
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from gongkai.batch.processes.threads import threads_awake
from gongkai.startup import start_lean

Message = dict[str, Any]
_KEPT: Final = 512  # years whose figures the parent keeps for the next children
_LOOK: Final = 0.2  # seconds between two looks at the children's memory
_PR_SET_PDEATHSIG: Final = 1


@dataclass(slots=True)
class _Child:
    pid: int
    pipe: int
    deadline: float
    memory: float
    heard: bytearray = field(default_factory=bytearray)
    ended: str = ""  # why it was ended, if it was


def warm_up() -> None:
    """Import what a report needs and fill what is the same for all; no thread may come of it."""
    from gongkai.batch.processes import preparation

    preparation.prepare()
    if awake := threads_awake():
        raise SystemExit(
            f"暖进程另有线程 {'、'.join(awake)}，不能派生。请设置 GONGKAI_WORKERS=spawn。"
        )
    gc.collect()
    gc.freeze()


def tie_to_parent() -> None:
    """Have the kernel end this process when the one that started it ends."""
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent or parent == 1:
        os._exit(1)


def untie() -> None:
    """Undo it for one who notices that end by itself, and has children to end first."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, 0)


class Parent:
    """Forks a child a job, listens to it, and tells what became of it."""

    def __init__(self, requests: int, answers: int) -> None:
        self._requests, self._answers = requests, answers
        self._children: dict[int, _Child] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(requests, selectors.EVENT_READ)
        self._heard = bytearray()
        self._open = True

    def serve(self) -> None:
        """Serve until the requests end; then end what still runs."""
        while self._open:
            for key, _ in self._selector.select(_LOOK if self._children else None):
                if key.fd == self._requests:
                    self._listen()
                else:
                    self._hear(key.data)
            self._look_after()
        for number in list(self._children):
            self._end(number, "")

    def _listen(self) -> None:
        data = os.read(self._requests, 65536)
        self._open = bool(data)
        self._heard += data
        *lines, rest = bytes(self._heard).split(b"\n")
        self._heard = bytearray(rest)
        for line in lines:
            self._start(json.loads(line))

    def _start(self, request: Message) -> None:
        from gongkai.batch.processes.preparation import prepare_formats, prepare_year

        if "year" in request["job"]:
            prepare_year(request["job"]["year"])
            prepare_formats(request["job"]["formats"])
        read, write = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(read)
            _be_child(request, write, [self._requests, self._answers])
        os.close(write)
        child = _Child(pid, read, time.monotonic() + request["timeout"], request["memory"])
        self._children[request["id"]] = child
        self._selector.register(read, selectors.EVENT_READ, request["id"])

    def _hear(self, number: int) -> None:
        child = self._children[number]
        data = os.read(child.pipe, 1 << 16)
        child.heard += data
        if not data:
            self._finish(number)

    def _look_after(self) -> None:
        now = time.monotonic()
        for number, child in list(self._children.items()):
            if now > child.deadline:
                self._end(number, "timeout")
            elif child.memory and _resident_mb(child.pid) > child.memory:
                self._end(number, "memory")

    def _end(self, number: int, why: str) -> None:
        self._children[number].ended = why
        _kill_group(self._children[number].pid)
        self._finish(number)

    def _finish(self, number: int) -> None:
        child = self._children.pop(number)
        self._selector.unregister(child.pipe)
        os.close(child.pipe)
        _kill_group(child.pid)  # what the job may have left running
        _, status, usage = os.wait4(child.pid, 0)
        answer = {
            "id": number,
            "ended": child.ended,
            "status": os.waitstatus_to_exitcode(status),
            "peak_mb": round(usage.ru_maxrss / 1024, 1),
            **_last_words(child.heard),
        }
        _learn(answer.pop("figures", ""))
        if self._open:
            _write(self._answers, answer)


def _last_words(heard: bytearray) -> Message:
    """Return the last step that a child told, and its result where it lived to tell one."""
    words: Message = {}
    for line in bytes(heard).split(b"\n")[:-1]:
        words |= json.loads(line)
    return words


def _learn(figures: str) -> None:
    """Keep the figures that a child counted, for the children to come."""
    from gongkai.examined.figures import KNOWN

    if figures:
        KNOWN.update(pickle.loads(base64.b64decode(figures)))  # our own child's
    for counted_from in list(KNOWN)[:-_KEPT]:
        del KNOWN[counted_from]


def _be_child(request: Message, pipe: int, closed: list[int]) -> None:
    """Do the job in this new process and end it; never return."""
    code = 1
    try:
        os.setsid()
        tie_to_parent()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        for descriptor in closed:
            os.close(descriptor)
        if is_large(request["job"]):
            _become_fresh(request["job"], pipe)
        _write(pipe, perform_request(request["job"], lambda told: _write(pipe, told)))
        code = 0
    finally:
        os._exit(code)


def _become_fresh(job: Message, pipe: int) -> None:
    """Turn this child into a new interpreter: what is large uses Polars' threads and spills."""
    read, write = os.pipe()
    os.write(write, json.dumps(job).encode() + b"\n")
    os.set_inheritable(write, True)  # left open: its end would tell the worker to end
    os.dup2(read, 0)
    os.dup2(pipe, 1)
    os.execv(sys.executable, [sys.executable, "-m", "gongkai.batch.processes.spawned"])


def is_large(job: Message) -> bool:
    """Tell whether a job's ledgers are too large for a fork and for one thread."""
    from gongkai.batch.processes.job import SMALL, Job, ledger_bytes

    return "agency" in job and ledger_bytes(Job(**job)) > SMALL


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


def _write(descriptor: int, message: Message) -> None:
    data = json.dumps(message).encode() + b"\n"
    while data:
        data = data[os.write(descriptor, data) :]


def _kill_group(pid: int) -> None:
    for end in (os.killpg, os.kill):
        try:
            end(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def _resident_mb(pid: int) -> float:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0


def quiet_descriptors() -> tuple[int, int]:
    """Return descriptors for requests and answers, and leave nothing to the usual three."""
    kept = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    if not os.environ.get("GONGKAI_DEBUG"):
        os.dup2(nothing, 2)
    return kept


def main() -> None:
    """Be the warm parent until the requests end."""
    if "--tied" in sys.argv:
        tie_to_parent()
    start_lean()
    requests, answers = quiet_descriptors()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked decides when to stop
    warm_up()
    untie()  # from here on the end of the requests tells
    _write(answers, {"ready": True})
    Parent(requests, answers).serve()


if __name__ == "__main__":
    main()
