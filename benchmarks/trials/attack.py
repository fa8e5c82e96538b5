"""Attacks at length, by count and seed; what went wrong is told by its case, which can be made again.

``python benchmarks/trials/attack.py ledgers 3000 1``, ``reports 1000 1 FILE …``, ``values 500 1``, ``kills 100 1`` (of a report) or
``kills 100 1 batch``.
"""

import os
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2] / "tests"
sys.path[:0] = [
    str(TESTS),
    str(TESTS / "records"),
    str(TESTS / "attack"),
    str(TESTS / "indicators"),
]
DATA = TESTS.parent / "data"


def main(what: str, count: str, seed: str, *files: str) -> None:
    import followed
    import kills
    import spoilt_ledgers
    import spoilt_reports

    match what:
        case "ledgers":
            told = spoilt_ledgers.attack(int(count), int(seed)).lines()
        case "reports":
            found = [Path(file) for file in files]
            told = spoilt_reports.attack(int(count), int(seed), found).lines()
        case "values":
            told = followed.attack(int(count), int(seed)).lines()
        case _:
            with tempfile.TemporaryDirectory() as work:
                words = ["report", "hrbrfb", "2018", "--to", "html,xlsx"]
                if "batch" in files:
                    words = ["batch", "--only", "hrbrfb/2018", "--to", "html,xlsx"]
                told = iter([kills.attack(int(count), int(seed), DATA, Path(work), words)])
    for line in told:
        print(line, flush=True)


if __name__ == "__main__":
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    main(*sys.argv[1:])
