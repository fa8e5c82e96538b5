"""The plan's text of a section, which follows the figures, and what of it a file of one's own fixes."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Final

from gongkai.errors import TemplateError
from gongkai.examined.examine import Examined
from gongkai.narrative.binding import Binder
from gongkai.narrative.content import LeftOut, Section, WithheldRun
from gongkai.narrative.markdown import blocks
from gongkai.narrative.own.typed import lines_of
from gongkai.narrative.plan import Plan, section_template
from gongkai.narrative.write import plan_for, speaker, texts_of
from gongkai.office.layout import Live
from gongkai.pattern import pattern

_TAGS: Final = pattern(r"(\{%.*?%\})", re.DOTALL)
_TAG: Final = pattern(r"\{%-?\s*(\w+)")
_FIGURES: Final = pattern("[\u4e00-\u9fff]")  # of a condition: its questions have Chinese names
_CLAIMS: Final = pattern(r"\{\{\s*断言\([^{}]*\)\s*\}\}")
_WORDS: Final = pattern(r"\w")
_REMARK: Final = pattern(r"\{#.*?#\}", re.DOTALL)
_STOP: Final = pattern(r"(?<=。)")


def printer(examined: Examined) -> Callable[[str], str | None]:
    """Return what tells of a call what it prints in this report; None of what is no call by itself."""
    binder = Binder(examined.indicators, _texts(examined), examined.before)

    def prints(words: str) -> str | None:
        try:
            return _rendered(binder, words)
        except TemplateError:
            return None

    return cache(prints)


def said(examined: Examined, text: str) -> list[str]:
    """Return the lines that a text of a section prints in this report."""
    binder = Binder(examined.indicators, _texts(examined), examined.before)
    rendered, slips = binder.render_own(text)
    made = Section(0, "", "", "", blocks(rendered, binder))
    return [] if slips else ["".join(run.text for run in line) for line in lines_of(made)]


def decided(examined: Examined, section: str, text: str) -> Iterator[str]:
    """Yield the sentences of a file that the plan would write or leave out by the figures, as they print.

    One of claims alone follows the figures still: each has its words for whatever they come to.
    """
    agency, prints = examined.records.agency, printer(examined)
    template = section_template(_plan(examined), section, speaker(agency, examined.key.year)) or ""
    binder = Live(examined.indicators, _texts(examined), examined.before)

    def written(template: str) -> set[str]:
        return {s.strip() for s in _STOP.split(_rendered(binder, template)) if s.strip()}

    chosen = written(template) - written("".join(_always(template)))
    by_figures = [prints(sentence) or sentence for sentence in chosen]
    for sentence in map(str.strip, _STOP.split(_REMARK.sub("", text))):
        if not _WORDS.search(_CLAIMS.sub("", sentence)):
            continue
        printed = prints(sentence) or sentence
        if get_close_matches(printed, by_figures, 1):  # edited or not
            yield printed


def _always(template: str) -> Iterator[str]:
    """Yield the parts of a template that stand whatever the figures are.

    >>> "".join(_always("一。{% if year > 1 %}二。{% endif %}{% if 有('x') %}三。{% else %}四。{% endif %}"))
    '一。{% if year > 1 %}二。{% endif %}'
    """
    open_: list[bool] = []
    for part in _TAGS.split(template):
        found = _TAG.match(part)
        word = found[1] if found else ""
        if word in ("if", "set", "for"):
            open_.append(word == "set" or bool(_FIGURES.search(part)))
        if not any(open_):
            yield part
        if word.startswith("end"):
            open_.pop()


def _rendered(binder: Binder, template: str) -> str:
    runs = binder.runs(binder.render(template, ""))
    return "".join("" if isinstance(run, LeftOut | WithheldRun) else run.text for run in runs)


def _plan(examined: Examined) -> Plan:
    return plan_for(examined.records.agency, examined.key.year)


def _texts(examined: Examined) -> dict[str, str | int]:
    return texts_of(examined.key, examined.records.agency, _plan(examined))
