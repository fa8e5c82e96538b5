"""The time limits of the two Regulations: which rule a request was received under."""

import datetime as dt
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Regime:
    """One set of time limits, in force for requests received from ``since`` to ``until``."""

    id: str
    title: str
    since: dt.date
    until: dt.date
    base_workdays: int
    extension_cap: int
    restarts_on_correction: bool
    restarts_on_payment: bool
    stops_for_other_organs: bool


REGIMES: Final = (
    Regime(
        "ogi_2008_art24",
        "2008年《条例》第二十四条",
        dt.date.min,
        dt.date(2019, 5, 14),
        15,
        15,
        False,
        False,
        False,
    ),
    Regime(
        "ogi_2019_art33",
        "2019年《条例》第三十三条",
        dt.date(2019, 5, 15),
        dt.date.max,
        20,
        20,
        True,
        True,
        True,
    ),
)


def regime_for(received_on: dt.date) -> Regime:
    """Return the regime of a day of receipt.

    >>> regime_for(dt.date(2019, 5, 14)).base_workdays, regime_for(dt.date(2019, 5, 15)).base_workdays
    (15, 20)
    """
    return next(r for r in REGIMES if r.since <= received_on <= r.until)
