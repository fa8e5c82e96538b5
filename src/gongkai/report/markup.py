"""Components to HTML: the one place where text meets markup, with everything escaped."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from gongkai.errors import GongkaiError
from gongkai.report.components import MIME, Component, to_json

_PARTS: Final = files("gongkai.report") / "parts"
_TAGS: Final = frozenset(
    {"svg", "g", "path", "text", "tspan", "use", "defs", "clipPath", "rect", "title", "desc"}
)


class MarkupError(GongkaiError):
    """Something that is not ours was about to enter the page unescaped."""


def _text(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(_text)
    )
    environment.globals |= {"svg": own_svg, "breakable": breakable}
    return environment.get_template("components.html.j2")


def html(component: Component | dict[str, Any]) -> str:
    """Return the HTML of a component, given as itself or as the plain data of a notebook."""
    data = component if isinstance(component, dict) else to_json(component)
    return _template().render(c=data).strip()


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


def own_svg(source: str) -> Markup:
    """Return a chart as markup, after a look that it can only be drawn, not run or fetched."""
    for node in ET.fromstring(source).iter():
        tag = str(node.tag).rpartition("}")[2]
        outside = [
            name
            for name, value in node.attrib.items()
            if name.lower().startswith("on")
            or name == "style"
            or (name.rpartition("}")[2] == "href" and not value.startswith("#"))
            or ("url(" in value and "url(#" not in value)
        ]
        if tag not in _TAGS or outside:
            raise MarkupError(f"图中有不允许的内容（{tag} {' '.join(outside)}），网页没有生成。")
    return Markup(source)  # every element and attribute was just looked at


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
