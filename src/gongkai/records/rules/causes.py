"""Causes without their consequences: what a clerk mends once is told once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from gongkai.findings import Finding, Severity
from gongkai.pattern import pattern

# Rules of a cell that is blank or cannot be read: what other rules say of it follows from that.
UNREAD: Final = ("L-07", "L-08", "L-09", "L-10", "L-19", "L-32")
# Rules of what a ledger need not have: a column that nobody fills is one fact about the ledger.
_OPTIONAL: Final = ("R-13", "R-14")
_OF_READING: Final = ("L-28", "L-29")
_LATE: Final = "R-05"
_NO_DAY: Final = ("L-08", "L-09", "R-03")
_LEFT_OUT: Final = "L-17"
_ROW: Final = pattern(r"^第[\d、]+行")
_FEW: Final = 3  # rows; fewer may each be blank by chance

Rows = Mapping[tuple[str, str | None], int]


def causes_of(findings: Sequence[Finding], rows: Rows) -> Iterator[Finding]:
    """Yield the findings without those that follow from another one at the same cell.

    A column that no row of a sheet has filled is one warning, not an error a row; ``rows`` gives the
    number of each sheet's records.
    """
    unread = {_cell(f) for f in findings if f.rule in UNREAD and f.place.row is not None}
    kept = [f for f in findings if f.rule in UNREAD or _cell(f) not in unread]
    # A row's clock hangs on all its days: with one that cannot be read nobody knows whether it is late.
    # So does that of one whose outcome says that it was answered, though not when.
    unclear = {_row(f) for f in findings if f.rule in _NO_DAY and f.place.row is not None}
    kept = [f for f in kept if f.rule != _LATE or _row(f) not in unclear]
    for group in _alike(_late_with_reason(list(_once(kept)))):
        first = group[0]
        blank = sum(f.rows for f in group if f.value is None)
        whole = rows.get((first.place.file, first.place.sheet), 0)
        if first.rule in _OPTIONAL and blank >= max(whole, _FEW) and first.place.column:
            yield replace(
                first,
                severity=Severity.WARNING,
                place=replace(first.place, row=None),
                message=f"这一栏各行（{whole}行）都没有填写：{first.message}",
                remedy="有这项记录的请补填；确实没有的，请在编写审核意见时说明",
                rows=whole,
            )
        elif first.rule == "L-07" and not first.stops and len(group) > 1:
            count = sum(f.rows for f in group)
            yield replace(first, message=f"自这一行起有 {count} 行{first.message}", rows=count)
        else:
            yield from group


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, what is said of how a sheet is read once: of copies, and of the months of a year."""
    alike: dict[object, list[Finding]] = {}
    for f in findings:
        of_reading = f.severity is Severity.INFO or f.rule in _OF_READING
        # The totals and notes of all months are left out alike, whatever their rows.
        left_out = f.rule == _LEFT_OUT
        message = f"{f.place.file}{_ROW.sub('', f.message)}" if left_out else f.message
        said = (f.rule, f.severity, f.place.column, f.value, message, f.remedy)
        alike.setdefault(said if of_reading else len(alike), []).append(f)
    for same in alike.values():
        sheets = len({(f.place.file, f.place.sheet) for f in same})
        more = f"（另有{sheets - 1}张表同此{_where(same)}）" if sheets > 1 else ""
        yield from (replace(f, message=f"{f.message}{more}") for f in same[:1]) if more else same


def _where(same: Sequence[Finding]) -> str:
    """Return which rows of the other sheets were left out, where they are not the same everywhere."""
    if same[0].rule != _LEFT_OUT or len({f.message for f in same}) == 1:
        return ""
    rows = (f"“{f.place.sheet}”{found[0]}" for f in same[1:] if (found := _ROW.match(f.message)))
    return f"：{'、'.join(rows)}"


def _late_with_reason(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings, an extension that does not count told with the reply that is late for it."""
    late = {_row(f) for f in findings if f.rule == _LATE}
    reasons = {
        _row(f): f.message.replace("：", "，", 1)
        for f in findings
        if f.rule == "R-04" and f.place.row is not None
    }
    for finding in findings:
        row = _row(finding)
        if finding.rule == _LATE and row in reasons:
            yield replace(finding, message=f"{finding.message}（{reasons[row]}）")
        elif finding.rule != "R-04" or row not in late:
            yield finding


def _row(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return (place.file, place.sheet, place.row)


def _cell(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return (place.file, place.sheet, place.row, place.column)


def _alike(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    def kind(f: Finding) -> tuple[object, ...]:
        return (f.rule, f.place.file, f.place.sheet or "", f.place.column or "", f.remedy)

    for _, group in groupby(sorted(findings, key=kind), key=kind):
        yield list(group)
