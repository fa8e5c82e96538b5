"""What an office's new year begins with: last year's open cases, documents in force, power items."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import polars as pl

from gongkai.errors import GongkaiError
from gongkai.findings import Finding, Severity
from gongkai.keys import Key
from gongkai.narrative.own.files import names_of
from gongkai.narrative.write import plan_for
from gongkai.office.layout import chapters_of
from gongkai.records.agency import Agency
from gongkai.records.ledgers import in_year
from gongkai.records.ledgers.ledger import Kind, Ledger
from gongkai.records.load import Records, load
from gongkai.records.rules.rules import HALF_TOLD

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Carry:
    """A ledger of which rows go on, what they are called, and the columns that begin anew."""

    ledger: str
    title: str
    anew: tuple[str, ...] = ()


CARRIES: Final = (
    Carry("requests", "未办结的申请"),
    Carry("disputes", "未审结的案件"),
    Carry("documents", "现行有效的文件"),
    Carry("hotline_cases", "尚未到期、没有办结的热线案件"),
    Carry("proposals", "尚未到期、没有答复的建议提案"),
    Carry("power_items", "权力事项", ("confirmed_on",)),
)


@dataclass(frozen=True, slots=True)
class Carried:
    """The rows by ledger, in words and dates as a clerk writes them; ``told`` says how many of what;
    ``chapters`` holds the texts that the office itself wrote, by section.

    Where last year cannot be read or counted there are none, and ``told`` says so.
    """

    rows: Mapping[str, tuple[Row, ...]]
    told: tuple[str, ...]
    chapters: Mapping[str, str] = field(default_factory=dict)


def carried_into(root: Path, key: Key, agency: Agency) -> Carried:
    """Return what the year before leaves to a key's year; nothing where there is no such year."""
    before = Key(key.agency, key.year - 1)
    if not (root / before.slug).is_dir():
        return Carried({}, ())
    chapters = chapters_of(root / before.slug, plan_for(agency, key.year), agency, before.year)
    rows, told = _carried(root, key, before)
    if chapters:
        names = {s.id: names_of(s, key.year)[0] for s in plan_for(agency, key.year).sections}
        titles = "、".join(names[name] for name in chapters)
        told += (
            f"已从{before.year}年转入自己写的章节 {len(chapters)} 节（{titles}），作底稿，请改写",
        )
    return Carried(rows, told, chapters)


def _carried(
    root: Path, key: Key, before: Key
) -> tuple[dict[str, tuple[Row, ...]], tuple[str, ...]]:
    try:
        records = load(root, before, personal=_personal(key))
    except GongkaiError as error:
        return {}, (f"{before.year}年的台账无法读取，没有结转：{error}",)
    if records.stopping or any(_half_told(f) for f in records.findings):
        return (
            {},
            (f"{before.year}年的台账还有须改正的错误，没有结转；请先改正，或自行抄入未办结的事项",),
        )
    rows = {c.ledger: tuple(_rows(records, c, key)) for c in CARRIES if c.ledger in records.frames}
    told = tuple(
        f"已从{before.year}年转入{c.title} {len(rows[c.ledger])} 条，请核对"
        for c in CARRIES
        if rows.get(c.ledger)
    )
    return {name: found for name, found in rows.items() if found}, told


def _half_told(finding: Finding) -> bool:
    """Tell whether it says of a row that nobody knows what is still open, and since when."""
    cell = finding.place.row is not None and finding.severity is Severity.ERROR
    return cell and finding.rule in ("L-07", "L-08", HALF_TOLD)


def _personal(key: Key) -> dict[str, tuple[str, ...]]:
    ledgers = in_year(key.year - 1)
    return {
        carry.ledger: tuple(c.name for c in ledgers[carry.ledger].columns if c.personal)
        for carry in CARRIES
        if carry.ledger in ledgers
    }


def _goes_on(ledger: str, end: dt.date) -> pl.Expr:
    match ledger:
        case "requests":
            return pl.col("open_at_end")
        case "disputes":
            return pl.col("decided_on").is_null() | (pl.col("decided_on") > end)
        case "documents":
            return pl.col("repealed_on").is_null() | (pl.col("repealed_on") > end)
        case "hotline_cases":  # one that fell due is judged in its year, open or not
            open_ = pl.col("closed_on").is_null() | (pl.col("closed_on") > end)
            return open_ & (pl.col("due_on") > end) & ~pl.col("returned").fill_null(False)
        case "proposals":
            open_ = pl.col("replied_on").is_null() | (pl.col("replied_on") > end)
            return open_ & (pl.col("limit_on") > end)
        case _:
            return pl.col("removed_on").is_null() | (pl.col("removed_on") > end)


def _rows(records: Records, carry: Carry, key: Key) -> Iterator[Row]:
    ledger: Ledger = in_year(key.year)[carry.ledger]
    frame = records.frames[carry.ledger]
    there = set(frame.collect_schema().names())
    goes_on = _goes_on(carry.ledger, dt.date(key.year - 1, 12, 31))
    missing = set(goes_on.meta.root_names()) - there
    kept = frame if missing else frame.filter(goes_on)
    columns = [c for c in ledger.columns if c.name in there and c.name not in carry.anew]
    labels = {c.name: {choice.code: choice.label for choice in c.choices} for c in columns}
    for row in kept.select(c.name for c in columns).collect().iter_rows(named=True):
        written = {}
        for column in columns:
            value = row[column.name]
            if value is None:
                continue
            if column.kind is Kind.CHOICE:
                value = labels[column.name].get(value)
            elif column.kind is Kind.FLAG:
                value = "是" if value else "否"
            if value is not None:
                written[column.name] = value
        yield written
