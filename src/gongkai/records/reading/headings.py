"""The heading row of a sheet: found below titles, over one row or two, matched to columns."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from gongkai.findings import Finding, Severity
from gongkai.records.ledgers.ledger import Column, Ledger
from gongkai.records.reading.sheet import Sheet, broken, noted
from gongkai.text import clean, heading_key


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the columns stand: ``at`` maps a column's name to its position, ``row`` is the last
    heading row (1-based), ``width`` the number of cells it has."""

    row: int
    width: int
    at: Mapping[str, int]
    findings: tuple[Finding, ...]


def find_headings(sheet: Sheet, ledger: Ledger) -> Headings:
    """Return the heading row that names most columns of the ledger, with what is wrong in it.

    Where no row names any, the first row that is not blank is taken, so that each of its cells
    can be reported.
    """
    names = spellings(ledger)
    candidates = list(_candidates(sheet))
    known = {cell: names.get(heading_key(cell)) for cell in set().union(*sheet.head)}
    best = max(candidates, key=lambda c: (_matches(c[2], known), c[0] - c[1], -c[0]))
    first, last, cells = best
    at, findings = _positions(cells, names, ledger, sheet, last)
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
    return Headings(last, len(cells), at, tuple(findings))


@cache
def spellings(ledger: Ledger) -> Mapping[str, str]:
    """Return every admitted spelling of a heading, as compared, with its column's name."""
    return {
        heading_key(spelling): column.name
        for column in ledger.columns
        for spelling in (column.name, *reversed(column.aliases), column.heading)
    }


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if clean(cell).strip()]


def _candidates(sheet: Sheet) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield (first row, last row, cells) of each row and each pair of rows that may be the head."""
    rows = [(n, cells) for n, cells in enumerate(sheet.head, start=1) if _filled(cells)]
    for n, cells in rows:
        yield n, n, cells
    for (n, upper), (m, lower) in pairwise(rows):
        if m == n + 1:
            yield n, m, _two_rows(sheet, n, upper, lower)


def _two_rows(
    sheet: Sheet, row: int, upper: tuple[str, ...], lower: tuple[str, ...]
) -> tuple[str, ...]:
    """Return one cell a column: the lower heading, or the upper one that reaches down."""
    spread = list(upper)
    for merge in sheet.merges:
        if merge.first_row == row and merge.last_row == row:
            for at in range(merge.first_column, min(merge.last_column + 1, len(spread))):
                spread[at] = upper[merge.first_column]
    width = max(len(upper), len(lower))
    tops = [*spread, *[""] * (width - len(spread))]
    bottoms = [*lower, *[""] * (width - len(lower))]
    return tuple(
        bottom if bottom.strip() else top for top, bottom in zip(tops, bottoms, strict=True)
    )


def _matches(cells: Sequence[str], known: Mapping[str, str | None]) -> int:
    return len({name for cell in cells if (name := known[cell]) is not None})


def _positions(
    cells: Sequence[str],
    names: Mapping[str, str],
    ledger: Ledger,
    sheet: Sheet,
    row: int,
) -> tuple[dict[str, int], list[Finding]]:
    found: dict[str, int] = {}
    findings: list[Finding] = []
    for position, cell in enumerate(cells):
        spelling = " ".join(clean(cell).split())
        name = names.get(heading_key(cell))
        if name is None:
            if spelling:
                findings.append(_unknown(spelling, ledger.columns, sheet, row))
        elif name in found:
            findings.append(
                broken(
                    "L-04",
                    sheet.place(row, spelling),
                    spelling,
                    "每个列名只出现一次",
                    f"列名重复：第{found[name] + 1}列和第{position + 1}列都是“{ledger.column(name).heading}”",
                    "请删去多余的一列，或改正列名",
                )
            )
        else:
            found[name] = position
    missing = [c for c in ledger.columns if c.name not in found and not c.personal]
    findings += [_missing(c, sheet, row) for c in missing if c.required]
    optional = [c.heading for c in missing if not c.required]
    if optional:
        findings.append(
            noted(
                sheet.place(row),
                "L-14",
                f"没有这些选填列，按未填处理：{'、'.join(optional)}",
                "如确无此内容可不处理，否则请补上",
                "台账规定的全部列",
            )
        )
    return found, findings


def _unknown(spelling: str, columns: tuple[Column, ...], sheet: Sheet, row: int) -> Finding:
    near = difflib.get_close_matches(spelling, [c.heading for c in columns], 1, 0.5)
    hint = (
        f"如果是“{near[0]}”，请改正列名；否则可不处理"
        if near
        else "如为台账所需，请核对列名；否则可不处理"
    )
    return Finding(
        "L-05",
        Severity.WARNING,
        sheet.place(row, spelling),
        spelling,
        "台账规定的列名",
        "不认识的列名，这一列未读入",
        hint,
    )


def _missing(column: Column, sheet: Sheet, row: int) -> Finding:
    return broken(
        "L-03",
        sheet.place(row, column.heading),
        None,
        f"表头中有“{column.heading}”列",
        f"缺少必需的列“{column.heading}”",
        f"请在第{row}行补上列名“{column.heading}”（{column.about}）",
    )
