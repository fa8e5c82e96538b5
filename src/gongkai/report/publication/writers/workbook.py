"""The workbook of the office, and that of the tables alone."""

from functools import partial
from pathlib import Path
from typing import Final

from gongkai.examined.examine import Report
from gongkai.report.page.contents import Contents
from gongkai.report.publication.writers.writer import Writer
from gongkai.report.verification.figures import Reading, Verification, prove
from gongkai.report.verification.workbook import marks, problems, read_workbook
from gongkai.report.workbook.xlsx import write_workbook


def _write(report: Report, content: Contents, path: Path, *, public: bool) -> None:
    write_workbook(report, path, public=public)


def _prove(report: Report, content: Contents, path: Path) -> Verification:
    book = read_workbook(path)
    return prove(Reading(marks(book), (), 0), report.indicators.values, problems(book))


WRITERS: Final = {
    "xlsx": Writer(partial(_write, public=False), _prove),
    "tables": Writer(partial(_write, public=True), _prove),
}
