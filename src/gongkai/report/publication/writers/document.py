"""The Word document."""

from pathlib import Path
from typing import Final

from gongkai.examined.examine import Report
from gongkai.report.docx.document import write_document
from gongkai.report.page.contents import Contents, components
from gongkai.report.publication.writers.writer import Writer, proved
from gongkai.report.verification.document import document_text, read_document
from gongkai.report.verification.figures import Verification
from gongkai.report.verification.shown import prove_public


def _write(report: Report, content: Contents, path: Path) -> None:
    write_document(report, components(content), path)


def _prove(report: Report, content: Contents, path: Path) -> Verification:
    internal = prove_public(document_text(path), report)
    return proved(report, read_document(path), components(content), internal)


WRITERS: Final = {"docx": Writer(_write, _prove)}
