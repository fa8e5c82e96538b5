"""What is computed from the program's own words and kept in a file, as Python keeps the code of modules.

A file stands where Python would keep the module's code, and only where Python may. What a text, a setting or an office
brings is nothing to keep.
"""

import marshal
import os
import sys
from atexit import register
from contextlib import suppress
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Final

_MOST: Final = 4_000  # entries; a file that holds more has outlived versions of the program


class Kept:
    """Values by their keys, of a module whose file it is given; both of what ``marshal`` can write.

    ``by`` names what made them: a file of another is as good as none. What is added is written at the end of the process.
    """

    def __init__(self, module: str, by: str) -> None:
        self.file = Path(cache_from_source(module)).with_suffix(".kept")
        self._by = f"{sys.version} {by}"
        self._new: dict[Any, Any] = {}

    @cached_property
    def _read(self) -> dict[Any, Any]:
        with suppress(OSError, ValueError, EOFError, TypeError):
            by, values = marshal.loads(self.file.read_bytes())
            if by == self._by:
                return dict(values)
        return {}

    def get(self, key: Any) -> Any:
        """Return what is kept of a key; None where nothing is."""
        return self._read.get(key)

    def add(self, key: Any, value: Any) -> None:
        """Keep a value from the next process on."""
        if not self._new and not sys.dont_write_bytecode:
            register(self.write)
        self._new[key] = value

    def forget(self) -> None:
        """Hold no more what was read: asked again, it is read again."""
        self.__dict__.pop("_read", None)

    def write(self) -> None:
        """Add to the file what this process added; nothing where that may not be."""
        values = self._read | self._new
        if len(values) > _MOST:
            values = self._new
        written = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            try:
                written.write_bytes(marshal.dumps((self._by, values)))
                written.replace(self.file)
            finally:
                written.unlink(missing_ok=True)
