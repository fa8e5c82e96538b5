"""The narrative as plain text for the checks of its wording, and last year's words beside it."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from gongkai.checks.notices import Asked
from gongkai.checks.wording.prose import BOUND, Passage, Prose, TextSection
from gongkai.errors import UnreadableError
from gongkai.findings import Place
from gongkai.indicators.value import Value
from gongkai.narrative.claims.registry import CLAIMS
from gongkai.narrative.content import FigureRun, Section, WithheldRun
from gongkai.narrative.own.files import own_files
from gongkai.narrative.own.source import TEMPLATE, source_in
from gongkai.narrative.own.typed import lines_of, of_plan
from gongkai.narrative.plan import load_plan, section_template
from gongkai.narrative.write import STATUTORY_PLAN, Narrative, plan_for
from gongkai.pattern import pattern
from gongkai.records.agency import LEVELS, Agency

_FILLED: Final = pattern(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)  # by a figure, or a word


def prose_of(
    narrative: Narrative,
    agency: Agency,
    year: int,
    values: Mapping[str, Value],
    published_on: dt.date | None,
    folder: Path,
    before: Mapping[str, Value],
    last: tuple[TextSection, ...] | None,
    asked: Asked,
) -> Prose:
    """Return the finished narrative as the checks read it; withheld sentences stand apart.

    ``asked`` is what higher authorities ask of it; of two lengths of part one the shorter holds.
    """
    lengths = [n for n in (agency.part_one_limit or None, asked.part_one) if n is not None]
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
        min(lengths, default=None),
        own=True,
        asked_by=None if asked.day is None else (asked.day, asked.document),
        withheld=tuple(
            Passage(run.text, Place(section.file) if section.written else of_plan(section))
            for section in narrative.sections
            for line in lines_of(section)
            for run in line
            if isinstance(run, WithheldRun)
        ),
    )


def own_words(year: int) -> Prose:
    """Return the program's own sentences of a year as the prose of nobody, 3 for each figure."""
    plan = load_plan(STATUTORY_PLAN)
    sections = tuple(
        TextSection(
            planned.level,
            planned.number,
            _FILLED.sub("3", planned.heading),
            tuple(
                Passage(line, Place(planned.id), typed=_FILLED.sub(BOUND, line))
                for level in LEVELS
                for line in _FILLED.sub(
                    "3", section_template(plan, planned.id, level) or ""
                ).splitlines()
                if line.strip()
            ),
        )
        for planned in plan.sections
    )
    claims = tuple(
        Passage(_FILLED.sub("3", sentence), Place(""))
        for claim in CLAIMS
        for sentence in claim.sentences.values()
    )
    return Prose(
        f"{year}年政府信息公开工作年度报告",
        year,
        None,
        (*sections, TextSection(2, "", "", claims)),
        dt.date(year + 1, 1, 20),
        last=sections,
        own=True,
    )


def last_sections(agency: Agency, year: int, folder: Path) -> tuple[TextSection, ...] | None:
    """Return what the office itself wrote last year, figures left out; None where it wrote nothing."""
    plan = plan_for(agency, year - 1)
    found = []
    try:
        files = own_files(folder, plan, year - 1)
    except UnreadableError:  # last year's fault is told by last year's check
        return None
    for planned in plan.sections:
        text = files.of(planned.id).text
        if text is None:
            continue
        heading = planned.heading.replace("{{ year + 1 }}", str(year))
        place = Place(f"{year - 1}/{files.of(planned.id).name}")
        lines = [line.strip(" -*>") for line in TEMPLATE.sub("", text).splitlines()]
        passages = tuple(Passage(line, place) for line in lines if line)
        found.append(TextSection(planned.level, planned.number, heading, passages))
    return tuple(found) or None


def _section(section: Section, folder: Path) -> TextSection:
    source = source_in(folder, section)
    passages = []
    for runs in lines_of(section):
        stand = [run for run in runs if not isinstance(run, WithheldRun)]
        words = "".join(run.text for run in stand)
        if words.strip():
            typed = "".join(BOUND if isinstance(run, FigureRun) else run.text for run in stand)
            place = source.place(typed) if source else of_plan(section)
            passages.append(Passage(words, place, source is not None, typed))
    return TextSection(section.level, section.number, section.heading, tuple(passages))
