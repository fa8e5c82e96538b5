"""The clock of single requests, worked by hand."""

import datetime as dt

import polars as pl
import pytest

from gongkai.records.clock.calendar import national
from gongkai.records.clock.derived import derive
from gongkai.records.clock.regimes import REGIMES, regime_for
from gongkai.records.ledgers import BY_ID

DATES = [c.name for c in BY_ID["requests"].columns if c.kind.name == "DATE"]
WORDS = ("consulted", "outcome")


def clock(year: int, **cells: object) -> dict[str, object]:
    row = dict.fromkeys((*DATES, *WORDS)) | {"extension_workdays": None}
    row |= {k: dt.date.fromisoformat(str(v)) if k in DATES else v for k, v in cells.items()}
    schema = {name: pl.Date for name in DATES} | {"extension_workdays": pl.Int64}
    schema |= dict.fromkeys(WORDS, pl.String)
    return (
        derive(
            BY_ID["requests"].in_year(year), pl.DataFrame([row], schema=schema).lazy(), national()
        )
        .collect()
        .row(0, named=True)
    )


def test_the_regime_is_that_of_the_day_of_receipt() -> None:
    assert regime_for(dt.date(2019, 5, 14)).id == REGIMES[0].id
    assert regime_for(dt.date(2019, 5, 15)).id == REGIMES[1].id


@pytest.mark.parametrize(
    ("received", "due", "rule"),
    [
        ("2018-02-09", dt.date(2018, 3, 7), "ogi_2008_art24"),  # over Spring Festival
        ("2018-09-21", dt.date(2018, 10, 18), "ogi_2008_art24"),  # over National Day, make-up days
        ("2019-05-14", dt.date(2019, 6, 4), "ogi_2008_art24"),
        ("2019-05-15", dt.date(2019, 6, 13), "ogi_2019_art33"),
        (
            "2020-01-21",
            dt.date(2020, 2, 26),
            "ogi_2019_art33",
        ),  # the holiday extended to 2 February
    ],
)
def test_the_due_date_and_the_rule_that_gave_it(received: str, due: dt.date, rule: str) -> None:
    found = clock(int(received[:4]), received_on=received)
    assert (found["due_on"], found["rule_id"]) == (due, rule)


def test_the_last_day_is_still_on_time_and_the_next_is_late() -> None:
    assert clock(2018, received_on="2018-02-09", reply_on="2018-03-07")["on_time"] is True
    late = clock(2018, received_on="2018-02-09", reply_on="2018-03-08")
    assert (late["on_time"], late["overdue"]) == (False, True)


def test_an_extension_counts_only_if_told_in_time_and_within_the_cap() -> None:
    asked = {"received_on": "2018-02-09", "extension_workdays": 15}
    told = clock(2018, **asked, extension_notified_on="2018-03-07")
    assert (told["is_extended"], told["due_on"]) == (True, dt.date(2018, 3, 28))
    late = clock(2018, **asked, extension_notified_on="2018-03-08")
    assert (late["is_extended"], late["due_on"]) == (False, dt.date(2018, 3, 7))
    never = clock(2018, **asked)
    assert never["is_extended"] is False
    long = clock(2018, **(asked | {"extension_workdays": 16}), extension_notified_on="2018-03-07")
    assert long["is_extended"] is False
    twenty = clock(
        2019, received_on="2019-05-15", extension_workdays=20, extension_notified_on="2019-06-13"
    )
    assert twenty["due_on"] == dt.date(2019, 7, 11)


def test_consultation_does_not_count() -> None:
    found = clock(
        2018,
        received_on="2018-02-09",
        consult_sent_on="2018-02-12",
        consult_returned_on="2018-02-26",
    )
    # Working days in (12, 26] February: 13, 14, 22, 23, the make-up Saturday 24, and 26.
    assert found["excluded_workdays"] == 6
    assert found["due_on"] == dt.date(2018, 3, 15)


def test_consulting_another_organ_stops_the_clock_only_from_2019() -> None:
    asked = {"consulted": "other_organ"}
    days = {"consult_sent_on": "2018-02-12", "consult_returned_on": "2018-02-26"}
    old = clock(2018, received_on="2018-02-09", **asked, **days)
    assert (old["excluded_workdays"], old["due_on"]) == (0, dt.date(2018, 3, 7))
    # From 20 May 2019: 20 working days to 18 June (7 June is a holiday), 21 and 22 May left out.
    days = {"consult_sent_on": "2019-05-20", "consult_returned_on": "2019-05-22"}
    new = clock(2019, received_on="2019-05-20", **asked, **days)
    assert (new["excluded_workdays"], new["due_on"]) == (2, dt.date(2019, 6, 20))


def test_a_consultation_before_the_corrected_request_is_not_left_out_twice() -> None:
    days = {"consult_sent_on": "2019-06-04", "consult_returned_on": "2019-06-19"}
    found = clock(2019, received_on="2019-06-03", corrected_on="2019-06-17", **days)
    assert found["excluded_workdays"] == 2  # 18 and 19 June


def test_the_clock_starts_anew_with_the_payment_of_a_fee() -> None:
    given = {"received_on": "2022-01-12", "fee_notified_on": "2022-01-18"}
    paid = clock(2022, **given, fee_paid_on="2022-01-24")
    # Over Spring Festival 2022 (31 January to 6 February), 29 and 30 January worked instead.
    assert (paid["start_on"], paid["due_on"]) == (dt.date(2022, 1, 24), dt.date(2022, 2, 24))
    before = clock(2020, received_on="2020-10-12", fee_paid_on="2020-10-14")
    assert before["start_on"] == dt.date(2020, 10, 12)  # the fee came in 2021


@pytest.mark.parametrize(
    ("notice", "outcome", "closed"),
    [("correction_notified_on", "r6_1", True), ("fee_notified_on", "r6_2", True),
     ("correction_notified_on", "r1", False)],
)  # fmt: skip
def test_a_case_given_up_by_the_applicant_is_not_late(
    notice: str, outcome: str, closed: bool
) -> None:
    given = {"received_on": "2022-03-01", "reply_on": "2022-04-20", "outcome": outcome}
    found = clock(2022, **given, **{notice: "2022-03-08"})
    assert (found["on_time"], found["overdue"], found["suspended"]) == (closed, not closed, closed)


def test_a_case_that_waits_for_the_applicant_at_the_end_is_not_late() -> None:
    asked = {"received_on": "2022-11-01", "correction_notified_on": "2022-11-08"}
    assert clock(2022, **asked)["overdue"] is False
    told_late = clock(2022, **asked | {"correction_notified_on": "2022-12-20"})
    assert told_late["overdue"] is True
    old_law = clock(2018, received_on="2018-11-01", correction_notified_on="2018-11-08")
    assert old_law["overdue"] is True


def test_the_clock_starts_anew_with_the_corrected_request_only_from_2019() -> None:
    new = clock(2019, received_on="2019-06-03", corrected_on="2019-06-17")
    assert new["start_on"] == dt.date(2019, 6, 17)
    old = clock(2018, received_on="2018-06-04", corrected_on="2018-06-15")
    assert old["start_on"] == dt.date(2018, 6, 4)


def test_a_case_open_at_the_end_is_carried_out_and_overdue_only_past_its_day() -> None:
    open_ = clock(2018, received_on="2018-12-20")
    assert (open_["open_at_end"], open_["overdue"]) == (True, False)
    forgotten = clock(2018, received_on="2018-11-01")
    assert (forgotten["open_at_end"], forgotten["overdue"]) == (True, True)
    later = clock(2018, received_on="2018-12-20", reply_on="2019-01-08")
    assert (later["open_at_end"], later["closed"]) == (True, False)


def test_a_case_of_last_year_is_carried_in() -> None:
    found = clock(2018, received_on="2017-12-20", reply_on="2018-01-05")
    assert (found["carried_in"], found["in_year"], found["closed"]) == (True, False, True)
