"""Plain text and Markdown, recognised text too: tables between bars, lines that belong together."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from gongkai.audit.readers.document import Document, Grid, Part, Passage, joined, sensible

_RULE: Final = re.compile(r"\|?[\s:|—-]*-{2,}[\s:|—-]*\|?")
_HEADING: Final = re.compile(
    r"#{1,6}\s|(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|表[一二三四][：:])"
)
_SIGNED: Final = re.compile(r"[（(]?\s*(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*[)）]?")
_TITLE_LENGTH: Final = 40
_END: Final = tuple("。！？；;：:")


def read_lines(text: str, name: str) -> Document:
    """Return a text's passages and its tables."""
    return Document(name, tuple(_parts(text.splitlines())))


def _parts(lines: Iterable[str]) -> Iterator[Part]:
    passages = tables = 0
    for is_table, group in groupby(map(str.strip, lines), key=lambda line: line.startswith("|")):
        if is_table:
            if rows := sensible([_cells(line) for line in group if not _RULE.fullmatch(line)]):
                tables += 1
                yield Grid(rows, f"第{tables}个表")
            continue
        for filled, together in groupby(group, key=bool):
            for paragraph in paragraphs(together) if filled else ():
                passages += 1
                yield Passage(joined(paragraph), f"第{passages}段", tuple(paragraph))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.removesuffix("|")[1:].split("|")]


def paragraphs(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph: one ends with its sentence, or where a heading stands.

    >>> list(paragraphs(["一、总体情况", "全年收到申请", "34 件。", "均已办结。"]))
    [['一、总体情况'], ['全年收到申请', '34 件。'], ['均已办结。']]
    """
    group: list[str] = []
    for line in lines:
        heading = bool(_HEADING.match(line) or _SIGNED.fullmatch(line))
        if heading and group:
            yield group
            group = []
        text = re.sub(r"^#{1,6}\s+", "", line)
        group.append(text)
        alone = heading and len(text) <= _TITLE_LENGTH and "。" not in text
        if alone or text.endswith(_END):
            yield group
            group = []
    if group:
        yield group
