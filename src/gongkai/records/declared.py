"""What the office declares of its ledgers: zero reports, what is amiss in them, what nobody declared."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.findings import Finding, Place, Severity
from gongkai.keys import Key
from gongkai.records.declarations import Declarations
from gongkai.records.ledgers import BY_ID
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.files import Files
from gongkai.records.reading.rows.table import RawTable
from gongkai.records.reading.service.stamp import STAMP_SHEET, stamp_findings
from gongkai.records.reading.service.zero_sheet import (
    ZERO_SHEET,
    read_zero_sheet,
    signed_early,
    year_end,
)
from gongkai.records.reading.sheet import Sheet, broken


def declared_in(
    declared: Declarations, files: Files, key: Key
) -> tuple[Declarations, list[Finding], frozenset[str]]:
    """Return the declarations with the zero reports of ledger workbooks, what is amiss there, and
    the ledgers whose zero report is incomplete."""
    reports = list(declared.zero_reports)
    findings = [
        signed_early(BY_ID[r.ledger].title, r.signed_on, key.year, Place("declarations.toml"))
        for r in reports
        if r.signed_on < year_end(key.year)
    ]
    incomplete: set[str] = set()
    for sheet in files.service:
        if sheet.name == STAMP_SHEET:
            findings += stamp_findings(sheet, key)
        elif sheet.name == ZERO_SHEET:
            found = read_zero_sheet(sheet, key.year)
            known = {report.ledger for report in reports}
            reports += [report for report in found.reports if report.ledger not in known]
            findings += found.findings
            incomplete |= found.incomplete
    return replace(declared, zero_reports=tuple(reports)), findings, frozenset(incomplete)


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a ledger without a record is unknown, what asks for it, and whether the year's report does without it."""

    why: str
    findings: tuple[Finding, ...] = ()
    unkept: bool = False


def missing(ledger: Ledger, tables: Sequence[RawTable], told: Collection[str]) -> Missing:
    """Return what a ledger without a record leaves unknown.

    No finding asks for it where its cause is told (a zero report that is incomplete, a file unread that may
    hold it), nor for one that the year's report does without.
    """
    if ledger.optional and ledger.id not in told:
        return Missing(ledger.unkept, unkept=True)
    why = f"《{ledger.title}》台账未提供，也没有零报告"
    return Missing(why, () if ledger.id in told else (_asking(ledger, tables),))


def _asking(ledger: Ledger, tables: Sequence[RawTable]) -> Finding:
    what = "台账为空" if tables else "没有台账文件"
    place = tables[0].sheet.place() if tables else Place(f"{ledger.id}.csv")
    return Finding(
        "L-12",
        Severity.ERROR,
        place,
        None,
        f"《{ledger.title}》台账，或已签署的零报告",
        f"《{ledger.title}》{what}，相关数字未掌握（不作零计）",
        "请登记；全年确无发生的，在“零报告”工作表填“是”并签署（或写入 declarations.toml）",
    )


def done_without(ledgers: Sequence[Ledger]) -> Iterator[Finding]:
    """Yield one finding for the ledgers that are not there and that the year's report does without."""
    if ledgers:
        titles = "".join(f"《{ledger.title}》" for ledger in ledgers)
        yield Finding(
            "L-37",
            Severity.INFO,
            Place("台账"),
            None,
            "",
            f"没有{titles}：统计表用不到，报告不列有关内容（不作零计）",
            "有登记的，放入该年度文件夹即列入；不必作零报告",
        )


def contradiction(ledger: Ledger, sheet: Sheet, count: int) -> Finding:
    """Return that a ledger declared empty has records."""
    return broken(
        "L-13",
        sheet.place(),
        f"{count}行",
        "空台账",
        f"《{ledger.title}》已作零报告，台账中却有记录",
        "请撤销零报告，或核对台账",
    )
