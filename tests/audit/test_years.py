"""One office's report beside the year before: what agrees, what does not, and what the text says of both."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from filled import random_form, tables
from gongkai.audit.audit import Audit, audit
from gongkai.audit.readers.document import Passage
from gongkai.audit.tables.labels import Reading
from gongkai.audit.years import read_years
from gongkai.checks.check import Result, State
from gongkai.report.page.markup import html
from gongkai.statements.claims.cells import Stated

OFFICE = "甲市乙局"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Audit]:
    """Return a report of each form, its tables read."""
    folder = tmp_path_factory.mktemp("reports")
    found = {}
    for year in (2019, 2020, 2021, 2022):
        path = folder / f"{year}.html"
        body = "".join(map(html, tables(random_form(5, year), year).values()))
        path.write_text(
            f"<h1>{OFFICE}{year}年政府信息公开工作年度报告</h1>{body}", encoding="utf-8"
        )
        found[year] = audit(path)
    return found


def with_figures(one: Audit, figures: Mapping[str, int], *texts: str) -> Audit:
    """Return a report that states only these figures, and these sentences."""
    cells = {topic: Stated(Decimal(n), _SOURCES.get(topic, "表三")) for topic, n in figures.items()}
    return replace(one, cells=cells, prose=tuple(Passage(t, "第1段") for t in texts))


_SOURCES = {"requests/received": "表三新收", "requests/new": "表三新收"}


def wrong(found: Iterable[Result], id: str) -> list[str]:
    return [r.message for r in found if r.id == id and r.state is not State.PASS]


def with_cells(one: Audit, table: str, changes: Mapping[tuple[str, ...], int]) -> Audit:
    """Return a report with some cells of a table changed, in what it hands on."""
    stated: dict[str, Any] = {k: dict(v) for k, v in one.tables[table].stated.items()}
    for (*path, last), number in changes.items():
        row = stated
        for name in path:
            row[name] = dict(row[name])
            row = row[name]
        row[last] = number
    reading: Reading = replace(one.tables[table], stated=stated)
    return replace(one, tables={**one.tables, table: reading})


OUT, INTO = "四、结转下年度继续办理", "二、上年结转政府信息公开申请数量"


@pytest.mark.parametrize(
    ("persons", "companies", "told"), [((3, 2), (1, 2), "自然人3件对2件、商业企业1件对2件"), ((3, 3), (1, 1), "")]
)  # fmt: skip
def test_what_is_carried_over_agrees_by_kind_of_applicant(
    bare: Mapping[int, Audit], persons: tuple[int, int], companies: tuple[int, int], told: str
) -> None:
    kinds = ("科研机构", "社会公益组织", "法律服务机构", "其他")
    pair = [
        with_cells(
            with_figures(bare[year], {name: 4}),
            "table3",
            {(row, "自然人"): persons[n], (row, "商业企业"): companies[n], **{(row, k): 0 for k in kinds}},
        )
        for n, (year, name, row) in enumerate(
            [(2021, "requests/carry_out", OUT), (2022, "requests/carry_in", INTO)]
        )
    ]  # fmt: skip
    found = wrong(read_years(*pair), "Y-1")
    assert found == (
        [f"2021年度结转下年度与2022年度上年结转总数相同，各类申请人不同：{told}，请核对"] if told else []
    )  # fmt: skip


@pytest.mark.parametrize(("prior", "told"), [(6, False), (9, True)])
def test_items_go_on_from_2019_to_2020(bare: Mapping[int, Audit], prior: int, told: bool) -> None:
    block = "第二十条第（五）项"
    first = with_cells(
        bare[2019], "table2", {(block, "行政许可", "上一年项目数量"): 5, (block, "行政许可", "本年增/减"): 1}
    )  # fmt: skip
    after = with_cells(bare[2020], "table2", {(block, "行政许可", "上一年项目数量"): prior})
    found = [m for m in wrong(read_years(first, after), "T2-4") if "行政许可" in m]
    assert found == (
        ["表二行政许可2019年度上一年项目数量5项、本年增减1项，2020年度的上一年项目数量应为6项，报告写9项，请核对"] if told else []
    )  # fmt: skip


def test_items_are_not_looked_for_in_the_form_of_2021(bare: Mapping[int, Audit]) -> None:
    assert wrong(read_years(bare[2020], bare[2021]), "T2-4") == []


@pytest.mark.parametrize(("left", "total", "told"), [(3, 2, True), (3, 3, False), (0, 0, False)])
@pytest.mark.parametrize(
    ("kind", "words"), [("reconsideration", "行政复议"), ("litigation", "行政诉讼")]
)
def test_cases_left_undecided_are_among_next_year_s(
    bare: Mapping[int, Audit], kind: str, words: str, left: int, total: int, told: bool
) -> None:
    first = with_figures(bare[2021], {f"case/{kind}/pending": left})
    after = with_figures(bare[2022], {f"case/{kind}/total": total})
    found = wrong(read_years(first, after), "Y-6")
    assert found == (
        [f"{words}2021年度尚未审结{left}件，2022年度总计只有{total}件，上年没有审结的可能漏计，请核对"] if told else []
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("新收申请4件，比上年减少5件。", []),
        ("新收申请4件，比上年减少3件。", ["2021年度报告表三新收为9，按两年的数字应为-5"]),
        ("新收申请4件，同比下降55.6%。", []),
        ("新收申请4件，同比下降50%。", ["2021年度报告表三新收为9，按两年的数字应为-56%"]),
        ("新收申请4件，上年为6件，减少2件。", ["正文写上年为6，2021年度报告表三新收为9，请核对"]),
        ("新收申请4件，上年为9件，减少5件。", []),
        ("通过网络新收申请4件，比上年减少3件。", []),  # a part, of which the tables say nothing
        ("接听咨询电话4次，比上年减少3次。", []),
        ("2020年新收申请4件，比上年减少3件。", []),
    ],
)
def test_what_the_text_says_of_last_year_is_what_last_year_s_report_says(
    bare: Mapping[int, Audit], text: str, told: list[str]
) -> None:
    figures = ("requests/received", "requests/new")
    first = with_figures(bare[2021], dict.fromkeys(figures, 9))
    after = with_figures(bare[2022], dict.fromkeys(figures, 4), text)
    assert wrong(read_years(first, after), "Y-2") == told
