"""The error tree. A problem in the data is a Finding; a problem in the use of the program is raised.

GongkaiError                 exit 1   something failed
├── UsageError               exit 2   unknown office or year, mistyped option, missing folder
│   ├── NameSlip             exit 2   a name that this package does not have
│   └── ArgumentSlip         exit 2   a call with arguments that it does not take
├── UnreadableError          exit 2   a file that cannot be read at all
├── DataError                exit 1   ledgers whose findings forbid a report
├── TemplateError            exit 1   a chapter that names what does not exist
├── VerificationError        exit 1   a finished file that says what the indicators do not
└── OutputError              exit 1   a place that cannot be written
"""

import errno
from collections.abc import Sequence
from typing import Final

from gongkai.findings import Finding
from gongkai.language.catalogue import english
from gongkai.language.spoken import said

_REASONS: Final = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EEXIST: "已经存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EBUSY: "正被其他程序使用",
    errno.ENAMETOOLONG: "名称过长",
}
SHOWN: Final = 20  # findings listed in a notebook, where a page of them helps nobody


def reason_of(error: OSError) -> str:
    """Return in Chinese why the operating system refused.

    >>> reason_of(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    '文件或文件夹不存在'
    """
    return _REASONS.get(error.errno or 0, "操作系统不允许")


class GongkaiError(Exception):
    """The root: its text is a Chinese sentence for the person at the keyboard."""

    exit_code: int = 1

    def __init__(self, *words: object) -> None:
        super().__init__(*words)
        if english():
            self.add_note(said(str(self)))  # a traceback shows it below the sentence itself

    def _render_traceback_(self) -> list[str]:
        """Return what Jupyter shows in place of a traceback: the sentence."""
        return said(str(self)).splitlines()


class UsageError(GongkaiError):
    """The program was asked for something that does not exist."""

    exit_code: int = 2


class NameSlip(UsageError, AttributeError):
    """A name that the package or an opened year does not have: a slip, told with the nearest names.

    It is an AttributeError too, so that ``hasattr`` answers as ever.
    """


class ArgumentSlip(UsageError, TypeError):
    """A call with an argument that is not known, missing or given twice: a slip, told with the nearest names.

    It is a TypeError too, as Python's own would be.
    """


class UnreadableError(GongkaiError):
    """A file is there but is not what it should be."""

    exit_code: int = 2


class TemplateError(GongkaiError):
    """A narrative template cannot be rendered."""


class VerificationError(GongkaiError):
    """A finished file failed its verification and was not published."""

    def __init__(self, problems: Sequence[str]) -> None:
        shown = "；".join(problems[:5]) + (f"等 {len(problems)} 处" if len(problems) > 5 else "")
        super().__init__(f"成品核验未通过，没有写出报告：{shown}。")
        self.problems = tuple(problems)


class OutputError(GongkaiError):
    """An output cannot be written; what stood there before still stands."""


class DataError(GongkaiError):
    """The ledgers have findings that forbid a report; ``findings`` holds all of them.

    Exit 2 where a file cannot be read at all (rule L-01), else 1.
    """

    def __init__(self, message: str, findings: Sequence[Finding]) -> None:
        super().__init__(message)
        self.findings = tuple(findings)
        self.exit_code = 2 if any(f.rule == "L-01" for f in self.findings) else 1

    def _render_traceback_(self) -> list[str]:
        shown = [str(finding) for finding in self.findings[:SHOWN]]
        rest = len(self.findings) - len(shown)
        return list(map(said, [str(self), *shown, *([f"……另有 {rest} 处。"] if rest else [])]))
