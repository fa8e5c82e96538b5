"""The sheet 零报告 of a ledger workbook: which ledgers are empty because nothing happened."""

from collections.abc import Iterator
from typing import Final

from gongkai.findings import Finding, Place
from gongkai.records.declarations import ZeroReport
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import FLAG_CHOICES
from gongkai.records.reading.folding import read_date
from gongkai.records.reading.sheet import ROW, Sheet, broken

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


def read_zero_sheet(sheet: Sheet, year: int) -> tuple[tuple[ZeroReport, ...], tuple[Finding, ...]]:
    """Return the signed zero reports of the sheet, and a finding for each that is incomplete."""
    reports: list[ZeroReport] = []
    findings: list[Finding] = []
    whole = whole_year(year)
    ids = {ledger.title: ledger.id for ledger in LEDGERS}
    for row in sheet.cells.collect().iter_rows(named=True):
        cells = [row.get(f"c{at}") or "" for at in range(len(ZERO_HEAD))]
        ledger, said, period, name, day, reason = (str(cell).strip() for cell in cells)
        if ledger not in ids or said in _NO:
            continue
        signed_on = read_date(day)
        if said in _YES and period == whole and name and signed_on:
            reports.append(ZeroReport(ids[ledger], period, name, signed_on, reason))
        else:
            findings.append(_incomplete(sheet, int(row[ROW]), whole))
    return tuple(reports), tuple(findings)


def _incomplete(sheet: Sheet, row: int, period: str) -> Finding:
    return broken(
        "L-26",
        Place(sheet.file, sheet.name, row, ZERO_HEAD[1]),
        None,
        f"“是”，期间为 {period}，并有签署人和签署日期",
        "零报告没有填全，不作数",
        "请补齐这一行；有发生的请清空“全年确无发生”",
    )
