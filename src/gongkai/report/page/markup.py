"""Components to HTML: the one place where text meets markup, with everything escaped."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NoReturn

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from gongkai.report.content.components import MIME, Component, to_json
from gongkai.report.content.editions import INTERNAL, Edition, Shown, in_edition
from gongkai.report.content.table_heads import placed
from gongkai.report.page.drawing import MarkupError, own_svg

_PARTS: Final = files("gongkai.report.page") / "parts"


def _text(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


def escaping(text: Callable[[str], str]) -> Environment:
    """Return templates that escape what they are given; ``text`` returns one by its name."""
    return Environment(autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(text))


@cache
def _template() -> Template:
    environment = escaping(_text)
    environment.globals |= {
        "svg": own_svg,
        "breakable": breakable,
        "placed": placed,
        "kind": _kind,
        "unknown": _unknown,
    }
    return environment.get_template("components.html.j2")


def html(component: Component) -> str:
    """Return the HTML of a component; MarkupError for anything else."""
    return _template().render(c=component).strip()


def _kind(part: object) -> str:
    return type(part).__name__


def _unknown(kind: object) -> NoReturn:
    raise MarkupError(f"网页不认识这种内容：{kind}。")


def stylesheet() -> str:
    """Return the page's style sheet without its font."""
    return _text("style.css")


def breakable(text: str) -> Markup:
    """Return the text escaped, with places where a long web or mail address may break.

    >>> breakable("见 http://a.cn/b <i>")
    Markup('见 http://<wbr/>a.<wbr/>cn/<wbr/>b &lt;i&gt;')
    >>> breakable("邮箱：b@a.cn。")
    Markup('邮箱：b@<wbr/>a.<wbr/>cn。')
    """
    pieces = re.split(r"(https?://[\w./-]+|[\w.+-]+@[\w.-]+)", text, flags=re.ASCII)
    return Markup("").join(
        Markup("<wbr/>").join(re.findall(r"[^/.@]*(?:/+|[.@])|[^/.@]+", piece)) if n % 2 else piece
        for n, piece in enumerate(pieces)
    )


class Display:
    """Components on their way into a notebook: data for both editions, HTML for JupyterLab."""

    def __init__(self, shown: Sequence[Shown]) -> None:
        self.shown = tuple(shown)

    def __repr__(self) -> str:
        kinds = "、".join(type(one.component).__name__ for one in self.shown)
        return f"<报告内容：{kinds or '本部分无内容'}>"

    def as_html(self) -> str:
        """Return what JupyterLab shows: what the office sees, with the notebook's style."""
        body = "\n".join(html(c) for c in in_edition(self.shown, Edition.REVIEW))
        return f"<style>{_NOTEBOOK_STYLE}</style><div class='gongkai'>{body}</div>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            MIME: {"kind": "group", "components": [shown_json(one) for one in self.shown]},
            "text/html": self.as_html(),
            "text/plain": repr(self),
        }


_NOTEBOOK_STYLE: Final = (
    ".gongkai{max-width:52rem;line-height:1.8}.gongkai h1{font-size:1.4rem;color:#a61c1c;line-height:"
    "1.5;text-align:center}.gongkai h1 span{display:block}.gongkai .title{border-bottom:3px double "
    "#a61c1c;margin-bottom:1rem}.gongkai .period{text-align:center;text-indent:0;opacity:.75}"
    ".gongkai .state{margin-left:1em;font-weight:600}.gongkai :is(.notice,.banner){border-left:4px "
    "solid #b8860b;padding:.4rem 1rem;background:#b8860b1c}.gongkai .summary{display:grid;"
    "grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.5rem;margin:.8rem 0}"
    ".gongkai .summary div{border:1px solid #1f4e7933;border-top:3px solid #1f4e79;padding:.3rem .7rem}"
    ".gongkai .summary :is(dt,dd){float:none;width:auto;display:block;padding:0}"
    ".gongkai .summary dt{font-size:12.5px;font-weight:400;line-height:1.4;min-height:2.8em;opacity:.8}"
    ".gongkai .summary dd{margin:0}.gongkai .summary data{font-size:1.5rem;font-weight:700;color:"
    "#2f6ca3}.gongkai .unit{margin-left:.2em}.gongkai .base{display:block;font-size:12px;opacity:.7;"
    "min-height:1.6em}.gongkai .card{display:none}.gongkai .figure:hover .card,.gongkai .figure:focus"
    " .card{display:inline;font-size:.85em;margin-left:.5em;opacity:.75}.gongkai .figure>data{"
    "border-bottom:1px dotted}.gongkai p{text-indent:2em}.gongkai :is(.notice,.banner,.chart-note,"
    ".table-note,.empty) {text-indent:0}.gongkai figcaption b{display:block}.gongkai .question{opacity"
    ":.7;font-size:.9em}.gongkai svg{max-width:100%;height:auto;background:#fff}.gongkai .scroll{"
    "overflow-x:auto}.gongkai table{border-collapse:collapse;font-size:13px}.gongkai table :is(th,td){"
    "border:1px solid #8884;padding:.2rem .5rem;text-align:left!important}.gongkai table td:is(.number,.blank){text-align:right!important}"
    ".gongkai .indent-1{padding-left:1.9em}.gongkai .indent-2{padding-left:3.3em}"
    ".gongkai .indent-3{padding-left:4.7em}"
)


def shown_json(shown: Shown) -> dict[str, Any]:
    """Return a component as plain data with the editions that it stands in."""
    return {**to_json(shown.component), "editions": list(shown.editions)}


def show(*components: Component) -> Display:
    """Return components ready to be the value of a notebook cell, for the office alone."""
    return Display([Shown(component, INTERNAL) for component in components])
