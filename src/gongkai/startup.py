"""How a process of this program starts: without what it never uses, and with a calm collector."""

import gc
import logging
import os
import sys
from typing import Final

# Optional parts of other packages. The first builds a grammar of web addresses for a second, for
# a format that no notebook's schema has; the second serves people who step through cells.
_UNUSED: Final = ("rfc3987_syntax", "debugpy")
_YOUNG: Final = 50_000  # objects before the collector looks; by default it looks every 700


def start_lean() -> None:
    """Leave out what this process never uses; only for a process that is the program's own."""
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    for name in _UNUSED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: not to be found
    # Of a home that cannot be written to it tells at length, in English; it does without.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    gc.set_threshold(_YOUNG, 20, 50)
