"""What the office's own words say that no ledger stands behind: told to the reviewer, never refused."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gongkai.checks.wording.prose import BOUND
from gongkai.findings import Place
from gongkai.narrative.content import FigureRun, GivenRun, Listing, Run, Section, TextRun
from gongkai.narrative.numerals import read_numerals
from gongkai.narrative.own.source import source_in

STOPS: Final = "。；！？\n"


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number that the office typed and no ledger counts, with its place and its sentence.

    ``reason`` is the office's own, of one that it gives by hand with a reason; ``held`` is the figure of
    the ledgers that it names and agrees with.
    """

    numeral: str
    sentence: str
    place: Place
    reason: str = ""
    held: str = ""


def own_numbers(sections: Sequence[Section], folder: Path) -> tuple[OwnNumber, ...]:
    """Return each number of the prose that is neither bound nor of a kind that counts nothing.

    Its place is the office's own file and the line, where it wrote the section. Dates, document
    numbers and the like are not among them.
    """
    return tuple(number for section in sections for number in _numbers(section, folder))


def given_numbers(sections: Sequence[Section], folder: Path) -> tuple[OwnNumber, ...]:
    """Return each number that the office gives by hand with its reason."""
    return tuple(number for section in sections for number in _given(section, folder))


def own_numerals(sections: Sequence[Section], *lines: str) -> Counter[str]:
    """Return how often each such number stands in the prose, its headings and further lines."""
    texts = [typed_words(line) for section in sections for line in lines_of(section)]
    texts += [*(section.heading for section in sections), *lines]
    return Counter(loose.numeral for text in texts for loose in read_numerals(text)[0])


def _numbers(section: Section, folder: Path) -> Iterator[OwnNumber]:
    source = source_in(folder, section)
    for line in lines_of(section):
        bound = typed_words(line)
        for loose in read_numerals(bound)[0]:
            start, end = loose.start, loose.start + len(loose.numeral)
            place = source.place(bound, start, end) if source else of_plan(section)
            yield OwnNumber(loose.numeral, _sentence(line, start, end), place)


def _given(section: Section, folder: Path) -> Iterator[OwnNumber]:
    source = source_in(folder, section)
    for line in lines_of(section):
        bound = typed_words(line)
        for at, run in enumerate(line):
            if isinstance(run, GivenRun):
                start = len(typed_words(line[:at]))
                place = source.place(bound, start, start + 1) if source else of_plan(section)
                yield OwnNumber(run.text, _sentence(line, start, start + 1), place, run.reason)


def _sentence(line: Sequence[Run], start: int, end: int) -> str:
    """Return the sentence of a paragraph that holds a part of its typed words, the figures put in."""
    bound = typed_words(line)
    figures = [run.text for run in line if isinstance(run, FigureRun | GivenRun)]
    first = 1 + max(bound.rfind(stop, 0, start) for stop in STOPS)
    last = min((n for s in STOPS if (n := bound.find(s, end)) >= 0), default=len(bound))
    sentence = bound[first : last + 1]
    for figure in figures[bound.count(BOUND, 0, first) :][: sentence.count(BOUND)]:
        sentence = sentence.replace(BOUND, figure, 1)
    return sentence.strip()


def lines_of(section: Section) -> Iterator[Sequence[Run]]:
    """Yield the paragraphs and list items of a section."""
    for block in section.blocks:
        yield from block.items if isinstance(block, Listing) else (block.runs,)


def typed_words(line: Sequence[Run]) -> str:
    """Return the words of a paragraph with a stand-in for each figure that is bound or given."""
    return "".join(map(_words, line))


def _words(run: Run) -> str:
    match run:
        case FigureRun() | GivenRun():
            return BOUND
        case TextRun():
            return run.text
        case _:
            return ""


def of_plan(section: Section) -> Place:
    """Return the place of a section that the office did not write."""
    return Place(f"正文“{section.heading}”" if section.heading else "正文开头")
