"""An edited paragraph as a template again: its words are taken, its figures bound as they were."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from jinja2 import Environment, TemplateSyntaxError

from gongkai.indicators.registry import BY_ID
from gongkai.indicators.value import Value
from gongkai.narrative.binding import STYLES
from gongkai.narrative.comparison import counted_id, growth_id
from gongkai.narrative.printing import printed_figure
from gongkai.pattern import pattern
from gongkai.report.returned.calls import Call
from gongkai.report.returned.document import Line, Marked

_NUMBER: Final = r"\d+(?:[.,]\d+)*%?|[〇零一二两三四五六七八九十百千]+"
_TOKEN: Final = pattern(rf"{_NUMBER}|[\s\S]")
_IS_NUMBER: Final = pattern(_NUMBER)
_CONDITION: Final = "随条件取舍的写法"
_CONTROL: Final = pattern(r"\{%.*?%\}", re.DOTALL)
_FIGURE: Final = pattern(r"\{\{\s*(?:数字|增减|手填)\([^{}]*\)\s*\}\}")
_DIGIT: Final = pattern(r"[\d.%]")
_SPECIAL: Final = pattern(r"([\\`*_<\[#])")
_ITEM: Final = pattern(r"^(?:·|\d{1,9}\.)\s")


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A bound figure that somebody changed: its indicator (empty where given by hand), old and new."""

    indicator: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Bound:
    """An edited paragraph as a template, and the figures in it whose change was refused.

    ``fixed`` are the words that followed from the ledgers and are the editor's now.
    """

    template: str
    changed: tuple[ChangedFigure, ...]
    fixed: tuple[str, ...] = ()


def bare(line: Line) -> Line:
    """Return a line without the sign that a list puts before it."""
    found = _ITEM.match(line.text) if line.style == "Item" else None
    if found is None:
        return line
    cut = found.end()
    marks = tuple(Marked(m.name, m.indicator, m.start - cut, m.end - cut) for m in line.marks)
    return Line(line.style, line.text[cut:], marks)


def refused_alone(old: Line, new: Line) -> tuple[ChangedFigure, ...] | None:
    """Return the bound figures that differ where two lines differ in nothing else, bookmarks or not; else None.

    >>> old = Line("Normal", "收到44件，办结40件。", (Marked("_1_x", "x", 2, 4), Marked("_2_y", "y", 8, 10)))
    >>> refused_alone(old, Line("Normal", "收到46件，办结40件。"))
    (ChangedFigure(indicator='x', old='44', new='46'),)
    >>> refused_alone(old, old), refused_alone(old, Line("Normal", "共收到44件，办结40件。"))
    ((), None)
    """
    ours, theirs = ([*_TOKEN.finditer(line.text)] for line in (old, new))
    if len(ours) != len(theirs):
        return None
    found = []
    for was, now in zip(ours, theirs, strict=True):
        if was[0] == now[0]:
            continue
        mark = next((m for m in old.marks if m.start < was.end() and was.start() < m.end), None)
        if mark is None or not (_IS_NUMBER.fullmatch(was[0]) and _IS_NUMBER.fullmatch(now[0])):
            return None
        found.append(ChangedFigure(mark.indicator, was[0], now[0]))
    return tuple(found)


def rebound(old: Line, new: Line, calls: Sequence[Call], values: Mapping[str, Value]) -> Bound:
    """Return the edited line as a template.

    Words are the editor's. What a call printed and the editor left alone is that call again; a
    bookmarked figure stays bound whatever was typed over it, and what was typed is told.
    """
    return _Rebinding(old, new, calls, values).bound()


class _Rebinding:
    """Two lines side by side, token by token; ``made`` holds where a token of the new line stands for a call,
    and where that ends."""

    def __init__(
        self, old: Line, new: Line, calls: Sequence[Call], values: Mapping[str, Value]
    ) -> None:
        self.old, self.new, self.calls, self.values = old, new, calls, values
        self.kept = {m.name: m for m in new.marks if new.of(m).strip()}
        for name in set(self.kept) - {m.name for m in old.marks}:
            del self.kept[name]
        self.before, self.after = _tokens(old, self.kept), _tokens(new, self.kept)
        self.goes: dict[int, int] = {}
        self.replaced: dict[int, range] = {}
        ours, theirs = ([token.key for token in side] for side in (self.before, self.after))
        steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        for tag, a, b, c, d in steps:
            for n in range(a, b):
                if tag == "equal":
                    self.goes[n] = c + n - a
                elif tag == "replace":
                    self.replaced[n] = range(c, d)
        self.made: dict[int, tuple[int, str]] = {}
        # Calls that printed nothing, by the token before which they stand.
        self.silent: dict[int, str] = {}
        self.changed: list[tuple[Marked, str]] = []
        self.fixed: list[str] = []

    def bound(self) -> Bound:
        for mark in self.old.marks:
            if mark.name in self.kept:
                self._kept(mark)
            else:
                self._lost(mark)
        for call in self.calls:
            self._call(call)
        changed = (ChangedFigure(m.indicator, self.old.of(m), now) for m, now in self.changed)
        written = "".join(_written(self.after, self.made, self.silent))
        if not _closes(written) and _closes("".join(call.words for call in self.calls)):
            written = _CONTROL.sub("", written)
            self.fixed.append(_CONDITION)
        return Bound(written, tuple(changed), tuple(dict.fromkeys(self.fixed)))

    def _kept(self, mark: Marked) -> None:
        """Bind a figure whose bookmark came back, wherever in the line it stands now."""
        at = next(n for n, token in enumerate(self.after) if token.key == mark.name)
        self.made[at] = (at + 1, self._figure(mark))
        now = _whole(self.new, self.kept[mark.name])
        if now != self.old.of(mark):
            self.changed.append((mark, now))
            self.made |= {n: (n + 1, "") for n in _beside(self.after, at)}

    def _lost(self, mark: Marked) -> None:
        """Bind a figure whose bookmark did not come back: where its digits are, or others in their place."""
        inside = self._inside(mark.start, mark.end)
        if all(n in self.goes for n in inside):
            self.made[self.goes[inside[0]]] = (self.goes[inside[-1]] + 1, self._figure(mark))
            return
        there = sorted({n for i in inside for n in self.replaced.get(i, ())})
        number = next(
            (n for n in there if _IS_NUMBER.match(self.after[n].text) and n not in self.made), None
        )
        if number is not None:
            self.made[number] = (number + 1, self._figure(mark))
            self.goes[inside[0]] = number
            self.changed.append((mark, self.after[number].text))

    def _call(self, call: Call) -> None:
        """Put a call back where all that it printed stands together as it was, else tell its words."""
        span = self._inside(call.start, call.end)
        gone = bool(span) and not any(n in self.goes or n in self.replaced for n in span)
        alone = any((m.start, m.end) == (call.start, call.end) for m in self.old.marks)
        if not (self._put_back(call) or gone or alone or _FIGURE.fullmatch(call.words)):
            self.fixed.append(self.old.text[call.start : call.end] or _CONDITION)

    def _put_back(self, call: Call) -> bool:
        span = self._inside(call.start, call.end)
        if call.start == call.end:
            return self._silent(call)
        if not span or any(n not in self.goes for n in span):
            return False
        first, last = self.goes[span[0]], self.goes[span[-1]]
        # Digits that were typed beside a figure are refused with it, and part no call.
        stands = [n for n in range(first, last + 1) if self.made.get(n, (0, "call"))[1] != ""]
        if stands != [self.goes[n] for n in span]:
            return False
        self.made[first] = (last + 1, call.words)
        return True

    def _silent(self, call: Call) -> bool:
        """Put a call that printed nothing back beside the words that it stood between."""
        before = [n for n, token in enumerate(self.before) if token.start < call.start]
        left = self.goes.get(before[-1]) if before else -1
        right = self.goes.get(len(before)) if len(before) < len(self.before) else len(self.after)
        at = left + 1 if left is not None else right
        if at is None:
            return False
        self.silent[at] = self.silent.get(at, "") + call.words
        return True

    def _inside(self, start: int, end: int) -> list[int]:
        return [n for n, token in enumerate(self.before) if start <= token.start < end]

    def _figure(self, mark: Marked) -> str:
        """Return the call that prints a figure without its unit, as it stood: the source's, else one like it."""
        printed = self.old.of(mark)
        for call in self.calls:
            if (call.start, call.end) == (mark.start, mark.end):
                return call.words
        if not mark.indicator:
            return printed
        counted = counted_id(mark.indicator)
        if mark.indicator == growth_id(counted):
            return printed
        if counted != mark.indicator:
            return f"{{{{ 增减('{BY_ID[counted].label}', unit=False) }}}}"
        declared, value = BY_ID[mark.indicator], self.values.get(mark.indicator)
        fits = [
            style
            for style in STYLES
            if value is not None and printed_figure(value, declared, style)[0] == printed
        ]
        style = fits[0] if fits else "plain"
        more = f", '{style}'" * (style != "plain")
        return f"{{{{ 数字('{declared.label}'{more}, unit=False) }}}}"


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    text: str
    start: int


def _tokens(line: Line, kept: Collection[str]) -> list[_Token]:
    """Return a line cut into numbers and characters, each figure that kept its bookmark as one."""
    found: list[_Token] = []
    at = 0
    for mark in line.marks:
        if mark.name in kept and mark.start >= at:
            found += _plain(line.text, at, mark.start)
            found.append(_Token(mark.name, line.of(mark), mark.start))
            at = mark.end
    return [*found, *_plain(line.text, at, len(line.text))]


def _plain(text: str, start: int, end: int) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text, start, end):
        yield _Token(match[0], match[0], match.start())


def _whole(line: Line, mark: Marked) -> str:
    """Return a mark's text with the digits that were typed right beside it."""
    start, end = mark.start, mark.end
    while start > 0 and _DIGIT.match(line.text[start - 1]):
        start -= 1
    while end < len(line.text) and _DIGIT.match(line.text[end]):
        end += 1
    return line.text[start:end]


def _beside(tokens: Sequence[_Token], at: int) -> Iterator[int]:
    """Yield the tokens of digits that were typed beside a figure, which are refused with it."""
    for step in (-1, 1):
        n = at + step
        while 0 <= n < len(tokens) and all(map(_DIGIT.match, tokens[n].text)):
            yield n
            n += step


def _closes(template: str) -> bool:
    """Tell whether every condition of a template that begins also ends."""
    try:
        Environment().parse(template)
    except TemplateSyntaxError:
        return False
    return True


def _written(
    tokens: Sequence[_Token], made: dict[int, tuple[int, str]], silent: dict[int, str]
) -> Iterator[str]:
    n = 0
    while n < len(tokens):
        yield silent.get(n, "")
        if n in made:
            end, words = made[n]
            yield words
            yield from (silent.get(k, "") for k in range(n + 1, end))
            n = max(end, n + 1)
        else:
            yield _SPECIAL.sub(r"\\\1", tokens[n].text)
            n += 1
    yield silent.get(n, "")
