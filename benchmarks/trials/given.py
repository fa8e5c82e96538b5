"""What the trials are given: the tests' own helpers to import, the sample data, a folder that can be put back.

Imported before the tests' modules, whose names come after it in the alphabet.
"""

import sys
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parents[2] / "tests"
DATA = TESTS.parent / "data"
_FOLDERS = (TESTS, TESTS / "report", TESTS / "report" / "cms", TESTS / "report" / "returned")
sys.path[:0] = map(str, _FOLDERS)


def put_back(folder: Path) -> Callable[[], None]:
    """Return what makes a folder hold again what it holds now, and nothing else."""
    there = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def again() -> None:
        for path in folder.rglob("*"):
            if path.is_file() and path not in there:
                path.unlink()
        for path, content in there.items():
            path.write_bytes(content)

    return again
