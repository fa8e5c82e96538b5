"""Numbers that point to a person, where a column is not declared personal."""

from typing import Final

import polars as pl

from gongkai.pattern import pattern
from gongkai.persons import DATE, IDENTITY, MOBILE, has_person_number
from gongkai.records.reading.cells import few_without

_GAP: Final = r"[\s\-—－]"
# What a quick look finds: the numbers as such, full-width, or in groups; the closer look also folds.
PERSON_SHAPES: Final = (
    rf"(?:^|[^0-9])(?:{IDENTITY}|{MOBILE})(?:[^0-9]|$)|[０-９]{{6}}"
    rf"|1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}|[1-9][0-9]{{5}}{_GAP}{DATE}{_GAP}[0-9]{{3}}[0-9Xx]"
)
_MAYBE: Final = r"[\d０-９](?:[\s\-—－]?[\dXx０-９]){10}"
TRACE: Final = pattern(_MAYBE)


def person_numbers(text: pl.Expr) -> pl.Expr:
    """Return where a text column holds such a number; false where it is null."""
    return text.map_batches(_holding, return_dtype=pl.Boolean, is_elementwise=True)


def _holding(cells: pl.Series) -> pl.Series:
    if few_without([cells], TRACE):
        return pl.repeat(False, cells.len(), dtype=pl.Boolean, eager=True)
    maybe = cells.str.contains(_MAYBE).fill_null(False)
    if not maybe.any():
        return maybe
    found = {text for text in cells.filter(maybe).unique() if has_person_number(text)}
    return cells.is_in(sorted(found)).fill_null(False)
