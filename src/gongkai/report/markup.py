"""Components to HTML: the one place where text meets markup, with everything escaped."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NoReturn

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from gongkai.report.components import MIME, Component, to_json
from gongkai.report.drawing import MarkupError, own_svg
from gongkai.report.table_heads import placed

_PARTS: Final = files("gongkai.report") / "parts"


def _text(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(_text)
    )
    environment.globals |= {
        "svg": own_svg,
        "breakable": breakable,
        "placed": placed,
        "unknown": _unknown,
    }
    return environment.get_template("components.html.j2")


def html(component: Component | dict[str, Any]) -> str:
    """Return the HTML of a component, given as itself or as the plain data of a notebook."""
    data = component if isinstance(component, dict) else to_json(component)
    return _template().render(c=data).strip()


def _unknown(kind: object) -> NoReturn:
    raise MarkupError(f"网页不认识这种内容：{kind}。")


def stylesheet() -> str:
    """Return the page's style sheet without its font."""
    return _text("style.css")


def breakable(text: str) -> Markup:
    """Return the text escaped, with places where a long web address may break.

    >>> breakable("见 http://a.cn/b <i>")
    Markup('见 http://<wbr>a.<wbr>cn/<wbr>b &lt;i&gt;')
    """
    pieces = re.split(r"(https?://[\w./-]+)", text)
    return Markup("").join(
        Markup("<wbr>").join(re.findall(r"[^/.]*(?:/+|\.)|[^/.]+", piece)) if n % 2 else piece
        for n, piece in enumerate(pieces)
    )


class Display:
    """Components on their way into a notebook: data for the page, HTML for JupyterLab."""

    def __init__(self, components: Sequence[Component]) -> None:
        self.components = tuple(components)

    def __repr__(self) -> str:
        kinds = "、".join(type(c).__name__ for c in self.components)
        return f"<报告内容：{kinds or '本部分无内容'}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        body = "\n".join(html(c) for c in self.components)
        return {
            MIME: {"kind": "group", "components": [to_json(c) for c in self.components]},
            "text/html": f"<style>{_NOTEBOOK_STYLE}</style><div class='gongkai'>{body}</div>",
            "text/plain": repr(self),
        }


_NOTEBOOK_STYLE: Final = (
    ".gongkai{max-width:50rem;line-height:1.8}.gongkai .card{display:none}"
    ".gongkai .figure:hover .card,.gongkai .figure:focus .card{display:inline;font-size:.85em;"
    "margin-left:.5em;color:#565e66}.gongkai p{text-indent:2em}.gongkai svg{max-width:100%;"
    "background:#fff}.gongkai table{border-collapse:collapse}.gongkai th,.gongkai td"
    "{border:1px solid #999;padding:.2rem .5rem;text-align:left}"
)


def show(*components: Component) -> Display:
    """Return components ready to be the value of a notebook cell."""
    return Display(components)
