"""A folder's files replaced whole or not at all: written under another name, then renamed."""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psutil

from gongkai.errors import OutputError, reason_of
from gongkai.windows import LONGEST, too_long

_BEFORE: Final = "before-"
_LONGEST_NAME: Final = 40  # characters of the longest file name that is written
_WORKING: Final = ".writing-"


def move_in(work: Path, folder: Path, names: Sequence[str]) -> None:
    """Move files of the working folder to their place: all of them, or none and the old ones stand.

    OutputError where one cannot be replaced, as a file that Excel holds open on Windows.
    """
    try:
        for name in names:
            if (folder / name).exists():
                (folder / name).replace(work / f"{_BEFORE}{name}")
        for name in names:
            (work / name).replace(folder / name)
    except BaseException as error:  # Ctrl-C too
        _put_back(work, folder, names)
        if isinstance(error, PermissionError):
            raise OutputError(
                f"无法更新 {(folder / name).as_posix()}：可能正被 Excel、WPS 或其他程序打开。"
                "请关闭该文件后重试；原有文件未改动。"
            ) from None
        raise


def keep_others(old: Path, new: Path, ours: re.Pattern[str]) -> None:
    """Take into a new folder what somebody else put into the old one that it replaces.

    ``ours`` is what the names of the program's own files in it look like.
    """
    if old.is_dir() and new.is_dir():
        for other in old.iterdir():
            if not ours.fullmatch(other.name):
                copy = shutil.copytree if other.is_dir() else shutil.copy2
                copy(other, new / other.name)


def _put_back(work: Path, folder: Path, names: Sequence[str]) -> None:
    for name in names:
        if (work / f"{_BEFORE}{name}").exists():
            (work / f"{_BEFORE}{name}").replace(folder / name)
        elif not (work / name).exists():  # moved in where nothing was
            _remove(folder / name)


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def replaced(path: Path, content: bytes) -> None:
    """Put the content in the file's place, whole or not at all."""
    with working_folder(path.parent) as work:
        (work / path.name).write_bytes(content)
        (work / path.name).replace(path)


def clear_abandoned(folder: Path) -> None:
    """Take away the working folders in a folder whose process ended without a chance to.

    What had been moved out of its place, and nothing yet into it, is put back.
    """
    for work in folder.glob(f"{_WORKING}*"):
        process = work.name.removeprefix(_WORKING).partition("-")[0]
        if not (process.isdecimal() and _runs(int(process))):
            for before in work.glob(f"{_BEFORE}*"):  # it was ended between two renames
                if not (folder / before.name.removeprefix(_BEFORE)).exists():
                    before.replace(folder / before.name.removeprefix(_BEFORE))
            shutil.rmtree(work, ignore_errors=True)


def _runs(process: int) -> bool:
    """Tell whether a process still does something; one that ended may wait long to be buried."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextmanager
def working_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder on the same disk as the final one; nothing of it is left behind."""
    longest = folder / ("x" * _LONGEST_NAME)
    if too_long(longest):
        raise OutputError(
            f"{folder.as_posix()} 的路径过长，其中的文件 Windows 打不开（最多 {LONGEST} 个字符）。"
            "请把项目移到浅一些的文件夹，或用 --out、--data 另指一处。"
        )
    created = [p for p in (folder, *folder.parents) if not p.exists()]
    work: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f"{_WORKING}{os.getpid()}-", dir=folder))
        yield work
        created = []
    except OSError as error:
        raise OutputError(
            f"无法写入 {folder.as_posix()}（{reason_of(error)}）。"
            "请检查文件夹权限和磁盘空间，或用 --out 另指一处；原有文件未改动。"
        ) from None
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)
        for empty in created:
            with contextlib.suppress(OSError):
                empty.rmdir()
