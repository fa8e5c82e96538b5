"""The catalogue: the English of what is said; the Chinese words themselves are the keys, as gettext has it."""

import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

VARIABLE: Final = "GONGKAI_LANG"
FOLDER: Final = "english"


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

    found: dict[str, str] = {}
    for file in sorted(files(__package__).joinpath(FOLDER).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".po"):
            with file.open("rb") as stream:
                known = read_po(stream, locale="en", abort_invalid=True)
            found |= {str(m.id): str(m.string) for m in known if m.id and m.string and not m.fuzzy}
    return found
