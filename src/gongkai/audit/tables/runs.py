"""Tables whose labels and figures stand apart, as text taken from a PDF or a picture has them.

A row is given to a label that it carries. A row of figures without a label is given to one only where
the labelled rows around it leave no choice: between two of them there are as many such rows as
official lines, and the words of each of those lines stand in the text. Otherwise it is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.audit.readers.document import Part, Passage
from gongkai.audit.tables.labels import (
    Draft,
    Reading,
    is_blank,
    is_figure,
    letters_in,
    match_line,
    number_in,
    stands_in,
)
from gongkai.forms.grid import Block, Line, Table
from gongkai.pattern import pattern
from gongkai.statements.text.characters import plain

_TRAILING: Final = pattern(
    r"^(?P<label>.*?)(?P<figures>(?:(?:^|\s+|(?<=[^\W\d]{4}))[-－+＋]?\d[\d,]*(?:\.\d+)?(?:万?元)?)+)$"
)

# Between the columns of text set out with spaces; also before a row's number: （三）不 4.保护第三方合法权益
_WIDE: Final = pattern(r"\s{2,}|\s+(?=\d{1,2}[.．]\D)")
_FEWEST: Final = 3  # columns


@dataclass(frozen=True, slots=True)
class _Run:
    """A row: its label cells and its figures, blanks among them."""

    labels: tuple[str, ...]
    figures: tuple[str, ...]


def read_runs(table: Table, parts: Sequence[Part]) -> Reading | None:
    """Return a table from the rows of figures below its caption; None where nothing fits."""
    runs, text = tuple(_runs(parts)), plain("".join(_texts(parts)))
    draft = Draft(table, ordered=any(len(block.columns) >= _FEWEST for block in table.blocks))
    if table.id == "table4":
        _groups(table.blocks[0], runs, text, draft)
        return draft.reading(text)
    for block in table.blocks:
        if letters_in((column.label for column in block.columns), text):
            _block(block, runs, text, draft)
    return draft.reading(text)


def _runs(parts: Sequence[Part]) -> Iterator[_Run]:
    for part in parts:
        if isinstance(part, Passage):
            for line in part.printed:
                if match := _TRAILING.match(line.strip()):
                    label = match["label"].strip()
                    labels = tuple(_WIDE.split(label)) if label else ()
                    yield _Run(labels, tuple(match["figures"].split()))
            continue
        for row in part.rows:
            first = next((n for n, c in enumerate(row) if is_figure(c)), None)
            if first is not None:
                yield _Run(tuple(c for c in row[:first] if c.strip()), row[first:])


def _texts(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Passage):
            # A label of several lines goes on below the figures of its middle one.
            yield "".join(
                m["label"] if (m := _TRAILING.match(x.strip())) else x for x in part.printed
            )
        else:
            yield "".join(c for row in part.rows for c in row if not is_figure(c))


def _fitting(run: _Run, width: int) -> tuple[str, ...] | None:
    """Return a row's figures if there are as many as columns, padding at the end left off."""
    extra = run.figures[width:]
    if len(run.figures) < width or any(not is_blank(c) for c in extra):
        return None
    figures = run.figures[:width]
    return figures if all(is_figure(c) or is_blank(c) for c in figures) else None


def _block(block: Block, runs: Sequence[_Run], text: str, draft: Draft) -> None:
    """State the block's labelled rows, then the unlabelled ones that have no other place."""
    order = {line.id: n for n, line in enumerate(block.lines)}
    lines = {tuple(map(plain, line.path)): line for line in block.lines}
    before = -1
    loose: list[_Run] = []
    for run in runs:
        figures = _fitting(run, len(block.columns))
        if figures is None:
            continue
        match = match_line(run.labels, lines)
        if match is None:
            loose.append(_Run(run.labels, figures))
            continue
        line, found = match
        _between(block, block.lines[before + 1 : order[line.id]], loose, text, draft)
        before, loose = order[line.id], []
        draft.state(block, line, _cells(block, figures), found)
    if before >= 0:
        _between(block, block.lines[before + 1 :], loose, text, draft)


def _between(
    block: Block, lines: Sequence[Line], loose: Sequence[_Run], text: str, draft: Draft
) -> None:
    """State the rows between two labelled ones, if they are as many as the lines that have no row.

    A row of one or two numbers could be anything, so it needs its own label.
    """
    if len(block.columns) < _FEWEST or len(lines) != len(loose):
        return
    paths = ["".join(map(plain, line.path)) for line in lines]
    fit = all(
        stands_in(plain(line.path[-1]), text) and all(plain(label) in path for label in run.labels)
        for line, path, run in zip(lines, paths, loose, strict=True)
    )
    for line, run in zip(lines, loose, strict=True):
        if fit:
            draft.state(block, line, _cells(block, run.figures))


def _cells(block: Block, figures: Sequence[str]) -> dict[str, object]:
    labels = (column.label for column in block.columns)
    return {label: number_in(cell) for label, cell in zip(labels, figures, strict=True)}


def _groups(block: Block, runs: Sequence[_Run], text: str, draft: Draft) -> None:
    """State table 四 from one row of all figures, or from a row for each group under its name."""
    names: Mapping[tuple[str, ...], Line] = {(plain(x.path[-1]),): x for x in block.lines}
    columns = [column.label for column in block.columns]
    heads = [*(label for line in block.lines for label in (line.path[-1], *columns))]
    for run in runs:
        whole = _fitting(run, len(columns) * len(block.lines))
        if whole is not None and not run.labels and letters_in(heads, text):
            for n, line in enumerate(block.lines):
                part = whole[n * len(columns) : (n + 1) * len(columns)]
                draft.state(block, line, _cells(block, part))
            continue
        figures = _fitting(run, len(columns))
        match = match_line(run.labels[-1:], names) if run.labels else None
        if figures is not None and match is not None and letters_in(columns, text):
            draft.state(block, match[0], _cells(block, figures))
