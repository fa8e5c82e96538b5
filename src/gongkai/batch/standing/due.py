"""Which reports are due though there is none: what has data and no report, and what has not even data."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from gongkai.errors import GongkaiError
from gongkai.keys import Key, all_keys
from gongkai.records.agency import load_agency
from gongkai.report.publication.on_disk import FAILED

_MADE_NONE: Final = "有台账，还没有生成报告"
_HALF: Final = 2


def unmade(out: Path, root: Path | None, years: frozenset[int]) -> dict[Key, str]:
    """Return why a key that has data has no report: what its last report said, else that nobody made one.

    Of the data folder those years count of which somebody made a report, or tried to.
    """
    found = {}
    for path in sorted(out.glob(f"*/[0-9][0-9][0-9][0-9]/{FAILED}")):
        try:
            message = str(json.loads(path.read_text(encoding="utf-8"))["message"])
        except (OSError, ValueError, KeyError, TypeError):
            message = _MADE_NONE
        found[Key(path.parents[1].name, int(path.parent.name))] = message
    tried = years | {key.year for key in found}
    for key in all_keys(root) if root is not None and tried else ():
        if key.year in tried:
            found.setdefault(key, _MADE_NONE)
    return found


def name_of(root: Path | None, key: Key) -> str:
    """Return an office's name as its folder has it; empty where none has."""
    try:
        return load_agency(root / key.agency).name if root is not None else ""
    except (OSError, GongkaiError):
        return ""


def due(there: frozenset[Key], members: Mapping[Key, tuple[str, ...]]) -> Iterator[Key]:
    """Yield the keys that should be there and are not; ``members`` are those that a government still waits for.

    An office's year is due between its first and its last one, in the year after one that it has, and
    where most offices that had begun by then have it; never before its first year, unless its government waits for it.

    >>> keys = [Key("a", 2018), Key("b", 2017), Key("b", 2018), Key("b", 2019), Key("c", 2019)]
    >>> sorted(map(str, due(frozenset(keys), {Key("d", 2019): ("e",)})))
    ['a/2019', 'e/2019']
    """
    years: dict[str, set[int]] = {}
    for key in there:
        years.setdefault(key.agency, set()).add(key.year)
    waited = {Key(code, key.year) for key, codes in members.items() for code in codes}
    all_years = {key.year for key in there}
    for year in range(min(all_years, default=0), max(all_years, default=-1) + 1):
        begun = [code for code, own in years.items() if min(own) <= year]
        have = sum(year in years[code] for code in begun)
        for code in begun:
            own = years[code]
            after = year - 1 in own and year in all_years
            if year not in own and (year < max(own) or after or have * _HALF > len(begun)):
                waited.add(Key(code, year))
    return iter(sorted(waited - there))
