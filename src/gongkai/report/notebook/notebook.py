"""One notebook executed for one key: strict about parameters, silent about the machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import nbformat
import papermill
from IPython.core.interactiveshell import InteractiveShell
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors

from gongkai.errors import GongkaiError
from gongkai.examined.inputs import notebook_path
from gongkai.keys import DATA_VARIABLE, Key
from gongkai.report.notebook.session import HERE
from gongkai.report.notebook.text import notebook_text

INJECTED_TAG: Final = "injected-parameters"
_MOST_PRINTED: Final = 1_000_000  # characters


class ExecutionError(GongkaiError):
    """A cell of the notebook failed."""


def execute(key: Key, root: Path, target: Path) -> nbformat.NotebookNode:
    """Run the notebook for a key, write it to ``target`` and return it.

    The data folder travels by environment, so that no path of the machine is left in the file.
    The cells run in this process, unless it is an analyst's notebook itself.
    """
    with environment(**{DATA_VARIABLE: str(root.resolve())}):
        try:
            executed = _executed({"agency": key.agency, "year": key.year})
        except PapermillExecutionError as error:
            # The words of a strange error may hold a record's; our own are written for readers.
            ours = error.ename in {kind.__name__ for kind in GongkaiError.__subclasses__()}
            told = f"{error.ename}：{error.evalue}" if ours else error.ename
            raise ExecutionError(
                f"笔记本第{error.exec_count or '?'}个单元运行失败（{told}）。"
                "请先运行 gongkai check 查看数据问题。"
            ) from None
    notebook = without_traces(executed)
    if _printed(notebook) > _MOST_PRINTED:
        raise ExecutionError("笔记本输出过多，没有写出报告。请删去笔记本中大量打印的语句。")
    target.write_text(notebook_text(notebook) + "\n", "utf-8", newline="\n")
    return notebook


def _executed(parameters: dict[str, Any]) -> nbformat.NotebookNode:
    """Return the notebook as papermill runs it, but not put into text that nobody reads."""
    kind = {"kernel_name": "python3", "progress_bar": False}
    path = str(notebook_path())
    prepared = papermill.execute_notebook(path, None, parameters, prepare_only=True, **kind)
    engine = None if InteractiveShell.initialized() else HERE
    executed: nbformat.NotebookNode = papermill_engines.execute_notebook_with_engine(
        engine, prepared, input_path=path, output_path=None, log_output=False, **kind
    )
    raise_for_execution_errors(executed, None)
    return executed


def _printed(notebook: nbformat.NotebookNode) -> int:
    """Return how many characters the cells printed."""
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", ())]
    return sum(len(o.text) for o in outputs if o.output_type == "stream")


def without_traces(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return the notebook without times, paths and versions of the machine that ran it."""
    kept = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    cells = [_bare(cell) for cell in notebook.cells]
    return nbformat.NotebookNode({**notebook, "cells": cells, "metadata": nbformat.from_dict(kept)})


class _Whole(nbformat.NotebookNode):
    """An output's JSON, in which nbformat changes nothing when it writes a copy: so it is not copied."""

    def __deepcopy__(self, _: dict[int, Any]) -> "_Whole":
        return self


def _bare(cell: nbformat.NotebookNode) -> nbformat.NotebookNode:
    tags = cell.metadata.get("tags", [])
    injected = {"id": INJECTED_TAG} if INJECTED_TAG in tags else {}  # papermill draws its id by lot
    bare = {**cell, **injected, "metadata": nbformat.from_dict({"tags": tags} if tags else {})}
    if "outputs" in cell:
        bare["outputs"] = [_shown(output) for output in cell.outputs]
    return nbformat.NotebookNode(bare)


def _shown(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    if "data" not in output:
        return output
    data = {k: _Whole(v) if isinstance(v, dict) else v for k, v in output["data"].items()}  # type: ignore[no-untyped-call]
    return nbformat.NotebookNode({**output, "data": nbformat.NotebookNode(data)})


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Have variables in the environment for a while."""
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
