"""A small share of the attacks that ``benchmarks/attack.py`` runs at length."""

import spoilt_ledgers
import spoilt_reports

from conftest import REPOSITORY

PUBLISHED = REPOSITORY / "tests" / "published"


def test_spoilt_ledgers_are_answered_and_no_record_is_lost_in_silence() -> None:
    tally = spoilt_ledgers.attack(12, 1)
    assert tally.tried.total() == 12
    assert tally.faults == {}


def test_spoilt_reports_are_answered() -> None:
    files = [PUBLISHED / name for name in ("shanghai_office_2019.html", "shuyang_county_2025.txt")]
    tally = spoilt_reports.attack(4, 1, files)
    assert tally.tried == {".html": 2, ".txt": 2}
    assert tally.faults == {}
