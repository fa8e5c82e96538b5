"""Every limit that is counted from a date of a ledger, but the replies' own (``deadlines``).

Each says whether working days or natural months are counted, and by which document.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

import polars as pl

from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.workdays import (
    earliest_after,
    latest_after,
    plus_workdays,
)


class Counted(Enum):
    """What a limit counts; the value says it to a reader."""

    WORKDAYS = "个工作日"
    MONTHS = "个月（自然月，节假日不扣除）"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: what for, how much of what, by which document."""

    title: str
    number: int
    counted: Counted
    source: str

    def after(self, start: pl.Expr, calendar: Calendar) -> pl.Expr:
        """Return the last day of the limit, the day of the start not counted."""
        if self.counted is Counted.MONTHS:
            return start.dt.offset_by(f"{self.number}mo")
        return plus_workdays(start, self.number, calendar)

    def earliest(self, start: pl.Expr, year: int, calendar: Calendar) -> pl.Expr:
        """Return the earliest that the last day may be, whatever is still announced."""
        if self.counted is Counted.MONTHS or calendar.settles(year):
            return self.after(start, calendar)
        return earliest_after(start, self.number, calendar)

    def latest(self, start: pl.Expr, year: int, calendar: Calendar) -> pl.Expr:
        """Return the latest that the last day may be, whatever is still announced."""
        if self.counted is Counted.MONTHS or calendar.settles(year):
            return self.after(start, calendar)
        return latest_after(start, self.number, calendar)


CORRECTION: Final = Limit("补正通知", 7, Counted.WORKDAYS, "2019年《条例》第三十条")
PAYMENT: Final = Limit("缴纳信息处理费", 20, Counted.WORKDAYS, "国办函〔2020〕109号")
PUBLICITY: Final = Limit("双公示", 7, Counted.WORKDAYS, "国办发〔2015〕51号")
PROPOSAL: Final = Limit("建议提案答复", 3, Counted.MONTHS, "人大代表建议、政协提案办理规定")
PROPOSAL_EXTENDED: Final = Limit(
    "建议提案答复（经同意延期）", 6, Counted.MONTHS, "人大代表建议、政协提案办理规定"
)
LIMITS: Final = (CORRECTION, PAYMENT, PUBLICITY, PROPOSAL, PROPOSAL_EXTENDED)
