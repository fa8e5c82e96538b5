"""What several ledgers show together: the same case entered in two of them."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

import polars as pl

from gongkai.findings import Finding, Place, Severity
from gongkai.records.ledgers import BY_ID
from gongkai.records.sheet import ROW

_CASES: Final = ("requests", "disputes", "decisions", "hotline_cases", "proposals")
_TELLING: Final = r"\d.{4,}"  # a bare 1, 2, 3 says nothing about which case it is
_LISTED: Final = 1_000


def same_case_twice(
    frames: Mapping[str, pl.LazyFrame], files: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield each case number that stands in two ledgers, at its place in the second."""
    ids = {
        name: frames[name].select("id", ROW).filter(pl.col("id").str.contains(_TELLING))
        for name in _CASES
        if name in frames and name in files
    }
    pairs = list(combinations(ids, 2))
    shared = [
        ids[second].join(ids[first], on="id", suffix="_first").sort(ROW).head(_LISTED)
        for first, second in pairs
    ]
    for (first, second), found in zip(
        pairs, pl.collect_all(shared, engine="streaming"), strict=True
    ):
        for number, row, other in found.iter_rows():
            yield Finding(
                "R-16",
                Severity.WARNING,
                Place(files[second], None, row, BY_ID[second].column("id").heading),
                number,
                "一件事项只登记在一个台账",
                f"与《{BY_ID[first].title}》第{other}行编号相同，可能是同一事项",
                "请核对；同一事项只保留一处，确是两件的请改正编号",
            )
