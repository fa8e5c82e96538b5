"""The sheet 零报告 of a ledger workbook: which ledgers are empty because nothing happened."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongkai.findings import Finding, Place, Severity
from gongkai.records.declarations import ZeroReport
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import FLAG_CHOICES
from gongkai.records.reading.folding import read_date
from gongkai.records.reading.sheet import ROW, Sheet

ZERO_SHEET: Final = "零报告"
_YES, _NO = (frozenset((c.label, *c.aliases)) - {"有", "无"} for c in FLAG_CHOICES)
_NO |= {""}
ZERO_HEAD: Final = ("台账", "全年确无发生", "期间", "签署人", "签署日期", "说明")


def zero_rows(year: int) -> Iterator[tuple[str, ...]]:
    """Yield the sheet's rows as they are handed out: nothing is declared yet."""
    yield ZERO_HEAD
    for ledger in LEDGERS:
        yield (ledger.title, "", whole_year(year), "", "", "")


def whole_year(year: int) -> str:
    """Return the period that a zero report covers.

    >>> whole_year(2018)
    '2018-01-01/2018-12-31'
    """
    return f"{year}-01-01/{year}-12-31"


@dataclass(frozen=True, slots=True)
class ZeroSheet:
    """What the sheet says: the signed reports, what is amiss, and the ledgers of incomplete ones."""

    reports: tuple[ZeroReport, ...]
    findings: tuple[Finding, ...]
    incomplete: frozenset[str]


def read_zero_sheet(sheet: Sheet, year: int) -> ZeroSheet:
    """Return the zero reports of the sheet, and a finding at each cell that is missing or amiss."""
    reports: list[ZeroReport] = []
    findings: list[Finding] = []
    incomplete: set[str] = set()
    ids = {ledger.title: ledger.id for ledger in LEDGERS}
    for row in sheet.cells.collect().iter_rows(named=True):
        cells = [row.get(f"c{at}") or "" for at in range(len(ZERO_HEAD))]
        title, said, period, name, day, reason = (str(cell).strip() for cell in cells)
        if title not in ids or said in _NO:
            continue
        amiss = list(_amiss(title, said, period, name, day, year))
        findings += [_at(sheet, int(row[ROW]), title, *part) for part in amiss]
        signed_on = read_date(day)
        if amiss or signed_on is None:
            incomplete.add(ids[title])
            continue
        reports.append(ZeroReport(ids[title], period, name, signed_on, reason))
        if signed_on < year_end(year):
            place = Place(sheet.file, sheet.name, int(row[ROW]), ZERO_HEAD[4])
            findings.append(signed_early(title, signed_on, year, place))
    return ZeroSheet(tuple(reports), tuple(findings), frozenset(incomplete))


def year_end(year: int) -> dt.date:
    """Return the last day that a zero report covers."""
    return dt.date(year, 12, 31)


def signed_early(title: str, signed_on: dt.date, year: int, place: Place) -> Finding:
    """Return what is told of a zero report that was signed before its year had ended."""
    return Finding(
        "L-26",
        Severity.WARNING,
        place,
        str(signed_on),
        f"{year_end(year)} 或以后的日期",
        f"《{title}》的零报告签署时全年尚未结束，签署以后发生的不在其内",
        "请核实签署以后确无发生，改填核实的日期",
    )


def _amiss(
    title: str, said: str, period: str, name: str, day: str, year: int
) -> Iterator[tuple[int, str, str, str]]:
    """Yield each part that keeps a row from counting: column, value, what is expected, what is wrong."""
    whole = whole_year(year)
    if said not in _YES:
        yield 1, said, "是，或留空", "“全年确无发生”只能填“是”或留空"
    if period != whole:
        yield 2, period, whole, "零报告应覆盖全年" if period else "没有填期间"
    if not name:
        yield 3, "", "签署人的姓名或部门", "没有填签署人"
    if read_date(day) is None:
        wrong = "签署日期不是有效日期" if day else "没有填签署日期"
        yield 4, day, f"日期，如 {year + 1}-01-05", wrong


def _at(
    sheet: Sheet, row: int, title: str, column: int, value: str, expected: str, wrong: str
) -> Finding:
    return Finding(
        "L-26",
        Severity.ERROR,
        Place(sheet.file, sheet.name, row, ZERO_HEAD[column]),
        value or None,
        expected,
        f"《{title}》的零报告不作数：{wrong}",
        "请补齐这一格；有发生的请清空“全年确无发生”",
    )
