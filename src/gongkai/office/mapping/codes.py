"""The lists of codes that a workbook explains itself with: what a column's codes mean, and what a heading is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.office.mapping.proposal import Proposal
from gongkai.records.ledgers.ledger import Column, Kind
from gongkai.records.mapping import source_of
from gongkai.records.reading.recognition.codes import Codes, label_of, meant_by
from gongkai.records.reading.sheet import Sheet
from gongkai.records.reading.words import reader
from gongkai.text import heading_key


@dataclass(frozen=True, slots=True)
class Explained:
    """What a list says of a code: its meaning, and our label of it, empty where that is to be asked."""

    column: Column
    word: str
    meaning: str
    label: str


def explained(found: Proposal, codes: Codes) -> tuple[Explained, ...]:
    """Return what the lists say of codes in the proposal's columns that are read as something else, or not at all."""
    told: list[Explained] = []
    for pair in found.pairs:
        column = pair.column
        if column.kind not in (Kind.CHOICE, Kind.FLAG) or len(pair.headings) > 1:
            continue
        read = reader(column)
        said = dict(column.said)
        source = source_of(found.ledger, column, pair.headings)
        for code, meaning in codes.of(pair.headings[0], column).items():
            meant = meant_by(meaning, column, source)
            if code not in said and (meant is None or read(code) != meant):
                told.append(Explained(column, code, meaning, label_of(column, meant)))
    return tuple(told)


def called_by_names(sheet: Sheet, codes: Codes) -> tuple[Sheet, Mapping[str, str]]:
    """Return the sheet with its headings called as a list of fields calls them, and the file's own heading for each."""
    for number, row in enumerate(sheet.head):
        called = {
            cell: codes.names[heading_key(cell)] for cell in row if heading_key(cell) in codes.names
        }
        new = [called.get(cell, cell) for cell in row]
        filled = [cell for cell in new if cell.strip()]
        if len(called) < 2 or len(set(filled)) < len(filled):
            continue
        head = (*sheet.head[:number], tuple(new), *sheet.head[number + 1 :])
        return replace(sheet, head=head), {ours: theirs for theirs, ours in called.items()}
    return sheet, {}


def as_written(found: Proposal, sheet: Sheet, theirs: Mapping[str, str]) -> Proposal:
    """Return a proposal made with a list's names under the headings that the file has."""
    if not theirs:
        return found

    def own(headings: Sequence[str]) -> tuple[str, ...]:
        return tuple(" ".join(theirs.get(h, h).split()) for h in headings)

    return replace(
        found,
        sheet=replace(found.sheet, head=sheet.head),
        pairs=tuple(
            replace(p, headings=own(p.headings), why=f"{p.why}，按字段说明“{p.headings[0]}”")
            for p in found.pairs
        ),
        open=tuple(replace(one, candidates=own(one.candidates)) for one in found.open),
        assumed=tuple(replace(one, candidates=own(one.candidates)) for one in found.assumed),
        unused=own(found.unused),
        rows=tuple({own((h,))[0]: cell for h, cell in row.items()} for row in found.rows),
    )


def with_codes(found: Proposal, codes: Codes) -> tuple[Proposal, tuple[Explained, ...]]:
    """Return the proposal without the words that lists of codes settle, and what they say; a meaning that nobody knows stays to be asked."""
    told = explained(found, codes)
    meant = {(one.column.name, one.word): one for one in told}
    words = tuple(
        replace(word, meaning=one.meaning)
        if (one := meant.get((word.column.name, word.word)))
        else word
        for word in found.words
        if not ((one := meant.get((word.column.name, word.word))) and one.label)
    )
    return replace(found, words=words), tuple(one for one in told if one.label)
