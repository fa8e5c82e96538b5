"""A worker of its own: ``python -m gongkai.batch.processes.spawned`` does one job and ends."""

import json
import os
import sys
import threading
from typing import Any

from gongkai.batch.processes.workers import end_tree
from gongkai.startup import start_lean


def main() -> None:
    """Read one job, do it, and tell its steps and its result as JSON lines."""
    start_lean()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    job = json.loads(sys.stdin.readline())
    os.dup2(nothing, 1)
    threading.Thread(target=_end_when_alone, daemon=True).start()

    from gongkai.batch.processes.child import perform_request

    def tell(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    tell(perform_request(job, tell))


def _end_when_alone() -> None:
    """End this process, and what it started, when the one that waits for it has ended."""
    sys.stdin.read()
    end_tree(os.getpid())
    os._exit(1)


if __name__ == "__main__":
    main()
