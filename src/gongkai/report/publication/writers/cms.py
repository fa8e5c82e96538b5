"""The fragment for a site's editor."""

from pathlib import Path
from typing import Final

from gongkai.examined.examine import Report
from gongkai.report.cms.fragment import write_cms
from gongkai.report.page.contents import Contents, components
from gongkai.report.publication.writers.writer import Writer, values_of
from gongkai.report.verification.figures import Verification
from gongkai.report.verification.fragment import prove_fragment


def _write(report: Report, content: Contents, path: Path) -> None:
    write_cms(report, components(content), path)


def _prove(report: Report, content: Contents, path: Path) -> Verification:
    return prove_fragment(path, components(content), values_of(report))


WRITERS: Final = {"cms": Writer(_write, _prove)}
