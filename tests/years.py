"""Seeded random years: valid rows for every ledger, driven by the declarations alone."""

import csv
import datetime as dt
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl import Workbook

from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import Column, Kind, Ledger, Span

Row = dict[str, str]
Year = dict[str, list[Row]]

_SPELLINGS = ("{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0.year}.{0.month}.{0.day}",
              "{0:%Y%m%d}", "{0.year}年{0.month}月{0.day}日")  # fmt: skip


def day(rng: random.Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(days=rng.randint(0, max(0, (last - first).days)))


def spelled(rng: random.Random, date: dt.date) -> str:
    return rng.choice(_SPELLINGS).format(date)


def _cell(rng: random.Random, column: Column, year: int, number: int) -> str:
    if not column.required and rng.random() < 0.25:
        return ""
    match column.kind:
        case Kind.TEXT:
            return f"{column.heading}{rng.randint(1, 9)}" if column.name != "id" else f"N{number}"
        case Kind.CHOICE | Kind.FLAG:
            choice = rng.choice(column.choices)
            return rng.choice((choice.label, *choice.aliases))
        case Kind.COUNT:
            return str(year if column.name == "year" else rng.randint(0, 40))
        case Kind.MONTH:
            return f"{rng.randint(1, 12)}{rng.choice(('', '月'))}"
        case Kind.MONEY:
            return rng.choice(
                (str(rng.randint(0, 5000)), f"{rng.randint(0, 5000)}.{rng.randint(10, 99)}")
            )
        case Kind.DATE:
            raise AssertionError("dates are made together")


def _dates(rng: random.Random, ledger: Ledger, year: int) -> dict[str, dt.date | None]:
    """Return dates that keep the ledger's orders: later columns are drawn after earlier ones."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    found: dict[str, dt.date | None] = {}
    for column in ledger.in_year(year).columns:
        if column.kind is not Kind.DATE:
            continue
        if not column.required and rng.random() < 0.25:
            found[column.name] = None
            continue
        earliest = first if column.span is Span.IN_YEAR else first - dt.timedelta(days=60)
        latest = last if column.span is not Span.ANY else last + dt.timedelta(days=60)
        for before, after in ledger.orders:
            known = found.get(before)
            if after == column.name and known is not None:
                earliest = max(earliest, known)
        found[column.name] = day(rng, min(earliest, latest), latest)
    return found


def _fitting(ledger: Ledger, row: Row, dates: dict[str, dt.date | None], year: int) -> bool:
    """Tell whether the row keeps the rules that make rows countable."""
    for before, after in ledger.orders:
        one, two = dates.get(before), dates.get(after)
        if one is not None and two is not None and two < one:
            return False
    if ledger.id != "requests":
        return True
    reply = dates["reply_on"]
    carried = dates["received_on"] is not None and dates["received_on"].year < year
    return not (carried and reply is not None and reply.year < year)


def _row(rng: random.Random, ledger: Ledger, year: int, number: int) -> Row:
    while True:
        dates = _dates(rng, ledger, year)
        row = {
            c.name: _cell(rng, c, year, number)
            for c in ledger.in_year(year).columns
            if c.kind is not Kind.DATE
        }
        if ledger.id == "requests":
            if dates["reply_on"] is None:
                row["outcome"] = ""
            elif not row["outcome"]:
                row["outcome"] = rng.choice(ledger.in_year(year).column("outcome").choices).label
            asked = rng.choice(("", "0", "5", "15", "20", "25"))
            row["extension_workdays"] = asked
            if dates.get("fee_paid_on") and not row["fee_yuan"]:
                row["fee_yuan"] = str(10 * number)  # what was paid is an amount
        if _fitting(ledger, row, dates, year):
            break
    shown = {name: spelled(rng, date) if date else "" for name, date in dates.items()}
    return {c.heading: (row | shown)[c.name] for c in ledger.in_year(year).columns}


def random_year(seed: int, year: int, *, most: int = 25) -> Year:
    """Return rows for every ledger, some ledgers empty; keys are unique."""
    rng = random.Random(f"{seed}-{year}")
    out: Year = {}
    for ledger in LEDGERS:
        total = 1 if ledger.id == "organisation" else rng.choice((0, *range(1, most)))
        rows = [_row(rng, ledger, year, n) for n in range(total)]
        headings = [ledger.column(name).heading for name in ledger.key]
        out[ledger.id] = list({tuple(_key(row[h]) for h in headings): row for row in rows}.values())
    return out


def _key(text: str) -> str:
    return text.removesuffix("月")


def plainly_spelt(rows: Year) -> Year:
    """Return the rows with ISO dates, as a system exports them."""
    from gongkai.records.reading.folding import read_date

    def cell(text: str) -> str:
        day = read_date(text) if len(text) >= 8 else None
        return str(day) if day else text

    return {n: [{k: cell(v) for k, v in r.items()} for r in found] for n, found in rows.items()}


AGENCY = 'code = "{code}"\nname = "某市某局"\nlevel = "department"\nchapter_plan = "harbin_four"\n'


def write_year(
    root: Path,
    year: int,
    rows: Year,
    *,
    encoding: str = "utf-8-sig",
    zero: bool = True,
    code: str = "x",
) -> Path:
    """Write the rows as an office; empty ledgers are declared so, unless ``zero`` is false."""
    folder = root / code / str(year)
    folder.mkdir(parents=True, exist_ok=True)
    (root / code / "agency.toml").write_text(AGENCY.format(code=code), encoding="utf-8")
    declared = ["schema = 1", "[publication]", f"date = {year + 1}-01-20"]
    for ledger in LEDGERS:
        found = rows.get(ledger.id, [])
        if found:
            with (folder / f"{ledger.id}.csv").open("w", encoding=encoding, newline="") as file:
                out = csv.DictWriter(file, [c.heading for c in ledger.in_year(year).columns])
                out.writeheader()
                out.writerows(found)
        elif zero:
            declared += [
                "[[zero_report]]", f'ledger = "{ledger.id}"', 'signed_by = "办公室"',
                f'period = "{year}-01-01/{year}-12-31"', f"signed_on = {year + 1}-01-04",
            ]  # fmt: skip
    (folder / "declarations.toml").write_text("\n".join(declared) + "\n", encoding="utf-8")
    return folder


def put(book: Workbook, sheet: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Fill rows into a sheet of the ledger workbook as a clerk does: from row 3, by heading."""
    page = book[sheet]
    heads = {cell.value: cell.column for cell in page[1]}
    for at, row in enumerate(rows, start=3):
        for heading, value in row.items():
            page.cell(at, heads[heading]).value = value
