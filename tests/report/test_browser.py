"""The finished page in a real browser, with the network off."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

pytestmark = pytest.mark.slow
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
    "--proxy-server=127.0.0.1:9", "--hide-scrollbars",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[webdriver.Chrome]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    driver = shutil.which("chromedriver")
    assert chromium, "chromium is needed: make test installs it where it may"
    assert driver, "chromedriver is needed: make test installs it where it may"
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    found = webdriver.Chrome(options=options, service=Service(driver))
    yield found
    found.quit()


@pytest.fixture
def opened(browser: webdriver.Chrome, published: Path) -> webdriver.Chrome:
    browser.get("about:blank")
    for log in ("browser", "performance"):
        browser.get_log(log)
    browser.get((published / "report.html").as_uri())
    browser.execute_async_script("document.fonts.ready.then(arguments[arguments.length - 1])")
    return browser


def test_it_asks_nobody_for_anything_and_has_nothing_to_complain_of(opened) -> None:
    events = [json.loads(entry["message"])["message"] for entry in opened.get_log("performance")]
    requests = [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
        and event["params"]["documentURL"].startswith("file:")
    ]
    assert [url for url in requests if not url.startswith("data:font/")] == requests[:1]
    assert requests[0].startswith("file:")
    assert opened.get_log("browser") == []


@pytest.mark.parametrize("width", [320, 360, 500, 1280, 1600])
def test_the_page_never_scrolls_sideways(opened, width: int) -> None:
    opened.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    for details in opened.find_elements(By.TAG_NAME, "details"):
        opened.execute_script("arguments[0].open = true", details)
    overflow = opened.execute_script(
        "const w = document.documentElement.clientWidth;"
        "return [...document.querySelectorAll('body, main, main > *, .drawing, .scroll')]"
        ".filter(e => e.getBoundingClientRect().right > w + 1).map(e => e.tagName + '.' + e.className)"
    )
    assert overflow == []
    assert opened.execute_script("window.scrollTo(99, 0); return window.scrollX") == 0
    opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


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
