"""A small share of the attacks that ``benchmarks/trials/attack.py`` runs at length."""

import subprocess
import sys

from conftest import REPOSITORY

PUBLISHED = REPOSITORY / "tests" / "published"


def attack(*words: str) -> str:
    """Return what an attack tells; in a process of its own, since its cases are forked.

    Where Polars has computed before, the threads it started are missing in a forked child, which waits for them.
    """
    command = [sys.executable, str(REPOSITORY / "benchmarks" / "trials" / "attack.py"), *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def test_spoilt_ledgers_are_answered_and_no_record_is_lost_in_silence() -> None:
    told = attack("ledgers", "12", "1")
    assert told.startswith("12 cases")
    assert told.endswith("\nno fault\n")


def test_spoilt_reports_are_answered() -> None:
    files = [PUBLISHED / name for name in ("shanghai_office_2019.html", "shuyang_county_2025.txt")]
    told = attack("reports", "4", "1", *map(str, files))
    assert told.startswith("4 cases (.html 2, .txt 2)")
    assert told.endswith("\nno fault\n")
