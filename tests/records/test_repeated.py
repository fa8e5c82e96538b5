"""A key that stands twice is found, however many rows lie between, in memory and in the files that take its place."""

import numpy as np
import pytest

from gongkai.records import repeated
from gongkai.records.repeated import Repeated

HASHES = np.random.default_rng(1).permutation(
    np.arange(1, 1001, dtype=np.uint64) * 18_400_000_000_000_000
)


@pytest.mark.parametrize("held", [1, 150, 5000])
@pytest.mark.parametrize("again", [None, 0, 499, 999])
def test_a_hash_that_comes_again_is_found(held: int, again: int | None, monkeypatch) -> None:
    monkeypatch.setattr(repeated, "_HELD", held)
    key = Repeated()
    for part in np.split(HASHES, 10):
        key.add(part)
    if again is not None:
        key.add(HASHES[again : again + 1])
    assert key.any() is (again is not None)


def test_no_rows_repeat_nothing() -> None:
    assert Repeated().any() is False
