"""gongkai (公开): a year's ledgers become the annual report on open government information.

>>> import gongkai as gk
>>> gk.parse_key("hrbrfb", 2018).slug
'hrbrfb/2018'
"""

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from gongkai.examined.examine import build, examine
    from gongkai.explore.asked.days import add_workdays, count_workdays
    from gongkai.explore.asked.offices import offices
    from gongkai.explore.cell.picture import figure_axes
    from gongkai.explore.comparison import compare
    from gongkai.explore.desk import desk
    from gongkai.explore.everywhere import sql
    from gongkai.explore.measure import measure
    from gongkai.explore.panel import panel
    from gongkai.explore.what_if import what_if
    from gongkai.explore.year import Year, open_year
    from gongkai.indicators.compute import table
    from gongkai.keys import parse_key
    from gongkai.report.story import (
        agenda,
        check_annex,
        comparison,
        data_notes,
        form_table,
        indicator_annex,
        open_report,
        own_section,
        part,
        provenance,
        signature,
        summary,
        title,
    )

# Read when Polars is loaded: what reading a large ledger took besides its rows goes back soon, a third of the
# peak where all of it becomes pandas'. Another program in this process that has loaded Polars before keeps its way.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:50,muzzy_decay_ms:0")

# Loaded on first use: a command that only lists offices need not import matplotlib.
_HOMES: Final = {
    "Year": "gongkai.explore.year",
    "add_workdays": "gongkai.explore.asked.days",
    "agenda": "gongkai.report.story",
    "build": "gongkai.examined.examine",
    "check_annex": "gongkai.report.story",
    "compare": "gongkai.explore.comparison",
    "comparison": "gongkai.report.story",
    "count_workdays": "gongkai.explore.asked.days",
    "data_notes": "gongkai.report.story",
    "desk": "gongkai.explore.desk",
    "examine": "gongkai.examined.examine",
    "figure_axes": "gongkai.explore.cell.picture",
    "form_table": "gongkai.report.story",
    "indicator_annex": "gongkai.report.story",
    "measure": "gongkai.explore.measure",
    "offices": "gongkai.explore.asked.offices",
    "open_report": "gongkai.report.story",
    "open_year": "gongkai.explore.year",
    "own_section": "gongkai.report.story",
    "panel": "gongkai.explore.panel",
    "parse_key": "gongkai.keys",
    "part": "gongkai.report.story",
    "provenance": "gongkai.report.story",
    "signature": "gongkai.report.story",
    "sql": "gongkai.explore.everywhere",
    "summary": "gongkai.report.story",
    "table": "gongkai.indicators.compute",
    "title": "gongkai.report.story",
    "what_if": "gongkai.explore.what_if",
}

__all__ = [
    "Year",
    "add_workdays",
    "agenda",
    "build",
    "check_annex",
    "compare",
    "comparison",
    "count_workdays",
    "data_notes",
    "desk",
    "examine",
    "figure_axes",
    "form_table",
    "indicator_annex",
    "measure",
    "offices",
    "open_report",
    "open_year",
    "own_section",
    "panel",
    "parse_key",
    "part",
    "provenance",
    "signature",
    "sql",
    "summary",
    "table",
    "title",
    "what_if",
]


class _Door(ModuleType):
    """The package, whose functions stay what they are: a room of the same name does not take their place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):  # set when the room is entered
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("gongkai")
    if name in _HOMES:
        if "IPython" in sys.modules:
            import_module("gongkai.explore.cell.mishap").attend()
        return getattr(import_module(_HOMES[name]), name)
    if name.startswith("_"):  # asked by Python and its tools
        raise AttributeError(f"module 'gongkai' has no attribute {name!r}")
    errors, difflib = import_module("gongkai.errors"), import_module("difflib")
    near = difflib.get_close_matches(name, __dir__(), 3, 0.5)
    hint = f"是不是 {'、'.join(f'gk.{word}' for word in near)}？" if near else ""
    slip = errors.NameSlip(f"gongkai 没有“{name}”。{hint}可用 dir(gk) 查看全部名称。")
    raise import_module("gongkai.explore.arguments").in_language(slip)


def __dir__() -> list[str]:
    """Return what is meant for whoever explores; what else there is serves the report's notebook."""
    return [
        *(n for n, home in _HOMES.items() if home.startswith("gongkai.explore.")),
        "__version__",
    ]
