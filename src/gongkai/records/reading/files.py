"""The files of a year's folder: which sheet is which ledger, and which file is none."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from gongkai.errors import UnreadableError
from gongkai.findings import Finding, Place, Severity
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading import archive, delimited, workbook
from gongkai.records.reading.access import of_file
from gongkai.records.reading.sheet import ROW, Sheet, broken
from gongkai.text import heading_key

SUFFIXES: Final = (*delimited.SUFFIXES, *archive.SUFFIXES, ".parquet")
# Sheets of the ledger workbook that hold no ledger.
SERVICE_SHEETS: Final = ("填表说明", "选项", "零报告", "版本", "说明")
_OTHER_FILES: Final = {
    "declarations.toml",
    "published.toml",
    "review.toml",
    "README.md",
    "narrative",
    *(f"last_published.{suffix}" for suffix in ("json", "csv", "xlsx")),
}
_REST: Final = re.compile(
    r"(台账|登记表|登记簿|登记|明细表?|汇总表?|表)?"
    r"([-_—.·、(].*|\d.*|第.+|[一二三四五六七八九十]+[月季].*|[上下]半年.*)?"
)


@dataclass(frozen=True, slots=True)
class Files:
    """What a folder holds: sheets by ledger id, the sheets of the ledger workbook that serve other
    ends (版本, 零报告), and findings about files that are no ledger."""

    sheets: dict[str, tuple[Sheet, ...]]
    service: tuple[Sheet, ...]
    unreadable: dict[str, tuple[Finding, ...]]
    findings: tuple[Finding, ...]


def read_files(folder: Path, *, careful: bool = False) -> Files:
    """Return every sheet of every ledger file in the folder, in the order of their names.

    ``careful`` examines large text files row by row instead of scanning them.
    """
    sheets: dict[str, list[Sheet]] = {}
    service: list[Sheet] = []
    unreadable: dict[str, list[Finding]] = {}
    findings: list[Finding] = []
    for path in sorted(folder.iterdir()):
        if path.name in _OTHER_FILES or path.name.startswith((".", "~$")):
            continue
        named = ledger_named(path.stem)
        found = _read(path, careful) if _may_be_ledger(path, named) else _stranger(path)
        if not isinstance(found, Finding):
            service += [sheet for sheet in found if sheet.name in SERVICE_SHEETS]
            for ledger, sheet in _assigned(found, named):
                if isinstance(sheet, Finding):
                    findings.append(sheet)
                elif ledger is not None:
                    sheets.setdefault(ledger.id, []).append(sheet)
        elif named is None or not found.stops:
            findings.append(found)
        else:
            unreadable.setdefault(named.id, []).append(found)
    return Files(
        {name: tuple(found) for name, found in sheets.items()},
        tuple(service),
        {name: tuple(found) for name, found in unreadable.items()},
        tuple(findings),
    )


def _may_be_ledger(path: Path, named: Ledger | None) -> bool:
    suffix = path.suffix.lower()
    return path.is_file() and suffix in (archive.SUFFIXES if named is None else SUFFIXES)


def ledger_named(name: str) -> Ledger | None:
    """Return the ledger that a file or a sheet is named after, with a month or section after it.

    >>> [l.id if (l := ledger_named(n)) else None for n in ("依申请公开-3月", "2018年热线转办", "附件")]
    ['requests', 'hotline_cases', None]
    """
    key = re.sub(r"^\d{4}(年度?|[-_])?", "", heading_key(name)) or heading_key(name)
    for ledger in LEDGERS:
        for spelling in (ledger.id, ledger.title, *ledger.aliases):
            plain = heading_key(spelling)
            if key.startswith(plain) and _REST.fullmatch(key[len(plain) :]):
                return ledger
    return None


def _read(path: Path, careful: bool) -> tuple[Sheet, ...] | Finding:
    try:
        suffix = path.suffix.lower()
        if suffix in archive.SUFFIXES:
            return workbook.read_workbook(path)
        if suffix == ".parquet":
            return _parquet(path)
        sheet = delimited.read_delimited(path, careful=careful)
        return sheet if isinstance(sheet, Finding) else (sheet,)
    except OSError as error:
        raise UnreadableError(
            f"无法打开台账 {path.name}（{error.strerror}）。请检查文件权限，或关闭正在使用它的程序。"
        ) from None


def _parquet(path: Path) -> tuple[Sheet, ...] | Finding:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    # A row number that counts the headings as row 1, as in a text file of the same rows.
    scan = pl.scan_parquet(path, row_index_name=ROW, row_index_offset=2)
    try:
        schema = scan.collect_schema()
    except pl.exceptions.PolarsError:
        return broken(
            "L-01",
            Place(path.name),
            None,
            "Parquet 文件",
            "文件不是可读的 Parquet 文件",
            "请重新导出后重试",
        )
    names = [name for name in schema if name != ROW]
    plain = [
        (
            pl.col(name).cast(pl.String)
            if isinstance(schema[name], pl.Categorical | pl.Enum | pl.Float64 | pl.Float32)
            else pl.col(name)
        ).alias(f"c{at}")
        for at, name in enumerate(names)
    ]
    sheet = Sheet(
        path.name,
        None,
        digest,
        "",
        (tuple(names),),
        scan.select(ROW, *plain),
        len(names),
        typed=True,
        access=of_file(path, packed=True),
    )
    return (sheet,)


def _assigned(
    sheets: tuple[Sheet, ...], named: Ledger | None
) -> Iterator[tuple[Ledger | None, Sheet | Finding]]:
    """Yield each sheet with its ledger: by the sheet's name, else by the file's."""
    for sheet in sheets:
        if sheet.name is None:
            yield named, sheet
            continue
        if sheet.name in SERVICE_SHEETS:
            continue
        ledger = ledger_named(sheet.name) or named
        if sheet.hidden:
            yield (
                None,
                _unread(sheet, "工作表是隐藏的，没有读入", "如是台账，请取消隐藏；否则可不处理"),
            )
        elif ledger is not None:
            yield ledger, sheet
        elif sheet.width:
            hint = f"如是台账，请把工作表命名为“{LEDGERS[0].title}”的样子；否则可不处理"
            yield None, _unread(sheet, "工作表不以台账命名，没有读入", hint)


def _unread(sheet: Sheet, message: str, remedy: str) -> Finding:
    return Finding(
        "L-11", Severity.WARNING, sheet.place(), None, "以台账名命名的工作表", message, remedy
    )


def _stranger(path: Path) -> Finding:
    return Finding(
        "L-11",
        Severity.WARNING,
        Place(path.name),
        None,
        "以台账名命名的工作簿（.xlsx、.xls、.ods）或文本（.csv、.tsv）",
        "不认识的文件，没有读入",
        f"如是台账，请命名为“{LEDGERS[0].title}.xlsx”的样子；否则请移走",
    )
