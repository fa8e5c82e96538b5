"""The narrative as plain text for the checks of its wording, and last year's words beside it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from gongkai.checks.wording.prose import Passage, Prose, TextSection
from gongkai.errors import UnreadableError
from gongkai.findings import Place
from gongkai.indicators.value import Value
from gongkai.narrative.content import Listing, Run, Section, WithheldRun
from gongkai.narrative.write import TEMPLATE, Narrative, own_text, plan_for
from gongkai.records.agency import Agency

_LONGEST: Final = 12  # characters by which a line of the office's file is found again
_LEAST: Final = 4


def prose_of(
    narrative: Narrative,
    agency: Agency,
    year: int,
    values: Mapping[str, Value],
    published_on: dt.date | None,
    folder: Path,
    before: Mapping[str, Value],
    last: tuple[TextSection, ...] | None,
) -> Prose:
    """Return the finished narrative as the checks read it; withheld sentences are left out."""
    return Prose(
        narrative.title,
        year,
        agency.level,
        tuple(_section(section, folder) for section in narrative.sections),
        published_on,
        (narrative.attachment,) if narrative.attachment else (),
        values,
        before,
        last,
        agency.part_one_limit or None,
        own=True,
    )


def last_sections(agency: Agency, year: int, folder: Path) -> tuple[TextSection, ...] | None:
    """Return what the office itself wrote last year, figures left out; None where it wrote nothing."""
    plan = plan_for(agency, year - 1)
    found = []
    for planned in plan.sections:
        try:
            text = own_text(folder, planned.id)
        except UnreadableError:  # last year's fault is told by last year's check
            text = None
        if text is None:
            continue
        heading = planned.heading.replace("{{ year + 1 }}", str(year))
        place = Place(f"{year - 1}/narrative/{planned.id}.md")
        lines = [line.strip(" -*>") for line in TEMPLATE.sub("", text).splitlines()]
        passages = tuple(Passage(line, place) for line in lines if line)
        found.append(TextSection(planned.level, planned.number, heading, passages))
    return tuple(found) or None


def _section(section: Section, folder: Path) -> TextSection:
    text = own_text(folder, section.anchor)
    lines = text.splitlines() if text is not None else None
    passages = []
    for runs in _lines(section):
        words = "".join(run.text for run in runs if not isinstance(run, WithheldRun))
        if words.strip():
            written = lines is not None
            passages.append(Passage(words, _place(section, runs, lines), written))
    return TextSection(section.level, section.number, section.heading, tuple(passages))


def _lines(section: Section) -> Iterator[tuple[Run, ...]]:
    for block in section.blocks:
        yield from block.items if isinstance(block, Listing) else (block.runs,)


def _place(section: Section, runs: tuple[Run, ...], lines: list[str] | None) -> Place:
    """Return the line of the office's file that a paragraph comes from, found by its first words."""
    if lines is None:
        return Place(f"正文“{section.heading}”" if section.heading else "正文开头")
    name = f"narrative/{section.anchor}.md"
    for run in runs:
        needle = run.text.strip()[:_LONGEST]
        for number, line in enumerate(lines, start=1):
            if len(needle) >= _LEAST and needle in line:
                return Place(name, None, number)
    return Place(name)
