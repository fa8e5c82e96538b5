"""An analyst's notebook run for one key by the engine that runs the report's own."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import matplotlib as mpl
import nbformat
import pandas as pd
import papermill
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from papermill.engines import papermill_engines

from gongkai.errors import UnreadableError, reason_of
from gongkai.keys import DATA_VARIABLE, Key
from gongkai.report.notebook.notebook import INJECTED_TAG, environment
from gongkai.report.notebook.session import HERE
from gongkai.report.own.kernel import OPTIONS

RUNNING: Final = "GONGKAI_OWN_SECTION"  # set while such a notebook runs: it opens no other
_KERNEL: Final = {"name": "python3", "display_name": "Python 3", "language": "python"}
_OURS: Final = "gongkai-attend"
_ALONE: Final = "import sys; from gongkai.report.own.run import run_to; run_to(*sys.argv[1:])"
_ATTEND: Final = "from gongkai.report.own.kernel import attend\n\nattend()\ndel attend"


def read(path: Path) -> NotebookNode:
    """Return a notebook as it stands; UnreadableError for what is none of Python."""
    name = path.name
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except OSError as error:
        raise UnreadableError(f"无法打开笔记本 {name}（{reason_of(error)}）。") from None
    except Exception:  # noqa: BLE001 - nbformat raises of many kinds
        raise UnreadableError(f"{name} 不是可读的笔记本。请在 JupyterLab 中打开核对。") from None
    language = notebook.metadata.get("kernelspec", {}).get("language", "python")
    if language.lower() != "python":
        raise UnreadableError(f"笔记本 {name} 是 {language} 的，只能运行 Python 笔记本。")
    notebook.metadata["kernelspec"] = dict(_KERNEL)
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def run(path: Path, key: Key, root: Path) -> NotebookNode:
    """Return the notebook with the outputs of its cells; after one that fails none is run.

    It runs in its own folder and finds ``agency``, ``year`` and the data folder. Nothing is written.
    Where cells are being run already, in Jupyter, it has a process of its own.
    """
    notebook = read(path)
    return (
        _apart(path, key, root)
        if InteractiveShell.initialized()
        else _here(notebook, path, key, root)
    )


def _apart(path: Path, key: Key, root: Path) -> NotebookNode:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "executed.ipynb"
        words = (str(path), key.agency, str(key.year), str(root.resolve()), str(target))
        done = subprocess.run(
            [sys.executable, "-c", _ALONE, *words], capture_output=True, check=False
        )
        if done.returncode or not target.is_file():
            raise UnreadableError(f"笔记本 {path.name} 没有运行完。请在 JupyterLab 中打开核对。")
        executed: NotebookNode = nbformat.read(target, as_version=4)
        return executed


def run_to(path: str, agency: str, year: str, root: str, target: str) -> None:
    """Write the executed notebook to a file: all of a process that does nothing else."""
    nbformat.write(run(Path(path), Key(agency, int(year)), Path(root)), target)


def _here(notebook: NotebookNode, path: Path, key: Key, root: Path) -> NotebookNode:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.cells.insert(0, nbformat.v4.new_code_cell(_ATTEND, metadata={"tags": [_OURS]}))
    told = {"kernel_name": "python3", "progress_bar": False}
    variables = {DATA_VARIABLE: str(root.resolve()), RUNNING: "1"}
    with chdir(path.parent), environment(**variables), _as_before(), _quiet():
        prepared = papermill.execute_notebook(
            notebook, None, {"agency": key.agency, "year": key.year}, prepare_only=True, **told
        )
        executed: NotebookNode = papermill_engines.execute_notebook_with_engine(
            HERE, prepared, input_path=str(path), output_path=None, log_output=False, **told
        )
    ours = {_OURS, INJECTED_TAG}
    executed.cells = [c for c in executed.cells if not ours & set(c.metadata.get("tags", ()))]
    return executed


@contextmanager
def _as_before() -> Iterator[None]:
    """Leave the settings of pandas and Matplotlib as they were: cells may run in this process."""
    before: dict[str, Any] = {name: pd.get_option(name) for name in OPTIONS}
    with mpl.rc_context():
        try:
            yield
        finally:
            for name, value in before.items():
                pd.set_option(name, value)
            pyplot = sys.modules.get("matplotlib.pyplot")
            if pyplot is not None:
                pyplot.close("all")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back papermill's remark that a notebook declares no parameters: it need not."""
    logger = logging.getLogger("papermill")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def running() -> bool:
    """Tell whether an analyst's notebook is being run right now."""
    return RUNNING in os.environ
