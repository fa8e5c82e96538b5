"""A draft of 更正说明: what of a signed report is no longer so, with the old and the new figure and its place."""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from gongkai.compare.comparison import Comparison, compare
from gongkai.compare.kept import issued
from gongkai.compare.telling import shown
from gongkai.compare.version import Version, version_of
from gongkai.errors import UsageError
from gongkai.examined.examine import Report
from gongkai.narrative.write import chinese_date
from gongkai.output.archive import write_fixed
from gongkai.output.folder import working_folder
from gongkai.report.content.components import Cell, DataTable
from gongkai.report.docx.document import blank
from gongkai.report.docx.opened import opened
from gongkai.report.docx.sheets import BODY, head_and_foot, section
from gongkai.report.docx.tables import table
from gongkai.report.docx.words import RED, element, paragraph, text_run
from gongkai.text import clean

NAME: Final = "更正说明"
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?%?")
_NONE: Final = "（无）"


@dataclass(frozen=True, slots=True)
class Corrected:
    """One place that is corrected: where, what was published, what is right."""

    place: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What of a signed report is to be corrected: in its sentences, then in its tables."""

    signed: str
    sentences: tuple[Corrected, ...]
    cells: tuple[Corrected, ...]
    comparison: Comparison

    @property
    def nothing(self) -> bool:
        """Tell whether every published figure still stands."""
        return not (self.sentences or self.cells)


def correction_of(root: Path, report: Report) -> Correction:
    """Return what is to be corrected since the report was signed as 签发; UsageError where nobody did.

    Where nothing has changed since it was issued last, since it was issued before that with other figures.
    """
    versions = issued(root, report.key)
    if not versions:
        key = report.key
        raise UsageError(
            f"{key.slug} 没有签发的记录，不知道公布的是哪些数字。报告签发时请运行："
            f"gongkai sign {key.agency} {key.year} --by 姓名 --as 签发"
        )
    now = version_of(root, report)
    corrections = [_corrected(then, now) for then in versions]
    return next((one for one in corrections if not one.nothing), corrections[0])


def _corrected(then: Version, now: Version) -> Correction:
    found = compare(then, now)
    return Correction(then.signed, tuple(_sentences(found)), tuple(_cells(found)), found)


def _sentences(found: Comparison) -> Iterator[Corrected]:
    """Yield the sentences whose figures are others, or that came or went with figures."""
    for change in found.sentences:
        old = change.old.text if change.old else ""
        new = change.new.text if change.new else ""
        if _NUMBER.findall(old) != _NUMBER.findall(new):
            yield Corrected(change.section, old or _NONE, new or "（删去）")


def _cells(found: Comparison) -> Iterator[Corrected]:
    for moved in found.figures:
        fact = moved.fact
        before, after = shown(moved.old), shown(moved.new)
        if fact.form and before != after:
            place = "，".join(part for part in (fact.row.replace("/", "—"), fact.column) if part)
            yield Corrected(place, before, after)


def write_correction(correction: Correction, report: Report, folder: Path) -> Path:
    """Write the draft into a report's folder and return its path; one that somebody edited stays.

    The draft is a Word document, for it is edited, sealed and published like the report itself.
    Its properties hold a hash of its words: where they no longer fit, it was edited, and the new
    draft gets a number.
    """
    path = next(p for p in _names(folder) if not p.exists() or not _edited(p))
    document = blank(report)
    references = head_and_foot(document, draft=False)
    body = document.element.body
    for child in list(body):
        body.remove(child)
    body.extend(_content(correction, report))
    body.append(section(BODY, references))
    properties = document.core_properties
    properties.title = f"{properties.title}{NAME}"
    properties.identifier = _digest(body)
    made = io.BytesIO()
    document.save(made)
    with working_folder(folder) as work:
        write_fixed(made, work / path.name)
        (work / path.name).replace(path)
    return path


def _names(folder: Path) -> Iterator[Path]:
    yield folder / f"{NAME}.docx"
    yield from (folder / f"{NAME}-{n}.docx" for n in count(2))


def _edited(path: Path) -> bool:
    document = opened(path)
    if document is None:
        return True  # whatever it is, it is not ours to replace
    return str(document.core_properties.identifier) != _digest(document.element.body)


def _digest(body: Element) -> str:
    lines = (
        "".join(node.text or "" for node in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _content(correction: Correction, report: Report) -> Iterator[Element]:
    agency, title = report.records.agency, report.narrative.title
    published = report.records.declarations.published_on
    when = f"于{chinese_date(published)}" if published else ""
    yield paragraph("Title", "关于更正")
    yield paragraph("Title", f"《{agency.name}{title}》")
    yield paragraph("Title", "部分数据的说明")
    yield paragraph(
        "Normal",
        f"{agency.short_name}{when}公布的《{agency.name}{title}》，经核对，部分数据有误，现更正如下。",
    )
    heads = iter("一二三")
    if correction.sentences:
        yield paragraph("Heading1", f"{next(heads)}、正文")
        yield from _table("corrected_sentences", correction.sentences, "正文更正对照表")
    if correction.cells:
        yield paragraph("Heading1", f"{next(heads)}、统计表")
        yield from _table("corrected_cells", correction.cells, "统计表更正对照表")
    yield paragraph("Heading1", f"{next(heads)}、更正原因")
    # What is sealed stands on the page of the seal: no page has the seal alone.
    yield paragraph("Normal", [_to_fill("［请写明更正原因］")], element("keepNext"))
    yield paragraph(
        "Normal",
        [
            text_run("报告中的图表随上述数据一并更正。更正后的报告"),
            _to_fill("［请写明重新公布的日期和位置］"),
            text_run("。特此说明。"),
        ],
        element("keepNext"),
        element("keepLines"),
    )
    for _ in range(2):
        yield paragraph("Seal", "")
    right = element("ind", rightChars=400, right=1264)
    yield paragraph("Seal", agency.name, right)
    yield paragraph("Seal", [_to_fill("［日期］")], element("ind", rightChars=400, right=1264))


def _to_fill(text: str) -> Element:
    return text_run(text, element("color", val=RED))


def _table(name: str, places: tuple[Corrected, ...], caption: str) -> Iterator[Element]:
    head = tuple(Cell(text, "head", header=True) for text in ("位置", "原公布", "更正为"))
    rows = tuple(
        tuple(Cell(clean(text)) for text in (one.place, one.old, one.new)) for one in places
    )
    return table(DataTable(name, caption, (head,), rows))
