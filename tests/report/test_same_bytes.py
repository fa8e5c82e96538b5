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
from gongkai.report.publication.formats import DEFAULT, formats_named

MOVED = """
import datetime
import os

import time_machine

day = datetime.datetime.fromisoformat(os.environ["MOVED_TO"])
time_machine.travel(day).start()  # C's clock too, which datetime reads; it goes on from there
with open(os.environ["MOVED_LOG"], "a", encoding="ascii") as file:
    file.write(f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}\\n")
"""  # read by every Python that starts; forked ones inherit it
# Each with a day, the reports that as many workers make beside each other, and what else a machine has of its own.
MACHINES = (
    ("2031-12-31T12:00+00:00", ("hrbrfb/2018",),
     {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "77"}),
    ("2016-02-29T12:00+00:00", ("hrbrfb/2018", "yunshan/2016"),
     {"TZ": "America/St_Johns", "LC_ALL": "", "LC_TIME": "de_DE.UTF-8", "LANG": "zh_CN.GB18030",
      "PYTHONUTF8": "1", "PYTHONHASHSEED": "3"}),
)  # fmt: skip
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
    once = files_of(published)
    assert {f.file for f in formats_named(DEFAULT)} | {"report.ipynb"} <= set(once)
    (tmp_path / "sitecustomize.py").write_text(MOVED, encoding="utf-8")
    for day, keys, machine in MACHINES:
        elsewhere = tmp_path / f"另一处 {len(keys)}"
        data = shutil.copytree(SAMPLE, elsewhere / "data")
        log = elsewhere / "days"
        wanted = [word for key in keys for word in ("--only", key)]
        subprocess.run(
            [sys.executable, "-m", "gongkai", "batch", *wanted, "--workers", str(len(keys)),
             "--data", str(data), "--out", str(elsewhere / "out")],
            env={**os.environ, **machine, "PYTHONPATH": str(tmp_path), "MOVED_TO": day, "MOVED_LOG": str(log)},
            cwd=elsewhere, check=False, capture_output=True,  # a draft beside it tells 1
        )  # fmt: skip
        days = log.read_text(encoding="ascii").split()
        assert len(days) >= 2  # the command's and its workers'
        assert set(days) == {day[:10]}
        again = files_of(elsewhere / "out" / "hrbrfb" / "2018")
        assert again.keys() == once.keys()
        assert [name for name in once if again[name] != once[name]] == []


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


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
