"""Whether a key repeats among millions: its hashes, in memory while they are few and in a temporary file then."""

from tempfile import TemporaryFile
from typing import IO, Any, Final

import numpy as np

Hashes = np.ndarray[Any, np.dtype[np.uint64]]
_HELD: Final = 1_000_000  # hashes, 8 MB
_BITS: Final = 4  # the highest ones say in which of sixteen parts a hash lies


class Repeated:
    """The hashes of a key, row after row; equal keys have equal hashes.

    No more than a million are in memory: twenty million would be 160 MB. What is written down is hashes alone, in files
    without a name that are gone with the process.
    """

    def __init__(self) -> None:
        self._held: list[Hashes] = []
        self._number = 0
        self._parts: list[IO[bytes]] = []

    def add(self, hashes: Hashes) -> None:
        """Take in the hashes of further rows."""
        self._held.append(hashes)
        self._number += len(hashes)
        if self._number >= _HELD:
            self._write()

    def any(self) -> bool:
        """Tell whether two rows may have the same key; nothing can be added after that."""
        if not self._parts:
            return _twice(np.sort(np.concatenate(self._held))) if self._held else False
        self._write()
        try:
            return any(_twice(np.sort(_read(part))) for part in self._parts)
        finally:
            for part in self._parts:
                part.close()

    def _write(self) -> None:
        found = np.sort(np.concatenate(self._held or [np.empty(0, np.uint64)]))
        if not self._parts:
            self._parts = [TemporaryFile() for _ in range(1 << _BITS)]  # noqa: SIM115 - closed by any()
        firsts = np.arange(1, 1 << _BITS, dtype=np.uint64) << np.uint64(64 - _BITS)
        for part, hashes in zip(
            self._parts, np.split(found, found.searchsorted(firsts)), strict=True
        ):
            part.write(hashes.tobytes())
        self._held, self._number = [], 0


def _read(part: IO[bytes]) -> Hashes:
    part.seek(0)
    return np.frombuffer(part.read(), np.uint64)


def _twice(ordered: Hashes) -> bool:
    return bool((ordered[1:] == ordered[:-1]).any())
