"""The finished page in a real browser, with the network off."""

import re
from pathlib import Path

import pytest
from samples import notebook_of
from selenium import webdriver
from selenium.webdriver.common.by import By

from conftest import SAMPLE
from gongkai.examined.examine import build
from gongkai.report.page.page import render
from reading import (
    View,
    accessibility_faults,
    complaints,
    look,
    markup_faults,
    open_page,
    requests,
    unfold,
)

pytestmark = pytest.mark.slow


def without_policy(page: str) -> str:
    """Return the page as if it had no Content-Security-Policy."""
    changed = re.sub(r"<meta[^>]*Content-Security-Policy[^>]*>", "", page)
    assert changed != page
    return changed


@pytest.fixture
def opened(browser: webdriver.Chrome, published: Path) -> webdriver.Chrome:
    open_page(browser, published / "review.html")
    return browser


EDITIONS = pytest.mark.parametrize("name", ["report.html", "review.html"])


@EDITIONS
def test_it_asks_nobody_for_anything_and_has_nothing_to_complain_of(
    browser, published: Path, name: str
) -> None:
    open_page(browser, published / name)
    assert requests(browser) == []
    assert complaints(browser) == []
    assert browser.find_elements(By.CSS_SELECTOR, "script, [onclick], [onload]") == []


@EDITIONS
def test_neither_axe_nor_html_validate_finds_a_fault(browser, published: Path, name: str) -> None:
    assert markup_faults(published / name) == []
    assert accessibility_faults(browser, published / name) == []


@EDITIONS
@pytest.mark.parametrize("width", [320, 360, 500, 1280, 1600])
def test_the_page_never_scrolls_sideways(browser, published: Path, width: int, name: str) -> None:
    opened = browser
    open_page(opened, published / name)
    look(opened, View(width))
    unfold(opened)
    overflow = opened.execute_script(
        "const w = document.documentElement.clientWidth;"
        "return [...document.querySelectorAll('body, main, main > *, .drawing, .scroll')]"
        ".filter(e => e.getBoundingClientRect().right > w + 1).map(e => e.tagName + '.' + e.className)"
    )
    assert overflow == []
    assert opened.execute_script("window.scrollTo(99, 0); return window.scrollX") == 0


@pytest.fixture(scope="module")
def with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the public page of a year with the three statutory tables."""
    path = tmp_path_factory.mktemp("tables") / "report.html"
    path.write_text(render(notebook_of(build("yunshan", 2024, SAMPLE))), encoding="utf-8")
    return path


CUT = """return [...document.querySelectorAll("main *")].filter(e =>
  e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible"
  && !e.matches(".skip, svg *")).map(e => e.tagName + "." + e.className)"""
# Text nodes of cells, headings and captions whose lines hold one character each.
STACKED = """return [...document.querySelectorAll("main :is(th, td, caption, h1 span, h2, h3, p)")].filter(e => {
  const range = document.createRange();
  range.selectNodeContents(e);
  const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
  return e.innerText.trim().length > 2 && lines.size > e.innerText.trim().length / 1.5;
}).map(e => e.innerText)"""


def test_on_a_telephone_nothing_is_cut_and_no_label_stands_on_end(browser, with_tables) -> None:
    open_page(browser, with_tables, View(390))
    assert browser.execute_script(CUT) == []
    assert browser.execute_script(STACKED) == []
    small = browser.execute_script(
        """return [...document.querySelectorAll(".chart text")].filter(t => t.textContent.trim())
        .map(t => t.getBoundingClientRect().height)"""
    )
    assert len(small) > 40
    assert min(small) > 9  # pixels of a line
    tables = browser.find_elements(By.CSS_SELECTOR, ".official")
    assert len(tables) == 3
    assert all(t.rect["x"] > 0 and t.rect["x"] + t.rect["width"] <= 390 for t in tables)
    assert markup_faults(with_tables) == []
    assert accessibility_faults(browser, with_tables, [View(390), View(1280)]) == []


def test_a_draft_says_so_wherever_one_looks(browser, page: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.html"
    path.write_text(page.replace(" final-page", " draft-page"), encoding="utf-8")
    open_page(browser, path, View(390))
    mark = browser.execute_script(
        "const s = getComputedStyle(document.body, '::before');"
        "return [s.content, s.position, s.display, s.pointerEvents]"
    )
    assert mark == ['"草稿"', "fixed", "grid", "none"]


def test_the_embedded_font_is_in_use(opened) -> None:
    assert opened.execute_script("return [...document.fonts].map(f => [f.family, f.status])") == [
        ["Noto Sans SC", "loaded"]
    ]


@pytest.mark.parametrize("anchored", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_figure_tells_its_meaning_when_focused(
    browser, review: str, tmp_path: Path, width: int, anchored: bool
) -> None:
    shown = review if anchored else review.replace("@supports (anchor-scope", "@supports (never")
    path = tmp_path / "page.html"
    path.write_text(without_policy(shown), encoding="utf-8")
    open_page(browser, path, View(width))
    figures = browser.find_elements(By.CSS_SELECTOR, ".figure")
    cards = browser.find_elements(By.CSS_SELECTOR, ".card")
    assert len(figures) == len(cards) >= 20
    assert not any(card.is_displayed() for card in cards[:3])
    told = browser.execute_script(
        """return [...document.querySelectorAll(".figure")].map(figure => {
          figure.focus();
          const at = figure.getBoundingClientRect(), card = figure.querySelector(".card");
          const box = card.getBoundingClientRect(), gap = Math.max(box.top - at.bottom, at.top - box.bottom);
          return [card.innerText, box.left, box.right, box.height, gap, box.top < at.bottom && box.bottom > at.top];
        })"""
    )
    for words, left, right, height, gap, covers in told:
        assert len(words.splitlines()) >= 2
        assert 0 <= left < right <= width
        assert 20 < height < 300
        assert gap < 12  # close enough for a pointer to reach it
        assert not covers
    assert any("42÷42" in words for words, *_ in told)  # a rate shows its two numbers
    assert browser.execute_script("return document.documentElement.scrollWidth") == width


def test_charts_are_drawn_with_words_that_can_be_selected(opened) -> None:
    charts = opened.find_elements(By.CSS_SELECTOR, "svg.chart")
    assert len(charts) >= 8
    for chart in charts:
        box = opened.execute_script(
            "const b = arguments[0].getBoundingClientRect(); return [b.width, b.height]", chart
        )
        assert min(box) > 60
        assert (
            opened.execute_script("return arguments[0].querySelectorAll('text').length", chart) > 3
        )


def test_a_link_of_the_contents_shows_its_heading_though_nothing_between_was_laid_out(
    browser, published: Path
) -> None:
    address = (published / "review.html").as_uri()
    look(browser)
    for n in (1, -6, -2, -1):
        browser.get("about:blank")
        browser.get(address)
        link = browser.find_elements(By.CSS_SELECTOR, "nav a")[n]
        name = link.get_attribute("href").partition("#")[2]
        link.click()
        top = browser.execute_async_script(
            """const [name, done] = arguments, heading = document.getElementById(name);
            let frames = 20;
            const next = () => --frames ? requestAnimationFrame(next) : done(heading.getBoundingClientRect().top);
            next();""",
            name,
        )
        assert -1 <= top < 300, name


def test_a_card_is_not_cut_by_the_chapter_that_it_stands_in(browser, published: Path) -> None:
    look(browser)
    browser.get((published / "review.html").as_uri())
    seen = browser.execute_async_script(
        """const done = arguments[0], figure = [...document.querySelectorAll(".chapter~.chapter .figure")].at(-1);
        figure.scrollIntoView({block: "center"});
        figure.focus();
        requestAnimationFrame(() => requestAnimationFrame(() => {
          const card = figure.querySelector(".card"), box = card.getBoundingClientRect();
          done([getComputedStyle(figure.closest(".chapter")).contentVisibility,
            ...[box.top + 3, box.bottom - 3].map(y => card.contains(document.elementFromPoint(box.left + 9, y)))]);
        }));"""
    )
    assert seen == ["visible", True, True]


def test_every_link_of_the_contents_leads_somewhere(opened) -> None:
    broken = opened.execute_script(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
        ".filter(h => !document.getElementById(h.slice(1)))"
    )
    assert broken == []
    assert (
        opened.execute_script(
            "const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
            "return ids.filter((id, n) => ids.indexOf(id) !== n)"
        )
        == []
    )
