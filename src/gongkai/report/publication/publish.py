"""A report to its final place: every file written, read again and proved, then all moved in."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from gongkai.compare.kept import DOCUMENT, keep, keep_document
from gongkai.compare.version import version_of
from gongkai.errors import VerificationError
from gongkai.examined.examine import Report
from gongkai.examined.facts import fact_set
from gongkai.facts.files import csv_text, json_text
from gongkai.output.folder import keep_others, move_in, working_folder
from gongkai.report.cms.fragment import OWN_NAMES
from gongkai.report.notebook.notebook import execute
from gongkai.report.page.contents import Contents, contents
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
from gongkai.report.publication.on_disk import FAILED, edited_files
from gongkai.report.publication.review_state import standing_of_review
from gongkai.report.publication.superseded import NOTE
from gongkai.report.publication.writers import writer
from gongkai.report.publication.writers.page import write_review
from gongkai.report.publication.writers.writer import Writer
from gongkai.report.verification.figures import Verification


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
            made_by = writer(form)
            if form.name == REVIEW:
                stood = standing_of_review(
                    report.key,
                    report.state,
                    root,
                    (work, folder),
                    report.inputs,
                    version,
                    dated=report.records.declarations.published_on is not None,
                )
                made_by = replace(made_by, write=partial(write_review, standing=stood))
            verified[form.file] = _proved(form, made_by, report, content, work / form.file)
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
        (folder / FAILED).unlink(missing_ok=True)
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
    form: Format, made_by: Writer, report: Report, content: Contents, path: Path
) -> Verification:
    """Return what the finished file proves when it is read again."""
    made_by.write(report, content, path)
    proof = made_by.prove(report, content, path)
    found = proof.problems if proof.figures else ("没有读到任何绑定的数字",)
    if found:
        raise VerificationError([f"{form.file} 中{problem}" for problem in found])
    return proof
