"""Findings about the finished prose: numbers without a source, numbers that point to a person."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from gongkai.findings import Finding, Place, Severity
from gongkai.narrative.content import FigureRun, GivenRun, Listing, Run, Section, TextRun
from gongkai.narrative.degrees import MUCH, degree_words
from gongkai.narrative.numerals import HIDDEN, Loose, read_numerals
from gongkai.narrative.write import TEMPLATE, own_text
from gongkai.records.rules.persons import has_person_number

_EXPECTED: Final = "正文中的每个数字都有出处"


def narrative_findings(sections: Sequence[Section], folder: Path) -> Iterator[Finding]:
    """Yield N-01 for each numeral without a source, N-02 where a person's number stands in prose,
    N-03 for each word of degree without a threshold.

    The place is the office's own ``narrative/<section>.md`` and the line, where it wrote the section.
    """
    for section in sections:
        for line in _lines(section):
            text = "".join(map(_words, line))
            loose, _ = read_numerals(text)
            for numeral in loose:
                yield _unbound(numeral, _place(section, folder, numeral))
            if has_person_number(text):
                yield Finding(
                    "N-02",
                    Severity.WARNING,
                    _place(section, folder, None),
                    None,
                    "正文不含个人身份证号码和手机号码",
                    "正文中像是有身份证号码或手机号码",
                    "请核对并删去",
                )
        yield from _degrees(section, folder)


def _degrees(section: Section, folder: Path) -> Iterator[Finding]:
    """Yield N-03 for the office's own words; those that a template function chose are licensed."""
    text = own_text(folder, section.anchor) or ""
    bare = TEMPLATE.sub(lambda m: "\n" * m[0].count("\n"), text)
    for number, line in enumerate(bare.splitlines(), start=1):
        for word in degree_words(line):
            yield Finding(
                "N-03",
                Severity.WARNING,
                Place(f"narrative/{section.anchor}.md", None, number),
                word,
                f"程度词有数字依据（如大幅：{MUCH}）",
                f"程度词“{word}”没有依据",
                "改为 {{ 变化('指标编号') }} 或 {{ 程度('绝大多数', '比率编号', '不成立时的写法') }}，或删去",
            )


def _lines(section: Section) -> Iterator[Sequence[Run]]:
    for block in section.blocks:
        yield from block.items if isinstance(block, Listing) else (block.runs,)


def _words(run: Run) -> str:
    match run:
        case FigureRun() | GivenRun():
            return HIDDEN
        case TextRun():
            return run.text
        case _:
            return ""


def _place(section: Section, folder: Path, loose: Loose | None) -> Place:
    name = f"{section.anchor}.md"
    own = own_text(folder, section.anchor)
    if own is None:
        return Place(name)
    lines = own.splitlines()
    pieces = loose.context.split("…") if loose else [""]
    needle = next((p for p in pieces if loose and loose.numeral in p), "")
    for part in (needle, loose.numeral if loose else ""):
        for number, line in enumerate(lines, start=1):
            if part and part in line:
                return Place(f"narrative/{name}", None, number)
    return Place(f"narrative/{name}")


def _unbound(loose: Loose, place: Place) -> Finding:
    return Finding(
        "N-01",
        Severity.ERROR,
        place,
        loose.context,
        _EXPECTED,
        f"数字“{loose.numeral}”没有绑定指标，无从核对",
        f"改为 {{{{ 数字('指标编号') }}}}；台账中没有的，写成 {{{{ 手填('{loose.numeral}', '理由') }}}}",
    )
