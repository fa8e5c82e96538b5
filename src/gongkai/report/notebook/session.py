"""A notebook's cells run in this process: the same IPython kernel, without sockets and waiting.

Each notebook has a kernel of its own, with names of its own, and none of it is left when it ends. Messages go
through nbclient's own handling of outputs, so that a cell comes out as it does from any kernel.
"""

import asyncio
import atexit
import builtins
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType, SimpleNamespace
from typing import Any, Final

import matplotlib as mpl
import nbformat
from ipykernel import ipkernel
from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.inprocess.manager import InProcessKernelManager
from ipykernel.iostream import IOPubThread
from jupyter_client.session import Session as Messages
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellExecutionComplete, CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from traitlets import default
from traitlets.config import Config

from gongkai.bundle import MIME

HERE: Final = "gongkai-here"
_INLINE: Final = "module://matplotlib_inline.backend_inline"  # figures are shown as a kernel does
_QUIET: Final = Config({"HistoryManager": {"enabled": False}})  # no database, no thread for it


class _ThreadlessKernel(InProcessKernel):
    """A kernel that hands over its messages at once, instead of through a thread."""

    # Cells that await are asked on which thread the kernel was started; here there is but one.
    shell_channel_thread = SimpleNamespace(parent_thread=None)
    _supports_kernel_subshells = False
    _execute_sleep = 0.0  # after each cell, for a thread that hands over messages

    def __init__(self, **given: Any) -> None:
        with _without_modules():
            super().__init__(**given)  # type: ignore[no-untyped-call]

    @default("iopub_thread")
    def _default_iopub_thread(self) -> IOPubThread:
        return IOPubThread(self._underlying_iopub_socket, session=self.session)


@contextmanager
def _without_modules() -> Iterator[None]:
    """Keep a kernel from listing the files of all modules for its debugger, which nothing reaches here.

    Looking at each of two thousand modules copies 7 MB that a forked child shares with its parent.
    """
    seen = ModuleType("sys")
    vars(seen).update(vars(sys), modules={})
    vars(ipkernel)["sys"] = seen
    try:
        yield
    finally:
        vars(ipkernel)["sys"] = sys


class _Within(Messages):
    """Messages that do not leave the process: nobody signs them, and nobody asks when they were sent."""

    def deserialize(self, msg_list: Any, content: bool = True, copy: bool = True) -> dict[str, Any]:
        """Return the message of these parts; the days and hours in it stay text."""
        parts = msg_list if copy else [part.bytes for part in msg_list]
        header, parent, metadata = map(self.unpack, parts[1:4])
        return {
            "header": header,
            "msg_id": header["msg_id"],
            "msg_type": header["msg_type"],
            "parent_header": parent,
            "metadata": metadata,
            "content": self.unpack(parts[4]) if content else parts[4],
            "buffers": [memoryview(part) for part in parts[5:]],
        }


class Session(PapermillNotebookClient):  # type: ignore[misc]  # papermill has no types
    """Runs the cells of a notebook in a kernel of this very process."""

    def execute(self, **_: Any) -> Any:
        """Return the notebook with its outputs; a failed cell ends the run, as papermill does."""
        self.reset_execution_trackers()
        with _kernel() as (kernel, client):
            self._client = client
            self._heard: list[dict[str, Any]] = []
            client.iopub_channel.call_handlers = self._heard.append
            self.papermill_execute_cells()
            self.set_widgets_metadata()  # widgets are shown again where no kernel runs
            self.nb.metadata["language_info"] = kernel.language_info
        return self.nb

    def execute_cell(self, cell: NotebookNode, cell_index: int, **_: Any) -> NotebookNode:
        """Run one cell and give it its outputs; CellExecutionError where it raises."""
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        self._heard.clear()
        self._client.execute(cell.source, store_history=True)
        reply = self._client.get_shell_msg()
        cell.outputs = []
        self.clear_before_next_output = False
        for message in self._heard:
            with suppress(CellExecutionComplete):
                self.process_message(message, cell, cell_index)
        content = reply["content"]
        allowed = "raises-exception" in cell.metadata.get("tags", ())
        if content["status"] == "error" and not allowed:
            raise CellExecutionError.from_cell_and_msg(cell, content)
        return cell

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Return what a message shows, added to the outputs of its cell.

        A part of the report is not held against the schema here, one by one, but with the whole notebook.
        """
        content = msg["content"]
        ours = msg["msg_type"] == "display_data" and MIME in content["data"]
        if not ours or display_id or self.clear_before_next_output or self._hooked(msg):
            usual: NotebookNode | None = super().output(outs, msg, display_id, cell_index)
            return usual
        shown = {name: content[name] for name in ("metadata", "data")}
        made: NotebookNode = nbformat.from_dict({"output_type": "display_data", **shown})
        outs.append(made)
        return made

    def _hooked(self, msg: dict[str, Any]) -> bool:
        return bool(self.output_hook_stack.get(msg["parent_header"].get("msg_id")))


@contextmanager
def _kernel() -> Iterator[tuple[Any, Any]]:
    """Yield a new kernel and its client; afterwards the process is as it was, but for its modules."""
    before = sys.modules["__main__"], sys.displayhook, sys.excepthook
    names, environment = dict(vars(builtins)), dict(os.environ)  # IPython adds to both
    backend = dict.__getitem__(mpl.rcParams, "backend")  # as it is, without choosing one
    mpl.rcParams["backend"] = _INLINE
    os.environ.setdefault("MPLBACKEND", _INLINE)
    manager: Any = InProcessKernelManager(session=_Within(key=b""))
    kernel: Any = _ThreadlessKernel.instance(parent=manager, session=manager.session, config=_QUIET)
    manager.kernel = kernel
    client = manager.client()
    client.start_channels()
    try:
        yield kernel, client
    finally:
        atexit.unregister(kernel.shell.atexit_operations)  # it would hold all that the cells made
        kernel.shell.clear_instance()
        kernel.clear_instance()
        kernel.iopub_thread.io_loop.close()
        kernel.iopub_thread.socket.context.destroy(linger=0)  # and with it ZeroMQ's two threads
        sys.modules["__main__"], sys.displayhook, sys.excepthook = before
        for name in vars(builtins).keys() - names:
            delattr(builtins, name)
        dict.__setitem__(mpl.rcParams, "backend", backend)
        os.environ.clear()
        os.environ.update(environment)


class HereEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Papermill's engine over ``Session``."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: Any) -> None:
        """Run the notebook in this process, whatever its kernel is called."""
        Session(nb_man, record_timing=False).execute()


papermill_engines.register(HERE, HereEngine)


def rehearse() -> None:
    """Run a cell for nobody, so that what a first kernel loads and lays out is there for the next.

    Neither a thread nor an event loop is left, which a fork would share.
    """
    cell = new_code_cell(
        "from IPython.display import display\ndisplay({'text/plain': ''}, raw=True)"
    )
    book = new_notebook(cells=[cell], metadata={"papermill": {}})
    managed = NotebookExecutionManager(book, progress_bar=False)
    managed.notebook_start()
    HereEngine.execute_managed_notebook(managed, "")
    ensure_event_loop().close()
    asyncio.set_event_loop(None)
