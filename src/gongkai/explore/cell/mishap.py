"""An error that nobody foresaw, in a notebook: a sentence, as on the command line, where it is ours."""

import os
from types import TracebackType
from typing import Any, Final

from gongkai.errors import GongkaiError
from gongkai.language.spoken import said

_STOPPED: Final = (
    "CellTimeoutError"  # who runs a notebook stopped the cell, wherever it was, and says so
)
_BETWEEN: Final = ("contextlib", "functools")  # what stands between a call and what it calls


def attend() -> None:
    """Have IPython, where it runs, show what goes wrong within this program as a sentence.

    A handler that somebody else has set stays.
    """
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    if shell is not None and not shell.custom_exceptions:
        shell.set_custom_exc((Exception,), show)


def show(
    shell: Any,
    kind: type[BaseException],
    error: Exception,
    trace: TracebackType,
    tb_offset: Any = None,
) -> None:
    """Show an error: a sentence where our code failed, else the traceback as ever.

    The error itself stays what it is, for ``except`` and ``%debug``.
    """
    plain = isinstance(error, GongkaiError) or os.environ.get("GONGKAI_DEBUG")
    if not plain and _within(trace, shell.user_ns):
        told = str(error) if type(error).__name__ == _STOPPED else sentence(error)
        error._render_traceback_ = lambda: [told]  # type: ignore[attr-defined]
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset, running_compiled_code=True)


def sentence(error: Exception) -> str:
    """Return what an analyst is told of an error that nobody foresaw."""
    return said(
        f"程序内部出错（{type(error).__name__}），台账和报告未改动。请把这一格的写法告诉维护者；"
        '先运行 os.environ["GONGKAI_DEBUG"] = "1" 再试，可看到详情。'
    )


def _within(trace: TracebackType | None, cells: dict[str, object]) -> bool:
    """Tell whether the last line of a cell had called this program: an error of the cell's own,
    wrong arguments included, or of a library that the cell called, is none of ours."""
    called: list[str] = []
    while trace is not None:
        if trace.tb_frame.f_globals is cells:
            called = []
        else:
            called.append(str(trace.tb_frame.f_globals.get("__name__", "")))
        trace = trace.tb_next
    first = next((name for name in called if name not in _BETWEEN), "")
    return first.partition(".")[0] == "gongkai"
