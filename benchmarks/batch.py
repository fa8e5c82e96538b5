"""Reports by the dozen: the shell pipeline, the Python APIs, gongkai batch, and the plain functions.

    python benchmarks/batch.py [--reports 20] [--rounds 3]

Each round runs every variant over the same made-up keys, in an order of its own; each number is
the median over the rounds. Every variant writes pages alone, and has its bytecode compiled.
"""

import argparse
import compileall
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

HERE = Path(__file__).resolve()
NOTEBOOK = HERE.parents[1] / "notebooks" / "annual_report.ipynb"
BIN = Path(sys.executable).parent
GONGKAI = [sys.executable, "-c", "from gongkai.cli import main; main()"]
SHELL_REPORTS = 2  # each report is processes of its own: more of them cost no less apiece


def environment(data: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"GONGKAI_DATA": str(data), "PATH": f"{BIN}:{kept['PATH']}"}


class Cost:
    """Wall and CPU seconds, and the peak of the summed PSS, of a command and all that it starts."""

    def __init__(self, command: list[str], data: Path, cwd: Path, watch: bool = False) -> None:
        before = os.times()
        start = time.perf_counter()
        done = subprocess.Popen(
            command, cwd=cwd, env=environment(data), stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.pss = 0.0
        while watch and done.poll() is None:
            self.pss = max(self.pss, summed_pss(done.pid))
            time.sleep(0.15)
        self.out = done.communicate()[0]
        if done.returncode not in (0, 1):
            raise SystemExit(f"{command} ended with {done.returncode}: {self.out}")
        self.wall = time.perf_counter() - start
        after = os.times()
        self.cpu = (after.children_user + after.children_system) - (
            before.children_user + before.children_system
        )


def summed_pss(pid: int) -> float:
    total = 0.0
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return 0.0
    for process in family:
        try:
            total += process.memory_full_info().pss / 1e6
        except (psutil.Error, AttributeError):
            continue
    return total


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


def batch(number: int, keys: list[str], *more: str) -> list[str]:
    only = [word for key in keys for word in ("--only", key)]
    return [*GONGKAI, "batch", "--to", "html", "--workers", str(number), *only, *more]


def variants(keys: list[str], data: Path, out: Path) -> dict[str, Callable[[], list[float]]]:
    me = [sys.executable, str(HERE), "--as"]
    few = keys[:4]
    return {
        "shell: papermill, then jupyter nbconvert": lambda: shell(keys, data, out),
        "API: papermill and nbconvert in one process": lambda: per_report(
            Cost([*me, "api", *few], data, out), len(few)
        ),
        "gongkai report, one cold": lambda: per_report(
            Cost([*GONGKAI, "report", *keys[0].split("/"), "--to", "html"], data, out), 1
        ),
        "gongkai batch, 1 worker": lambda: per_report(
            Cost(batch(1, keys, "--force"), data, out), len(keys)
        ),
        "gongkai batch, 2 workers": lambda: per_report(
            Cost(batch(2, keys, "--force"), data, out), len(keys)
        ),
        "floor: the same functions, one warm process": lambda: per_report(
            Cost([*me, "floor", *keys], data, out), len(keys)
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
    me = [sys.executable, str(HERE), "--as"]
    api = Cost([*me, "api", *keys[:3]], data, out, watch=True)
    ours = Cost(batch(2, keys, "--force"), data, out, watch=True)
    print(
        f"PSS: API pipeline {api.pss:.0f} MB, two workers {ours.pss:.0f} MB, {ours.pss / api.pss:.2f}"
    )
    again = Cost(batch(2, keys), data, out)
    print(f"second run, nothing changed: {again.cpu / ours.cpu:.1%} of the first run's CPU")
    print(Cost([*me, "ready", *keys[:1]], data, out).out.strip())
    print(Cost([*me, "parts", *keys], data, out).out.strip())


def api(keys: list[str]) -> None:
    import papermill
    from nbconvert.exporters import HTMLExporter

    for key in keys:
        agency, year = key.split("/")
        book = papermill.execute_notebook(
            str(NOTEBOOK), "api.ipynb", {"agency": agency, "year": int(year)}, progress_bar=False
        )
        page, _ = HTMLExporter(template_name="gongkai").from_notebook_node(book)
        Path("api.html").write_text(page, encoding="utf-8")


def floor(keys: list[str], laps: dict[str, list[float]] | None = None) -> None:
    """Make each report by calling the functions: no notebook process, no isolation."""
    from gongkai.startup import start_lean

    start_lean()
    import gc

    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from gongkai.indicators.compute import compute
    from gongkai.keys import parse_key
    from gongkai.records.load import load
    from gongkai.report import story
    from gongkai.report.build import build
    from gongkai.report.page import render
    from gongkai.report.verification.page import verify

    os.environ["POLARS_MAX_THREADS"] = "1"
    root = Path(os.environ["GONGKAI_DATA"])
    gc.freeze()
    last = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        if laps is not None:
            laps.setdefault(name, []).append(now - last)
        last = time.perf_counter()

    for name in keys:
        key = parse_key(*name.split("/"))
        lap("")
        if laps is not None:
            compute(load(root, key))
            lap("ledgers alone: read, checked, counted")
        report = build(key.agency, key.year)
        lap("build: ledgers, earlier years, checks, prose")
        shown = [
            story.title(report), story.summary(report),
            *(story.part(report, n) for n in range(7)), story.signature(report),
            story.form_table(report), story.check_annex(report), story.indicator_annex(report),
            story.data_notes(report), story.comparison(report), story.provenance(report),
        ]  # fmt: skip
        lap("parts of the report: charts, tables")
        outputs = [new_output("display_data", data=d._repr_mimebundle_()) for d in shown]
        lap("display data")
        page = render(new_notebook(cells=[new_code_cell("", outputs=outputs)]))
        lap("page")
        verify(page, report.indicators.values)
        Path("floor.html").write_text(page, encoding="utf-8")
        lap("verification, writing")


def parts(keys: list[str]) -> None:
    laps: dict[str, list[float]] = {}
    floor(keys, laps)
    middle = {name: statistics.median(times) for name, times in laps.items() if name}
    ledgers = middle.pop("ledgers alone: read, checked, counted")
    whole = sum(middle.values())
    for name, seconds in middle.items():
        print(f"  {name:48}{seconds * 1000:7.0f} ms{seconds / whole:7.0%}")
    print(
        f"ledgers of a year read, checked and counted: {ledgers * 1000:.0f} ms, {ledgers / whole:.0%} of the floor"
    )


def ready(_: list[str]) -> None:
    """Time an empty notebook's way to a kernel that answers: forked, and started anew."""
    from jupyter_client.manager import start_new_kernel
    from nbformat.v4 import new_code_cell, new_notebook

    from gongkai.batch.workers import ForkWorkers

    book = new_notebook(cells=[new_code_cell("1")])
    for cell in book.cells:
        cell.metadata["papermill"] = {}
    asked = {"notebook": book, "folder": ".", "environment": dict(os.environ)}
    workers = ForkWorkers()
    workers.ask(asked)
    forked, started = [], []
    for _ in range(7):
        start = time.perf_counter()
        workers.ask(asked)
        forked.append(time.perf_counter() - start)
        start = time.perf_counter()
        manager, client = start_new_kernel()
        client.execute_interactive("1", output_hook=lambda _: None)
        started.append(time.perf_counter() - start)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    workers.close()
    a, b = statistics.median(forked), statistics.median(started)
    print(
        f"kernel ready and one cell run: forked {a * 1000:.0f} ms, new {b * 1000:.0f} ms, {b / a:.1f} times sooner"
    )


def main() -> None:
    if sys.argv[1:2] == ["--as"]:
        {"api": api, "floor": floor, "parts": parts, "ready": ready}[sys.argv[2]](sys.argv[3:])
        return
    options = argparse.ArgumentParser()
    options.add_argument("--reports", type=int, default=20)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    compileall.compile_dir(HERE.parents[1] / "src", quiet=1)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        data, out = Path(folder) / "data", Path(folder) / "work"
        out.mkdir()
        Cost(
            [*GONGKAI, "demo", "--agencies", str(given.reports), "--years", "2024", "--out", str(data)],
            out, out,
        )  # fmt: skip
        keys = sorted(f"{p.parent.name}/{p.name}" for p in data.glob("*/2024"))[: given.reports]
        compare(keys, data, out, given.rounds)
        further(keys, data, out)
        shutil.rmtree(out)


if __name__ == "__main__":
    main()
