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
_CELL: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")  # a line that is nothing but a figure
_MANY: Final = 10  # figures; no row of a table with labels has so many
_TITLE_LENGTH: Final = 40
_LABEL_LENGTH: Final = 60
_END: Final = tuple("。！？；;：:")


def read_lines(text: str, name: str) -> Document:
    """Return a text's passages and its tables."""
    return Document(name, tuple(_parts(text.splitlines())))


def _parts(lines: Iterable[str]) -> Iterator[Part]:
    passages = tables = 0
    for separator, group in groupby(_in_rows(lines), key=_separator):
        if separator:
            rows = [_cells(line, separator) for line in group if not _RULE.fullmatch(line.strip())]
            if kept := sensible(rows):
                tables += 1
                yield Grid(kept, f"第{tables}个表")
            continue
        for filled, together in groupby(map(str.strip, group), key=bool):
            for paragraph in paragraphs(together) if filled else ():
                passages += 1
                yield Passage(joined(paragraph), f"第{passages}段", tuple(paragraph))


def _separator(line: str) -> str:
    """Return what parts a line into cells: a tab as browsers copy them, or bars; empty for prose."""
    bare = line.strip()
    if bare.startswith("|") or bare.count(" | ") > 1:
        return "|"
    return "\t" if "\t" in bare and "。" not in bare else ""


def _cells(line: str, separator: str) -> list[str]:
    if separator == "\t":
        return [cell.strip() for cell in line.strip("\n").split("\t")]
    bare = line.strip()
    return [cell.strip() for cell in bare.removeprefix("|").removesuffix("|").split("|")]


def _in_rows(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, the cells of a copied table that stand a line each put back into their rows.

    Empty lines between a label and its figures are no part of the table.

    >>> list(_in_rows(["规章", "0", "0", "0", "行政处罚", "4", "全文完。"]))
    ['规章 0 0 0', '行政处罚 4', '全文完。']
    >>> list(_in_rows(["规章", "", "0", "", "5", "", "全文完。", "", "3"]))
    ['规章 0 5', '', '全文完。', '', '3']
    """
    label: str | None = None
    figures: list[str] = []
    empty: list[str] = []
    for line in (*lines, None):
        bare = line.strip() if line is not None else ""
        if label is not None and line is not None and not bare:
            empty.append(line)
            continue
        if label is not None and _CELL.fullmatch(bare) and (not empty or _is_label(label)):
            figures.append(bare)
            empty = []
            continue
        if label is not None:
            yield from _row(label, figures)
        yield from empty
        label, figures, empty = line, [], []


def _is_label(text: str) -> bool:
    """Tell whether a line may be a cell's label: short, and no sentence's end."""
    return bool(text.strip()) and len(text) <= _LABEL_LENGTH and not text.strip().endswith(_END)


def _row(label: str, figures: list[str]) -> Iterator[str]:
    """Yield a label with its figures; so many that they need several heads stand by themselves."""
    if not figures:
        yield label
    elif len(figures) >= _MANY or not label.strip():
        yield label
        yield " ".join(figures)
    else:
        yield f"{label.strip()} {' '.join(figures)}"


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
