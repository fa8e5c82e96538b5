"""The stamp inside a ledger workbook: for whom it was made, and by which declarations."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.findings import Finding, Place, Severity
from gongkai.keys import Key
from gongkai.records.ledgers import in_year
from gongkai.records.reading.sheet import ROW, Sheet, noted

STAMP_SHEET: Final = "版本"
_HEAD: Final = ("台账", "列", "填写内容", "可选项")
_SHOWN: Final = 8
Columns = Mapping[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a ledger workbook was made for; ``columns`` gives type and choices by (ledger, heading)."""

    agency: str
    year: int
    columns: Columns

    @property
    def version(self) -> str:
        """Return a short name that differs whenever the declared columns or choices do."""
        return hashlib.sha256(repr(sorted(self.columns.items())).encode()).hexdigest()[:12]


def stamp_for(key: Key) -> Stamp:
    """Return the stamp of the declarations as they are now."""
    return Stamp(
        key.agency,
        key.year,
        {
            (ledger.title, column.heading): (
                column.kind.value + ("，必填" if column.required else ""),
                "、".join(c.label for c in column.choices),
            )
            for ledger in in_year(key.year).values()
            for column in ledger.columns
        },
    )


def stamp_rows(stamp: Stamp) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the sheet 版本; ``read_stamp`` is their inverse."""
    yield ("版本", stamp.version)
    yield ("机关", stamp.agency)
    yield ("年度", str(stamp.year))
    yield _HEAD
    for (ledger, heading), (kind, choices) in stamp.columns.items():
        yield (ledger, heading, kind, choices)


def read_stamp(sheet: Sheet) -> Stamp | None:
    """Return the stamp in a sheet 版本; None where it is none of ours."""
    rows = [[cell or "" for cell in row] for row in sheet.cells.drop(ROW).collect().iter_rows()]
    rows = [[*row, *[""] * (4 - len(row))][:4] for row in rows]
    if len(rows) < 4 or [row[0] for row in rows[:3]] != ["版本", "机关", "年度"]:
        return None
    if tuple(rows[3]) != _HEAD or not rows[2][1].isdecimal():
        return None
    columns = {(row[0], row[1]): (row[2], row[3]) for row in rows[4:] if row[1]}
    return Stamp(rows[1][1], int(rows[2][1]), columns)


def stamp_findings(sheet: Sheet, key: Key) -> Iterator[Finding]:
    """Yield what the stamp says against the workbook: another office or year, older columns."""
    stamp = read_stamp(sheet)
    if stamp is None:
        return
    if stamp.agency != key.agency:
        yield _warning(
            sheet,
            "L-25",
            stamp.agency,
            key.agency,
            "这份台账工作簿是为另一个机关制作的",
            "请核对文件是否放错",
        )
    if stamp.year != key.year:
        yield _warning(
            sheet,
            "L-25",
            str(stamp.year),
            str(key.year),
            "这份台账工作簿是为另一个年度制作的",
            "请核对文件是否放错",
        )
    current = stamp_for(Key(key.agency, stamp.year))
    if current.version != stamp.version:
        yield noted(
            Place(sheet.file, sheet.name),
            "L-24",
            f"台账工作簿是旧版模板，已按现行规定读取：{'；'.join(_changes(stamp.columns, current.columns))}",
            f"不必处理；要新的下拉列表的，用 gongkai template {key.agency} {key.year} 另做一本",
        )


def _changes(old: Columns, new: Columns) -> Iterator[str]:
    changed = [name for name in new if name in old and new[name] != old[name]]
    for what, names in (
        ("新增列", [name for name in new if name not in old]),
        ("取消列", [name for name in old if name not in new]),
        ("填写要求有变", changed),
    ):
        if names:
            shown = "、".join(f"《{ledger}》“{heading}”" for ledger, heading in names[:_SHOWN])
            yield f"{what}{shown}" + (f"等{len(names)}列" if len(names) > _SHOWN else "")


def _warning(
    sheet: Sheet, rule: str, value: str | None, expected: str, message: str, remedy: str
) -> Finding:
    place = Place(sheet.file, sheet.name)
    return Finding(rule, Severity.WARNING, place, value, expected, message, remedy)
