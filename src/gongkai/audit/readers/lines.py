"""Plain text and Markdown, recognised text too: tables between bars, lines that belong together."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from gongkai.audit.readers.document import Document, Grid, Part, Passage, joined, sensible
from gongkai.pattern import pattern

_RULE: Final = pattern(r"\|?[\s:|—-]*-{2,}[\s:|—-]*\|?")
_HEADING: Final = pattern(
    r"#{1,6}\s|(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|表[一二三四][：:])"
)
_SIGNED: Final = pattern(r"[（(]?\s*(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*[)）]?")
# A line that is nothing but a figure.
_CELL: Final = pattern(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_PROSE: Final = pattern(r"[。；？！]|(?<!\d)\d+(?:件|条|次|人|份|篇|个|期|家|%)")
# Column heads of the official tables, as a line of commas has them.
_HEADS: Final = frozenset(
    ("本年制发件数", "本年废止件数", "现行有效件数", "信息内容", "本年处理决定数量", "本年收费金额（单位：万元）", "自然人", "商业企业", "科研机构", "社会公益组织",
     "法律服务机构", "其他", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结", "法人或其他组织", "申请人情况", "行政复议", "行政诉讼",
     "未经复议直接起诉", "复议后起诉")
)  # fmt: skip
_MANY: Final = 10  # figures; no row of a table with labels has so many
_TITLE_LENGTH: Final = 40
_LABEL_LENGTH: Final = 60
_END: Final = tuple("。！？；;：:")


def read_lines(text: str, name: str) -> Document:
    """Return a text's passages and its tables."""
    return Document(name, tuple(_parts(text.splitlines())))


def read_delimited(text: str, name: str) -> Document:
    r"""Return a sheet saved as text: rows of several cells are tables, a row of one is a paragraph.

    >>> read_delimited("一、总体情况,,\n规章,0,5\n", "").parts[1].rows
    (('规章', '0', '5'),)
    """
    mark = next((m for m in "\t;" if text.count(m) > text.count(",")), ",")
    parts: list[Part] = []
    for several, rows in groupby(
        csv.reader(text.splitlines(keepends=True), delimiter=mark), key=_several
    ):
        if several and (kept := sensible([[cell.strip() for cell in row] for row in rows])):
            parts.append(Grid(kept, f"第{sum(isinstance(p, Grid) for p in parts) + 1}个表"))
            continue
        for said in ("".join(row).strip() for row in rows):
            if said:
                place = f"第{sum(isinstance(p, Passage) for p in parts) + 1}段"
                parts.append(Passage(said, place))
    return Document(name, tuple(parts))


def _several(row: Sequence[str]) -> bool:
    """Tell whether a row has more than one cell with something in it, or none, as between rows of a table."""
    return sum(bool(cell.strip()) for cell in row) > 1


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
    """Return what parts a line into cells: a tab as browsers copy them, bars, commas; empty for prose."""
    bare = line.strip()
    if bare.startswith("|") or bare.count(" | ") > 1:
        return "|"
    if "\t" in bare and "。" not in bare:
        return "\t"
    return next((mark for mark in ",，" if _by_commas(bare, mark)), "")


def _by_commas(line: str, mark: str) -> bool:
    """Tell whether commas part a line's cells: some are nothing but figures, or heads of the official tables.

    >>> _by_commas("规章,0,0,0", ","), _by_commas("信息内容,本年制发件数,现行有效件数", ",")
    (True, True)
    >>> _by_commas("收到申请12件,办结12件,其中公开3件", ","), _by_commas("全年，10件", "，")
    (False, False)
    """
    if mark not in line or _PROSE.search(line):
        return False
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])]
    figures = sum(bool(_CELL.fullmatch(cell)) for cell in cells)
    heads = sum(cell in _HEADS for cell in cells)
    return figures > (mark == "，") or heads > 1


def _cells(line: str, separator: str) -> list[str]:
    if separator == "\t":
        return [cell.strip() for cell in line.strip("\n").split("\t")]
    bare = line.strip()
    if separator != "|":
        return [cell.strip() for cell in next(csv.reader([bare], delimiter=separator))]
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
