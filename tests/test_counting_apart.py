"""Who only reads, counts and checks loads nothing of the report: seen in a fresh process each."""

import subprocess
import sys
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
CASES = {
    "check": "from gongkai.cli.app import run\nrun(['check', 'hrbrfb', '2018', '--data', DATA])",
    "explore": "import gongkai as gk\nyear = gk.open_year('hrbrfb', 2018, DATA)\n"
    "repr(year), year.indicators, year.ledger('requests'), year.findings, year.checks\n"
    "year.figure('requests_on_time_rate').cases(), year.history\n"
    "year.sql('select count(*) as n from 依申请公开')",
    "batch": "import gongkai.batch.processes.performance as performance\n"
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


def test_what_shows_a_part_of_the_report_loads_it() -> None:
    script = "import gongkai as gk\ngk.open_year('hrbrfb', 2018, DATA).form"
    told = subprocess.run(
        [sys.executable, "-c", f"DATA = {str(DATA)!r}\n{script}{LOADED}"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "gongkai.report.page.markup" in told.stdout


def test_the_audit_of_a_page_loads_no_data_frames() -> None:
    script = (
        "from audit import page\nfrom pathlib import Path\nfrom tempfile import mkdtemp\n"
        "from gongkai.audit.audit import audit\nfile = Path(mkdtemp()) / 'report.html'\n"
        "file.write_text(page().replace('办结率100%', '办结率100%，代表满意率100%，申请按期答复率100%，均按时办结'), encoding='utf-8')\n"
        "print(len(audit(file).claims) > 9)\nimport sys\nprint('polars' in sys.modules)"
    )
    folder = str(DATA.parent / "benchmarks")
    told = subprocess.run(
        [sys.executable, "-c", f"import sys\nsys.path.insert(0, {folder!r})\n{script}"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert told.stdout.splitlines() == ["True", "False"]
