"""The same records in two files: one sentence, not one a row."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import polars as pl

from gongkai.findings import Finding
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.sheet import RAW, SHEET, Sheet, broken

_MOST: Final = 0.8  # of the smaller sheet's rows
_NAMED: Final = re.compile(r"副本|已标注|备份|复制|copy|\(\d\)|（\d）|旧|原稿", re.IGNORECASE)


def copied(
    rows: pl.LazyFrame, ledger: Ledger, sheets: Sequence[Sheet], numbered: Sequence[int]
) -> Iterator[tuple[int, Finding]]:
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
        copy, original = (first, second) if _is_named(sheets[first]) else (second, first)
        told.add(copy)
        yield copy, _copy(sheets[copy], sheets[original], max(same, ids), same)


def _shared(one: pl.DataFrame, other: pl.DataFrame, by: str) -> int:
    return one.select(by).unique().join(other.select(by).unique(), on=by).height


def _is_named(sheet: Sheet) -> bool:
    return bool(_NAMED.search(sheet.file))


def _copy(copy: Sheet, original: Sheet, shared: int, same: int) -> Finding:
    where = original.file + (f" 工作表“{original.name}”" if original.name else "")
    alike = "完全相同" if same == shared else "编号相同，内容有出入"
    return broken(
        "L-21",
        copy.place(),
        f"{shared}行",
        "每个文件各有各的记录",
        f"像是 {where} 的副本：有 {shared} 行记录{alike}",
        "请只留一个，把另一个移出文件夹",
    )
