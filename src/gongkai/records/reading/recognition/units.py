"""The unit that a sheet's titles give to all its amounts: “单位：万元” above the headings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from gongkai.findings import Finding
from gongkai.pattern import pattern
from gongkai.records.ledgers.ledger import Kind, Ledger
from gongkai.records.reading.recognition.columns import Assigned, Found
from gongkai.records.reading.sheet import Sheet, noted
from gongkai.text import clean

_UNIT: Final = pattern(
    r"单位\s*[:：]?\s*(?:人民币)?\s*(?P<unit>[万亿]?元)|[（(]\s*(?P<alone>万元)\s*[）)]"
)
_OWN: Final = pattern("元")
_TENS: Final = "万元"


def with_unit(
    assigned: Assigned, sheet: Sheet, first: int, ledger: Ledger
) -> tuple[Assigned, tuple[Finding, ...]]:
    """Return the columns, amounts without a unit of their own in that of the titles above row ``first``; and what is told.

    A title's unit counts for what stands below it: the last one counts.
    """
    titles = [clean(cell) for row in sheet.head[: first - 1] for cell in row if cell]
    units = [
        m["unit"] or m["alone"]
        for text in (sheet.name or "", *titles)
        for m in _UNIT.finditer(text)
    ]
    meant = _amounts(assigned.found, ledger) if units[-1:] == [_TENS] else ()
    if not meant:
        return assigned, ()
    found = {
        n: replace(f, ten_thousands=True) if n in meant else f for n, f in assigned.found.items()
    }
    names = "、".join(f"“{assigned.found[name].spelling}”" for name in meant)
    message = f"标题写明单位为万元，{names}按万元读取"
    told = noted(sheet.place(first), "L-27", message, "请核对；金额以元填写的，请改正标题")
    return replace(assigned, found=found), (told,)


def _amounts(found: Mapping[str, Found], ledger: Ledger) -> Sequence[str]:
    """Return the columns of money whose heading says nothing of a unit."""
    money = (n for n in found if ledger.has(n) and ledger.column(n).kind is Kind.MONEY)
    return [n for n in money if not found[n].ten_thousands and not _OWN.search(found[n].spelling)]
