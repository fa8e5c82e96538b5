"""Any notebook's cells as a job: what papermill's engine asks a warm parent for."""

import os
from typing import Any

import nbformat
from papermill.engines import NotebookExecutionManager

from gongkai.report.notebook.session import HereEngine


def run_cells(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the executed notebook as plain data; folder and environment are the asker's."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    managed = NotebookExecutionManager(nbformat.from_dict(asked["notebook"]), progress_bar=False)
    HereEngine.execute_managed_notebook(managed, "")
    return dict(managed.nb)
