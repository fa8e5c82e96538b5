"""A finished file against its edition: every chart of it, and nothing that only the office may see."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from gongkai.examined.examine import Report
from gongkai.report.content.components import ChartBlock, Component, OwnPicture
from gongkai.report.verification.figures import ShownChart

# Markup of the review. Text of ledgers cannot say it: its quotation marks are escaped.
_INTERNAL: Final = (
    'class="internal"', 'data-indicator="', 'class="banner"', 'class="summary"', 'class="card"', 'class="question"',
    'class="empty"', 'class="findings"', 'class="folded', 'id="annex-checks"',
    'id="annex-indicators"', 'id="annex-data"', 'id="annex-comparison"',
)  # fmt: skip


def prove_charts_shown(charts: Sequence[ShownChart], shown: Iterable[Component]) -> Iterator[str]:
    """Yield the charts of the edition that a file lacks, and those that it has beside them."""
    due = {c.id: c for c in shown if isinstance(c, ChartBlock | OwnPicture)}
    found = [chart.id for chart in charts]
    for chart in charts:  # what a chart of ours tells is proved by its counts
        own = due.get(chart.id)
        if isinstance(own, OwnPicture) and chart.alt != own.alt:
            yield f"图“{own.title}”的替代文字与应有的不符"
    yield from (f"没有图“{c.title}”" for name, c in due.items() if name not in found)
    yield from (f"多出图“{name}”" for name in found if name not in due)


def prove_public(text: str, report: Report) -> Iterator[str]:
    """Yield what a public file tells of the office's own; ``text`` is all of it, markup included."""
    hashes = (report.digest, *(s.sha256 for s in report.records.sources if s.sha256))
    for words in (*_INTERNAL, *hashes):
        if words in text:
            yield f"有只供本机关内部使用的内容（{words[:40]}）"
