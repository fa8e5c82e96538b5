"""The threads of this process besides the one that asks, and whether they sleep."""

import threading
import time
from pathlib import Path
from typing import Final

_LOOKS: Final = 40  # within a second, at a thread that should sleep
_CLEANER: Final = "polars-ooc-cleaner"[:15]  # as Linux cuts a thread's name


def threads_awake() -> list[str]:
    """Return the names of threads, beside this one, that a fork could catch at work.

    One is known to be harmless: Polars starts it on import to remove spilled files, and it
    waits for the first of them, holding nothing. Jobs large enough to spill do not fork.
    """
    tasks = Path("/proc/self/task")
    others = [tasks / t.name for t in tasks.iterdir() if int(t.name) != threading.get_native_id()]
    names = {task: (task / "comm").read_text().strip() for task in others}
    return [name for task, name in names.items() if name != _CLEANER or not _waits(task)]


def _waits(task: Path) -> bool:
    """Tell whether a thread sleeps on and on; one just started is given a second to lie down."""
    for _ in range(_LOOKS):
        before = _switches(task)
        time.sleep(1 / _LOOKS)
        state = (task / "stat").read_text().rpartition(")")[2].split()[0]
        if state == "S" and _switches(task) == before:
            return True
    return False


def _switches(task: Path) -> list[str]:
    return [line for line in (task / "status").read_text().splitlines() if "ctxt" in line]
