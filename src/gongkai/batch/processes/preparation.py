"""What a warm parent does before the first fork: imports and tables, no data and no query."""

from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Final

from matplotlib.backends.registry import backend_registry
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from gongkai.batch.processes import cells, performance
from gongkai.charts.chart import Chart, Plotted, Shape
from gongkai.charts.registry import CHARTS
from gongkai.charts.rendering.renderer import remember
from gongkai.charts.style import lay_out
from gongkai.charts.svg import svg
from gongkai.checks.wording.agreeing import agreeing
from gongkai.checks.wording.quantities import quantities
from gongkai.checks.wording.registry import check_wording
from gongkai.errors import UsageError
from gongkai.examined.inputs import program_inputs
from gongkai.forms.era import form_for
from gongkai.indicators.compute import tallies
from gongkai.indicators.registry import in_year as in_registry
from gongkai.indicators.taken import asked_of
from gongkai.narrative import write
from gongkai.narrative.prose import own_words
from gongkai.pattern import compile_all
from gongkai.records.clock.calendar import national
from gongkai.records.clock.derived import steps_of
from gongkai.records.ledgers import in_year
from gongkai.records.reading.recognition.columns import spellings
from gongkai.records.reading.rows.tails import is_no_record
from gongkai.records.rules.examination import questions
from gongkai.report import story
from gongkai.report.content.components import TitleBlock
from gongkai.report.content.editions import BOTH, Edition, Shown
from gongkai.report.notebook.session import rehearse
from gongkai.report.page.display import Display
from gongkai.report.page.page import render
from gongkai.report.publication import publish
from gongkai.report.publication.formats import formats_named
from gongkai.report.publication.writers import load_writers

_FILLED = (cells, performance, publish, story)  # imported so that no child has to
# What IPython imports only when its first shell begins: half of what a child waited for.
_LATE: Final = (
    "IPython.core.completerlib",
    "IPython.core.crashhandler",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "gongkai.explore.cell.mishap",
    "ipykernel.debugger",
    "tornado.platform.asyncio",
    "tornado.queues",
)
_SHAPES: Final[tuple[Shape, ...]] = ("columns", "lying_bars")  # one for each kept canvas
_LABELLED: Final = (10, 9)  # points of a chart's own labels, and of those in its legend
_NUMBERS: Final = 26  # that stand at bars and ticks of a small office
_DIGITS = tuple((f"{n}月", n, 13 - n) for n in range(1, 13))


@cache
def prepare_year(year: int) -> None:
    """Fill the caches of what is the same for every report of a year: headings, rules, figures."""
    for ledger in in_year(year).values():
        spellings(ledger)
        questions(ledger, national())
        steps_of(ledger, national())
        asked_of(ledger.id, year)
    tallies(year)
    write.prepare(year)
    form_for(year)
    is_no_record("")
    prose = own_words(year)
    check_wording(prose)  # patterns that are put together where they are sought
    agreeing(prose)
    _learn_labels(year)


def _learn_labels(year: int) -> None:
    """Measure and ink the labels that the year itself declares; none of them is an office's."""
    charted = {name for chart in CHARTS for name in chart.needs}
    for breakdown in in_registry(year).breakdowns:
        if breakdown.id in charted:
            for dimension, size in zip(breakdown.dimensions, _LABELLED, strict=False):
                remember({label.partition("：")[0] for label in dimension.labels}, size)


@cache
def prepare_formats(names: str) -> None:
    """Load what writes these formats; of a list that is wrong whoever makes the report tells."""
    with suppress(UsageError):
        load_writers(formats_named(names))


def prepare() -> None:
    """Fill the caches of what is the same for every report: work days, fonts, templates."""
    for name in _LATE:
        import_module(name)
    rehearse()
    backend_registry.list_all()  # else each child asks all installed packages for theirs
    national()
    program_inputs()
    quantities()  # declares its patterns
    compile_all()
    plotted = Plotted(("月份", "收到", "答复"), _DIGITS, "件")
    for shape in _SHAPES:
        svg(Chart("warm", "图", "？", (), lambda _: plotted, shape), plotted)
    lay_out()
    remember(map(str, range(_NUMBERS)), 8, 8.5, 10)
    remember((f"{n}月" for n in range(1, 13)), 10)
    remember(("单位：件", "单位：条", "单位：次"), 9, 10)
    title = TitleBlock("机关", "报告", 2024, "", "草稿")
    bundle = Display([Shown(title, BOTH)])._repr_mimebundle_()
    outputs = [new_output("display_data", data=bundle)]
    for edition in Edition:
        shown = [new_markdown_cell("文"), new_code_cell("", outputs=outputs)]
        render(new_notebook(cells=shown), edition)
