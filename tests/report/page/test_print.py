"""The report on paper: sheets, page numbers, what stays together, the draft mark."""

import io
import re
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.page import Page
from selenium.webdriver.common.by import By

from reading import print_pdf

pytestmark = pytest.mark.slow
A4, LANDSCAPE = (595, 842), (842, 595)
FOOT = 50  # points at the bottom that hold nothing but the page number


@pytest.fixture(scope="module")
def printed(browser, published: Path):
    with pdfplumber.open(io.BytesIO(print_pdf(browser, published / "review.html"))) as pdf:
        yield pdf.pages


def size(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def words(page: Page) -> str:
    return "".join(char["text"] for char in page.chars if not char["text"].isspace())


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def texts(browser, selector: str) -> list[str]:
    found = browser.find_elements(By.CSS_SELECTOR, selector)
    return [bare(element.get_attribute("textContent")) for element in found]


def pages_with(pages: list[Page], text: str) -> list[int]:
    return [page.page_number for page in pages if text in words(page)]


def test_every_sheet_is_a4_and_numbered(printed) -> None:
    assert 6 <= len(printed) <= 16
    for page in printed:
        assert size(page) in (A4, LANDSCAPE)
        foot = [c["text"] for c in page.chars if c["top"] > page.height - FOOT]
        assert bare("".join(foot)) == f"—{page.page_number}—"


def test_the_official_table_stands_whole_on_one_landscape_sheet(browser, printed) -> None:
    (sheet,) = [page for page in printed if size(page) == LANDSCAPE]
    rows = texts(browser, ".official tbody th")
    assert len(rows) > 50
    assert [row for row in rows if row not in words(sheet)] == []
    assert words(sheet).count("统计指标单位统计数") == 2  # the head of each column
    assert "填报单位：" in words(sheet)
    assert "附件" in words(sheet)[:5]
    others = "".join(words(page) for page in printed if page is not sheet)
    assert [row for row in rows if len(row) > 12 and row in others] == []


def test_a_table_that_runs_on_repeats_its_head_and_splits_no_row(
    browser, review: str, tmp_path: Path
) -> None:
    path = tmp_path / "unfolded.html"
    path.write_text(review.replace('class="folded"', 'class="folded" open'), encoding="utf-8")
    with pdfplumber.open(io.BytesIO(print_pdf(browser, path))) as pdf:
        rows = texts(browser, "[id^=table-held] tbody td:first-child")
        at = {pages_with(pdf.pages, message[:12])[-1] for message in rows}
        assert len(at) > 1
        for number in at:
            assert "核对事项结果编号" in words(pdf.pages[number - 1])
        for message in rows:
            there = (pages_with(pdf.pages, part) for part in (message[:9], message[-4:]))
            assert set.intersection(*map(set, there)), message


def test_a_chart_stays_on_one_page_with_its_caption(browser, printed) -> None:
    blocks = browser.find_elements(By.CSS_SELECTOR, ".chart-block")
    assert len(blocks) >= 8
    for block in blocks:
        title, question = (
            bare(block.find_element(By.CSS_SELECTOR, css).get_attribute("textContent"))
            for css in ("figcaption b", ".question")
        )
        labels = [
            bare(e.get_attribute("textContent"))
            for e in block.find_elements(By.CSS_SELECTOR, "svg text")
        ]
        (number,) = pages_with(printed, title + question)
        assert [x for x in labels if x not in words(printed[number - 1])] == []


def test_no_heading_is_the_last_line_of_a_page(browser, printed) -> None:
    headings = texts(browser, "h2:not(#contents), h3:not(.fact h3)")
    seen = 0
    for page in printed:
        body = [line for line in page.extract_text_lines() if line["top"] < page.height - FOOT]
        lines = [bare(line["text"]) for line in body]
        seen += len(set(headings) & set(lines))
        drawn = max((rect["bottom"] for rect in page.rects), default=0)
        if lines and lines[-1] in headings:
            assert drawn > body[-1]["bottom"], lines[-1]
    assert seen >= len(headings) - 1  # one is too long for its line


def test_what_only_a_screen_can_use_is_left_out(printed) -> None:
    whole = "".join(words(page) for page in printed)
    for absent in ("图中数字", "跳到正文", "悬停"):
        assert absent not in whole
    assert whole.count("一、概述") == 1  # the chapter, without the contents
    assert "每个数字的来历" in whole
    assert "见网页版" in whole
    assert "SHA-256" in whole


def test_a_draft_says_so_on_every_page(browser, printed, review: str, tmp_path: Path) -> None:
    def marks(sheet: Page) -> str:
        return "".join(c["text"] for c in sheet.chars if c["size"] > 80)

    assert not any(marks(sheet) for sheet in printed)
    draft = tmp_path / "draft.html"
    draft.write_text(review.replace(" final-page", " draft-page"), encoding="utf-8")
    with pdfplumber.open(io.BytesIO(print_pdf(browser, draft))) as pdf:
        assert [marks(sheet) for sheet in pdf.pages] == ["草稿"] * len(printed)
        for sheet in pdf.pages[:2]:  # and nothing covers it
            picture = sheet.to_image(resolution=36).original.convert("RGB")
            dots = zip(*[iter(picture.tobytes())] * 3, strict=True)
            pale = [dot for dot in dots if dot[0] > 220 and 190 < dot[1] < 225 and dot[1] == dot[2]]
            assert len(pale) > 300
