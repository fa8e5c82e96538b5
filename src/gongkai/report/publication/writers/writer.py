"""A format's writer, and the proof that pages and documents share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.examined.examine import Report
from gongkai.indicators.value import Value
from gongkai.narrative.own.typed import own_numerals
from gongkai.report.content.components import Component, OwnPicture
from gongkai.report.page.contents import Contents
from gongkai.report.verification.charts import prove_charts
from gongkai.report.verification.figures import (
    Reading,
    Verification,
    prove,
    with_differences,
)
from gongkai.report.verification.shown import prove_charts_shown


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes a format's file, and who reads it again and proves it."""

    write: Callable[[Report, Contents, Path], None]
    prove: Callable[[Report, Contents, Path], Verification]


def proved(
    report: Report, reading: Reading, shown: Sequence[Component], internal: Iterable[str]
) -> Verification:
    """Return what a file with prose and charts proves; ``internal`` is what it may not tell."""
    theirs = {c.id for c in shown if isinstance(c, OwnPicture)}
    ours = [chart for chart in reading.charts if chart.id not in theirs]
    charts = prove_charts(ours, report.indicators.counts, report.history)
    further = (*charts, *prove_charts_shown(reading.charts, shown), *internal)
    told = report.narrative
    own = own_numerals(told.sections, told.title, told.attachment, report.records.agency.name)
    return prove(reading, values_of(report), further, own)


def values_of(report: Report) -> dict[str, Value]:
    """Return every figure that a sentence may state: this year's, and how they differ from last year's."""
    return with_differences(report.indicators.values, report.before)
