"""A published page of 200 kB judged by this tree and by an earlier revision, a process a run, in turns.

    python benchmarks/audit.py [REVISION [PYTHON]] [--rounds N] [--files FILE ...]

The earlier revision (484b914, where the audit began to judge by three values) is checked out into a temporary folder
and run by PYTHON: its own environment's, else this one. What is told is the least and the median of CPU seconds of
each, and their ratio; whatever else the machine does falls on both alike.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from gongkai.forms.grid import load_grid

ROOT = Path(__file__).parents[1]
SIZE = 200_000
STYLE = 'style="text-indent:2em;line-height:28.5pt;margin:0 0 0 0;text-align:justify"'
SPAN = (
    '<span style="font-family:仿宋_GB2312,仿宋,serif;font-size:16.0pt;color:#333333" lang="EN-US">'
)


def page() -> str:
    """Return a report of 200 kB as the editors of sites leave it: each word in a span with its style."""
    form = load_grid("form_2021")
    tables = []
    for table in form.tables:
        rows = [
            [line.path[-1], *("0" for _ in block.columns)]
            for block in table.blocks
            for line in block.lines
        ]
        cells = ("".join(f"<td {STYLE}><p>{SPAN}{c}</span></p></td>" for c in row) for row in rows)
        tables.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    told: list[str] = []
    head = "<html><head><title>甲市乙局2023年政府信息公开工作年度报告</title></head><body><h1>甲市乙局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p>"
    end = f"<p>二、主动公开政府信息情况</p>{''.join(tables)}</body></html>"
    number = 0
    while len((head + "".join(told) + end).encode()) < SIZE:
        number += 1
        sentence = (
            f"加强平台建设，规范栏目设置。通过网站公开信息{1200 + number}条，其中政策文件类{100 + number}条、工作动态类1100条。",
            "坚持以公开为常态、不公开为例外，健全制度，明确责任，强化监督检查，定期通报情况，推动各项任务落实见效。",
            f"办理建议提案{56 + number}件，其中人大代表建议{25 + number}件、政协提案31件，办结率100%。",
        )[number % 3]
        pieces = (f"{SPAN}{part}</span>" for part in sentence.split("，"))
        told.append(f'<p class="MsoNormal" {STYLE}>{"，".join(pieces)}</p>')
    return head + "".join(told) + end


def seconds(python: str, source: Path, files: list[Path]) -> float:
    """Return the CPU seconds of one process that audits the files."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {**os.environ, "PYTHONPATH": str(source / "src"), "PYTHONHASHSEED": "0"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles the program anew for each run
    subprocess.run(
        [python, "-m", "gongkai", "audit", *map(str, files), "--format", "json"],
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print both sides' CPU seconds and the ratio of their medians."""
    asked = argparse.ArgumentParser()
    asked.add_argument("revision", nargs="?", default="484b914")
    asked.add_argument("python", nargs="?", default=sys.executable)
    asked.add_argument("--rounds", type=int, default=9)
    asked.add_argument("--files", type=Path, nargs="*")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder, "before")
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run(
            [*git, "add", "--quiet", "--detach", str(before), given.revision], check=True
        )
        try:
            files = [path.resolve() for path in given.files or ()]
            if not files:
                files = [Path(folder, "report.html")]
                files[0].write_text(page(), encoding="utf-8")
            sides = {
                given.revision: (given.python, before),
                "this tree": (sys.executable, ROOT),
            }
            took: dict[str, list[float]] = {name: [] for name in sides}
            for round_ in range(given.rounds + 1):
                for name in sorted(sides, reverse=bool(round_ % 2)):
                    spent = seconds(*sides[name], files)
                    if round_:  # the first run of each writes the caches
                        took[name].append(spent)
        finally:
            subprocess.run([*git, "remove", "--force", str(before)], check=True)
    medians = {name: statistics.median(times) for name, times in took.items()}
    for name, times in took.items():
        print(f"{name:>10}  least {min(times):.2f} s  median {medians[name]:.2f} s")
    print(f"{'ratio':>10}  {medians['this tree'] / medians[given.revision]:.2f}")


if __name__ == "__main__":
    main()
