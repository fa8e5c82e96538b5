"""This tree beside an earlier revision: the same keys, in turns, in processor seconds a report.

    python benchmarks/beside.py [REVISION] [--python PYTHON] [--reports 12] [--rounds 3]

The earlier revision (484b914) is checked out into a temporary folder and installed into an environment of its own, or
into that of PYTHON, which is then left changed. Each round runs both sides' batch with one worker and with two, a cold
report, the plain functions (floor.py) and the charts alone (charts.py); each side writes all the pages that it knows: one
before the editions, then two, and draws bitmaps if it does.
"""

import argparse
import compileall
import os
import random
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from cost import Cost, demo

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "from gongkai.cli import main; main()"


def installed(source: Path, python: Path | None, folder: Path) -> Path:
    """Return the Python of an environment that holds the revision, with what it depends on."""
    if python is None:
        venv.create(folder, with_pip=True)
        python = folder / "bin" / "python"
        needs = ["-r", str(source / "requirements.txt")]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *needs], check=True)
    more = ["--quiet", "--no-deps", "--editable", str(source)]
    subprocess.run([python, "-m", "pip", "install", *more], check=True)
    compileall.compile_dir(source / "src", quiet=1)
    return python


def pages(source: Path) -> str:
    """Return the formats of a revision that are pages."""
    return "html,review" if list(source.glob("src/gongkai/**/editions.py")) else "html"


def tasks(keys: list[str], source: Path) -> dict[str, tuple[list[str], int]]:
    """Return what each task gives to Python, with the number of reports that it makes.

    A task of none tells its own processor seconds.
    """
    only = [word for key in keys for word in ("--only", key)]
    to = ["--to", pages(source)]
    batch = ["-c", PROGRAM, "batch", *to, "--force", *only, "--workers"]
    return {
        "batch, 1 worker": ([*batch, "1"], len(keys)),
        "batch, 2 workers": ([*batch, "2"], len(keys)),
        "report, cold": (["-c", PROGRAM, "report", *keys[0].split("/"), *to], 1),
        "floor": ([str(source / "benchmarks" / "floor.py"), "floor", *keys], len(keys)),
        "charts": ([str(ROOT / "benchmarks" / "charts.py")], 0),
    }


def compare(
    sides: dict[str, tuple[Path, Path]], keys: list[str], folder: Path, rounds: int
) -> None:
    """Print the medians of both sides and of their ratios, taken within each round."""
    took: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for name, (python, source) in random.sample(list(sides.items()), len(sides)):
            out = folder / name.replace(" ", "-")
            out.mkdir(exist_ok=True)
            for task, (words, number) in tasks(keys, source).items():
                cost = Cost([str(python), *words], folder / "data", out)
                seconds = cost.cpu / number if number else float(cost.out)
                took.setdefault((task, name), []).append(seconds)
    before, now = sides
    print(f"{len(keys)} reports, {rounds} rounds, load {os.getloadavg()[0]:.1f}, CPU s a report")
    print(f"{'':20}{before:>12}{now:>12}{'ratio':>8}")
    for task in tasks(keys, ROOT):
        a, b = took[task, before], took[task, now]
        ratio = statistics.median(y / x for x, y in zip(a, b, strict=True))
        print(f"{task:20}{statistics.median(a):12.3f}{statistics.median(b):12.3f}{ratio:8.2f}")


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("revision", nargs="?", default="484b914")
    asked.add_argument("--python", type=Path)
    asked.add_argument("--reports", type=int, default=12)
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()
    compileall.compile_dir(ROOT / "src", quiet=1)
    git = ["git", "-C", str(ROOT), "worktree"]
    with tempfile.TemporaryDirectory(prefix="gongkai-beside-") as name:
        folder = Path(name)
        source = folder / "before"
        subprocess.run([*git, "add", "-q", "--detach", str(source), given.revision], check=True)
        try:
            python = installed(source, given.python, folder / "environment")
            sides = {given.revision: (python, source), "this tree": (Path(sys.executable), ROOT)}
            keys = demo(given.reports, folder / "data")
            compare(sides, keys, folder, given.rounds)
        finally:
            subprocess.run([*git, "remove", "--force", str(source)], check=True)


if __name__ == "__main__":
    main()
