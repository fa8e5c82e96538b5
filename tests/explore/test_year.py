"""An opened year: its ledgers in Chinese, its persons left out, its questions answered."""

import datetime as dt
import re
import shutil
from dataclasses import FrozenInstanceError
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from recount import Request, between, date

import gongkai as gk
from conftest import SAMPLE
from gongkai.charts.registry import CHARTS
from gongkai.errors import DataError, GongkaiError, UsageError
from gongkai.explore.asked.rows import headings
from gongkai.explore.year import Year, open_year
from gongkai.records.ledgers import BY_ID, LEDGERS
from gongkai.records.reading import access
from gongkai.records.reading.sheet import ROW, SHEET
from years import random_year, write_year

HOSTILE = "<img src=x onerror=alert(1)>$x$"


@pytest.fixture(params=[2018, 2020, 2022])
def opened(request, tmp_path) -> Year:
    write_year(tmp_path, request.param, random_year(2, request.param))
    return open_year("x", request.param, tmp_path)


def test_every_column_of_every_frame_has_a_heading_of_its_own(opened: Year) -> None:
    for ledger in LEDGERS:
        found = headings(ledger.in_year(opened.year))
        assert len(set(found.values())) == len(found), ledger.id
        frame = opened.records.frames[ledger.id]
        assert set(frame.collect_schema().names()) - {ROW, SHEET} <= set(found), ledger.id


def test_a_ledger_is_worded_in_chinese_and_typed_for_reckoning(opened: Year) -> None:
    for ledger in LEDGERS:
        table = opened.ledger(ledger.title)
        assert isinstance(table, pd.DataFrame)
        codes = {c.code for column in ledger.columns for c in column.choices if c.code != c.label}
        words = {cell for name in table for cell in table[name] if isinstance(cell, str)}
        assert not codes & words, ledger.id
        assert not any(name.isascii() for name in table.columns)
    requests = opened.ledger("requests")
    if len(requests):
        assert str(requests["收到日期"].dtype).startswith("datetime64")
        assert set(requests["按期办结"].dropna()) <= {True, False}
        assert all(isinstance(cell, Decimal) for cell in requests["收费金额"].dropna())


def test_personal_columns_come_only_by_name_and_are_marked(opened: Year) -> None:
    for ledger in LEDGERS:
        personal = [c.heading for c in ledger.in_year(opened.year).columns if c.personal]
        plain = opened.ledger(ledger.id)
        assert not [c for c in plain.columns if "个人信息" in c or c in personal]
        assert all(heading in plain.note for heading in personal)
    asked = opened.ledger("requests", personal=("申请人", "contact"))
    marked = [c for c in asked.columns if c.endswith("（个人信息）")]
    assert marked == ["申请人（个人信息）", "联系方式（个人信息）"]
    assert "只供本机关内部使用" in asked.note
    assert asked.drop(columns=marked).equals(opened.ledger("requests"))
    with pytest.raises(UsageError, match=r"没有个人信息列“收到日期”.*申请人、证件号码"):
        opened.ledger("requests", personal="收到日期")


def test_several_files_of_a_ledger_say_where_a_row_stands(tmp_path) -> None:
    rows = random_year(4, 2018)
    folder = write_year(tmp_path, 2018, rows)
    text = (folder / "requests.csv").read_text("utf-8-sig").splitlines()
    for n, half in enumerate((text[1:4], text[4:]), start=1):
        (folder / f"requests-{n}.csv").write_text("\n".join([text[0], *half]), "utf-8-sig")
    (folder / "requests.csv").unlink()
    table = open_year("x", 2018, tmp_path).ledger("requests")
    assert table["出处"].value_counts().to_dict() == {
        "requests-1.csv": 3,
        "requests-2.csv": len(text) - 4,
    }


def test_sql_answers_in_chinese_and_knows_no_person(sample_year: Year) -> None:
    found = sample_year.sql(
        "select 申请方式, count(*) as 件数 from 依申请公开 where 本年收到 = '是' "
        "group by 申请方式 order by 件数 desc"
    )
    assert found.to_dict("list") == {"申请方式": ["网络", "信函", "当面"], "件数": [20, 5, 4]}
    every = sample_year.sql("select * from 依申请公开")
    assert not {c.heading for c in BY_ID["requests"].columns if c.personal} & set(every.columns)
    joined = sample_year.sql(
        "with 月 as (select 公开月份, count(*) as n from 主动公开 group by 公开月份) "
        "select sum(n) as 次数 from 月"
    )
    assert joined["次数"].item() == 216


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("select * from 依申请", "没有台账“依申请”。是不是依申请公开"),
        ("select * from requests", "requests 应写作 依申请公开"),
        ("select received_on from 依申请公开", "received_on 应写作 收到日期"),
        ("select 申请人 from 依申请公开", "“申请人”是个人信息，不参与查询"),
        ("select 没有 from 依申请公开", "没有列“没有”"),
        ("selec 收到日期 from 依申请公开", "应以 select"),
        ("drop table 依申请公开", "应以 select"),
        ("select 1 + from 依申请公开", "查询语句无法执行"),
        ("select * from read_csv('data/hrbrfb/2018/requests.csv')", "不读其他文件"),
        ("select * from READ_CSV/**/('data/hrbrfb/2018/requests.csv')", "不读其他文件"),
        ("with a as (select * from \"read_csv\"('x')) select * from a", "不读其他文件"),
    ],
)
def test_a_query_that_cannot_run_is_answered_in_chinese(
    sample_year: Year, statement: str, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        sample_year.sql(statement)


def test_what_is_due_on_a_day_knows_nothing_of_the_days_after(tmp_path) -> None:
    seen: set[str] = set()
    for seed, year in ((4, 2018), (9, 2019), (12, 2023), (13, 2022)):
        rows = random_year(seed, year, most=60)
        write_year(tmp_path / str(seed), year, rows)
        opened = open_year("x", year, tmp_path / str(seed))
        for month in range(1, 13):
            day = dt.date(year, month, 20)
            found = opened.due(day, within=8)
            expected = {}
            for row in rows["requests"]:
                past = {
                    h: "" if h.endswith("日期") and (date(cell) or day) > day else cell
                    for h, cell in row.items()
                }
                if row["延期告知日期"] and not past["延期告知日期"]:
                    past["延期工作日"] = ""
                if not past["收到日期"] or past["答复日期"]:
                    continue
                request = Request(past | {"办理结果": ""}, year)
                due = request.due
                left = between(day, due) if due >= day else -between(due, day)
                if not request.suspended and (due < day or left <= 8):
                    state = "待核定" if request.latest >= day else "逾期"
                    expected[row["登记编号"]] = (left, state if due < day else "即将到期")
            columns = found["剩余工作日"], found["状态"]
            assert dict(zip(found.index, zip(*columns, strict=True), strict=True)) == expected
            assert found["到期日期"].is_monotonic_increasing
            seen |= set(found["状态"])
    assert seen == {"逾期", "即将到期", "待核定"}


def test_a_day_that_is_none_is_refused(sample_year: Year) -> None:
    with pytest.raises(UsageError, match="应写成 2018-06-29"):
        sample_year.due("六月底")
    assert sample_year.due(dt.datetime(2018, 7, 2, 9)).note == sample_year.due("2018-07-02").note


def test_findings_are_sorted_and_point_at_their_rows(sample, year_folder) -> None:
    path = year_folder / "requests.csv"
    path.write_text(path.read_text("utf-8-sig").replace("2018-01-24", "2018-03-24"), "utf-8-sig")
    opened = open_year("hrbrfb", 2018, sample)
    findings = opened.findings
    ranks = [finding.severity.rank for finding in findings]
    assert ranks == sorted(ranks)
    at = next(n for n, f in enumerate(findings) if f.place.file == "requests.csv" and f.place.row)
    rows = findings.rows(at)
    assert rows.index.to_list() == [findings[at].place.row] == [2]
    assert rows["登记编号"].item() == "YSQ2018001"
    assert findings.table["位置"].iloc[at] == str(findings[at].place)
    assert len(findings.table) == len(findings)


def test_ledgers_that_cannot_be_counted_open_all_the_same(sample, year_folder) -> None:
    path = year_folder / "requests.csv"
    text = path.read_text("utf-8-sig")
    path.write_text(
        re.sub(r"\n[^,]*,", "\n,", text, count=1), "utf-8-sig"
    )  # a row without its number
    opened = open_year("hrbrfb", 2018, sample)
    assert len(opened.ledger("requests")) == 29
    assert opened.findings[0].place.row == 2
    assert "无法计数" in opened._repr_html_()
    broken = opened.figure("requests_received")
    assert broken.text == "未掌握"
    assert "《依申请公开》台账有1处错误，无法计数" in repr(opened.chart("requests_by_month"))
    with pytest.raises(UsageError, match=r"依申请公开.*1处错误"):
        broken.cases()
    states = opened.indicators["状态"].value_counts()
    whole = open_year("hrbrfb", 2018, SAMPLE)
    assert states["已知"] > states["未掌握"] > 0
    for name in ("disclosed_total", "publicity_total", "hotline_on_time_rate"):
        assert opened.figure(name).value == whole.figure(name).value
    assert opened.chart("datasets_delivered").svg
    with pytest.raises(DataError, match="gongkai check hrbrfb 2018") as refused:
        gk.build("hrbrfb", 2018, sample)
    assert "第2行" in refused.value._render_traceback_()[1]


def test_an_error_in_a_notebook_is_a_sentence_without_a_traceback() -> None:
    for wrong in (
        lambda: gk.open_year("hrbrf", 2018, SAMPLE),
        lambda: gk.open_year("hrbrfb", "二〇一八", SAMPLE),
        lambda: gk.open_year("hrbrfb", 2018, "没有这里"),
        lambda: gk.offices("没有这里"),
        lambda: gk.open_year("hrbrfb", 2018, SAMPLE).chart("没有的图"),
        lambda: gk.open_year("hrbrfb", 2018, SAMPLE).ledger("没有的台账"),
    ):
        with pytest.raises(GongkaiError) as told:
            wrong()
        assert told.value._render_traceback_() == [str(told.value)]
        assert str(told.value).endswith("。")


def test_the_charts_are_those_of_the_report(sample_year: Year) -> None:
    from gongkai.report.content.chart_view import chart_component

    for chart in CHARTS[::3]:
        drawn = sample_year.chart(chart.title)
        block = chart_component(chart, sample_year.examined)
        assert (drawn.svg, drawn.alt) == (getattr(block, "svg", ""), getattr(block, "alt", ""))
    assert sample_year.charts.index.to_list() == [chart.id for chart in CHARTS]


def test_text_from_records_is_text_in_every_representation(tmp_path) -> None:
    rows = random_year(4, 2022)
    for row in rows["disclosures"] + rows["dataset_submissions"]:
        row.update({h: HOSTILE for h in ("标题", "数据集名称") if h in row})
    for n, row in enumerate(rows["dataset_submissions"]):
        row["月份"] = str(n % 12 + 1)
    write_year(tmp_path, 2022, {**rows, "dataset_submissions": rows["dataset_submissions"][:12]})
    agency = tmp_path / "x" / "agency.toml"
    agency.write_text(agency.read_text("utf-8").replace("某市某局", HOSTILE), "utf-8")
    opened = open_year("x", 2022, tmp_path)
    shown = [
        opened._repr_html_(),
        opened.ledger("disclosures")._repr_html_(),
        opened.ledgers._repr_html_(),
        opened.findings._repr_html_(),
        opened.chart("datasets_delivered")._repr_html_(),
        opened.figure("disclosed_total").cases()._repr_html_(),
        opened.sql(f"select 标题, '{HOSTILE}' as \"{HOSTILE}\" from 主动公开")._repr_html_(),
        gk.compare(opened, open_year("hrbrfb", 2018, SAMPLE))._repr_html_(),
        gk.offices(tmp_path)._repr_html_(),
    ]
    assert sum("&lt;img" in html for html in shown) >= 6
    for html in shown:
        assert "<img" not in html
        assert "<script" not in html


def test_a_year_is_a_value_and_offers_its_parts(sample_year: Year) -> None:
    with pytest.raises(FrozenInstanceError):
        sample_year.key = None  # type: ignore[misc, assignment]
    offered = {name for name in dir(sample_year) if not name.startswith("_")}
    assert offered >= {
        "ledger", "ledgers", "indicators", "figure", "chart", "charts", "trend", "sql",
        "findings", "checks", "due", "form",
    }  # fmt: skip
    assert str(SAMPLE) not in repr(sample_year) + sample_year._repr_html_()
    assert {"open_year", "compare", "offices", "figure_axes", "desk"} <= set(dir(gk))
    assert len(sample_year.checks) == len(sample_year.examined.results)
    assert "统计指标" in sample_year.form.as_html()


def test_a_long_table_shows_its_ends_and_no_filler(sample_year: Year, later_year: Year) -> None:
    table = sample_year.ledger("decisions")
    assert table._repr_html_().count("<tr") == 14
    assert f"{len(table)}行" in table._repr_html_()
    for shown in (
        table,
        sample_year.ledger("requests"),
        sample_year.indicators,
        later_year.ledger("requests"),
    ):
        cells = set(shown._repr_html_().replace("<", ">").split(">"))
        assert not {"NaT", "&lt;NA&gt;", "None", "00:00:00", "nan", "NaN"} & cells


def test_a_large_year_is_read_in_part_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SAMPLE / "hrbrfb", tmp_path / "hrbrfb")
    whole = open_year("hrbrfb", 2018, SAMPLE)
    ledger, rate = whole.ledger("依申请公开"), whole.figure("申请按时办结率")
    other = tmp_path / "hrbrfb" / "2018" / "meetings.csv"
    other.write_text(other.read_text("utf-8").replace("2018-", "二零一八", 1), "utf-8")
    monkeypatch.setattr(access, "LARGE_FILE", 0)
    large = open_year("hrbrfb", 2018, tmp_path)
    assert large.ledger("依申请公开").equals(ledger)
    found = large.figure("申请按时办结率")
    assert (found.text, found.base, found.of) == (rate.text, rate.base, rate.of)
    assert found.cases().equals(rate.cases())
    assert "examined" not in large.__dict__  # nothing else was read
    supposed = gk.what_if(large, limit=10)
    assert "假设" in supposed.figure("申请按时办结率").of
    assert "申请人（个人信息）" in large.ledger("依申请公开", personal="申请人")
