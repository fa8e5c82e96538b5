"""Where in the office's own file the words of its finished section stand: true lines, found in order."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from gongkai.checks.wording.prose import BOUND
from gongkai.findings import Place
from gongkai.narrative.content import Section
from gongkai.narrative.own.files import section_text
from gongkai.pattern import pattern

TEMPLATE: Final = pattern(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MARKUP: Final = pattern(r"[\s*_#>`\\-]")  # what Markdown takes away, on both sides
_AROUND: Final = (16, 8, 4, 2, 0)  # characters of context by which a place is looked for


class Source:
    """The lines of one file, walked once from its beginning as its finished words are read."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._text, self._lines = _squeezed(text)
        self._after = 0  # of the character found last

    def place(self, words: str, start: int = 0, end: int | None = None) -> Place:
        """Return the place of ``words[start:end]``; the next one is looked for after it.

        >>> source = Source("narrative/problems.md", "一是少。\\n\\n二是少，仅{{ 数字('x') }}。")
        >>> [str(source.place("二是少，仅\\ufffc。", n, n + 1)) for n in (0, 4)]
        ['narrative/problems.md 第3行', 'narrative/problems.md 第3行']
        """
        end = min(len(words), start + 1) if end is None else end
        left = words[:start].rpartition(BOUND)[2]
        right = words[end:].partition(BOUND)[0]
        for around in _AROUND:
            before = _MARKUP.sub("", left[max(0, len(left) - around) :])
            middle = _MARKUP.sub("", words[start:end])
            needle = before + middle + _MARKUP.sub("", right[:around])
            if not needle.strip(BOUND):
                continue
            for begin in (max(0, self._after - len(before)), 0):
                found = self._text.find(needle, begin)
                if found >= 0:
                    self._after = found + len(before) + 1
                    return Place(self.name, None, self._lines[found + len(before)])
        return Place(self.name)


def source_in(folder: Path, section: Section) -> Source | None:
    """Return the lines of the office's own file of a section; None where the plan speaks for it."""
    text = section_text(folder, section)
    return None if text is None else Source(section.file, text)


@lru_cache(maxsize=64)
def _squeezed(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text without markup and white space, a stand-in for each template, and its lines."""
    bare = TEMPLATE.sub(lambda m: BOUND + "\n" * m[0].count("\n"), text)
    kept, lines = [], []
    number = 1
    for char in bare:
        if char == "\n":
            number += 1
        elif not _MARKUP.match(char):
            kept.append(char)
            lines.append(number)
    return "".join(kept), (*lines, number)
