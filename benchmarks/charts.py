"""Processor seconds of the year's charts of a report, drawn from made-up numbers, in this one process.

    python benchmarks/charts.py [ROUNDS]

Runs with the charts of this revision and of 484b914, which drew no bitmaps.
"""

import sys
import time
from typing import Any

from gongkai.charts import svg
from gongkai.charts.chart import Plotted
from gongkai.charts.registry import CHARTS

MONTHS = tuple((f"{n}月", 3 * n, 40 - 2 * n) for n in range(1, 13))
KINDS = tuple((f"第{n}类办理结果的名称", 3 + n, 9 - n) for n in range(1, 9))


def lies(chart: Any) -> bool:
    """Tell whether a chart of either revision has lying bars."""
    return "lying_bars" in (getattr(chart, "shape", ""), getattr(chart, "draw", main).__name__)


def main() -> None:
    draw = getattr(svg, "drawing", svg.svg)
    cases = [
        (
            chart,
            Plotted(("项", "按期", "逾期"), KINDS if lies(chart) else MONTHS, "件"),
        )
        for chart in CHARTS
    ]
    for case in cases:
        draw(*case)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    start = time.process_time()
    for _ in range(rounds):
        for case in cases:
            draw(*case)
    print((time.process_time() - start) / rounds)


if __name__ == "__main__":
    main()
