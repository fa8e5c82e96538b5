"""The same records in two files: one sentence, not one a row."""

from collections.abc import Collection, Iterator, Sequence
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


def contents(rows: pl.LazyFrame, ledger: Ledger, sheets: Sequence[Sheet]) -> pl.DataFrame:
    """Return what each row says, to be held against the rows of other sheets: its key as written and as a
    hash, and a hash of all the rest. No rows where there is one sheet only, or one too large to be held.
    """
    if len(sheets) < 2 or not all(sheet.access.held for sheet in sheets):
        return pl.DataFrame()
    keys = [RAW + name for name in ledger.key]
    others = [RAW + c.name for c in ledger.columns if c.name not in ledger.key]
    hashes = {"key": pl.struct(keys).hash(), "whole": pl.struct(others).hash()}
    return rows.select(SHEET, id=RAW + ledger.key[0], **hashes).collect()


def copied(
    seen: pl.DataFrame, sheets: Sequence[Sheet], numbered: Collection[int]
) -> Iterator[Copy]:
    """Yield each sheet whose records, as ``contents`` tells them, stand in another one too, and the sentence that says so.

    ``numbered`` are the sheets whose ids only number the rows.
    """
    if seen.is_empty():
        return
    parts = {n: seen.filter(pl.col(SHEET) == n) for n in range(len(sheets))}
    told: set[int] = set()
    for first, second in combinations(parts, 2):
        if first in told or second in told or not parts[first].height or not parts[second].height:
            continue
        same = _shared(parts[first], parts[second], "whole")
        ids = (
            0
            if first in numbered or second in numbered
            else _shared(parts[first], parts[second], "key")
        )
        least = min(parts[first].height, parts[second].height)
        if max(same, ids) < _MOST * least:
            continue
        # A month beside the whole year is what is there twice, whichever is read first.
        smaller = parts[first].height < parts[second].height
        named = is_called_copy(sheets[first].file)
        copy, original = (first, second) if named or smaller else (second, first)
        told.add(copy)
        names = [f"{sheets[n].file} {sheets[n].name or ''}" for n in (first, second)]
        if same_part(*names) and _rows_of(parts[first]) == _rows_of(parts[second]):
            yield Copy(
                copy, exact_copy(sheets[copy].place(), str(sheets[original].place())), exact=True
            )
        else:
            told_of = _copy(
                sheets[copy],
                sheets[original],
                max(same, ids),
                same,
                part=parts[copy].height < parts[original].height,
            )
            yield Copy(copy, told_of, exact=False)


def counted_anew(seen: pl.DataFrame, ledger: Ledger) -> tuple[int, ...]:
    """Return the sheets of several that each number their rows from 1, and are no copies of one another: months of a register."""
    if seen.is_empty() or ledger.key != ("id",):
        return ()
    found = []
    for (sheet,), part in seen.group_by(SHEET, maintain_order=True):
        if part.get_column("id").to_list() == [str(n) for n in range(1, part.height + 1)]:
            found.append(sheet)
    of_these = seen.filter(pl.col(SHEET).is_in(found))
    different = of_these.group_by("id").agg(pl.len(), pl.col("whole").n_unique().alias("kinds"))
    again = different.filter(pl.col("len") > 1)
    mostly = again.height and 2 * again.filter(pl.col("kinds") > 1).height > again.height
    return tuple(found) if len(found) > 1 and mostly else ()


def _rows_of(part: pl.DataFrame) -> list[tuple[object, ...]]:
    return part.select("key", "whole").sort("key", "whole").rows()


def _shared(one: pl.DataFrame, other: pl.DataFrame, by: str) -> int:
    return one.select(by).unique().join(other.select(by).unique(), on=by).height


def _copy(copy: Sheet, original: Sheet, shared: int, same: int, *, part: bool) -> Finding:
    alike = "完全相同" if same == shared else "编号相同，内容有出入"
    return broken(
        "L-21",
        copy.place(),
        f"{shared}行",
        "每个文件各有各的记录",
        f"像是 {original.place()} 的一部分：有 {shared} 行记录{alike}"
        if part
        else f"像是 {original.place()} 的副本：有 {shared} 行记录{alike}",
        "请只留一个，把另一个移出文件夹",
    )
