"""The components of the public edition as ``report.docx``: one function for each kind."""

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from gongkai.examined.examine import Report
from gongkai.narrative.content import Block, Listing, Paragraph, Section
from gongkai.output.archive import write_fixed
from gongkai.pattern import pattern
from gongkai.report.content.components import (
    ChartBlock,
    Component,
    DataTable,
    OwnPicture,
    Signature,
    TitleBlock,
)
from gongkai.report.content.editions import DRAFT
from gongkai.report.docx.pictures import picture
from gongkai.report.docx.sheets import BODY, Sheet, head_and_foot, section, section_break
from gongkai.report.docx.styles import PITCH, apply_styles, font_table
from gongkai.report.docx.tables import layout_of, table
from gongkai.report.docx.words import element, number_bookmarks, paragraph, runs, text_run
from gongkai.text import clean


@dataclass(frozen=True, slots=True)
class Setting:
    """What the writing of a component may need besides it; ``pictures`` numbers the charts."""

    document: Document
    report: Report
    pictures: Iterator[int]


def write_document(report: Report, components: Sequence[Component], path: Path) -> None:
    """Write the report as a Word document of the same bytes every time."""
    document = blank(report)
    draft = any(isinstance(c, TitleBlock) and c.state == DRAFT for c in components)
    references = head_and_foot(document, draft=draft)
    body = document.element.body
    for child in list(body):
        body.remove(child)
    setting = Setting(document, report, count(1))
    here = BODY
    for n, component in enumerate(components):
        sheet = _sheet(components, n)
        if sheet != here:
            body.append(section_break(here, references))
            here = sheet
        body.extend(_WRITE[type(component)](component, setting))
    body.append(section(here, references))
    number_bookmarks(body)
    made = io.BytesIO()
    document.save(made)
    write_fixed(made, path)


def _sheet(components: Sequence[Component], n: int) -> Sheet:
    """Return the sheet of a component; a heading stands on that of the table below it."""
    component = components[n]
    if isinstance(component, Section) and not component.blocks and n + 1 < len(components):
        component = components[n + 1]
    return layout_of(component).sheet if isinstance(component, DataTable) else BODY


def blank(report: Report) -> Document:
    """Return an empty document that knows the office and the year, and no machine and no clock."""
    document = docx.Document()
    apply_styles(document)
    for name, relation in list(document.part.rels.items()):
        if relation.reltype == RT.FONT_TABLE:
            relation.target_part._blob = font_table()
        elif relation.reltype in (RT.CUSTOM_XML, RT.NUMBERING, _EFFECTS):
            del document.part.rels[name]
    for name, relation in list(document.part.package.rels.items()):
        if relation.reltype in (RT.EXTENDED_PROPERTIES, RT.THUMBNAIL):
            del document.part.package.rels[name]
    properties = document.core_properties
    properties.title = clean(f"{report.records.agency.name}{report.narrative.title}")
    properties.author = properties.last_modified_by = clean(report.records.agency.name)
    properties.created = properties.modified = dt.datetime(report.key.year, 12, 31)
    properties.comments = ""
    properties.language = "zh-CN"
    return document


_EFFECTS: Final = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def _title(block: TitleBlock, _: Setting) -> Iterator[Element]:
    yield paragraph("Title", block.agency)
    below = element("spacing", before=0, after=PITCH, line=PITCH, lineRule="exact")
    yield paragraph("Title", block.title, below)
    if block.notice:
        yield paragraph("Notice", f"数据说明　{block.notice}。")


# An address on a site or of a mailbox, which no line may end within.
_ADDRESS: Final = pattern(r"[\w./:@-]{18,}", re.ASCII)


def _section(block: Section, _: Setting) -> Iterator[Element]:
    if block.level:
        yield from _heading(block)
    yield from _blocks(block.blocks)


def _heading(block: Section) -> Iterator[Element]:
    if block.number.startswith("附"):  # as GB/T 9704 has it: the word above, the title centred
        yield paragraph("AnnexHeading", block.number)
        yield paragraph("AnnexHeading", block.heading, element("jc", val="center"))
        return
    mark = "、" if block.level == 1 and len(block.number) < 3 else ""
    yield paragraph(f"Heading{min(block.level, 3)}", f"{block.number}{mark}{block.heading}")


def _blocks(blocks: Sequence[Block]) -> Iterator[Element]:
    for block in blocks:
        match block:
            case Paragraph(runs=items, align=align):
                words = "".join(run.text for run in items)
                if align == "justify" and _ADDRESS.search(words):
                    align = "left"  # what goes to the next line whole would stretch this one
                aligned = [] if align == "justify" else [element("jc", val=align)]
                yield paragraph("Normal", list(runs(items)), *aligned)
            case Listing(items=lines, ordered=ordered):
                for number, line in enumerate(lines, start=1):
                    mark = f"{number}. " if ordered else "· "
                    yield paragraph("Item", [text_run(mark), *runs(line)])


def _chart(block: ChartBlock | OwnPicture, setting: Setting) -> Iterator[Element]:
    drawn = picture(setting.document, block, setting.report, next(setting.pictures))
    yield paragraph("ChartCaption", block.title)
    below = element("spacing", before=0, after=160, line=240, lineRule="auto")
    yield paragraph("Chart", [drawn], element("keepNext") if block.note else below)
    if block.note:
        yield paragraph("ChartNote", f"{block.note}。", below)


def _table(block: DataTable, _: Setting) -> Iterator[Element]:
    return table(block)


def _signature(block: Signature, setting: Setting) -> Iterator[Element]:
    """Write the attachments, room for the seal, then office and date as GB/T 9704 has them.

    No page has the seal alone: the text's last paragraph goes with it.
    """
    for above in list(setting.document.element.body.iterchildren(qn("w:p")))[-1:]:
        above.get_or_add_pPr().get_or_add_keepNext()
    yield paragraph("Normal", "", element("keepNext"))
    for attachment in block.attachments:
        yield paragraph("Attachment", f"附件：{attachment}", element("keepNext"))
    yield paragraph("Seal", "")
    for words in filter(None, (block.agency, block.date_text)):
        yield paragraph("Seal", words, element("ind", rightChars=400, right=1264))


_WRITE: Final[Mapping[type, Callable[[Any, Setting], Iterator[Element]]]] = {
    TitleBlock: _title,
    Section: _section,
    ChartBlock: _chart,
    OwnPicture: _chart,
    DataTable: _table,
    Signature: _signature,
}
