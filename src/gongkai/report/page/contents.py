"""What an executed notebook shows, read once for every page and file that is made of it."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import mistune
import nh3
from nbformat import NotebookNode

from gongkai.bundle import MIME
from gongkai.errors import GongkaiError
from gongkai.report.content.components import (
    ChartBlock,
    Component,
    OwnPicture,
    from_json,
)
from gongkai.report.content.editions import Edition, Shown, in_edition
from gongkai.text import clean

HIDDEN_TAGS: Final = frozenset({"note", "remove-cell", "parameters"})
_TABLE_TAGS: Final = {"table", "thead", "tbody", "tr", "th", "td", "caption"}
_TABLE_SPANS: Final = {"th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
_PROSE_TAGS: Final = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "code", "pre"}
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_markdown: Final = mistune.create_markdown(escape=True)


class PageError(GongkaiError):
    """A notebook that cannot become a page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Components with their editions, in order; markup of an analyst's own cells is for the office."""

    pieces: tuple[Shown | str, ...]

    def __deepcopy__(self, _: dict[int, Any]) -> "Contents":
        """Return the same: nbconvert copies what it is given, and nobody can write to this."""
        return self

    def of(self, edition: Edition) -> Iterator[Component | str]:
        """Yield what an edition shows; PageError for an analyst's picture that is lost."""
        for piece in self.pieces:
            if isinstance(piece, str):
                if edition is Edition.REVIEW:
                    yield piece
                continue
            for one in in_edition([piece], edition):
                if isinstance(one, OwnPicture) and not one.png:
                    raise PageError(f"笔记本中“{one.title}”的图不在了。请重新执行笔记本后再转换。")
                yield one


def contents(notebook: NotebookNode | Contents) -> Contents:
    """Return what an executed notebook shows; PageError for what cannot be shown."""
    return notebook if isinstance(notebook, Contents) else Contents(tuple(_pieces(notebook)))


def components(
    notebook: NotebookNode | Contents, edition: Edition = Edition.PUBLIC
) -> tuple[Component, ...]:
    """Return the components that an executed notebook shows in an edition, in order."""
    return tuple(one for one in contents(notebook).of(edition) if not isinstance(one, str))


def _pieces(notebook: NotebookNode) -> Iterator[Shown | str]:
    for cell in notebook.cells:
        hidden = HIDDEN_TAGS & set(cell.metadata.get("tags", ()))
        if cell.cell_type == "markdown" and not hidden:
            yield clean(_prose(cell.source)).strip()
        elif cell.cell_type == "code":
            for output in cell.outputs:
                yield from _output(output)


def _output(output: NotebookNode) -> Iterator[Shown | str]:
    if output.output_type == "error":
        raise PageError(f"笔记本有单元运行失败（{output.ename}），不能生成网页。请改正后重新运行。")
    if output.output_type == "stream":
        if output.name == "stderr":
            raise PageError("笔记本运行时有警告输出，不能生成网页。请打开笔记本查看并消除警告。")
        return
    data = output.get("data", {})
    if MIME in data:
        yield from (_with_bitmap(one, data) for one in _shown_in(data[MIME]))
    elif "<table" in data.get("text/html", ""):
        table = nh3.clean(
            data["text/html"], tags=_TABLE_TAGS, attributes=_TABLE_SPANS, link_rel=None
        )
        yield clean(f'<section aria-label="表" class="scroll" tabindex="0">{table}</section>')


def _shown_in(group: Any) -> tuple[Shown, ...]:
    """Return what an output shows; PageError for what this version cannot read whole."""
    try:
        found = tuple(_placed(one) for one in list(group["components"]))
        whole = all(isinstance(one.component, Component) for one in found)
    except (KeyError, TypeError, ValueError, AttributeError):
        whole = False
    if not whole:
        raise PageError("笔记本中有本版本程序不认识的内容。请重新执行笔记本后再转换。")
    return found


def _placed(data: dict[str, Any]) -> Shown:
    parts = {name: part for name, part in data.items() if name != "editions"}
    return Shown(from_json(parts, clean), tuple(map(Edition, data["editions"])))


def _with_bitmap(shown: Shown, data: Any) -> Shown:
    """Return a picture with the bitmap that stands beside it, where it is one."""
    if not isinstance(shown.component, ChartBlock | OwnPicture):
        return shown
    try:
        bitmap = base64.b64decode(data.get("image/png", ""), validate=True)
    except (ValueError, TypeError):
        bitmap = b""
    png = bitmap if bitmap.startswith(_PNG) else b""
    return replace(shown, component=replace(shown.component, png=png))


def _prose(source: str) -> str:
    rendered = str(_markdown(source)).replace("<h1", "<h2").replace("</h1", "</h2")
    return nh3.clean(
        rendered,
        tags=_PROSE_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_outward,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _outward(tag: str, name: str, value: str) -> str | None:
    """Return a link that names its scheme; what remains of any other is not a link."""
    return value if value.lower().startswith(("http://", "https://", "mailto:")) else None
