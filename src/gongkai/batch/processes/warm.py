"""The warm parent: a process that has imported everything and forks children for jobs.

``python -m gongkai.batch.processes.warm`` reads jobs as JSON lines and answers in JSON lines. It has one
thread, runs no query and opens no socket, so that a fork is sound; a child leads a process group
of its own, which is ended whole at its time limit, and it dies with its parent.

A child that made a report with the program's own notebook may make the next: no memory is copied anew and
no library begun again. Where cells run that an analyst wrote, it does nothing before and nothing after.
"""

import gc
import json
import linecache
import os
import selectors
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gongkai.batch.processes.child import (
    GOES_ON,
    Message,
    be_child,
    give_back,
    learn,
    stands_alone,
    tie_to_parent,
    untie,
    write_message,
)
from gongkai.batch.processes.threads import threads_awake
from gongkai.startup import start_lean

_LOOK: Final = 0.2  # seconds between two looks at the children's memory
_MOST: Final = 8  # reports a child makes: it grows by a MB with each


@dataclass(slots=True)
class _Child:
    """A process and the job that it does; ``number`` is None while it waits for another."""

    pid: int
    answers: int
    requests: int
    prepared: frozenset[object]  # what it was forked with
    known: int  # how many of the figures that were counted so far it knows
    number: int | None = None
    deadline: float = 0.0
    memory: float = 0.0
    jobs: int = 0
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
    _settle()


def _settle() -> None:
    """Have children share all that is here: no collector of theirs looks at it, and no gaps are handed on."""
    linecache.clearcache()  # of modules that an import looked into
    gc.collect()
    gc.freeze()
    give_back()


class Parent:
    """Gives each job to a child, listens to it, and tells what became of it."""

    def __init__(self, requests: int, answers: int) -> None:
        self._requests, self._answers = requests, answers
        self._children: list[_Child] = []
        self._prepared: set[object] = set()
        self._figures: list[str] = []  # what children counted, for those that were forked before
        self._selector = selectors.DefaultSelector()
        self._selector.register(requests, selectors.EVENT_READ)
        self._heard = bytearray()
        self._open = True

    def serve(self) -> None:
        """Serve until the requests end; then end what still runs."""
        while self._open:
            for key, _ in self._selector.select(_LOOK if self._busy() else None):
                if key.fd == self._requests:
                    self._listen()
                else:
                    self._hear(key.data)
            self._look_after()
        for child in list(self._children):
            self._end(child, "")

    def _busy(self) -> list[_Child]:
        return [child for child in self._children if child.number is not None]

    def _listen(self) -> None:
        data = os.read(self._requests, 65536)
        self._open = bool(data)
        self._heard += data
        *lines, rest = bytes(self._heard).split(b"\n")
        self._heard = bytearray(rest)
        for line in lines:
            self._start(json.loads(line))

    def _start(self, request: Message) -> None:
        job, alone = request["job"], stands_alone(request["job"])
        child = self._waiting(job, alone=alone) or self._forked(job)
        child.number = request["id"]
        child.deadline = time.monotonic() + request["timeout"]
        child.memory = request["memory"]
        child.jobs += 1
        child.heard.clear()
        news, child.known = self._figures[child.known :], len(self._figures)
        with suppress(BrokenPipeError):  # its end is heard as that of a child at work
            write_message(child.requests, {"job": job, "figures": news, "alone": alone})

    def _waiting(self, job: Message, *, alone: bool) -> _Child | None:
        """Return a child that waits for such a job; else end one that waits, for a new one takes its place."""
        for child in [c for c in self._children if c.number is None and not _lives(c.pid)]:
            self._end(child, "")
        idle = [child for child in self._children if child.number is None]
        if not alone:
            needed = {job["year"], job["formats"]}
            for child in idle:
                if needed <= child.prepared:
                    return child
        for child in idle[:1]:
            self._end(child, "")
        return None

    def _forked(self, job: Message) -> _Child:
        from gongkai.batch.processes.preparation import prepare_formats, prepare_year

        if "year" in job and not (new := {job["year"], job["formats"]}) <= self._prepared:
            prepare_year(job["year"])
            prepare_formats(job["formats"])
            self._prepared |= new
            _settle()
        (asked, ask), (answered, answer) = os.pipe(), os.pipe()
        pid = os.fork()
        if not pid:
            others = [end for child in self._children for end in (child.answers, child.requests)]
            be_child(asked, answer, [ask, answered, self._requests, self._answers, *others])
        os.close(asked)
        os.close(answer)
        child = _Child(pid, answered, ask, frozenset(self._prepared), len(self._figures))
        self._children.append(child)
        self._selector.register(answered, selectors.EVENT_READ, child)
        return child

    def _hear(self, child: _Child) -> None:
        data = os.read(child.answers, 1 << 16)
        child.heard += data
        if not data:
            self._finish(child)
        elif child.heard.endswith(b"\n") and GOES_ON in (words := _last_words(child.heard)):
            self._tell(child, 0, words)
            if child.jobs == _MOST:
                self._end(child, "")

    def _look_after(self) -> None:
        now = time.monotonic()
        for child in self._busy():
            if now > child.deadline:
                self._end(child, "timeout")
            elif child.memory and _resident_mb(child.pid) > child.memory:
                self._end(child, "memory")

    def _end(self, child: _Child, why: str) -> None:
        child.ended = why
        _kill_group(child.pid)
        self._finish(child)

    def _finish(self, child: _Child) -> None:
        self._children.remove(child)
        self._selector.unregister(child.answers)
        os.close(child.answers)
        os.close(child.requests)
        _kill_group(child.pid)  # what the job may have left running
        _, status, usage = os.wait4(child.pid, 0)
        if child.number is not None:
            words = {"peak_mb": usage.ru_maxrss / 1024, **_last_words(child.heard)}
            self._tell(child, os.waitstatus_to_exitcode(status), words)

    def _tell(self, child: _Child, status: int, words: Message) -> None:
        """Answer for the job of a child, which then waits for another."""
        figures = words.pop("figures", "")
        if figures:
            learn(figures)
            self._figures.append(figures)
        answer = {"id": child.number, "ended": child.ended, "status": status, **words}
        answer["peak_mb"] = round(answer["peak_mb"], 1)
        child.number = None
        if self._open:
            write_message(self._answers, answer)


def _last_words(heard: bytearray) -> Message:
    """Return the last step that a child told, and its result where it lived to tell one."""
    words: Message = {}
    for line in bytes(heard).split(b"\n")[:-1]:
        words |= json.loads(line)
    return words


def _lives(pid: int) -> bool:
    """Tell whether a child has not ended; it stays to be waited for."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


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
    write_message(answers, {"ready": True})
    Parent(requests, answers).serve()


if __name__ == "__main__":
    main()
