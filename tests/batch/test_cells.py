"""Cells in a forked child come out as from a fresh kernel, and leave nothing to the next notebook."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from conftest import REPOSITORY, SAMPLE
from gongkai.batch.processes.threads import threads_awake
from gongkai.batch.processes.workers import can_fork
from gongkai.report.notebook.notebook import without_traces

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fork(), reason="workers do not fork on this platform"),
]
SPEC = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
CELLS = [
    "import asyncio, sys\nprint('出'); print('错', file=sys.stderr)\n1 + 1",
    "await asyncio.sleep(0)\n'等到了'",
    "x = 5;",
    "from IPython.display import HTML, Markdown, display, update_display\ndisplay(HTML('<b>粗</b>'), Markdown('**字**'))",
    "h = display('一', display_id='甲'); update_display('二', display_id='甲')",
    "from IPython.display import clear_output\nprint('无'); clear_output(); print('有')",
    "import pandas as pd\npd.DataFrame({'甲': [1, 2], '乙': ['a', None]})",
    "_, _7, In[1][:6], len(Out)",
    "%who_ls int",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.gcf().get_size_inches().tolist()",
    "hasattr(get_ipython(), 'kernel')",
    "import threading\nt = threading.Thread(target=lambda: print('线程')); t.start(); t.join()",
    "import subprocess\nsubprocess.run(['echo', '子进程'], capture_output=True, text=True).stdout",
    "import polars as pl\npl.DataFrame({'a': [1, 2, 3]}).lazy().select(pl.col('a').sum()).collect().item()",
    "import numpy as np\n(np.ones((50, 50)) @ np.ones((50, 50)))[0, 0]",
    "from concurrent.futures import ThreadPoolExecutor\nlist(ThreadPoolExecutor(2).map(abs, [-1, -2]))",
    "import warnings\nwarnings.warn('小心')",
    "class A:\n    def _repr_mimebundle_(self, **k): return {'text/plain': 'A', 'application/x+json': {'a': 1}}\nA()",
    "None",
    "1 / 0",
    "print('到不了')",
]


def notebook(*sources: str) -> nbformat.NotebookNode:
    cells = [new_markdown_cell("# 试"), *(new_code_cell(source) for source in sources)]
    return new_notebook(cells=cells, metadata=SPEC)


def executed(book: nbformat.NotebookNode, folder: Path, engine: str | None) -> Any:
    path = folder / f"{engine}.ipynb"
    try:
        return papermill.execute_notebook(
            book, str(path), engine_name=engine, progress_bar=False, cwd=str(folder)
        )
    except papermill.PapermillExecutionError:
        return nbformat.read(path, as_version=4)


def outputs(book: nbformat.NotebookNode) -> list[Any]:
    """Return each cell's count and outputs; what names a process or place is levelled."""
    text = [
        (cell.execution_count, [dict(o) for o in cell.outputs])
        for cell in book.cells
        if cell.cell_type == "code"
    ]
    return json.loads(json.dumps(text))


def level(found: list[Any]) -> list[Any]:
    for _, shown in found:
        for output in shown:
            if output["output_type"] == "error":
                output["traceback"] = len(output["traceback"])
            if output["output_type"] == "stream" and "小心" in output["text"]:
                output["text"] = output["text"].partition("UserWarning")[2].splitlines()[0]
            if "image/png" in output.get("data", {}):
                output["data"]["image/png"] = "png"
    return found


def test_no_cell_differs_from_a_fresh_kernel_s(tmp_path: Path) -> None:
    book = notebook(*CELLS)
    fresh = level(outputs(executed(book, tmp_path, None)))
    forked = level(outputs(executed(book, tmp_path, "gongkai")))
    for source, one, other in zip(CELLS, forked, fresh, strict=False):
        assert one == other, source
    assert forked == fresh
    assert sum(count is not None for count, _ in fresh) > len(CELLS) - 2


def test_a_kernel_in_a_child_looks_at_no_module_for_its_debugger(tmp_path: Path) -> None:
    look = "import sys, ipykernel.ipkernel as k\n[k.sys is sys, len(get_ipython().kernel._kernel_modules)]"
    ((_, (shown,)),) = outputs(executed(notebook(look), tmp_path, "gongkai"))
    assert shown["data"]["text/plain"] == "[True, 0]"


def test_nothing_passes_from_one_notebook_to_the_next(tmp_path: Path) -> None:
    spoil = notebook(
        "import builtins, os, sys, gongkai.keys, matplotlib\nbuiltins.spoilt = 1\n"
        "os.environ['SPOILT'] = '1'; sys.path.insert(0, '/spoilt'); os.chdir('/')\n"
        "gongkai.keys.DATA_VARIABLE = 'spoilt'; matplotlib.rcParams['font.size'] = 99\n"
        "spoilt = 2"
    )
    look = notebook(
        "import builtins, os, sys, gongkai.keys, matplotlib\n"
        "[hasattr(builtins, 'spoilt'), 'SPOILT' in os.environ, '/spoilt' in sys.path, os.getcwd() == '/',"
        " gongkai.keys.DATA_VARIABLE, matplotlib.rcParams['font.size'], 'spoilt' in globals()]"
    )
    before = outputs(executed(look, tmp_path, "gongkai"))
    executed(spoil, tmp_path, "gongkai")
    assert outputs(executed(look, tmp_path, "gongkai")) == before
    assert before[0][1][0]["data"]["text/plain"].startswith("[False, False, False, False, 'GONGKAI")


def test_papermill_with_the_engine_makes_the_report_of_plain_papermill(
    tmp_path: Path, faultless: Path
) -> None:
    command = [sys.executable, "-m", "papermill", str(REPOSITORY / "notebooks/annual_report.ipynb")]
    done = subprocess.run(
        [*command, "out.ipynb", "--engine", "gongkai", "-p", "agency", "hrbrfb", "-p", "year", "2018"],
        cwd=tmp_path, env=os.environ | {"GONGKAI_DATA": str(SAMPLE)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = without_traces(nbformat.read(tmp_path / "out.ipynb", as_version=4))
    ours = nbformat.read(faultless / "hrbrfb" / "2018" / "report.ipynb", as_version=4)
    assert outputs(made) == outputs(ours)
    assert [c.source for c in made.cells] == [c.source for c in ours.cells]


def test_what_cells_print_goes_where_plain_papermill_puts_it(tmp_path: Path) -> None:
    book = notebook("import sys\nprint('甲'); print('乙', file=sys.stderr)", "print('丙', end='')")
    found = []
    for engine in (None, "gongkai"):
        files = [(tmp_path / f"{engine}.{n}").open("w+", encoding="utf-8") for n in ("out", "err")]
        papermill.execute_notebook(
            book, None, engine_name=engine, progress_bar=False, stdout_file=files[0], stderr_file=files[1]
        )  # fmt: skip
        found.append([Path(file.name).read_text("utf-8") for file in files])
        for file in files:
            file.close()
    assert found[0] == found[1] == ["甲\n丙", "乙\n"]


def test_a_thread_at_work_forbids_the_fork() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait, name="at work")
    before = threads_awake()
    thread.start()
    after = threads_awake()
    done.set()
    thread.join()
    assert len(after) == len(before) + 1


def test_a_cell_that_takes_too_long_is_named_and_the_cells_before_it_are_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    book = notebook(
        "print('甲')",
        "import ipywidgets\nipywidgets.IntSlider()",
        "import time\nwhile True: time.sleep(0.05)",
        "print('到不了')",
    )
    path = tmp_path / "late.ipynb"
    caplog.set_level("INFO", "papermill")
    with pytest.raises(papermill.PapermillExecutionError, match=r"第4个单元运行超过 1 秒"):
        papermill.execute_notebook(
            book, str(path), engine_name="gongkai", progress_bar=False,
            execution_timeout=1, log_output=True,
        )  # fmt: skip
    made = nbformat.read(path, as_version=4)
    cells = [cell for cell in made.cells if cell.cell_type == "code"][-4:]
    assert cells[0].outputs[0].text == "甲\n"
    assert cells[1].outputs[0].data["application/vnd.jupyter.widget-view+json"]
    assert cells[2].outputs[0].ename == "CellTimeoutError"
    assert cells[3].outputs == []
    assert "application/vnd.jupyter.widget-state+json" in made.metadata.widgets
    assert "甲" in caplog.text
