"""What stands on disk as one hash, be it a file or a folder of files."""

import hashlib
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
