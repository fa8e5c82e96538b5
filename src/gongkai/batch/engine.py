"""``papermill --engine gongkai``: a notebook in a child of a warm parent, like any other job.

Papermill imports this whenever it is imported itself, and before it is whole: so nothing is
imported here but papermill's own engines, and nothing of the package imports this.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from papermill.engines import Engine, NBClientEngine
from papermill.log import logger

_LOOK: Final = 0.05  # seconds between two looks at what the child has told


class WarmEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Papermill's engine: cells run in a fork of a warm parent, else in an ordinary kernel.

    It keeps papermill's manners: a step of the progress bar a cell, the notebook saved after each,
    ``log_output``, ``stdout_file`` and ``stderr_file``, and ``execution_timeout`` seconds a cell.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **given: Any) -> None:
        """Run the notebook and give it its outputs."""
        from concurrent.futures import ThreadPoolExecutor, wait
        from tempfile import TemporaryDirectory

        import nbformat
        from nbclient.exceptions import DeadKernelError

        from gongkai.batch.processes.workers import can_fork, warm_workers

        if not can_fork() or kernel_name != "python3":
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **given)
            return
        logger.info("Executing notebook with kernel: %s", kernel_name)
        limit = given.get("execution_timeout")
        with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
            told = Path(folder) / "told"
            told.touch()
            asked = {
                "notebook": nb_man.nb,
                "folder": str(Path.cwd()),
                "environment": dict(os.environ),
                "told": str(told),
                "limit": limit,
            }
            answer = thread.submit(warm_workers().ask, asked, timeout=None)
            with told.open(encoding="utf-8") as stream:
                over = False
                while not over:
                    over = bool(wait([answer], timeout=_LOOK).done)
                    for message in _lines(stream):
                        _hear(nb_man, message, given)
        found = answer.result()
        if "notebook" not in found:
            raise DeadKernelError("Kernel died")
        nb_man.nb.update(nbformat.from_dict(found["notebook"]))


def _lines(stream: Any) -> Iterator[dict[str, Any]]:
    """Yield the whole lines that were written since the last look."""
    while True:
        at = stream.tell()
        line = stream.readline()
        if not line.endswith("\n"):
            stream.seek(at)
            return
        yield json.loads(line)


def _hear(nb_man: Any, message: dict[str, Any], given: dict[str, Any]) -> None:
    """Take over a cell that began or ended, as papermill's own client would."""
    import nbformat

    if "start" in message:
        nb_man.cell_start(nb_man.nb.cells[message["start"]], message["start"])
        return
    at = message["end"]
    cell = nb_man.nb.cells[at]
    cell.update(nbformat.from_dict(message["cell"]))
    for output in cell.get("outputs", ()):
        if output.output_type == "stream":
            _write(given.get(f"{output.name}_file"), "".join(output.text))
        if given.get("log_output"):
            _log(output)
    nb_man.cell_complete(cell, at)


def _write(file: Any, words: str) -> None:
    if file is not None:
        file.write(words)
        file.flush()


def _log(output: Any) -> None:
    if output.output_type == "stream":
        (logger.info if output.name == "stdout" else logger.warning)("".join(output.text))
    elif "text/plain" in output.get("data", {}):
        logger.info("".join(output.data["text/plain"]))
