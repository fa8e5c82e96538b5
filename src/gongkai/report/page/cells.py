"""Figures and the cells of a table as markup, a row at a time: a report has some thousands of them.

Attributes stand in the order of their names, as in the page's template.
"""

from collections.abc import Collection, Iterable, Iterator

from markupsafe import Markup

from gongkai.report.content.components import Cell, Dossier, KeyFigure
from gongkai.report.content.table_heads import Placed
from gongkai.report.page.words import escaped, phrases


def figure_of(
    figure: Cell | KeyFigure | Dossier,
    facts: Collection[str] = (),
    anchor: str = "",
    unit: str = "",
) -> Markup:
    """Return a figure, below an ``anchor`` the way to what the page tells of it in ``facts``; ``unit`` where it is not its own.

    >>> figure_of(Cell("17", "number", 0, "r1", "17"))
    Markup('<data data-indicator="r1" value="17">17</data>')
    """
    name = escaped(figure.indicator)
    told = f' data-unit="{escaped(unit)}"' if unit else ""
    data = f'<data data-indicator="{name}"{told} value="{escaped(figure.raw)}">{escaped(figure.text)}</data>'
    if anchor and figure.indicator in facts:
        data = f'<a href="#fact-{name}" id="{escaped(anchor)}">{data}</a>'
    return Markup(data)


def row_of(row: Iterable[Placed], table: str, facts: Collection[str]) -> Markup:
    """Return a row's cells; a figure of the official ``table`` leads to what the page tells of it in ``facts``.

    >>> row_of([Placed(Cell("17", "number", 0, "r1", "17"), range(1), range(1), "")], "t3", {"r1"})
    Markup('<td class="number"><a href="#fact-r1" id="t3-r1"><data data-indicator="r1" value="17">17</data></a></td>')
    """
    return Markup("".join(_placed(one, table, facts) for one in row))


def plain_row_of(row: Iterable[Cell]) -> Markup:
    """Return a row's cells where no style sheet can be counted on.

    >>> plain_row_of([Cell("甲<", header=True)])
    Markup('<th style="text-align:left">甲&lt;</th>')
    """
    return Markup("".join(map(_plain, row)))


def _placed(one: Placed, table: str, facts: Collection[str]) -> str:
    cell = one.cell
    tag = "th" if cell.header else "td"
    return f"<{tag}{''.join(_attributes(one))}>{_content(cell, table, facts)}</{tag}>"


def _attributes(one: Placed) -> Iterator[str]:
    cell = one.cell
    if cell.style != "text" or cell.indent:
        indent = f" indent-{cell.indent}" if cell.indent else ""
        yield f' class="{escaped(cell.style)}{indent}"'
    if cell.colspan > 1:
        yield f' colspan="{cell.colspan}"'
    if one.headers:
        yield f' headers="{escaped(one.headers)}"'
    if one.id:
        yield f' id="{escaped(one.id)}"'
    if cell.rowspan > 1:
        yield f' rowspan="{cell.rowspan}"'
    if one.scope:
        yield f' scope="{escaped(one.scope)}"'


def _content(cell: Cell, table: str, facts: Collection[str]) -> str:
    if not cell.indicator:
        return phrases(cell.text) if cell.header else escaped(cell.text)
    anchor = f"{table}-{cell.indicator}" if table else ""
    return figure_of(cell, facts, anchor, cell.unit)


def _plain(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    side = "right" if cell.style in ("number", "blank") else "left"
    across = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    down = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    text = "　" * cell.indent + escaped(cell.text)
    return f'<{tag} style="text-align:{side}"{across}{down}>{text}</{tag}>'
