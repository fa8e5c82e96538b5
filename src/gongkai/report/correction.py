"""A draft of 更正说明: what of a signed report is no longer so, with the old and the new figure and its place."""

import hashlib
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile
from pathlib import Path
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from gongkai.compare.comparison import Comparison, Kind, SentenceChange, compare
from gongkai.compare.kept import issued
from gongkai.compare.telling import shown
from gongkai.compare.version import Version, version_of
from gongkai.errors import UsageError
from gongkai.examined.examine import Report
from gongkai.narrative.write import chinese_date
from gongkai.output.archive import write_fixed
from gongkai.output.folder import working_folder
from gongkai.pattern import pattern
from gongkai.report.content.components import Cell, DataTable
from gongkai.report.docx.document import blank
from gongkai.report.docx.opened import opened
from gongkai.report.docx.sheets import BODY, head_and_foot, section
from gongkai.report.docx.tables import table
from gongkai.report.docx.words import RED, element, paragraph, text_run
from gongkai.text import clean

NAME: Final = "更正说明"
_NUMBER: Final = pattern(r"\d+(?:\.\d+)?%?")
_NONE: Final = "（无）"


@dataclass(frozen=True, slots=True)
class Corrected:
    """One place that is corrected: where, what was published, what is right."""

    place: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What of a signed report is to be corrected: in its sentences, then in its tables.

    ``words`` are its sentences that are others now and were not wrong in a figure. ``after`` tells which report
    was issued since, where it was one of other figures; ``drafted`` the draft that tells of those already.
    """

    signed: str
    sentences: tuple[Corrected, ...]
    cells: tuple[Corrected, ...]
    comparison: Comparison
    words: tuple[SentenceChange, ...] = ()
    after: str = ""
    drafted: Path | None = None

    @property
    def nothing(self) -> bool:
        """Tell whether every published figure still stands."""
        return not (self.sentences or self.cells)

    @property
    def step(self) -> str:
        """Return what a draft of it is known by: the report that it corrects, and all that it corrects of it."""
        return f"{_hash(self.comparison.old.said)} {_hash((self.sentences, self.cells))}"


def correction_of(root: Path, report: Report, folder: Path) -> Correction:
    """Return what is to be corrected since the report was signed as 签发; UsageError where nobody did.

    What was issued last is what was published. Where no figure moved since, it may be the mended report, signed
    before its correction was drafted: then since it was issued before that, until ``folder`` holds the draft.
    """
    versions = issued(root, report.key)
    if not versions:
        key = report.key
        raise UsageError(
            f"{key.slug} 没有签发的记录，不知道公布的是哪些数字。报告签发时请运行："
            f"gongkai sign {key.agency} {key.year} --by 姓名 --as 签发"
        )
    now = version_of(root, report)
    last, *before = (_corrected(then, now) for then in versions)
    if not last.nothing or not before or before[0].nothing:
        return last
    for path in takewhile(Path.is_file, _names(folder)):
        if _mark(path).endswith(before[0].step):
            return replace(last, drafted=path)
    return replace(before[0], after=last.signed)


def _corrected(then: Version, now: Version) -> Correction:
    found = compare(then, now)
    program = {s.section for s in now.sentences if not s.file}
    wrong = [change for change in found.sentences if _is_wrong(change, program)]
    words = tuple(change for change in found.sentences if change not in wrong)
    return Correction(
        then.told,
        tuple(
            Corrected(
                change.section,
                change.old.text if change.old else _NONE,
                change.new.text if change.new else "（删去）",
            )
            for change in wrong
        ),
        tuple(_cells(found)),
        found,
        words,
    )


def _is_wrong(change: SentenceChange, program: Collection[str]) -> bool:
    """Tell whether a sentence was wrong in a figure; what was added to it, or left out, was no error.

    A sentence of the ``program``'s own sections comes and goes with the figures; one of the office's with its words.
    """
    old = _NUMBER.findall(change.old.text) if change.old else []
    new = _NUMBER.findall(change.new.text) if change.new else []
    if change.kind is not Kind.CHANGED:
        one = change.old or change.new
        assert one is not None
        return bool(one.figures) and not one.file and (one is change.new or one.section in program)
    if change.new is not None and not change.new.file:
        return old != new
    return not (_within(old, new) or _within(new, old))


def _within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Tell whether some numbers stand among others in their order.

    >>> _within(["3", "5"], ["3", "4", "5"]), _within(["3", "5"], ["5", "3"])
    (True, False)
    """
    rest = iter(many)
    return all(number in rest for number in few)


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
    draft gets a number; so does one that corrects another report.
    """
    path = next(p for p in _names(folder) if not p.exists() or not _stays(p, correction))
    document = blank(report)
    references = head_and_foot(document, draft=False)
    body = document.element.body
    for child in list(body):
        body.remove(child)
    body.extend(_content(correction, report))
    body.append(section(BODY, references))
    properties = document.core_properties
    properties.title = f"{properties.title}{NAME}"
    properties.identifier = f"{_digest(body)} {correction.step}"
    made = io.BytesIO()
    document.save(made)
    with working_folder(folder) as work:
        write_fixed(made, work / path.name)
        (work / path.name).replace(path)
    return path


def _names(folder: Path) -> Iterator[Path]:
    yield folder / f"{NAME}.docx"
    yield from (folder / f"{NAME}-{n}.docx" for n in count(2))


def _mark(path: Path) -> str:
    """Return what a draft was marked with; empty of what is none."""
    document = opened(path)
    return "" if document is None else str(document.core_properties.identifier)


def _stays(path: Path, correction: Correction) -> bool:
    """Tell whether a document is not to be replaced: edited, of another report, or whatever else."""
    document = opened(path)
    if document is None:
        return True
    written, *step = _mark(path).split() or [""]
    return written != _digest(document.element.body) or step[:1] != correction.step.split()[:1]


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


def _digest(body: Element) -> str:
    lines = (
        "".join(node.text or "" for node in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _content(correction: Correction, report: Report) -> Iterator[Element]:
    agency, title = report.records.agency, report.narrative.title
    published = report.records.declarations.published_on
    when = f"于{chinese_date(published)}" if published else ""
    yield paragraph(
        "Title", f"关于更正《{agency.name}"
    )  # a line of its own for each: no word breaks
    yield paragraph("Title", f"{title}》")
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
