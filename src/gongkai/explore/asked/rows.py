"""A ledger's rows in Chinese: headings for columns, labels for codes, 是 and 否 for flags."""

from collections.abc import Iterable, Sequence
from typing import Final

import polars as pl

from gongkai.errors import UsageError
from gongkai.language.catalogue import english, listed, told
from gongkai.records.clock.regimes import REGIMES
from gongkai.records.ledgers.derived_headings import DERIVED_HEADINGS
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.load import Records
from gongkai.records.reading.sheet import ROW, SHEET

ROW_HEADING: Final = "行"
FILE_HEADING: Final = "出处"
PERSONAL_MARK: Final = "（个人信息）"


def whose(records: Records) -> str:
    """Return whose records they are: the office's name and the year."""
    return f"{records.agency.name}{records.key.year}年"


def headings(ledger: Ledger) -> dict[str, str]:
    """Return the heading of each column: those of the ledger's year, then the derived ones.

    >>> from gongkai.records.ledgers import BY_ID
    >>> found = headings(BY_ID["requests"].in_year(2018))
    >>> found["received_on"], found["applicant"], found["due_on"]
    ('收到日期', '申请人（个人信息）', '到期日期')
    """
    own = {c.name: c.heading + (PERSONAL_MARK if c.personal else "") for c in ledger.columns}
    return own | DERIVED_HEADINGS.get(ledger.id, {})


def in_chinese(
    frame: pl.LazyFrame,
    ledger: Ledger,
    records: Records,
    first: Sequence[str] = (),
    *,
    flags: bool = False,
) -> pl.LazyFrame:
    """Return the frame's columns in Chinese, beginning with the row in the file.

    Truth values are 是 and 否, or with ``flags``, for what becomes pandas', stay what they are; labels are
    then categories, a byte each. ``first`` names columns to stand before the others, after the row's own
    number. Where a ledger comes from several sheets, 出处 says which.
    """
    schema = frame.collect_schema()
    found = {n: h for n, h in headings(ledger).items() if n in schema}
    wanted = dict.fromkeys([*ledger.key, *(n for n in first if n in found), *found])
    sources = [s.title for s in records.sources if s.ledger == ledger.id]
    place = [pl.col(ROW).alias(ROW_HEADING)]
    if len(sources) > 1:
        # A chain of comparisons streams; a mapping would gather the whole column first.
        file: pl.Expr = pl.lit(None, pl.String)
        for n, title in enumerate(sources):
            file = pl.when(pl.col(SHEET) == n).then(pl.lit(title)).otherwise(file)
        place.append(file.alias(FILE_HEADING))
    columns = [
        (
            pl.col(name)
            if flags and schema[name] == pl.Boolean
            else in_words(name, schema[name], ledger, packed=flags)
        ).alias(found[name])
        for name in wanted
        if name in found
    ]
    return frame.select(*place, *columns)


def in_words(name: str, kind: pl.DataType, ledger: Ledger, *, packed: bool = False) -> pl.Expr:
    """Return a column with its codes as labels and its truth values as 是 and 否, in the language asked for."""
    cell = pl.col(name)
    if kind == pl.Boolean:
        return pl.when(cell).then(pl.lit(told("是"))).when(~cell).then(pl.lit(told("否")))
    if name == "rule_id":
        return _labelled(cell, tuple((r.id, r.title) for r in REGIMES), packed=packed)
    own = next((c for c in ledger.columns if c.name == name), None)
    if own is None or own.kind is not Kind.CHOICE:
        return cell
    return _labelled(cell, tuple((c.code, c.label) for c in own.choices), packed=packed)


def _labelled(cell: pl.Expr, labels: tuple[tuple[str, str], ...], *, packed: bool) -> pl.Expr:
    found: pl.Expr = cell
    for code, label in labels:
        found = pl.when(cell == code).then(pl.lit(told(label))).otherwise(found)
    known = dict.fromkeys([told(label) for _, label in labels] + [code for code, _ in labels])
    return found.cast(pl.Enum(list(known))) if packed else found


def _called(column: Column) -> str:
    return column.name if english() else column.heading


def personal_columns(ledger: Ledger, personal: str | Iterable[str]) -> tuple[str, ...]:
    """Return the names of the personal columns asked for; UsageError for what is none."""
    asked = (personal,) if isinstance(personal, str) else tuple(personal)
    there = {c.name: c for c in ledger.columns if c.personal}
    by_name = {c.heading: name for name, c in there.items()} | {name: name for name in there}
    for name in asked:
        if name not in by_name:
            known = listed(map(_called, there.values()))
            hint = f"这本台账的个人信息列：{known}。" if known else "这本台账没有个人信息列。"
            raise UsageError(f"《{ledger.title}》没有个人信息列“{name}”。{hint}")
    return tuple(by_name[name] for name in asked)


def about(ledger: Ledger, rows: int, shown: tuple[str, ...]) -> str:
    """Return what a ledger's table holds, and which personal columns it leaves out or shows."""
    personal = [c for c in ledger.columns if c.personal]
    hidden = listed(_called(c) for c in personal if c.name not in shown)
    words = f"《{ledger.title}》{rows}行"
    if shown:
        words += "；含个人信息，只供本机关内部使用，请勿随笔记本外传"
    return f"{words}；个人信息列（{hidden}）未列出。" if hidden else f"{words}。"


def refuse_absent(ledger: Ledger, records: Records) -> None:
    """Raise UsageError with the reason where a ledger's rows are not there."""
    if ledger.id not in records.frames:
        why = records.unknown.get(
            ledger.id, f"本机关没有自己的《{ledger.title}》台账，数字由所属机关汇总"
        )
        raise UsageError(f"{why}。")
