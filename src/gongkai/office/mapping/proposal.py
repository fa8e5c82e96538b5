"""What a file that nobody declared may mean: its ledger and columns, by headings and by values."""

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from gongkai.office.mapping.likeness import mark
from gongkai.records.layouts import EXPORT_DEFAULTS
from gongkai.records.ledgers import in_year
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.mapping import Words, source_of, with_words
from gongkai.records.reading.recognition.columns import SERIAL, assign, core
from gongkai.records.reading.recognition.fitness import known_words, values_fit
from gongkai.records.reading.recognition.headings import heading_row
from gongkai.records.reading.recognition.missing import said_by_names
from gongkai.records.reading.recognition.naming import ledger_meant
from gongkai.records.reading.sheet import ROW, Sheet
from gongkai.records.reading.words import reader
from gongkai.text import heading_key

OWN: Final = "列名"  # of our own
_LOOKED_AT: Final = 300  # rows by which the values are judged
_VALUES: Final = 60
_SHOWN: Final = 5
_NEAR = 0.1  # how much better than the next a name must be


@dataclass(frozen=True, slots=True)
class Pair:
    """A column of ours and the headings that stand for it; ``sure`` where no other could be meant."""

    column: Column
    headings: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Open:
    """What only the office can tell: a column with several candidates, or a required one with none."""

    column: Column
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a column of choices does not know, how often it stands there, and a near label."""

    column: Column
    word: str
    count: int
    near: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a sheet would be read as a ledger. ``rows`` are its first records, by heading."""

    sheet: Sheet
    ledger: Ledger
    row: int
    pairs: tuple[Pair, ...]
    open: tuple[Open, ...]
    words: tuple[Word, ...]
    unused: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    score: float

    def choosing(self, column: Column, heading: str) -> "Proposal":
        """Return the proposal with a column told."""
        left = tuple(one for one in self.open if one.column.name != column.name)
        pairs = (*self.pairs, Pair(column, (heading,), "指明"))
        unused = tuple(h for h in self.unused if h != heading)
        made = replace(self, open=left, pairs=pairs, unused=unused)
        return replace(made, words=_words(made.sheet, made.row, made.pairs, made.ledger))


def proposals(sheet: Sheet, year: int, words: Mapping[str, Words]) -> tuple[Proposal, ...]:
    """Return how a sheet may be read, the likeliest ledger first; none where nothing fits."""
    meant = ledger_meant(sheet.name or "") or ledger_meant(sheet.file)
    ledgers = [with_words(ledger, words.get(ledger.id, ())) for ledger in in_year(year).values()]
    made = []
    for ledger in ledgers:
        found = propose(sheet, ledger)
        if found is not None:
            bonus = 1.5 if meant is not None and meant.id == ledger.id else 1.0
            bonus *= 2.0 if _is_whole(found) else 1.0
            made.append(replace(found, score=found.score * bonus))
    return tuple(sorted(made, key=lambda p: -p.score))


def _is_whole(found: Proposal) -> bool:
    """Tell whether every required column stands under our own heading."""
    own = {pair.column.name for pair in found.pairs if pair.why == OWN}
    return own.issuperset(c.name for c in found.ledger.columns if c.required)


def propose(sheet: Sheet, ledger: Ledger) -> Proposal | None:
    """Return how a sheet would be read as a ledger; None where not two of its columns are there."""
    _, row, cells = heading_row(sheet, ledger, None)
    headings = {at: " ".join(cell.split()) for at, cell in enumerate(cells) if cell.strip()}
    values = _values(sheet, row)
    assigned = assign(cells, ledger, None)
    pairs: list[Pair] = []
    taken: set[int] = set()
    for name, found in assigned.found.items():
        column = ledger.column(name)
        if found.source is None or _fit(values, found.at[0], column, headings[found.at[0]]):
            why = OWN if found.source is None else "列名（常见写法）"
            pairs.append(Pair(column, tuple(headings[at] for at in found.at), why))
            taken.update(found.at)
    left = {at: h for at, h in headings.items() if at not in taken and core(h) != SERIAL}
    missing = [c for c in ledger.columns if all(p.column is not c for p in pairs)]
    guessed, unclear = _guessed(left, missing, values)
    pairs += guessed
    used = {h for pair in guessed for h in pair.headings}
    if len(pairs) < 2:
        return None
    told = {p.column.name for p in pairs} | {one.column.name for one in unclear}
    # What an export never has stands there by default, and is told at each check.
    told |= {"id", *(d.column for d in EXPORT_DEFAULTS.get(ledger.id, ()))}
    told |= {d.column for d in said_by_names(sheet, ledger, row)}
    unclear += [Open(c, ()) for c in missing if c.required and c.name not in told]
    required = [c for c in ledger.columns if c.required]
    score = sum(2.0 if p.column.required else 1.0 for p in pairs) / (len(required) + 2)
    return Proposal(
        sheet,
        ledger,
        row,
        tuple(pairs),
        tuple(unclear),
        _words(sheet, row, pairs, ledger),
        tuple(h for h in left.values() if h not in used),
        tuple(_rows(sheet, row, headings)),
        score,
    )


def _values(sheet: Sheet, row: int) -> dict[int, list[str]]:
    """Return the different values of each column in the rows that are looked at, the first of many."""
    frame = sheet.cells.head(row + _LOOKED_AT).collect()
    body = frame.filter(frame.get_column(ROW) > row)
    return {
        at: body.get_column(f"c{at}")
        .drop_nulls()
        .unique(maintain_order=True)
        .head(_VALUES)
        .cast(pl.String)
        .to_list()
        for at in range(sheet.width)
    }


def _fit(values: Mapping[int, list[str]], at: int, column: Column, heading: str) -> bool:
    found = values.get(at, [])
    if column.kind in (Kind.CHOICE, Kind.FLAG):
        return True  # unknown words are asked about
    return values_fit(found, column, heading)


def _guessed(
    left: Mapping[int, str], missing: Sequence[Column], values: Mapping[int, list[str]]
) -> tuple[list[Pair], list[Open]]:
    """Return the columns that names and values point to, and those that they leave open."""
    scored = {
        (at, c.name): (found, c)
        for at, heading in left.items()
        for c in missing
        if (found := mark(heading, c, values.get(at, []))) > 0
    }
    pairs: list[Pair] = []
    unclear: list[Open] = []
    gone: set[int] = set()
    done: set[str] = set()
    for (at, name), (best, column) in sorted(scored.items(), key=lambda one: (-one[1][0], one[0])):
        if at in gone or name in done:
            continue
        rivals = [
            other
            for (other, n), (m, _) in scored.items()
            if n == name and other != at and other not in gone and m > best - _NEAR
        ]
        others = [
            n
            for (a, n), (m, _) in scored.items()
            if a == at and n != name and n not in done and m > best - _NEAR
        ]
        done.add(name)
        if rivals or others:
            unclear.append(Open(column, tuple(left[a] for a in (at, *rivals))))
        else:
            gone.add(at)
            pairs.append(Pair(column, (left[at],), "列名相近，内容相合"))
    return pairs, unclear


def _words(sheet: Sheet, row: int, pairs: Sequence[Pair], ledger: Ledger) -> tuple[Word, ...]:
    """Return the words of all rows that the columns of choices do not know, or that leave it open."""
    return tuple(
        word
        for pair in pairs
        if pair.column.kind is Kind.CHOICE and not pair.column.personal
        for word in _unknown(sheet, row, pair, ledger)
    )


def _unknown(sheet: Sheet, row: int, pair: Pair, ledger: Ledger) -> Iterator[Word]:
    column = pair.column
    cells = list(sheet.head[row - 1])
    at = next((n for n, c in enumerate(cells) if " ".join(c.split()) == pair.headings[0]), None)
    if at is None:
        return
    below = sheet.cells.filter(pl.col(ROW) > row).select(word=pl.col(f"c{at}").cast(pl.String))
    found = sheet.access.collect(below.drop_nulls().group_by("word").len())
    counts = Counter(dict(found.sort("word").rows()))
    known = known_words(column) - {heading_key(word) for word in column.asks}
    labels = [choice.label for choice in column.choices]
    if len(counts) > max(40, len(labels) * 3):
        return  # no list of choices at all
    meant = source_of(ledger, column, pair.headings)
    if meant.otherwise:
        return  # what it does not name is that
    theirs = {word for word, _ in meant.values}
    for word, count in counts.most_common():
        if heading_key(word) not in known and word not in theirs and reader(column)(word) is None:
            near = difflib.get_close_matches(word, labels, 1, 0.5)
            yield Word(column, word, count, near[0] if near else "")


def _rows(sheet: Sheet, row: int, headings: Mapping[int, str]) -> Iterator[Mapping[str, str]]:
    frame = sheet.cells.head(row + _LOOKED_AT).collect()
    body = frame.filter(frame.get_column(ROW) > row)
    for cells in body.head(_SHOWN).iter_rows(named=True):
        yield {h: str(cells[f"c{at}"] or "") for at, h in headings.items() if f"c{at}" in cells}
