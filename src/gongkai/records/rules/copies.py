"""The same records in two files: one sentence, not one a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import polars as pl

from gongkai.findings import Finding
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.files import exact_copy
from gongkai.records.reading.recognition.naming import is_called_copy, same_part
from gongkai.records.reading.sheet import RAW, SHEET, Sheet, broken

_MOST: Final = 0.8  # of the smaller sheet's rows


@dataclass(frozen=True, slots=True)
class Copy:
    """A sheet whose records stand in another one too; an ``exact`` copy counts once and stops nothing."""

    sheet: int
    finding: Finding
    exact: bool


def copied(
    rows: pl.LazyFrame, ledger: Ledger, sheets: Sequence[Sheet], numbered: Sequence[int]
) -> Iterator[Copy]:
    """Yield each sheet whose records stand in another one too, and the sentence that says so.

    ``numbered`` are the sheets whose ids only number the rows.
    """
    if len(sheets) < 2 or not all(sheet.access.held for sheet in sheets):
        return
    keys = [RAW + name for name in ledger.key]
    others = [RAW + c.name for c in ledger.columns if c.name not in ledger.key]
    seen = rows.select(SHEET, key=pl.struct(keys).hash(), whole=pl.struct(others).hash()).collect()
    parts = {n: seen.filter(pl.col(SHEET) == n) for n in range(len(sheets))}
    told: set[int] = set()
    for first, second in combinations(parts, 2):
        if first in told or second in told or not parts[first].height or not parts[second].height:
            continue
        same = _shared(parts[first], parts[second], "whole")
        ids = 0 if {first, second} & set(numbered) else _shared(parts[first], parts[second], "key")
        least = min(parts[first].height, parts[second].height)
        if max(same, ids) < _MOST * least:
            continue
        named = is_called_copy(sheets[first].file)
        copy, original = (first, second) if named else (second, first)
        told.add(copy)
        names = [f"{sheets[n].file} {sheets[n].name or ''}" for n in (first, second)]
        if same_part(*names) and _rows_of(parts[first]) == _rows_of(parts[second]):
            yield Copy(
                copy, exact_copy(sheets[copy].place(), str(sheets[original].place())), exact=True
            )
        else:
            told_of = _copy(sheets[copy], sheets[original], max(same, ids), same)
            yield Copy(copy, told_of, exact=False)


def _rows_of(part: pl.DataFrame) -> list[tuple[object, ...]]:
    return part.select("key", "whole").sort("key", "whole").rows()


def _shared(one: pl.DataFrame, other: pl.DataFrame, by: str) -> int:
    return one.select(by).unique().join(other.select(by).unique(), on=by).height


def _copy(copy: Sheet, original: Sheet, shared: int, same: int) -> Finding:
    alike = "完全相同" if same == shared else "编号相同，内容有出入"
    return broken(
        "L-21",
        copy.place(),
        f"{shared}行",
        "每个文件各有各的记录",
        f"像是 {original.place()} 的副本：有 {shared} 行记录{alike}",
        "请只留一个，把另一个移出文件夹",
    )
