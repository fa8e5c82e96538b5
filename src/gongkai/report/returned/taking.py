"""What of an edited report is taken: words of its sections; what is refused: figures, tables, what settings decide."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from types import MappingProxyType
from typing import Final

from gongkai.compare.comparison import paired
from gongkai.indicators.value import Value
from gongkai.narrative.content import Section
from gongkai.narrative.own.source import TEMPLATE
from gongkai.pattern import pattern
from gongkai.report.returned.calls import Call, calls_of
from gongkai.report.returned.document import Document, Line
from gongkai.report.returned.refused import ANNEX, DECIDED, Refused, figures, outside, tables
from gongkai.report.returned.sentence import (
    Bound,
    ChangedFigure,
    bare,
    rebound,
    refused_alone,
)

_PROSE: Final = ("Normal", "Item")
_BRACES: Final = pattern(r"[{｛][{｛%％#]")
_LIVE: Final = pattern(r"\{%|\{\{\s*(?:断言|变化|程度|热线|片段)\(")  # others with others
_WITHHELD, _UNWRITTEN = "此处暂缺）", "待本机关撰写）"


@dataclass(slots=True)
class Taken:
    """What comes of an edited document: the new text of sections by id, and what was refused.

    ``fixed`` are words that followed from the ledgers and no longer do, ``decided`` sentences that the plan wrote or left out
    by the figures and that now stand in any case, each with its section's name; ``emptied`` are sections left empty.
    """

    texts: dict[str, str] = field(default_factory=dict)
    sentences: int = 0
    refused: list[Refused] = field(default_factory=list)
    conditions_lost: list[str] = field(default_factory=list)
    fixed: list[tuple[str, str]] = field(default_factory=list)
    decided: list[tuple[str, str]] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Pair:
    """A line as it was written and as it came back, and the section that it stands in, if in one."""

    old: Line | None
    new: Line | None
    section: str

    @cached_property
    def refused(self) -> tuple[ChangedFigure, ...] | None:
        """Return the bound figures in which alone the line was changed, none where it was not; else None."""
        return refused_alone(self.old, self.new) if self.old and self.new else None


@dataclass(frozen=True, slots=True)
class _Source:
    """The text that a section was rendered from, the figures, and what a call prints."""

    text: str
    values: Mapping[str, Value]
    prints: Callable[[str], str | None]


def taken(
    written: Document,
    edited: Document,
    sections: Sequence[Section],
    sources: Mapping[str, str],
    values: Mapping[str, Value],
    prints: Callable[[str], str | None] = lambda _: None,
    cells: Mapping[str, str] = MappingProxyType({}),
) -> Taken:
    """Return what is taken of an edited document, read against the one that was written.

    ``sources`` holds by section the text that it was rendered from, the office's own or the plan's;
    ``prints`` tells what a call of them prints; ``cells`` names the cells of the statutory tables.
    """
    found = Taken()
    by_section: dict[str, list[_Pair]] = {}
    for pair in _pairs(written, edited, sections):
        if pair.section:
            by_section.setdefault(pair.section, []).append(pair)
        elif (refused := outside(pair.old, pair.new)) is not None:
            found.refused.append(refused)
    names = {section.anchor: section.heading or "正文开头" for section in sections}
    for section, pairs in by_section.items():
        told = [(p.new.text, f) for p in pairs if p.new for f in p.refused or ()]
        if any(p.refused is None for p in pairs):
            source = _Source(sources.get(section, ""), values, prints)
            _section(section, names[section], pairs, source, found)
        for text, figure in told:
            found.refused += figures(Bound("", (figure,)), names[section], text)
    found.refused += tables(written, edited, cells)
    return found


def _pairs(written: Document, edited: Document, sections: Sequence[Section]) -> Iterator[_Pair]:
    """Yield every line with its counterpart, in the order of the edited document."""
    places = _places(written, sections)
    olds, news = written.lines, edited.lines
    steps = SequenceMatcher(
        None, [line.text for line in olds], [line.text for line in news], autojunk=False
    ).get_opcodes()
    where = ""
    for tag, a, b, c, d in steps:
        if tag == "equal":
            for n in range(b - a):
                where = places[a + n]
                yield _Pair(olds[a + n], news[c + n], _of_prose(olds[a + n], where))
            continue
        at = {id(olds[n]): places[n] for n in range(a, b)}
        couples = paired(olds[a:b], news[c:d], _text)
        for old, new in _in_order(list(couples), news[c:d]):
            where = at[id(old)] if old is not None else where
            line = old if old is not None else new
            if line is not None:
                yield _Pair(old, new, _of_prose(line, where))


def _text(line: Line) -> str:
    return line.text


def _in_order(
    couples: list[tuple[Line | None, Line | None]], news: Sequence[Line]
) -> list[tuple[Line | None, Line | None]]:
    """Return the couples as the edited document has them, what is gone where it stood."""
    rank = {id(line): n for n, line in enumerate(news)}
    last, keyed = -1, []
    for old, new in couples:
        last = rank[id(new)] if new is not None else last
        keyed.append(((last, new is None), (old, new)))
    return [couple for _, couple in sorted(keyed, key=lambda one: one[0])]


def _places(written: Document, sections: Sequence[Section]) -> list[str]:
    """Return by line of the written document the section that it stands in; empty outside of the chapters."""
    found = []
    waiting = list(sections)
    here, begun = "", False
    for line in written.lines:
        if line.style == ANNEX:
            here, waiting = "", []
        elif waiting and waiting[0].level == 0 and line.style in _PROSE:
            here = waiting.pop(0).anchor
        elif line.style.startswith("Heading"):
            while waiting and not line.text.endswith(waiting[0].heading):
                waiting.pop(0)
            here = waiting.pop(0).anchor if waiting else ""
            begun = True
        elif line.style in ("Attachment", "Seal") and begun:
            here, waiting = "", []
        found.append(here)
    return found


def _of_prose(line: Line, section: str) -> str:
    known = (*DECIDED, ANNEX, "ChartCaption", "ChartNote", "Chart", "TableCaption", "TableNote")
    return "" if line.style in known or line.style.startswith("Heading") else section


def _section(
    section: str,
    name: str,
    pairs: Sequence[_Pair],
    source: _Source,
    found: Taken,
) -> None:
    """Put the section's new text among what is taken, unless nothing of the change may be."""
    pieces = _pieces(source.text)
    of_line = _sources_of([bare(p.old) if p.old else None for p in pairs], pieces, source.prints)
    rebuilt: list[tuple[int | None, str]] = []  # the piece that a text stands in for, and the text
    words = 0
    lost = False
    for pair, at in zip(pairs, of_line, strict=True):
        piece, calls = (pieces[at[0]], at[1]) if at is not None else ("", ())
        number = at[0] if at is not None else None
        same = pair.refused is not None
        refused = None if same else _not_taken(pair, name)
        if refused is not None:
            found.refused.append(refused)
        if (same or refused is not None) and at is not None:
            rebuilt.append((number, piece))
            continue
        if pair.new is None:
            words += 1
            lost = lost or number is None
            rebuilt.append((number, ""))
            continue
        if refused is not None and pair.old is None:
            continue
        new = bare((pair.old or pair.new) if refused is not None or same else pair.new)
        old = bare(pair.old) if pair.old else Line(new.style, "")
        bound = rebound(old, new, calls, source.values)
        found.refused += figures(bound, name, new.text)
        found.fixed += [(name, words) for words in bound.fixed]
        lead = _lead(piece, pair.new)
        text = lead + bound.template
        words += text != piece.strip()
        lost = lost or (
            number is None and pair.old is not None and not old.text.endswith(_UNWRITTEN)
        )
        rebuilt.append((number, text))
    if words:
        found.sentences += words
        found.texts[section] = _joined(pieces, rebuilt, whole=lost)
        if lost and _LIVE.search(source.text):
            found.conditions_lost.append(name)


def _not_taken(pair: _Pair, name: str) -> Refused | None:
    old = pair.old.text if pair.old else ""
    new = pair.new.text if pair.new else ""
    if _BRACES.search(new):
        return Refused(
            f"“{name}”", old, new, "文字中有花括号，会被当作程序的写法；请在 narrative 的文件中改"
        )
    if _WITHHELD in new and old != new:
        return Refused(f"“{name}”", old, new, "这一段有数据未掌握，请先补齐台账，重新生成后再改")
    return None


def _lead(piece: str, line: Line) -> str:
    kept = re.match(r"\s*(?:[-*+]|\d{1,9}[.)])\s+", piece)
    return kept[0].lstrip() if kept else "- " if line.style == "Item" else ""


def _pieces(source: str) -> list[str]:
    """Return the paragraphs of a source, each on its line as offices write; a remark is one, however long."""
    held = [m[0] for m in TEMPLATE.finditer(source)]
    marked = TEMPLATE.sub("\ue000", source)
    pieces = []
    for line in marked.splitlines():
        while "\ue000" in line:
            line = line.replace("\ue000", held.pop(0), 1)
        if line.strip():
            pieces.append(line.rstrip())
    return pieces


def _sources_of(
    lines: Sequence[Line | None], pieces: Sequence[str], prints: Callable[[str], str | None]
) -> list[tuple[int, tuple[Call, ...]] | None]:
    """Return for each written line the piece of the source that it was rendered from, and its calls."""
    found: list[tuple[int, tuple[Call, ...]] | None] = []
    used: set[int] = set()
    for line in lines:
        fit = None
        for n, piece in enumerate(pieces) if line is not None else ():
            whole_call = TEMPLATE.fullmatch(piece.strip()) and piece.strip().startswith("{#")
            if n in used or whole_call or line is None:
                continue
            calls = calls_of(piece, line.text, prints)
            if calls is not None:
                fit = (n, calls)
                used.add(n)
                break
        found.append(fit)
    return found


def _joined(
    pieces: Sequence[str], rebuilt: Sequence[tuple[int | None, str]], *, whole: bool
) -> str:
    """Return the new text: what no line came of (remarks, conditions) stays where it stood.

    With ``whole`` a line had no piece of its own, and only remarks are kept of those.
    """
    covered = {n for n, _ in rebuilt if n is not None}
    out: list[str] = []
    at = 0

    def others(until: int) -> Iterator[str]:
        for n in range(at, until):
            if n not in covered and (not whole or pieces[n].lstrip().startswith("{#")):
                yield pieces[n]

    for number, text in rebuilt:
        if number is not None and number >= at:
            out += others(number)
            at = number + 1
        elif not out:  # what the file begins with: its instructions
            first = next(
                (n for n, p in enumerate(pieces) if not p.lstrip().startswith("{#")), len(pieces)
            )
            out += others(first)
            at = first
        if text:
            out.append(text)
    out += others(len(pieces))
    return "\n\n".join(out) + "\n"
