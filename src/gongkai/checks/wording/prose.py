"""The prose of a report as plain text, ours or anybody's, and what a check has to say about it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from gongkai.checks.check import State
from gongkai.findings import Place
from gongkai.indicators.value import Value
from gongkai.pattern import pattern

_HAN: Final = "一二三四五六七八九十"
_CHAPTER: Final = pattern(
    rf"#*\s*(?:第(?P<part>[{_HAN}]{{1,3}})部分[、：\s]*|(?P<number>[{_HAN}]{{1,3}})、)(?P<heading>[^。；：]{{1,40}})[。：]?"
)
_TOPIC: Final = pattern(
    rf"#*\s*[（(](?P<number>[{_HAN}]{{1,3}})[）)](?P<heading>[^。；：]{{1,30}})[。：]?"
)
_SENTENCE: Final = pattern(r"[^。；！？\n]+[。；！？]?")
_FULL: Final = str.maketrans("()（）:;!?", "（）（）：；！？")
_DIGITS: Final = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


BOUND: Final = "\ufffc"  # stands for a bound figure, so that the words around it stay together


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or list item. ``written`` is False for words that the program supplied.

    ``typed`` is the text with a stand-in for each figure that is bound to an indicator; None where
    every number was typed.
    """

    text: str
    place: Place
    written: bool = True
    typed: str | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return its sentences, folded."""
        return _sentences(self.text)

    @property
    def typed_sentences(self) -> tuple[str, ...]:
        """Return its sentences, folded, without the figures that are bound."""
        return _sentences(self.text if self.typed is None else self.typed)


@dataclass(frozen=True, slots=True)
class TextSection:
    """A chapter (level 1), a topic in it (level 2), or text without heading (level 0)."""

    level: int
    number: str
    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A report's text with what is known about it; None is not known.

    ``values`` holds figures by indicator id, as far as the tables or ledgers give them; ``before``
    last year's as far as they may be compared; ``last`` is last year's text; ``limit`` the greatest length of part one in characters, if one is set;
    ``own`` is our own report, whose failing checks block; ``withheld`` are its notices of words that are wanting;
    ``asked_by`` is the day that a higher authority has set, and its document's number; ``known`` holds what
    one reader of the text has found for the next, by the reader's name.
    """

    title: str
    year: int
    level: str | None
    sections: tuple[TextSection, ...]
    published_on: dt.date | None = None
    attachments: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    before: Mapping[str, Value] = field(default_factory=dict)
    last: tuple[TextSection, ...] | None = None
    limit: int | None = None
    own: bool = False
    withheld: tuple[Passage, ...] = ()
    asked_by: tuple[dt.date, str] | None = None
    known: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def opening(self) -> tuple[Passage, ...]:
        """Return what stands before the first chapter."""
        out: list[Passage] = []
        for section in self.sections:
            if section.level == 1:
                break
            out += section.passages
        return tuple(out)

    @property
    def chapters(self) -> tuple[tuple[TextSection, ...], ...]:
        """Return each chapter as its head and the sections below it."""
        out: list[list[TextSection]] = []
        for section in self.sections:
            if section.level == 1:
                out.append([section])
            elif out:
                out[-1].append(section)
        return tuple(map(tuple, out))

    @property
    def passages(self) -> Iterator[Passage]:
        """Yield every passage in reading order."""
        for section in self.sections:
            yield from section.passages

    def chapter(self, pattern: str) -> tuple[TextSection, ...] | None:
        """Return the last chapter whose heading matches, or None."""
        found = [c for c in self.chapters if re.search(pattern, folded(c[0].heading))]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says about one place. ``state`` stands in for the check's own weight.

    ``about`` holds the figures that it is about as they are written, where another check may say the same.
    What is not ``waivable`` nobody can answer for.
    """

    message: str
    passage: Passage | None = None
    quote: str = ""
    state: State | None = None
    about: tuple[str, ...] = ()
    waivable: bool = True


@dataclass(frozen=True, slots=True)
class WordingCheck:
    """One declared check: ``statement`` is what holds where nothing is remarked.

    ``strength`` is 'must' (a remark fails) or 'warn'; ``remedy`` tells the way out.
    """

    id: str
    statement: str
    strength: str
    remarks: Callable[[Prose], Iterable[Remark]]
    remedy: str
    since: int = 0
    until: int = 9999


@lru_cache(maxsize=2048)  # twenty checks read the same passages
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(m[0] for m in _SENTENCE.finditer(folded(text)))


def unassessable(message: str) -> Remark:
    """Return the remark that a check cannot be made, and why."""
    return Remark(message, state=State.NOT_ASSESSABLE)


@lru_cache(maxsize=4096)  # every check asks for the same passages
def folded(text: str) -> str:
    """Return the text as checks compare it: no white space, half-width digits, full-width stops.

    >>> folded("2018 年, 共 29件(主办)")
    '2018年，共29件（主办）'
    """
    close = re.sub(r"\s+", "", text).translate(_FULL).translate(_DIGITS)
    return re.sub(r"(?<!\d),|,(?!\d{3}(?!\d))", "，", close)


def joined(sections: Iterable[TextSection]) -> str:
    """Return headings and passages as one folded text, a stop after each."""
    lines: list[str] = []
    for section in sections:
        lines += [section.heading, *(p.text for p in section.passages)]
    return "。".join(folded(line).rstrip("。") for line in lines if line)


def sections_of(passages: Iterable[Passage]) -> tuple[TextSection, ...]:
    """Return plain paragraphs as sections: 一、 opens a chapter, （一） a topic.

    A heading may stand alone, or be the first short sentence of its paragraph.

    >>> at = Place("x.txt")
    >>> found = sections_of([Passage("依据…", at), Passage("一、概述", at), Passage("(一)主动公开。公开1条。", at)])
    >>> [(s.level, s.heading, len(s.passages)) for s in found]
    [(0, '', 1), (1, '概述', 0), (2, '主动公开', 1)]
    """
    found: list[tuple[int, str, str, list[Passage]]] = [(0, "", "", [])]
    for passage in passages:
        text = passage.text.strip()
        chapter, topic = _CHAPTER.match(text), _TOPIC.match(text)
        head = chapter or topic
        if head is None or (
            head.end() < len(text) and not text[: head.end()].endswith(("。", "："))
        ):
            found[-1][3].append(passage)
            continue
        number = head["number"] or head["part"]
        found.append((1 if chapter else 2, number, head["heading"].strip(), []))
        if rest := text[head.end() :].strip():
            found[-1][3].append(Passage(rest, passage.place, passage.written))
    return tuple(TextSection(n, number, h, tuple(p)) for n, number, h, p in found if h or p)


def han_number(text: str) -> int | None:
    """Return a Chinese ordinal from 一 to 九十九 or its digits as a number, None for other text.

    >>> [han_number(t) for t in ("六", "十二", "二十", "6", "甲")]
    [6, 12, 20, 6, None]
    """
    if text.isdecimal():
        return int(text)
    match = re.fullmatch(rf"([{_HAN[:9]}]?)(十?)([{_HAN[:9]}]?)", text)
    if not match or not text or (not match[2] and match[1] and match[3]):
        return None
    tens = (_HAN.index(match[1]) + 1 if match[1] else 1) * 10 if match[2] else 0
    ones = match[3] or ("" if match[2] else match[1])
    return tens + (_HAN.index(ones) + 1 if ones else 0)
