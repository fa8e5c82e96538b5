"""The fragment in the editors of content-management systems, put in as source and pasted."""

import time
from pathlib import Path

import pytest
from samples import sample_notebook, sample_report
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from gongkai.audit.readers.document import Document
from gongkai.audit.readers.file import read_document
from gongkai.audit.tables.tables import read_tables
from gongkai.report.cms.fragment import FRAGMENT, write_cms
from gongkai.report.page.contents import components
from gongkai.report.verification.fragment import Fragment, read_fragment
from reading import TOOLS

HOST = Path(__file__).with_name("editors.html")
KEYS = (("hrbrfb", 2018), ("yunshan", 2023))  # the sheet of 2014, and the four tables of 2021
EDITORS = ("ueditor", "tinymce", "wangeditor")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Path]:
    """Return for each key the folder with its fragment."""
    made = {}
    for agency, year in KEYS:
        report = sample_report(agency, year)
        made[agency, year] = tmp_path_factory.mktemp(agency) / "cms"
        write_cms(report, components(sample_notebook(agency, year)), made[agency, year])
    return made


@pytest.fixture
def editors(browser: webdriver.Chrome, tmp_path: Path) -> webdriver.Chrome:
    """Return the browser with all three editors open and empty."""
    host = tmp_path / "editors.html"
    host.write_text(HOST.read_text("utf-8").replace("TOOLS", TOOLS.as_uri()), "utf-8")
    browser.get(host.as_uri())
    until = time.monotonic() + 60
    while len(browser.execute_script("return Object.keys(window.ready || {})")) < len(EDITORS):
        assert time.monotonic() < until, "the editors did not open"
        time.sleep(0.1)
    return browser


def press(browser: webdriver.Chrome, *keys: str) -> None:
    actions = ActionChains(browser).key_down(Keys.CONTROL)
    for key in keys:
        actions = actions.send_keys(key)
    actions.key_up(Keys.CONTROL).perform()


def copied(browser: webdriver.Chrome, path: Path) -> None:
    """Copy a page as a person does: open it, select all, copy."""
    host = browser.current_window_handle
    browser.switch_to.new_window("tab")
    browser.get(path.as_uri())
    press(browser, "a", "c")
    browser.close()
    browser.switch_to.window(host)


def pasted(browser: webdriver.Chrome, editor: str, path: Path) -> str:
    copied(browser, path)
    browser.execute_script(f"editors.{editor}.focus()")
    press(browser, "v")
    before, until = "", time.monotonic() + 60
    while True:  # an editor cleans what is pasted after a while
        time.sleep(0.5)
        now = str(browser.execute_script(f"return editors.{editor}.read()"))
        if now == before and len(now) > 2_000:
            return now
        assert time.monotonic() < until, f"nothing came of pasting: {now[:200]}"
        before = now


def by_source(browser: webdriver.Chrome, editor: str, path: Path) -> str:
    text = path.read_text(encoding="utf-8-sig")
    browser.execute_script(f"editors.{editor}.source(arguments[0])", text)
    return str(browser.execute_script(f"return editors.{editor}.read()"))


def alts(fragment: Fragment) -> list[str]:
    return [alt for _, alt in fragment.pictures]


def tables_of(html: str, path: Path, year: int) -> dict[str, object]:
    """Return the official tables as the audit reads them from a page."""
    path.write_text(f"<!doctype html><html lang='zh-CN'><body>{html}</body></html>", "utf-8")
    document = read_document(path)
    assert isinstance(document, Document)
    _, found = read_tables(document, year)
    assert found
    return {name: reading.stated for name, reading in found.items()}


@pytest.mark.slow
def test_the_list_of_ueditor_is_in_force(editors) -> None:
    page = "<main><p>收到3件</p></main><p>答复<data value='2'>2</data>件</p>"
    editors.execute_script("editors.ueditor.source(arguments[0])", page)
    left = read_fragment(str(editors.execute_script("return editors.ueditor.read()")))
    assert left.words.replace("\u200b", "") == "答复件"


@pytest.mark.slow
@pytest.mark.parametrize("way", [by_source, pasted], ids=["source", "paste"])
@pytest.mark.parametrize("editor", EDITORS)
@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[0])
def test_an_editor_loses_nothing_and_lets_no_word_of_a_chart_into_the_text(
    folders, editors, tmp_path, key, editor, way
) -> None:
    path = folders[key] / FRAGMENT
    text = path.read_text(encoding="utf-8-sig")
    ours = read_fragment(text)

    html = way(editors, editor, path)

    theirs = read_fragment(html)
    assert theirs.words == ours.words
    assert theirs.tables == ours.tables
    assert alts(theirs) == alts(ours)
    assert ours.pictures
    page = tmp_path / "back.html"
    assert tables_of(html, page, key[1]) == tables_of(text, page, key[1])
