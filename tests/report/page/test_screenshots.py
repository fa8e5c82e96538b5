"""What a reader sees, compared with pictures that somebody looked at: report, draft, review, index."""

import io
import json
import shutil
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter
from samples import notebook_of, review_of
from syrupy.assertion import SnapshotAssertion

from conftest import SAMPLE
from gongkai.batch.standing.index import write_index
from gongkai.examined.examine import build
from gongkai.report.page.page import render
from pictures import Picture, difference, shot, small
from reading import View, open_page, print_pdf

pytestmark = pytest.mark.slow
# Name, view, how much of the page in pixels, and from which element on.
VIEWS = (
    ("360", View(360), 1900, "html"),
    ("768", View(768), 1500, "html"),
    ("1280", View(1280), 1500, "html"),
    ("dark", View(1280, dark=True), 1500, ".chart-block"),
    ("table", View(1280), 900, ".official"),
)
EDITIONS = ("report", "error", "review")


@pytest.fixture
def seen(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


def index(out: Path) -> Path:
    """Return the page over six reports of two offices, one a draft, one year without."""
    for code, year, state in product("ab", (2017, 2018, 2020), ("draft", "final")):
        if (state == "draft") == ((code, year) == ("a", 2018)):
            folder = out / code / str(year)
            folder.mkdir(parents=True)
            (folder / "report.html").touch()
            manifest = {
                "schema": 1, "agency": code, "name": f"某市{code}局", "data_kind": "made_up",
                "figures": {"requests_received": str(year - 1990), "requests_on_time_rate": "26/27"},
                "findings": {"error": int(state == "draft"), "warning": 2, "info": 9},
                "state": state, "outputs": {"report.html": ""},
            }  # fmt: skip
            (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return write_index(out)


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    """Return the sample report and its review, and the report with a ledger missing: a draft."""
    folder = tmp_path_factory.mktemp("pages")
    data = shutil.copytree(SAMPLE, folder / "data")
    (data / "hrbrfb" / "2018" / "requests.csv").unlink()
    out = {"index": index(folder / "out")}
    sample, error = (notebook_of(build("hrbrfb", 2018, root)) for root in (SAMPLE, data))
    for name, page in zip(
        EDITIONS, (render(sample), render(error), review_of(sample)), strict=True
    ):
        out[name] = folder / f"{name}.html"
        out[name].write_text(page, encoding="utf-8")
    return out


@pytest.mark.parametrize(("name", "view", "height", "start"), VIEWS, ids=[v[0] for v in VIEWS])
@pytest.mark.parametrize("state", EDITIONS)
def test_on_a_screen(browser, pages, seen, state: str, name: str, view, height: int, start) -> None:
    open_page(browser, pages[state], view)
    assert shot(browser, height, start) == seen


@pytest.mark.parametrize(
    ("name", "view"), [v[:2] for v in VIEWS[:4]], ids=[v[0] for v in VIEWS[:4]]
)
def test_the_index_on_a_screen(browser, pages, seen, name: str, view) -> None:
    open_page(browser, pages["index"], view)
    assert shot(browser, 900) == seen


def test_the_index_on_paper(browser, pages, seen) -> None:
    printed = pypdfium2.PdfDocument(print_pdf(browser, pages["index"]))
    picture = io.BytesIO()
    printed[0].render(scale=1.5).to_pil().save(picture, "PNG")
    assert small(picture.getvalue()) == seen


@pytest.mark.parametrize("state", ["report", "error"])
def test_on_paper(browser, pages, seen, state: str) -> None:
    printed = pypdfium2.PdfDocument(print_pdf(browser, pages[state]))
    (sheet,) = [n for n in range(len(printed)) if printed[n].get_width() > 800]
    for number in (0, 1, sheet):  # the draft's mark lies over each
        picture = io.BytesIO()
        printed[number].render(scale=1.5).to_pil().save(picture, "PNG")
        assert small(picture.getvalue()) == seen


def test_a_moved_line_is_noticed_and_a_soft_edge_is_not() -> None:
    def picture(shift: int, blur: float = 0) -> bytes:
        image = Image.new("RGB", (600, 600), "#fff")
        draw = ImageDraw.Draw(image)
        for y in range(40, 560, 32):
            for x in range(40, 560, 18):
                draw.rectangle((x, y + shift, x + 13, y + 13 + shift), outline="#222", width=2)
        out = io.BytesIO()
        image.filter(ImageFilter.GaussianBlur(blur)).save(out, "PNG")
        return small(out.getvalue())

    assert difference(picture(0), picture(0)) == 0
    assert difference(picture(0), picture(0, blur=0.4)) <= 0.01
    assert difference(picture(0), picture(12)) > 0.1
    assert difference(picture(0), small(_plain())) == 1


def _plain() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, "PNG")
    return out.getvalue()
