"""What the page tells of each figure, as markup: a report has some hundreds of them, in as many lines."""

from collections.abc import Iterable

from markupsafe import Markup

from gongkai.report.content.components import Dossier
from gongkai.report.page.cells import figure_of
from gongkai.report.page.words import escaped


def dossiers_of(items: Iterable[Dossier]) -> Markup:
    """Return a section for each figure, each below the last.

    >>> dossiers_of([Dossier("r1", "收到申请", "17", "件", "17", (("定义", "收到的<申请>"),), (), ())])
    Markup('\\n<section class="fact" id="fact-r1"><h3>收到申请</h3><p class="value"><data data-indicator="r1" value="17">17</data>件</p><p><b>定义</b>收到的&lt;申请&gt;</p></section>')
    """
    return Markup("".join(map(_dossier, items)))


def _dossier(one: Dossier) -> str:
    name = escaped(one.indicator)
    lines = "".join(f"<p><b>{escaped(label)}</b>{escaped(words)}</p>" for label, words in one.lines)
    return (
        f'\n<section class="fact{" cell" if one.cell else ""}" id="fact-{name}"><h3>{escaped(one.label)}</h3>'
        f'<p class="value">{figure_of(one)}{escaped(one.unit)}</p>{lines}'
        f"{_led('算法', one.parts, '；')}{_led('所在', one.places, '、')}</section>"
    )


def _led(label: str, items: Iterable[tuple[str, str]], between: str) -> str:
    """Return words that lead to places of the page; without a place they lead nowhere."""
    told = between.join(
        f'<a href="#{escaped(at)}">{escaped(words)}</a>' if at else str(escaped(words))
        for at, words in items
    )
    return f"<p><b>{label}</b>{told}</p>" if told else ""
