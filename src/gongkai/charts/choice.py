"""Which charts the published report has: the office's choice, else what happened most."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from gongkai.charts.chart import Chart
from gongkai.charts.registry import BY_ID, CHARTS
from gongkai.charts.trends import TRENDS
from gongkai.errors import UnreadableError
from gongkai.indicators.value import Counts, Unknown

MOST: Final = 4
FEWEST_CASES: Final = 10
_FEWEST_LABELS: Final = 2
_MONTHS: Final = "月份"
# One chart for each kind of work; what every report must tell comes before all else.
_STATUTORY: Final = ("disclosures_by_month", "requests_by_outcome")
_FURTHER: Final = ("publicity_by_month", "hotline_by_source", "proposals_by_role")


def public_charts(
    asked: tuple[str, ...] | None,
    counts: Mapping[str, Counts | Unknown],
    placed: Collection[str],
    where: str,
) -> tuple[str, ...]:
    """Return the ids of the charts of the public edition.

    ``asked`` holds ids or titles from the office's settings, None where it leaves the choice to
    us: of those ``placed`` in its chapters at most four, one for a kind of work, that tell more
    than a sentence would; disclosures and requests first, then the work with the most cases. UnreadableError names
    ``where`` a chart was asked for that does not exist.
    """
    if asked is not None:
        return tuple(_named(asked, where))
    cases = {name: _cases(BY_ID[name], counts) for name in (*_STATUTORY, *_FURTHER)}
    order = (*_STATUTORY, *sorted(_FURTHER, key=lambda name: -cases[name]))
    return tuple(name for name in order if name in placed and _tells(BY_ID[name], counts))[:MOST]


def _named(asked: tuple[str, ...], where: str) -> Iterator[str]:
    known = {name: chart.id for chart in (*CHARTS, *TRENDS) for name in (chart.id, chart.title)}
    for name in asked:
        if name not in known:
            titles = "、".join(chart.title for chart in (*CHARTS, *TRENDS))
            raise UnreadableError(
                f"{where} 的公开版用图（charts）中没有名为“{name}”的图。可选：{titles}。"
            )
        yield known[name]


def _cases(chart: Chart, counts: Mapping[str, Counts | Unknown]) -> int:
    """Return how many cases a chart shows, 0 where they are unknown."""
    found = [counts[name] for name in chart.needs]
    known = [one for one in found if isinstance(one, Counts)]
    return known[0].total if len(known) == len(found) else 0


def _tells(chart: Chart, counts: Mapping[str, Counts | Unknown]) -> bool:
    """Tell whether a chart shows more than a sentence would.

    It compares two labels at least, and each of its series by months has ten cases or more; one of
    another kind has so many for each of its series.
    """
    found = {name: one for name in chart.needs if isinstance(one := counts[name], Counts)}
    if len(found) < len(chart.needs):
        return False
    plotted = chart.plot(found)
    totals = [sum(numbers) for _, numbers in plotted.series if any(numbers)]
    labels = sum(any(row[1:]) for row in plotted.rows)
    enough = (
        min(totals, default=0)
        if plotted.columns[0] == _MONTHS
        else sum(totals) / len(totals or [1])
    )
    return labels >= _FEWEST_LABELS and enough >= FEWEST_CASES
