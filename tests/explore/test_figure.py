"""A figure and the rows behind it: as many as it says, adding up to what it says."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from gongkai.errors import UsageError
from gongkai.explore.figure import COUNTED, PART, Figure
from gongkai.explore.year import Year, open_year
from gongkai.indicators.indicator import Aggregate, Measure, Ratio, Total
from gongkai.indicators.registry import BY_ID, INDICATORS
from gongkai.indicators.value import Amount, Rate
from years import random_year, write_year

YEARS = ((4, 2018), (11, 2020))


@pytest.fixture(params=YEARS, ids=lambda p: f"{p[1]}-{p[0]}", scope="module")
def opened(request, tmp_path_factory) -> Year:
    seed, year = request.param
    root = tmp_path_factory.mktemp("years")
    write_year(root, year, random_year(seed, year))
    return open_year("x", year, root)


def known(year: Year, formula: type) -> Iterator[Figure]:
    for indicator, value in year.indicators_of_year.known():
        if isinstance(indicator.formula, formula) and isinstance(value, Amount | Rate):
            yield year.figure(indicator.id)


def test_the_rows_behind_a_count_are_as_many_and_those_of_a_sum_add_up(opened: Year) -> None:
    counted = 0
    for figure in known(opened, Aggregate):
        formula, cases = figure.indicator.formula, figure.cases()
        match formula.measure:
            case Measure.ROWS:
                made = len(cases)
            case Measure.DISTINCT:
                made = cases[COUNTED].nunique() * formula.times
            case Measure.SUM:
                made = sum(cases[COUNTED], Decimal(0))
        assert made == figure.value.number, figure
        counted += bool(made)
    assert counted > 60


def test_the_rows_of_rates_and_totals_are_told_apart_by_their_part(opened: Year) -> None:
    for figure in known(opened, Ratio):
        parts = [part.cases() for part in (figure.numerator, figure.denominator)]
        assert figure.parts == (figure.numerator, figure.denominator)
        counted = figure.cases().get(PART)
        found = [0, 0] if counted is None else [int((counted == x).sum()) for x in ("分子", "分母")]
        assert found == [len(part) for part in parts], figure
        assert (figure.numerator.value.number, figure.denominator.value.number) == (
            figure.value.numerator,
            figure.value.denominator,
        )
    for figure in known(opened, Total):
        cases = figure.cases()
        assert len({BY_ID[p].formula.ledger for p in figure.indicator.formula.parts}) == 1
        if figure.indicator.id != "staff_total":
            assert len(cases) == figure.value.number, figure


def test_a_case_is_a_row_of_the_ledger_under_its_own_number(opened: Year) -> None:
    for name in ("requests_received", "hotline_cases", "proposals_npc"):
        cases = opened.figure(name).cases()
        ledger = opened.ledger(BY_ID[name].formula.ledger)
        key = cases.columns[0]
        assert cases[key].to_list() == ledger.loc[cases.index, key].to_list()
        assert not [c for c in cases.columns if "个人信息" in c]


def test_what_decides_stands_first(sample_year: Year) -> None:
    assert sample_year.figure("requests_on_time").cases().columns[:2].to_list() == [
        "登记编号",
        "按期办结",
    ]
    assert sample_year.figure("power_item_categories").cases()[COUNTED].str.len().min() >= 4


def test_every_measure_is_met_and_every_case_expression_is_never_null() -> None:
    formulas = [i.formula for i in INDICATORS if isinstance(i.formula, Aggregate)]
    assert {f.measure for f in formulas} == set(Measure)
    assert all((f.value is None) == (f.measure is Measure.ROWS) for f in formulas)
    assert {f.times for f in formulas} == {1, 12}


def test_a_figure_says_what_it_is(sample_year: Year) -> None:
    rate = sample_year.figure("申请按时办结率")
    assert (rate.text, rate.base, rate.number) == ("100%", "29/29", Decimal(100))
    assert (
        repr(rate) == "<指标　申请按时办结率：100%（29/29）　在期限内办结的申请数÷应当办结的申请数>"
    )
    assert sample_year.figure("disclosed_total").text == "136条"
    for words in (rate.label, rate.definition, rate.source, "29/29", rate.indicator.id):
        assert words in rate._repr_html_()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("requests_recieved", "requests_received"),
        ("收到申请", "收到申请数"),
        ("完全没有的东西", "没有2018年度的指标"),
    ],
)
def test_a_figure_that_is_not_there_is_answered_with_the_nearest(
    sample_year: Year, name: str, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        sample_year.figure(name)


def test_a_figure_without_rows_says_why(sample_year: Year, tmp_path) -> None:
    with pytest.raises(UsageError, match="2018年度没有这项指标"):
        sample_year.figure("outcome_r1").cases()
    with pytest.raises(UsageError, match="不是比率"):
        _ = sample_year.figure("requests_received").numerator
    write_year(tmp_path, 2018, random_year(1, 2018) | {"requests": []}, zero=False)
    unknown = open_year("x", 2018, tmp_path).figure("requests_received")
    assert (unknown.text, unknown.number) == ("未掌握", None)
    with pytest.raises(UsageError, match="未提供"):
        unknown.cases()


def test_a_governments_rows_are_with_its_offices(tmp_path) -> None:
    write_year(tmp_path, 2022, random_year(5, 2022))
    city = tmp_path / "city" / "2022"
    city.mkdir(parents=True)
    (city.parent / "agency.toml").write_text(
        'code = "city"\nname = "某市"\nlevel = "government"\nmembers = ["x"]\n', "utf-8"
    )
    (city / "declarations.toml").write_text("schema = 1\n", "utf-8")
    opened, office = (open_year(code, 2022, tmp_path) for code in ("city", "x"))
    figure = opened.figure("requests_received")
    assert figure.value == office.figure("requests_received").value
    with pytest.raises(UsageError, match="记录在各机关自己的台账里（某市某局）"):
        figure.cases()
    with pytest.raises(UsageError, match="本机关没有自己的《依申请公开》台账"):
        opened.ledger("requests")
    assert "由所属机关汇总13" in repr(opened)
