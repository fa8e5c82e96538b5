"""What several rows show together: one item on several channels, a month left out, a case in two ledgers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, groupby
from typing import Final

import polars as pl

from gongkai.findings import Finding, Place, Severity
from gongkai.persons import without_persons
from gongkai.records.ledgers import BY_ID, in_year
from gongkai.records.reading.access import together
from gongkai.records.reading.sheet import ROW, SHEET, Sheet, noted

_CASES: Final = ("requests", "disputes", "decisions", "hotline_cases", "proposals")
_TELLING: Final = r"\d.{4,}"  # a bare 1, 2, 3 says nothing about which case it is
_LISTED: Final = 1_000
_NAMED: Final = 10  # items named in one sentence
_MONTHS: Final = range(1, 13)

Frames = Mapping[str, pl.LazyFrame]
Sheets = Mapping[str, Sequence[Sheet]]


def across_findings(frames: Frames, sheets: Sheets, year: int) -> Iterator[Finding]:
    """Yield what the rows of the ledgers show together; ``sheets`` names those with records."""
    yield from _merged(frames, sheets)
    yield from _missing_months(frames, sheets)
    yield from _same_case_twice(frames, sheets)
    yield from _one_kind_alone(frames, sheets, year)


def _one_kind_alone(frames: Frames, sheets: Sheets, year: int) -> Iterator[Finding]:
    """Yield that all decisions come of exports that hold one kind each, so that the others count as 0."""
    sheets_read = sheets.get("decisions", ())
    if "decisions" not in frames or not any(map(_of_one_kind, sheets_read)):
        return
    told_in = _collected(frames["decisions"].select("kind", SHEET).unique(), sheets_read)
    # A page of the office's workbook that holds nothing says nothing of the other kinds.
    found = [sheets_read[at] for at in sorted(set(told_in[SHEET].to_list()))]
    if not all(map(_of_one_kind, found)):
        return
    kinds = told_in["kind"].unique().to_list()
    choices = in_year(year)["decisions"].column("kind").choices
    others = [c.label for c in choices if c.code not in kinds]
    if not kinds or not others:
        return
    told = "、".join(c.label for c in choices if c.code in kinds)
    names = "、".join(dict.fromkeys(_named(sheet, found) for sheet in found))
    yield Finding(
        "L-35",
        Severity.WARNING if len(kinds) == 1 else Severity.INFO,
        replace(found[0].place(0), row=None, column=None),
        None,
        f"{'、'.join(c.label for c in choices)}的全年记录",
        f"{names}只有{told}，没有的{'、'.join(others)}按0件计",
        f"有{'、'.join(others)}的，请把其导出文件也放入本年度文件夹；确实全年没有的，在“审核意见”工作表（或 review.toml）中说明",
    )


def _of_one_kind(sheet: Sheet) -> bool:
    defaults = sheet.layout.defaults if sheet.layout else ()
    return any(default.column == "kind" and default.sure for default in defaults)


def _merged(frames: Frames, sheets: Sheets) -> Iterator[Finding]:
    """Yield the rows that count as one item (不同渠道和方式公开相同信息计1条)."""
    if "disclosures" not in frames or "disclosures" not in sheets:
        return
    # A channel that nobody can read is told where it stands: it may be the same one, or another.
    channels = ("dedupe_key", "channel")
    rows = frames["disclosures"].select(*channels, SHEET, ROW).drop_nulls(channels)
    items = (
        rows.group_by("dedupe_key")
        .agg(pl.struct(SHEET, ROW).sort().alias("rows"), pl.col("channel").n_unique())
        .filter(pl.col("channel") > 1)
        .select("rows")
        .sort(pl.col("rows").list.first())
    )
    groups = _collected(items, sheets["disclosures"]).to_series().to_list()
    if not groups:
        return
    several = len(sheets["disclosures"]) > 1
    shown = "；".join(_rows(group, sheets["disclosures"], several) for group in groups[:_NAMED])
    more = "等" if len(groups) > _NAMED else ""
    yield noted(
        _place(groups[0][0], "disclosures", sheets, "title"),
        "R-15",
        f"{len(groups)}条信息在不同渠道公开，共{sum(map(len, groups))}行，各计1条：{shown + more}",
        "如是不同的信息，请核对文号、索引号、标题和日期",
        "不同渠道和方式公开相同信息计1条",
    )


def _collected(query: pl.LazyFrame, sheets: Sequence[Sheet]) -> pl.DataFrame:
    return together(sheet.access for sheet in sheets).collect(query)


def _rows(group: list[dict[str, int]], sheets: Sequence[Sheet], several: bool) -> str:
    told = []
    for sheet, rows in groupby(group, key=lambda at: at[SHEET]):
        name = _named(sheets[sheet], sheets) if several else ""
        told.append(f"{name}第{'、'.join(str(at[ROW]) for at in rows)}行")
    return "、".join(told)


def _named(sheet: Sheet, sheets: Sequence[Sheet]) -> str:
    """Return a sheet's name, with its file's where another file has a sheet of that name."""
    place = sheet.place(0)
    alone = sum(other.place(0).sheet == place.sheet for other in sheets) == 1
    names = [place.sheet] if place.sheet and alone else [place.file, place.sheet]
    return "".join(f"“{without_persons(name)}”" for name in names if name)


def _place(at: Mapping[str, int], ledger: str, sheets: Sheets, column: str) -> Place:
    heading = BY_ID[ledger].column(column).heading
    return sheets[ledger][at[SHEET]].place(at[ROW], heading)


def _missing_months(frames: Frames, sheets: Sheets) -> Iterator[Finding]:
    """Yield each data set of which a month has no row at all."""
    if "dataset_submissions" not in frames or "dataset_submissions" not in sheets:
        return
    sets = (
        frames["dataset_submissions"]
        .drop_nulls(["dataset", "month"])
        .group_by("dataset")
        .agg(pl.col("month").unique(), pl.struct(SHEET, ROW).sort().first().alias("first"))
        .sort("first")
    )
    for name, months, first in _collected(sets, sheets["dataset_submissions"]).iter_rows():
        missing = [str(month) for month in _MONTHS if month not in months]
        if missing:
            yield Finding(
                "R-14",
                Severity.WARNING,
                _place(first, "dataset_submissions", sheets, "month"),
                name,
                "每个数据集每月报送一次",
                f"没有{'、'.join(missing)}月的记录，按未报送计",
                "请补录；当月确实未报送的，报送日期留空",
            )


def _same_case_twice(frames: Frames, sheets: Sheets) -> Iterator[Finding]:
    """Yield each case number that stands in two ledgers, at its place in the second."""
    ids = {
        name: frames[name].select("id", ROW, SHEET).filter(pl.col("id").str.contains(_TELLING))
        for name in _CASES
        if name in frames and name in sheets
    }
    pairs = list(combinations(ids, 2))
    shared = [
        ids[second].join(ids[first], on="id", suffix="_first").sort(SHEET, ROW).head(_LISTED)
        for first, second in pairs
    ]
    access = together(sheet.access for name in ids for sheet in sheets[name])
    results = access.collect_all(shared, at_once=True)
    for (first, second), found in zip(pairs, results, strict=True):
        for at in found.iter_rows(named=True):
            yield Finding(
                "R-16",
                Severity.WARNING,
                _place(at, second, sheets, "id"),
                at["id"],
                "一件事项只登记在一个台账",
                f"与《{BY_ID[first].title}》第{at[f'{ROW}_first']}行编号相同，可能是同一事项",
                "请核对；同一事项只保留一处，确是两件的请改正编号",
            )
