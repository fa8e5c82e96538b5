"""SQL over the ledgers of all offices and years at once."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import polars as pl

from gongkai.errors import GongkaiError
from gongkai.examined.soundness import broken
from gongkai.explore.arguments import plain_arguments, words
from gongkai.explore.asked.carried import carried
from gongkai.explore.asked.offices import bare_name, names_by_code, told_of
from gongkai.explore.asked.query import answer, known_of, with_told
from gongkai.explore.asked.rows import in_chinese, whose
from gongkai.explore.asked.statement import How, Piece, comparisons, pieces_of
from gongkai.explore.asked.vocabulary import Holding, Word, refuse_missed, settled
from gongkai.explore.cell.names import ENGLISH, in_english
from gongkai.explore.cell.table import Table, from_polars
from gongkai.explore.panel import ABSENT, chosen_keys, missing_keys
from gongkai.keys import Key, data_root
from gongkai.language.catalogue import english
from gongkai.language.spoken import clauses, said
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.load import Records, load

_TOLD: Final = 5


class NotComparable(UserWarning):
    """A statement asks for a word that some of the years' forms do not have: there it finds nothing."""


@plain_arguments
def sql(
    statement: str,
    offices: str | Iterable[str] | None = None,
    years: int | Iterable[int] | None = None,
    *,
    data_dir: str | Path | None = None,
) -> Table:
    """对各机关、各年度的台账一起查询；每个表前面多三列：机关代码、机关、年度。

    Return the answer of a SELECT over the ledgers of all offices and years, or of those named. Each
    table begins with 机关代码, 机关 and 年度; a column that a year does not have is blank there.
    ``note`` says which ledgers are missing in which years, for a ledger that the statement names,
    and which years could not be read; a warning, which words a year's form does not have. UsageError for what is wrong with the statement.

    >>> import gongkai as gk
    >>> found = gk.sql("select 年度, count(*) as 件数 from 依申请公开 group by 年度", "hrbrfb")
    >>> found.to_dict("records")
    [{'年度': 2018, '件数': 29}]
    """
    root = data_root(data_dir)
    frames: dict[str, list[pl.LazyFrame]] = {}
    told: list[str] = []
    read: list[Records] = []
    keys = chosen_keys(root, offices, years)
    called = names_by_code(root, (key.agency for key in keys))
    for key in keys:
        try:
            records = load(root, key)
        except GongkaiError as error:
            told.append(told_of(called[key.agency], key.year, str(error).rstrip("。")))
            continue
        for name, frame in records.frames.items():
            frames.setdefault(LEDGERS[name].title, []).append(
                _led(frame, name, records, called[key.agency])
            )
        told += _missing(statement, records)
        read.append(records)
    tables = {title: pl.concat(found, how="diagonal_relaxed") for title, found in frames.items()}
    tables |= _english(tables)
    absent = {
        n: "所选的机关和年度都没有这本台账" for n in LEDGERS if LEDGERS[n].title not in tables
    }
    told += [
        told_of(called[key.agency], key.year, ABSENT) for key in missing_keys(root, keys, years)
    ]
    known = known_of(statement, read) | _places(called, keys)
    asked = settled(words("statement", statement), known, sorted({key.year for key in keys}))
    every = {key.year for key in keys}
    refuse_missed(replace(asked, missed=tuple(m for m in asked.missed if every <= {*m.years})))
    found = answer(asked.statement, tables, "auto", absent)
    unlike = [f"{m}，{_years(m.years)}不可比" for m in asked.missed]
    if unlike:  # what pandas makes of the answer has no note
        warnings.warn(said(f"{'；'.join(unlike)}。"), NotComparable, stacklevel=3)
    pieces = pieces_of(asked.statement)
    only = _only(pieces, {"年度", ENGLISH["年度"]})
    asked_for = [r for r in read if not only or str(r.key.year) in only]
    frames = {n: [r.frames[n] for r in asked_for if n in r.frames] for n in LEDGERS}
    also = (*asked.told, *unlike, *carried(pieces, frames))
    note = with_told(f"查询{len(keys)}个机关年度，结果{found.height}行。", also)
    if told:
        note += "　" + f"不全的有{len(told)}处：{clauses(told[:_TOLD])}。"
    return from_polars(found, note)


def _missing(statement: str, records: Records) -> Iterator[str]:
    """Yield what of the ledgers that a statement names a year does not have, or has blank."""
    faults, of = broken(records), f"{whose(records)}："
    for name, ledger in LEDGERS.items():
        if ledger.title in statement or name in statement:
            if name in faults:
                yield of + f"《{ledger.title}》有关的格因{faults[name]}处错误空白"
            elif name in records.unknown:
                yield of + f"《{ledger.title}》没有台账"


def _places(called: Mapping[str, str], keys: Iterable[Key]) -> dict[str, Holding]:
    """Return what the columns hold that stand before each table: offices by name or code, and years."""
    offices = Holding(tuple(Word(n, (n, bare_name(n)), (c,)) for c, n in called.items()))
    codes = Holding(tuple(Word(c, (n, bare_name(n))) for c, n in called.items()))
    years = Holding(tuple(Word(y) for y in sorted({str(key.year) for key in keys})), number=True)
    pairs = (("机关代码", codes), ("机关", offices), ("年度", years))
    return {n: held for head, held in pairs for n in (head, ENGLISH[head])}


def _only(pieces: list[Piece], names: set[str]) -> set[str]:
    """Return the values that a plain statement is confined to in a column; nothing where that is not sure."""
    if any(p.is_word("or", "not", "case") or p.says in ("<>", "!=") for p in pieces):
        return set()
    equal = (c for c in comparisons(pieces) if c.name in names and c.how is How.EQUAL)
    return {literal.says for compared in equal for literal in compared.literals}


def _years(years: Iterable[int]) -> str:
    return "、".join(f"{year}年" for year in years)


def _english(tables: dict[str, pl.LazyFrame]) -> dict[str, pl.LazyFrame]:
    """Return the tables under their ids as well, where English is asked for."""
    known = {n: LEDGERS[n].title for n in LEDGERS if LEDGERS[n].title in tables and english()}
    return {n: in_english(tables[title], n) for n, title in known.items()}


def _led(frame: pl.LazyFrame, name: str, records: Records, called: str) -> pl.LazyFrame:
    place = (
        pl.lit(records.key.agency).alias("机关代码"),
        pl.lit(called).alias("机关"),
        pl.lit(records.key.year, pl.Int64).alias("年度"),
    )
    own = pl.exclude("机关代码", "机关", "年度")  # one ledger has its year as a column
    return in_chinese(frame, records.ledgers[name], records).select(*place, own)
