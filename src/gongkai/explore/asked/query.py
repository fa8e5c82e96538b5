"""Any SQL over a year's ledgers, with their Chinese names; no file is read, no person is there."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import polars as pl

from gongkai.errors import UsageError
from gongkai.explore.arguments import words
from gongkai.explore.asked.carried import carried
from gongkai.explore.asked.quotients import guarded
from gongkai.explore.asked.rows import in_chinese
from gongkai.explore.asked.statement import pieces_of
from gongkai.explore.asked.vocabulary import Holding, refuse_missed, settled, vocabulary
from gongkai.explore.cell.names import in_english
from gongkai.explore.cell.table import Table, from_polars
from gongkai.language.catalogue import english, told
from gongkai.pattern import pattern
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.load import Records

_TEXT: Final = pattern(r"'(?:[^']|'')*'")
_COMMENT: Final = pattern(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_READING: Final = pattern(r"\b(?:read|scan)_\w+", re.IGNORECASE)
_ASKING: Final = pattern(r"\s*(?:select|with)\b", re.IGNORECASE)
_GROUPED: Final = pattern(r"\b(?:group\s+by|distinct|union)\b", re.IGNORECASE)
_ORDERED: Final = pattern(r"\border\s+by\b", re.IGNORECASE)
_PLACES: Final = ("机关代码", "机关", "年度", "agency", "office", "year")  # of gk.sql alone
_CENTS: Final = 2  # places that an amount of money has
_STOPPED: Final = pattern(r"found: (\S+)")
_UNEQUAL: Final = pattern(r"not supported|cannot compare|invalid|conversion", re.IGNORECASE)
_NO_TABLE: Final = pattern(r"relation '(.+?)' was not found")
_NO_COLUMN: Final = pattern(r"(?:unable to find column|column named|column) \"?'?([^\"';]+)")


def run_sql(statement: str, records: Records) -> Table:
    """Return the answer of one SELECT over the ledgers; UsageError in Chinese for what is wrong.

    Tables are the ledgers' titles, columns their headings and those of derived columns; codes are
    their labels, flags 是 and 否. In English a ledger goes by its id, too, its columns by their names
    and values by their English labels. Personal columns are not there.
    """
    tables = {
        LEDGERS[name].title: in_chinese(frame, records.ledgers[name], records)
        for name, frame in records.frames.items()
    }
    tables |= {n: in_english(tables[LEDGERS[n].title], n) for n in records.frames if english()}
    year = records.key.year
    read = settled(words("statement", statement), known_of(statement, (records,)), (year,))
    refuse_missed(read)
    found = answer(read.statement, tables, records.access.engine, records.unknown)
    frames = {name: [frame] for name, frame in records.frames.items()}
    also = carried(pieces_of(statement), frames)
    return from_polars(found, with_told(f"查询结果{found.height}行。", (*read.told, *also)))


def known_of(statement: str, read: Iterable[Records]) -> dict[str, Holding | None]:
    """Return what the columns hold of the ledgers that a statement names, or of all where it names none."""
    names = {piece.says for piece in pieces_of(statement)}
    schemas: dict[str, dict[str, pl.DataType]] = {}
    for records in read:
        for name, frame in records.frames.items():
            if {name, LEDGERS[name].title} & names:
                schemas.setdefault(name, {}).update(frame.collect_schema())
    found: dict[str, Holding | None] = {}
    for name, schema in schemas.items():
        for head, holding in vocabulary(LEDGERS[name], schema).items():
            before = found.get(head, holding)
            found[head] = None if before is None else before.joined(holding)
    return found


def with_told(note: str, told: Iterable[object]) -> str:
    """Return a note with what is to be known of the answer besides."""
    return "　".join([note, *(f"{words}。" for words in told)])


def answer(
    statement: str,
    tables: Mapping[str, pl.LazyFrame],
    engine: Any,
    unknown: Mapping[str, str],
) -> pl.DataFrame:
    """Return what a SELECT over the tables finds; UsageError for what is wrong with it.

    ``unknown`` gives by ledger why it is not among the tables. Where nobody asked for an order,
    groups stand in that of their values: they would come in another one every time.
    """
    bare = _COMMENT.sub(" ", _TEXT.sub("''", words("statement", statement)))
    if not _ASKING.match(bare):
        raise UsageError("查询语句应以 select（或 with）开头，只查不改。")
    if _READING.search(bare):
        raise UsageError("查询只针对台账，不读其他文件。")
    try:
        with pl.SQLContext(tables) as context:
            # A statement of the user's is worth optimising, however few the rows.
            found = context.execute(guarded(statement)).collect(engine=engine)
            return _settled(found, bare)
    except pl.exceptions.PolarsError as error:
        raise UsageError(_complaint(str(error), tables, unknown)) from None


def _settled(found: pl.DataFrame, statement: str) -> pl.DataFrame:
    # A quotient is a number; to SQL, whose 100.0 is exact, it would be one to the seventh place.
    quotients = [n for n, kind in found.schema.items() if _places(kind) > _CENTS]
    found = found.with_columns(pl.col(n).cast(pl.Float64) for n in quotients)
    grouped = _GROUPED.search(statement) and not _ORDERED.search(statement)
    return found.sort(found.columns, nulls_last=True) if grouped and found.width else found


def _places(kind: pl.DataType) -> int:
    return kind.scale if isinstance(kind, pl.Decimal) else 0


def _complaint(message: str, tables: Mapping[str, pl.LazyFrame], unknown: Mapping[str, str]) -> str:
    """Return in Chinese what was wrong with a statement."""
    if missing := _NO_TABLE.search(message):
        return _missing_table(missing[1], tables, unknown)
    if (missing := _NO_COLUMN.search(message)) and "not" in message + "unable":
        return _missing_column(missing[1], tables)
    return f"查询语句无法执行{_where(message)}。请核对语句；列名含括号等符号的，用英文双引号括起，文字用单引号。"


def _where(message: str) -> str:
    """Return where the reading of a statement came to a stop, as far as that is told."""
    first = message.splitlines()[0]
    if english():
        return f"（{first.removeprefix('sql parser error: ')}）"
    if "found: EOF" in first:
        return "：语句没有写完"
    if found := _STOPPED.search(first):
        return f"：读到“{found[1]}”处停下"
    return "：条件或运算与列中的值不合，如拿文字和数字比较" if _UNEQUAL.search(first) else ""


def _missing_table(
    name: str, tables: Mapping[str, pl.LazyFrame], unknown: Mapping[str, str]
) -> str:
    reasons = {LEDGERS[n].title: reason for n, reason in unknown.items()}
    if name in reasons:
        return f"不能查询“{name}”：{reasons[name]}。"
    if name in LEDGERS:
        return f"查询中的台账用中文名：{name} 应写作 {LEDGERS[name].title}。"
    near = difflib.get_close_matches(name, tables, 3, 0.5)
    hint = f"是不是{'、'.join(near)}？" if near else f"可查询：{'、'.join(tables)}。"
    return f"没有台账“{name}”。{hint}"


def _missing_column(name: str, tables: Mapping[str, pl.LazyFrame]) -> str:
    bare = name.split(".")[-1].strip()
    if bare in _PLACES and bare not in tables:
        return f"这里只查一个机关的一年，没有“{bare}”一列。几个机关、几个年度一起查，用 gk.sql(…)。"
    for ledger in LEDGERS.values():
        for column in ledger.columns:
            if bare == column.heading and column.personal:
                return (
                    f"“{bare}”是个人信息，不参与查询。"
                    f'确有需要时用 .ledger("{ledger.id}", personal="{bare}")。'
                )
            if bare == column.name and not english():
                return f"查询中的列用中文名：{bare} 应写作 {column.heading}。"
    if any(
        bare in (choice.label, told(choice.label), *choice.aliases)
        for x in LEDGERS.values()
        for c in x.columns
        for choice in c.choices
    ):
        return f"没有列“{bare}”。文字要用英文单引号括起，写作 '{bare}'。"
    known = [head for frame in tables.values() for head in frame.collect_schema().names()]
    if bare in known:
        there = [n for n, frame in tables.items() if bare in frame.collect_schema().names()]
        return f"查询中有的表没有列“{bare}”，有这一列的是：{'、'.join(there)}。"
    near = difflib.get_close_matches(bare, dict.fromkeys(known), 3, 0.5)
    told_near = f"没有列“{bare}”。是不是{'、'.join(near)}？" if near else f"没有列“{bare}”。"
    return f"{told_near}列名即台账的列名，可用 .ledger(…).columns 查看。"
