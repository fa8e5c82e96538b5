"""The processing fee of 国办函〔2020〕109号: one of two progressive tariffs, never both."""

from typing import Final

import polars as pl

# Bands: (up to and including, yuan each); the last band has no end.
_PAGES: Final = ((30, 0), (100, 10), (200, 20), (None, 40))
_FREE_ITEMS, _FLAT_ITEMS, _FLAT_YUAN, _BLOCK = 10, 30, 100, 10


def fee_by_pages(pages: int) -> int:
    """Return the fee in yuan for a number of pages given out.

    >>> [fee_by_pages(n) for n in (30, 31, 100, 101, 200, 201)]
    [0, 10, 700, 720, 2700, 2740]
    """
    fee, start = 0, 0
    for end, yuan in _PAGES:
        last = pages if end is None else min(pages, end)
        fee += max(0, last - start) * yuan
        start = last
    return fee


def fee_by_items(items: int) -> int:
    """Return the fee in yuan for the requests of one applicant in one calendar month.

    The first ten are free, the next twenty 100 yuan each; then each block of ten costs 100 yuan
    more apiece than the one before.

    >>> [fee_by_items(n) for n in (10, 11, 30, 31, 40, 41, 50)]
    [0, 100, 2000, 2200, 4000, 4300, 7000]
    """
    flat = max(0, min(items, _FLAT_ITEMS) - _FREE_ITEMS) * _FLAT_YUAN
    beyond = range(_FLAT_ITEMS, items)
    return flat + sum(_FLAT_YUAN * (2 + (n - _FLAT_ITEMS) // _BLOCK) for n in beyond)


def pages_tariff(pages: pl.Expr) -> pl.Expr:
    """Return the fee by pages for a whole column; the same bands as ``fee_by_pages``."""
    fee, start = pl.lit(0), 0
    for end, yuan in _PAGES:
        within = pages if end is None else pages.clip(upper_bound=end)
        fee = fee + (within - start).clip(lower_bound=0) * yuan
        start = start if end is None else end
    return fee
