"""How a process of this program starts and ends: without what it never uses, with a calm collector."""

import gc
import logging
import os
import sys
from typing import Final

from gongkai.later import put_off

# Optional parts of other packages. The first three build grammars of web addresses and of spans of time, one of
# them for a second, for formats that no notebook's schema has; the last serves people who step through cells.
_UNUSED: Final = ("rfc3987_syntax", "rfc3986_validator", "isoduration", "debugpy")
_LEAST_FILES: Final = 64  # a report needs half as many; with too few, a library aborts the process
_YOUNG: Final = 50_000  # objects before the collector looks; by default it looks every 700


def start_lean() -> None:
    """Leave out what this process never uses; only for a process that is the program's own."""
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for name in _UNUSED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: not to be found
    put_off()
    # Of a home that cannot be written to it tells at length, in English; it does without.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    gc.set_threshold(_YOUNG, 20, 50)


def end_lean() -> None:
    """Have the interpreter end without looking for cycles in all that was loaded, several times over.

    What is registered to be done at the end is done, and every file is closed; memory goes back whole.
    """
    gc.freeze()


def enough_files() -> bool:
    """Tell whether this process may have the files open that a report needs, having asked for them."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return True
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= now < _LEAST_FILES and not 0 <= most < _LEAST_FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (_LEAST_FILES, most))
        return True
    return not 0 <= now < _LEAST_FILES
