"""The public page and the office's own."""

from functools import partial
from pathlib import Path
from typing import Final

from gongkai.examined.examine import Report
from gongkai.report.content.components import Standing
from gongkai.report.content.editions import Edition
from gongkai.report.page.contents import Contents, components
from gongkai.report.page.page import render
from gongkai.report.publication.formats import REVIEW
from gongkai.report.publication.writers.writer import Writer, proved
from gongkai.report.verification.figures import Verification
from gongkai.report.verification.page import read_page
from gongkai.report.verification.pieces import named
from gongkai.report.verification.shown import prove_public


def _write_page(report: Report, content: Contents, path: Path) -> None:
    path.write_text(render(content, Edition.PUBLIC), encoding="utf-8", newline="\n")


def write_review(
    report: Report, content: Contents, path: Path, standing: Standing | None = None
) -> None:
    """Write the office's own page, with how it stands with those who sign, where that is known."""
    page = render(content, Edition.REVIEW, standing)
    path.write_text(page, encoding="utf-8", newline="\n")


def _prove_page(
    report: Report, content: Contents, path: Path, edition: Edition = Edition.PUBLIC
) -> Verification:
    page = path.read_text(encoding="utf-8")
    shown, reading = components(content, edition), read_page(page)
    if edition is Edition.REVIEW:
        return proved(report, reading, shown, ())
    reading, lost = named(reading, shown)
    return proved(report, reading, shown, (*prove_public(page, report), *lost))


WRITERS: Final = {
    "html": Writer(_write_page, _prove_page),
    REVIEW: Writer(write_review, partial(_prove_page, edition=Edition.REVIEW)),
}
