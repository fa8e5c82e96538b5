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

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from traitlets import CaselessStrEnum
from traitlets.config import Config

from gongkai.narrative.content import Section
from gongkai.pattern import pattern
from gongkai.report.content.components import (
    Agenda,
    ChartBlock,
    Component,
    Dossiers,
    OwnNumbers,
    Standing,
    Summary,
    TitleBlock,
)
from gongkai.report.content.editions import DRAFT, Edition
from gongkai.report.content.fonts import font_face
from gongkai.report.content.review.numbers import marking
from gongkai.report.page.contents import Contents, PageError, contents
from gongkai.report.page.markup import html, unnamed
from gongkai.report.page.templates import stylesheet

_HEAD: Final = (TitleBlock, Standing, Agenda, Summary)
# The resources that bring what is known beside a notebook, and what it shows if that is read already.
_STANDING: Final = "gongkai_standing"
_LEFT: Final = "签发时列出的事项"  # what was to do, once the report is issued
_CONTENTS: Final = "gongkai_contents"
# What a reading of the page would write otherwise: other entities, and white space alone.
# Two patterns, each beginning with its letter: as one, or with a look back first, it takes fifty times as long.
_UNSETTLED: Final = (
    pattern(r"&(?!amp;|lt;|gt;)"),
    pattern(r">(?<!DOCTYPE html>)(?![ \n]<)[ \t\n\r\f]+<"),
)
_SPACE: Final = pattern(r"\n\s*\n+")


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
        shown = resources.get(_CONTENTS) or contents(nb)
        resources["gongkai"] = page_parts(shown, Edition(self.edition), resources.get(_STANDING))
        nb.cells = []
        return nb, resources


def _put_below(pieces: list[Any], kind: type, piece: Standing) -> None:
    """Put how the report stands below the first piece of a kind."""
    at = next((n for n, p in enumerate(pieces) if isinstance(p, kind)), 0)
    pieces.insert(at + 1, piece)


def _signed(piece: Component | str, standing: Standing) -> Component | str:
    """Return a piece as it reads once somebody has signed: the state beside the title, what was left to do."""
    if isinstance(piece, TitleBlock) and standing.state:
        return replace(piece, state=standing.state)
    if isinstance(piece, Agenda) and standing.issued:
        return replace(piece, title=_LEFT)
    return piece


def page_parts(
    shown: Contents, edition: Edition, standing: Standing | None = None
) -> dict[str, str]:
    """Return an edition's title, state, head, contents, body, style and its hash, to be printed."""
    pieces = list(shown.of(edition))
    if standing is not None and edition is Edition.REVIEW:
        pieces = [_signed(piece, standing) for piece in pieces]
        _put_below(pieces, TitleBlock, replace(standing, changes=()))
        if standing.changes:  # what is to do comes first
            at = Agenda if any(isinstance(p, Agenda) for p in pieces) else Standing
            _put_below(pieces, at, replace(standing, items=()))
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
        if any(pattern.search(page) for pattern in _UNSETTLED):
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
    notebook: NotebookNode | Contents,
    edition: Edition = Edition.PUBLIC,
    standing: Standing | None = None,
) -> str:
    """Return the page of an executed notebook, or of what it shows, as plain nbconvert would make it.

    The office's own edition also tells how it stands with those who sign, where that is known.
    """
    # Without cells: nbconvert copies a notebook three times, and the page needs but what it shows.
    given = {_CONTENTS: contents(notebook), _STANDING: standing}
    page, _ = _exporter(edition).from_notebook_node(new_notebook(), given)
    return str(page)
