"""Faults put into made-up years on purpose, each of a kind that offices really make."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gongkai.demo.calendar import workday_after
from gongkai.demo.office import Office
from gongkai.demo.requests import Row, received

Ledgers = dict[str, list[Row]]
ABSENT: Final = "没有报送"
_SHARE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault: what a reader is told, and what it does to a year's ledgers."""

    told: str
    spoil: Callable[[Ledgers, Office, int], None]
    absent: tuple[str, ...] = ()


def _late_reply(ledgers: Ledgers, office: Office, year: int) -> None:
    first = next(iter(received(office, year)))
    row = next(r for r in ledgers["requests"] if r["received_on"] == str(first.received))
    for name in ("extension_workdays", "consult_sent_on", "consult_returned_on", "corrected_on"):
        row[name] = ""
    row["correction_notified_on"] = row["extension_notified_on"] = ""
    row["reply_on"], row["outcome"] = (
        str(workday_after(first.received, 30)),
        first.outcomes[year > 2018],
    )


def _no_such_day(ledgers: Ledgers, _: Office, year: int) -> None:
    ledgers["hotline_cases"][3]["received_on"] = f"{year}-02-30"


def _same_number(ledgers: Ledgers, _: Office, __: int) -> None:
    ledgers["decisions"][1]["id"] = ledgers["decisions"][0]["id"]


def _nothing(_: Ledgers, __: Office, ___: int) -> None:
    """Leave the rows alone: the fault is that a ledger is not there."""


FAULTS: Final = (
    Fault("一件申请逾期答复（报告为草稿）", _late_reply),
    Fault("一处日期不存在（报告为草稿）", _no_such_day),
    Fault("两项决定编号相同（不能生成报告）", _same_number),
    Fault("缺少《复议诉讼举报》台账，也没有零报告（报告为草稿）", _nothing, ("disputes",)),
    Fault(ABSENT, _nothing),
)


def fault_of(office: Office, year: int) -> Fault | None:
    """Return the fault that an office's year is given, None for most of them."""
    dice = office.dice(year, "fault")
    return dice.choice(FAULTS) if dice.random() < _SHARE else None
