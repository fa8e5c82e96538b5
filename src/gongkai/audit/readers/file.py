"""Which reader a file needs, by what is in it more than by its name."""

import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gongkai.audit.readers.document import Document, Grid, Part, Passage, Rows, sensible
from gongkai.audit.readers.lines import read_delimited, read_lines
from gongkai.audit.readers.page import read_page
from gongkai.errors import UnreadableError, reason_of
from gongkai.findings import Finding
from gongkai.pattern import pattern
from gongkai.records.reading.formats.encoding import decode
from gongkai.records.reading.formats.kinds import OLE
from gongkai.records.reading.formats.kinds import SUFFIXES as WORKBOOKS

if TYPE_CHECKING:
    from gongkai.records.reading.sheet import Sheet

PAGES: Final = (".html", ".htm", ".shtml", ".xhtml")
ARCHIVES: Final = (".mhtml", ".mht")  # a page with its pictures in one file, as browsers save it
TEXTS: Final = (".txt", ".md")
LISTS: Final = (".csv", ".tsv")  # a sheet saved as text
WORD: Final = ".docx"
PDF: Final = ".pdf"
_SAVE_AS: Final = "请用 Word 或 WPS 打开，另存为 .docx 后重试。"
_PICTURE: Final = "是图片，读不出文字。请先做文字识别（OCR），或改用网页、Word 版后重试。"
# What is not read here, and the way out.
_ELSEWHERE: Final[Mapping[str, str]] = {
    ".doc": f"是旧版 Word 文档（.doc），不能直接审读。{_SAVE_AS}",
    ".wps": f"是 WPS 文字文档（.wps），不能直接审读。{_SAVE_AS}",
    ".rtf": f"是 RTF 文档，不能直接审读。{_SAVE_AS}",
    ".odt": f"是 OpenDocument 文档（.odt），不能直接审读。{_SAVE_AS}",
    ".et": "是 WPS 表格（.et），不能直接审读。请用 WPS 打开，另存为 .xlsx 后重试。",
    ".ofd": "是 OFD 版式文件，不能直接审读。请用 OFD 阅读器打开，导出为 PDF，或改用网页、Word 版后重试。",
    ".zip": "是压缩包。请先解压，再审读其中的报告。",
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif"), _PICTURE),
}
_CHATTY: Final = ("pdfminer", "pdfplumber", "docx", "openpyxl", "PIL", "fontTools")
_LARGEST: Final = 50_000_000
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PAGE: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)", re.I)
_WRITER: Final = pattern("[\u200b\u200c\u200d\u2060\ufeff\u00ad]+")


def read_document(path: Path) -> Document:
    """Return the file's content; UnreadableError in Chinese where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix in _ELSEWHERE:
        raise UnreadableError(f"{path.name}：{_ELSEWHERE[suffix]}")
    if suffix not in (*PAGES, *ARCHIVES, *TEXTS, *LISTS, *WORKBOOKS, WORD, PDF):
        known = "、".join((*PAGES[:2], ARCHIVES[0], WORD, *WORKBOOKS, LISTS[0], PDF, *TEXTS))
        raise UnreadableError(
            f"{path.name}：不支持的文件类型“{suffix}”。可审读的有：{known}。请另存为其中一种后重试。"
        )
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableError(
                f"{path.name}：文件超过 {_LARGEST // 1_000_000} MB，不像一份报告，没有读取。"
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"无法打开 {path.name}（{reason_of(error)}）。") from None
    if not content.strip(b" \t\r\n\0"):
        raise UnreadableError(f"{path.name}：文件是空的，没有任何内容。请核对文件后重试。")
    if content.startswith(OLE) and suffix != ".xls":
        raise UnreadableError(f"{path.name}：{_sealed(content)}")
    with _quiet():
        # A page saved under a workbook's name has its prose beside its tables.
        if suffix in WORKBOOKS and not _PAGE.match(content):
            return _of_workbook(path)
        return _READERS.get(suffix, _of_text)(content, path.name)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what libraries have to say of a file off the clerk's screen; errors are told by us."""
    loggers = [logging.getLogger(name) for name in _CHATTY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _sealed(content: bytes) -> str:
    if _ENCRYPTED in content:
        return "文件有打开密码。请用 Word、Excel 或 WPS 打开，去掉密码，另存后重试。"
    return "文件是旧版 Office 格式，只是改了后缀。请打开后另存为 .docx 或 .xlsx 再试。"


def _of_word(content: bytes, name: str) -> Document:
    from gongkai.audit.readers.word import read_word

    return read_word(content, name)


def _of_pdf(content: bytes, name: str) -> Document:
    from gongkai.audit.readers.pdf import read_pdf

    return read_pdf(content, name)


def _of_archive(content: bytes, name: str) -> Document:
    """Read the page of a web archive; its pictures are other parts of the same message."""
    from email import message_from_bytes

    parts = message_from_bytes(content).walk()
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    held = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(held, bytes):
        raise UnreadableError(f"{name}：文件中没有网页。请在浏览器中重新另存后重试。")
    charset = page.get_content_charset() or ""
    with suppress(
        LookupError, UnicodeDecodeError
    ):  # else as of any page, by what it says of itself
        held = held.decode(charset).encode()
    return _of_text(held, Path(name).with_suffix(PAGES[0]).name)


def _of_text(content: bytes, name: str) -> Document:
    decoded = decode(content)
    if decoded is None:
        raise UnreadableError(
            f"{name}：内容不是可读的文字（可能是图片或改了后缀的文件）。请核对文件后重试。"
        )
    text = _WRITER.sub("", decoded[0])
    suffix = Path(name).suffix.lower()
    is_page = suffix in PAGES or re.match(r"\s*<(?:!doctype|html)", text, re.I)
    if is_page:
        return read_page(text, name)
    return read_delimited(text, name) if suffix in LISTS else read_lines(text, name)


_READERS: Final[Mapping[str, Callable[[bytes, str], Document]]] = {
    WORD: _of_word,
    PDF: _of_pdf,
    **dict.fromkeys(ARCHIVES, _of_archive),
}


def _of_workbook(path: Path) -> Document:
    from gongkai.records.reading.formats.workbook import read_workbook

    found = read_workbook(path)
    if isinstance(found, Finding):
        raise UnreadableError(f"{path.name}：{found.message}。{found.remedy}。")
    grids = ((sheet, sensible(_rows(sheet))) for sheet in found if not sheet.hidden)
    parts = (
        part for sheet, rows in grids if rows for part in _parts(rows, f"工作表“{sheet.name}”")
    )
    return Document(path.name, tuple(parts))


def _parts(rows: Rows, place: str) -> Iterator[Part]:
    """Yield a sheet as its table; one that has a single column has lines of words."""
    if any(len(dict.fromkeys(cell for cell in row if cell)) > 1 for row in rows):
        yield Grid(rows, place)
        return
    for row in rows:
        yield Passage(next(cell for cell in row if cell), place)


def _rows(sheet: "Sheet") -> list[list[str]]:
    from gongkai.records.reading.sheet import ROW

    rows = [[cell or "" for cell in row] for row in sheet.cells.drop(ROW).collect().iter_rows()]
    for m in sheet.merges:
        text = rows[m.first_row - 1][m.first_column] if m.first_row <= len(rows) else ""
        for row in range(m.first_row - 1, min(m.last_row, len(rows))):
            for column in range(m.first_column, min(m.last_column + 1, sheet.width)):
                rows[row][column] = text
    return rows
