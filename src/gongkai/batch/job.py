"""One key made in this process: what a worker does, and how it tells what became of it."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from gongkai.batch.outcome import State
from gongkai.errors import (
    DataError,
    GongkaiError,
    TemplateError,
    UnreadableError,
    UsageError,
)
from gongkai.findings import Finding, Severity
from gongkai.keys import Key
from gongkai.report.build import build
from gongkai.report.publish import publish, writers_named

READING: Final = "读取台账"
WRITING: Final = "执行笔记本、写出文件"
SMALL: Final = 30_000_000  # bytes of ledgers that one thread counts sooner than several
_DATA_ERRORS: Final = (DataError, TemplateError, UnreadableError, UsageError)


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked for; paths as text, so that it travels between machines."""

    root: str
    out: str
    agency: str
    year: int
    formats: str

    @property
    def key(self) -> Key:
        """Return the office and year."""
        return Key(self.agency, self.year)

    def as_dict(self) -> dict[str, Any]:
        """Return the job as plain data."""
        return asdict(self)


def perform(job: Job, say: Callable[[str], None]) -> dict[str, Any]:
    """Return what became of the job: state, findings, step and message. It raises nothing.

    ``say`` is told each step as it begins.
    """
    root, out, key = Path(job.root), Path(job.out), job.key
    step = READING
    say(step)
    try:
        if ledger_bytes(job) < SMALL:
            os.environ["POLARS_MAX_THREADS"] = "1"  # Polars reads it at its first query
        report = build(key.agency, key.year, root)
        step = WRITING
        say(step)
        publish(report, root, out, writers_named(job.formats))
    except GongkaiError as error:
        state = State.DATA if isinstance(error, _DATA_ERRORS) else State.FAILED
        found = error.findings if isinstance(error, DataError) else ()
        return {"state": state, "step": step, "message": f"{step}：{error}", **_counted(found)}
    except Exception as error:  # noqa: BLE001 - one key's failure never stops the rest
        return {
            "state": State.FAILED,
            "step": step,
            "message": f"{step}：程序内部出错（{type(error).__name__}）。"
            f"请运行 gongkai report {key.agency} {key.year}，并把结果告诉维护者。",
        }
    blocking = report.blocking
    return {
        "state": State.CHECKS if blocking else State.DONE,
        "step": "审核" if blocking else "",
        "message": draft_message(key, len(blocking)) if blocking else "",
        **_counted(report.findings),
    }


def draft_message(key: Key, blocking: int | None) -> str:
    """Return the sentence for a report that is only a draft."""
    many = "" if blocking is None else f"有 {blocking} 项阻断，"
    return f"审核：{many}报告是草稿。请运行 gongkai check {key.agency} {key.year} 逐项处理。"


def _counted(findings: tuple[Finding, ...]) -> dict[str, int]:
    found = Counter(f.severity for f in findings)
    return {
        "errors": found[Severity.ERROR],
        "warnings": found[Severity.WARNING],
        "infos": found[Severity.INFO],
    }


def ledger_bytes(job: Job) -> int:
    """Return the size of all files of the job's year."""
    return sum(f.stat().st_size for f in (Path(job.root) / job.key.slug).glob("*") if f.is_file())
