"""The columns that headings name: by our own names or as other systems call them, unless the cells speak against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.office.mapping.headings.likeness import names_of
from gongkai.office.mapping.headings.other_things import names_another
from gongkai.office.mapping.headings.rivals import Open, better, equals, said_better
from gongkai.office.mapping.headings.synonyms import canon
from gongkai.pattern import pattern
from gongkai.records.layouts import LEFT_OUT, MEANINGS
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.recognition.columns import SERIAL, Assigned, Found, core
from gongkai.records.reading.recognition.fitness import known_words, values_fit

OWN: Final = "列名"  # of our own
_STATE: Final = pattern(r"状态|现状|环节|阶段|进度")
LIKE: Final = "列名相近，内容相合"


@dataclass(frozen=True, slots=True)
class Pair:
    """A column of ours and the headings that stand for it; ``why`` tells by what."""

    column: Column
    headings: tuple[str, ...]
    why: str


def by_name(
    assigned: Assigned, ledger: Ledger, headings: Mapping[int, str], values: Mapping[int, list[str]]
) -> tuple[list[Pair], list[Open], set[int]]:
    """Return the columns that headings name, those that several name alike, and which headings are no other column."""
    pairs: list[Pair] = []
    several: list[Open] = []
    asked = _asked_of_rows(ledger)
    taken = {at for at, h in headings.items() if core(h) in asked}
    beside = {found.reason for found in assigned.found.values()}
    headings = {at: h for at, h in headings.items() if at not in beside}
    for name, found in assigned.found.items():
        column = ledger.column(name)
        if name == "id" and core(found.spelling) == SERIAL:
            continue  # a number of its own is better than the row's
        if _says_of_rows(found, column, ledger, values):
            taken.update(found.at)
        elif alike := equals(column, found, headings, ledger.id):
            several.append(Open(column, alike))
        elif (pair := _pair(column, found, headings, values, ledger)) is not None:
            pairs.append(pair[0])
            taken.update(pair[1])
    return pairs, several, taken


def _pair(
    column: Column,
    found: Found,
    headings: Mapping[int, str],
    values: Mapping[int, list[str]],
    ledger: Ledger,
) -> tuple[Pair, tuple[int, ...]] | None:
    """Return the column with the heading that names it best and where that stands; None where its cells fit another."""
    if found.source is None and not said_better(column, found, headings, values):
        return Pair(column, _at(headings, found.at), OWN), found.at
    if said_better(column, found, headings, values) or names_another(found.spelling, column):
        return None
    other = better(column, found, headings, values, ledger.id)
    if other is not None:
        # A limit that was extended is read before the limit itself, not in its place.
        both = (other, *found.at) if found.source and found.source.join else (other,)
        return Pair(column, _at(headings, both), LIKE), both
    if not _fit(values, found.at[0], column, headings[found.at[0]]):
        return None
    if _tells_nothing(column, found, values):
        return None
    return Pair(column, _at(headings, found.at), "列名（常见写法）"), found.at


def _tells_nothing(column: Column, found: Found, values: Mapping[int, list[str]]) -> bool:
    """Tell whether a state of the cases is none by which it is known which were sent back: no case of the file was.

    Those that were may stand in no such list: that none stands there is not that there were none.
    """
    state = column.name == "returned" and _STATE.search(found.spelling)
    return bool(state) and not any("退" in value for value in values.get(found.at[0], ()))


def _at(headings: Mapping[int, str], places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(headings[at] for at in places)


def _says_of_rows(
    found: Found, column: Column, ledger: Ledger, values: Mapping[int, list[str]]
) -> bool:
    """Tell whether the words below a heading say which rows are records and none of them is the column's own.

    公开形式 with nothing but 主动公开 names no channel.
    """
    if column.kind is not Kind.CHOICE:
        return False
    asked = {core(h) for rule in LEFT_OUT.get(ledger.id, ()) for h in rule.headings}
    said = set(values.get(found.at[0], []))
    return core(found.spelling) in asked and bool(said) and said.isdisjoint(known_words(column))


def _asked_of_rows(ledger: Ledger) -> frozenset[str]:
    """Return the headings that say which rows are no record of the ledger: they are no column of it."""
    own = {core(name) for c in ledger.columns for name in (c.heading, *c.aliases)}
    asked = (core(h) for rule in LEFT_OUT.get(ledger.id, ()) for h in rule.headings)
    known = {core(h) for s in MEANINGS.get(ledger.id, ()) for h in s.headings}
    return frozenset(asked) - own - known


def _fit(values: Mapping[int, list[str]], at: int, column: Column, heading: str) -> bool:
    if column.kind in (Kind.CHOICE, Kind.FLAG):
        return True  # unknown words are asked about
    return values_fit(values.get(at, []), column, heading)


def of_another_ledger(heading: str, column: Column, ledger: Ledger) -> bool:
    """Tell whether a heading is what only another ledger calls its number.

    立案号 is the number of a dispute; beside 处罚信息编码 it is no number of a decision, of which a case may have several.
    """
    if column.name != "id":
        return False
    said = (h for s in MEANINGS.get(ledger.id, ()) if s.column == "id" for h in s.headings)
    name = canon(core(heading))
    return name in names_of(column) and name not in {
        canon(core(own)) for own in (column.heading, *column.aliases, *said)
    }
