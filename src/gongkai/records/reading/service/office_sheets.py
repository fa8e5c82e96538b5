"""The sheets 机关, 声明, 成员单位 and 审核意见 of a ledger workbook: settings without a settings file."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from gongkai.findings import Finding, Place, Severity
from gongkai.pattern import pattern
from gongkai.records.agency import Member, Relation, member_amiss
from gongkai.records.reading.folding import read_count, read_date
from gongkai.records.reading.service.items import (
    ANSWER_HEAD,
    ANSWERS_SHEET,
    DECLARED_ITEMS,
    DECLARED_SHEET,
    HEADS,
    ITEM_HEAD,
    MEMBER_HEAD,
    MEMBERS_SHEET,
    OFFICE_ITEMS,
    OFFICE_SHEET,
    How,
    Item,
)
from gongkai.records.reading.sheet import ROW, Sheet

_NEEDED: Final = {
    OFFICE_SHEET: ITEM_HEAD[:2],
    DECLARED_SHEET: ITEM_HEAD[:2],
    MEMBERS_SHEET: MEMBER_HEAD[:1],
    ANSWERS_SHEET: ANSWER_HEAD[:3],
}
_NOTHING: Final = frozenset(("", "无", "/", "-", "—", "——", "暂无"))
_SEPARATOR: Final = pattern(r"[、；;，,\n]+")
_RELATION: Final = pattern(r"([a-z][a-z0-9_]{0,39})\s*[（(]?\s*(\d{4})\s*年?(?:度)?\s*[）)]?")


@dataclass(frozen=True, slots=True)
class Said:
    """A value that a sheet states, with the words in the cell and where it stands."""

    value: Any
    words: str
    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of 审核意见: somebody answers for a finding, copied as ``check`` prints it."""

    finding: str
    owner: str
    reason: str
    expires: dt.date
    place: Place


@dataclass(frozen=True, slots=True)
class OfficeSheets:
    """What the sheets state by the setting's name (``members`` among the office's), and what is amiss."""

    office: Mapping[str, Said] = field(default_factory=dict)
    declared: Mapping[str, Said] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()


def is_office_sheet(sheet: Sheet) -> bool:
    """Tell whether a sheet is one of the four: by its name and its headings, which are not a ledger's."""
    return sheet.name in HEADS and _head(sheet) is not None


def read_office_sheets(sheets: Sequence[Sheet], code: str) -> OfficeSheets:
    """Return what the sheets of a year's workbooks state of the office ``code``.

    What is stated twice differently is told, and the first holds.
    """
    said: dict[str, dict[str, Said]] = {OFFICE_SHEET: {}, DECLARED_SHEET: {}}
    answers: list[Answer] = []
    findings: list[Finding] = []
    for sheet in filter(is_office_sheet, sheets):
        held = said[DECLARED_SHEET if sheet.name == DECLARED_SHEET else OFFICE_SHEET]
        for part in _parts(sheet, code):
            if isinstance(part, Answer):
                answers.append(part)
            elif isinstance(part, Finding):
                findings.append(part)
            elif (known := held.setdefault(_NAMES[part.label], part)).value != part.value:
                findings.append(otherwise(part, f"{known.place}的“{known.words}”", known.words))
    return OfficeSheets(said[OFFICE_SHEET], said[DECLARED_SHEET], tuple(answers), tuple(findings))


def _parts(sheet: Sheet, code: str) -> Iterator[Said | Answer | Finding]:
    match sheet.name:
        case name if name == ANSWERS_SHEET:
            return _answers(sheet)
        case name if name == MEMBERS_SHEET:
            return _members(sheet, code)
        case _:
            return _items(sheet, OFFICE_ITEMS if sheet.name == OFFICE_SHEET else DECLARED_ITEMS)


def otherwise(said: Said, other: str, taken: str) -> Finding:
    """Return that a value stands in two places differently, and which was taken."""
    return Finding(
        "L-41",
        Severity.WARNING,
        said.place,
        said.words,
        "两处写法一致，或只写一处",
        f"“{said.label}”与{other}不同，已按“{taken}”",
        "请改成一致，或删去其中一处",
    )


_NAMES: Final = {item.label: item.name for item in (*OFFICE_ITEMS, *DECLARED_ITEMS)} | {
    MEMBERS_SHEET: "members"
}
_READERS: Final[Mapping[How, Callable[[str], Any]]] = {
    How.TEXT: str,
    How.LIST: lambda text: [p for part in _SEPARATOR.split(text) if (p := part.strip())],
    How.DATE: read_date,
    How.COUNT: read_count,
    How.RELATIONS: lambda text: _relations(text),
}


def _relations(text: str) -> list[Relation] | None:
    found = [_RELATION.fullmatch(part.strip()) for part in _SEPARATOR.split(text) if part.strip()]
    return [Relation(m[1], int(m[2])) for m in found if m] if all(found) else None


def _head(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    """Return the row of the headings, counted from 1, and each heading's column."""
    for row, cells in enumerate(sheet.head, start=1):
        at = {cell.strip(): n for n, cell in reversed(list(enumerate(cells)))}
        if all(heading in at for heading in _NEEDED[sheet.name or ""]):
            return row, at
    return None


def _rows(sheet: Sheet) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row below the headings that has something in it: its number and its cells by heading."""
    head = _head(sheet)
    if head is None:
        return
    first, at = head
    for row in sheet.cells.collect().iter_rows(named=True):
        if row[ROW] <= first:
            continue
        cells = {
            heading: str(row.get(f"c{at[heading]}") or "").strip() if heading in at else ""
            for heading in HEADS[sheet.name or ""]
        }
        if any(cells.values()):
            yield int(row[ROW]), cells


def _items(sheet: Sheet, items: Sequence[Item]) -> Iterator[Said | Finding]:
    known = {item.label: item for item in items}
    for row, cells in _rows(sheet):
        label, words, _ = (cells[heading] for heading in ITEM_HEAD)
        place = Place(sheet.file, sheet.name, row, ITEM_HEAD[1])
        if words in _NOTHING:
            continue
        if (item := known.get(label)) is None:
            yield _amiss(
                replace(place, column=ITEM_HEAD[0]), label,
                "、".join(known), f"没有“{label}”这一项，所填没有用上", Severity.WARNING,
            )  # fmt: skip
            continue
        value = _value(item, words)
        if value is None:
            right = "、".join(dict(item.choices)) or f"{item.how.value}。{item.about}"
            yield _amiss(place, words, right, f"“{label}”填得不对，没有采用")
        else:
            yield Said(value, words, label, place)


def _value(item: Item, words: str) -> Any:
    if item.how is How.CHOICE:
        named = {label: value for label, value in item.choices} | {v: v for _, v in item.choices}
        return named.get(words)
    if item.name == "charts" and words in ("不用图", "不用"):
        return []
    if item.name == "local_basis":  # a document's own name may hold the mark that parts lists
        return [p for part in re.split(r"[；;\n]+", words) if (p := part.strip())]
    return _READERS[item.how](words)


def _members(sheet: Sheet, code: str) -> Iterator[Said | Finding]:
    found: list[Member] = []
    first: Place | None = None
    for row, cells in _rows(sheet):
        own, _, since, until, facts = (cells[heading] for heading in MEMBER_HEAD)
        place = Place(sheet.file, sheet.name, row, MEMBER_HEAD[0])
        first = first or place
        for at, words in ((2, since), (3, until)):
            if words not in _NOTHING and not re.fullmatch(r"\d{4}年?(?:度)?", words):
                column = replace(place, column=MEMBER_HEAD[at])
                yield _amiss(column, words, "年度，如 2020；没有的不填", "年度填得不对，没有采用")
        years = [int(y[:4]) if re.match(r"\d{4}", y) else None for y in (since, until)]
        member = Member(own, years[0] or 0, years[1] or 9999, "" if facts in _NOTHING else facts)
        wrong = member_amiss(member, [m.code for m in found], code)
        if wrong is not None:
            yield _amiss(place, own, "各单位的机关代码（文件夹名），一行一个", wrong)
        else:
            found.append(member)
    if found and first is not None:
        yield Said(tuple(found), "、".join(m.code for m in found), MEMBERS_SHEET, first)


def _answers(sheet: Sheet) -> Iterator[Answer | Finding]:
    for row, cells in _rows(sheet):
        finding, owner, reason, until = (cells[heading] for heading in ANSWER_HEAD)
        expires = read_date(until)
        right = ("照抄 gongkai check --all 列出的那一行", "姓名", "为什么属实、怎样处理", "日期")
        blank = [
            n for n, cell in enumerate((finding, owner, reason, until)) if not cell
        ]  # each at its own cell
        for n in blank:
            place = Place(sheet.file, sheet.name, row, ANSWER_HEAD[n])
            message = f"没有填“{ANSWER_HEAD[n]}”，这一行说明没有生效"
            yield _amiss(place, None, right[n], message, Severity.WARNING)
        if until and expires is None:
            place = Place(sheet.file, sheet.name, row, ANSWER_HEAD[3])
            message = "“有效期至”不是有效日期，这一行说明没有生效"
            yield _amiss(place, until, "日期，如 2026-12-31", message, Severity.WARNING)
        if not blank and expires is not None:
            yield Answer(finding, owner, reason, expires, Place(sheet.file, sheet.name, row))


def _amiss(
    place: Place,
    value: str | None,
    expected: str,
    message: str,
    severity: Severity = Severity.ERROR,
) -> Finding:
    return Finding("L-42", severity, place, value, expected, message, "请改正后重新运行")
