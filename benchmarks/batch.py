"""Reports by the dozen: the shell pipeline, the Python APIs, gongkai batch, and the plain functions.

    python benchmarks/batch.py [--reports 20] [--rounds 3]
    python benchmarks/batch.py --dask [--reports 20] [--rounds 3]

Without an option, each round runs every variant over the same made-up keys, in an order of its own;
each number is the median over the rounds. ``--dask``: a local scheduler with one worker, then two, over the same keys. Every variant
writes pages alone, and has its bytecode compiled.
"""

import argparse
import compileall
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from cluster import spread
from cost import BIN, GONGKAI, Cost, Memory, batch, demo
from floor import NOTEBOOK

HERE = Path(__file__).resolve()
FLOOR = [sys.executable, str(HERE.with_name("floor.py"))]
SHELL_REPORTS = 2  # each report is processes of its own: more of them cost no less apiece


def shell(keys: list[str], data: Path, out: Path) -> list[float]:
    walls, cpus = [], []
    for key in keys[:SHELL_REPORTS]:
        agency, year = key.split("/")
        words = ["-p", "agency", agency, "-p", "year", year]
        run = Cost([str(BIN / "papermill"), str(NOTEBOOK), "report.ipynb", *words], data, out)
        page = Cost(
            [str(BIN / "jupyter"), "nbconvert", "--to", "html", "--template", "gongkai", "report.ipynb"],
            data, out,
        )  # fmt: skip
        walls.append(run.wall + page.wall)
        cpus.append(run.cpu + page.cpu)
    return [statistics.mean(walls), statistics.mean(cpus)]


def per_report(cost: Cost, number: int) -> list[float]:
    return [cost.wall / number, cost.cpu / number]


def variants(keys: list[str], data: Path, out: Path) -> dict[str, Callable[[], list[float]]]:
    few = keys[:4]
    return {
        "shell: papermill, then jupyter nbconvert": lambda: shell(keys, data, out),
        "API: papermill and nbconvert in one process": lambda: per_report(
            Cost([*FLOOR, "api", *few], data, out), len(few)
        ),
        "gongkai report, one cold": lambda: per_report(
            Cost([*GONGKAI, "report", *keys[0].split("/"), "--to", "html"], data, out), 1
        ),
        "gongkai batch, 1 worker": lambda: per_report(
            Cost(batch(keys, "--force", "--workers", "1"), data, out), len(keys)
        ),
        "gongkai batch, 2 workers": lambda: per_report(
            Cost(batch(keys, "--force", "--workers", "2"), data, out), len(keys)
        ),
        "floor: the same functions, one warm process": lambda: per_report(
            Cost([*FLOOR, "floor", *keys], data, out), len(keys)
        ),
    }


def compare(keys: list[str], data: Path, out: Path, rounds: int) -> None:
    found: dict[str, list[list[float]]] = {}
    for _ in range(rounds):
        order = list(variants(keys, data, out).items())
        random.shuffle(order)
        for name, measure in order:
            found.setdefault(name, []).append(measure())
    first = found["shell: papermill, then jupyter nbconvert"]
    floor = found["floor: the same functions, one warm process"]
    print(
        f"{len(keys)} reports, {rounds} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(
        f"{'':46}{'wall s':>8}{'CPU s':>8}{'shell:it':>10}{'(CPU)':>8}{'it:floor':>10}{'(CPU)':>8}"
    )
    for name in variants(keys, data, out):
        took = found[name]
        middle = [statistics.median(column) for column in zip(*took, strict=True)]
        faster = [
            statistics.median(s[n] / t[n] for s, t in zip(first, took, strict=True)) for n in (0, 1)
        ]
        over = [
            statistics.median(t[n] / f[n] for f, t in zip(floor, took, strict=True)) for n in (0, 1)
        ]
        print(
            f"{name:46}{middle[0]:8.3f}{middle[1]:8.3f}{faster[0]:10.2f}{faster[1]:8.2f}"
            f"{over[0]:10.2f}{over[1]:8.2f}"
        )


def further(keys: list[str], data: Path, out: Path) -> None:
    theirs, ours = Memory(), Memory()
    Cost([*FLOOR, "api", *keys[:3]], data, out, theirs)
    first = Cost(batch(keys, "--force", "--workers", "2"), data, out, ours)
    print(
        f"PSS: API pipeline {theirs.peak:.0f} MB, two workers {ours.peak:.0f} MB, {ours.peak / theirs.peak:.2f}"
    )
    again = Cost(batch(keys, "--workers", "2"), data, out)
    print(f"second run, nothing changed: {again.cpu / first.cpu:.1%} of the first run's CPU")
    print(Cost([*FLOOR, "ready", *keys[:1]], data, out).out.strip())
    print(Cost([*FLOOR, "parts", *keys], data, out).out.strip())


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--reports", type=int, default=20)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--dask", action="store_true")
    given = options.parse_args()
    compileall.compile_dir(HERE.parents[1] / "src", quiet=1)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        data, out = Path(folder) / "data", Path(folder) / "work"
        out.mkdir()
        keys = demo(given.reports, data)
        if given.dask:
            spread(keys, data, out, given.rounds)
        else:
            compare(keys, data, out, given.rounds)
            further(keys, data, out)


if __name__ == "__main__":
    main()
