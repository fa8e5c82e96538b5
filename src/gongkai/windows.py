"""What Windows forbids, where most offices work: names of devices, long paths, files held open.

The rules are held everywhere, so that a folder made on one machine can be used on any other; only
the length of paths is a limit of Windows alone.
"""

import os
from pathlib import Path
from typing import Final

WINDOWS = os.name == "nt"
LONGEST: Final = 240  # of 260, with room for the temporary names of the programs that open a file
_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)


def is_device(name: str) -> bool:
    """Tell whether Windows takes a file name for a device, whatever its suffix and case.

    >>> [is_device(n) for n in ("aux", "NUL.xlsx", "com3", "com10", "audit")]
    [True, True, True, False, False]
    """
    return name.partition(".")[0].strip().lower() in _DEVICES


def too_long(path: Path) -> bool:
    """Tell whether Windows cannot open a path; never so elsewhere."""
    return WINDOWS and len(str(path.absolute())) > LONGEST
