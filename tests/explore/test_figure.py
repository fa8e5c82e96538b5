"""A figure and the rows behind it: as many as it says, adding up to what it says."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.errors import UsageError
from gongkai.explore.parts.figure import COUNTED, OFFICE, PART, Figure
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
        repr(rate) == "<指标　哈尔滨市人民防空办公室2018年　申请按时办结率：100%（29/29）"
        "　在期限内办结的申请数÷应当办结的申请数>"
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


def found_city(root: Path, members: str, code: str = "city", more: str = "") -> None:
    folder = root / code / "2022"
    folder.mkdir(parents=True)
    (folder.parent / "agency.toml").write_text(
        f'code = "{code}"\nname = "某市{code}"\nlevel = "government"\nmembers = [{members}]\n',
        "utf-8",
    )
    (folder / "declarations.toml").write_text(f"schema = 1\n{more}", "utf-8")


@pytest.fixture
def two_offices(tmp_path: Path) -> Path:
    for seed, code in enumerate(("a", "b"), start=5):
        write_year(tmp_path, 2022, random_year(seed, 2022), code=code)
        settings = tmp_path / code / "agency.toml"
        settings.write_text(
            settings.read_text("utf-8").replace("某市某局", f"某市{code}局"), "utf-8"
        )
    return tmp_path


def test_a_governments_rows_are_those_of_its_offices(two_offices: Path) -> None:
    found_city(two_offices, '"a", "b"')
    city, *offices = (open_year(code, 2022, two_offices) for code in ("city", "a", "b"))
    seen = set()
    for kind in (Aggregate, Ratio, Total):
        for figure in list(known(city, kind))[::5]:
            cases = figure.cases()
            own = [office.figure(figure.indicator.id).cases() for office in offices]
            assert cases.columns[0] == OFFICE or cases.empty
            assert cases[OFFICE].to_list() == [
                f"某市{code}局"
                for code, rows in zip("ab", own, strict=True)
                for _ in range(len(rows))
            ]
            assert cases.index.to_list() == [n for rows in own for n in rows.index]
            assert not [c for c in cases.columns if "个人信息" in c]
            seen.add(figure.indicator.formula.__class__)
            assert f"某市a局{len(own[0])}行；某市b局{len(own[1])}行" in cases.note
    assert seen == {Aggregate, Ratio, Total}
    with pytest.raises(UsageError, match="本机关没有自己的《依申请公开》台账"):
        city.ledger("requests")
    assert "由所属机关汇总13" in repr(city)


def test_a_member_with_members_comes_with_their_rows(two_offices: Path) -> None:
    found_city(two_offices, '"a"', "district")
    found_city(two_offices, '"district", "b"')
    figure = open_year("city", 2022, two_offices).figure("requests_received")
    assert set(figure.cases()[OFFICE]) == {"某市a局", "某市b局"}
    assert len(figure.cases()) == figure.value.number


def test_a_missing_member_has_no_rows_and_a_changed_one_is_named(two_offices: Path) -> None:
    found_city(two_offices, '"a", "gone"', "unknown")
    with pytest.raises(UsageError, match="没有可列的记录：未报单位：gone"):
        open_year("unknown", 2022, two_offices).figure("requests_received").cases()
    found_city(two_offices, '"a", "gone"', more='[roll_up]\nmissing = "leave_out"\n')
    city = open_year("city", 2022, two_offices)
    figure = city.figure("requests_received")
    with (two_offices / "a" / "2022" / "requests.csv").open("a", encoding="utf-8") as ledger:
        ledger.write("\n")
    with pytest.raises(UsageError, match="“某市a局”的台账在汇总之后有改动"):
        figure.cases()
    again = open_year("city", 2022, two_offices).figure("requests_received").cases()
    assert set(again[OFFICE]) == {"某市a局"}
