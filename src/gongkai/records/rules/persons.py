"""Numbers that point to a person, where a column is not declared personal."""

import re
import unicodedata
from typing import Final

import polars as pl

from gongkai.records.reading.cells import few_without

_DATE: Final = r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
IDENTITY: Final = rf"[1-9][0-9]{{5}}{_DATE}[0-9]{{3}}[0-9Xx]"
MOBILE: Final = r"1[3-9][0-9]{9}"
_GAP: Final = r"[\s\-—－]"
# What a quick look finds: the numbers as such, full-width, or in groups; the closer look also folds.
PERSON_SHAPES: Final = (
    rf"(?:^|[^0-9])(?:{IDENTITY}|{MOBILE})(?:[^0-9]|$)|[０-９]{{6}}"
    rf"|1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}|[1-9][0-9]{{5}}{_GAP}{_DATE}{_GAP}[0-9]{{3}}[0-9Xx]"
)
_MAYBE: Final = r"[\d０-９](?:[\s\-—－]?[\dXx０-９]){10}"
_TRACE: Final = re.compile(_MAYBE)
_WEIGHTS: Final = tuple(pow(2, 17 - n, 11) for n in range(17))


def has_person_number(text: str) -> bool:
    """Tell whether an identity number (its check digit valid) or a mobile number is in the text.

    >>> [has_person_number(t) for t in ("230102199001011230", "230102199001011231", "139-0451-0451")]
    [True, False, True]
    """
    folded = re.sub(r"(?<=[\dXx])[\s\-—]+(?=[\dXx])", "", unicodedata.normalize("NFKC", text))
    if re.search(rf"(?<!\d){MOBILE}(?!\d)", folded):
        return True
    return any(map(_valid_identity, re.findall(rf"(?<!\d){IDENTITY}(?!\d)", folded)))


def _valid_identity(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def person_numbers(text: pl.Expr) -> pl.Expr:
    """Return where a text column holds such a number; false where it is null."""
    return text.map_batches(_holding, return_dtype=pl.Boolean, is_elementwise=True)


def _holding(cells: pl.Series) -> pl.Series:
    if few_without(cells, _TRACE):
        return pl.repeat(False, cells.len(), dtype=pl.Boolean, eager=True)
    maybe = cells.str.contains(_MAYBE).fill_null(False)
    if not maybe.any():
        return maybe
    found = {text for text in cells.filter(maybe).unique() if has_person_number(text)}
    return cells.is_in(sorted(found)).fill_null(False)
