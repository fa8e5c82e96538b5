"""Attacks at length: ``python benchmarks/attack.py ledgers 3000 1`` or ``reports 1000 1 FILE …``."""

import os
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "records"), str(TESTS / "attack")]


def main(what: str, count: str, seed: str, *files: str) -> None:
    import spoilt_ledgers
    import spoilt_reports

    if what == "ledgers":
        told = spoilt_ledgers.lines(int(count), int(seed))
    else:
        told = spoilt_reports.lines(int(count), int(seed), [Path(file) for file in files])
    for line in told:
        print(line, flush=True)


if __name__ == "__main__":
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    main(*sys.argv[1:])
