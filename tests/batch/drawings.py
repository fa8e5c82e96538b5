"""Charts drawn once: the same numbers make the same drawing (tests/charts), and drawing takes half of a report."""

import hashlib
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gongkai.charts.chart import Plotted, Titled
from gongkai.charts.svg import Drawing
from gongkai.report.content import chart_view

Say = Callable[[str], str]
Draw = Callable[[Titled, Plotted, Say], Drawing]


def in_memory(draw: Draw) -> Draw:
    """Return a drawing of charts that keeps what it drew."""
    kept: dict[tuple[int, str], tuple[Titled, Drawing]] = {}

    def drawing(chart: Titled, plotted: Plotted, say: Say = str) -> Drawing:
        at = (id(chart), say("数"), repr(plotted))  # the language may be another one
        if at not in kept:
            kept[at] = (chart, draw(chart, plotted, say))
        return kept[at][1]

    return drawing


def in_folder(draw: Draw, folder: Path) -> Draw:
    """Return the same for processes that know nothing of each other."""

    def drawing(chart: Titled, plotted: Plotted, say: Say = str) -> Drawing:
        name = hashlib.sha256(repr((chart.id, say(chart.title), plotted)).encode()).hexdigest()
        path = folder / f"{name}.drawing"
        if not path.exists():
            made = pickle.dumps(draw(chart, plotted, say))
            path.with_suffix(".new").write_bytes(made)
            path.with_suffix(".new").replace(path)
        return pickle.loads(path.read_bytes())

    return drawing


@pytest.fixture(scope="session", autouse=True)
def drawn_once() -> Iterator[None]:
    """Draw each chart once in a worker; what tells two drawings of the same apart is in tests/charts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chart_view, "drawing", in_memory(chart_view.drawing))
        yield
