"""The executed notebooks as they are opened elsewhere: each viewer takes something away, none the sense."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import nh3
import pytest
from executed import Executed
from jupyterlab import asked, gongkai_lab
from nbconvert import HTMLExporter
from selenium import webdriver

from reading import chromium, open_page

pytestmark = pytest.mark.slow
NAMES = ("annual_report", "explore")
# What hides in the page until it is pointed at: in a notebook it would flow into the sentence.
DEFINITION = re.compile(r"公布的年度报告[^。，；\n]{0,20}件数|按归并键")
# What a web site that shows notebooks lets through: no style, no script, no drawing within HTML.
SITE_TAGS = nh3.ALLOWED_TAGS - {"style", "script", "svg"}
SEEN = """
const root = document.querySelector(arguments[0]) || document.body;
return {words: root.innerText,
  pictures: [...root.querySelectorAll('img')].filter(i => i.naturalWidth > 250).length,
  drawings: root.querySelectorAll('svg[role=img], .jp-RenderedSVG, .output_svg').length,
  folded: root.textContent};
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        found.set_window_size(1280, 1000)
        found.set_script_timeout(240)
        yield found


def charts(path: Path) -> int:
    return len(alts(path))


def alts(path: Path) -> list[str]:
    """Return what the charts of a notebook show, in words."""
    cells = nbformat.read(path, as_version=4).cells
    outputs = [o for c in cells for o in c.get("outputs", ()) if "image/png" in o.get("data", {})]
    return [output.metadata["image/png"]["alt"] for output in outputs]


def reads_right(words: str, name: str) -> None:
    assert "哈尔滨市人民防空办公室" in words
    assert "model not found" not in words
    assert "Error displaying" not in words
    assert not DEFINITION.search("\n".join(sentences(words)))
    assert "主动公开政府信息数" in words
    if name == "annual_report":
        assert "公开政府信息136条" in words.replace(" ", "") or "136条" in words
    else:
        for part in ("依申请公开", "申请按时办结率", "申请方式", "核对"):
            assert part in words


def sentences(words: str) -> list[str]:
    """Return the paragraphs of the report's prose: those with more than one full stop."""
    return [line for line in words.splitlines() if line.startswith("　　")]


@pytest.mark.parametrize("template", ["lab", "classic", "basic"])
@pytest.mark.parametrize("name", NAMES)
def test_as_a_page_of_nbconvert(browser, executed: Executed, tmp_path, name, template) -> None:
    path = executed.folder / f"{name}.ipynb"
    page, _ = HTMLExporter(template_name=template).from_filename(str(path))
    shown = tmp_path / "page.html"
    shown.write_text(page, encoding="utf-8")
    open_page(browser, shown)
    seen = browser.execute_script(SEEN, "body")
    reads_right(seen["words"], name)
    assert max(seen["pictures"], seen["drawings"]) >= charts(path) >= 3
    if name == "explore":  # a drawing has no alt text there; the report has its numbers below it
        assert all(alt in seen["folded"] for alt in alts(path))
        assert all("。" in alt.rstrip("。") for alt in alts(path))


@pytest.mark.parametrize("name", NAMES)
def test_on_a_web_site_that_takes_styles_and_drawings_away(executed: Executed, name) -> None:
    words, pictures = [], 0
    for cell in nbformat.read(executed.folder / f"{name}.ipynb", as_version=4).cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/html" in data:
                words.append(nh3.clean(data["text/html"], tags=SITE_TAGS))
                assert "<style" not in data["text/html"]
            elif "image/png" in data:
                pictures += 1
            else:
                words.append(data.get("text/plain", ""))
    text = re.sub(r"<[^>]*>", "", "\n".join(words))
    reads_right(text, name)
    assert pictures == charts(executed.folder / f"{name}.ipynb")
    assert "Box(children" not in text


@pytest.fixture(scope="module")
def address(executed: Executed, tmp_path_factory) -> Iterator[str]:
    work = tmp_path_factory.mktemp("lab")
    for name in NAMES:
        shutil.copy(executed.folder / f"{name}.ipynb", work)
    with gongkai_lab(work, executed.data, tmp_path_factory.mktemp("home")) as found:
        yield found


IN_LAB = """
const words = []; let pictures = 0;  // cells out of sight are taken out of the page, and filled when they are back
for (const [n, cell] of panel.content.widgets.entries()) {
  if (cell.model.type !== 'code') continue;
  await panel.content.scrollToItem(n, 'start');
  const area = cell.outputArea.node;
  await until(() => area.isConnected && (!cell.model.outputs.length || area.innerText.trim()));
  words.push(area.innerText);
  for (const image of area.querySelectorAll('img')) {
    await until(() => image.complete);
    pictures += image.naturalWidth > 250; } }
return {trusted: panel.content.widgets.every(c => c.model.trusted !== false), pictures,
  words: words.join('\\n')};
"""


@pytest.mark.parametrize("name", NAMES)
def test_in_jupyterlab_that_does_not_trust_it(browser, address, executed: Executed, name) -> None:
    browser.get(address.replace("explore.ipynb", f"{name}.ipynb"))
    seen = asked(browser, f"{name}.ipynb", IN_LAB)
    assert not seen["trusted"]
    reads_right(seen["words"], name)
    assert seen["pictures"] >= charts(executed.folder / f"{name}.ipynb")


NARROW = """
app.shell.collapseLeft(); app.shell.collapseRight();
const found = [];
for (const [n, cell] of panel.content.widgets.entries()) {
  if (cell.model.type !== 'code') continue;
  await panel.content.scrollToItem(n, 'start');
  const area = cell.outputArea.node;
  await until(() => area.isConnected && (!cell.model.outputs.length || area.innerText.trim()));
  const width = area.clientWidth;
  for (const image of area.querySelectorAll('img')) await until(() => image.complete);
  found.push({width,
    pictures: [...area.querySelectorAll('img')].map(i => i.getBoundingClientRect().width),
    glance: [...area.querySelectorAll('td > strong')]
      .map(s => s.closest('table').getBoundingClientRect().width)}); }
return found;
"""


@pytest.mark.parametrize("name", NAMES)
def test_in_jupyterlab_on_a_telephone_nothing_at_a_glance_is_cut_off(
    browser, address, name
) -> None:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.get(address.replace("explore.ipynb", f"{name}.ipynb"))
        seen = asked(browser, f"{name}.ipynb", NARROW)
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert sum(len(cell["pictures"]) for cell in seen) >= 3
    assert sum(len(cell["glance"]) for cell in seen) >= 1
    for cell in seen:
        assert max(cell["pictures"] + cell["glance"], default=0) <= cell["width"] + 1


# As VS Code ranks them; in a folder that is not trusted it takes none that could run anything.
EDITOR = (
    "application/vnd.jupyter.widget-view+json", "text/html", "image/svg+xml", "text/latex",
    "text/markdown", "image/png", "image/jpeg", "text/plain",
)  # fmt: skip
UNTRUSTED = ("text/latex", "text/markdown", "image/png", "image/jpeg", "text/plain")


@pytest.mark.parametrize("name", NAMES)
def test_in_an_editor_whatever_kind_it_takes_there_is_something_to_read(
    executed: Executed, name
) -> None:
    notebook = nbformat.read(executed.folder / f"{name}.ipynb", as_version=4)
    states = notebook.metadata.get("widgets", {}).get(
        "application/vnd.jupyter.widget-state+json", {}
    )
    taken = []
    for cell in notebook.cells:
        for data in (o.data for o in cell.get("outputs", ()) if "data" in o):
            first = next(kind for kind in EDITOR if kind in data)
            taken.append(first)
            if first == EDITOR[0]:  # shown from what was saved, without a kernel
                assert data[first]["model_id"] in states["state"]
            plain = next(kind for kind in UNTRUSTED if kind in data)
            assert str(data[plain]).strip(), cell.source
            assert "Box(children" not in str(data[plain])
    assert {"text/html", "image/svg+xml"} <= set(taken)
