"""Cases of an attack in another process: what each said, how long it computed, what it held."""

import os
import pickle
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

LONGEST = 10  # CPU seconds of one case
PATIENCE = 200  # seconds by the clock, for a busy machine; a case that sleeps is a hang too
LARGEST = 2 << 30  # bytes
INTERNAL = "程序内部出错"

Case = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a case came to: exit code (negative for a signal), words, CPU seconds, bytes held."""

    code: int
    said: str
    seconds: float
    held: int
    allowed: int = LONGEST

    def faults(self) -> Iterator[str]:
        """Yield what no input may bring about."""
        if self.code in (-signal.SIGPROF, -signal.SIGALRM) or self.seconds > self.allowed:
            yield "hang"
        elif self.code not in (0, 1, 2):
            yield "crash"
        elif not any("\u4e00" <= c <= "\u9fff" for c in self.said):
            yield "no Chinese answer"
        if "Traceback" in self.said:
            yield "traceback"
        if INTERNAL in self.said:
            yield "internal error"
        if self.held > LARGEST:
            yield "memory"


def answers(cases: Iterable[Case], allowed: int = LONGEST) -> Iterator[Answer]:
    """Yield the answer to each case, all in one other process: a new one after each that ended it.

    ``allowed`` is how many CPU seconds a case may take.
    """
    left = list(cases)
    while left:
        done, code = 0, 0
        read, write = os.pipe()
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            os.close(read)
            with os.fdopen(write, "wb") as told:
                _work(left, told, allowed)
            os._exit(0)
        os.close(write)
        with os.fdopen(read, "rb") as told:
            while len(left) > done:
                try:
                    answer = pickle.load(told)
                except EOFError:
                    break
                done += 1
                yield answer
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if done < len(left):
            yield Answer(code or 99, "", 0, 0, allowed)
        left = left[done + 1 :]


def _work(cases: list[Case], told: BinaryIO, allowed: int) -> None:
    for case in cases:
        signal.setitimer(signal.ITIMER_PROF, allowed + 2)
        signal.alarm(PATIENCE)
        pickle.dump(_answer(case, allowed), told)
        told.flush()


def _answer(case: Case, allowed: int) -> Answer:
    with tempfile.TemporaryFile() as words:
        for stream in (1, 2):
            os.dup2(words.fileno(), stream)
        sys.stdout = sys.stderr = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
        start = time.process_time()
        try:
            code = case()
        except BaseException:  # noqa: BLE001  # whatever it is, it is told
            import traceback

            traceback.print_exc()
            code = 99
        seconds = time.process_time() - start
        sys.stdout.close()
        words.seek(0)
        said = words.read().decode("utf-8", "replace")
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Answer(code, said, seconds, held, allowed)


@dataclass(slots=True)
class Tally:
    """How many cases were tried, by kind, and those that went wrong, by fault."""

    tried: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=dict)
    slowest: float = 0
    largest: int = 0

    def add(self, kind: str, case: str, answer: Answer, *more: str) -> None:
        """Add one case with what its answer shows, and what else was found."""
        self.tried[kind] += 1
        self.slowest = max(self.slowest, answer.seconds)
        self.largest = max(self.largest, answer.held)
        for fault in (*answer.faults(), *more):
            self.faults.setdefault(fault, []).append(f"{kind} {case}")

    def lines(self) -> Iterator[str]:
        """Yield the numbers, then each fault with the cases that show it."""
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(self.tried.items()))
        yield (
            f"{self.tried.total()} cases ({kinds}); slowest {self.slowest:.1f} s CPU, "
            f"at most {self.largest >> 20} MB held"
        )
        for fault, cases in sorted(self.faults.items()):
            yield f"{fault}: {len(cases)}: {'; '.join(cases[:12])}"
        if not self.faults:
            yield "no fault"
