"""The printed PDF."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from gongkai.examined.examine import Report
from gongkai.report.page.contents import Contents, components
from gongkai.report.pdf import write_pdf
from gongkai.report.publication.writers.writer import Writer, values_of
from gongkai.report.verification.figures import Verification
from gongkai.report.verification.pdf import prove_pdf, read_pdf
from gongkai.report.verification.shown import prove_public


def _write(report: Report, content: Contents, path: Path) -> None:
    write_pdf(report, components(content), path)


def _prove(report: Report, content: Contents, path: Path) -> Verification:
    proof = prove_pdf(path, components(content), values_of(report))
    return replace(proof, problems=(*proof.problems, *prove_public(read_pdf(path), report)))


WRITERS: Final = {"pdf": Writer(_write, _prove)}
