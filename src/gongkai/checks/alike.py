"""Findings that say the same in one column: the line that stands for all of them, to be read and to be answered for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from gongkai.findings import Finding
from gongkai.pattern import pattern
from gongkai.persons import without_persons

_SHEETS: Final = 3  # of one file that say the same
_SAME: Final = pattern(r"(.*?)（第([\d、—–~～至-]+)行，共\d+处）")
_EACH: Final = pattern(r"（(第.*)；共\d+处）")
_NEXT: Final = pattern(r"；(?=第[\d、—–~～至-]+行)")
_ROWS: Final = pattern(r"第([\d、—–~～至-]+)行(.*)")
_SPAN: Final = pattern(r"(\d{1,9})(?:[—–~～至-](\d{1,9}))?")


def at_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings in their order, those that differ in nothing but their row as one that names the rows;
    what is amiss in the headings of several sheets of a file, as those of its months, once."""
    groups: dict[tuple[bool, Finding], list[Finding]] = {}
    for finding in _rows_at_once(findings):
        of_sheet = (
            finding.rule.startswith("L-") and _is_of_a_row(finding) and bool(finding.place.sheet)
        )
        bare = replace(finding, place=replace(finding.place, sheet=None)) if of_sheet else finding
        groups.setdefault((of_sheet, bare), []).append(finding)
    for (_, bare), same in groups.items():
        first = same[0].place
        if len(same) < _SHEETS:
            yield from same
        else:
            sheets = (
                f"（“{without_persons(first.sheet or '')}”等{len(same)}张工作表，第{first.row}行）"
            )
            place = replace(first, sheet=None, row=None)
            yield replace(bare, place=place, message=f"{bare.message}{sheets}", rows=len(same))


def _rows_at_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    groups: dict[tuple[bool, Finding], list[Finding]] = {}
    for finding in findings:
        by_row = _is_of_a_row(finding)
        bare = replace(finding, place=replace(finding.place, row=None)) if by_row else finding
        groups.setdefault((by_row, bare), []).append(finding)
    for same in groups.values():
        yield from same if len(same) == 1 else [_as_one(same)]


def alike(findings: Sequence[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Return the findings that say the same in one column of one sheet, by the line that stands for all.

    What each row adds (how late it was) stands in the line beside the row: the line names every row
    with all that is said of it, and is another one as soon as that changes.
    """
    lines: dict[str, tuple[Finding, ...]] = {}
    for found in _columns(findings).values():
        same: dict[str, list[Finding]] = {}
        for finding in found.values():
            same.setdefault(finding.message, []).append(finding)
        lines |= {str(_bare(_as_one(some))): tuple(some) for some in same.values() if len(some) > 1}
        if len(same) > 1:
            whole = "；".join(_each(some) for some in same.values())
            message = f"{_head(found)}（{whole}；共{len(found)}处）"
            one = next(iter(found.values()))
            lines[str(_bare(replace(_placeless(one), message=message)))] = tuple(found.values())
    return lines


def named_in(line: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings whose rows a line names that stands for several, all of them or some; nothing where
    another thing is said of one of its rows now, or the line stands for no more than one.
    """
    text = plain(line)
    for found in _columns(findings).values():
        first = next(iter(found.values()))
        start = plain(str(_bare(replace(_placeless(first), message=_head(found)))))
        if not text.startswith(start):
            continue
        told = _told(text.removeprefix(start), len(found))
        head = plain(_head(found))
        if told and all(n in found and plain(found[n].message) == head + told[n] for n in told):
            return tuple(found[n] for n in told)
    return ()


def plain(line: str) -> str:
    """Return a line as it is compared: without blanks, and without the stop at its end.

    >>> plain("答复超过期限 （第3行）。 ")
    '答复超过期限（第3行）'
    """
    return "".join(line.split()).replace("？。", "？").rstrip("。")


def _columns(findings: Sequence[Finding]) -> Mapping[object, Mapping[int, Finding]]:
    """Return the findings of single rows by what is wrong where, each by its row."""
    groups: dict[object, dict[int, Finding]] = {}
    for finding in findings:
        place = finding.place
        if place.row is None or not _is_of_a_row(finding):
            continue
        head = finding.message.partition("：")[0]
        kind = (finding.rule, finding.severity, head, place.file, place.sheet, place.column)
        groups.setdefault(kind, {}).setdefault(place.row, finding)
    return {kind: dict(sorted(rows.items())) for kind, rows in groups.items()}


def _is_of_a_row(finding: Finding) -> bool:
    return finding.place.row is not None and finding.rows == 1


def _head(found: Mapping[int, Finding]) -> str:
    return next(iter(found.values())).message.partition("：")[0]


def _each(found: Sequence[Finding]) -> str:
    detail = found[0].message.partition("：")[2]
    return f"第{_rows_of(found)}行{detail}"


def _as_one(found: Sequence[Finding]) -> Finding:
    message = f"{found[0].message}（第{_rows_of(found)}行，共{len(found)}处）"
    return replace(_placeless(found[0]), message=message, rows=len(found))


def _placeless(finding: Finding) -> Finding:
    return replace(finding, place=replace(finding.place, row=None))


def _bare(finding: Finding) -> Finding:
    return replace(finding, value=None, expected="", remedy="")


def _rows_of(found: Sequence[Finding]) -> str:
    return _spans(sorted(f.place.row for f in found if f.place.row is not None))


def _spans(rows: Sequence[int]) -> str:
    """Return row numbers as a person writes them.

    >>> _spans([3, 5, 6, 7, 12])
    '3、5—7、12'
    """
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    return "、".join(f"{s[0]}—{s[-1]}" if len(s) > 2 else "、".join(map(str, s)) for s in spans)


def _told(text: str, most: int) -> dict[int, str]:
    """Return what a line says behind its head of each row that it names, ``most`` of them; nothing where it is none.

    >>> _told("（第3行至4月2日，逾期1天；第5—6行至5月8日，逾期2天；共3处）", 3)
    {3: '：至4月2日，逾期1天', 5: '：至5月8日，逾期2天', 6: '：至5月8日，逾期2天'}
    >>> _told("（第3、5—6行，共3处）。请核对", 3)
    {3: '', 5: '', 6: ''}
    """
    if each := _EACH.match(text):
        found = [m for piece in _NEXT.split(each[1]) if (m := _ROWS.fullmatch(piece))]
        parts = [(m[1], f"：{m[2]}" if m[2] else "") for m in found]
    elif same := _SAME.match(text):
        parts = [(same[2], same[1])]
    else:
        return {}
    told: dict[int, str] = {}
    for rows, words in parts:
        for span in rows.split("、"):
            ends = _SPAN.fullmatch(span)
            if ends is None or len(told) > most:
                return {}
            first, last = int(ends[1]), int(ends[2] or ends[1])
            if last - first >= most:
                return {}
            told |= dict.fromkeys(range(first, last + 1), words)
    return told
