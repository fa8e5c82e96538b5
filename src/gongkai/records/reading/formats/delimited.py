"""CSV and TSV files: encodings, delimiters, and files too large to hold."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl

from gongkai.findings import Finding, Place
from gongkai.pattern import pattern
from gongkai.records.reading.access import Access, of_file
from gongkai.records.reading.formats.encoding import decode
from gongkai.records.reading.sheet import HEAD_ROWS, ROW, Sheet, broken, from_rows, noted
from gongkai.text import clean

SUFFIXES: Final = (".csv", ".tsv", ".txt")
_DELIMITERS: Final = (",", "\t", ";", "|", "，")
# ="2018001" and '2018001 say to Excel that the digits are text.
MARKED: Final = pattern(r"=\"(.*)\"|'(.+)", re.DOTALL)
_MARKS: Final = pattern(r"""(?:^|[,;\t"])(?:="|')""", re.MULTILINE)
csv.field_size_limit(1_000_000)


def read_delimited(path: Path, *, careful: bool = False) -> Sheet | Finding:
    """Return the file's only sheet, or the finding that says why there is none.

    A large file is scanned; ``careful`` holds and examines it row by row all the same, which is
    what a file needs that the scan cannot follow.
    """
    if not careful and not of_file(path).held:
        sheet = _scanned(path)
        if sheet is not None:
            return sheet
    content = path.read_bytes()
    decoded = decode(content)
    if decoded is None:
        return _with_null(content, path) or broken(
            "L-01",
            Place(path.name),
            None,
            "UTF-8、GB18030 或 UTF-16 编码的文本",
            "文件不是可读的文本（可能是图片、改了后缀的工作簿或已损坏的文件）",
            "请在 Excel 中打开台账，另存为工作簿（.xlsx）或“CSV UTF-8（逗号分隔）”后重试",
        )
    text, encoding = decoded
    try:
        rows = list(_reader(text, _delimiter(text, path)))
    except csv.Error:
        return broken(
            "L-02",
            Place(path.name),
            None,
            "分隔符一致、引号成对的文本表格",
            "文件结构无法识别",
            "请检查引号是否成对，或在 Excel 中另存为工作簿（.xlsx）后重试",
        )
    marked = _without_marks(rows) if _MARKS.search(text) else 0
    sheet = from_rows(rows, path.name, None, hashlib.sha256(content).hexdigest(), encoding)
    findings = (_marks_told(sheet, marked),) if marked else ()
    return replace(sheet, widths=tuple(len(row) for row in rows), findings=findings)


def _without_marks(rows: list[list[str]]) -> int:
    """Take away what programs put around text for Excel; return how many cells had it."""
    marked = 0
    for row in rows:
        for at, cell in enumerate(row):
            if cell[:1] in "='" and (text := MARKED.fullmatch(cell.strip())):
                row[at] = (text[1] or "").replace('""', '"') if text[1] is not None else text[2]
                marked += 1
    return marked


def _marks_told(sheet: Sheet, marked: int) -> Finding:
    return noted(
        sheet.place(),
        "L-18",
        f'有 {marked} 个单元格的文字外带有 ="…" 或前置撇号（导出程序给 Excel 的记号），已去掉',
        "可不处理",
    )


def _with_null(content: bytes, path: Path) -> Finding | None:
    """Return the finding of null characters in what is text but for them; None for other bytes."""
    nulls = content.count(b"\x00")
    if not nulls or nulls > len(content) // 50 or decode(content.replace(b"\x00", b"")) is None:
        return None
    return broken(
        "L-01",
        Place(path.name, None, content[: content.index(b"\x00")].count(b"\n") + 1),
        None,
        "没有空字符的文本",
        f"自这一行起有 {nulls} 个看不见的空字符（U+0000），文字可能残缺",
        "请从原系统重新导出，或在 Excel 中打开，核对这些行后另存为工作簿（.xlsx）",
    )


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str, path: Path) -> str:
    """Return the delimiter that gives the head of the file its widest row."""
    first = "\t" if path.suffix.lower() == ".tsv" else ","
    head = "\n".join(text.splitlines()[:HEAD_ROWS])

    def width(delimiter: str) -> int:
        try:
            return max((len(row) for row in _reader(head, delimiter)), default=0)
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=lambda d: (width(d), d == first))


def _scanned(path: Path) -> Sheet | None:
    """Return a large UTF-8 file as a scan; None where only the careful reading will do."""
    with path.open("rb") as stream:
        digest = hashlib.sha256()
        while piece := stream.read(1 << 20):
            if b"\x00" in piece:
                return None
            digest.update(piece)
        stream.seek(0)
        start = b"".join(islice(stream, HEAD_ROWS))
    try:
        text = start.decode("utf-8-sig")
        rows = list(_reader(text, delimiter := _delimiter(text, path)))
    except (UnicodeDecodeError, csv.Error):
        return None
    width = max(len(row) for row in rows)
    cells = pl.scan_csv(
        path,
        separator=delimiter,
        has_header=False,
        schema={f"c{at}": pl.String for at in range(width)},
        row_index_name=ROW,
        row_index_offset=1,
    )
    head = tuple(tuple(clean(cell) for cell in row) for row in rows)
    return Sheet(
        path.name, None, digest.hexdigest(), "utf-8-sig", head, cells, width, access=Access.SCANNED
    )
