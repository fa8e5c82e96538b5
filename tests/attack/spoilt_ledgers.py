"""Ledgers spoilt at random: whatever is done to a file, each record in it is counted or told of."""

import csv
import io
import random
import re
import shutil
import tempfile
import zipfile
from functools import partial
from pathlib import Path

import sheets
import typer
from forked import Tally, answers

import years
from gongkai.cli.app import run
from gongkai.keys import Key
from gongkai.records.ledgers import LEDGERS
from gongkai.records.load import load

Grid = list[list[str]]
# Findings that tell of a file, a sheet or a row that is not read as records.
STRUCTURE = ("L-01", "L-02", "L-03", "L-04", "L-06", "L-11", "L-17", "L-21")
ODD = ("", "合计", "示例", "#REF!", '"', "'", ",", "a\nb", "{0}-02-30", "９９９", "1e400", "-0", "{{7*7}}", "=1+1",
       "锟斤拷", "9" * 40, "0001-01-01", "9999-12-31", "是", "注：见附件", "　", "合 计", "见“附件”", "12,000", "（无）",
       "小计：", "\u200b", "\u202e", "-", "/", "无", "43165", "2018.3", "三月五日", "说明:x", "★", "a" * 40000)  # fmt: skip


def attack(count: int, seed: int) -> Tally:
    """Return what became of so many spoilt ledgers."""
    tally = Tally()
    cases = [f"{seed}-{n}" for n in range(count)]
    with tempfile.TemporaryDirectory() as made:
        asked = (partial(examined, Path(made) / case, case) for case in cases)
        for case, answer in zip(cases, answers(asked), strict=True):
            kind = (re.findall(r"^KIND (.*)$", answer.said, re.MULTILINE) or ["?"])[0]
            lost = re.findall(r"^LOST (.*)$", answer.said, re.MULTILINE)
            told = "cut short, not told" if kind.startswith("bytes") else "rows lost in silence"
            tally.add(kind, f"{case} {''.join(lost)}", answer, *([told] if lost else []))
    return tally


def examined(root: Path, case: str) -> int:
    """Check a spoilt office, then print how many records are neither counted nor told of, if any."""
    kind, records = spoilt(root, random.Random(case))
    typer.echo(f"KIND {kind}")
    (year,) = (path.name for path in (root / "x").iterdir() if path.is_dir())
    code = run(["check", "x", year, "--data", str(root)])
    found = load(root, Key("x", int(year)))
    told = [f for f in found.findings if f.rule in STRUCTURE]
    counted = sum(source.rows for source in found.sources)
    named = sum(_rows(f.message) if f.rule == "L-17" else 1 for f in told)
    if not any(f.stops or f.rule == "L-11" for f in told) and counted + named < records:
        typer.echo(f"LOST {records} written, {counted} counted, {named} named")
    shutil.rmtree(root)
    return code


def _rows(message: str) -> int:
    more = re.search(r"等(\d+)处", message)
    return int(more[1]) if more else len(re.findall(r"\d+", message.partition("行")[0])) or 1


def spoilt(root: Path, rng: random.Random) -> tuple[str, int]:
    """Write an office with one spoilt ledger; return how it was spoilt and how many records it held."""
    year = rng.choice((2016, 2018, 2019, 2020, 2021, 2023))
    ledger = rng.choice(LEDGERS).in_year(year)
    rows: list[years.Row] = []
    while not rows:
        rows = years.random_year(rng.randrange(10**6), year, most=12)[ledger.id]
    folder = years.write_year(root, year, {})
    (folder / "declarations.toml").unlink()
    grid: Grid = [[c.heading for c in ledger.columns]]
    grid += [[row[h] for h in grid[0]] for row in rows]
    records = len(rows)
    if rng.random() < 0.15:  # around the sizes at which the reading changes its way
        grid, records = _grown(grid, rng.choice((20, 21, 299, 300, 301, 499, 500, 501, 1001)))
    for _ in range(rng.randint(1, 4)):
        rng.choice(SPOILING)(grid, rng, year)
    form = rng.choice(("csv", "csv", "gb18030", "utf-16", "tsv", "xlsx", "xlsx", "ods"))
    name = rng.choice((ledger.id, ledger.title, f"{ledger.title}-3月", f"{year}年{ledger.title}"))
    kind, files = _written(folder, name, grid, form, rng)
    if rng.random() < 0.4 and files:
        kind = _bytes(rng.choice(files), rng, form)
    return kind, records


def _grown(grid: Grid, size: int) -> tuple[Grid, int]:
    head, *rows = grid
    grown = [[f"N{n}" if h in ("编号", "登记编号") else cell for h, cell in zip(head, rows[n % len(rows)], strict=True)]
             for n in range(size)]  # fmt: skip
    return [head, *grown], size


def _cell(grid: Grid, rng: random.Random, year: int) -> None:
    row = grid[rng.randrange(len(grid))]
    row[rng.randrange(len(row))] = rng.choice(ODD).replace("{0}", str(year))


def _last_cell(grid: Grid, rng: random.Random, year: int) -> None:
    rng.choice(grid[1:])[-1] = rng.choice(ODD)


def _blank(grid: Grid, rng: random.Random, year: int) -> None:
    grid.insert(rng.randint(0, len(grid)), [""] * len(grid[-1]))


def _above(grid: Grid, rng: random.Random, year: int) -> None:
    for _ in range(rng.randint(1, 5)):
        grid.insert(
            0, [rng.choice((f"某局{year}年台账", "单位：件", "")), *[""] * (len(grid[-1]) - 1)]
        )


def _below(grid: Grid, rng: random.Random, year: int) -> None:
    grid.append(
        [rng.choice(("合计", "注：数字为年末数", "填表人：某某", "★")), *[""] * (len(grid[0]) - 1)]
    )


def _twice(grid: Grid, rng: random.Random, year: int) -> None:
    grid.insert(rng.randint(1, len(grid)), list(rng.choice(grid)))


def _columns(grid: Grid, rng: random.Random, year: int) -> None:
    width = min(map(len, grid))
    one, two = rng.randrange(width), rng.randrange(width)
    change = rng.randrange(4)
    for row in grid:
        if change == 0:
            row[one], row[two] = row[two], row[one]
        elif change == 1 and width > 1:
            del row[one]
        else:
            row.insert(one, "" if change == 2 else row[two])


SPOILING = (_cell, _cell, _cell, _last_cell, _blank, _above, _below, _twice, _columns)


def _written(
    folder: Path, name: str, grid: Grid, form: str, rng: random.Random
) -> tuple[str, list[Path]]:
    if form in ("xlsx", "ods"):
        path = folder / f"{name}.{form}"
        clean = [[cell.replace("\x00", "")[:32000] for cell in row] for row in grid]
        if form == "ods":
            sheets.opendocument(path, clean)
            return "cells ods", [path]
        more = {"附表": [["x"]]} if rng.random() < 0.2 else {}
        hidden = ["附表"] if more and rng.random() < 0.5 else []
        sheets.workbook(path, clean, sheet=rng.choice(("Sheet1", "台账")), more=more, hidden=hidden)
        return "cells xlsx", [path]
    stream = io.StringIO()
    csv.writer(stream, delimiter="\t" if form == "tsv" else ",").writerows(grid)
    encoding = "utf-8" if form in ("csv", "tsv") else form
    path = folder / f"{name}.{'tsv' if form == 'tsv' else 'csv'}"
    path.write_bytes(stream.getvalue().encode(encoding, "replace"))
    return f"cells {form}", [path]


def _bytes(path: Path, rng: random.Random, form: str) -> str:
    """Spoil a file's bytes: a text's signs, an archive's part with its checksum right, or anything."""
    content = bytearray(path.read_bytes())
    if form in ("csv", "gb18030", "tsv") and rng.random() < 0.7:
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(content))
            sign = rng.choice(b"\",\n\t;\r'")
            content[at : at + rng.randint(0, 1)] = bytes([sign])
    elif form in ("xlsx", "ods") and rng.random() < 0.7:
        with zipfile.ZipFile(path) as archive:
            parts = {n: bytearray(archive.read(n)) for n in archive.namelist()}
        _spoil(parts[rng.choice([n for n in parts if n.endswith((".xml", ".rels"))])], rng)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for n, body in parts.items():
                archive.writestr(n, bytes(body))
        return f"bytes {form}"
    else:
        _spoil(content, rng)
    path.write_bytes(bytes(content))
    return f"bytes {form}"


def _spoil(part: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(part) or 1)
        match rng.randrange(4):
            case 0:
                part[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del part[at : at + rng.randint(1, 40)]
            case 2:
                part[at:at] = part[at : at + rng.randint(1, 200)] * rng.randint(1, 5)
            case _:
                del part[at:]
