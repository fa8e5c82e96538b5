"""One value of a year changed: each official figure of page, document, workbook and manifest follows.

What a figure must be is counted by the plain recount; what it is, is read by the audit.
"""

import copy
import json
import random
import re
import tempfile
from collections import Counter
from decimal import Decimal
from functools import partial
from pathlib import Path

import typer
from forked import Tally, answers
from openpyxl import load_workbook
from recount import amounts
from recount_service import TOTALS

import years
from filled import stated
from gongkai.audit.audit import audit
from gongkai.cli.app import run
from gongkai.forms.era import form_for
from gongkai.forms.fill import filled
from gongkai.forms.form import Form
from gongkai.forms.grid import GridForm
from gongkai.indicators.value import Amount, Value

FILES = ("report.html", "report.docx")


def attack(count: int, seed: int) -> Tally:
    """Return what became of so many years, each with one value changed."""
    tally = Tally()
    cases = [f"{seed}-{n}" for n in range(count)]
    with tempfile.TemporaryDirectory() as made:
        asked = (partial(followed, Path(made) / case, case) for case in cases)
        for case, answer in zip(cases, answers(asked, 30), strict=True):
            kind = (re.findall(r"^KIND (.*)$", answer.said, re.MULTILINE) or ["?"])[0]
            wrong = re.findall(r"^WRONG (.*)$", answer.said, re.MULTILINE)
            tally.add(
                kind, f"{case} {'; '.join(wrong)}", answer, *(["wrong figure"] if wrong else [])
            )
    return tally


def followed(root: Path, case: str) -> int:
    """Make the report of a year with one value changed, and print each figure that is not its recount."""
    rng = random.Random(case)
    year = rng.choice((2014, 2017, 2018, 2019, 2020, 2021, 2023, 2024))
    rows = years.random_year(rng.randrange(10**6), year, most=8)
    before, after = expected(rows, year), None
    for _ in range(1 if rng.random() < 0.1 else 40):  # most changes touch no official table
        tried = copy.deepcopy(rows)
        changed(tried, year, rng)
        after = expected(tried, year)
        if after != before:
            break
    rows = tried
    years.write_year(root / "data", year, rows)
    code = run(["report", "x", str(year), "--data", str(root / "data"), "--out", str(root / "out")])
    folder = root / "out" / "x" / str(year)
    if not (folder / "manifest.json").exists():
        typer.echo("KIND refused")  # the change made the ledgers contradict themselves
        return code
    typer.echo(f"KIND {'moved' if before != after else 'unmoved'}")
    kept = json.loads((folder / "manifest.json").read_text("utf-8"))["outputs"]
    for name in FILES:
        read = {n: t.stated for n, t in audit(folder / name).tables.items()}
        if read != after:
            typer.echo(f"WRONG {name}: {differences(read, after)}")
    numbers = Counter(_leaves(after))
    book = Counter(_numbers_of(folder / "statistics.xlsx"))
    if missing := numbers - book:
        typer.echo(f"WRONG statistics.xlsx lacks {sorted(missing)[:5]}")
    if not set(FILES) <= set(kept):
        typer.echo(f"WRONG manifest names {sorted(kept)}")
    return code


def changed(rows: years.Year, year: int, rng: random.Random) -> None:
    """Give one cell the value of another year's row of the same ledger, or take a row away."""
    ledger = rng.choice([name for name, found in rows.items() if found and name != "organisation"])
    row = rng.choice(rows[ledger])
    if rng.random() < 0.3 and len(rows[ledger]) > 1:
        rows[ledger].remove(row)
        return
    others: list[years.Row] = []
    while not others:
        others = years.random_year(rng.randrange(10**6), year, most=8)[ledger]
    moved = [h for h in row if any(other[h] != row[h] for other in others)]
    heading = rng.choice(moved)
    row[heading] = rng.choice([o[heading] for o in others if o[heading] != row[heading]])


def expected(rows: years.Year, year: int) -> dict[str, dict[str, object]]:
    """Return the official tables by the recount, as an audit reads them."""
    counted = Counter(amounts(rows, year))
    for name, parts in TOTALS.items():
        counted[name] = sum(counted[part] for part in parts)
    form = form_for(year)
    assert isinstance(form, Form | GridForm)
    wanted = (
        [r.indicator for r in form.figures]
        if isinstance(form, Form)
        else [c[-1] for c in form.cells()]
    )
    values: dict[str, Value] = {name: Amount(counted[name]) for name in wanted}
    return stated(filled(form, values))


def differences(read: object, wanted: object, at: str = "") -> list[str]:
    """Return where two trees of figures differ."""
    if isinstance(read, dict) and isinstance(wanted, dict):
        keys = sorted(read.keys() | wanted.keys())
        return [d for k in keys for d in differences(read.get(k), wanted.get(k), f"{at}/{k}")][:5]
    return [] if read == wanted else [f"{at}: {read} for {wanted}"]


def _leaves(tree: object) -> list[Decimal]:
    if isinstance(tree, dict):
        return [number for part in tree.values() for number in _leaves(part)]
    return [Decimal(re.sub(r"[^\d.-]", "", str(tree)))] if tree is not None else []


def _numbers_of(path: Path) -> list[Decimal]:
    book = load_workbook(path, read_only=True, data_only=True)
    cells = [
        c for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for c in row
    ]
    return [Decimal(str(c)) for c in cells if isinstance(c, int | float)]
