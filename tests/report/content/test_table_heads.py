"""Which heads a figure is told to stand under, walked through every official table."""

from functools import cache

import pytest

from conftest import SAMPLE
from gongkai.examined.examine import examine
from gongkai.forms.fill import FilledForm, FilledGrid
from gongkai.keys import Key
from gongkai.report.content.components import Cell, DataTable
from gongkai.report.content.form_view import form_table_of, grid_tables_of
from gongkai.report.content.table_heads import Placed, placed


@cache
def tables(agency: str, year: int) -> dict[str, DataTable]:
    form = examine(SAMPLE, Key(agency, year)).form
    if isinstance(form, FilledGrid):
        return grid_tables_of(form)
    assert isinstance(form, FilledForm)
    return {"form": form_table_of(form, "某局", year)}


def figures(table: DataTable) -> list[tuple[Placed, list[str]]]:
    """Return each figure's cell with the words of its heads."""
    head, body = placed(table)
    words = {p.id: p.cell.text for row in (*head, *body) for p in row if p.id}
    return [
        (p, [words[name] for name in p.headers.split()]) for row in body for p in row if not p.scope
    ]


@pytest.mark.parametrize("year", [2020, 2024])
@pytest.mark.parametrize("name", ["table2", "table3", "table4"])
def test_each_head_has_a_scope_and_each_figure_its_heads(year: int, name: str) -> None:
    table = tables("yunshan", year)[name]
    head, body = placed(table)
    for one in (p for row in (*head, *body) for p in row):
        assert bool(one.scope) == one.cell.header
        assert one.scope in ("", "col", "row")
    ids = [p.id for row in (*head, *body) for p in row if p.id]
    assert len(ids) == len(set(ids))
    found = figures(table)
    assert len({tuple(heads) for _, heads in found}) == len(found)  # no two under the same heads
    assert all(len(heads) >= 2 for _, heads in found)


def test_a_cell_of_table_three_names_its_whole_path() -> None:
    paths = [heads for _, heads in figures(tables("yunshan", 2024)["table3"])]
    assert ["申请人情况", "法人或其他组织", "商业企业", "三、本年度办理结果", "（三）不予公开",
            "1.属于国家秘密"] in paths  # fmt: skip
    assert len(paths) == 25 * 7


def test_a_cell_of_table_two_stands_under_its_own_article_alone() -> None:
    found = figures(tables("yunshan", 2024)["table2"])
    for _, heads in found:
        assert heads[0].startswith("第二十条")
        assert sum(head.startswith("第二十条") for head in heads) == 1


def test_a_plain_table_needs_no_more_than_scopes() -> None:
    (table,) = tables("hrbrfb", 2018).values()
    head, body = placed(table)
    assert {p.scope for p in head[0]} == {"col"}
    assert {row[0].scope for row in body} == {"row"}
    assert not any(p.id or p.headers for row in (*head, *body) for p in row)


def test_spans_from_above_push_cells_to_the_right() -> None:
    def th(text: str, down: int = 1, across: int = 1) -> Cell:
        return Cell(text, header=True, rowspan=down, colspan=across)

    table = DataTable(
        "t", "表",
        ((th("项", 2), th("数", 1, 2)), (th("甲"), th("乙"))),
        ((th("行", 2), Cell("1"), Cell("2")), (Cell("3"), Cell("4"))),
    )  # fmt: skip
    told = {p.cell.text: heads for p, heads in figures(table)}
    assert told == {n: ["数", "甲" if n in "13" else "乙", "行"] for n in "1234"}
