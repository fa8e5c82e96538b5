"""The guide's pictures of workbooks and of the first report, and the README's of the sample report.

``python tests/guide_pictures.py`` takes them anew (LibreOffice and Chromium); look at them before
committing. Each holds a hash of the words it shows: a test says when it is stale.
"""

import hashlib
import io
import os
import subprocess
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Final

import pypdfium2
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

import years
from conftest import REPOSITORY, SAMPLE
from gongkai.cli.app import run
from pictures import COLOURS, shot
from reading import View, chromium, open_page

DOCS: Final = REPOSITORY / "docs"
NAME: Final = "云杉市园林绿化局（虚构）"
BOOK: Final = Path("data/yslhj/2025/yslhj-2025-台账.xlsx")
MARKED: Final = Path("internal/yslhj/2025/yslhj-2025-台账-已标注.xlsx")
# Picture, workbook, sheet, the columns that are shown.
SHEETS: Final = (
    ("ledger-template", BOOK, "依申请公开", "A:H"),
    ("ledger-marked", MARKED, "依申请公开", "A:H"),
    ("ledger-findings", MARKED, "问题清单", "A:J"),
)
# Picture, report, width of the window and height of what is shown; half of each in the picture.
PAGES: Final = (
    ("first-report", "yslhj/2025", 1280, 1500),
    ("report-first-page", "hrbrfb/2018", 960, 1960),
)
WRITTEN: Final = (
    {"登记编号": "2025-001", "申请内容": "行道树修剪计划", "申请人类型": "自然人", "申请方式": "网络",
     "收到日期": "2025-03-03"},
    {"登记编号": "2025-002", "申请内容": "公园改造预算", "申请人类型": "自然人", "收到日期": "2025-2-30"},
    {"登记编号": "2025-003", "申请内容": "绿化工程合同", "申请人类型": "个人独资", "申请方式": "信函",
     "收到日期": "2025-03-05"},
)  # fmt: skip
LAST_ROW: Final = 7
STAMP: Final = "Words"


def make_book() -> None:
    """Make the template and a marked workbook in the working folder, as the guide says."""
    assert run(["init", "yslhj", "--name", NAME, "--year", "2025"]) == 0


def mark() -> None:
    """Write three requests, two of them wrong, and have them marked."""
    book = load_workbook(BOOK)
    years.put(book, "依申请公开", list(WRITTEN))
    book.save(BOOK)
    assert run(["check", "yslhj", "2025", "--format", "xlsx"]) == 1


def shown(path: Path, sheet: str, columns: str) -> Worksheet:
    """Return a sheet of a workbook with its print area set to what the picture shows."""
    page = load_workbook(path)[sheet]
    first, last = columns.split(":")
    page.print_area = f"{first}1:{last}{min(LAST_ROW, page.max_row)}"
    return page


def words(page: Worksheet) -> str:
    """Return a hash of the words and colours in the print area."""
    cells = page[page.print_area.split("!")[-1].replace("$", "")]
    seen = [f"{c.value or ''}|{c.fill.fgColor.rgb}" for row in cells for c in row]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()


def picture_of(page: Worksheet, folder: Path) -> Image.Image:
    """Return the sheet as LibreOffice prints it, with row numbers and letters, without margins."""
    book = page.parent
    for other in book.worksheets:
        if other is not page:
            book.remove(other)
    page.print_title_rows = None
    page.print_options.gridLines = page.print_options.headings = True
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 8
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = page.oddHeader.center.text = None
    path = folder / "shown.xlsx"
    book.save(path)
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    image = pypdfium2.PdfDocument(path.with_suffix(".pdf"))[0].render(scale=1.5).to_pil()
    image = image.convert("RGB")
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    assert box is not None
    return image.crop((box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4))


def save(image: Image.Image, name: str, stamp: str) -> None:
    """Write a picture in few colours with what it shows."""
    told = PngInfo()
    told.add_text(STAMP, stamp)
    few = image.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(DOCS / f"{name}.png", "PNG", optimize=True, pnginfo=told)


def take() -> None:
    """Take all pictures anew."""
    from test_guide import fill_in

    with tempfile.TemporaryDirectory() as work, chdir(work):
        os.environ.pop("GONGKAI_DATA", None)
        make_book()
        name, path, sheet, columns = SHEETS[0]
        page = shown(path, sheet, columns)
        save_sheet(page, name, Path(work))
        untouched = BOOK.read_bytes()
        mark()
        for name, path, sheet, columns in SHEETS[1:]:
            save_sheet(shown(path, sheet, columns), name, Path(work))
        BOOK.write_bytes(untouched)
        fill_in(Path("data/yslhj"))
        assert run(["report", "yslhj", "2025"]) == 0
        assert run(["report", "hrbrfb", "2018", "--to", "html", "--data", str(SAMPLE)]) == 0
        with chromium(Path(work) / "profile") as browser:
            for name, report, width, height in PAGES:
                open_page(browser, Path(work) / "out" / report / "report.html", View(width))
                page_picture = Image.open(io.BytesIO(shot(browser, height))).convert("RGB")
                save(page_picture, name, "")


def save_sheet(page: Worksheet, name: str, folder: Path) -> None:
    """Take one sheet's picture."""
    stamp = words(page)
    save(picture_of(page, folder), name, stamp)


if __name__ == "__main__":
    take()
