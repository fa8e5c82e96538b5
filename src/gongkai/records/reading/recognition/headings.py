"""The heading row of a sheet: found below titles, over one row or two, matched to columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.findings import Finding
from gongkai.records.layouts import LEFT_OUT
from gongkai.records.layouts.layout import Default, Layout, LeftOut
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.recognition.codes import Codes, with_lists
from gongkai.records.reading.recognition.columns import (
    Assigned,
    Found,
    assign,
    known_headings,
    named,
    with_telling,
)
from gongkai.records.reading.recognition.missing import absent_columns
from gongkai.records.reading.recognition.strange import unknown_headings
from gongkai.records.reading.recognition.ticks import with_ticks
from gongkai.records.reading.recognition.two_rows import goes_on, two_rows
from gongkai.records.reading.recognition.units import with_unit
from gongkai.records.reading.sheet import Sheet, broken, noted
from gongkai.text import clean

_AS_FULL = 0.8
_HEADING = 4  # filled cells by which the heading of two sheets is known to be the same
_Candidate = tuple[int, int, tuple[str, ...]]  # first row, last row, cells


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the columns stand: ``at`` maps a column's name to its first position, ``columns`` to all
    that was found of it, ``row`` is the last heading row (1-based), ``width`` the number of cells
    it has. ``defaults`` fill columns that are not there; ``unsure`` are those whose figures nobody
    can know, with the reason; ``left_out`` says which rows are no records; ``cells`` are the headings, of two rows
    where they stand over two."""

    row: int
    width: int
    at: Mapping[str, int]
    findings: tuple[Finding, ...]
    columns: Mapping[str, Found]
    defaults: tuple[Default, ...] = ()
    unsure: Mapping[str, str] | None = None
    unread: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    cells: tuple[str, ...] = ()


def find_headings(sheet: Sheet, ledger: Ledger) -> Headings:
    """Return the heading row that names most columns of the ledger, with what is wrong in it.

    Where no row names any, the first row that is not blank is taken, so that each of its cells
    can be reported.
    """
    first, last, cells = heading_row(sheet, ledger, sheet.layout)
    assigned = with_telling(assign(cells, ledger, sheet.layout), ledger)
    assigned = with_ticks(
        assigned, [*sheet.head[: last - 1], cells, *sheet.head[last:]], last, ledger
    )
    assigned, of_unit = with_unit(assigned, sheet, first, ledger)
    findings = [_twice(sheet, last, ledger, cells, *pair) for pair in assigned.twice]
    findings += of_unit
    whole = replace(sheet, head=(*sheet.head[: last - 1], cells, *sheet.head[last:]))
    missing = absent_columns(whole, last, ledger, assigned)
    findings += [
        *missing.findings,
        *unknown_headings(sheet, last, ledger, assigned, missing.findings),
    ]
    if first != last:
        findings.append(
            noted(
                sheet.place(first),
                "L-15",
                f"表头占两行（第{first}、{last}行），下一行有列名的按下一行，没有的按上一行",
                "请核对列名；如不对，请把表头改为一行",
            )
        )
    titles = [n for n in range(1, first) if any(_filled(sheet.head[n - 1]))]
    if titles:
        rows = "、".join(str(n) for n in titles)
        findings.append(
            noted(
                sheet.place(first),
                "L-15",
                f"表头在第{last}行，其上的第{rows}行按标题处理，未读入",
                "如其中有记录，请移到表头之下；否则可不处理",
            )
        )
    return Headings(
        last,
        len(cells),
        {name: found.at[0] for name, found in assigned.found.items()},
        tuple(findings),
        with_lists(assigned.found, ledger, Codes(sheet.lists)) if sheet.lists else assigned.found,
        missing.defaults,
        missing.unsure,
        tuple(at for at, _ in assigned.unknown),
        sheet.layout.left_out if sheet.layout else LEFT_OUT.get(ledger.id, ()),
        cells,
    )


def heading_row(sheet: Sheet, ledger: Ledger, layout: Layout | None) -> _Candidate:
    """Return the first and the last row of the heading, and its cells."""
    names = known_headings(ledger, layout)
    candidates = list(_candidates(sheet))
    known = {cell: named(cell, names) for cell in {cell for c in candidates for cell in c[2]}}
    best = _best(candidates, known)
    first, last, cells = best
    if first == last < len(sheet.head) and goes_on(cells, sheet.head[last]):
        return next(c for c in candidates if c[:2] == (first, last + 1))
    if first == last > 1 and goes_on(sheet.head[first - 2], cells):  # some reach down from above
        return next(c for c in candidates if c[:2] == (first - 1, last))
    return best


def _best(candidates: Sequence[_Candidate], known: Mapping[str, str | None]) -> _Candidate:
    """Return the rows that name most columns; of headings repeated further down, the first.

    A printed ledger repeats them on each page, and a slip in the first ones must not make titles
    of the records below them.
    """

    def order(candidate: _Candidate) -> tuple[int, int, int]:
        first, last, cells = candidate
        return _matches(cells, known), first - last, -first

    best = max(candidates, key=order)
    if _matches(best[2], known) == 1:
        # 退回 and 建议 are words of records too: one alone makes no heading of a row below one as full.
        enough = len(_filled(best[2])) * _AS_FULL
        best = next(
            c for c in candidates if c == best or (c[0] == c[1] and len(_filled(c[2])) >= enough)
        )
    like = [c for c in candidates if 3 * _matches(c[2], known) >= 2 * _matches(best[2], known) > 2]
    return max((c for c in like if c[1] <= like[0][1] + 1), key=order, default=best)


def matches(sheet: Sheet, ledger: Ledger, layout: Layout | None = None) -> Assigned:
    """Return the columns that a sheet would have as that ledger."""
    return assign(heading_row(sheet, ledger, layout)[2], ledger, layout)


def _twice(
    sheet: Sheet, row: int, ledger: Ledger, cells: Sequence[str], name: str, first: int, second: int
) -> Finding:
    spelling = " ".join(clean(cells[second]).split())
    return broken(
        "L-04",
        sheet.place(row, spelling),
        spelling,
        "每个列名只出现一次",
        f"列名重复：第{first + 1}列和第{second + 1}列都是“{ledger.column(name).heading}”",
        "请删去多余的一列，或改正列名",
    )


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if clean(cell).strip()]


def heads(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """Yield what each of the first rows, and each with the next one where that goes on with it, has for headings."""
    for first, last, cells in _candidates(sheet):
        if first == last or goes_on(sheet.head[first - 1], sheet.head[last - 1]):
            yield cells


def last_heading_row(sheet: Sheet, other: Sheet) -> int | None:
    """Return in which row the heading of the other sheet ends, if it is the first one's; None if it is another.

    Rows above it, as the title of a month, may differ.
    """
    ours = {cells for _, _, cells in _candidates(sheet) if len(_filled(cells)) >= _HEADING}
    shared = [last for _, last, cells in _candidates(other) if cells in ours]
    return max(shared, default=None)


def _candidates(sheet: Sheet) -> Iterator[_Candidate]:
    """Yield (first row, last row, cells) of each row and each pair of rows that may be the head."""
    rows = [(n, cells) for n, cells in enumerate(sheet.head, start=1) if _filled(cells)]
    for n, cells in rows:
        yield n, n, cells
    for (n, upper), (m, lower) in pairwise(rows):
        if m == n + 1:
            yield n, m, two_rows(sheet, n, upper, lower)


def _matches(cells: Sequence[str], known: Mapping[str, str | None]) -> int:
    return len({name for cell in cells if (name := known[cell]) is not None})
