"""Is a published page that nobody changed told as changed? Saved again twenty ways, it is held against what was made.

    python benchmarks/trials/resaved.py [AGENCY/YEAR …] [browser|editors|office …]

A browser (as it stands, archived), a site's frame, three editors (as source and pasted), old encodings and
LibreOffice save the page; ``gongkai audit --against`` then has to find nothing. Not in the suite: it takes minutes.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from given import DATA
from samples import notebook_of
from selenium import webdriver
from test_editors import EDITORS, HOST, by_source, pasted

from gongkai.audit.against import compared
from gongkai.audit.readers.document import Document
from gongkai.audit.readers.file import read_document
from gongkai.errors import GongkaiError
from gongkai.examined.examine import build
from gongkai.report.cms.fragment import FRAGMENT, write_cms
from gongkai.report.docx.document import write_document
from gongkai.report.page.contents import components
from gongkai.report.page.page import render
from reading import TOOLS, chromium

KEYS = ("yunshan/2023", "hrbrfb/2018")
FRAME = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>某市人民政府</title></head><body><div class='nav'>"
    "<a>首页</a><a>政务公开</a><p>{title}</p><p>发布时间：2024-01-20　来源：本网　浏览 1032 次</p></div>"
    "<div class='article'>{body}</div><div class='foot'><p>版权所有　网站标识码：2300000001　电话：12345</p></div></body></html>"
)
OFFICE = {"odt": "odt", "docx": "docx", "html": "html:HTML (StarWriter)"}  # fmt: skip


Saved = Iterator[tuple[str, Path, Path]]  # the way, what was made, the file that is left


def put(work: Path, name: str, content: str | bytes, suffix: str = ".html") -> Path:
    path = work / f"{name}{suffix}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def by_browser(browser: webdriver.Chrome, made: Path, work: Path) -> Saved:
    page = made / "report.html"
    text = page.read_text("utf-8")
    browser.get(page.as_uri())
    whole = str(browser.execute_script("return document.documentElement.outerHTML"))
    main = str(browser.execute_script("return document.querySelector('main').outerHTML"))
    title = str(browser.title)
    archive = browser.execute_cdp_cmd("Page.captureSnapshot", {"format": "mhtml"})["data"]
    yield "浏览器另存", page, put(work, "saved", "<!DOCTYPE html>\n" + whole)
    yield "浏览器单个文件", page, put(work, "archive", archive.replace("\r\n", "\n"), ".mhtml")
    yield "网站框架", page, put(work, "frame", FRAME.format(title=title, body=main))
    cells = f"<table><tr><td>导航</td><td>{main}</td></tr></table>"
    yield "表格排版的框架", page, put(work, "cells", FRAME.format(title=title, body=cells))
    old = re.sub(r'charset="?utf-8"?', 'charset="gb2312"', text, flags=re.I)
    yield "GB2312", page, put(work, "gb2312", old.encode("gb18030"))
    yield (
        "未声明的 GBK",
        page,
        put(work, "gbk", re.sub(r"<meta charset[^>]*>", "", text).encode("gb18030")),
    )
    yield "UTF-16", page, put(work, "utf16", text.encode("utf-16"))
    yield "压成一行", page, put(work, "line", re.sub(r"\s*\n\s*", " ", text))
    yield (
        "空格写作实体",
        page,
        put(work, "nbsp", re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)", "&nbsp;", text)),
    )


def by_editors(browser: webdriver.Chrome, made: Path, work: Path) -> Saved:
    fragment = made / "cms" / FRAGMENT
    host = work / "editors.html"
    host.write_text(HOST.read_text("utf-8").replace("TOOLS", TOOLS.as_uri()), "utf-8")
    for editor in EDITORS:
        for how, way in (("源码", by_source), ("粘贴", pasted)):
            browser.get(host.as_uri())
            while len(browser.execute_script("return Object.keys(window.ready || {})")) < len(
                EDITORS
            ):
                pass
            html = way(browser, editor, fragment)
            yield (
                f"{editor}{how}",
                fragment,
                put(work, f"{editor}-{how}", FRAME.format(title="年度报告", body=html)),
            )


def by_office(browser: webdriver.Chrome, made: Path, work: Path) -> Saved:
    page, word = made / "report.html", made / "report.docx"
    for name, form in OFFICE.items():
        yield f"LibreOffice 由 Word 另存为 {name}", word, converted(word, form, work)
    yield "LibreOffice 由网页另存为网页", page, converted(page, OFFICE["html"], work)


def converted(path: Path, form: str, work: Path) -> Path:
    """Return a file as LibreOffice saves it in another format, or in its own once more."""
    folder = work / f"office-{path.suffix[1:]}-{form.partition(':')[0]}"
    program = shutil.which("soffice") or "soffice"
    kind = ["--infilter=writer_web_HTML"] if path.suffix == ".html" else []
    subprocess.run(
        [program, f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", *kind,
         "--convert-to", form, "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    found = next(one for one in folder.iterdir() if one.stem == path.stem and one.suffix != ".png")
    if found.suffix == ".odt":  # which an office then sends on as Word
        return converted(found, "docx", work)
    return found


WAYS = {"browser": by_browser, "editors": by_editors, "office": by_office}


def main() -> int:
    told = 0
    wanted = [WAYS[name] for name in sys.argv[1:] if name in WAYS] or [*WAYS.values()]
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder) / "chromium") as browser:
        for key in [name for name in sys.argv[1:] if "/" in name] or KEYS:
            agency, year = key.split("/")
            made = Path(folder) / key.replace("/", "-")
            (work := made / "saved").mkdir(parents=True)
            report = build(agency, int(year), DATA)
            notebook = notebook_of(report)
            (made / "report.html").write_text(render(notebook), "utf-8")
            write_cms(report, components(notebook), made / "cms")
            write_document(report, components(notebook), made / "report.docx")
            for name, ours, theirs in chain(*(way(browser, made, work) for way in wanted)):
                try:
                    found = compared(_document(ours), _document(theirs)).differences
                except GongkaiError as error:
                    print(f"{key}　{name}：{type(error).__name__} {error}")
                    told += 1
                    continue
                told += bool(found)
                print(f"{key}　{name}：{len(found)}处")
                for one in found[:6]:
                    print(
                        f"    {one.kind.value} {one.what} {one.place}：{one.made[:70]} → {one.seen[:70]}"
                    )
    return 1 if told else 0


def _document(path: Path) -> Document:
    found = read_document(path)
    assert isinstance(found, Document)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
