"""A key's folder as records: typed frames, what is unknown, and every finding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from gongkai.errors import UnreadableError
from gongkai.findings import Finding, Place, Severity, in_order
from gongkai.keys import Key, find_folder
from gongkai.records.agency import Agency, load_agency
from gongkai.records.cells import typed
from gongkai.records.declarations import Declarations, load_declarations
from gongkai.records.derived import derive
from gongkai.records.ledger import Ledger
from gongkai.records.ledgers import LEDGERS
from gongkai.records.practice import practice_rules
from gongkai.records.read import ROW, SUFFIXES, RawTable, Source, blank_frame, read_ledger
from gongkai.records.rules import RAW, RowRule, cell_rules


@dataclass(frozen=True, slots=True)
class Records:
    """A year's records of one office.

    ``frames`` holds a typed lazy frame a known ledger, personal columns left out; ``unknown``
    gives the reason for each ledger that nobody can count.
    """

    key: Key
    agency: Agency
    declarations: Declarations
    frames: Mapping[str, pl.LazyFrame]
    unknown: Mapping[str, str]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """Return the findings because of which rows cannot be counted at all."""
        return tuple(f for f in self.findings if f.stops)


def load(root: Path, key: Key) -> Records:
    """Return the key's records with all findings; UsageError where there is no such key."""
    folder = find_folder(root, key)
    agency = load_agency(folder.parent)
    declarations = load_declarations(folder)
    frames: dict[str, pl.LazyFrame] = {}
    unknown: dict[str, str] = {}
    sources: list[Source] = []
    findings: list[Finding] = list(_strangers(folder))
    for ledger in LEDGERS:
        table = _read(folder, ledger, key.year)
        if table is not None:
            sources.append(table.source)
            findings += table.findings
        declared_empty = ledger.id in declarations.zero_ledgers
        if table is not None and table.frame is None:
            unknown[ledger.id] = f"《{ledger.title}》台账无法读取"
            continue
        frame = blank_frame(ledger, key.year) if table is None else table.frame
        assert frame is not None
        if frame.is_empty() and not declared_empty:
            unknown[ledger.id] = f"《{ledger.title}》台账未提供，也没有零报告"
            findings.append(_missing(ledger, table))
            continue
        if declared_empty and not frame.is_empty() and table is not None:
            findings.append(_contradiction(ledger, table))
        rows = _with_types(frame, ledger, key.year)
        if table is not None:
            findings += _row_findings(rows, ledger, key.year, table.source.file)
        frames[ledger.id] = _without_personal(rows, ledger)
    return Records(key, agency, declarations, frames, unknown, tuple(sources), in_order(findings))


def _read(folder: Path, ledger: Ledger, year: int) -> RawTable | None:
    candidates = [
        path
        for name in (ledger.id, ledger.title)
        for suffix in SUFFIXES
        if (path := folder / f"{name}{suffix}").is_file()
    ]
    if len(candidates) > 1:
        names = "、".join(p.name for p in candidates)
        raise UnreadableError(
            f"《{ledger.title}》台账有 {len(candidates)} 个文件：{names}。请只留一个。"
        )
    if not candidates:
        return None
    try:
        return read_ledger(candidates[0], ledger, year)
    except OSError as error:
        raise UnreadableError(
            f"无法打开台账 {candidates[0].name}（{error.strerror}）。请检查文件权限，或关闭正在使用它的程序。"
        ) from None


_KNOWN_FILES = {
    "declarations.toml",
    "published.toml",
    "review.toml",
    "README.md",
    "narrative",
    *(f"last_published.{suffix}" for suffix in ("json", "csv", "xlsx")),
}


def _strangers(folder: Path) -> Iterable[Finding]:
    names = {
        f"{name}{s}" for ledger in LEDGERS for name in (ledger.id, ledger.title) for s in SUFFIXES
    }
    for path in sorted(folder.iterdir()):
        if path.name not in names | _KNOWN_FILES and not path.name.startswith((".", "~$")):
            yield Finding(
                "L-11",
                Severity.WARNING,
                Place(path.name),
                None,
                "以台账名命名的 .csv 文件",
                "不认识的文件，没有读入",
                f"如是台账，请命名为“{LEDGERS[0].title}.csv”的样子；否则请移走",
            )


def _missing(ledger: Ledger, table: RawTable | None) -> Finding:
    what = "台账为空" if table is not None else "没有台账文件"
    file = table.source.file if table is not None else f"{ledger.id}.csv"
    return Finding(
        "L-12",
        Severity.ERROR,
        Place(file),
        None,
        f"《{ledger.title}》台账，或已签署的零报告",
        f"《{ledger.title}》{what}，相关数字未掌握（不作零计）",
        "请提供台账；确无发生的，请在 declarations.toml 中登记零报告",
    )


def _contradiction(ledger: Ledger, table: RawTable) -> Finding:
    return Finding(
        "L-13",
        Severity.ERROR,
        Place(table.source.file),
        f"{table.source.rows}行",
        "空台账",
        f"《{ledger.title}》已作零报告，台账中却有记录",
        "请撤销零报告，或核对台账",
        stops=True,
    )


def _with_types(frame: pl.DataFrame, ledger: Ledger, year: int) -> pl.DataFrame:
    columns = ledger.columns_in(year)
    raw = [pl.col(c.name).alias(RAW + c.name) for c in columns]
    lazy = frame.lazy().select(pl.col(ROW), *raw, *(typed(c, year) for c in columns))
    return derive(ledger.id, lazy, year).collect()


def _row_findings(rows: pl.DataFrame, ledger: Ledger, year: int, file: str) -> list[Finding]:
    """Return every breach of every rule, all rules in one scan."""
    rules = (*cell_rules(ledger, year), *practice_rules(ledger.id, year))
    hits = rows.lazy().select(
        pl.struct(row=ROW, value=RAW + rule.column.name).filter(rule.broken).implode().alias(str(n))
        for n, rule in enumerate(rules)
    )
    found = hits.collect().row(0)
    return [
        _finding(rule, hit["row"], hit["value"], file)
        for rule, list_of_hits in zip(rules, found, strict=True)
        for hit in list_of_hits
    ]


def _finding(rule: RowRule, row: int, value: str | None, file: str) -> Finding:
    return Finding(
        rule.id,
        rule.severity,
        Place(file, None, row, rule.column.heading),
        None if rule.column.personal else value,
        rule.expected,
        rule.message,
        rule.remedy,
        rule.stops,
    )


def _without_personal(rows: pl.DataFrame, ledger: Ledger) -> pl.LazyFrame:
    personal = {c.name for c in ledger.columns if c.personal}
    kept = [n for n in rows.columns if not n.startswith(RAW) and n not in personal]
    return rows.select(kept).lazy()
