"""The same ledgers give the same bytes: another day, folder, zone, tongue, hash order."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import gongkai
from conftest import SAMPLE

LATER = """
import time

real = time.time
time.time = lambda: real() + 401 * 86_400
for name in ("localtime", "gmtime"):
    of = getattr(time, name)
    setattr(time, name, lambda s=None, of=of: of(time.time() if s is None else s))
"""  # read by every Python that starts, the kernel's too
MACHINE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "77"}
CLOCKS = {
    "now",
    "utcnow",
    "today",
    "time_ns",
    "localtime",
    "gmtime",
    "ctime",
    "perf_counter",
    "monotonic",
}
OUTSIDE = {"batch", "cli"}  # what tells how long a run took, and asks which year it is


@pytest.mark.slow
def test_every_file_is_the_same_on_another_day_and_machine(published: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "另一处 folder"
    data = shutil.copytree(SAMPLE, elsewhere / "data")
    (elsewhere / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    formats = ",".join(
        p.suffix.strip(".") for p in published.iterdir() if p.suffix in (".html", ".xlsx", ".docx")
    )
    subprocess.run(
        [sys.executable, "-m", "gongkai", "report", "hrbrfb", "2018", "--to", formats,
         "--data", str(data), "--out", str(elsewhere / "out")],
        env={**os.environ, **MACHINE, "PYTHONPATH": str(elsewhere)},
        cwd=elsewhere, check=True, capture_output=True,
    )  # fmt: skip
    made = elsewhere / "out" / "hrbrfb" / "2018"
    names = sorted(p.name for p in published.iterdir())
    assert {"report.html", "report.ipynb", "statistics.xlsx"} <= set(names)
    assert sorted(p.name for p in made.iterdir()) == names
    changed = [n for n in names if (made / n).read_bytes() != (published / n).read_bytes()]
    assert changed == []


def test_nothing_that_is_written_reads_a_clock() -> None:
    source = Path(gongkai.__file__).parent
    asked = [
        f"{path.relative_to(source)}:{node.lineno}"
        for path in sorted(source.rglob("*.py"))
        if path.relative_to(source).parts[0] not in OUTSIDE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in CLOCKS or ast.unparse(node.func) == "time.time")
    ]
    assert asked == []
