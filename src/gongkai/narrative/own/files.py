"""The files in which the office writes its sections: found by Chinese or English names, and read."""

import difflib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gongkai.errors import UnreadableError
from gongkai.findings import Finding, Place, Severity
from gongkai.narrative.content import Section
from gongkai.narrative.own.meant import meant
from gongkai.narrative.plan import Plan, PlannedSection
from gongkai.pattern import pattern
from gongkai.text import clean, heading_key

FOLDER: Final = "narrative"
_ENDINGS: Final = (".md", ".txt", ".markdown")
_NUMBERING: Final = pattern(r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．\-_ ]*(?=\D)")
_YEAR: Final = "{{ year + 1 }}"
# A file laid out by the program tells, in its first remark, the text that it was laid out with.
LAID_OUT: Final = pattern(r"^\s*\{#[^#]*?底稿\s*(?P<digest>[0-9a-f]{8})[^#]*#\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A section's file and what the office wrote in it: None for nothing, or a draft left as it was laid out."""

    name: str
    text: str | None


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Every section's file by the section's id, and what is amiss with the names in the folder.

    ``names`` holds the name under which each section is laid out.
    """

    files: dict[str, OwnFile]
    findings: tuple[Finding, ...]
    names: dict[str, str]

    def of(self, section: str) -> OwnFile:
        """Return a section's file; where there is none, the one that would be."""
        return self.files.get(section, OwnFile(self.names[section], None))


def own_files(folder: Path, plan: Plan, year: int) -> OwnFiles:
    """Return what the office wrote in a year's folder, by section.

    A file is known by its section's id, heading or name, numbered or not; what no section is
    called is told with the nearest name.
    """
    known = {heading_key(name): s for s in plan.sections for name in names_of(s, year)}
    found: dict[str, OwnFile] = {}
    findings: list[Finding] = []
    for path in _paths(folder):
        section = known.get(heading_key(_stem(path))) or known.get(
            heading_key(_NUMBERING.sub("", _stem(path)))
        )
        if section is None or not path.name.lower().endswith(_ENDINGS):
            findings.append(_stray(path, [n for s in plan.sections for n in names_of(s, year)]))
            continue
        own = OwnFile(f"{FOLDER}/{path.name}", read_own(path))
        before = found.get(section.id)
        if before is not None and before.text is not None and own.text is not None:
            findings.append(_twice(before, own))
        elif before is None or before.text is None:
            found[section.id] = own
    names = {s.id: f"{FOLDER}/{names_of(s, year)[0]}.md" for s in plan.sections}
    return OwnFiles(found, tuple(findings), names)


def names_of(section: PlannedSection, year: int) -> tuple[str, ...]:
    """Return the names by which a section's file is known, the one it is laid out under first."""
    heading = section.heading.replace(_YEAR, str(year + 1))
    bare = section.heading.removeprefix(f"{_YEAR}年")
    return tuple(dict.fromkeys(n for n in (heading, section.name, bare, section.id) if n))


def read_own(path: Path) -> str | None:
    """Return a file's text, its calls as they are meant; None for a draft that is as it was laid out."""
    try:
        text = clean(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, OSError):
        raise UnreadableError(
            f"{FOLDER}/{path.name} 不是可读的 UTF-8 文本。请以 UTF-8 编码另存。"
        ) from None
    return None if is_untouched(text) else meant(text)


def section_text(folder: Path, section: Section) -> str | None:
    """Return what the office itself wrote for a finished section, or None where it wrote nothing."""
    return read_own(folder / section.file) if section.written else None


def is_untouched(text: str) -> bool:
    """Tell whether a text is a draft that nobody has changed since it was laid out."""
    head = LAID_OUT.match(text)
    return head is not None and head["digest"] == digest(text[head.end() :])


def digest(text: str) -> str:
    """Return what a draft is known by, white space apart.

    >>> digest("一 二\\r\\n") == digest("一二")
    True
    """
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:8]


def _paths(folder: Path) -> Iterator[Path]:
    for path in sorted((folder / FOLDER).glob("*")):
        if path.is_file() and not path.name.startswith((".", "~$")) and _stem(path) != "README":
            yield path


def _stem(path: Path) -> str:
    name = path.name
    while name.lower().endswith(_ENDINGS):  # Windows hides the second of 问题.md.txt
        name = name.rpartition(".")[0]
    return name


def _stray(path: Path, names: list[str]) -> Finding:
    near = difflib.get_close_matches(_stem(path), names, 1, 0.3)
    hint = f"是不是“{near[0]}.md”？" if near else ""
    return Finding(
        "N-09",
        Severity.WARNING,
        Place(f"{FOLDER}/{path.name}"),
        None,
        "以章节名称命名的文本文件，如“" + names[-2] + ".md”",
        f"报告没有这一节，文件没有用上。{hint}".rstrip("。"),
        "请改文件名；不是报告正文的，请移出 narrative 文件夹",
    )


def _twice(used: OwnFile, other: OwnFile) -> Finding:
    return Finding(
        "N-09",
        Severity.WARNING,
        Place(other.name),
        None,
        "一节一个文件",
        f"与 {used.name} 是同一节，只用了后者",
        "请合成一个文件",
    )
