"""A report to its final place: written beside it under another name, then renamed."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import psutil
from nbformat import NotebookNode

from gongkai.errors import OutputError, UsageError, VerificationError
from gongkai.report.build import Report
from gongkai.report.docx.document import write_document
from gongkai.report.manifest import manifest_text
from gongkai.report.notebook import execute
from gongkai.report.page import components, render
from gongkai.report.pdf import write_pdf
from gongkai.report.verification.charts import prove_charts
from gongkai.report.verification.document import read_document
from gongkai.report.verification.figures import Reading, Verification, prove
from gongkai.report.verification.page import read_page
from gongkai.report.verification.pdf import prove_pdf
from gongkai.report.verification.workbook import marks, problems, read_workbook
from gongkai.report.xlsx import write_workbook
from gongkai.windows import LONGEST, too_long


@dataclass(frozen=True, slots=True)
class Writer:
    """One format of the report: the name that asks for it, its file, who writes and who proves it.

    ``needs`` is the package of the optional extra of the same name.
    """

    name: str
    file: str
    write: Callable[[Report, NotebookNode, Path], None]
    prove: Callable[[Report, NotebookNode, Path], Verification]
    needs: str = ""


def _write_page(report: Report, notebook: NotebookNode, path: Path) -> None:
    path.write_text(render(notebook), encoding="utf-8", newline="\n")


def _prove_page(report: Report, notebook: NotebookNode, path: Path) -> Verification:
    return _prove(report, read_page(path.read_text(encoding="utf-8")))


def _prove_document(report: Report, notebook: NotebookNode, path: Path) -> Verification:
    return _prove(report, read_document(path))


def _prove(report: Report, reading: Reading) -> Verification:
    charts = prove_charts(reading.charts, report.indicators.counts, report.history)
    return prove(reading, report.indicators.values, charts)


def _prove_workbook(report: Report, notebook: NotebookNode, path: Path) -> Verification:
    book = read_workbook(path)
    return prove(Reading(marks(book), (), 0), report.indicators.values, problems(book))


def _write_workbook(report: Report, notebook: NotebookNode, path: Path) -> None:
    write_workbook(report, path)


def _write_document(report: Report, notebook: NotebookNode, path: Path) -> None:
    write_document(report, components(notebook), path)


def _write_pdf(report: Report, notebook: NotebookNode, path: Path) -> None:
    write_pdf(report, components(notebook), path)


def _prove_pdf(report: Report, notebook: NotebookNode, path: Path) -> Verification:
    return prove_pdf(path, components(notebook), report.indicators.values)


WRITERS: Final = (
    Writer("html", "report.html", _write_page, _prove_page),
    Writer("xlsx", "statistics.xlsx", _write_workbook, _prove_workbook),
    Writer("docx", "report.docx", _write_document, _prove_document),
    Writer("pdf", "report.pdf", _write_pdf, _prove_pdf, needs="typst"),
)
DEFAULT: Final = "html,xlsx,docx"
_BEFORE: Final = "before-"
_LONGEST_NAME: Final = 40  # characters of the longest file name that is written
_WORKING: Final = ".writing-"
NOTEBOOK, MANIFEST = "report.ipynb", "manifest.json"


def writers_named(names: str) -> tuple[Writer, ...]:
    """Return the writers that a list like ``html,xlsx`` asks for, in the tuple's order.

    >>> [w.file for w in writers_named("xlsx, html")]
    ['report.html', 'statistics.xlsx']
    >>> writers_named("html,word")
    Traceback (most recent call last):
    gongkai.errors.UsageError: 没有输出格式“word”。可用：html、xlsx、docx、pdf，用逗号隔开。
    """
    asked = [name.strip() for name in names.split(",") if name.strip()]
    known = {writer.name for writer in WRITERS}
    wrong = "、".join(f"“{name}”" for name in asked if name not in known) or "“”" * (not asked)
    if wrong:
        known_names = "、".join(writer.name for writer in WRITERS)
        raise UsageError(f"没有输出格式{wrong}。可用：{known_names}，用逗号隔开。")
    chosen = tuple(writer for writer in WRITERS if writer.name in asked)
    for writer in chosen:
        if writer.needs and find_spec(writer.needs) is None:
            raise UsageError(
                f"输出 {writer.name} 需要 {writer.needs}，没有安装。请先运行：pip install 'gongkai[{writer.name}]'"
            )
    return chosen


def publish(
    report: Report, root: Path, out: Path, writers: Sequence[Writer] | None = None
) -> tuple[Path, ...]:
    """Return the paths of the report's files below ``out/<agency>/<year>``.

    The folder then holds what its manifest names: a format that was not asked for this time is
    taken away, for it would tell older figures. OutputError where files cannot be written,
    VerificationError where a finished one says what the indicators do not; what stood there
    before is then untouched.
    """
    folder = out / report.key.agency / str(report.key.year)
    chosen = writers_named(DEFAULT) if writers is None else writers
    files = [*(writer.file for writer in chosen), NOTEBOOK, MANIFEST]
    with working_folder(folder) as work:
        notebook = execute(report.key, root, work / NOTEBOOK)
        verified = {w.file: _proved(w, report, notebook, work / w.file) for w in chosen}
        made = manifest_text(report, verified, [work / name for name in files[:-1]])
        (work / MANIFEST).write_text(made, encoding="utf-8", newline="\n")
        move_in(work, folder, files)
        for writer in WRITERS:
            if writer.file not in files:
                (folder / writer.file).unlink(missing_ok=True)
    return tuple(folder / name for name in files)


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
    except OSError as error:
        _put_back(work, folder, names)
        if isinstance(error, PermissionError):
            raise OutputError(
                f"无法更新 {(folder / name).as_posix()}：可能正被 Excel、WPS 或其他程序打开。"
                "请关闭该文件后重试；原有文件未改动。"
            ) from None
        raise


def _put_back(work: Path, folder: Path, names: Sequence[str]) -> None:
    for name in names:
        if (work / f"{_BEFORE}{name}").exists():
            (work / f"{_BEFORE}{name}").replace(folder / name)
        elif not (work / name).exists():  # moved in where nothing was
            (folder / name).unlink()


def _proved(writer: Writer, report: Report, notebook: NotebookNode, path: Path) -> Verification:
    """Return what the finished file proves when it is read again."""
    writer.write(report, notebook, path)
    proof = writer.prove(report, notebook, path)
    found = proof.problems if proof.figures else ("没有读到任何绑定的数字",)
    if found:
        raise VerificationError([f"{writer.file} 中{problem}" for problem in found])
    return proof


def replaced(path: Path, content: bytes) -> None:
    """Put the content in the file's place, whole or not at all."""
    with working_folder(path.parent) as work:
        (work / path.name).write_bytes(content)
        (work / path.name).replace(path)


def clear_abandoned(folder: Path) -> None:
    """Take away the working folders in a folder whose process ended without a chance to."""
    for work in folder.glob(f"{_WORKING}*"):
        process = work.name.removeprefix(_WORKING).partition("-")[0]
        if not (process.isdecimal() and psutil.pid_exists(int(process))):
            shutil.rmtree(work, ignore_errors=True)


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
            f"无法写入 {folder.as_posix()}（{os.strerror(error.errno) if error.errno else error}）。"
            "请检查文件夹权限和磁盘空间，或用 --out 另指一处；原有文件未改动。"
        ) from None
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)
        for empty in created:
            with contextlib.suppress(OSError):
                empty.rmdir()
