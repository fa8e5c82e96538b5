"""What an analyst's notebook is told before its first cell: how frames and figures are to be shown."""

from typing import Any, Final

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text

from gongkai.charts.size import WIDTH
from gongkai.charts.style import HEIGHT, own_settings
from gongkai.report.own.limits import MOST_COLUMNS, MOST_ROWS

OPTIONS: Final = {
    "display.max_rows": MOST_ROWS,
    "display.max_columns": MOST_COLUMNS,
    "display.show_dimensions": "truncate",
    "display.max_colwidth": None,
    "display.notebook_repr_html": True,
}


def attend() -> None:
    """Show every frame and series as HTML, whole where a page holds it, and figures in the house style.

    In words a figure is what is written in it: what the pixels hide is looked at too.
    """
    from IPython.core.getipython import get_ipython
    from IPython.core.pylabtools import select_figure_formats
    from matplotlib import pyplot as plt
    from matplotlib_inline.backend_inline import configure_inline_support
    from matplotlib_inline.config import InlineBackend

    shell: Any = get_ipython()
    for name, value in OPTIONS.items():
        pd.set_option(name, value)
    changed: Any = own_settings() | {"figure.dpi": 96, "figure.figsize": (WIDTH, HEIGHT)}
    mpl.rcParams.update(changed)
    # At its import this was done for the shell of that time, and once a process.
    plt.switch_backend("module://matplotlib_inline.backend_inline")
    mpl.interactive(True)
    configure_inline_support(shell, "inline")  # type: ignore[no-untyped-call]
    kwargs = InlineBackend.instance().print_figure_kwargs
    select_figure_formats(shell, {"retina"}, **kwargs)  # type: ignore[no-untyped-call]
    html = shell.display_formatter.formatters["text/html"]
    html.for_type(pd.DataFrame, _frame)
    html.for_type(pd.Series, lambda series: _frame(series.to_frame(series.name or "")))
    shell.display_formatter.formatters["text/plain"].for_type(Figure, _words)


def _frame(frame: Any) -> Any:
    own = "_repr_html_" in vars(type(frame)) and type(frame) is not pd.DataFrame
    if own or len(frame) > MOST_ROWS or len(frame.columns) > MOST_COLUMNS:
        return frame._repr_html_()
    plain = type(frame.index) is pd.RangeIndex and frame.index.name is None
    return frame.to_html(index=not plain, na_rep="", border=0)


def _words(figure: Figure, printer: Any, cycle: bool) -> None:
    figure.draw_without_rendering()  # ticks have no words before
    texts: Any = figure.findobj(Text)
    found = [text.get_text() for text in texts]
    printer.text("\n".join(dict.fromkeys(word for word in found if word)))
