"""The page as it stands on a site held against the report that was made: figures, cells, sentences.

A site puts a frame around a report, and its editor breaks lines anew; neither is a difference. What
stands before the report's first sentence or behind its last is the site's and not compared. An
editor that knows no drawings leaves their words as text: these are told as drawings that are lost.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Final

from gongkai.audit.readers.document import Document, Grid, Part, Passage, Rows
from gongkai.audit.readers.file import read_document
from gongkai.errors import UnreadableError
from gongkai.pattern import pattern

# The forms of one edition that a site's editor may have been given, as a report's folder holds them.
MADE: Final = ("report.html", "cms/fragment.html", "report.docx")
_SKIP: Final = "跳到正文"  # the page's own link for keyboards; no editor takes it over
_UNSEEN: Final = pattern(
    r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+"
)  # editors put U+200B between words
_STOP: Final = pattern(r"(?<=[。；！？])")
_NUMBER: Final = pattern(r"\d+(?:[.,]\d+)*%?")
_VALUE: Final = pattern(r"[-—/\d.,%\s]+[\u4e00-\u9fff]{0,2}")  # what a cell of figures holds
_RULE: Final = "（本列"  # how the columns of 表三 must add up, printed among its headings
_ALIKE: Final = 0.6  # of two sentences, from which one is the other, changed


class Kind(StrEnum):
    """What happened to a figure, cell or sentence on its way to the site."""

    MISSING = "缺少"
    CHANGED = "改动"
    ADDED = "增加"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what was made, what is seen, and where; an absent side is empty.

    Of a figure in a sentence also the sentence as it was made, and at which of its characters the figure stands.
    """

    kind: Kind
    what: str
    place: str
    made: str
    seen: str
    sentence: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    place: str

    @property
    def key(self) -> str:
        return _key(self.text)

    @property
    def shown(self) -> str:
        """Return the text, or where white space stands in its numbers the text without it."""
        numbers = [[_key(n) for n in _NUMBER.findall(text)] for text in (self.text, self.key)]
        return self.text if numbers[0] == numbers[1] else self.key


@dataclass(frozen=True, slots=True)
class Compared:
    """How a page differs from what was made, and of how many drawings only the words are left."""

    differences: tuple[Difference, ...]
    scattered: int


def compare_published(saved: Path, made: Path) -> Compared:
    """Return how a saved page differs from what was made; UnreadableError where either is unreadable.

    ``made`` is a report's folder or one of its files. Of a folder, the form that the site was given
    is the one that the page differs from least: all hold the same figures and sentences.
    """
    files = [made] if made.is_file() else [p for n in MADE if (p := made / n).is_file()]
    if not files:
        raise UnreadableError(
            f"{made} 中没有报告的成文（report.html）。请核对机关代码和年度，或先生成报告。"
        )
    seen = read_document(saved)
    return min(
        (compared(read_document(f), seen) for f in files), key=lambda one: len(one.differences)
    )


def compared(made: Document, seen: Document) -> Compared:
    """Return how a page that was read differs from what was made."""
    left, scattered = without_drawn(seen, made.drawn)
    return Compared(tuple(_differences(made, left)), scattered)


def without_drawn(seen: Document, drawn: Sequence[tuple[str, str]]) -> tuple[Document, int]:
    """Return a page without the words that drawings left in its text, and how many left theirs.

    A drawing's title may be left with its words or not, and may stand above it already.
    """
    drawings = [(_key(title), key) for title, words in drawn if (key := _key(words))]
    parts: list[Part] = []
    found, above = 0, ""
    for part in seen.parts:
        text = _key(part.text) if isinstance(part, Passage) else ""
        left = [one for one in drawings if one[1] in text]
        for title, words in left:
            before, _, after = text.partition(words)
            shorter = before.removesuffix(title)
            text = (shorter if (shorter or above).endswith(title) else before) + after
        found += len(left)
        parts.append(replace(part, text=text) if left and isinstance(part, Passage) else part)
        above = text
    return replace(seen, parts=tuple(parts)), found


def _differences(made: Document, seen: Document) -> Iterator[Difference]:
    """Yield the differences, tables first, each in the order of what was made."""
    pairs, loose = _paired(made.grids, seen.grids)
    for ours, theirs in pairs:
        if theirs is None:
            yield Difference(Kind.MISSING, "表", ours.place, _told(ours.rows[0]), "")
        else:
            yield from _of_grids(ours, theirs)
    yield from _of_sentences(list(_sentences(made, ())), list(_sentences(seen, loose)))


def _key(text: str) -> str:
    """Return a text as it is compared: one width of characters, no white space, nothing unseen.

    >>> _key("共 34 件，占１００％") == _key("共34件,占100%")
    True
    """
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def _sentences(document: Document, loose: Sequence[Grid]) -> Iterator[_Sentence]:
    """Yield what stands outside of tables; of a site's own tables, what they lay out."""
    for part in document.parts:
        if isinstance(part, Passage):
            texts: Sequence[str] = (part.text,)
        elif any(part is grid for grid in loose):
            texts = tuple(dict.fromkeys(cell for row in part.rows for cell in row))
        else:
            continue
        for text in texts:
            for piece in _STOP.split(text):
                if _key(piece) and not piece.strip().endswith(_SKIP):
                    yield _Sentence(piece.strip(), part.place)


def _paired(
    ours: Sequence[Grid], theirs: Sequence[Grid]
) -> tuple[list[tuple[Grid, Grid | None]], list[Grid]]:
    """Return each table of ours with the one that shares most cells, and those that are left."""
    left = list(theirs)
    pairs: list[tuple[Grid, Grid | None]] = []
    for grid in ours:
        cells = _cells(grid)
        shared = [(sum((cells & _cells(other)).values()), other) for other in left]
        most, best = max(shared, key=lambda pair: pair[0], default=(0, None))
        if best is None or most * 3 < sum(cells.values()):
            pairs.append((grid, None))
        else:
            left = [other for other in left if other is not best]
            pairs.append((grid, best))
    return pairs, left


def _cells(grid: Grid) -> Counter[str]:
    return Counter(key for row in grid.rows for cell in row if (key := _key(cell)))


def _of_grids(ours: Grid, theirs: Grid) -> Iterator[Difference]:
    made, seen = _keys(ours.rows), _keys(theirs.rows)
    steps = SequenceMatcher(None, made, seen, autojunk=False).get_opcodes()
    for _, a, b, c, d in (step for step in steps if step[0] != "equal"):
        for at, to in zip(range(a, b), range(c, d), strict=False):
            yield from _of_rows(ours, at, theirs.rows[to])
        for at in range(a + min(b - a, d - c), b):
            yield Difference(Kind.MISSING, "行", _at(ours, at), _told(ours.rows[at]), "")
        for to in range(c + min(b - a, d - c), d):
            place = f"{theirs.place}第{to + 1}行"
            yield Difference(Kind.ADDED, "行", place, "", _told(theirs.rows[to]))


def _keys(rows: Rows) -> list[tuple[str, ...]]:
    return [tuple(map(_key, row)) for row in rows]


def _of_rows(ours: Grid, at: int, seen: Sequence[str]) -> Iterator[Difference]:
    """Yield the cells of a row that differ; a merged cell, repeated over its columns, once."""
    couples = enumerate(zip_longest(ours.rows[at], seen, fillvalue=""), start=1)
    for (old, new), run in groupby(couples, key=lambda couple: couple[1]):
        if _key(old) != _key(new):
            columns = [n for n, _ in run]
            kind = Kind.CHANGED if old and new else Kind.MISSING if old else Kind.ADDED
            yield Difference(kind, "单元格", _cell(ours, at, columns[0] - 1), old, new)


def _at(grid: Grid, row: int) -> str:
    """Return a row's place by its words, as the form has them; by its number where it has none."""
    words = _named(grid.rows[row])
    return f"{grid.place}“{words}”一行" if words else f"{grid.place}第{row + 1}行"


def _cell(grid: Grid, row: int, column: int) -> str:
    """Return a cell's place by the words of its row and of its column."""
    words = _named(grid.rows[row])
    above = [line[column] for line in grid.rows[:row] if column < len(line)]
    last = next((n for n in range(len(above) - 1, -1, -1) if _is_words(above[n])), -1)
    first = last
    while first > 0 and _is_words(above[first - 1]):
        first -= 1
    heads = [text for text in above[max(first, 0) : last + 1] if text not in words]
    head = "—".join(dict.fromkeys(text for text in heads if not text.startswith(_RULE)))
    if not words:
        return f"{_at(grid, row)}第{column + 1}列"
    return f"{grid.place}“{'，'.join(filter(None, (words, head)))}”"


def _named(row: Sequence[str]) -> str:
    return "—".join(dict.fromkeys(cell.strip() for cell in row if _is_words(cell)))


def _is_words(cell: str) -> bool:
    return bool(cell.strip()) and not _VALUE.fullmatch(cell.strip())


def _told(row: Sequence[str]) -> str:
    return "　".join(dict.fromkeys(cell for cell in row if cell))


def _of_sentences(made: list[_Sentence], seen: list[_Sentence]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [s.key for s in made], [s.key for s in seen], autojunk=False)
    # Headings and dates stand in a site's frame too; a whole sentence stands in the report alone.
    ends = [n + k for _, n, size in matcher.get_matching_blocks() for k in range(size)
            if seen[n + k].text.endswith(("。", "；"))]  # fmt: skip
    first, last = (min(ends), max(ends)) if ends else (0, len(seen) - 1)
    for tag, a, b, c, d in matcher.get_opcodes():
        ours, theirs = made[a:b], seen[c:d]
        if tag == "equal" or "".join(s.key for s in ours) == "".join(s.key for s in theirs):
            continue
        for old, new in _couples(ours, theirs):
            if old and new:
                yield from _changed(old, new)
            elif old:
                yield Difference(Kind.MISSING, "句子", old.place, old.text, "")
            elif new and first < seen.index(new, c) < last:
                yield Difference(Kind.ADDED, "句子", new.place, "", new.text)


def _couples(
    ours: Sequence[_Sentence], theirs: Sequence[_Sentence]
) -> Iterator[tuple[_Sentence | None, _Sentence | None]]:
    """Yield each sentence of ours with the one most like it, then those that are left."""
    left = list(theirs)
    for old in ours:
        alike = [(SequenceMatcher(None, old.key, s.key, autojunk=False).ratio(), n)
                 for n, s in enumerate(left)]  # fmt: skip
        ratio, best = max(alike, key=lambda pair: (pair[0], -pair[1]), default=(0.0, -1))
        yield old, left.pop(best) if ratio >= _ALIKE else None
    yield from ((None, new) for new in left)


def _changed(old: _Sentence, new: _Sentence) -> Iterator[Difference]:
    """Yield each figure of a sentence that was changed; where its words were too, the sentence."""
    if old.key == new.key:
        return
    ours, theirs = ([(m[0], m.start()) for m in _NUMBER.finditer(s.shown)] for s in (old, new))
    if _NUMBER.sub("#", old.key) != _NUMBER.sub("#", new.key):
        yield Difference(Kind.CHANGED, "句子", old.place, old.text, new.text)
    made, seen = ([_key(text) for text, _ in side] for side in (ours, theirs))
    steps = SequenceMatcher(None, made, seen, autojunk=False).get_opcodes()
    if len(made) == len(seen):  # each stands for the one at its place
        steps = [("replace", n, n + 1, n, n + 1) for n in range(len(made))]
    for tag, a, b, c, d in steps:
        couples = zip(ours[a:b], theirs[c:d], strict=False) if tag == "replace" else ()
        for (was, at), (now, _) in couples:
            if _key(was) != _key(now):
                yield Difference(Kind.CHANGED, "数字", old.place, was, now, old.shown, at)
