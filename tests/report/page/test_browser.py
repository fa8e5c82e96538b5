"""The finished page in a real browser, with the network off."""

from pathlib import Path

import pytest
from samples import sample_notebook
from selenium import webdriver
from selenium.webdriver.common.by import By

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
    path.write_text(render(sample_notebook("yunshan", 2024)), encoding="utf-8")
    return path


CUT = """return [...document.querySelectorAll("main *")].filter(e =>
  e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible"
  && !e.matches(".skip, .said, svg *")).map(e => e.tagName + "." + e.className)"""
# Text of cells, headings and captions that are seen, whose lines hold one character each.
STACKED = """return [...document.querySelectorAll("main :is(th, td, caption:not(.said), h1 span, h2, h3, p)")].filter(e => {
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
    assert len(small) > 10
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


# Where an element stands in the window, once what came near is laid out.
SETTLED = """const [e, centred, done] = arguments;
  let frames = 6;
  const next = () => {
    if (centred) e.scrollIntoView({block: "center"});
    --frames ? requestAnimationFrame(next) : done(e.getBoundingClientRect().top);
  };
  next();"""


@pytest.mark.parametrize("width", [320, 1280])
def test_a_number_brings_up_all_that_is_known_of_it_and_leads_back(
    browser, published: Path, width: int
) -> None:
    look(browser, View(width))
    browser.get("about:blank")
    browser.get((published / "review.html").as_uri())
    numbers = browser.find_elements(By.CSS_SELECTOR, "a.figure, .official a, .summary a")
    assert len(numbers) > 60
    for number in (numbers[0], numbers[12], numbers[-1]):
        before = browser.execute_async_script(SETTLED, number, True)
        number.click()
        assert browser.execute_async_script(SETTLED, number, False) == pytest.approx(before, abs=1)
        entry = browser.find_element(By.CSS_SELECTOR, ".fact:target")
        assert number.get_attribute("href").endswith(f"#{entry.get_attribute('id')}")
        assert entry.find_element(By.CSS_SELECTOR, "data").text == number.text
        assert {"定义", "依据", "所在"} <= {
            b.text for b in entry.find_elements(By.CSS_SELECTOR, "p>b")
        }
        box = entry.rect
        assert 0 <= box["x"] < box["x"] + box["width"] <= width
        assert browser.execute_script(
            "const b = arguments[0].getBoundingClientRect(); return b.top > 0 && b.bottom <= innerHeight",
            entry,
        )
        back = {
            a.get_attribute("href")
            for a in entry.find_elements(By.CSS_SELECTOR, "p:last-of-type a")
        }
        assert any(href.endswith(f"#{number.get_attribute('id')}") for href in back)
        shut = next(e for e in browser.find_elements(By.CSS_SELECTOR, ".shut") if e.is_displayed())
        shut.click()
        assert browser.find_elements(By.CSS_SELECTOR, ".fact:target") == []


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


def test_a_link_of_the_contents_shows_its_heading(browser, published: Path) -> None:
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
