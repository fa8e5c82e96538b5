import datetime as dt

import pytest

from gongkai.checks.check import State
from gongkai.checks.publication import check_publication

CASES = [
    (2018, "department", "2019-03-31", State.PASS),
    (2018, "department", "2019-04-01", State.FAIL),
    (2018, "department", "2018-12-30", State.FAIL),
    (2019, "department", "2020-01-31", State.PASS),
    (2019, "department", "2020-02-12", State.FAIL),
    (2019, "government", "2020-03-31", State.PASS),
    (2019, "government", "2020-04-01", State.FAIL),
]


@pytest.mark.parametrize(("year", "level", "date", "state"), CASES)
def test_the_legal_limit(year: int, level: str, date: str, state: State) -> None:
    found = check_publication(year, level, dt.date.fromisoformat(date))
    assert found.state is state
    assert found.blocks == (state is State.FAIL)


def test_a_missing_date_is_a_hint() -> None:
    found = check_publication(2018, "department", None)
    assert found.state is State.WARN
    assert "2019-03-31" in found.message
