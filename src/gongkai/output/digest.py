"""What stands on disk as one hash, be it a file or a folder of files."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path


def digest(path: Path) -> str:
    """Return the SHA-256 of a file; of a folder, over the names and hashes of all files in it.

    OSError where it cannot be read.
    """
    if not path.is_dir():
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    inside = sorted(p for p in path.rglob("*") if p.is_file())
    lines = (f"{p.relative_to(path).as_posix()}\0{digest(p)}\n" for p in inside)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def unlike(folder: Path, hashes: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield each name in a folder that no longer has its hash, and whether it can still be read."""
    for name, then in hashes.items():
        try:
            if digest(folder / name) != then:
                yield name, True
        except OSError:
            yield name, False
