"""A report to its final place: written beside it under another name, then renamed."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gongkai.errors import OutputError, VerificationError
from gongkai.report.build import Report
from gongkai.report.manifest import manifest_text
from gongkai.report.notebook import execute
from gongkai.report.page import render
from gongkai.report.verification import verify
from gongkai.report.xlsx import write_workbook

FILES: Final = ("report.html", "report.ipynb", "statistics.xlsx", "manifest.json")


def publish(report: Report, root: Path, out: Path) -> tuple[Path, ...]:
    """Return the paths of the report's files below ``out/<agency>/<year>``.

    OutputError where they cannot be written, VerificationError where the finished page says what
    the indicators do not; what stood there before is then untouched.
    """
    folder = out / report.key.agency / str(report.key.year)
    with working_folder(folder) as work:
        notebook = execute(report.key, root, work / "report.ipynb")
        page = render(notebook)
        verification = verify(page, report.indicators.values)
        if verification.problems:
            raise VerificationError(verification.problems)
        (work / "report.html").write_text(page, encoding="utf-8", newline="\n")
        write_workbook(report, work / "statistics.xlsx")
        made = manifest_text(report, verification, [work / name for name in FILES[:-1]])
        (work / "manifest.json").write_text(made, encoding="utf-8", newline="\n")
        for name in FILES:
            (work / name).replace(folder / name)
    return tuple(folder / name for name in FILES)


@contextmanager
def working_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder on the same disk as the final one; nothing of it is left behind."""
    created = [p for p in (folder, *folder.parents) if not p.exists()]
    work: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
        yield work
        created = []
    except OSError as error:
        raise OutputError(
            f"无法写入 {folder.as_posix()}（{os.strerror(error.errno) if error.errno else error}）。"
            "请检查文件夹权限和磁盘空间，或用 --out 另指一处；原有文件未改动。"
        ) from None
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)
        for empty in created:
            with contextlib.suppress(OSError):
                empty.rmdir()
