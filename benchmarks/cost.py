"""What a command costs, with all that it starts: seconds by the clock, of processors, and memory."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

BIN = Path(sys.executable).parent
GONGKAI = [sys.executable, "-c", "from gongkai.cli import main; main()"]


def environment(data: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"GONGKAI_DATA": str(data), "PATH": f"{BIN}:{kept['PATH']}"}


class Cost:
    """Wall and CPU seconds of a command and all that it starts.

    ``look`` is called with its process some times a second while it runs; an exit code other than ``good``
    ends the benchmark, for what failed has no cost.
    """

    def __init__(
        self,
        command: list[str],
        data: Path,
        cwd: Path,
        look: Callable[[psutil.Process], None] | None = None,
        good: tuple[int, ...] = (0, 1),
    ) -> None:
        before = os.times()
        start = time.perf_counter()
        done = subprocess.Popen(
            command, cwd=cwd, env=environment(data), stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        while look is not None and done.poll() is None:
            with contextlib.suppress(psutil.Error):
                look(psutil.Process(done.pid))
            time.sleep(0.15)
        self.out = done.communicate()[0]
        if done.returncode not in good:
            raise SystemExit(f"{command} ended with {done.returncode}: {self.out}")
        self.wall = time.perf_counter() - start
        after = os.times()
        self.cpu = (after.children_user + after.children_system) - (
            before.children_user + before.children_system
        )


class Memory:
    """The peak of the summed PSS, in MB, of a process and its children."""

    def __init__(self) -> None:
        self.peak = 0.0

    def __call__(self, process: psutil.Process) -> None:
        total = 0.0
        for member in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.Error, AttributeError):
                total += member.memory_full_info().pss / 1e6
        self.peak = max(self.peak, total)


def batch(keys: list[str], *more: str) -> list[str]:
    only = [word for key in keys for word in ("--only", key)]
    return [*GONGKAI, "batch", "--to", "html", *only, *more]


def demo(offices: int, data: Path) -> list[str]:
    """Return the keys of so many made-up offices, made below the folder, a year each."""
    words = ["--agencies", str(offices), "--years", "2024", "--out", str(data)]
    Cost([*GONGKAI, "demo", *words], data.parent, data.parent)
    return sorted(f"{p.parent.name}/{p.name}" for p in data.glob("*/2024"))[:offices]
