"""The two editions of a report, cut from one content: what is published, and what the office keeps.

A notebook shows both at once, each component with the editions that it stands in. What is not
declared for the public is not public.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from gongkai.narrative.content import (
    Block,
    FigureRun,
    GivenRun,
    Listing,
    MarkedRun,
    Paragraph,
    Run,
    Section,
    WithheldRun,
)
from gongkai.report.content.components import ChartBlock, Component, TitleBlock

DRAFT: Final = "草稿"
# Which figures are missing, the review tells.
_UNKNOWN, _WITHHELD = "未掌握，此处暂缺）", "（有关数据未掌握，此处暂缺）"


class Edition(StrEnum):
    """An edition: ``report.*`` is the public one, ``review.html`` the office's own."""

    PUBLIC = "public"
    REVIEW = "review"


BOTH, INTERNAL, PUBLISHED = tuple(Edition), (Edition.REVIEW,), (Edition.PUBLIC,)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report: the cell that shows it, and the editions that it stands in."""

    id: str
    editions: tuple[Edition, ...]


# In the order of the notebook, whose cells are called as the parts are.
PARTS: Final = (
    Part("title", BOTH),
    Part("agenda", INTERNAL),
    Part("summary", INTERNAL),
    Part("part", BOTH),
    Part("signature", BOTH),
    Part("form_table", BOTH),
    Part("own_section", BOTH),
    Part("check_annex", INTERNAL),
    Part("indicator_annex", INTERNAL),
    Part("data_notes", INTERNAL),
    Part("comparison", INTERNAL),
    Part("provenance", INTERNAL),
)
EDITIONS: Final = {part.id: part.editions for part in PARTS}


@dataclass(frozen=True, slots=True)
class Shown:
    """A component with the editions that it stands in."""

    component: Component
    editions: tuple[Edition, ...]


def in_edition(shown: Iterable[Shown], edition: Edition) -> Iterator[Component]:
    """Yield the components of an edition, each as that edition tells it.

    The public one has no state but 草稿, no questions, and figures without their meaning.

    >>> title = TitleBlock("某局", "年度报告", 2024, "全年", "核对通过")
    >>> [c.state for e in Edition for c in in_edition([Shown(title, BOTH)], e)]
    ['', '核对通过']
    """
    for one in shown:
        if edition in one.editions:
            internal = edition is Edition.REVIEW
            yield one.component if internal else _published(one.component)


def _published(component: Component) -> Component:
    match component:
        case TitleBlock(state=state):
            draft = state if state == DRAFT else ""
            return replace(component, period="", state=draft)
        case ChartBlock():
            return replace(component, question="")
        case Section(blocks=blocks):
            return replace(component, blocks=tuple(_once(map(_block, blocks))))
        case _:
            return component


def _once(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; of paragraphs that only say that they are left out, the first in a row."""
    before: Block | None = None
    for block in blocks:
        bare = isinstance(block, Paragraph) and all(isinstance(r, WithheldRun) for r in block.runs)
        if not (bare and block == before):
            yield block
        before = block


def _block(block: Block) -> Block:
    match block:
        case Paragraph(runs=runs):
            return replace(block, runs=tuple(map(_run, runs)))
        case Listing(items=items):
            return replace(block, items=tuple(tuple(map(_run, line)) for line in items))


def _run(run: Run) -> Run:
    match run:
        case FigureRun():
            return replace(run, label="", definition="", base="")
        case GivenRun():
            return replace(run, reason="")
        case WithheldRun(text=text) if text.endswith(_UNKNOWN):
            return replace(run, text=_WITHHELD)
        case MarkedRun(run=bare):
            return _run(bare)
        case _:
            return run
