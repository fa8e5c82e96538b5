"""What a report costs as they become more, what the batch's own process holds, and what the index of all costs.

python benchmarks/growth.py 1000                    # pages, drawn
python benchmarks/growth.py 10000 --without-drawing # read, checked and counted; figures in place of a page
python benchmarks/growth.py 10000 --index           # the index of so many reports, ten years an office
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from cost import GONGKAI, Cost, Memory, batch, demo

HEAD = ("reports", "s each", "times", "CPU s", "times", "s after 1st", "times", "PSS MB", "RSS MB")
COUNTED = [sys.executable, str(Path(__file__).with_name("counted.py"))]
PATTERN = 20  # offices made up; the further ones have the ledgers of one of these under a code of their own
YEARS = range(2015, 2025)


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


def drawn(keys: list[str]) -> list[str]:
    return batch(keys, "--workers", "2")


def counted(keys: list[str]) -> list[str]:
    return [*COUNTED, str(len(keys))]


def grow(
    keys: list[str], data: Path, out: Path, command: Callable[[list[str]], list[str]] = drawn
) -> None:
    """Print the cost of 10, 100, 1,000 … of the keys, and of a second run over all that were drawn."""
    sizes = [n for n in (10**power for power in range(1, 7)) if n < len(keys)]
    print("".join(f"{word:>12}" for word in HEAD))
    first: list[float] = []
    for number in (*sizes, len(keys)):
        shutil.rmtree(out / "out", ignore_errors=True)
        look = Growth(out / "out" / "run.log")
        made = Cost(command(keys[:number]), data, out, look)
        each = [made.wall / number, made.cpu / number, look.steady]
        first = first or each
        shown = [str(number)]
        for value, base in zip(each, first, strict=True):
            shown += [f"{value:.3f}", f"{value / base:.2f}"]
        shown += [f"{look.pss:.1f}", f"{look.rss:.1f}"]
        print("".join(f"{cell:>12}" for cell in shown), flush=True)
    if command is drawn:
        again = Cost(command(keys), data, out)
        print(
            f"second run over {len(keys)} unchanged keys: {again.wall:.2f} s, {again.wall / made.wall:.1%} "
            f"of the first; CPU {again.cpu:.2f} s, {again.cpu / made.cpu:.1%}"
        )


def many(number: int, data: Path) -> list[str]:
    """Return so many keys: some made-up offices, and their ledgers, linked, under other codes."""
    made = demo(min(number, PATTERN), data)
    found = list(made)
    while len(found) < number:
        code, year = made[len(found) % len(made)].split("/")
        mine = f"{code}_{len(found):06d}"
        shutil.copytree(data / code / year, data / mine / year, copy_function=link)
        settings = (data / code / "agency.toml").read_text("utf-8")
        own = re.sub(r"(?m)^code *=.*$", f'code = "{mine}"', settings)
        (data / mine / "agency.toml").write_text(own, "utf-8")
        found.append(f"{mine}/{year}")
    return sorted(found)


def link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def shelve(number: int, data: Path, out: Path) -> None:
    """Print what the index of so many reports costs; each has a true report's manifest."""
    key = demo(1, data)[0]
    Cost(batch([key]), data, out)
    true = json.loads((out / "out" / key / "manifest.json").read_text("utf-8"))
    shelf = out / "many"
    for n in range(number):
        office, year = divmod(n, len(YEARS))
        folder = shelf / f"office_{office:06d}" / str(YEARS[year])
        folder.mkdir(parents=True)
        text = json.dumps(true | {"name": f"第{office}街道办事处"}, ensure_ascii=False)
        (folder / "manifest.json").write_text(text, "utf-8")
    held = Memory()
    cost = Cost([*GONGKAI, "index", "--out", str(shelf)], data, out, held)
    pages = [path.stat().st_size for path in shelf.glob("index*.html")]
    print(
        f"index of {number} reports: {cost.wall:.1f} s, CPU {cost.cpu:.1f} s, {held.peak:.0f} MB; "
        f"{len(pages)} pages, the largest {max(pages) / 1000:.0f} kB"
    )


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("reports", type=int)
    way = options.add_mutually_exclusive_group()
    way.add_argument("--without-drawing", action="store_true")
    way.add_argument("--index", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        data, out = Path(folder) / "data", Path(folder) / "work"
        out.mkdir()
        if given.index:
            shelve(given.reports, data, out)
        else:
            command = counted if given.without_drawing else drawn
            grow(many(given.reports, data), data, out, command)


if __name__ == "__main__":
    main()
