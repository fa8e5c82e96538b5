"""Who only reads, counts and checks loads nothing of the report: seen in a fresh process each."""

import subprocess
import sys
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
CASES = {
    "check": "from gongkai.cli.app import run\nrun(['check', 'hrbrfb', '2018', '--data', DATA])",
    "batch": "import gongkai.batch.performance as performance\n"
    "performance.build('hrbrfb', 2018, DATA)",
}
LOADED = (
    "\nimport sys\nprint([m for m in sys.modules if m.split('.')[:2] == ['gongkai', 'report']])"
)


@pytest.mark.parametrize("case", CASES)
def test_counting_loads_nothing_of_the_report(case: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"DATA = {str(DATA)!r}\n{CASES[case]}{LOADED}"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert told.stdout.splitlines()[-1] == "[]"
