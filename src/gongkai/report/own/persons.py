"""Whether a cell of an analyst's notebook gives a person away: by number, or as the ledgers have them."""

from pathlib import Path
from typing import Final

import polars as pl

from gongkai.errors import GongkaiError
from gongkai.examined.inputs import keys_behind
from gongkai.keys import Key
from gongkai.pattern import pattern
from gongkai.persons import points_to_person
from gongkai.records.ledgers import LEDGERS
from gongkai.records.load import load

PERSONAL_MARK: Final = "（个人信息）"  # on the heading of a personal column that was asked for
_SHORTEST: Final = 2
_A_COUNT: Final = pattern(r"[\d.,%]{1,6}")


class Persons:
    """The contents of the personal columns behind a key's report, looked up in words to be shown."""

    def __init__(self, root: Path, key: Key) -> None:
        self._root, self._key = root, key
        self._known: frozenset[str] | None = None

    def in_words(self, words: str) -> bool:
        """Tell whether words hold a person's number, or what stands in a personal column."""
        if not words.strip():
            return False
        if PERSONAL_MARK in words or points_to_person(words):
            return True
        if self._known is None:
            self._known = _known(self._root, self._key)
        return any(name in words for name in self._known)


def _known(root: Path, key: Key) -> frozenset[str]:
    """Return the texts of all personal columns; a year that cannot be read has none to show."""
    found: set[str] = set()
    for one in keys_behind(root, key):
        wanted = {x.id: tuple(c.name for c in x.columns if c.personal) for x in LEDGERS}
        try:
            records = load(root, one, personal={name: cs for name, cs in wanted.items() if cs})
        except GongkaiError:
            continue
        for ledger, frame in records.frames.items():
            schema = frame.collect_schema()
            columns = [n for n in wanted.get(ledger, ()) if schema.get(n) == pl.String]
            for name in columns:
                cells = frame.select(pl.col(name).drop_nulls().unique()).collect().to_series()
                found.update(text.strip() for text in cells)
    return frozenset(t for t in found if len(t) >= _SHORTEST and not _A_COUNT.fullmatch(t))
