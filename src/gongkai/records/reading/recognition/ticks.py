"""Columns that say together what is one choice: √ under 会议 or under 培训."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gongkai.pattern import pattern
from gongkai.records.layouts import LEFT_OUT
from gongkai.records.layouts.layout import Source
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.recognition.columns import Assigned, Found, core, reasons_at
from gongkai.records.reading.recognition.fitness import known_words
from gongkai.text import heading_key

TICK: Final = r"^\s*(?:[√✓✔☑■●▲]|是|有|对|1|[Yy](?:es)?|[Vv])\s*$"
BLANK: Final = r"^\s*(?:[×✗✘☐□○]|否|无|0|[Nn]o?|/|[-—－]+)?\s*$"
_TICK, _BLANK = pattern(TICK), pattern(BLANK)
OPENLY: Final = ("主动公开", "主动")  # what is ticked there is published, whatever else is
_SEVERAL: Final = 2  # columns; one alone leaves open what a blank means


def with_ticks(
    assigned: Assigned, head: Sequence[Sequence[str]], row: int, ledger: Ledger
) -> Assigned:
    """Return the columns with each choice that stands as a column a word, ticked where it holds.

    ``head`` are the first rows of the sheet, ``row`` the last of its heading.
    """
    found = dict(assigned.found)
    asked = {core(h) for rule in LEFT_OUT.get(ledger.id, ()) for h in rule.ticks}
    # What these say is asked of the rows: they are no column of the ledger.
    told = {at for at, h in assigned.unknown if asked and core(h) in (*asked, *OPENLY)}
    left = {at: h for at, h in assigned.unknown if at not in told}
    for column in ledger.columns:
        if column.kind is not Kind.CHOICE:
            continue
        one = found.get(column.name)
        if one is not None and len(one.at) < _SEVERAL:
            continue
        cells = left if one is None else {at: _cell(head[row - 1], at) for at in one.at}
        ticks = _ticked(cells, head[row:], column)
        if len(ticks) >= _SEVERAL:
            spelling = "”“".join(ticks.values())
            source = Source(column.name, tuple(ticks.values()))
            found[column.name] = Found(
                tuple(ticks),
                spelling,
                source,
                ticks=tuple(_word(h, column) for h in ticks.values()),
            )
            left = {at: h for at, h in left.items() if at not in ticks}
            reason = reasons_at(left, ledger).get(column.name)
            if reason is not None:
                found[column.name] = replace(found[column.name], reason=reason)
                del left[reason]
    taken = {at for one in found.values() for at in (*one.at, one.reason)}
    unknown = tuple((at, h) for at, h in assigned.unknown if at not in taken and at not in told)
    return replace(assigned, found=found, unknown=unknown)


def _ticked(cells: dict[int, str], rows: Sequence[Sequence[str]], column: Column) -> dict[int, str]:
    """Return those of the columns that are named as a choice and hold nothing but ticks."""
    words = known_words(column)
    named = {at: heading for at, heading in cells.items() if core(heading) in words}
    said = {at: [_cell(row, at) for row in rows] for at in named}
    ticks = {
        at: heading
        for at, heading in named.items()
        if all(_TICK.match(v) or _BLANK.match(v) for v in said[at])
    }
    return ticks if any(_TICK.match(v) for at in ticks for v in said[at]) else {}


def _word(heading: str, column: Column) -> str:
    key = core(heading)
    choice = next(
        (c for c in column.choices if key in map(heading_key, (c.label, *c.aliases))), None
    )
    return choice.label if choice else key


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""
