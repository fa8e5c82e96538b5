"""Published reports read back: page, PDF, text with labels and figures apart, recognised text."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY
from gongkai.audit.audit import Audit, audit
from gongkai.audit.readers.file import read_document
from gongkai.audit.tables.tables import read_tables
from gongkai.audit.tables.title import read_title
from gongkai.checks.check import State
from gongkai.checks.tables import check_tables
from gongkai.forms.grid import CellKey, GridForm
from gongkai.forms.published import published_cells
from gongkai.statements.claims.claim import CHECKS

PUBLISHED = REPOSITORY / "tests" / "published"
TABLES = ("table2", "table3", "table4")
# The name that stands in the file: 科委 writes its short name, and the recognised text misreads 沭.
RAW = {
    "huaian_city_2024.pdf": ("淮安市人民政府", 2024, "2021"),
    "shanghai_office_2019.html": ("上海市人民政府办公厅", 2019, "2019"),
    "shanghai_kewei_2024.md": ("上海市科委", 2024, "2021"),
    "shuyang_county_2025.txt": ("沐阳县人民政府", 2025, "2021"),
}


def stated(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (PUBLISHED / name).with_suffix(".json").read_text(encoding="utf-8")
    )
    return loaded


@pytest.fixture(scope="module")
def audits() -> dict[str, Audit]:
    return {name: audit(PUBLISHED / name) for name in RAW}


@pytest.mark.parametrize("name", RAW)
def test_a_published_report_is_read_back_cell_by_cell(name: str, audits: dict[str, Audit]) -> None:
    found = audits[name].as_dict()
    assert (found["agency"], found["year"], found["form"]) == RAW[name]
    for table in TABLES:
        assert found[table] == stated(name)[table], table
    assert (found["stats2014"], found["refused"]) == ({}, {})


def told(found: Audit) -> dict[str, str]:
    return {claim.claim: claim.state.value for claim in found.claims}


def test_prose_that_contradicts_its_own_table_is_found(audits: dict[str, Audit]) -> None:
    found = told(audits["shanghai_office_2019.html"])
    assert {claim for claim, state in found.items() if state == "fails"} == {
        "258/805=33.9%",
        "35/805=4.34%",
        "予以公开和部分公开258=表三予以公开与部分公开之和275",
        "无法提供265=表三无法提供各项之和337",
        "均获维持=表四复议、诉讼结果维持13/16",
        "805=258+35+265+158+0",
    }
    assert found["859+18-72=805"] == found["265/805=32.9%"] == found["158/805=19.6%"] == "holds"
    assert found["-12.3%"] == "not_assessable"


def test_consistent_reports_have_no_failure(audits: dict[str, Audit]) -> None:
    assert not audits["huaian_city_2024.pdf"].fails
    recognised = audits["shuyang_county_2025.txt"]
    assert not recognised.refused and "fails" not in told(recognised).values()
    # Part five is not in the recognised text, which explains the gap in the numbers, too.
    failing = {(c.id, c.message) for c in recognised.checks if c.state is State.FAIL}
    assert failing == {("D-1", "缺少“存在的主要问题及改进情况”部分")}
    held = told(audits["huaian_city_2024.pdf"])
    assert set(held.values()) == {"holds"}
    for claim in stated("huaian_city_2024.pdf")["prose_claims"]:
        assert any(str(claim["stated"]) in told_claim for told_claim in held), claim


def test_every_claim_comes_under_a_check_of_the_catalogue(audits: dict[str, Audit]) -> None:
    assert {c.id for found in audits.values() for c in found.claims} <= set(CHECKS)


def test_what_one_report_leaves_blank_and_misstates_is_told(audits: dict[str, Audit]) -> None:
    found = audits["shanghai_kewei_2024.md"]
    failing = [c.message for c in found.checks if c.state is State.FAIL]
    assert failing == ["表二“规范性文件”应为“行政规范性文件”"]
    assert [c.claim for c in found.claims if c.state.value == "fails"] == ["2139=1744+393+21+2"]
    apart = [c for c in found.checks if c.id == "ST-1" and c.state is State.WARN]
    assert [c.message[:2] for c in apart] == ["表三", "表四"]


WHOLE = ("hangzhou_city_2025", "huaian_city_2024", "shanghai_kewei_2024", "shanghai_office_2019",
         "shuyang_county_2025")  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_each_changed_cell_of_a_whole_table_is_found_where_a_relation_covers_it(name: str) -> None:
    form, cells = published_cells(stated(f"{name}.json"))
    before = check_tables(form, cells, own=False)
    assert not any(r.state is State.FAIL for r in before if r.id != "T3-Z")
    covered = assessable(form, cells)
    assert len(covered) >= {"shanghai_office_2019": 8}.get(name, 180)
    for key in covered:
        number = cells[key]
        assert number is not None
        for changed in (number + 1, number + 10, number * 10 + 7):
            after = check_tables(form, {**cells, key: changed}, own=False)
            wrong = [r for r in after if r.state is State.FAIL and r not in before]
            assert wrong, (key, number, changed)


def assessable(form: GridForm, cells: dict[CellKey, Any]) -> set[CellKey]:
    """Return the cells of equalities all of whose cells are stated."""
    found: set[CellKey] = set()
    for place in form.identities():
        keys = (*place.left, *place.right)
        must = place.rule.relation == "eq" and place.rule.strength == "must"
        if must and all(cells.get(key) is not None for key in keys):
            found |= set(keys)
    return found


def test_each_number_changed_in_a_text_changes_its_own_cell_alone(tmp_path: Path) -> None:
    """One digit in one row of the recognised text: the reading moves there and nowhere else."""
    text = (PUBLISHED / "shuyang_county_2025.txt").read_text(encoding="utf-8")
    rows = [m for m in re.finditer(r"^\|[^|\n]*\|(?: *\d+ *\|){7}$", text, re.M)]
    assert len(rows) == 25
    whole = stated("shuyang_county_2025.txt")["table3"]
    for n, row in enumerate(rows):
        cells = row[0].split("|")
        column = 2 + n % 7
        cells[column] = " 9991 "
        path = tmp_path / "改.txt"
        path.write_text(text[: row.start()] + "|".join(cells) + text[row.end() :], "utf-8")
        document = read_document(path)
        found = read_tables(document, read_title(document)[1])[1]["table3"].stated
        moved = [
            (line, c) for line in whole for c in whole[line] if found[line][c] != whole[line][c]
        ]
        assert moved == [(list(whole)[n], list(whole[list(whole)[n]])[column - 2])]


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        (
            "| 8. 属于行政查询事项 | 9 |",
            "| 8. 属于其他事项 | 9 |",
            "（三）不予公开/8.属于行政查询事项",
        ),
        ("| （七）总计 | 710 |", "| （七）总数目 | 710 |", "（七）总计"),
        ("| 2. 重复申请 | 6 | 1 |", "| 2. 重复申请 | 6 |", "（五）不予处理/2.重复申请"),
    ],
)
def test_a_row_that_is_not_recognised_is_refused_never_shifted(
    tmp_path: Path, old: str, new: str, missing: str
) -> None:
    text = (PUBLISHED / "shuyang_county_2025.txt").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "改.txt"
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = audit(path)
    name = f"三、本年度办理结果/{missing}"
    assert found.refused == {"table3": (name,)}
    whole = stated("shuyang_county_2025.txt")["table3"]
    assert found.tables["table3"].stated == {k: v for k, v in whole.items() if k != name}
    assert found.fails
