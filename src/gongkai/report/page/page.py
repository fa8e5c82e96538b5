"""An executed notebook as a page: components become markup, code and prompts are left out.

``PagePreprocessor`` is named in the template's ``conf.json``, so that plain
``jupyter nbconvert --to html --template gongkai`` makes the same page.
"""

import base64
import hashlib
import html as escaping
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import mistune
import nh3
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import CaselessStrEnum
from traitlets.config import Config

from gongkai.errors import GongkaiError
from gongkai.narrative.content import Section
from gongkai.report.content.components import (
    MIME,
    Agenda,
    ChartBlock,
    Component,
    Dossiers,
    OwnNumbers,
    OwnPicture,
    Standing,
    Summary,
    TitleBlock,
    cleaned,
    from_json,
)
from gongkai.report.content.editions import DRAFT, Edition, Shown, in_edition
from gongkai.report.content.fonts import font_face
from gongkai.report.content.review.numbers import marking
from gongkai.report.page.copies import shared
from gongkai.report.page.markup import html, stylesheet, unnamed
from gongkai.text import clean

HIDDEN_TAGS: Final = frozenset({"note", "remove-cell", "parameters"})
_TABLE_TAGS: Final = {"table", "thead", "tbody", "tr", "th", "td", "caption"}
_TABLE_SPANS: Final = {"th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
_PROSE_TAGS: Final = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "code", "pre"}
_HEAD: Final = (TitleBlock, Standing, Agenda, Summary)
_STANDING: Final = "gongkai_standing"  # the resource that brings it
# What a reading of the page would write otherwise: other entities, and white space alone.
_UNSETTLED: Final = re.compile(r"&(?!amp;|lt;|gt;)|(?<!DOCTYPE html)>(?![ \n]<)[ \t\n\r\f]+<")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SPACE: Final = re.compile(r"\n\s*\n+")
_markdown: Final = mistune.create_markdown(escape=True)


class PageError(GongkaiError):
    """A notebook that cannot become a page."""


class PagePreprocessor(Preprocessor):
    """Puts the page's parts into ``resources["gongkai"]`` and takes the cells away."""

    edition = CaselessStrEnum(
        [edition.value for edition in Edition],
        Edition.PUBLIC.value,
        help="public：公开版；review：审阅版（内部）",
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook without cells, and the resources with the page's parts."""
        resources["gongkai"] = page_parts(nb, Edition(self.edition), resources.get(_STANDING))
        nb.cells = []
        return nb, resources


def page_parts(
    notebook: NotebookNode, edition: Edition, standing: Standing | None = None
) -> dict[str, str]:
    """Return an edition's title, state, head, contents, body, style and its hash, to be printed."""
    pieces = list(_pieces(notebook, edition))
    if standing is not None and edition is Edition.REVIEW:
        title = next((n for n, p in enumerate(pieces) if isinstance(p, TitleBlock)), 0)
        pieces.insert(title + 1, standing)
    found = [piece for piece in pieces if not isinstance(piece, str)]
    titles = [c for c in found if isinstance(c, TitleBlock)]
    if not titles:
        raise PageError(
            "笔记本中没有报告标题：请先执行笔记本（papermill 或 gongkai report）再转换。"
        )
    facts = _facts(found)
    if edition is Edition.REVIEW:
        pieces = list(_marked(pieces, facts))
    head = [html(c, facts) for c in found if isinstance(c, _HEAD)]
    body = [piece for piece in pieces if not isinstance(piece, _HEAD)]
    told = "\n".join(_chapters(body, facts))
    parts = {
        "title": escaping.escape(titles[0].agency + titles[0].title),
        "edition": edition.value,
        "state": "draft" if titles[0].state == DRAFT else "final",
        "head": _SPACE.sub("\n", "\n".join(head)),
        "contents": _contents([c for c in found if isinstance(c, Section) and c.level in (1, 2)])
        if edition is Edition.REVIEW
        else "",
        "body": _SPACE.sub("\n", told if edition is Edition.REVIEW else unnamed(told)),
    }
    printed = escaping.unescape(re.sub(r"<[^>]*>", "", "".join(parts.values())))
    sheet = stylesheet(review=edition is Edition.REVIEW)
    style = font_face(printed + _FIXED_WORDS) + sheet.strip()
    digest = hashlib.sha256(style.encode()).digest()
    return parts | {"style": style, "style_hash": base64.b64encode(digest).decode()}


# Words of the frame: template, page numbers, draft mark, and every printable ASCII character.
_FIXED_WORDS: Final = (
    "跳到正文目录本页由台账生成，供本机关内部审阅。草稿—，见网页版"
    "审阅版（内部使用，不得公开）" + "".join(map(chr, range(0x20, 0x7F)))
)


def _pieces(notebook: NotebookNode, edition: Edition) -> Iterator[Component | str]:
    """Yield the components of an edition in order; an analyst's own prose is for the office."""
    internal = edition is Edition.REVIEW
    for cell in notebook.cells:
        hidden = HIDDEN_TAGS & set(cell.metadata.get("tags", ()))
        if cell.cell_type == "markdown" and internal and not hidden:
            yield clean(_prose(cell.source)).strip()
        elif cell.cell_type == "code":
            for output in cell.outputs:
                yield from _output(output, edition)


def _facts(found: Sequence[Component]) -> frozenset[str]:
    """Return the figures of which the page tells all."""
    return frozenset(d.indicator for c in found if isinstance(c, Dossiers) for d in c.items)


def _marked(pieces: Sequence[Component | str], facts: frozenset[str]) -> Iterator[Component | str]:
    """Yield the pieces, every number of the prose marked."""
    own = next((piece for piece in pieces if isinstance(piece, OwnNumbers)), None)
    marks = marking(facts, own)
    for piece in pieces:
        yield marks.section(piece) if isinstance(piece, Section) else piece


def _chapters(pieces: Sequence[Component | str], facts: frozenset[str]) -> Iterator[str]:
    """Yield the HTML of the pieces, each chapter in an element that is laid out when it is near."""
    starts = [n for n, p in enumerate(pieces) if isinstance(p, Section) and p.level == 1]
    yield from (_shown(piece, facts) for piece in pieces[: starts[0] if starts else None])
    for start, end in pairwise([*starts, None]):
        chapter = pieces[start:end]
        charts = sum(isinstance(piece, ChartBlock) for piece in chapter)
        told = any(isinstance(piece, Dossiers | OwnNumbers) for piece in chapter)
        kind = " told" if told else " charted" if charts > 2 else ""
        yield f'<section class="chapter{kind}">'
        yield from (_shown(piece, facts) for piece in chapter)
        yield "</section>"


def _shown(piece: Component | str, facts: frozenset[str]) -> str:
    return piece if isinstance(piece, str) else html(piece, facts)


def components(notebook: NotebookNode, edition: Edition = Edition.PUBLIC) -> tuple[Component, ...]:
    """Return the components that an executed notebook shows in an edition, in order."""
    return tuple(piece for piece in _pieces(notebook, edition) if not isinstance(piece, str))


def _output(output: NotebookNode, edition: Edition) -> Iterator[Component | str]:
    if output.output_type == "error":
        raise PageError(f"笔记本有单元运行失败（{output.ename}），不能生成网页。请改正后重新运行。")
    if output.output_type == "stream":
        if output.name == "stderr":
            raise PageError("笔记本运行时有警告输出，不能生成网页。请打开笔记本查看并消除警告。")
        return
    data = output.get("data", {})
    if MIME in data:
        for one in in_edition(_shown_in(data[MIME]), edition):
            yield _with_bitmap(one, data) if isinstance(one, ChartBlock | OwnPicture) else one
    elif edition is Edition.REVIEW and "<table" in data.get("text/html", ""):
        table = nh3.clean(
            data["text/html"], tags=_TABLE_TAGS, attributes=_TABLE_SPANS, link_rel=None
        )
        yield clean(f'<section aria-label="表" class="scroll" tabindex="0">{table}</section>')


def _shown_in(group: Any) -> tuple[Shown, ...]:
    """Return what an output shows; PageError for what this version cannot read whole."""
    try:
        found = tuple(_placed(one) for one in cleaned(list(group["components"])))
        whole = all(isinstance(one.component, Component) for one in found)
    except (KeyError, TypeError, ValueError, AttributeError):
        whole = False
    if not whole:
        raise PageError("笔记本中有本版本程序不认识的内容。请重新执行笔记本后再转换。")
    return found


def _placed(data: dict[str, Any]) -> Shown:
    component = from_json({name: part for name, part in data.items() if name != "editions"})
    return Shown(component, tuple(map(Edition, data["editions"])))


def _with_bitmap(chart: ChartBlock | OwnPicture, data: Any) -> ChartBlock | OwnPicture:
    """Return a chart with the bitmap that stands beside it, where it is one.

    PageError where an analyst's picture has none: nothing else could be shown.
    """
    try:
        bitmap = base64.b64decode(data.get("image/png", ""), validate=True)
    except (ValueError, TypeError):
        bitmap = b""
    if isinstance(chart, OwnPicture) and not bitmap.startswith(_PNG):
        raise PageError(f"笔记本中“{chart.title}”的图不在了。请重新执行笔记本后再转换。")
    return replace(chart, png=bitmap if bitmap.startswith(_PNG) else b"")


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


def _contents(sections: list[Section]) -> str:
    """Return the nested list of chapters and sub-sections, each a link."""
    out: list[str] = []
    depth = 0
    for section in sections:
        level = min(section.level, depth + 1)
        if level > depth:
            out.append("<ol>")
        else:
            out.append("</li>" + "</ol></li>" * (depth - level))
        number = section.number
        mark = "、" if section.level == 1 and not number.startswith("附") else ""
        words = escaping.escape(f"{number}{mark}{'　' if number.startswith('附') else ''}")
        heading = escaping.escape(section.heading)
        out.append(f'<li><a href="#{escaping.escape(section.anchor)}">{words}{heading}</a>')
        depth = level
    return "".join(out) + "</li></ol>" * depth


class _Exporter(HTMLExporter):
    """Nbconvert's own, but for its last reading of a page that this would not change."""

    def from_notebook_node(  # type: ignore[override]  # as its own parent's
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page, as plain nbconvert would.

        It reads every finished page once more, as long as the page took to make, to give alt texts
        to pictures and focus to cells. The template has neither, and writes what a reading would
        write, but for what texts of the ledgers can hold.
        """
        page, told = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        if _UNSETTLED.search(page):
            return super().from_notebook_node(nb, resources, **kw)
        return page, told


@cache
def _exporter(edition: Edition) -> _Exporter:
    """Return the exporter, reading the package's own template whatever Jupyter has installed."""
    folder = Path(__file__).parent / "templates"
    return _Exporter(  # type: ignore[no-untyped-call]
        template_name="gongkai",
        extra_template_basedirs=[str(folder)],
        optimistic_validation=True,  # once, not after each of its twelve steps
        config=Config({"PagePreprocessor": {"edition": edition.value}}),
    )


def render(
    notebook: NotebookNode, edition: Edition = Edition.PUBLIC, standing: Standing | None = None
) -> str:
    """Return the page of an executed notebook, as plain nbconvert would make it.

    The office's own edition also tells how it stands with those who sign, where that is known.
    """
    page, _ = _exporter(edition).from_notebook_node(shared(notebook), {_STANDING: standing})
    return str(page)
