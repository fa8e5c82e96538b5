"""The rules of the statutory tables over real published reports, and over every single fault."""

import json
import random
from decimal import Decimal

import pytest

from conftest import REPOSITORY
from gongkai.checks.check import Result, State
from gongkai.checks.tables import check_era, check_tables
from gongkai.checks.wording.prose import Prose
from gongkai.checks.wording.registry import check_wording
from gongkai.forms.grid import CellKey, GridForm, load_grid
from gongkai.forms.published import published_cells
from gongkai.indicators.value import Amount
from texts import sections

Cells = dict[CellKey, Decimal | None]
PUBLISHED = REPOSITORY / "tests" / "published"
REPORTS = {
    p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(PUBLISHED.glob("*.json"))
}


def failing(results: tuple[Result, ...]) -> list[Result]:
    return [r for r in results if r.state is State.FAIL]


CONSISTENT = ("huaian_city_2024", "hangzhou_city_2025", "shuyang_county_2025")


@pytest.mark.parametrize("name", CONSISTENT)
def test_consistent_reports_pass_every_rule(name: str) -> None:
    form, cells = published_cells(REPORTS[name])
    assert len(cells) == sum(1 for _ in form.cells())
    assert {r.state for r in check_tables(form, cells, own=False)} == {State.PASS}


def test_a_single_blank_total_is_not_stated_rather_than_wrong() -> None:
    """上海科委 2024 leaves the total of line 四 blank; what is wrong stands in its prose."""
    form, cells = published_cells(REPORTS["shanghai_kewei_2024"])
    found = check_tables(form, cells, own=False)
    assert failing(found) == []
    unstated = {
        (r.id, r.message.partition("：")[0]) for r in found if r.state is State.NOT_ASSESSABLE
    }
    assert unstated == {("T3-B", "总计"), ("T3-H", "四、结转下年度继续办理")}
    assert [r.id for r in found if r.state is State.WARN] == ["T3-Z"]


def test_a_report_with_blank_totals_is_not_called_wrong() -> None:
    """上海市政府办公厅 2019 left most 总计 cells and each zero blank: its prose is wrong, its table is not."""
    form, cells = published_cells(REPORTS["shanghai_office_2019"])
    found = check_tables(form, cells, own=False)
    assert failing(found) == []
    assert [r.id for r in found if r.state is State.WARN] == ["T3-Z", "T3-Z"]  # tables 三 and 四
    blank = next(key for key in cells if key.table == "table3" and cells[key] is None)
    mixed = check_tables(form, {**cells, blank: Decimal(0)}, own=False)
    assert "T3-Z" in {r.id for r in failing(mixed)}  # a zero here and a blank there
    assert any(r.id == "T3-B" and r.state is State.PASS for r in found)


@pytest.mark.parametrize("name", [n for n, r in REPORTS.items() if r["completeness"] != "full"])
def test_partial_reports_are_never_called_wrong(name: str) -> None:
    form, cells = published_cells(REPORTS[name])
    assert [
        r.message for r in failing(check_tables(form, cells, own=False)) if r.id != "T3-Z"
    ] == []


def synthetic(form: GridForm, seed: int) -> Cells:
    """Return random cells that keep every rule, built from the leaves upwards."""
    rng = random.Random(seed)
    cells: Cells = {key: Decimal(rng.randint(0, 30)) for key, *_ in form.cells()}
    columns = [c.id for c in form.table("table3").blocks[0].columns[:-1]]
    lines = [x.id for x in form.table("table3").blocks[0].lines]
    leaves = [x for x in lines if x not in ("new", "carry_in", "r7", "carry_out")]

    def at(line: str, column: str) -> CellKey:
        return CellKey("table3", line, column)

    for column in columns:
        cells[at("r7", column)] = sum((cells[at(x, column)] for x in leaves), Decimal(0))
        whole = cells[at("r7", column)] + cells[at("carry_out", column)]
        cells[at("carry_in", column)] = Decimal(rng.randint(0, int(whole)))
        cells[at("new", column)] = whole - cells[at("carry_in", column)]
    for line in lines:
        cells[at(line, "total")] = sum((cells[at(line, c)] for c in columns), Decimal(0))
    for line in form.table("table4").blocks[0].lines:
        parts = ("upheld", "corrected", "other", "pending")
        cells[CellKey("table4", line.id, "total")] = sum(
            (cells[CellKey("table4", line.id, p)] for p in parts), Decimal(0)
        )
    for key in list(cells):
        if key.column == "newly_public" or (
            key.column == "amount" and not cells.get(key._replace(column="number"), 1)
        ):
            cells[key] = Decimal(0)
    return cells


def faults(form: GridForm, cells: Cells):
    """Yield (kind, cells) for every single fault of tables 三 and 四 that changes anything."""
    for name in ("table3", "table4"):
        block = form.table(name).blocks[0]
        columns = [c.id for c in block.columns]
        for line in block.lines:
            row = [CellKey(name, line.id, c) for c in columns]
            for n, key in enumerate(row):
                value = cells[key]
                yield "+1", cells | {key: value + 1}
                yield "-1", cells | {key: value - 1}
                if value:
                    yield "zeroed", cells | {key: Decimal(0)}
                if n + 1 < len(row) and value != cells[row[n + 1]]:
                    yield "swapped", cells | {key: cells[row[n + 1]], row[n + 1]: value}
            shifted = [Decimal(0), *(cells[k] for k in row[:-1])]
            if shifted != [cells[k] for k in row]:
                yield "shifted", cells | dict(zip(row, shifted, strict=True))


def bases():
    for name in ("huaian_city_2024", "hangzhou_city_2025"):
        yield name, *published_cells(REPORTS[name])
    for year in (2019, 2021):
        form = load_grid(f"form_{year}")
        yield f"synthetic {year}", form, synthetic(form, year)


@pytest.mark.parametrize(
    ("name", "form", "cells"), list(bases()), ids=lambda x: x if isinstance(x, str) else ""
)
def test_every_single_fault_is_found_and_nothing_else(name, form, cells) -> None:
    assert failing(check_tables(form, cells, own=False)) == []
    found: dict[str, list[bool]] = {}
    for kind, faulty in faults(form, cells):
        caught = bool(failing(check_tables(form, faulty, own=False)))
        # Two parts of one sum in table 四 change places and leave every sum as it was: no rule of
        # the table can see it; in our own report the recount of the cells does.
        changed = [key for key in cells if cells[key] != faulty[key]]
        parts_only = kind == "swapped" and all(
            k.table == "table4" and k.column != "total" for k in changed
        )
        if parts_only:
            assert not caught
        else:
            found.setdefault(kind, []).append(caught)
    assert set(found) == {"+1", "-1", "zeroed", "swapped", "shifted"}
    assert {kind: f"{sum(c)}/{len(c)}" for kind, c in found.items()} == {
        kind: f"{len(c)}/{len(c)}" for kind, c in found.items()
    }


@pytest.mark.parametrize("year", [2019, 2021])
@pytest.mark.parametrize("seed", range(20))
def test_consistent_random_tables_raise_no_alarm(year: int, seed: int) -> None:
    form = load_grid(f"form_{year}")
    assert {r.state for r in check_tables(form, synthetic(form, seed))} == {State.PASS}


def test_unknown_cells_block_in_our_own_report_only() -> None:
    form = load_grid("form_2021")
    cells = synthetic(form, 1) | {CellKey("table3", "new", "total"): None}
    assert any(r.blocks for r in check_tables(form, cells))
    assert not any(r.blocks for r in check_tables(form, cells, own=False))


@pytest.mark.parametrize("name", ["form_2019", "form_2021"])
def test_a_form_has_its_tables_whole(name: str) -> None:
    form = load_grid(name)
    table3 = form.table("table3").blocks[0]
    assert len(table3.columns) == 7
    assert len(table3.lines) == (25 if name == "form_2021" else 23)
    assert sum(1 for _ in form.table("table4").cells()) == 15
    identities = form.identities()
    assert len({(i.rule.id, i.where, i.left) for i in identities}) == len(identities)
    assert sum(i.rule.id == "T3-H" for i in identities) == len(table3.lines)
    assert sum(i.rule.id in ("T3-V", "T3-B") for i in identities) == 14


@pytest.mark.parametrize("name", REPORTS)
def test_a_published_report_uses_the_form_of_its_year(name: str) -> None:
    report = REPORTS[name]
    if report["year"] is None:
        return
    found = check_era(report["year"], f"form_{report['form']}")
    # 七里乡 2020 was published on the form of 2021: a year before it came into force.
    expected = State.FAIL if name == "qilixiang_2020" else State.PASS
    assert found.state is expected
    assert found.blocks == (expected is State.FAIL)


def test_a_purchase_without_a_number_of_purchases_is_found() -> None:
    form = load_grid("form_2019")
    number = CellKey("table2", "procurement", "number")
    amount = CellKey("table2", "procurement", "amount")
    cells = synthetic(form, 3) | {number: Decimal(0), amount: Decimal(251000)}
    assert [r.id for r in failing(check_tables(form, cells))] == ["T2-7"]
    assert failing(check_tables(form, cells | {number: Decimal(1)})) == []
    assert failing(check_tables(form, cells | {amount: Decimal(0)})) == []


# As 淮安 printed it in 2024, in the first part of its report.
HUAIAN = """一、总体情况
（二）依申请公开情况。政府信息公开行政复议351件，其中结果维持72件，结果纠正64件，其他结果178件，尚未审结37件；政府信息公开行政诉讼46件，其中结果维持25件，结果纠正5件，其他结果9件，尚未审结7件。
"""


def beside_the_table(form: GridForm, cells: dict[CellKey, Decimal | None], text: str):
    """Return what the prose's figures come to beside a table's cells."""
    indicators = {key: indicator for key, *_, indicator in form.cells()}
    values = {indicators[key]: Amount(n) for key, n in cells.items() if n is not None}
    found = check_wording(Prose("", 2024, "government", sections(text), values=values))
    return [r for r in found if r.id == "P-5"]


def test_the_prose_of_a_consistent_report_is_its_table() -> None:
    form, cells = published_cells(REPORTS["huaian_city_2024"])
    assert [r.state for r in beside_the_table(form, cells, HUAIAN)] == [State.PASS]


def test_with_its_prose_every_single_fault_of_table_four_is_found() -> None:
    form, cells = published_cells(REPORTS["huaian_city_2024"])
    seen = {"sums": 0, "prose": 0}
    for _, faulty in faults(form, cells):
        if all(k.table != "table4" for k in cells if cells[k] != faulty[k]):
            continue
        if failing(check_tables(form, faulty, own=False)):
            seen["sums"] += 1
        else:
            assert failing(tuple(beside_the_table(form, faulty, HUAIAN)))
            seen["prose"] += 1
    assert seen["prose"] == 8  # two parts of one sum in each other's place
    assert seen["sums"] > 40


@pytest.mark.parametrize("text", ["一、总体情况\n行政复议351件。", HUAIAN.replace("178", "177")])
def test_what_the_prose_leaves_out_is_not_accused_and_what_it_says_is_held_to(text: str) -> None:
    form, cells = published_cells(REPORTS["huaian_city_2024"])
    states = {r.state for r in beside_the_table(form, cells, text)}
    assert states == ({State.FAIL} if "177" in text else {State.PASS})
