"""Every number of the prose marked: bound to an indicator, the office's own, or of a kind that counts nothing."""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from gongkai.checks.wording.prose import BOUND
from gongkai.examined.examine import Examined
from gongkai.narrative.comparison import counted_id
from gongkai.narrative.content import (
    Block,
    FigureRun,
    GivenRun,
    Listing,
    MarkedRun,
    Run,
    Section,
    TextRun,
)
from gongkai.narrative.numerals import all_numerals
from gongkai.narrative.own.typed import OwnNumber, lines_of, typed_words
from gongkai.report.content.components import OwnNumbers

FACT: Final = "fact-"  # anchors of the entries that tell all of a figure
_OWN, _GIVEN = "own-", "given-"
AGREES: Final = "与台账相符："
_NOT_COUNTED: Final = "{}，不计数"
_NAMED: Final = "名称或规定文字中的数字"


def told_numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text that no ledger and no office wrote, each number with what it is.

    >>> list(told_numbers("2018年工作思路"))
    [('2018年', '日期，不计数'), ('工作思路', '')]
    """
    at = 0
    for start, end, kind in sorted(_numerals(text)):
        if start > at:
            yield text[at:start], ""
        yield text[start:end], _NOT_COUNTED.format(kind or _NAMED)
        at = end
    if text[at:]:
        yield text[at:], ""


@dataclass(frozen=True, slots=True)
class Marking:
    """Marks the numbers of sections as they are read; ``facts`` are the figures told at length.

    Sections are given in their order, each once; ``own`` and ``given`` are what the office typed in
    them, from the first on: a number that is not the next of these (an analyst's) leads nowhere.
    """

    facts: Collection[str]
    own: deque[tuple[str, str]]
    given: deque[tuple[str, str]]

    def section(self, section: Section) -> Section:
        """Return a section with every number in it marked."""
        anchors = (f"{section.anchor}-{n}" for n in count(1))
        return replace(section, blocks=tuple(self._block(b, anchors) for b in section.blocks))

    def _block(self, block: Block, anchors: Iterator[str]) -> Block:
        if isinstance(block, Listing):
            return replace(block, items=tuple(tuple(self._line(i, anchors)) for i in block.items))
        return replace(block, runs=tuple(self._line(block.runs, anchors)))

    def _line(self, line: Sequence[Run], anchors: Iterator[str]) -> Iterator[Run]:
        words = typed_words(line)
        marks = sorted(_numerals(words))
        at = 0
        for run in line:
            match run:
                case FigureRun():
                    yield self._figure(run, next(anchors))
                    at += len(BOUND)
                case GivenRun():
                    yield self._given(run)
                    at += len(BOUND)
                case TextRun(text=text):
                    yield from self._text(run, at, marks)
                    at += len(text)
                case _:
                    yield run

    def _figure(self, run: FigureRun, anchor: str) -> MarkedRun:
        base = f"（{run.base}）" if run.base else ""
        figure = figure_of(run)
        leads = FACT + figure if figure in self.facts else ""
        return MarkedRun(run, "figure", anchor, leads, f"{run.label}{base}：{run.definition}")

    def _given(self, run: GivenRun) -> MarkedRun:
        leads = _next(self.given, run.text)
        return MarkedRun(run, "own", "", leads, f"手填数字：{run.reason}")

    def _text(
        self, run: TextRun, at: int, marks: Sequence[tuple[int, int, str]]
    ) -> Iterator[TextRun | MarkedRun]:
        """Yield a run cut where numbers begin and end; one that goes on in the next run is cut there."""
        done = 0
        for start, end, kind in marks:
            first, last = max(start - at, done), min(end - at, len(run.text))
            if first >= last:
                continue
            if first > done:
                yield replace(run, text=run.text[done:first])
            number = replace(run, text=run.text[first:last])
            if kind:
                yield MarkedRun(number, "uncounted", "", "", _NOT_COUNTED.format(kind))
            else:
                leads = _next(self.own, number.text)
                yield MarkedRun(number, "own", "", leads, "本机关自述的数字")
            done = last
        if done < len(run.text):
            yield replace(run, text=run.text[done:])


def _next(listed: deque[tuple[str, str]], numeral: str) -> str:
    """Return the anchor of the next number that is listed, and go on, where it is this one."""
    return listed.popleft()[0] if listed and listed[0][1] == numeral else ""


def _numerals(words: str) -> Iterator[tuple[int, int, str]]:
    """Yield each number of a paragraph: where it begins and ends, its kind, empty for the office's own."""
    allowed, others = all_numerals(words)
    yield from allowed
    for loose in others:
        yield loose.start, loose.start + len(loose.numeral), ""


def figure_of(run: FigureRun) -> str:
    """Return the figure that tells of a bound number: of a difference between two years, this year's."""
    return counted_id(run.indicator)


def figure_anchors(section: Section) -> Iterator[tuple[str, FigureRun]]:
    """Yield the bound figures of a section with the anchors that marking gives them."""
    found = (run for line in lines_of(section) for run in line if isinstance(run, FigureRun))
    return ((f"{section.anchor}-{n}", run) for n, run in enumerate(found, start=1))


def own_list(report: Examined) -> OwnNumbers:
    """Return the numbers that the office typed, in the order in which marking counts them."""
    told = [
        (f"{kind}{n}", number.numeral, number.sentence, str(number.place), _beside(number))
        for kind, numbers in ((_OWN, report.numbers), (_GIVEN, report.given))
        for n, number in enumerate(numbers, start=1)
    ]
    return OwnNumbers(tuple(told))


def _beside(number: OwnNumber) -> str:
    return f"{AGREES}{number.held}" if number.held else number.reason


def marking(facts: Collection[str], own: OwnNumbers | None) -> Marking:
    """Return the marking of a page that tells these figures and these own numbers at length."""
    listed = [(anchor, numeral) for anchor, numeral, *_ in own.items] if own else []
    typed, given = (deque(x for x in listed if x[0].startswith(kind)) for kind in (_OWN, _GIVEN))
    return Marking(facts, typed, given)
