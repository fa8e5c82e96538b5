"""The finished page in a real browser, with the network off."""

from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

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
    open_page(browser, published / "report.html")
    return browser


def test_it_asks_nobody_for_anything_and_has_nothing_to_complain_of(opened) -> None:
    assert requests(opened) == []
    assert complaints(opened) == []


def test_neither_axe_nor_html_validate_finds_a_fault(browser, published: Path) -> None:
    assert markup_faults(published / "report.html") == []
    assert accessibility_faults(browser, published / "report.html") == []


@pytest.mark.parametrize("width", [320, 360, 500, 1280, 1600])
def test_the_page_never_scrolls_sideways(opened, width: int) -> None:
    look(opened, View(width))
    unfold(opened)
    overflow = opened.execute_script(
        "const w = document.documentElement.clientWidth;"
        "return [...document.querySelectorAll('body, main, main > *, .drawing, .scroll')]"
        ".filter(e => e.getBoundingClientRect().right > w + 1).map(e => e.tagName + '.' + e.className)"
    )
    assert overflow == []
    assert opened.execute_script("window.scrollTo(99, 0); return window.scrollX") == 0


def test_the_embedded_font_is_in_use(opened) -> None:
    assert opened.execute_script("return [...document.fonts].map(f => [f.family, f.status])") == [
        ["Noto Sans SC", "loaded"]
    ]


def test_a_figure_tells_its_meaning_when_focused(opened) -> None:
    figure = opened.find_element(By.CSS_SELECTOR, ".figure")
    card = figure.find_element(By.CSS_SELECTOR, ".card")
    assert not card.is_displayed()
    opened.execute_script("arguments[0].focus()", figure)
    assert card.is_displayed()
    assert card.text


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
