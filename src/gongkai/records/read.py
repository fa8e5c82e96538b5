"""A ledger file as a frame of raw text: decoding, structure and headings, with findings."""

import csv
import difflib
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from gongkai.findings import Finding, Place, Severity
from gongkai.records.ledger import Column, Ledger
from gongkai.text import clean, heading_key

ROW: Final = "_row"
SUFFIXES: Final = (".csv",)
# Tried in this order: GB18030 accepts almost any bytes, so it comes last.
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_FOREIGN: Final = ("\ufffd", "\x00")
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name below the year's folder, hash, encoding and rows."""

    ledger: str
    file: str
    sha256: str
    encoding: str
    rows: int


@dataclass(frozen=True, slots=True)
class RawTable:
    """A ledger as text. ``frame`` is None where the structure does not allow reading rows."""

    source: Source
    frame: pl.DataFrame | None
    findings: tuple[Finding, ...]


def _error(
    rule: str, place: Place, value: str | None, expected: str, message: str, remedy: str
) -> Finding:
    return Finding(rule, Severity.ERROR, place, value, expected, message, remedy, stops=True)


def _decode(content: bytes) -> tuple[str, str] | None:
    """Return the text and its encoding, or None where the bytes are no text."""
    if b"\x00" in content:
        return None
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(mark in text for mark in _FOREIGN) else (text, encoding)
    return None


def _headings(
    header: list[str], ledger: Ledger, year: int, file: str
) -> tuple[dict[str, int], list[Finding]]:
    """Return column name → position, and what is wrong with the heading row."""
    columns = ledger.columns_in(year)
    names = {
        heading_key(spelling): column.name
        for column in columns
        for spelling in (*reversed(column.aliases), column.heading)
    }
    found: dict[str, int] = {}
    findings: list[Finding] = []
    for position, cell in enumerate(header):
        spelling = clean(cell).strip()
        name = names.get(heading_key(cell))
        if name is None:
            if spelling:
                findings.append(_unknown_heading(spelling, columns, file))
        elif name in found:
            findings.append(
                _error(
                    "L-04",
                    Place(file, None, 1, spelling),
                    spelling,
                    "每个列名只出现一次",
                    f"列名重复：第{found[name] + 1}列和第{position + 1}列都是“{ledger.column(name).heading}”",
                    "请删去多余的一列，或改正列名",
                )
            )
        else:
            found[name] = position
    missing = [c for c in columns if c.name not in found and not c.personal]
    findings += [_missing_heading(c, file) for c in missing if c.required]
    optional = [c.heading for c in missing if not c.required]
    if optional:
        findings.append(_optional_headings(optional, file))
    return found, findings


def _unknown_heading(spelling: str, columns: tuple[Column, ...], file: str) -> Finding:
    near = difflib.get_close_matches(spelling, [c.heading for c in columns], 1, 0.5)
    hint = (
        f"如果是“{near[0]}”，请改正列名；否则可不处理"
        if near
        else "如为台账所需，请核对列名；否则可不处理"
    )
    return Finding(
        "L-05",
        Severity.WARNING,
        Place(file, None, 1, spelling),
        spelling,
        "台账规定的列名",
        "不认识的列名，这一列未读入",
        hint,
    )


def _missing_heading(column: Column, file: str) -> Finding:
    return _error(
        "L-03",
        Place(file, None, 1, column.heading),
        None,
        f"表头中有“{column.heading}”列",
        f"缺少必需的列“{column.heading}”",
        f"请在第1行补上列名“{column.heading}”（{column.about}）",
    )


def _optional_headings(headings: list[str], file: str) -> Finding:
    return Finding(
        "L-14",
        Severity.INFO,
        Place(file, None, 1),
        None,
        "台账规定的全部列",
        f"没有这些选填列，按未填处理：{'、'.join(headings)}",
        "如确无此内容可不处理，否则请补上",
    )


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its number as a spreadsheet counts it; blank rows are left out."""
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
        if any(cell.strip() for cell in cells):
            yield number, cells


def _ragged(file: str, number: int, width: int, expected: int) -> Finding:
    less = width < expected
    return _error(
        "L-06",
        Place(file, None, number),
        f"{width}列",
        f"{expected}列，与表头一致",
        "这一行的列数比表头少" if less else "这一行的列数比表头多",
        "请补齐缺少的单元格（可为空，但逗号要齐）" if less else "请检查是否有内容含逗号而未加引号",
    )


def read_ledger(path: Path, ledger: Ledger, year: int) -> RawTable:
    """Return the ledger's raw text with its findings; nothing is guessed and nothing is lost.

    The frame has one text column a declared column (null where the cell is blank or the column
    is absent) and ``_row``, the row number as a spreadsheet counts it.
    """
    content = path.read_bytes()
    file = path.name
    digest = hashlib.sha256(content).hexdigest()

    def failed(*findings: Finding, encoding: str = "") -> RawTable:
        return RawTable(Source(ledger.id, file, digest, encoding, 0), None, findings)

    decoded = _decode(content)
    if decoded is None:
        return failed(
            _error(
                "L-01",
                Place(file),
                None,
                "UTF-8 或 GB18030 编码的 CSV 文本",
                "文件不是可读的文本（可能是图片、工作簿或已损坏的文件）",
                "请在 Excel 中打开台账，另存为“CSV UTF-8（逗号分隔）”后重试",
            )
        )
    text, encoding = decoded
    try:
        rows = list(_rows(text))
    except csv.Error:
        return failed(
            _error(
                "L-02",
                Place(file),
                None,
                "逗号分隔、引号成对的 CSV",
                "文件结构无法识别",
                "请检查引号是否成对，或在 Excel 中另存为 CSV 后重试",
            ),
            encoding=encoding,
        )
    if not rows:
        return RawTable(Source(ledger.id, file, digest, encoding, 0), blank_frame(ledger, year), ())
    header = rows[0][1]
    found, findings = _headings(header, ledger, year, file)
    findings += [
        _ragged(file, n, len(r), len(header)) for n, r in rows[1:] if len(r) != len(header)
    ]
    if any(f.stops for f in findings):
        return failed(*findings, encoding=encoding)
    body = rows[1:]
    data: dict[str, list[str | None] | list[int]] = {ROW: [number for number, _ in body]}
    for column in ledger.columns_in(year):
        at = found.get(column.name)
        data[column.name] = [
            (clean(cells[at]).strip() or None) if at is not None else None for _, cells in body
        ]
    schema = blank_frame(ledger, year).schema
    source = Source(ledger.id, file, digest, encoding, len(body))
    return RawTable(source, pl.DataFrame(data, schema=schema), tuple(findings))


def blank_frame(ledger: Ledger, year: int) -> pl.DataFrame:
    """Return the raw frame of a ledger without rows."""
    schema: dict[str, type[pl.DataType]] = {ROW: pl.Int64}
    return pl.DataFrame(
        schema=schema | {column.name: pl.String for column in ledger.columns_in(year)}
    )
