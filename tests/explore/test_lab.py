"""``gongkai lab`` in a real browser: both notebooks run, the widgets move the figures."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from jupyterlab import asked, gongkai_lab, run_all
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from conftest import SAMPLE
from reading import chromium, requests

pytestmark = pytest.mark.slow
OPEN_THE_OTHER = "await app.commands.execute('docmanager:open', {path: 'annual_report.ipynb'});"
TOP = "panel.content.activeCellIndex = 1; await panel.content.scrollToItem(1, 'center');"


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        found.set_window_size(1280, 1000)
        found.set_script_timeout(240)
        yield found


@pytest.fixture(scope="module")
def work(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def address(work: Path, tmp_path_factory) -> Iterator[str]:
    with gongkai_lab(work, SAMPLE, tmp_path_factory.mktemp("home")) as found:
        yield found


def shown(browser: webdriver.Chrome) -> tuple[str, str]:
    """Return the heading of the chosen year and its key figures, read in one look."""
    heading, figures = browser.execute_script(
        "const heading = document.querySelector('.jp-OutputArea-output h3');"
        "const words = (part) => part ? part.innerText : '';"
        "return [words(heading), words(heading && heading.parentElement.querySelector('table'))]"
    )
    return heading, figures


def choose(browser: webdriver.Chrome, number: int, words: str) -> None:
    """Choose from a list of the desk; JupyterLab may draw the cell anew while one reaches for it."""

    def chosen(found: webdriver.Chrome) -> bool:
        lists = found.find_elements(By.CSS_SELECTOR, ".widget-dropdown select")
        Select(lists[number]).select_by_visible_text(words)
        return True

    redrawn = [StaleElementReferenceException, IndexError]
    WebDriverWait(browser, 60, 0.1, ignored_exceptions=redrawn).until(chosen)


def test_both_notebooks_run_and_the_widgets_move_the_figures(browser, address, work) -> None:
    browser.get(address)
    ran = run_all(browser, "explore.ipynb")
    assert all(cell["count"] for cell in ran)
    outputs = [output for cell in ran for output in cell["outputs"]]
    assert {o["output_type"] for o in outputs} <= {"execute_result", "display_data"}, outputs
    assert "文件" in browser.find_element(By.CSS_SELECTOR, ".lm-MenuBar").text
    asked(browser, "explore.ipynb", TOP)
    wait = WebDriverWait(browser, 60, poll_frequency=0.1)
    wait.until(lambda b: shown(b)[0] == "哈尔滨市人民防空办公室　2018年")
    before = shown(browser)
    choose(browser, 0, "云杉市园林绿化局（虚构）")
    wait.until(lambda b: shown(b)[0] == "云杉市园林绿化局（虚构）　2018年")
    moved = shown(browser)
    assert moved[1] != before[1]
    choose(browser, 1, "2017")
    wait.until(lambda b: shown(b)[0] == "云杉市园林绿化局（虚构）　2017年")
    assert shown(browser)[1] not in (before[1], moved[1])
    asked(browser, "explore.ipynb", "return 'idle: every view has followed';")
    assert browser.find_elements(By.CSS_SELECTOR, "[data-mime-type$='error'], .gk-error") == []
    # A log line of Jupyter's own is no error.
    said = browser.find_elements(By.CSS_SELECTOR, "[data-mime-type*='stderr']")
    logged = [part.get_attribute("innerText") for part in said]
    assert [text for text in logged if "Traceback" in text or "Error" in text] == []

    asked(browser, "explore.ipynb", OPEN_THE_OTHER)
    ran = run_all(browser, "annual_report.ipynb")
    kinds = {output["output_type"] for cell in ran for output in cell["outputs"]}
    assert kinds == {"display_data"}

    host = address.split("/lab")[0].removeprefix("http://")
    outside = [
        u for u in requests(browser) if f"//{host}/" not in u and u.startswith(("http", "ws"))
    ]
    assert outside == []


def test_it_listens_to_nobody_without_its_token(address) -> None:
    """Asked by one who never had the token: a page of the lab left open would renew its own cookie."""
    lab = address.split("?")[0]
    with urllib.request.urlopen(lab, timeout=60) as answer:
        assert "/login" in answer.geturl()
        assert "token" in answer.read().decode().lower()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(lab.split("/lab")[0] + "/api/contents", timeout=60)
    assert refused.value.code == 403
    refused.value.close()
