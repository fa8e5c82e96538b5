"""The notebook as the ecosystem runs it: papermill and nbconvert from the shell."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from papermill import PapermillExecutionError, execute_notebook, inspect_notebook

from conftest import REPOSITORY, SAMPLE
from gongkai.examined.inputs import notebook_path
from gongkai.report.content.editions import Edition
from gongkai.report.notebook.parameters import PARAMETERS
from gongkai.report.page.page import render

NOTEBOOK = REPOSITORY / "notebooks" / "annual_report.ipynb"
CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
CODE = ["".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "code"]

pytestmark = pytest.mark.slow


def shell(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False
    )


def papermill(target: Path, **parameters: object) -> subprocess.CompletedProcess[str]:
    pairs = [word for name, value in parameters.items() for word in ("-p", name, str(value))]
    return shell("papermill", str(NOTEBOOK), str(target), *pairs, cwd=SAMPLE.parent)


def nbconvert(folder: Path, *options: str) -> None:
    command = ["jupyter", "nbconvert", "--to", "html", "--template", "gongkai", *options]
    made = shell(*command, "report.ipynb", cwd=folder)
    assert made.returncode == 0, made.stderr


def test_plain_papermill_and_nbconvert_make_the_same_pages(tmp_path: Path, page: str) -> None:
    done = papermill(tmp_path / "report.ipynb", agency="hrbrfb", year=2018)
    assert done.returncode == 0, done.stderr
    nbconvert(tmp_path)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == page
    nbconvert(tmp_path, "--PagePreprocessor.edition=review", "--output", "review")
    # The command's review tells besides who signed, which no notebook knows.
    ours = render(nbformat.read(tmp_path / "report.ipynb", as_version=4), Edition.REVIEW)
    assert (tmp_path / "review.html").read_text(encoding="utf-8") == ours


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"agency": "hrbrfb", "yaer": 2018}, "笔记本没有参数“yaer”"),
        ({"agency": "hrbrfb", "year": "twenty"}, "年度“twenty”不是"),
        ({"agency": "nobody", "year": 2018}, "没有代码为“nobody”的机关"),
    ],
)
def test_a_wrong_parameter_stops_plain_papermill(tmp_path, parameters, told: str) -> None:
    with pytest.raises(PapermillExecutionError, match=told):
        execute_notebook(
            NOTEBOOK, tmp_path / "report.ipynb", parameters, progress_bar=False, cwd=SAMPLE.parent
        )


def test_the_executed_notebook_keeps_nothing_of_the_machine(executed, published: Path) -> None:
    text = json.dumps(executed, ensure_ascii=False)
    for trace in (
        str(REPOSITORY),
        str(Path.home()),
        str(published),
        "papermill",
        "start_time",
        "/tmp/",
    ):
        assert trace not in text
    assert executed.metadata.language_info == {"name": "python"}


def test_the_notebook_is_a_story_not_a_program() -> None:
    inferred = inspect_notebook(NOTEBOOK)
    types = {name: told["inferred_type_name"] for name, told in inferred.items()}
    assert types == {"agency": "str", "year": "int", "data_dir": "str"}
    assert all(told["help"] for told in inferred.values())
    assert [line.split(":")[0] for line in CODE[0].splitlines()] == list(PARAMETERS)
    for source in CODE[1:]:
        lines = [line for line in source.splitlines() if line and not line.startswith("import")]
        assert len(lines) == 1, source
        for word in ("def ", "for ", "try", "while ", "/"):
            assert word not in source
    kinds = [cell["cell_type"] for cell in CELLS]
    assert kinds[0] == "markdown"
    assert all(not cell.get("outputs") for cell in CELLS)
    assert [c for c in CELLS if "parameters" in c["metadata"].get("tags", [])] == [
        next(c for c in CELLS if c["cell_type"] == "code")
    ]


def test_the_notebook_is_found() -> None:
    assert notebook_path().is_file()


def test_a_kernel_loads_nothing_that_only_runs_and_renders_notebooks() -> None:
    program = (
        "import sys, gongkai.report.story, gongkai.explore.desk;"
        "print({'nbformat', 'nbconvert', 'papermill', 'jsonschema'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
