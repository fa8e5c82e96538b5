"""One batch at a time on an output folder: a lock that the system lets go when its holder ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Final, Literal

from gongkai.errors import OutputError, UsageError, reason_of

LOCK: Final = ".batch.lock"


@contextmanager
def only_batch(out: Path) -> Iterator[None]:
    """Hold the folder for this batch; UsageError while another one does."""
    with opened(out / LOCK, "ab+") as stream:
        if not _lock(stream):
            raise UsageError(
                f"另一个批次正在写 {out.as_posix()}。请等它结束，或用 --out 另指一处。"
            )
        yield


def opened(path: Path, mode: Literal["ab+", "wb"]) -> FileIO:
    """Return the file opened without a buffer, its folder made; OutputError where it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open(mode, buffering=0)
    except OSError as error:
        raise unwritable(path.parent, error) from None


def unwritable(folder: Path, error: OSError) -> OutputError:
    """Return the sentence for a folder that cannot be written."""
    return OutputError(
        f"无法写入 {folder.as_posix()}（{reason_of(error)}）。"
        "请检查文件夹权限和磁盘空间，或用 --out 另指一处。"
    )


def _lock(stream: FileIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
