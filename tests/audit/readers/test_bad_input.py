"""Files that cannot be audited: said so in Chinese, with exit code 2, in bounded time and memory."""

import io
import resource
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import docx
import pytest

from gongkai.audit.audit import audit
from gongkai.cli.app import run
from gongkai.errors import UnreadableError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SEALED = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)
XML = "<?xml version='1.0' encoding='UTF-8'?>"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of the objects, numbered from 1, the first being its catalogue."""
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return out + b"startxref\n%d\n%%%%EOF\n" % start


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
EMPTY_STREAM = b"<< /Length 0 >>\nstream\n\nendstream"
SCANNED = pdf(CATALOGUE, PAGES, PAGE, EMPTY_STREAM)
LOCKED = pdf(
    CATALOGUE, PAGES, PAGE, EMPTY_STREAM,
    b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    trailer=b"/Encrypt 5 0 R /ID [<01> <01>]",
)  # fmt: skip


@cache
def bomb(name: str, size: int) -> bytes:
    """Return an Office file whose main part unpacks to that many bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", XML + "<Types/>")
        with archive.open(name, "w") as part:
            for _ in range(size // 1_000_000):
                part.write(b" " * 1_000_000)
    return content.getvalue()


def word(*, body: str = "", broken: bool = False) -> bytes:
    content = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(body)
    document.save(content)
    if not broken:
        return content.getvalue()
    out = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            new.writestr(item, data[: len(data) // 2] if "document" in item.filename else data)
    return out.getvalue()


CASES: dict[str, tuple[bytes | Callable[[], bytes], str]] = {  # a bomb is made when it is asked for
    "空.html": (b"", "空"),
    "空.pdf": (b" \r\n", "空"),
    "零.docx": (bytes(2000), "空"),
    "图.html": (b"\x89PNG\r\n\x1a\n\x00\x00", "不是可读的文字"),
    "程序.html": (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 50, "不是可读的文字"),
    "深.html": (b"<div>" * 100_000, "嵌套过深"),
    "深表.html": (b"<table><tr><td>" * 50_000, "嵌套过深"),
    "宽.html": (b"<table><tr>" + b"<td rowspan=200 colspan=200>1</td>" * 90
                + b"<tr><td>1" * 200 + b"</table>", "表格过大"),
    "炸.docx": (partial(bomb, "word/document.xml", 400_000_000), "过大"),
    "炸.xlsx": (partial(bomb, "xl/workbook.xml", 700_000_000), "过大"),
    "坏.xlsx": (b"PK\x03\x04" + bytes(500), "工作簿"),
    "坏.docx": (b"PK", "不是可读的 Word 文档"),
    "断.docx": (word(broken=True), "不是可读的 Word 文档"),
    "坏.pdf": (b"%PDF-1.4", "不是可读的 PDF"),
    "锁.pdf": (LOCKED, "打开密码"),
    "扫描.pdf": (SCANNED, "扫描件"),
    "锁.docx": (SEALED, "打开密码"),
    "锁.xlsx": (SEALED, "打开密码"),
    "旧.docx": (OLE + bytes(4000), "旧版"),
    "英文.html": (b"<h1>Annual report 2019</h1><p>12 requests were received.</p>", "没有认出"),
    "英文.docx": (word(body="Annual report 2019: 12 requests, of which 5 granted."), "没有认出"),
    "无关.txt": ("今天天气很好，我们去公园散步。".encode(), "没有认出"),
    "图.png": (b"\x89PNG", "是图片，读不出文字"),
}  # fmt: skip


def content_of(name: str) -> bytes:
    content = CASES[name][0]
    return content if isinstance(content, bytes) else content()


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_audited_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    told = CASES[name][1]
    path = tmp_path / name
    path.write_bytes(content_of(name))
    with pytest.raises(UnreadableError, match=told):
        audit(path)
    assert run(["audit", str(path)]) == 2
    said = capsys.readouterr().err
    assert name in said and told in said and "Traceback" not in said


def test_a_file_of_300_mb_is_not_opened(tmp_path: Path) -> None:
    for suffix in (".html", ".docx", ".xlsx", ".pdf", ".txt"):
        path = tmp_path / f"大{suffix}"
        with path.open("wb") as stream:
            stream.truncate(300_000_000)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(UnreadableError, match="超过"):
            audit(path)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert grown < 20_000  # kilobytes


def test_bombs_take_little_memory(tmp_path: Path) -> None:
    for name in ("炸.docx", "炸.xlsx", "深.html", "深表.html", "宽.html"):
        path = tmp_path / name
        path.write_bytes(content_of(name))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(UnreadableError):
            audit(path)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert grown < 150_000, name  # kilobytes


def test_one_unreadable_file_does_not_hide_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "好.txt"
    good.write_text(
        "甲局2023年政府信息公开工作年度报告\n全年公开12条，其中网站7条、微信5条。\n", "utf-8"
    )
    assert run(["audit", str(good), str(tmp_path / "没有.html")]) == 2
    said = capsys.readouterr()
    assert "甲局　2023年度" in said.out and "找不到文件" in said.err
