"""The words of a file's columns of choices that nobody knows, or that leave it open which is meant."""

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from gongkai.office.mapping.records import heading_of
from gongkai.records.ledgers.blanks import NO_NUMBER
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.mapping import source_of
from gongkai.records.reading.recognition.columns import core, reasons_at
from gongkai.records.reading.recognition.fitness import known_words
from gongkai.records.reading.recognition.headings import heading_row
from gongkai.records.reading.rows.conversion import reasoned
from gongkai.records.reading.rows.tails import is_no_record
from gongkai.records.reading.sheet import DITTO, ROW, Sheet
from gongkai.records.reading.words import nearest, reader
from gongkai.text import heading_key


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a column of choices does not know, how often it stands there, a near label, and what a list of codes says it means."""

    column: Column
    word: str
    count: int
    near: str
    meaning: str = ""


def unknown_words(
    sheet: Sheet, row: int, pairs: Sequence[tuple[Column, tuple[str, ...]]], ledger: Ledger
) -> tuple[Word, ...]:
    """Return the words of all rows below ``row`` in the columns of choices, the most frequent first.

    ``pairs`` are our columns with the file's headings.
    """
    return tuple(
        word
        for column, headings in pairs
        if column.kind in (Kind.CHOICE, Kind.FLAG) and not column.personal
        # A column a word: what stands below are ticks.
        if len(headings) == 1 or not set(map(core, headings)) <= known_words(column)
        for word in _unknown(sheet, row, column, headings, ledger)
    )


def _unknown(
    sheet: Sheet, row: int, column: Column, headings: tuple[str, ...], ledger: Ledger
) -> Iterator[Word]:
    cells = _heading(sheet, row, ledger)
    at = next((n for n, c in enumerate(cells) if " ".join(c.split()) == headings[0]), None)
    if at is None:
        return
    text = _with_dittos(at)
    reason = reasons_at(dict(enumerate(cells)), ledger).get(column.name)
    if reason is not None and reason != at:
        text = reasoned(text, _with_dittos(reason), column)
    below = sheet.cells.filter(pl.col(ROW) > row).select(word=text)
    found = sheet.access.collect(below.drop_nulls().group_by("word").len())
    counts = Counter(dict(found.sort("word").rows()))
    known = known_words(column) - {heading_key(word) for word in column.asks}
    labels = [choice.label for choice in column.choices]
    if len(counts) > max(40, len(labels) * 3):
        return  # no list of choices at all
    meant = source_of(ledger, column, headings)
    for word, count in counts.most_common():
        if _is_no_word(word) or heading_key(word) == heading_key(cells[at]):
            continue  # or the headings on the next page
        if (
            heading_key(word) not in known
            and not meant.means(word)
            and reader(column)(word) is None
        ):
            yield Word(column, word, count, _near(column, word))


def _heading(sheet: Sheet, row: int, ledger: Ledger) -> Sequence[str]:
    """Return the cells of the heading that ends in ``row``: of two rows the names that both make."""
    whole = (heading_row(sheet, ledger, sheet.layout), heading_of(sheet, ledger))
    return next((cells for _, last, cells in whole if last == row), sheet.head[row - 1])


def _near(column: Column, word: str) -> str:
    """Return the label that a word points to or looks like; empty where it does neither."""
    if any(part in word for choice in column.choices for part in choice.near):
        return nearest(column, word)[0].label
    labels = [choice.label for choice in column.choices]
    return next(iter(difflib.get_close_matches(word, labels, 1, 0.5)), "")


def _is_no_word(word: str) -> bool:
    """Tell whether a cell says nothing, as in a month without business, or is a place to sign below the table."""
    return word in NO_NUMBER or is_no_record(word)


def _with_dittos(at: int) -> pl.Expr:
    """Return the words of a column, 同上 and its like as what stands above: no word of its own."""
    cell = pl.col(f"c{at}").cast(pl.String)
    ditto = cell.str.strip_chars().is_in(DITTO)
    return (
        pl.when(~ditto.fill_null(False)).then(cell.fill_null("")).forward_fill().replace("", None)
    )
