"""The language of the command line: Chinese, or with ``GONGKAI_LANG=en`` English from one catalogue.

The Chinese words themselves are the keys, as gettext has it: they stay where they are said.
"""

import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

VARIABLE: Final = "GONGKAI_LANG"
_CATALOGUE: Final = "english.po"


def english() -> bool:
    """Tell whether English was asked for."""
    return os.environ.get(VARIABLE, "").lower().startswith("en")


def told(words: str, **parts: object) -> str:
    """Return words in the language asked for, with their parts in place."""
    said = catalogue().get(words, words) if english() else words
    return said.format(**parts) if parts else said


def listed(names: Iterable[object]) -> str:
    """Return names in a row."""
    return (", " if english() else "、").join(map(str, names))


@cache
def catalogue() -> Mapping[str, str]:
    """Return the English of each Chinese text; read only where English is asked for."""
    from babel.messages.pofile import read_po

    with (files("gongkai.cli") / _CATALOGUE).open("rb") as stream:
        found = read_po(stream, locale="en", abort_invalid=True)
    return {str(m.id): str(m.string) for m in found if m.id and m.string and not m.fuzzy}
