"""Workers of this machine: children of a warm parent, or fresh interpreters where none can fork."""

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from functools import cache
from typing import Any, Final, Protocol

import psutil

from gongkai.batch.processes.child import THRIFTY
from gongkai.errors import GongkaiError

SETTING: Final = "GONGKAI_WORKERS"  # fork or spawn
FOREVER: Final = 10.0**9  # seconds
Message = dict[str, Any]
# Libraries that would start a thread when they are imported, before a fork.
_ONE_THREAD: Final = {
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "OPENBLAS_NUM_THREADS": "1",
}


class WorkerLost(GongkaiError):
    """The process that answers for the workers ended; the job can be asked for again."""


class Workers(Protocol):
    """Who does jobs: one at a time for each thread that asks."""

    def ask(self, job: Message, *, timeout: float | None = None, memory: float = 0) -> Message:
        """Return the answer: ``ended`` (why it was ended early), ``status``, ``step``, ``result``.

        ``timeout`` in wall seconds, ``memory`` in MB, 0 for no limit. WorkerLost where nobody
        is left to answer.
        """
        ...

    def close(self) -> None:
        """End every process that was started."""
        ...


def can_fork() -> bool:
    """Tell whether workers fork: on Linux, unless ``GONGKAI_WORKERS`` says spawn."""
    wanted = os.environ.get(SETTING, "fork")
    return sys.platform == "linux" and wanted != "spawn"


def local_workers() -> Workers:
    """Return new workers of the kind that this machine allows."""
    return ForkWorkers() if can_fork() else SpawnWorkers()


@cache
def warm_workers() -> "Workers":
    """Return this process's own workers, started once and closed with it."""
    workers = ForkWorkers(tied=False) if can_fork() else SpawnWorkers()
    atexit.register(workers.close)
    return workers


class ForkWorkers:
    """Asks a warm parent, and starts another should it die."""

    def __init__(
        self,
        command: Sequence[str] = (sys.executable, "-m", "gongkai.batch.processes.warm"),
        *,
        tied: bool = True,
    ) -> None:
        self._command = [*command, *(["--tied"] if tied else [])]
        self._lock = threading.Lock()
        self._asked: dict[int, Future[Message]]
        self._number = 0
        self._closed = False
        self._parent = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        parent = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=os.environ | _ONE_THREAD | THRIFTY,
        )
        self._asked = {}  # of this parent alone
        self._listener = threading.Thread(
            target=self._listen, args=(parent, self._asked), daemon=True
        )
        self._listener.start()
        return parent

    def _listen(self, parent: "subprocess.Popen[bytes]", asked: dict[int, Future[Message]]) -> None:
        assert parent.stdout is not None
        with parent.stdout as answers:
            for line in answers:
                answer = json.loads(line)
                with self._lock:
                    future = asked.pop(answer.get("id"), None)
                if future is not None:
                    future.set_result(answer)
        parent.wait()
        with self._lock:
            left = list(asked.values())
            asked.clear()
        for future in left:
            future.set_exception(WorkerLost("暖进程意外退出。"))

    def ask(self, job: Message, *, timeout: float | None = None, memory: float = 0) -> Message:
        """Return what became of the job in a child of its own."""
        request = {"job": job, "timeout": timeout or FOREVER, "memory": memory}
        with self._lock:
            if self._closed:
                raise WorkerLost("批次已结束。")
            if self._parent.poll() is not None:
                if self._parent.stdin is not None:
                    self._parent.stdin.close()
                self._parent = self._start()
            self._number += 1
            future = self._asked[self._number] = Future()
            stdin = self._parent.stdin
            assert stdin is not None
            try:
                stdin.write(json.dumps({"id": self._number, **request}).encode() + b"\n")
            except OSError:
                del self._asked[self._number]
                raise WorkerLost("暖进程意外退出。") from None
        return future.result()

    def close(self) -> None:
        """Close the parent's requests: it ends its children and itself."""
        with self._lock:
            self._closed = True
            if self._parent.stdin is not None:
                self._parent.stdin.close()
        try:
            self._parent.wait(5)
        except subprocess.TimeoutExpired:
            end_tree(self._parent.pid)
            self._parent.wait()
        self._listener.join()


class SpawnWorkers:
    """Starts an interpreter a job: slower, and right on every platform."""

    def __init__(
        self, command: Sequence[str] = (sys.executable, "-m", "gongkai.batch.processes.spawned")
    ) -> None:
        self._command = list(command)
        self._running: set[int] = set()
        self._closed = False

    def ask(self, job: Message, *, timeout: float | None = None, memory: float = 0) -> Message:
        """Return what became of the job in an interpreter of its own."""
        if self._closed:
            raise WorkerLost("批次已结束。")
        worker = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._running.add(worker.pid)
        watch = _Watch(worker.pid, timeout, memory)
        try:
            assert worker.stdin is not None and worker.stdout is not None
            # Left open: its end tells the worker that nobody waits for it any more.
            worker.stdin.write(json.dumps(job).encode() + b"\n")
            worker.stdin.flush()
            heard = worker.stdout.read()
        except OSError:
            heard = b""  # it ended before it had read its job
        finally:
            watch.stop()
            end_tree(worker.pid)
            worker.wait()
            for stream in (worker.stdin, worker.stdout):
                if stream is not None:
                    stream.close()
            self._running.discard(worker.pid)
        answer: Message = {"ended": watch.ended, "status": worker.returncode}
        for line in heard.split(b"\n")[:-1]:
            answer |= json.loads(line)
        return {**answer, "peak_mb": watch.peak_mb}

    def close(self) -> None:
        """End every interpreter that still runs."""
        self._closed = True
        for pid in list(self._running):
            end_tree(pid)


class _Watch(threading.Thread):
    """Looks after one process: its time, its memory, and its end with all that it started."""

    def __init__(self, pid: int, timeout: float | None, memory: float) -> None:
        super().__init__(daemon=True)
        self._pid, self._memory = pid, memory
        self._deadline = time.monotonic() + (timeout or FOREVER)
        self._done = threading.Event()
        self.ended, self.peak_mb = "", 0.0
        self.start()

    def run(self) -> None:
        """Look five times a second until the process ends or must be ended."""
        while not self._done.wait(0.2):
            try:
                used = psutil.Process(self._pid).memory_info().rss / 1e6
            except psutil.Error:
                return
            self.peak_mb = max(self.peak_mb, round(used, 1))
            if time.monotonic() > self._deadline:
                self.ended = "timeout"
            elif self._memory and used > self._memory:
                self.ended = "memory"
            if self.ended:
                end_tree(self._pid)
                return

    def stop(self) -> None:
        """Stop looking."""
        self._done.set()
        self.join()


def end_tree(pid: int) -> None:
    """End a process and everything that it started, its group too where it leads one.

    Its status is left for the one who started it.
    """
    try:
        top = psutil.Process(pid)
        below = top.children(recursive=True)
    except psutil.NoSuchProcess:
        return
    for process in below:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
        if sys.platform != "win32" and os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)  # those too whose own parent has ended
        top.kill()
    psutil.wait_procs(below, timeout=2)


def memory_limit(workers: int) -> float:
    """Return how many MB one worker may hold: three quarters of the machine, shared out."""
    return float(psutil.virtual_memory().total / 1e6 * 0.75 / workers)
