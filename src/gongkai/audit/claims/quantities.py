"""What tables state and prose repeats: requests, outcomes and cases of the whole year, added up."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.forms.form import Form
from gongkai.forms.grid import CellKey, GridForm

RESULTS = ("upheld", "corrected", "other", "pending", "total")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity with where the table has it; ``others`` are further figures a sentence may mean.

    A ``soft`` quantity is counted in more than one lawful way: a difference is no failure.
    """

    number: Decimal
    source: str
    others: tuple[tuple[Decimal, str], ...] = ()
    soft: bool = False


Quantities = Mapping[str, Quantity]


def of_grid(form: GridForm, cells: Mapping[CellKey, Decimal | None]) -> Quantities:
    """Return the quantities that tables 三 and 四 state; what they do not state is left out."""
    lines = {line.id for block in form.table("table3").blocks for line in block.lines}
    outcomes = {
        f"r{n}": [x for x in sorted(lines) if x.split("_")[0] == f"r{n}"] for n in range(1, 8)
    }
    outcomes |= {
        "r1_r2": ["r1", "r2"],
        "new": ["new"],
        "carry_in": ["carry_in"],
        "carry_out": ["carry_out"],
    }
    numbers = {name: _requests(form, cells, ids) for name, ids in outcomes.items()}
    found = {n: Quantity(v, _THREE[n]) for n, v in numbers.items() if v is not None}
    new, carried = numbers["new"], numbers["carry_in"]
    if new is not None:
        both = ((new + carried, "新收加上年结转"),) if carried is not None else ()
        found["received"] = Quantity(new, "表三新收", both)
        if "r7" in found:
            found["done"] = Quantity(found.pop("r7").number, "表三办理结果总计", both)
    return found | _cases(cells)


_THREE = {
    "new": "表三新收", "carry_in": "表三上年结转", "carry_out": "表三结转下年度", "r1": "表三予以公开",
    "r2": "表三部分公开", "r1_r2": "表三予以公开与部分公开之和", "r3": "表三不予公开各项之和",
    "r4": "表三无法提供各项之和", "r5": "表三不予处理各项之和", "r6": "表三其他处理", "r7": "表三总计",
}  # fmt: skip


def _requests(
    form: GridForm, cells: Mapping[CellKey, Decimal | None], lines: list[str]
) -> Decimal | None:
    """Return the total of lines; a blank total is the sum of its row; None where a row is absent."""
    columns = [column.id for column in form.table("table3").blocks[0].columns]
    sums = []
    for line in lines:
        row = [cells.get(CellKey("table3", line, column)) for column in columns]
        if not any(CellKey("table3", line, column) in cells for column in columns):
            return None
        known = [n for n in row[:-1] if n is not None]
        sums.append(row[-1] if row[-1] is not None else sum(known, Decimal(0)))
    return sum(sums, Decimal(0)) if sums else None


def _cases(cells: Mapping[CellKey, Decimal | None]) -> dict[str, Quantity]:
    groups = (
        ("reconsiderations", "表四行政复议", ("reconsideration",)),
        ("litigation", "表四行政诉讼", ("direct", "after")),
        ("cases", "表四复议、诉讼", ("reconsideration", "direct", "after")),
    )
    names = dict(
        zip(RESULTS, ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"), strict=True)
    )
    found: dict[str, Quantity] = {}
    for name, source, lines in groups:
        keys = {r: [CellKey("table4", line, r) for line in lines] for r in RESULTS}
        if not all(key in cells for key in keys["total"]):
            continue
        sums = {r: sum((cells[k] or Decimal(0) for k in ks), Decimal(0)) for r, ks in keys.items()}
        decided = (sums["total"] - sums["pending"], "已审结的")
        found[name] = Quantity(
            sums["total"], f"{source}总计", (decided,) if sums["pending"] else ()
        )
        for r in RESULTS[:-1]:
            found[f"{name}/{r}"] = Quantity(sums[r], f"{source}{names[r]}")
    return found


def of_list(form: Form, numbers: Mapping[str, Decimal | None]) -> Quantities:
    """Return the quantities that the form of 2014 states.

    It has no line for undecided cases nor for requests carried over, so prose may lawfully differ.
    """
    labels = {row.id: f"统计表{row.label}" for row in form.rows}
    return {
        name: Quantity(number, labels[row], soft=soft)
        for name, row, soft in (
            ("received", "s3_1", False), ("done", "s3_2", True),
            ("reconsiderations", "s4", True), ("litigation", "s5", True),
        )
        if (number := numbers.get(row)) is not None
    }  # fmt: skip
