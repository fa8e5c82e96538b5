"""A government's figures are the sums of its offices', and no office is left out unseen."""

import re
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from test_followed import notebook_of, words

from gongkai.charts.trends import TRENDS
from gongkai.cli.app import run
from gongkai.demo.data import write_demo
from gongkai.errors import UnreadableError
from gongkai.examined.examine import build, examine
from gongkai.examined.rollup import Gathered, gather
from gongkai.findings import Severity
from gongkai.forms.era import form_for
from gongkai.forms.fill import fill, fill_grid
from gongkai.forms.form import Form
from gongkai.forms.grid import GridForm
from gongkai.indicators.compute import Indicators, compute
from gongkai.indicators.indicator import Aggregate, Indicator
from gongkai.indicators.registry import INDICATORS
from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown, Value
from gongkai.keys import Key
from gongkai.records.agency import load_agency
from gongkai.records.load import load
from gongkai.records.reading.service.office_sheets import MEMBER_HEAD, MEMBERS_SHEET
from gongkai.report import story
from gongkai.report.content.editions import Edition
from gongkai.report.page.markup import html
from gongkai.report.page.page import render
from gongkai.report.verification.figures import with_differences
from gongkai.report.verification.page import verify
from years import random_year, write_year

CITY = Key("demo_city", 2021)
ROUNDING = Decimal("0.00005")  # half of what a cell in 万元 shows, one office


def found_city(root: Path, members: str, year: int, more: str = "") -> Path:
    folder = root / "city" / str(year)
    folder.mkdir(parents=True, exist_ok=True)
    (root / "city" / "agency.toml").write_text(
        f'code = "city"\nname = "某市"\nlevel = "government"\nmembers = [{members}]\n',
        encoding="utf-8",
    )
    (folder / "declarations.toml").write_text(f"schema = 1\n{more}", encoding="utf-8")
    return folder


def cells(year: int, figures: Indicators) -> dict[object, tuple[Decimal | None, bool]]:
    """Return every cell of the year's form, and whether it is in 万元."""
    match form_for(year):
        case GridForm() as grid:
            money = {key: "万元" in column.label for key, _, _, column, _ in grid.cells()}
            filled = fill_grid(grid, figures.values)
            return {key: (cell.number, money[key]) for key, cell in filled.cells.items()}
        case Form() as form:
            rows = [f for f in fill(form, figures.values).rows if f.row.indicator]
            return {f.row.id: (f.number, f.row.unit == "万元") for f in rows}
    raise AssertionError(year)


def check_value(indicator: Indicator, value: Value, values: list[Value]) -> None:
    match value:
        case Rate():
            assert value.numerator == sum(v.numerator for v in values), indicator.id
            assert value.denominator == sum(v.denominator for v in values), indicator.id
        case Amount():
            assert value.number == sum(v.number for v in values), indicator.id
        case Unknown():  # what one office does not know, nobody knows of all
            assert any(isinstance(v, Unknown) for v in values), indicator.id
        case _:
            assert isinstance(value, NotApplicable), indicator.id


@pytest.mark.parametrize("year", [2018, 2020, 2023])
@given(seed=st.integers(0, 10**6), number=st.integers(1, 3))
@settings(max_examples=2)
def test_a_roll_up_is_the_sum_over_its_members(year: int, seed: int, number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        codes = [f"m{n}" for n in range(number)]
        for n, code in enumerate(codes):
            write_year(root, year, random_year(seed + n, year, most=9), code=code)
        found_city(root, ", ".join(f'"{code}"' for code in codes), year)
        city = gather(root, load(root, Key("city", year)))
        offices = [load(root, Key(code, year)) for code in codes]
        parts = [compute(office) for office in offices]
        kinds = [
            set(o.frames["power_items"].filter(pl.col("in_list")).collect()["category"])
            for o in offices
        ]
    assert [member.missing for member in city.members] == [""] * number
    figures = city.indicators
    for indicator in INDICATORS:
        if not indicator.categories_of:
            values = [part[indicator.id] for part in parts]
            check_value(indicator, figures[indicator.id], values)
    assert figures["power_item_categories"] == Amount(len(set().union(*kinds)))
    for name, whole in figures.counts.items():
        tables = [part.counts[name] for part in parts]
        assert whole.total == sum(table.total for table in tables)
        for at, count in whole.cells.items():
            assert count == sum(table.cells.get(at, 0) for table in tables), (name, at)
    summed = [cells(year, part) for part in parts]
    for key, (number_there, money) in cells(year, figures).items():
        together = sum(office[key][0] for office in summed)
        assert abs(number_there - together) <= (ROUNDING * (number + 1) if money else 0), key


def test_a_figure_that_offices_may_share_is_declared_so() -> None:
    """Counts of distinct values add up only where the value belongs to one office."""
    distinct = {
        i.id
        for i in INDICATORS
        if isinstance(i.formula, Aggregate)
        and "n_unique" in str(i.formula.expr)
        and not i.categories_of
    }
    assert distinct == {
        "disclosed_total", "disclosed_own_site", "disclosed_city_catalogue", "disclosed_gazette",
        "disclosed_website", "disclosed_weibo", "disclosed_wechat", "disclosed_other",
        "disclosed_normative", "key_documents",  # an item counts once an office
        "hot_topics",  # numbered by each office
        "open_data_sets", "open_data_expected",  # a data set belongs to its office
    }  # fmt: skip
    assert [i.id for i in INDICATORS if i.categories_of] == ["power_item_categories"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("city")
    write_demo(root, 3, range(2020, 2022), seed=5, city=True)
    return root


@pytest.fixture
def city(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "data"))


def figures(root: Path, code: str = "demo_city") -> Gathered:
    return gather(root, load(root, Key(code, 2021)))


def told(root: Path) -> tuple[str, tuple[str, ...]]:
    """Return the words of the city's title, opening and data notes, and what makes it a draft."""
    report = build("demo_city", 2021, root)
    parts = (story.title(report), story.part(report, 0), story.data_notes(report))
    return words(
        "".join(html(one.component) for part in parts for one in part.shown)
    ), report.blocking


def test_a_city_reports_from_its_offices_alone(whole: Path) -> None:
    report = build("demo_city", 2021, whole)
    page = render(notebook_of(report), Edition.REVIEW)
    assert verify(page, with_differences(report.indicators.values, report.before)).problems == ()
    assert report.blocking == ()
    text = words(page)
    assert "各部门、各单位全年主动公开政府信息" in text
    assert "年度工作考核" in text
    assert "澄榆市教育局（虚构）" in text
    assert "未报单位" not in text
    assert "台账来源" not in text  # it keeps none of its own
    carried = [r for r in report.results if r.id == "Y-1"]
    assert len(carried) > 1
    assert {r.state.value for r in carried} == {"pass"}


def test_an_office_that_has_not_reported_makes_the_sums_unknown_and_is_named(city: Path) -> None:
    shutil.rmtree(city / "demo_0002" / "2021")
    text, blocking = told(city)
    assert "未报单位1个：澄榆市民政局（虚构）；相关数字未掌握" in text
    assert "澄榆市民政局（虚构）尚待报送" in text
    assert "未报单位 1 个：澄榆市民政局（虚构）（没有台账）" in blocking[0]
    indicators = figures(city).indicators
    assert not [i for i, v in indicators.values.items() if isinstance(v, (Amount, Rate))]
    assert "澄榆市民政局" in indicators["requests_received"].reason


def test_the_others_may_be_added_up_but_the_report_stays_a_draft(city: Path) -> None:
    path = city / "demo_0002" / "2021" / "hotline_cases.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([*lines, lines[-1]]), encoding="utf-8-sig")  # an id twice
    declared = city / "demo_city" / "2021" / "declarations.toml"
    declared.write_text(
        declared.read_text(encoding="utf-8") + '\n[roll_up]\nmissing = "leave_out"\n',
        encoding="utf-8",
    )
    text, blocking = told(city)
    assert "未报单位1个：澄榆市民政局（虚构）；本报告各数为其余单位之和" in text
    assert "台账有 1 处错误，无法计数" in blocking[0]
    assert "其余单位之和，不与上年比较" in text  # last year's are of other offices
    report = build("demo_city", 2021, city)
    assert len(blocking) == 1 and report.before == {}
    (carried,) = [r for r in report.results if r.id == "Y-1"]
    assert "（本年未含澄榆市民政局（虚构））" in carried.message
    assert report.last.apart in words(html(story.comparison(report).shown[1].component))
    shown = TRENDS[0].plot(report.history)
    assert shown.rows[-1] == ("2021年", None, None) and "未含澄榆市民政局" in shown.note
    others = [compute(load(city, Key(f"demo_000{n}", 2021))) for n in (1, 3)]
    assert figures(city).indicators["requests_received"] == total(others, "requests_received")


def total(offices: list[Indicators], name: str) -> Amount:
    return Amount(sum(office[name].number for office in offices))


def test_a_ledger_that_one_office_lacks_leaves_only_its_own_figures_unknown(city: Path) -> None:
    (city / "demo_0003" / "2021" / "proposals.csv").unlink()
    examined = examine(city, CITY)
    assert isinstance(examined.indicators["proposals_total"], Unknown)
    assert (
        "澄榆市财政局（虚构）本年没有《建议提案》" in examined.indicators["proposals_total"].reason
    )
    assert isinstance(examined.indicators["requests_received"], Amount)
    assert any("1 个成员单位台账不全" in message for message in examined.blocking)


def test_a_ledger_that_no_office_keeps_and_no_table_needs_is_left_out_of_the_sums(
    city: Path,
) -> None:
    for path in city.glob("demo_*/2021/proposals.csv"):
        path.unlink()
    for path in city.glob("demo_*/2021/declarations.toml"):
        text = path.read_text("utf-8").replace('ledger = "proposals"', 'ledger = "meetings"')
        path.write_text(text, encoding="utf-8")
    examined = examine(city, CITY)
    found = examined.indicators["proposals_total"]
    assert isinstance(found, Unknown)
    assert found.unkept
    assert [f for f in examined.findings if f.rule in ("U-2", "N-08")] == []
    words = "".join(r.text for s in examined.narrative.sections for b in s.blocks for r in b.runs)
    assert "建议" not in words


def test_a_fact_about_an_office_is_told_and_does_not_block_the_city(city: Path) -> None:
    path = city / "demo_0001" / "2021" / "proposals.csv"
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("03-20,2021-06-20", "03-20,2021-04-01"),
        encoding="utf-8-sig",
    )
    examined = examine(city, CITY)
    (finding,) = [f for f in examined.findings if f.rule == "U-3"]
    assert "澄榆市教育局（虚构）" in finding.message
    assert examined.blocking == ()
    lines = [
        str(f) for f in load(city, Key("demo_0001", 2021)).findings if f.severity is Severity.ERROR
    ]
    (path.parent / "review.toml").write_text(
        "".join(
            f"[[waiver]]\nfinding = '{line}'\nowner = '甲'\nreason = '属实'\nexpires = 2030-12-31\n"
            for line in lines
        ),
        encoding="utf-8",
    )
    assert lines and not [f for f in examine(city, CITY).findings if f.rule == "U-3"]


def test_what_is_amiss_with_members_is_told_where_they_are_listed(city: Path) -> None:
    settings = city / "demo_city" / "agency.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"members = \[.*?\]", "", text, flags=re.S), encoding="utf-8")
    book = Workbook()
    sheet = book.active
    sheet.title = MEMBERS_SHEET
    sheet.append(MEMBER_HEAD)
    for code in ("demo_0001", "demo_0002", "demo_9999"):
        sheet.append((code,))
    book.save(city / "demo_city" / "2021" / "台账.xlsx")
    (finding,) = [f for f in examine(city, CITY).findings if f.rule == "U-1"]
    assert (finding.place.file, finding.place.sheet) == ("台账.xlsx", MEMBERS_SHEET)


def test_members_belong_to_years(city: Path) -> None:
    path = city / "demo_city" / "agency.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('"demo_0001"', '{ code = "demo_0001", until = 2020 }').replace(
            '"demo_0003"', '{ code = "demo_0003", from = 2021 }'
        ),
        encoding="utf-8",
    )
    agency = load_agency(path.parent)
    assert [m.code for m in agency.members_in(2020)] == ["demo_0001", "demo_0002"]
    assert [m.code for m in agency.members_in(2021)] == ["demo_0002", "demo_0003"]
    of_2021 = [compute(load(city, Key(f"demo_000{n}", 2021))) for n in (2, 3)]
    assert figures(city).indicators["ogi_meetings"] == total(of_2021, "ogi_meetings")


def test_the_government_s_own_ledgers_are_one_member_more(city: Path) -> None:
    for path in (city / "demo_0001" / "2021").glob("*.csv"):
        shutil.copy(path, city / "demo_city" / "2021" / path.name)
    offices = [compute(load(city, Key(f"demo_000{n}", 2021))) for n in (1, 1, 2, 3)]
    report = build("demo_city", 2021, city)
    text = words("".join(html(one.component) for one in story.data_notes(report).shown))
    assert report.indicators["requests_received"] == total(offices, "requests_received")
    assert "台账来源" in text


def test_offices_of_the_same_name_are_all_counted(city: Path) -> None:
    for n in (2, 3):
        path = city / f"demo_000{n}" / "agency.toml"
        text = path.read_text(encoding="utf-8")
        name = text.split('name = "')[1].split('"')[0]
        path.write_text(text.replace(name, "澄榆市教育局（虚构）"), encoding="utf-8")
    offices = [compute(load(city, Key(f"demo_000{n}", 2021))) for n in (1, 2, 3)]
    assert figures(city).indicators["requests_received"] == total(offices, "requests_received")


def test_a_member_may_have_members_but_not_in_a_circle(city: Path) -> None:
    found_city(city, '"demo_city"', 2021)
    above, below = figures(city, "city").indicators, figures(city).indicators
    assert above["requests_received"] == below["requests_received"]
    path = city / "demo_city" / "agency.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"demo_0001"', '"city"'), encoding="utf-8"
    )
    with pytest.raises(UnreadableError, match="又以本机关为成员"):
        figures(city)


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ('"a", "a"', "重复"),
        ('"city"', "就是本机关"),
        ("3", "成员单位应写成"),
        ('{ code = "a", since = 2019 }', "成员单位应写成"),
        ('{ code = "a", from = "2019" }', "成员单位应写成"),
    ],
)
def test_members_written_wrongly_are_refused(members: str, told: str, tmp_path: Path) -> None:
    found_city(tmp_path, members, 2021)
    with pytest.raises(UnreadableError, match=told):
        load_agency(tmp_path / "city")


def test_only_a_government_has_members_and_missing_is_one_of_two_words(tmp_path: Path) -> None:
    found_city(tmp_path, '"a"', 2021, '[roll_up]\nmissing = "zero"\n')
    with pytest.raises(UnreadableError, match="leave_out"):
        load(tmp_path, Key("city", 2021))
    path = tmp_path / "city" / "agency.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("government", "department"), encoding="utf-8"
    )
    with pytest.raises(UnreadableError, match="level 为 government"):
        load_agency(path.parent)


def test_a_city_without_members_in_a_year_says_so(tmp_path: Path) -> None:
    found_city(tmp_path, '{ code = "a", until = 2019 }', 2021)
    examined = examine(tmp_path, Key("city", 2021))
    assert any("没有成员单位" in message for message in examined.blocking)
    assert isinstance(examined.indicators["requests_received"], Unknown)
    assert all(isinstance(v, (Unknown, NotApplicable)) for v in examined.indicators.values.values())


def test_the_commands_know_a_city(whole: Path, capsys) -> None:
    assert run(["list", "--year", "2021", "--data", str(whole)]) == 0
    assert (
        "demo_city 2021\t澄榆市人民政府（虚构）\t成员单位 3 个\t虚构的示例数据"
        in capsys.readouterr().out
    )
    assert run(["check", "demo_city", "2021", "--data", str(whole)]) == 0
    assert "没有必须改正的问题" in capsys.readouterr().out
    assert run(["check", "demo_city", "2021", "--data", str(whole), "--request", "S1"]) == 2
    assert "成员单位" in capsys.readouterr().err
