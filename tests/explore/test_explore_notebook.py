"""The notebooks from a clean kernel: no error, nothing written elsewhere, no person in what is saved."""

import json
import re

import nbformat
import pytest
from executed import Executed, hashes
from nbconvert import SlidesExporter
from test_canary import traces

from conftest import REPOSITORY

EXPLORE = REPOSITORY / "notebooks" / "explore.ipynb"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["annual_report", "explore"])
def test_a_notebook_runs_from_a_clean_kernel_and_takes_no_person_along(
    executed: Executed, name: str
) -> None:
    assert traces((executed.data / "hrbrfb" / "2018" / "requests.csv").read_bytes())
    notebook = nbformat.read(executed.folder / f"{name}.ipynb", as_version=4)
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    assert {o.output_type for o in outputs} <= {"execute_result", "display_data"}
    assert len(outputs) >= 10
    saved = nbformat.writes(notebook)
    assert "哈尔滨市人民防空办公室" in saved
    assert traces(saved.encode()) == []
    assert str(executed.data) not in saved
    assert hashes(executed.data) == executed.hashes
    assert list(executed.work.iterdir()) == []
    if name == "explore":  # the controls are saved as well as what they show
        widgets = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
        lists = [w for w in widgets.values() if w["model_name"] == "DropdownModel"]
        assert len(lists) >= 8


@pytest.mark.parametrize("name", ["annual_report", "explore", "explore_en"])
def test_as_slides_every_heading_begins_one_and_the_set_up_is_none(name: str) -> None:
    path = EXPLORE.with_name(f"{name}.ipynb")
    page, _ = SlidesExporter(exclude_input=True).from_filename(str(path))
    pages = page.partition('<div class="slides">')[2].split("<section>")
    assert len(pages) > 15
    headed = [len(re.findall(r"<h[12][ >]", one)) for one in pages]
    assert max(headed) == 1
    assert sum(headed) == len(re.findall(r'"# |"## ', path.read_text("utf-8"))) - (
        name == "annual_report"
    )


def test_both_languages_explore_the_same_with_the_same_words_left_out() -> None:
    chinese, english = (
        nbformat.read(EXPLORE.with_name(f"{name}.ipynb"), as_version=4).cells
        for name in ("explore", "explore_en")
    )
    assert [cell.cell_type for cell in chinese] == [cell.cell_type for cell in english]
    han = [
        c
        for cell in english
        for c in cell.source.replace("申请人", "")
        if "\u4e00" <= c <= "\u9fff"
    ]
    assert han == []


def test_the_exploring_notebook_holds_no_logic() -> None:
    cells = json.loads(EXPLORE.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            own = source.removeprefix('import os\n\nos.environ["GONGKAI_LANG"] = "zh"\n')
            assert len([line for line in own.splitlines() if line]) <= 3, source
            for word in ("def ", "for ", "try", "while ", "lambda", "open(", "personal"):
                assert word not in source
        else:
            assert any("\u4e00" <= character <= "\u9fff" for character in source)
    assert sum(cell["cell_type"] == "code" for cell in cells) >= 15
