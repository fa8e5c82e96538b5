"""What a report costs as they become more, and what the batch's own process holds meanwhile."""

import shutil
import time
from pathlib import Path

import psutil
from cost import Cost, batch

HEAD = ("reports", "s each", "times", "CPU s", "times", "s after 1st", "times", "PSS MB", "RSS MB")


class Growth:
    """Looks at the batch's own process, without its children, and at how far it has come."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.pss = self.rss = 0.0
        self.came: dict[int, float] = {}  # number of outcomes told, and when first seen

    def __call__(self, process: psutil.Process) -> None:
        held = process.memory_full_info()
        self.pss, self.rss = max(self.pss, held.pss / 1e6), max(self.rss, held.rss / 1e6)
        told = self.log.read_bytes().count(b"\n") if self.log.exists() else 0
        self.came.setdefault(told, time.perf_counter())

    @property
    def steady(self) -> float:
        """Return the seconds from one report to the next, once the first is there."""
        first, last = min(n for n in self.came if n), max(self.came)
        return (self.came[last] - self.came[first]) / (last - first)


def grow(keys: list[str], data: Path, out: Path) -> None:
    """Print the cost of 10, 100, 1,000 … of the keys, and of a second run over all of them."""
    sizes = [n for n in (10**power for power in range(1, 7)) if n < len(keys)]
    print("".join(f"{word:>12}" for word in HEAD))
    first: list[float] = []
    for number in (*sizes, len(keys)):
        shutil.rmtree(out / "out", ignore_errors=True)
        look = Growth(out / "out" / "run.log")
        made = Cost(batch(keys[:number], "--workers", "2"), data, out, look)
        each = [made.wall / number, made.cpu / number, look.steady]
        first = first or each
        shown = [str(number)]
        for value, base in zip(each, first, strict=True):
            shown += [f"{value:.3f}", f"{value / base:.2f}"]
        shown += [f"{look.pss:.1f}", f"{look.rss:.1f}"]
        print("".join(f"{cell:>12}" for cell in shown), flush=True)
    again = Cost(batch(keys, "--workers", "2"), data, out)
    print(
        f"second run over {len(keys)} unchanged keys: {again.wall:.2f} s, {again.wall / made.wall:.1%} "
        f"of the first; CPU {again.cpu:.2f} s, {again.cpu / made.cpu:.1%}"
    )
