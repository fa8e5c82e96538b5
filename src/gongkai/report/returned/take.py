"""An edited report taken back: its words into the office's files, each file that is replaced kept as a copy."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gongkai.compare.kept import documents
from gongkai.errors import UsageError
from gongkai.examined.examine import Report
from gongkai.examined.facts import fact_set
from gongkai.narrative.own.files import FOLDER, names_of, own_files
from gongkai.narrative.own.typed import lines_of
from gongkai.narrative.plan import Plan
from gongkai.narrative.write import plan_for
from gongkai.office.layout import Live, drafts
from gongkai.output.digest import digest
from gongkai.output.folder import replaced
from gongkai.pattern import pattern
from gongkai.report.returned.document import Comment, Document, read_returned
from gongkai.report.returned.plan_text import decided, printer, said
from gongkai.report.returned.taking import Taken, taken
from gongkai.text import clean

_REMARK: Final = pattern(r"\{#.*?#\}", re.DOTALL)
_GONE: Final = """\
{{# “{title}”的文字已经删空，这一节不印入报告。要写的写在下面，一段一行；要由程序按台账撰写的，删去这个文件。
   本说明不印入报告。 #}}
"""
_OPEN: Final = """\
{{# “{title}”是规定的章节，文字已经删空。请写在下面，一段一行；要由程序按台账撰写的，删去这个文件。本说明不印入报告。 #}}
"""
COPIES: Final = ".取回前"  # in the folder of texts, which reads no folder in it


@dataclass(frozen=True, slots=True)
class Returned:
    """What was taken of an edited document: the files written, each with its copy, and what was told."""

    written: tuple[tuple[Path, Path | None], ...]
    taken: Taken
    comments: tuple[Comment, ...]
    tracked: int


def take(root: Path, out: Path, examined: Report, edited: Path) -> Returned:
    """Take the words of an edited document into ``narrative`` and return what came of it.

    UsageError where the run kept no document to read it against, or it is not of this report.
    """
    key = examined.key
    kept = documents(out / key.agency / str(key.year))
    if not kept:
        raise UsageError(
            f"没有 {key.slug} 的 Word 文档生成时的底本，比不出改了什么。请重新生成："
            f"gongkai report {key.agency} {key.year}，以后在新的 Word 文档上修改。"
        )
    came = read_returned(edited)
    written = max((read_returned(path) for path in kept), key=lambda one: _shared(one, came))
    if 2 * _shared(written, came) < len(written.lines):
        raise UsageError(
            f"{edited.name} 与 {key.slug} 的报告大半不同，不像是由它改成的。请核对文件和机关/年度。"
        )
    folder = root / key.slug
    plan = plan_for(examined.records.agency, key.year)
    files = dict(_files(folder, plan, examined))
    sources = {section: text for section, (_, text) in files.items()}
    values = dict(examined.indicators.values)
    sections = examined.narrative.sections
    cells = {
        f.id: f"{f.row.replace('/', '—')}，{f.column}".strip("，")
        for f in fact_set(examined).facts
        if f.form
    }
    found = taken(written, came, sections, sources, values, printer(examined), cells)
    own = own_files(folder, plan, key.year).files
    for section in sections:
        file, text = own.get(section.anchor), found.texts.get(section.anchor)
        if text is not None and (file is None or file.text is None):
            name = section.heading or "正文开头"
            found.decided += [(name, one) for one in decided(examined, section.anchor, text)]
    names = {section.anchor: section for section in sections}
    for section_id, text in found.texts.items():
        if not _REMARK.sub("", text).strip():
            section = names[section_id]
            found.emptied.append(section.heading or "正文开头")
            found.texts[section_id] = (_OPEN if section.level == 1 else _GONE).format(
                title=section.heading or "正文开头"
            )
    done = [(p, _write(p, text)) for s, text in found.texts.items() for p in (files[s][0],)]
    return Returned(tuple(done), found, came.comments, came.tracked)


def _shared(written: Document, came: Document) -> int:
    ours, theirs = (Counter(line.as_bound for line in one.lines) for one in (written, came))
    return sum((ours & theirs).values())


def _files(folder: Path, plan: Plan, examined: Report) -> Iterator[tuple[str, tuple[Path, str]]]:
    """Yield for each section its file and the text that it is rendered from: the office's, else the plan's."""
    key = examined.key
    files = own_files(folder, plan, key.year)
    laid_out = drafts(
        key, examined.records.agency, plan, examined.indicators, examined.before, Live
    )
    for section, text in laid_out:
        own = files.files.get(section.id)
        name = own.name if own else f"{FOLDER}/{names_of(section, key.year)[0]}.md"
        if own and own.text is not None:
            text = own.text
        elif own and _prints_the_same(examined, section.id, draft := (folder / own.name)):
            text = clean(draft.read_text(encoding="utf-8-sig"))  # its figures are calls by name
        yield section.id, (folder / name, text)


def _prints_the_same(examined: Report, section: str, draft: Path) -> bool:
    """Tell whether a draft that nobody changed says what the plan says now."""
    finished = next((s for s in examined.narrative.sections if s.anchor == section), None)
    if finished is None:
        return False
    printed = ["".join(run.text for run in line) for line in lines_of(finished)]
    return said(examined, clean(draft.read_text(encoding="utf-8-sig"))) == printed


def _write(path: Path, text: str) -> Path | None:
    """Write a section's file and return the copy of what stood there, if anything did."""
    copy = None
    if path.is_file():
        copy = path.parent / COPIES / f"{path.stem}-{digest(path)[:8]}{path.suffix}"
        if not copy.exists():
            replaced(copy, path.read_bytes())
    replaced(path, text.encode())
    return copy
