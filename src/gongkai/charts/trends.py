"""Figures over the years: a line is broken where the official wording changed its meaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.charts.chart import Plotted, Shape
from gongkai.forms.comparability import breaks
from gongkai.indicators.value import Amount, Unknown, Value


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart over years. A series is a name and the indicators added up for it, all of one era.

    A line stands before each year in which the map of comparable figures breaks one of them.
    ``after`` names the year's own chart that it follows in a published report.
    """

    id: str
    title: str
    question: str
    unit: str
    after: str
    series: tuple[tuple[str, tuple[str, ...]], ...]
    shape: Shape = "columns"

    def plot(self, history: Mapping[int, Mapping[str, Value]]) -> Plotted:
        """Return the numbers of each year; None where a year has no such figure.

        A year of which nothing is known keeps its place, and the note tells why it is empty.
        """
        years = sorted(history)
        rows = tuple(
            (f"{year}年", *(_sum(history[year], ids) for _, ids in self.series)) for year in years
        )
        heads = ("年度", *(name for name, _ in self.series))
        names = (name for _, ids in self.series for name in ids)
        found = [pair for pair in breaks(names) if pair.from_year in years[1:]]
        notes = [f"{p.from_year}年起表式改变，前后口径不同，不可比" for p in found]
        empty = {year: _reason(history[year], self.series) for year in years}
        gaps = [f"{year}年缺：{reason}" for year, reason in empty.items() if reason]
        limits = tuple((years.index(p.from_year), "口径改变") for p in found)
        return Plotted(heads, rows, self.unit, "；".join([*notes, *gaps]), limits)


def _reason(values: Mapping[str, Value], series: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """Return why no series has a number in a year; nothing where one has."""
    found = [values[name] for _, ids in series for name in ids]
    if any(isinstance(value, Amount) for value in found):
        return ""
    return next((value.reason for value in found if isinstance(value, Unknown)), "")


def _sum(values: Mapping[str, Value], ids: tuple[str, ...]) -> int | None:
    found = [values[name] for name in ids]
    known = [int(v.number) for v in found if isinstance(v, Amount)]
    return sum(known) if len(known) == len(found) else None


TRENDS: Final = (
    Trend(
        "trend_requests", "历年收到和办结申请数", "申请是多了还是少了？", "件", "requests_by_month",
        (("收到", ("requests_received",)), ("办结", ("requests_closed",))),
    ),
    Trend(
        "trend_disclosures", "历年主动公开政府信息数", "主动公开是多了还是少了？", "条",
        "disclosures_by_month",
        (("主动公开", ("disclosed_total",)),),
    ),
    Trend(
        "trend_refusals", "历年不公开答复数", "不公开的答复有多少？", "件", "requests_by_outcome",
        (
            ("不同意公开（2018年以前）", ("outcome_refused",)),
            ("不予公开（2019年以后）", tuple(f"outcome_r3_{n}" for n in range(1, 9))),
        ),
    ),
)  # fmt: skip
