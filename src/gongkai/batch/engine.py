"""``papermill --engine gongkai``: a notebook in a child of a warm parent, like any other job.

Papermill imports this whenever it is imported itself, and before it is whole: so nothing is
imported here but papermill's own engines, and nothing of the package imports this.
"""

import os
from pathlib import Path
from typing import Any

from papermill.engines import Engine, NBClientEngine


class WarmEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Papermill's engine: cells run in a fork of a warm parent, else in an ordinary kernel."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **given: Any) -> None:
        """Run the notebook and give it its outputs."""
        import nbformat
        from nbclient.exceptions import DeadKernelError

        from gongkai.batch.workers import can_fork, warm_workers

        if not can_fork() or kernel_name != "python3":
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **given)
            return
        asked = {
            "notebook": nb_man.nb,
            "folder": str(Path.cwd()),
            "environment": dict(os.environ),
        }
        answer = warm_workers().ask(asked, timeout=given.get("execution_timeout"))
        if "notebook" not in answer:
            raise DeadKernelError("Kernel died")
        nb_man.nb.update(nbformat.from_dict(answer["notebook"]))
