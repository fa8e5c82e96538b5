"""First paint of the sample report beside the page that nbconvert itself makes of the same notebook.

    python benchmarks/page.py [ROUNDS]
    python benchmarks/page.py --review AGENCY/YEAR ... [--data FOLDER] [--rounds N]

Both, and a page of one letter, are opened in one headless Chromium without network, from the same folder, in
an order drawn anew each round (what the page before leaves behind must not fall on the same one each time). The
time is the browser's own ``first-contentful-paint``, counted from the start of the navigation, before it asks
for the file: the page of one letter shows how much of it no page can change, a new renderer process and the
next of sixty frames a second. Medians and minima are printed with sizes and what each page asks the network for.

``--review`` makes what a batch's child makes, from the same warm parent, with the public page alone and with the review
beside it, in turns; the difference of processor seconds is what the review costs (at most 0.4), its bytes are printed
with it (at most 500,000).
"""

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import nbformat
from nbconvert.exporters import HTMLExporter
from selenium import webdriver

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from gongkai.batch.processes.job import Job  # noqa: E402
from gongkai.keys import Key, parse_key  # noqa: E402
from gongkai.report.notebook.notebook import execute  # noqa: E402
from gongkai.report.page.page import render  # noqa: E402
from reading import chromium, open_page, requests  # noqa: E402

PAINT = (
    "return performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)[0] || 0"
)

ONE_LETTER = '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>x</title><p>x'


def pages(folder: Path) -> dict[str, Path]:
    """Return the two pages of one executed notebook."""
    notebook = execute(parse_key("hrbrfb", 2018), ROOT / "data", folder / "report.ipynb")
    theirs, _ = HTMLExporter().from_notebook_node(nbformat.from_dict(notebook))
    made = {"gongkai": render(notebook), "nbconvert": theirs, "one letter": ONE_LETTER}
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


def paint(browser: webdriver.Chrome, path: Path) -> float:
    """Return the milliseconds until the browser first painted something of the page."""
    open_page(browser, path)
    for _ in range(100):
        if shown := float(browser.execute_script(PAINT)):
            return shown
        browser.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0], 50))")
    raise SystemExit(f"{path.name} was never painted")


def child(key: Key, data: Path, out: Path, formats: str) -> float:
    """Return the processor seconds of a child of this warm process that makes the formats."""
    from gongkai.batch.processes.performance import perform

    pid = os.fork()
    if not pid:
        job = Job(str(data), str(out), key.agency, key.year, formats)
        perform(job, lambda _: None)
        os._exit(not (out / key.slug / "manifest.json").is_file())
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{key} was not made")
    return used.ru_utime + used.ru_stime


def review(keys: list[Key], data: Path, rounds: int) -> None:
    """Print for each key what the review costs beside the public page, and its size."""
    from gongkai.batch.processes import preparation
    from gongkai.startup import start_lean

    start_lean()
    preparation.prepare()
    both = "html,review"
    preparation.prepare_formats(both)
    for key in keys:
        preparation.prepare_year(key.year)
        took: dict[str, list[float]] = {"html": [], both: []}
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(rounds):
                for formats in random.sample(list(took), len(took)):
                    took[formats].append(child(key, data, Path(folder), formats))
            size = (Path(folder) / key.slug / "review.html").stat().st_size
        alone, beside = map(statistics.median, took.values())
        least = min(took[both]) - min(took["html"])
        print(
            f"{key}  {beside - alone:.2f} s (of the least of each {least:.2f}; with it {beside:.2f},"
            f" without {alone:.2f}), {size:,} bytes"
        )


def main(rounds: int) -> None:
    """Print the medians and their ratio."""
    folder = Path(tempfile.mkdtemp())
    try:
        found = pages(folder)
        times: dict[str, list[float]] = {name: [] for name in found}
        asked = {}
        with chromium(folder / "profile") as browser:
            for turn in range(rounds + 1):  # the first warms the browser up
                for name, path in random.sample(list(found.items()), len(found)):
                    took = paint(browser, path)
                    asked[name] = len(requests(browser))
                    if turn:
                        times[name].append(took)
        for name, path in found.items():
            print(
                f"{name:10} {statistics.median(times[name]):7.0f} ms (from {min(times[name]):.0f} to "
                f"{max(times[name]):.0f}), {path.stat().st_size:,} bytes, {asked[name]} requests"
            )
        ours, theirs = (statistics.median(times[name]) for name in ("gongkai", "nbconvert"))
        print(f"ratio {ours / theirs:.2f} (at most 0.50)")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("paints", nargs="?", type=int, default=21)
    asked.add_argument("--review", nargs="+", metavar="AGENCY/YEAR")
    asked.add_argument("--data", type=Path, default=ROOT / "data")
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    if given.review:
        review([parse_key(*name.split("/")) for name in given.review], given.data, given.rounds)
    else:
        main(given.paints)
