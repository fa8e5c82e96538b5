"""A warm parent (with ``spawned``, a worker of its own) that meets the faults in a folder.

A file named after a step has the child killed as that step begins, and is gone then, so that the
next attempt goes well; ``always`` in it keeps it, and with ``wait`` in it the child waits to be killed.
``notebook.ipynb`` is run instead of the report.
"""

import os
import signal
import sys
from pathlib import Path

from drawings import in_folder

from gongkai.batch.processes import performance, spawned, warm
from gongkai.report.content import chart_view
from gongkai.report.notebook import notebook
from gongkai.report.publication import publish
from gongkai.report.publication.writers import page, workbook

FAULTS = Path(os.environ.get("FAULTS", os.devnull))


def met(step: str) -> None:
    fault = FAULTS / step
    try:
        kind = fault.read_text()
        if kind != "always":
            fault.unlink()
    except FileNotFoundError:  # or another child met it
        return
    if kind == "wait":
        signal.pause()
    os.kill(os.getpid(), signal.SIGKILL)


def guarded(module, name: str, step: str) -> None:
    plain = getattr(module, name)

    def first_the_fault(*arguments, **named):
        met(step)
        return plain(*arguments, **named)

    setattr(module, name, first_the_fault)


def main() -> None:
    chart_view.drawing = in_folder(chart_view.drawing, FAULTS)  # no fault is met in drawing
    guarded(performance, "build", "build")
    guarded(publish, "execute", "notebook")
    guarded(page, "render", "page")
    guarded(workbook, "write_workbook", "workbook")
    guarded(publish, "manifest_text", "manifest")
    replace = Path.replace

    def replaced(self: Path, target: Path) -> Path:
        if Path(target).name == "report.ipynb":
            met("rename")
        return replace(self, target)

    Path.replace = replaced
    usual = notebook.notebook_path
    notebook.notebook_path = lambda: (
        FAULTS / "notebook.ipynb" if (FAULTS / "notebook.ipynb").exists() else usual()
    )
    spawned.main() if "spawned" in sys.argv else warm.main()


if __name__ == "__main__":
    main()
