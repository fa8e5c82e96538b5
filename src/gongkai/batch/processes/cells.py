"""Any notebook's cells as a job: what papermill's engine asks a warm parent for."""

import json
import os
import signal
from pathlib import Path
from typing import Any, NoReturn

import nbformat
from nbclient.exceptions import CellTimeoutError
from papermill.engines import NotebookExecutionManager

from gongkai.report.notebook.session import HereEngine


class _Telling(NotebookExecutionManager):  # type: ignore[misc]  # papermill has no types
    """Tells of each cell as it begins and ends, and ends one that takes too long."""

    def __init__(self, notebook: Any, told: Path, limit: float | None) -> None:
        super().__init__(notebook, progress_bar=False)
        self._told, self._limit = told, limit

    def cell_start(self, cell: Any, cell_index: int | None = None, **given: Any) -> None:
        """Begin a cell; from now on its time runs."""
        super().cell_start(cell, cell_index, **given)
        self._tell({"start": cell_index})
        if self._limit:
            signal.signal(signal.SIGALRM, lambda *_: self._late(cell_index))
            signal.setitimer(signal.ITIMER_REAL, self._limit)

    def cell_complete(self, cell: Any, cell_index: int | None = None, **given: Any) -> None:
        """End a cell, whatever became of it."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        super().cell_complete(cell, cell_index, **given)
        self._tell({"end": cell_index, "cell": dict(cell)})

    def _late(self, cell_index: int | None) -> NoReturn:
        number = 0 if cell_index is None else cell_index + 1
        raise CellTimeoutError(f"第{number}个单元运行超过 {self._limit:g} 秒，已停止。")

    def _tell(self, message: dict[str, Any]) -> None:
        with self._told.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(message) + "\n")


def run_cells(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the executed notebook as plain data; folder and environment are the asker's.

    Into the file ``told`` goes a line as each cell begins and ends; ``limit`` seconds a cell.
    """
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    notebook = nbformat.from_dict(asked["notebook"])
    managed = _Telling(notebook, Path(asked["told"]), asked["limit"])
    HereEngine.execute_managed_notebook(managed, "")
    return dict(managed.nb)
