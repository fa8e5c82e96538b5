"""One notebook executed for one key: strict about parameters, silent about the machine."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from gongkai.errors import GongkaiError, UsageError
from gongkai.keys import DATA_VARIABLE, Key

PARAMETERS: Final = ("agency", "year", "data_dir")
INJECTED_TAG: Final = "injected-parameters"
_INJECTED: Final = re.compile(r"^# Parameters\b")
_ASSIGNED: Final = re.compile(r"^([A-Za-z_]\w*)\s*=", re.MULTILINE)


class ExecutionError(GongkaiError):
    """A cell of the notebook failed."""


def notebook_path(name: str = "annual_report") -> Path:
    """Return a notebook that comes with the program: the installed one, else the repository's."""
    installed = Path(str(files("gongkai"))) / "notebooks" / f"{name}.ipynb"
    repository = Path(__file__).parents[3] / "notebooks" / f"{name}.ipynb"
    return installed if installed.is_file() else repository


def refuse_unknown_parameters(names: Sequence[str]) -> None:
    """Raise UsageError for a parameter that the notebook does not declare.

    >>> refuse_unknown_parameters(["agency", "yaer"])
    Traceback (most recent call last):
    gongkai.errors.UsageError: 笔记本没有参数“yaer”。可用的参数：agency、year、data_dir。请改正后重新运行。
    """
    for name in names:
        if name not in PARAMETERS:
            known = "、".join(PARAMETERS)
            raise UsageError(f"笔记本没有参数“{name}”。可用的参数：{known}。请改正后重新运行。")


def injected_names(history: Sequence[str]) -> tuple[str, ...]:
    """Return the names that papermill's injected cell assigned, from the cells run so far.

    Plain papermill only logs an unknown parameter and runs on with the default, so the first
    call of the notebook looks at what was injected.

    >>> injected_names(["agency = 'x'", "# Parameters\\nyaer = 2018\\n"])
    ('yaer',)
    """
    return tuple(
        name for source in history if _INJECTED.match(source) for name in _ASSIGNED.findall(source)
    )


def execute(key: Key, root: Path, target: Path) -> nbformat.NotebookNode:
    """Run the notebook for a key, write it to ``target`` and return it.

    The data folder travels by environment, so that no path of the machine is left in the file.
    """
    with _environment(**{DATA_VARIABLE: str(root.resolve())}):
        try:
            papermill.execute_notebook(
                str(notebook_path()),
                str(target),
                parameters={"agency": key.agency, "year": key.year},
                kernel_name="python3",
                progress_bar=False,
                log_output=False,
                request_save_on_cell_execute=False,
                record_timing=False,
                start_timeout=120,
                extra_arguments=["--log-level=ERROR"],
            )
        except PapermillExecutionError as error:
            raise ExecutionError(
                f"笔记本第{error.exec_count or '?'}个单元运行失败（{error.ename}：{error.evalue}）。"
                "请先运行 gongkai check 查看数据问题。"
            ) from None
    notebook = without_traces(nbformat.read(target, as_version=4))
    nbformat.write(notebook, target)
    return notebook


def without_traces(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a copy without times, paths and versions of the machine that ran it."""
    clean: nbformat.NotebookNode = nbformat.from_dict(
        {**notebook, "cells": [_bare(cell) for cell in notebook.cells]}
    )
    clean.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    return clean


def _bare(cell: Any) -> dict[str, Any]:
    tags = cell.metadata.get("tags", [])
    injected = {"id": INJECTED_TAG} if INJECTED_TAG in tags else {}  # papermill draws its id by lot
    return {**cell, **injected, "metadata": {"tags": tags} if tags else {}}


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
