"""One batch at a time on an output folder: a lock that the system lets go when its holder ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from gongkai.errors import OutputError, UsageError

_NAME: Final = ".batch.lock"


@contextmanager
def only_batch(out: Path) -> Iterator[None]:
    """Hold the folder for this batch; UsageError while another one does."""
    with opened(out / _NAME, "a+b") as stream:
        if not _lock(stream):
            raise UsageError(
                f"另一个批次正在写 {out.as_posix()}。请等它结束，或用 --out 另指一处。"
            )
        yield


def opened(path: Path, mode: str) -> IO[Any]:
    """Return the file opened, its folder made; OutputError where that is not possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open(mode, encoding=None if "b" in mode else "utf-8")
    except OSError as error:
        raise OutputError(
            f"无法写入 {path.parent.as_posix()}（{os.strerror(error.errno or 0)}）。"
            "请检查文件夹权限和磁盘空间，或用 --out 另指一处。"
        ) from None


def _lock(stream: IO[bytes]) -> bool:
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
