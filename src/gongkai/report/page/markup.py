"""Components to HTML: the one place where text meets markup, with everything escaped."""

import base64
from collections.abc import Callable, Collection
from functools import cache, lru_cache
from typing import Final, NoReturn

from jinja2 import Template

from gongkai.pattern import pattern
from gongkai.report.content.chart_view import source_of
from gongkai.report.content.components import ChartBlock, Component, OwnPicture
from gongkai.report.content.table_heads import placed
from gongkai.report.page.cells import figure_of, plain_row_of, row_of
from gongkai.report.page.dossiers import dossiers_of
from gongkai.report.page.drawing import MarkupError, own_svg
from gongkai.report.page.templates import escaping, text_of
from gongkai.report.page.words import breakable, counted, phrases


@cache
def _template(name: str) -> Template:
    environment = escaping(text_of)
    environment.globals |= {
        "svg": own_svg,
        "breakable": breakable,
        "phrases": phrases,
        "counted": counted,
        "source_of": source_of,
        "placed": placed,
        "figure_of": figure_of,
        "row_of": row_of,
        "dossiers_of": dossiers_of,
        "plain_row_of": plain_row_of,
        "kind": _kind,
        "base64": _base64,
        "unknown": _unknown,
    }
    return environment.get_template(name)


@lru_cache(maxsize=4)
def _shown(name: str, facts: frozenset[str] = frozenset()) -> Callable[..., str]:
    """Return a template's way to write a component, on a page that tells all of these figures."""
    shown = _template(name).make_module({"facts": facts}).shown  # type: ignore[attr-defined]  # a macro, by its name
    return lambda component, **asked: str(shown(component, **asked)).strip()


def html(component: Component, facts: Collection[str] = ()) -> str:
    """Return the HTML of a component in the page; MarkupError for anything else.

    ``facts`` are the figures of which the page tells all, so that each leads there.
    """
    return _shown("components.html.j2", frozenset(facts))(component)


def plain_html(component: Component) -> str:
    """Return the HTML of a component where no style sheet and no script can be counted on.

    So it is in a notebook: an untrusted one, or one shown on a web site, loses both. A chart is only
    its heading here, and ``after_html`` what stands below it.
    """
    return _shown("notebook.html.j2")(component, below=False)


def after_html(chart: ChartBlock | OwnPicture) -> str:
    """Return the note and the numbers that stand below a chart in a notebook."""
    return _shown("notebook.html.j2")(chart, below=True)


def _base64(png: bytes) -> str:
    return base64.b64encode(png).decode("ascii")


def _kind(part: object) -> str:
    return type(part).__name__


def _unknown(kind: object) -> NoReturn:
    raise MarkupError(f"网页不认识这种内容：{kind}。")


def unnamed(body: str) -> str:
    """Return a page's body without the indicators' names, which are told to the office alone.

    >>> unnamed('<data data-indicator="x" value="3">3</data>')
    '<data value="3">3</data>'
    """
    return _NAMED.sub("<data", body)


_NAMED: Final = pattern('<data data-indicator="[^"]*"')  # no text holds a quotation mark
