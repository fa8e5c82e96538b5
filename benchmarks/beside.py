"""This tree beside an earlier revision: the same keys, in turns, in processor seconds a report.

    python benchmarks/beside.py [REVISION] [--python PYTHON] [--reports 12] [--rounds 3] [--files FILE ...]

The earlier revision (484b914) is checked out into a temporary folder and installed into an environment of its own, or
into that of PYTHON, which is then left changed. Each round runs both sides' batch with one worker and with two, the
latter with its memory (PSS of all its processes at the peak), a cold report, ``check``, the plain functions (floor.py), the charts
alone (charts.py), an audit of FILEs (of a page of 200 kB without any) and the pipeline from the shell; each side
writes all the pages that it knows: one before the editions, then two, and draws bitmaps if it does.
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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cost import Cost, Memory, demo

from audit import page

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


@dataclass(frozen=True, slots=True)
class Task:
    """What Python is given, one command after the other, and among how many reports its cost is shared.

    ``told`` where it tells its own processor seconds, ``watched`` where its memory is looked at.
    """

    commands: tuple[list[str], ...]
    number: int = 1
    told: bool = False
    watched: bool = False
    good: tuple[int, ...] = (0,)


def tasks(keys: list[str], source: Path, files: list[Path]) -> dict[str, Task]:
    """Return the tasks of a side."""
    only = [word for key in keys for word in ("--only", key)]
    to = ["--to", pages(source)]
    agency, year = keys[0].split("/")
    batch = ["-c", PROGRAM, "batch", *to, "--force", *only, "--workers"]
    notebook = str(source / "notebooks" / "annual_report.ipynb")
    shell = (
        ["-m", "papermill", notebook, "shell.ipynb", "-p", "agency", agency, "-p", "year", year],
        ["-m", "nbconvert", "--to", "html", "--template", "gongkai", "shell.ipynb"],
    )
    return {
        "batch, 1 worker": Task(([*batch, "1"],), len(keys)),
        "batch, 2 workers": Task(([*batch, "2"],), len(keys), watched=True),
        "report, cold": Task((["-c", PROGRAM, "report", agency, year, *to],)),
        "check": Task((["-c", PROGRAM, "check", agency, year],)),
        "floor": Task(([str(source / "benchmarks" / "floor.py"), "floor", *keys],), len(keys)),
        "charts": Task(([str(ROOT / "benchmarks" / "charts.py")],), told=True),
        "audit": Task((["-c", PROGRAM, "audit", *map(str, files)],), good=(0, 1)),
        "shell pipeline": Task(shell),
    }


def measured(task: Task, python: Path, data: Path, out: Path) -> Iterator[tuple[str, float]]:
    """Yield what a task took, each number with what it is."""
    memory = Memory() if task.watched else None
    costs = [Cost([str(python), *c], data, out, memory, task.good) for c in task.commands]
    yield "", float(costs[0].out) if task.told else sum(c.cpu for c in costs) / task.number
    yield ", wall", sum(c.wall for c in costs) / task.number
    if memory is not None:
        yield ", PSS in MB", memory.peak


def compare(
    sides: dict[str, tuple[Path, Path]],
    keys: list[str],
    files: list[Path],
    folder: Path,
    rounds: int,
) -> None:
    """Print the medians of both sides and of their ratios, taken within each round."""
    took: dict[str, dict[str, list[float]]] = {}
    for _ in range(rounds):
        for name, (python, source) in random.sample(list(sides.items()), len(sides)):
            out = folder / name.replace(" ", "-")
            out.mkdir(exist_ok=True)
            for task, what in tasks(keys, source, files).items():
                for measure, number in measured(what, python, folder / "data", out):
                    took.setdefault(task + measure, {}).setdefault(name, []).append(number)
    before, now = sides
    print(f"{len(keys)} reports, {rounds} rounds, load {os.getloadavg()[0]:.1f}, CPU s a report")
    print(f"{'':28}{before:>12}{now:>12}{'ratio':>8}")
    for row, numbers in took.items():
        if row.endswith(", wall"):
            continue
        a, b = numbers[before], numbers[now]
        ratio = statistics.median(y / x for x, y in zip(a, b, strict=True))
        print(f"{row:28}{statistics.median(a):12.3f}{statistics.median(b):12.3f}{ratio:8.2f}")
    for side in sides:
        pairs = zip(
            took["shell pipeline, wall"][side], took["batch, 2 workers, wall"][side], strict=True
        )
        faster = statistics.median(shell / batch for shell, batch in pairs)
        print(f"{side}: two workers {faster:.1f} times the shell pipeline by the clock")


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("revision", nargs="?", default="484b914")
    asked.add_argument("--python", type=Path)
    asked.add_argument("--reports", type=int, default=12)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--files", type=Path, nargs="*", default=[])
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
            files = [path.resolve() for path in given.files] or [folder / "report.html"]
            if not given.files:
                files[0].write_text(page(), encoding="utf-8")
            compare(sides, keys, files, folder, given.rounds)
        finally:
            subprocess.run([*git, "remove", "--force", str(source)], check=True)


if __name__ == "__main__":
    main()
