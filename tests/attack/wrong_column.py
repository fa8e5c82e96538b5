"""Persons typed where no person belongs: in public columns, headings, sheets, names of files."""

from pathlib import Path

import sheets

import years
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import Kind

PERSONS = (
    "张独一无二 230102199001011230",
    "联系13904510451钱独一无二",
    "２３０１０２１９９００１０１１２３０（李独一无二）",
    "230102 19900101 1230独一无二",
    "139-0451-0451",
)


def in_texts(year: int) -> years.Year:
    """Return a year that can be counted whose every public text names a person, number beside it."""
    rows = years.random_year(7, year, most=12)
    for ledger in LEDGERS:
        texts = [c for c in ledger.in_year(year).columns if c.kind is Kind.TEXT and not c.personal]
        for n, row in enumerate(rows[ledger.id]):
            for m, column in enumerate(texts):
                mark = f"{n}号" if column.name == "id" else ""
                row[column.heading] = mark + PERSONS[(n + m) % len(PERSONS)]
    return rows


def in_other_kinds(year: int) -> years.Year:
    """Return a year whose dates, choices and numbers name persons, ids twice: rows that are refused."""
    rows = years.random_year(7, year, most=12)
    for ledger in LEDGERS:
        columns = [c for c in ledger.in_year(year).columns if not c.personal]
        for n, row in enumerate(rows[ledger.id]):
            for m, column in enumerate(columns):
                if column.kind is not Kind.TEXT and (n + m) % 3 == 0:
                    row[column.heading] = PERSONS[(n + m) % len(PERSONS)]
                elif column.name == "id":
                    row[column.heading] = PERSONS[0]
    return rows


def beside_the_cells(folder: Path, rows: years.Year) -> None:
    """Write the ledgers again as workbooks, persons in names of files and sheets, headings, titles, notes."""
    for n, ledger in enumerate(LEDGERS):
        if not (found := rows[ledger.id]):
            continue
        (folder / f"{ledger.id}.csv").unlink()
        grid = [
            [f"某局台账（{PERSONS[2]}）"],
            [*found[0], PERSONS[n % len(PERSONS)]],
            *([*row.values(), PERSONS[1]] for row in found),
            ["合计", PERSONS[0]],
            [f"填表人：{PERSONS[0]}"],
        ]
        path = folder / f"{ledger.title}-{PERSONS[n % 2]}.xlsx"
        sheets.workbook(path, grid, sheet=f"{ledger.title}-139-0451-0451")
    sheets.workbook(folder / "附件.xlsx", [["x"]], sheet="13904510451独一无二")
    (folder / "230102199001011230独一无二.jpg").write_bytes(b"x")
    (folder / f"{PERSONS[0]}.csv").write_text(f"{PERSONS[0]},x\n1,2\n", "utf-8")
