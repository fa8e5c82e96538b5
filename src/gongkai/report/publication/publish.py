"""A report to its final place: every file written, read again and proved, then all moved in."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from gongkai.compare.kept import DOCUMENT, keep, keep_document
from gongkai.compare.version import version_of
from gongkai.errors import VerificationError
from gongkai.examined.examine import Report
from gongkai.examined.facts import fact_set
from gongkai.facts.files import csv_text, json_text
from gongkai.indicators.value import Value
from gongkai.narrative.own.typed import own_numerals
from gongkai.output.folder import keep_others, move_in, working_folder
from gongkai.report.cms.fragment import OWN_NAMES, write_cms
from gongkai.report.content.components import Component, OwnPicture, Standing
from gongkai.report.content.editions import Edition
from gongkai.report.docx.document import write_document
from gongkai.report.notebook.notebook import execute
from gongkai.report.page.contents import Contents, components, contents
from gongkai.report.page.page import render
from gongkai.report.pdf import write_pdf
from gongkai.report.publication.formats import (
    DEFAULT,
    FACTS,
    MANIFEST,
    NOTEBOOK,
    REVIEW,
    Format,
    formats_named,
)
from gongkai.report.publication.manifest import beside, manifest_text
from gongkai.report.publication.on_disk import edited_files
from gongkai.report.publication.review_state import standing_of_review
from gongkai.report.publication.superseded import NOTE
from gongkai.report.verification.charts import prove_charts
from gongkai.report.verification.document import document_text, read_document
from gongkai.report.verification.figures import (
    Reading,
    Verification,
    prove,
    with_differences,
)
from gongkai.report.verification.fragment import prove_fragment
from gongkai.report.verification.page import read_page
from gongkai.report.verification.pdf import prove_pdf, read_pdf
from gongkai.report.verification.pieces import named
from gongkai.report.verification.shown import prove_charts_shown, prove_public
from gongkai.report.verification.workbook import marks, problems, read_workbook
from gongkai.report.workbook.xlsx import write_workbook


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes a format's file, and who reads it again and proves it."""

    write: Callable[[Report, Contents, Path], None]
    prove: Callable[[Report, Contents, Path], Verification]


def _write_page(report: Report, content: Contents, path: Path) -> None:
    path.write_text(render(content, Edition.PUBLIC), encoding="utf-8", newline="\n")


def _write_review(
    report: Report, content: Contents, path: Path, standing: Standing | None = None
) -> None:
    page = render(content, Edition.REVIEW, standing)
    path.write_text(page, encoding="utf-8", newline="\n")


def _prove_page(
    report: Report, content: Contents, path: Path, edition: Edition = Edition.PUBLIC
) -> Verification:
    page = path.read_text(encoding="utf-8")
    shown, reading = components(content, edition), read_page(page)
    if edition is Edition.REVIEW:
        return _prove(report, reading, shown, ())
    reading, lost = named(reading, shown)
    return _prove(report, reading, shown, (*prove_public(page, report), *lost))


def _prove_document(report: Report, content: Contents, path: Path) -> Verification:
    internal = prove_public(document_text(path), report)
    return _prove(report, read_document(path), components(content), internal)


def _prove(
    report: Report, reading: Reading, shown: Sequence[Component], internal: Iterable[str]
) -> Verification:
    theirs = {c.id for c in shown if isinstance(c, OwnPicture)}
    ours = [chart for chart in reading.charts if chart.id not in theirs]
    charts = prove_charts(ours, report.indicators.counts, report.history)
    further = (*charts, *prove_charts_shown(reading.charts, shown), *internal)
    told = report.narrative
    own = own_numerals(told.sections, told.title, told.attachment, report.records.agency.name)
    return prove(reading, _values(report), further, own)


def _values(report: Report) -> dict[str, Value]:
    """Return every figure that a sentence may state: this year's, and how they differ from last year's."""
    return with_differences(report.indicators.values, report.before)


def _prove_workbook(report: Report, content: Contents, path: Path) -> Verification:
    book = read_workbook(path)
    return prove(Reading(marks(book), (), 0), report.indicators.values, problems(book))


def _write_workbook(report: Report, content: Contents, path: Path) -> None:
    write_workbook(report, path)


def _write_tables(report: Report, content: Contents, path: Path) -> None:
    write_workbook(report, path, public=True)


def _write_document(report: Report, content: Contents, path: Path) -> None:
    write_document(report, components(content), path)


def _write_pdf(report: Report, content: Contents, path: Path) -> None:
    write_pdf(report, components(content), path)


def _prove_pdf(report: Report, content: Contents, path: Path) -> Verification:
    proof = prove_pdf(path, components(content), _values(report))
    return replace(proof, problems=(*proof.problems, *prove_public(read_pdf(path), report)))


def _write_cms(report: Report, content: Contents, path: Path) -> None:
    write_cms(report, components(content), path)


def _prove_cms(report: Report, content: Contents, path: Path) -> Verification:
    return prove_fragment(path, components(content), _values(report))


_WRITERS: Final = {
    "html": Writer(_write_page, _prove_page),
    REVIEW: Writer(_write_review, partial(_prove_page, edition=Edition.REVIEW)),
    "xlsx": Writer(_write_workbook, _prove_workbook),
    "tables": Writer(_write_tables, _prove_workbook),
    "docx": Writer(_write_document, _prove_document),
    "pdf": Writer(_write_pdf, _prove_pdf),
    "cms": Writer(_write_cms, _prove_cms),
}


def publish(
    report: Report, root: Path, out: Path, formats: Sequence[Format] | None = None
) -> tuple[Path, ...]:
    """Return the paths of the report's files below ``out/<agency>/<year>``.

    Nothing else in the folder is touched: a file that was edited by hand is kept under another name
    (``edited_files``), a format that was not asked for this time stays, and the manifest says
    whether it was made of the same inputs or is stale. OutputError where files cannot be written,
    VerificationError where a finished one says what the indicators do not; what stood there before
    is then untouched.
    """
    folder = out / report.key.agency / str(report.key.year)
    chosen = formats_named(DEFAULT) if formats is None else formats
    files = [*(one.file for one in chosen), *FACTS, NOTEBOOK, MANIFEST]
    with working_folder(folder) as work:
        content = contents(execute(report.key, root, work / NOTEBOOK))
        version = version_of(root, report)
        verified = {}
        for form in sorted(chosen, key=lambda f: f.name == REVIEW):  # it tells of the others
            writer = _WRITERS[form.name]
            if form.name == REVIEW:
                stood = standing_of_review(
                    report.key, report.state, root, (work, folder), report.inputs, version
                )
                writer = replace(writer, write=partial(_write_review, standing=stood))
            verified[form.file] = _proved(form, writer, report, content, work / form.file)
        told = fact_set(report)
        for name, text in zip(FACTS, (json_text(told), "\ufeff" + csv_text(told)), strict=True):
            (work / name).write_text(text, encoding="utf-8", newline="\n")
        others = beside(report, folder, files)
        made = manifest_text(report, verified, [work / name for name in files[:-1]], others)
        for name, kept in edited_files(folder).items():
            if name in files:
                _keep(folder / name, folder / kept)
        (work / MANIFEST).write_text(made, encoding="utf-8", newline="\n")
        for form in chosen:
            keep_others(folder / form.file, work / form.file, OWN_NAMES)
        move_in(work, folder, files)
        (folder / NOTE).unlink(missing_ok=True)
    keep(folder, version)
    if any(form.file == DOCUMENT for form in chosen):
        keep_document(folder, folder / DOCUMENT)
    return tuple(folder / name for name in files)


def _keep(edited: Path, kept: Path) -> None:
    """Copy what somebody edited, whole or not at all."""
    if kept.exists():
        return
    with working_folder(kept.parent) as work:
        copy = shutil.copytree if edited.is_dir() else shutil.copy2
        copy(edited, work / kept.name)
        (work / kept.name).replace(kept)


def _proved(
    form: Format, writer: Writer, report: Report, content: Contents, path: Path
) -> Verification:
    """Return what the finished file proves when it is read again."""
    writer.write(report, content, path)
    proof = writer.prove(report, content, path)
    found = proof.problems if proof.figures else ("没有读到任何绑定的数字",)
    if found:
        raise VerificationError([f"{form.file} 中{problem}" for problem in found])
    return proof
