"""The same report by the Python APIs and by the plain functions, each in this one process.

python benchmarks/floor.py api|floor|parts|ready AGENCY/YEAR ...
"""

import os
import statistics
import sys
import time
from pathlib import Path

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "annual_report.ipynb"


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
    os.environ["POLARS_MAX_THREADS"] = "1"  # Polars reads it when it is imported
    import gc

    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from gongkai.examined.examine import build
    from gongkai.indicators.compute import compute
    from gongkai.keys import parse_key
    from gongkai.records.load import load
    from gongkai.report import story
    from gongkai.report.content.editions import Edition
    from gongkai.report.page.contents import contents
    from gongkai.report.page.page import render
    from gongkai.report.verification.page import verify

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
        book = new_notebook(cells=[new_code_cell("", outputs=outputs)])
        shows = contents(book)  # read once for both editions, as a report does
        pages = [render(shows, edition) for edition in Edition]
        lap("pages of both editions")
        for page in pages:
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

    from gongkai.batch.processes.workers import ForkWorkers

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
    what, *keys = sys.argv[1:]
    {"api": api, "floor": floor, "parts": parts, "ready": ready}[what](keys)


if __name__ == "__main__":
    main()
