"""Headings that nobody knows: what is told of them, and of our columns that they may be."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.findings import Finding, Severity
from gongkai.pattern import pattern
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.recognition.columns import Assigned, core
from gongkai.records.reading.recognition.fitness import same_sense, same_stem, values_fit
from gongkai.records.reading.sheet import Sheet, broken, noted

_SHOWN: Final = 12  # headings
# What an office keeps for itself beside any ledger.
_REMARKS: Final = frozenset(
    (
        "备注",
        "说明",
        "附注",
        "备考",
        "办理天数",
        "办理用时",
        "承办科室",
        "承办处室",
        "科室",
        "处室",
        "承办人",
        "责任人",
    )
)

# A limit that the office reckoned for itself, the number of a document that it sent: no ledger has them.
_OF_THEIR_OWN: Final = pattern(
    r"期限|时限|限期|截止|到期|届满|文书(?:编|文)?号|告知书(?:编|文)?号|答复(?:书|函)?(?:编|文)?号$"
)


def other_headings(
    columns: Sequence[Column], sheet: Sheet, row: int, assigned: Assigned
) -> Finding:
    """Return the one finding of several columns that are not there, where others are that nobody knows."""
    ours = "".join(f"“{c.heading}”" for c in columns)
    theirs = "".join(f"“{heading}”" for _, heading in assigned.unknown[:_SHOWN])
    more = f"等{len(assigned.unknown)}个" if len(assigned.unknown) > _SHOWN else ""
    return broken(
        "L-03",
        sheet.place(row),
        None,
        f"表头中有{ours}这些列",
        f"缺少必需的列{ours}，另有不认识的列名{theirs}{more}",
        f"请用 gongkai adopt 文件名 认列；确实没有的，在第{row}行补上列名",
    )


def unknown_headings(
    sheet: Sheet, row: int, ledger: Ledger, assigned: Assigned, already: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield each heading that nobody knows; none for an export, whose other columns are its own."""
    if sheet.layout is not None:
        return
    absent = [c for c in ledger.columns if c.name not in assigned.found]
    if any(told.rule == "L-03" and told.place.column is None for told in already):
        return  # told with the columns that are not there
    own: list[str] = []
    for at, spelling in assigned.unknown:
        alike = [c for c in absent if same_stem(spelling, c.heading)]
        near = [c for c in alike if fits(spelling, c, sheet, at, row)]
        # Values cannot tell a text from another: its name has to be nearer.
        close = [
            found
            for found in difflib.get_close_matches(spelling, [c.heading for c in near], 2, 0.5)
            if difflib.get_close_matches(spelling, [found], 1, 0.6)
            or next(c for c in near if c.heading == found).kind is not Kind.TEXT
        ]
        hint = (
            f"如果是“{close[0]}”，请改正列名；否则可不处理"
            if close
            else "如为台账所需，请核对列名；否则可不处理"
        )
        if not close and (assigned.foreign or _OF_THEIR_OWN.search(spelling)):
            own.append(spelling)
            continue
        yield Finding(
            "L-05",
            Severity.INFO if core(spelling) in _REMARKS else Severity.WARNING,
            sheet.place(row, spelling),
            spelling,
            "台账规定的列名",
            "不认识的列名，这一列未读入",
            hint,
        )

    if own:
        message = f"没有读入的列：{'、'.join(own)}"
        yield noted(
            sheet.place(row),
            "L-05",
            message,
            "不为台账所需的可不处理；其中有台账的列的，用 gongkai adopt 文件名 对照",
        )


def fits(spelling: str, column: Column, sheet: Sheet, at: int, row: int) -> bool:
    """Tell whether a column of a sheet may be that column of ours, by its name and its values."""
    if column.kind is Kind.DATE and not same_sense(spelling, column.heading):
        return False
    values = [cells[at] for cells in sheet.head[row:] if at < len(cells) and cells[at].strip()]
    return values_fit(values, column, spelling)
