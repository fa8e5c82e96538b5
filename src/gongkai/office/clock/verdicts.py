"""Which verdicts a calendar changes: the clocks of an office's year counted by two calendars."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from gongkai.keys import Key
from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.standing import UNDETERMINED
from gongkai.records.load import Records, load
from gongkai.records.reading.sheet import ROW

_NO: Final = "尚无判定"


@dataclass(frozen=True, slots=True)
class Judged:
    """A ledger whose rows are judged by working days: what tells a row apart, its date and verdict."""

    ledger: str
    name: str
    due: str
    verdict: pl.Expr


def _verdict(kept: pl.Expr, late: pl.Expr, words: tuple[str, str]) -> pl.Expr:
    in_time, too_late = words
    return (
        pl.when("undetermined")
        .then(pl.lit(UNDETERMINED))
        .when(kept)
        .then(pl.lit(in_time))
        .when(late)
        .then(pl.lit(too_late))
        .otherwise(pl.lit(_NO))
    )


JUDGED: Final = (
    Judged(
        "requests",
        "id",
        "due_on",
        _verdict(pl.col("on_time").fill_null(False), pl.col("overdue"), ("按期", "逾期")),
    ),
    Judged(
        "decisions",
        "id",
        "publish_due_on",
        _verdict(pl.col("timely"), pl.col("published_on").is_not_null(), ("按期公示", "逾期公示")),
    ),
)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a calendar does to one ledger of a key: rows whose due date moves, verdicts that change."""

    key: Key
    title: str
    moved: int
    verdicts: tuple[tuple[str, str, str], ...]  # the row's number, before, now

    def lines(self) -> Iterator[str]:
        """Yield the changes in Chinese, a line a verdict."""
        yield f"{self.key.slug}《{self.title}》：到期日变动{self.moved}件，判定变化{len(self.verdicts)}件"
        for name, before, now in self.verdicts:
            yield f"　{name}　{before} → {now}"


def changes(root: Path, key: Key, then: Calendar, now: Calendar) -> Iterator[Changed]:
    """Yield for each ledger of a key what the calendar ``now`` changes against ``then``."""
    before, after = (load(root, key, calendar=calendar) for calendar in (then, now))
    for judged in JUDGED:
        if judged.ledger not in after.frames or judged.ledger not in before.frames:
            continue
        both = _rows(before, judged).join(_rows(after, judged), on=["at"], suffix="_now").collect()
        other = both.filter(pl.col("verdict") != pl.col("verdict_now"))
        moved = both.filter(pl.col("due").ne_missing(pl.col("due_now"))).height
        if moved or other.height:
            found = other.select("name", "verdict", "verdict_now").rows()
            title = after.ledgers[judged.ledger].title
            yield Changed(key, title, moved, tuple((str(n), b, a) for n, b, a in found))


def open_verdicts(root: Path, key: Key, now: Calendar) -> tuple[int, int]:
    """Return how many rows of a key have a provisional due date, and how many no verdict yet."""
    records = load(root, key, calendar=now)
    provisional = undetermined = 0
    for judged in JUDGED:
        if judged.ledger in records.frames:
            found = _rows(records, judged).collect()
            provisional += int((found["due"] >= now.unsettled_from).sum())
            undetermined += int((found["verdict"] == UNDETERMINED).sum())
    return provisional, undetermined


def _rows(records: Records, judged: Judged) -> pl.LazyFrame:
    rows = records.frames[judged.ledger].with_row_index("at")
    return rows.select(
        "at",
        pl.coalesce(pl.col(judged.name).cast(pl.String), pl.format("第{}行", ROW)).alias("name"),
        pl.col(judged.due).alias("due"),
        judged.verdict.alias("verdict"),
    )
