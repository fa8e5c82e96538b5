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


def unlike(hashes: Mapping[str, str], *folders: Path) -> Iterator[tuple[str, bool]]:
    """Yield each name that no longer has its hash, and whether it can still be read.

    Where there are several folders, it is looked for in their order.
    """
    for name, then in hashes.items():
        path = next((f / name for f in folders if (f / name).exists()), None)
        try:
            if path is None or digest(path) != then:
                yield name, path is not None
        except OSError:
            yield name, False
