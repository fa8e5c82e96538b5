"""The same keys on a local Dask scheduler with one worker, then with two."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cost import Cost, batch, environment
from distributed import Client

ADDRESS = "tcp://127.0.0.1:8796"
WORKERS = (1, 2)


@contextmanager
def cluster(number: int, data: Path, cwd: Path) -> Iterator[None]:
    """Start what the README says, and end it."""
    words = [
        ["scheduler", "--host", "127.0.0.1", "--port", ADDRESS.rpartition(":")[2], "--no-dashboard"]
    ]
    words += [["worker", ADDRESS, "--nthreads", "1", "--no-dashboard"]] * number
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *each], cwd=cwd, env=environment(data),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for each in words
    ]  # fmt: skip
    try:
        with Client(ADDRESS, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=30)
        yield
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(30)


def spread(keys: list[str], data: Path, out: Path, rounds: int) -> None:
    """Print reports per second with one worker and with two, warm, and their ratio."""
    took: dict[int, list[float]] = {number: [] for number in WORKERS}
    for _ in range(rounds):
        for number in WORKERS:
            with cluster(number, data, out):
                ask = ("--force", "--scheduler", ADDRESS)
                Cost(batch(keys[: 4 * number], *ask), data, out)  # each worker has its warm parent
                took[number].append(Cost(batch(keys, *ask), data, out).wall)
                time.sleep(1)
    for number, walls in took.items():
        print(
            f"dask, {number} worker(s): {len(keys) / statistics.median(walls):.2f} reports a second"
        )
    ratios = [one / two for one, two in zip(*took.values(), strict=True)]
    print(f"two workers over one: {statistics.median(ratios):.2f}")
