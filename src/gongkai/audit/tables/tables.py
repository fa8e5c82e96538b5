"""The statutory tables in somebody's file, of whatever era, recognised by their captions and labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from gongkai.audit.readers.document import Document, Grid, Part, Passage, labels
from gongkai.audit.tables.grids import read_across, read_by_heads
from gongkai.audit.tables.labels import Reading, caption_of, name_of, stands_in
from gongkai.audit.tables.listed import read_list
from gongkai.audit.tables.runs import read_runs
from gongkai.forms.era import GRID_FORMS, LIST_FORMS, form_for
from gongkai.forms.form import Form, load_form
from gongkai.forms.grid import GridForm, Line, Table, load_grid
from gongkai.pattern import pattern
from gongkai.statements.text.characters import plain

# Chapters that hold no table, so that a table's part of the text ends where they begin.
_OTHER_CHAPTER: Final = pattern(r"存在的?(?:主要)?问题|其他需要报告|总体情况|^概述$")
_TITLE: Final = 40  # characters
_OWN_FORM: Final = 0.01  # decides between eras that share all labels read


def read_tables(
    document: Document, year: int | None
) -> tuple[Form | GridForm | None, Mapping[str, Reading]]:
    """Return the form that the tables follow and each table's reading; None where none is found.

    The era is that whose labels are found most; where two share all of them, the year decides.
    """
    right = form_for(year) if year is not None else None
    best: tuple[float, Form | GridForm | None, dict[str, Reading]] = (0, None, {})
    candidates: list[tuple[Form | GridForm, dict[str, Reading]]] = [
        *((form, _of_grid(form, document)) for form in map(load_grid, reversed(GRID_FORMS))),
        *((form, _of_list(form, document)) for form in map(load_form, LIST_FORMS)),
    ]
    for form, found in candidates:
        score = sum(r.size for r in found.values()) + (_OWN_FORM if form is right else 0)
        if found and score > best[0]:
            best = score, form, found
    return best[1], best[2]


def _of_list(form: Form, document: Document) -> dict[str, Reading]:
    reading = read_list(form, document.parts)
    return {} if reading is None else {form.id: reading}


def _of_grid(form: GridForm, document: Document) -> dict[str, Reading]:
    below = _sections(document.parts, form)
    readings = ((t.id, _read(t, document, below.get(t.id, ()))) for t in form.tables)
    return {name: reading for name, reading in readings if reading is not None}


def _read(table: Table, document: Document, section: Sequence[Part]) -> Reading | None:
    """Return the better of two readings: by the heads of a grid, or by runs below the caption."""
    by_heads = (read_across if table.id == "table4" else read_by_heads)(table, document.parts)
    if by_heads is not None and by_heads.whole:
        return by_heads
    by_runs = read_runs(table, section) if section else None
    if by_runs is not None and (by_heads is None or by_runs.size > by_heads.size):
        return by_runs
    if by_heads is None and not section:
        return None
    found = by_heads or Reading(table.id, {}, tuple(name_of(x) for x in _lines(table)))
    return _with_reasons(table, found, document)


def _with_reasons(table: Table, reading: Reading, document: Document) -> Reading:
    """Return a reading that is not whole with what is not in the file, and what is but stands apart."""
    texts = (
        *(c for g in document.grids for row in g.rows for c in labels(row)),
        *(plain(line) for p in document.passages for line in p.printed),
    )
    text = "".join(texts)
    leaves = {name_of(line): plain(line.path[-1]) for line in _lines(table)}
    there = tuple(name for name in reading.missing if stands_in(leaves[name], text))
    heads = dict.fromkeys(
        c.label
        for block in table.blocks
        for c in block.columns
        if any(name_of(x) in there for x in block.lines) and plain(c.label) not in texts
    )
    missing = tuple(name for name in reading.missing if name not in there)
    return replace(reading, missing=missing, apart=there, columns=tuple(heads))


def _lines(table: Table) -> Iterator[Line]:
    for block in table.blocks:
        yield from block.lines


def _sections(parts: Sequence[Part], form: GridForm) -> dict[str, list[Part]]:
    """Return what stands below each table's caption, line by line."""
    found: dict[str, list[Part]] = {}
    current: str | None = None
    for part in _split(parts, form):
        text = part.text if isinstance(part, Passage) else ""
        caption = caption_of(text, form) if text else None
        if caption is not None:
            current = caption
            found.setdefault(caption, [])
        elif text and len(text) < _TITLE and _OTHER_CHAPTER.search(text):
            current = None
        elif current is not None:
            found[current].append(part)
    return found


def _split(parts: Sequence[Part], form: GridForm) -> Iterator[Part]:
    """Yield passages line by line, and grids cut where a row is the caption of a table."""
    for part in parts:
        if isinstance(part, Passage):
            for line in part.printed:
                yield Passage(line, part.place)
            continue
        rows: list[tuple[str, ...]] = []
        for row in part.rows:
            single = next((c for c in row if c), "") if len(labels(row)) == 1 else ""
            if single and caption_of(single, form):
                if rows:
                    yield Grid(tuple(rows), part.place)
                rows = []
                yield Passage(single, part.place)
            else:
                rows.append(row)
        if rows:
            yield Grid(tuple(rows), part.place)
