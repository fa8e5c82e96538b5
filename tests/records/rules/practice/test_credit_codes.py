"""Unified social credit codes: right where their check digit is (GB 32100), few or many."""

import polars as pl
import pytest

from gongkai.records.reading.cells import FEW
from gongkai.records.rules.practice.ledgers import _valid_codes

CODES = {
    "91350100M000100Y43": True,  # the standard's own example
    "91350100M000100Y44": False,
    "91350100M000100I43": False,
    "9135": False,
    None: False,
}


@pytest.mark.parametrize("times", [1, FEW])
def test_a_code_is_right_where_its_check_digit_is(times: int) -> None:
    codes = pl.Series([*CODES] * times, dtype=pl.String)
    assert _valid_codes(codes).to_list() == [*CODES.values()] * times
