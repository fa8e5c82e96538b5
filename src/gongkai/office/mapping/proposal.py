"""What a file that nobody declared may mean: its ledger and columns, by headings and by values."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from gongkai.office.mapping.absent import Assumed, assumed, facts_open, number_open, required_open
from gongkai.office.mapping.cited import cited
from gongkai.office.mapping.headings.likeness import doubtful, mark, resembles
from gongkai.office.mapping.headings.named import LIKE, OWN, Pair, by_name, of_another_ledger
from gongkai.office.mapping.headings.phrases import surer, unsaid, worded
from gongkai.office.mapping.headings.remainder import says_more
from gongkai.office.mapping.headings.rivals import (
    Open,
    extended_first,
    final_of,
    likelier,
    only_day,
    rooted,
    with_extended,
)
from gongkai.office.mapping.records import Bodies, heading_of, only_records
from gongkai.office.mapping.unknown_words import Word, unknown_words
from gongkai.records.layouts.layout import Default
from gongkai.records.ledgers import in_year
from gongkai.records.ledgers.ledger import Column, Ledger
from gongkai.records.mapping import Words, with_words
from gongkai.records.reading.recognition.columns import SERIAL, assign, core, reasons_at
from gongkai.records.reading.recognition.headings import heads
from gongkai.records.reading.recognition.missing import said_by_names
from gongkai.records.reading.recognition.naming import ledger_meant, ledger_spoken_of
from gongkai.records.reading.recognition.ticks import with_ticks
from gongkai.records.reading.sheet import Sheet

_LOOKED_AT: Final = 300  # rows by which the values are judged
_VALUES: Final = 60
_SHOWN: Final = 5
_UNIQUE: Final = 0.9  # of the cells of a column that numbers rows
_CALLED, _MEANT = 2.0, 1.5  # a name says more than the headings' words
_ELSEWHERE = 0.105  # what a name of another ledger says less than one of its own
_NEAR = 0.1  # how much better than the next a name must be


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a sheet would be read as a ledger. ``rows`` are its first records, by heading.

    ``assumed`` is what would stand in columns that the file has not, ``fixed`` what the office says of all rows, by our headings;
    ``named`` is what the names of sheet and file say of them, ``none`` what the office says that the file has not.
    """

    sheet: Sheet
    ledger: Ledger
    row: int
    pairs: tuple[Pair, ...]
    open: tuple[Open, ...]
    words: tuple[Word, ...]
    unused: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    score: float
    assumed: tuple[Assumed, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    named: tuple[Default, ...] = ()
    none: tuple[str, ...] = ()

    def choosing(self, column: Column, heading: str) -> "Proposal":
        """Return the proposal with a column told."""
        others = (o.without(heading) for o in self.open if o.column.name != column.name)
        left = tuple(o for o in others if o.candidates or o.column.required)
        pairs = (*self.pairs, Pair(column, (heading,), "指明"))
        unused = tuple(h for h in self.unused if h != heading)
        rest = tuple(one for one in self.assumed if one.column.name != column.name)
        fixed = {ours: word for ours, word in self.fixed.items() if ours != column.heading}
        made = replace(self, open=left, pairs=pairs, unused=unused, assumed=rest, fixed=fixed)
        return replace(made, words=_words(made.sheet, made.row, made.pairs, made.ledger))

    def without(self, column: Column) -> "Proposal":
        """Return the proposal with a column that the file has not, as the office says."""
        left = tuple(one for one in self.open if one.column.name != column.name)
        rest = tuple(one for one in self.assumed if one.column.name != column.name)
        return replace(self, open=left, assumed=rest, none=(*self.none, column.heading))

    def fixing(self, column: Column, word: str) -> "Proposal":
        """Return the proposal with what a column says of all rows."""
        left = tuple(one for one in self.open if one.column.name != column.name)
        return replace(self, open=left, fixed={**self.fixed, column.heading: word})


def proposals(
    sheet: Sheet, year: int, words: Mapping[str, Words], only: str | None = None
) -> tuple[Proposal, ...]:
    """Return how a sheet may be read, the likeliest ledger first; none where nothing fits.

    What is surely a ledger, ``only`` that one, is proposed as far as its values go, however little its headings say.
    """
    called = ledger_meant(sheet.name or "") or ledger_meant(sheet.file)
    meant = called or ledger_spoken_of(heads(sheet))
    ledgers = [with_words(ledger, words.get(ledger.id, ())) for ledger in in_year(year).values()]
    made = []
    bodies: Bodies = {}
    for ledger in ledgers:
        if only is not None and ledger.id != only:
            continue
        found = propose(sheet, ledger, bodies, surely=only is not None)
        if found is not None:
            bonus = (_CALLED if called else _MEANT) if meant and meant.id == ledger.id else 1.0
            bonus *= 2.0 if _is_whole(found) else 1.0
            made.append(replace(found, score=found.score * bonus))
    return tuple(sorted(made, key=lambda p: -p.score))


def _is_whole(found: Proposal) -> bool:
    """Tell whether every required column stands under our own heading."""
    own = {pair.column.name for pair in found.pairs if pair.why == OWN}
    return own.issuperset(c.name for c in found.ledger.columns if c.required)


def propose(
    sheet: Sheet, ledger: Ledger, bodies: Bodies, *, surely: bool = False
) -> Proposal | None:
    """Return how a sheet would be read as a ledger; None where not two of its columns are there and it is not ``surely`` that one."""
    _, row, cells = heading_of(sheet, ledger)
    sheet = only_records(sheet, row, cells, ledger, bodies)
    headings = {at: " ".join(cell.split()) for at, cell in enumerate(cells) if cell.strip()}
    first = sheet.cells.head(_LOOKED_AT).collect()
    values = _values(first, sheet.width)
    head = [*sheet.head[: row - 1], cells, *sheet.head[row:]]
    assigned = with_ticks(assign(cells, ledger, None), head, row, ledger)
    pairs, settled, taken = by_name(assigned, ledger, headings, values)
    left = {at: h for at, h in headings.items() if at not in taken and core(h) != SERIAL}
    pairs = [replace(p, headings=with_extended(p.column, p.headings, left, values)) for p in pairs]
    read = {h for p in pairs for h in p.headings}
    left = {at: h for at, h in left.items() if h not in read}
    repeated = _repeated(first, sheet.width)
    told = {p.column.name for p in pairs} | {one.column.name for one in settled}
    missing = [c for c in ledger.columns if c.name not in told]
    said, alike = worded(left, missing, values, repeated, ledger)
    left, missing = unsaid(left, missing, said, alike)
    guessed, unclear = _guessed(left, missing, values, repeated, ledger)
    unclear = [*alike, *unclear, *settled]
    likely = [one.column for one in unclear]
    serial = assigned.found.get("id")
    if serial is not None and all(p.column.name != "id" for p in (*pairs, *said, *guessed)):
        unclear = [one for one in unclear if one.column.name != "id"]
        pairs.insert(0, Pair(ledger.column("id"), (headings[serial.at[0]],), OWN))
    pairs += said + guessed
    read = {h for pair in guessed for h in pair.headings}
    rest = {at: h for at, h in left.items() if h not in read}
    if len(pairs) < 2 and not surely:
        return None
    pairs, rest = _with_reason(pairs, rest, ledger)
    pairs, rest = surer(pairs, rest, headings, values, ledger)
    doubted = [d for p in pairs if (d := rooted(p.column, p.headings, rest, values, ledger.id))]
    pairs = [p for p in pairs if all(p.column is not d.column for d in doubted)]
    rest |= {at: h for at, h in left.items() if any(h in d.candidates for d in doubted)}
    unclear += doubted
    likely += [one.column for one in doubted]
    if (number := cited(sheet, ledger, pairs, headings)) is not None:
        pairs = [p for p in pairs if p.column is not number.column]
        rest |= {at: h for at, h in headings.items() if h in number.candidates}
        unclear.append(number)
        likely.append(number.column)
    told = {p.column.name for p in pairs} | {one.column.name for one in unclear}
    named = tuple(d for d in said_by_names(sheet, ledger, row) if d.column not in told)
    known = frozenset(told)
    told |= {"id", *(d.column for d in named)}
    stands_in = assumed(ledger, told, rest, values)
    told |= {one.column.name for one in stands_in}
    opened = [required_open(c, rest, values) for c in missing if c.required and c.name not in told]
    unlike = {at: h for at, h in rest.items() if at not in repeated and surely}
    opened += number_open(ledger, known, unlike, values)
    only = [one for one in opened if only_day(one, rest, values, ledger.id)]
    pairs += [Pair(one.column, one.candidates, "其余的列中只有这一列是日期") for one in only]
    rest = {at: h for at, h in rest.items() if all(h not in one.candidates for one in only)}
    unclear += [one for one in opened if one not in only]
    unclear += facts_open(ledger, told, rest, values)
    score = _score(ledger, [p.column for p in pairs], likely)
    return Proposal(
        sheet,
        ledger,
        row,
        tuple(pairs),
        tuple(unclear),
        _words(sheet, row, pairs, ledger),
        tuple(rest.values()),
        tuple(_rows(first, headings)),
        score,
        stands_in,
        named=named,
    )


def _score(ledger: Ledger, told: Sequence[Column], likely: Sequence[Column]) -> float:
    """Return how much of a ledger a file tells; what is there, but not which of several it is, counts half."""
    weights = {c.name: 2.0 if c.required else 1.0 for c in ledger.columns}
    found = sum(weights[c.name] for c in told) + sum(weights[c.name] for c in likely) / 2
    return found / (sum(c.required for c in ledger.columns) + 2)


def _with_reason(
    pairs: list[Pair], rest: dict[int, str], ledger: Ledger
) -> tuple[list[Pair], dict[int, str]]:
    """Return the pairs and the unused headings where a reason is read with the word that needs it."""
    names = {pair.column.name for pair in pairs}
    found = {name: at for name, at in reasons_at(rest, ledger).items() if name in names}
    told = [
        replace(p, why=f"{p.why}，与“{rest[found[p.column.name]]}”合看")
        if p.column.name in found
        else p
        for p in pairs
    ]
    return told, {at: h for at, h in rest.items() if at not in found.values()}


def _values(first: pl.DataFrame, width: int) -> dict[int, list[str]]:
    """Return the different values of each column in the rows that are looked at, the first of many."""
    return {
        at: first.get_column(f"c{at}")
        .drop_nulls()
        .unique(maintain_order=True)
        .head(_VALUES)
        .cast(pl.String)
        .to_list()
        for at in range(width)
    }


def _repeated(first: pl.DataFrame, width: int) -> frozenset[int]:
    """Return the columns whose cells are no number of a row: they stand there again and again."""
    filled = {at: first.get_column(f"c{at}").drop_nulls() for at in range(width)}
    return frozenset(at for at, v in filled.items() if v.n_unique() < _UNIQUE * v.len())


def _guessed(
    left: Mapping[int, str],
    missing: Sequence[Column],
    values: Mapping[int, list[str]],
    repeated: Collection[int],
    ledger: Ledger,
) -> tuple[list[Pair], list[Open]]:
    """Return the columns that names and values point to, and those that they leave open."""
    scored = {
        (at, c.name): (found, c)
        for at, heading in left.items()
        for c in missing
        if not (c.name == "id" and at in repeated)
        if (found := _mark(heading, c, values.get(at, []), ledger)) > 0
    }
    pairs: list[Pair] = []
    unclear: list[Open] = []
    gone: set[int] = set()
    done: set[str] = set()
    for (at, name), (best, column) in sorted(scored.items(), key=lambda one: (-one[1][0], one[0])):
        if at in gone or name in done:
            continue
        near = [
            other
            for (other, n), (m, _) in scored.items()
            if n == name and other not in gone and m > best - _NEAR
        ]
        at, *rivals = likelier({a: left[a] for a in (at, *near)}, column, ledger)
        done.add(name)
        # What may be another column as well is not that one either because the first was left open.
        told = {pair.column.name for pair in pairs}
        others = [
            n
            for (a, n), (m, _) in scored.items()
            if a == at and n != name and n not in told and m > best - _NEAR
        ]
        asked = [left[a] for a in (at, *rivals)]
        both = extended_first(asked, column) or final_of(asked, column)
        if both and not others:  # a limit and what it became, a first word and the last
            gone.update((at, *rivals))
            pairs.append(Pair(column, both, LIKE))
        elif rivals or others or doubtful(left[at], column, ledger) or says_more(left[at], column):
            unclear.append(Open(column, tuple(asked)))
        else:
            gone.add(at)
            why = LIKE if resembles(left[at], column) else "内容相合"
            pairs.append(Pair(column, (left[at],), why))
    return pairs, unclear


def _mark(heading: str, column: Column, values: Sequence[str], ledger: Ledger) -> float:
    """Return how well a heading points to a column of the ledger; a number's name in another one is like its name, no more."""
    found = mark(heading, column, values)
    return found - _ELSEWHERE if found and of_another_ledger(heading, column, ledger) else found


def _words(sheet: Sheet, row: int, pairs: Sequence[Pair], ledger: Ledger) -> tuple[Word, ...]:
    return unknown_words(sheet, row, [(p.column, p.headings) for p in pairs], ledger)


def _rows(first: pl.DataFrame, headings: Mapping[int, str]) -> Iterator[Mapping[str, str]]:
    for cells in first.head(_SHOWN).iter_rows(named=True):
        yield {h: str(cells[f"c{at}"] or "") for at, h in headings.items() if f"c{at}" in cells}
