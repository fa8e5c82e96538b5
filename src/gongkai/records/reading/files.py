"""The files of a year's folder: which sheet is which ledger, and which file is none."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path
from typing import Final

import polars as pl

from gongkai.errors import UnreadableError, reason_of
from gongkai.findings import Finding, Place, Severity
from gongkai.persons import without_persons
from gongkai.records.layouts import LAYOUTS
from gongkai.records.ledgers import BY_ID, LEDGERS
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.mapping import load_mapping
from gongkai.records.reading.access import of_file
from gongkai.records.reading.formats import delimited, workbook
from gongkai.records.reading.formats.kinds import SUFFIXES as WORKBOOKS
from gongkai.records.reading.recognition.naming import (
    is_called_copy,
    ledger_meant,
    ledger_named,
    same_part,
)
from gongkai.records.reading.recognition.recognition import recognise
from gongkai.records.reading.service.office_sheets import is_office_sheet
from gongkai.records.reading.sheet import ROW, Sheet, broken, noted

SUFFIXES: Final = (*delimited.SUFFIXES, *WORKBOOKS, ".parquet")
# Sheets of the ledger workbook that hold no ledger.
SERVICE_SHEETS: Final = ("填表说明", "选项", "零报告", "版本", "说明")
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic")
_OTHER_FILES: Final = {
    "Thumbs.db",
    "desktop.ini",
    "declarations.toml",
    "published.toml",
    "review.toml",
    "sign_off.toml",
    "sign_off_签发.json",
    "sign_off_审核.json",
    "sign_off_签发_上次.json",
    "README.md",
    "narrative",
    "analysis.ipynb",
    "分析.ipynb",
    *(f"last_published.{suffix}" for suffix in ("json", "csv", "xlsx")),
}


@dataclass(frozen=True, slots=True)
class Files:
    """What a folder holds: sheets by ledger id, the sheets of the ledger workbook that serve other
    ends (版本, 零报告, 机关), and findings about files that are no ledger."""

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
    layouts = (*load_mapping(folder.parent).layouts, *LAYOUTS)
    paths = [path for path in sorted(folder.iterdir()) if not _is_others(path)]
    copies = _copies(paths)
    for path in paths:
        if path in copies:
            findings.append(exact_copy(Place(path.name), str(Place(copies[path].name))))
            continue
        named = ledger_named(path.stem)
        found = read_file(path, careful=careful) if _may_be_ledger(path, named) else _stranger(path)
        if not isinstance(found, Finding):
            apart = [s.name in SERVICE_SHEETS or is_office_sheet(s) for s in found]
            service += compress(found, apart)
            tables = [sheet for sheet, serves in zip(found, apart, strict=True) if not serves]
            for one in recognise(tables, path.stem, layouts):
                if one.finding is not None:
                    findings.append(one.finding)
                elif one.ledger is not None:
                    sheets.setdefault(one.ledger.id, []).append(one.sheet)
        elif named is None or not found.stops:
            findings.append(found)
        else:
            unreadable.setdefault(named.id, []).append(found)
    findings += (_nothing(s, name) for name, found in sheets.items() for s in _empty_ones(found))
    return Files(
        {name: tuple(found) for name, found in sheets.items()},
        tuple(service),
        {name: tuple(found) for name, found in unreadable.items()},
        tuple(findings),
    )


def _is_others(path: Path) -> bool:
    """Tell whether a file of the folder is no ledger by its name alone: settings, what programs leave."""
    return path.name in _OTHER_FILES or path.name.startswith((".", "~$"))


def is_ledger_file(path: Path) -> bool:
    """Tell whether a file of an office's folder is looked at for a ledger."""
    return not _is_others(path) and path.is_file() and _may_be_ledger(path, ledger_named(path.stem))


def without_named(files: Files, names: Collection[str]) -> Files:
    """Return the files without what is told of strangers whom the settings name, file or folder."""
    known = {name.replace("\\", "/").lstrip("./").partition("/")[0] for name in names}
    told = (f for f in files.findings if f.rule != "L-11" or f.place.file not in known)
    return replace(files, findings=tuple(told))


def ledgers_unread(findings: Sequence[Finding]) -> frozenset[str]:
    """Return the ledgers of which a file or sheet may hold the records and was not read."""
    told = "".join(f.message for f in findings if f.rule == "L-11" and f.severity is Severity.ERROR)
    return frozenset(ledger.id for ledger in LEDGERS if f"像是《{ledger.title}》" in told)


def _copies(paths: Sequence[Path]) -> dict[Path, Path]:
    """Return the files that are another one byte for byte and are not called another part of a ledger."""
    alike: dict[tuple[str, int], list[Path]] = {}
    for path in paths:
        if path.suffix.lower() in SUFFIXES and path.is_file() and (size := path.stat().st_size):
            alike.setdefault((path.suffix.lower(), size), []).append(path)
    found: dict[Path, Path] = {}
    for files in (files for files in alike.values() if len(files) > 1):
        first: dict[bytes, Path] = {}
        for path in sorted(files, key=lambda p: (is_called_copy(p.stem), p.name)):
            original = first.setdefault(_digest(path), path)
            if original is not path and same_part(original.stem, path.stem):
                found[path] = original
    return found


def _digest(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def exact_copy(place: Place, original: str) -> Finding:
    """Return the finding of a file or sheet whose records are another's, and are read once."""
    return Finding(
        "L-21",
        Severity.WARNING,
        place,
        None,
        "每个文件各有各的记录",
        f"与 {original} 完全相同，是副本，只读了一次",
        "请删去或移出副本；如本应是另一份台账，请换上那一份",
    )


def _empty_ones(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the text files without a character beside others; a ledger that is all empty is told as such."""
    empty = [s for s in sheets if not any(c.strip("\ufeff \t") for row in s.head for c in row)]
    return [s for s in empty if s.name is None] if len(empty) < len(sheets) else []


def _nothing(sheet: Sheet, ledger: str) -> Finding:
    """Return the finding of a file that is empty, as a copy that was broken off leaves it."""
    return Finding(
        "L-11",
        Severity.ERROR,
        sheet.place(),
        None,
        f"有《{BY_ID[ledger].title}》的列名和记录",
        "文件是空的，一个字也没有",
        "请重新复制或导出；确实多余的，删去这个文件",
    )


def _may_be_ledger(path: Path, named: Ledger | None) -> bool:
    suffix = path.suffix.lower()
    known = SUFFIXES if named is not None else (*WORKBOOKS, ".csv", ".tsv")
    return path.is_file() and suffix in known


def read_file(path: Path, *, careful: bool = False) -> tuple[Sheet, ...] | Finding:
    """Return the sheets of a file, or the finding that says why it cannot be read."""
    try:
        suffix = path.suffix.lower()
        if suffix in WORKBOOKS:
            return workbook.read_workbook(path)
        if suffix == ".parquet":
            return _parquet(path)
        sheet = delimited.read_delimited(path, careful=careful)
        return sheet if isinstance(sheet, Finding) else (sheet,)
    except OSError as error:
        raise UnreadableError(
            f"无法打开台账 {without_persons(path.name)}（{reason_of(error)}）。请检查文件权限，或关闭正在使用它的程序。"
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


def _stranger(path: Path) -> Finding:
    """Return what is told of a file that is no table, or of a folder: what to do where it holds a ledger."""
    meant = ledger_meant(path.stem)
    if path.is_dir():
        tables = any(one.suffix.lower() in SUFFIXES for one in path.rglob("*"))
        remedy = "其中有台账的，请移出来，直接放在年度文件夹中；否则可不处理"
        told = noted(Place(path.name), "L-11", "文件夹里的文件不读", remedy)
        return replace(told, severity=Severity.WARNING) if tables else told
    if meant is not None:
        what = f"文件像是《{meant.title}》台账，格式不能读，没有读入"
    else:
        what = "文件不是能读的表格，没有读入"
    remedy = "是台账的，请用 Excel 或 WPS 打开，另存为工作簿（.xlsx）；不是的，请移走"
    if meant is None and path.suffix.lower() in _PICTURES:
        return noted(
            Place(path.name), "L-11", "图片没有读入", "是台账的，请登记成表格；否则可不处理"
        )
    return Finding(
        "L-11",
        Severity.WARNING if meant is None else Severity.ERROR,
        Place(path.name),
        None,
        "工作簿（.xlsx、.xls、.ods）或文本（.csv、.tsv）",
        what,
        remedy,
    )
