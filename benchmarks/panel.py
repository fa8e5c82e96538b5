"""Every figure of fifty office-years whose reports were made before, as one table: seconds for an analyst.

    python benchmarks/panel.py [--offices 50] [--rounds 3] [--work DIR]

Made-up offices get their reports first, which takes most of a minute; then a process of its own asks for the panel,
once with all of it kept and once with nothing kept, so that each year is counted.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from cost import Cost, batch, demo

_ASK = """
import json, sys, time
import gongkai as gk
gk.panel  # loaded before the clock runs, as in a notebook
start, spent = time.perf_counter(), time.process_time()
found = gk.panel(data_dir=sys.argv[1], out=sys.argv[2])
print(json.dumps([time.perf_counter() - start, time.process_time() - spent, len(found), int(found["数"].count())]))
"""


def asked(data: Path, out: Path) -> list[float]:
    """Return seconds, processor seconds, rows and numbers of the panel in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _ASK, str(data), str(out)],
        capture_output=True,
        check=True,
        text=True,
    )
    return list(json.loads(done.stdout))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--offices", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = given.work or Path(temporary)
        data, out = work / "data", work / "out"
        if not out.exists():
            keys = demo(given.offices, data)
            Cost(batch(keys, "--workers", "2", "--out", str(out)), data, work)
        made = len(list(out.glob("*/*/facts.json")))
        found: dict[str, list[list[float]]] = {"kept": [], "counted": []}
        for _ in range(given.rounds):
            found["kept"].append(asked(data, out))
            found["counted"].append(asked(data, work / "nothing"))
        print(
            f"{made} office-years made before, {given.rounds} rounds, load {os.getloadavg()[0]:.1f}"
        )
        for name, runs in found.items():
            seconds, spent, rows, numbers = (
                statistics.median(r[n] for r in runs) for n in range(4)
            )
            print(
                f"  {name:8} {seconds:6.2f} s {spent:6.2f} CPU s  {rows:.0f} rows, {numbers:.0f} numbers"
            )


if __name__ == "__main__":
    main()
