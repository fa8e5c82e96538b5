"""Words that a statement compares a column with: one that the column never holds is told, not counted as none."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from gongkai.errors import UsageError
from gongkai.language.catalogue import english, told
from gongkai.pattern import pattern
from gongkai.records.ledgers.derived_headings import DERIVED_HEADINGS
from gongkai.records.ledgers.ledger import FLAG_CHOICES, Column, Kind, Ledger

_WORD: Final = r"'((?:[^']|'')*)'"
_COMPARED: Final = pattern(
    rf"(\w+)\"?\s*(?:=|!=|<>|\b(?:not\s+)?in\b\s*\()\s*({_WORD}(?:\s*,\s*{_WORD})*)", re.IGNORECASE
)
# A truth value of SQL, which is none of the two words that a column holds; a text is a truth value to nobody.
_TRUTH: Final = pattern(
    r"(\w+)\"?\s*(?:==?|!=|<>|\bis\b(?:\s+not)?)\s*(true|false)\b", re.IGNORECASE
)
_EACH: Final = pattern(_WORD)
_SHOWN: Final = 12
_TRUTHS: Final = ("true", "false")


def refuse_strange_words(statement: str, ledgers: Iterable[Ledger]) -> None:
    """Raise UsageError where a column of choices is compared with a word that is none of them."""
    known = list(ledgers)
    flags = {n for heads in DERIVED_HEADINGS.values() for pair in heads.items() for n in pair}
    flags |= {
        n for x in known for c in x.columns if c.kind is Kind.FLAG for n in (c.heading, c.name)
    }
    for name, truth in _TRUTH.findall(statement):
        if name in flags:
            raise UsageError(f"“{name}”一列写的是“是”或“否”，没有“{truth}”。")
    for name, words, *_ in _COMPARED.findall(statement):
        columns = [c for x in known for c in x.columns if name in (c.heading, c.name)]
        truths = [word for word in _EACH.findall(words) if word.lower() in _TRUTHS]
        if truths and any(name in heads.values() for heads in DERIVED_HEADINGS.values()):
            raise UsageError(f"“{name}”一列写的是“是”或“否”，没有“{truths[0]}”。")
        if not columns or not all(c.kind in (Kind.CHOICE, Kind.FLAG) for c in columns):
            continue
        there = dict.fromkeys(word for column in columns for word in _words(column))
        for word in _EACH.findall(words):
            if word not in there:
                most = [told(label) for label in there] if english() else list(there)
                shown = "、".join(most[:_SHOWN]) + ("等" if len(most) > _SHOWN else "")
                raise UsageError(f"“{name}”一列没有“{word}”这一项，查不到任何记录。可写：{shown}。")


def _words(column: Column) -> Iterator[str]:
    """Yield how the values of a column are written in answers, in either language."""
    for choice in FLAG_CHOICES if column.kind is Kind.FLAG else column.choices:
        yield choice.label
        if english():
            yield told(choice.label)
