"""A job done in this process: what a worker does, and how it tells what became of it."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import polars as pl

from gongkai.batch.processes.job import SMALL, Job, draft_message, ledger_bytes
from gongkai.batch.processes.outcome import State
from gongkai.errors import (
    DataError,
    GongkaiError,
    TemplateError,
    UnreadableError,
    UsageError,
)
from gongkai.examined.examine import Report, build
from gongkai.findings import Finding, Severity

READING: Final = "读取台账"
WRITING: Final = "执行笔记本、写出文件"
_DATA_ERRORS: Final = (DataError, TemplateError, UnreadableError, UsageError)


def perform(job: Job, say: Callable[[str], None]) -> dict[str, Any]:
    """Return what became of the job: state, findings, step and message. It raises nothing.

    ``say`` is told each step as it begins.
    """
    root, out, key = Path(job.root), Path(job.out), job.key
    step = READING
    say(step)
    try:
        if ledger_bytes(job) < SMALL:
            _query_in_one_thread()
        report = build(key.agency, key.year, root)
        step = WRITING
        say(step)
        report = _with_own_section(report, root)
        _write(report, root, out, job.formats)
    except GongkaiError as error:
        state = State.DATA if isinstance(error, _DATA_ERRORS) else State.FAILED
        found = error.findings if isinstance(error, DataError) else ()
        return {
            "state": state,
            "step": step,
            "message": f"{step}：{error}{_superseded(job)}",
            **_counted(found),
        }
    except Exception as error:  # noqa: BLE001 - one key's failure never stops the rest
        return {
            "state": State.FAILED,
            "step": step,
            "message": f"{step}：程序内部出错（{type(error).__name__}）。"
            f"请运行 gongkai report {key.agency} {key.year}，并把结果告诉维护者。{_superseded(job)}",
        }
    blocking = report.blocking
    return {
        "state": State.CHECKS if blocking else State.DONE,
        "step": "审核" if blocking else "",
        "message": draft_message(key, len(blocking)) if blocking else "",
        **_counted(report.findings),
    }


def _query_in_one_thread() -> None:
    """Have Polars start one thread at its first query: others would but wait for the few rows, awake."""
    os.environ["POLARS_MAX_THREADS"] = "1"
    with pl.Config():
        pass  # Polars reads its variables when it is imported, and again where settings end


def _with_own_section(report: Report, root: Path) -> Report:
    from gongkai.report.own.found import own_notebook

    if own_notebook(root, report.key) is None:
        return report
    from gongkai.report.own.section import with_own_section  # loads what runs notebooks

    return with_own_section(report, root)


def _write(report: Report, root: Path, out: Path, formats: str) -> None:
    # Loaded after the year is examined: a refused one needs no writer.
    from gongkai.report.publication.formats import formats_named
    from gongkai.report.publication.publish import publish

    publish(report, root, out, formats_named(formats))


def _superseded(job: Job) -> str:
    """Return what is to be said of an earlier report that these ledgers have overtaken."""
    from gongkai.report.publication.superseded import supersede

    return supersede(Path(job.root), Path(job.out), job.key)


def _counted(findings: tuple[Finding, ...]) -> dict[str, int]:
    found = Counter(f.severity for f in findings)
    return {
        "errors": found[Severity.ERROR],
        "warnings": found[Severity.WARNING],
        "infos": found[Severity.INFO],
    }
