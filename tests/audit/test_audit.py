"""The audit as a whole: our own reports have no finding; its answers as text, JSON and for next year."""

import json
import re
import shutil
from pathlib import Path

import pytest

from conftest import REPOSITORY, SAMPLE
from filled import random_form, stated, tables
from gongkai.audit.audit import audit
from gongkai.checks.check import State
from gongkai.cli.app import run
from gongkai.examined.examine import examine
from gongkai.examined.last import last_year
from gongkai.forms.fill import FilledForm, FilledGrid
from gongkai.forms.published import read_published
from gongkai.keys import Key
from gongkai.report.page.markup import html
from gongkai.statements.claims.claim import Judgement

PUBLISHED = REPOSITORY / "tests" / "published"
SEED = 32  # its totals all differ, and some cases are undecided
SHANGHAI = PUBLISHED / "shanghai_office_2019.html"


@pytest.mark.slow
@pytest.mark.parametrize("year", [2018, 2020, 2023])
def test_our_own_report_has_no_finding_and_reads_back(tmp_path: Path, year: int) -> None:
    formats = ["--to", "html,xlsx,docx,pdf"]
    run(["report", "yunshan", str(year), "--data", str(SAMPLE), "--out", str(tmp_path), *formats])
    filled = examine(SAMPLE, Key("yunshan", year)).form
    assert isinstance(filled, FilledForm | FilledGrid)
    folder = tmp_path / "yunshan" / str(year)
    for file in ("report.html", "report.docx", "report.pdf", "statistics.xlsx"):
        found = audit(folder / file)
        assert found.form == filled.form.id.removeprefix("form_")
        assert found.agency == "云杉市园林绿化局（虚构）"
        wrong = [c.message for c in found.checks if c.state in (State.FAIL, State.WARN)]
        wrong += [c.claim for c in found.claims if c.state is Judgement.FAILS]
        assert wrong == []
        assert not found.fails
        read = {name: reading.stated for name, reading in found.tables.items()}
        assert read == stated(filled, bare=file == "statistics.xlsx")
        assert found.year == year or file != "report.html"


def test_the_answer_in_json_has_the_keys_of_the_published_tables(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["audit", str(SHANGHAI), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    published = json.loads(SHANGHAI.with_suffix(".json").read_text(encoding="utf-8"))
    for key in ("agency", "year", "form", "table2", "table3", "table4", "stats2014"):
        assert found[key] == published[key], key
    for check in found["checks"]:
        assert {"id", "state", "text", "place"} <= set(check)
        assert check["text"]
    for claim in found["claims"]:
        assert {"id", "claim", "state", "text", "place"} <= set(claim)
        assert claim["text"] and claim["place"]
    states = {claim["state"] for claim in found["claims"]}
    assert states <= {"holds", "fails", "not_assessable"}
    assert {k: v for k, v in found["figures"][0].items() if k in ("number", "unit", "counts")} == {
        "number": 13,
        "unit": "件",
        "counts": "规章",
    }


def test_several_files_give_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    text = PUBLISHED / "shuyang_county_2025.txt"
    assert run(["audit", str(SHANGHAI), str(text), "--format", "json"]) == 1
    assert [one["year"] for one in json.loads(capsys.readouterr().out)] == [2019, 2025]


def test_changes_that_one_reason_leaves_open_are_one_line_with_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "报告.txt"
    said = (
        "结算6318人次，同比增长22.4%。",
        "来电9万个，较上年增长1.6倍。",
        "留言300条，同比增加17条。",
    )
    file.write_text(
        "\n".join(["甲市乙区丙局2023年政府信息公开工作年度报告", *said]), encoding="utf-8"
    )
    run(["audit", str(file)])
    lines = capsys.readouterr().out.splitlines()
    told = "    增减：增长22.4%、增长1.6倍、增加17，原文没有写明上年的数字（Y-2）"
    assert lines[lines.index(told) + 1] == "        第1段、第2段、第3段"
    assert not any("22.4%" in line for line in lines if line != told)


def test_the_answer_in_words_is_grouped_and_quotes_each_sentence_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["audit", str(SHANGHAI)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "shanghai_office_2019.html",
        "  上海市人民政府办公厅　2019年度　2019年表式",
    ]
    heads = [
        line.strip().partition("（")[0]
        for line in lines
        if line.startswith("  ") and line[2] != " "
    ]
    assert heads[3:6] == ["不通过", "警告", "无法核对"]
    assert heads[6].startswith("通过：统计表和格式") and heads[6].endswith("正文算式和对照13处")
    quote = "        第7段：“予以公开及部分公开258件，占33.9%；”"
    assert lines.count(quote) == 1
    at = lines.index(quote)
    assert lines[at - 2 : at] == [
        "    占比：258/805=33.9%，按此相除应为32.0%（P-6）",
        "    正文写“予以公开和部分公开258”，表三予以公开与部分公开之和为275（P-4）",
    ]
    assert all(len(line) < 130 for line in lines)


def page(tmp_path: Path, year: int, prose: str = "") -> Path:
    """Return a page with a form in which every figure holds, and some prose."""
    parts = tables(random_form(SEED, year), year)
    path = tmp_path / "报告.html"
    title = f"<h1>甲市乙局{year}年政府信息公开工作年度报告</h1>"
    path.write_text(title + prose + "".join(map(html, parts.values())), encoding="utf-8")
    return path


@pytest.mark.parametrize("year", [2016, 2019, 2023])
def test_what_was_published_is_read_by_next_year_s_check(tmp_path: Path, year: int) -> None:
    source = page(tmp_path, year)
    target = tmp_path / "last_published.json"
    run(["audit", str(source), "--write-last-published", str(target)])
    filled = random_form(SEED, year)
    figures = read_published(tmp_path)
    assert figures is not None
    if isinstance(filled, FilledForm):
        printed = {r.row.indicator: (r.number, r.row.unit) for r in filled.rows if r.row.indicator}
    else:
        units = {indicator: c.label for _, _, _, c, indicator in filled.form.cells()}
        printed = {c.indicator: (c.number, units[c.indicator]) for c in filled.cells.values()}
    for indicator, (number, unit) in printed.items():
        assert number is not None
        assert figures[indicator] == number * (10000 if "万元" in unit else 1), indicator
    if year != 2016:
        assert figures["requests_open_at_end"] == figures["t3_carry_out_total"]
    assert not list(tmp_path.glob(".*.tmp"))


@pytest.mark.slow
def test_a_report_handed_on_is_last_year_where_the_ledgers_are_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    filled = examine(data, Key("yunshan", 2023)).form
    assert isinstance(filled, FilledGrid)
    source = tmp_path / "上年.html"
    body = "".join(html(table) for table in tables(filled, 2023).values())
    source.write_text(f"<h1>某局2023年政府信息公开工作年度报告</h1>{body}", encoding="utf-8")
    shutil.rmtree(data / "yunshan" / "2023")
    target = data / "yunshan" / "2024" / "last_published.json"
    assert run(["audit", str(source), "--write-last-published", str(target)]) in (0, 1)
    said = capsys.readouterr()
    assert "是“某局”的报告，这里应是“云杉市" in said.err  # read it may be, and is told
    assert re.search(r"读出的数（\d+项，其中\d+项为0）.*\n  \S+：\d", said.out)
    examined = examine(data, Key("yunshan", 2024))
    assert [f.rule for f in examined.findings if "某局" in f.message] == ["Y-9"]
    last = last_year(data, examined.records)
    assert last is not None and last.source == "上年公布的数据"
    told = [r.state for r in examined.results if r.id == "Y-1"]
    assert set(told) == {State.PASS}


def test_a_table_that_was_not_read_whole_is_not_handed_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = page(tmp_path, 2023)
    source.write_text(source.read_text(encoding="utf-8").replace("2.重复申请", "2.其它"), "utf-8")
    target = tmp_path / "last_published.json"
    assert run(["audit", str(source), "--write-last-published", str(target)]) == 1
    assert "表三有没读出的行" in capsys.readouterr().err
    assert not target.exists()
    assert run(["audit", str(source), str(source), "--write-last-published", str(target)]) == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "（二）部分公开",
            "（二）其它公开",
            "表三缺少“（二）部分公开”；多出“（二）其它公开（区分处理的，只计这一情形，不计其他情形）”",
        ),
        ("行政规范性文件", "规范性文件", "表二“规范性文件”应为“行政规范性文件”"),
        (
            "现行有效件数",
            "有效件数",
            "表二缺少“现行有效件数”栏；“规章”、“行政规范性文件”有名目而认不出对应的数字，未读取",
        ),
        (
            "尚未审结",
            "未结",
            "表四缺少“尚未审结”栏；“行政复议”、“未经复议直接起诉”、“复议后起诉”有名目而认不出对应的数字，未读取",
        ),
    ],
)
def test_labels_that_differ_from_the_template_are_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    source = page(tmp_path, 2023)
    text = source.read_text(encoding="utf-8").replace("<wbr/>", "")  # where a label may be broken
    assert old in text
    source.write_text(text.replace(old, new), encoding="utf-8")
    found = audit(source)
    assert told in [c.message for c in found.checks if c.id == "ST-1"]
    assert found.fails


def test_a_row_inserted_into_a_table_is_told(tmp_path: Path) -> None:
    source = page(tmp_path, 2023)
    text = source.read_text(encoding="utf-8")
    row = next(r for r in text.split("<tr") if "规章" in r)
    added = "<tr" + row.replace("规章", "其他主动公开文件")
    source.write_text(text.replace("<tr" + row, "<tr" + row + added), encoding="utf-8")
    found = audit(source)
    assert [c.message for c in found.checks if c.id == "ST-1" and c.state is State.FAIL] == [
        "表二多出“其他主动公开文件”"
    ]
    assert found.tables["table2"].stated == stated(random_form(SEED, 2023))["table2"]


@pytest.mark.parametrize(
    ("year", "form", "state"), [(2020, 2018, "fail"), (2019, 2018, "warn"), (2022, 2020, "fail")]
)
def test_the_form_of_another_year_is_told(tmp_path: Path, year: int, form: int, state: str) -> None:
    source = page(tmp_path, form)
    text = source.read_text(encoding="utf-8").replace(f"{form}年", f"{year}年")
    source.write_text(text, encoding="utf-8")
    assert [c.state for c in audit(source).checks if c.id == "ST-2"] == [state]


PROSE = (
    ("新收政府信息公开申请{new}件，上年结转{carry_in}件。", "holds"),
    ("新收政府信息公开申请{wrong}件。", "fails"),
    ("2022年新收政府信息公开申请{wrong}件。", None),
    ("通过网络新收政府信息公开申请{wrong}件。", "not_assessable"),
    ("全年收到政府信息公开申请{both}件（含上年结转）。", "holds"),
    ("全年收到政府信息公开申请{both}件。", "not_assessable"),
    ("全年收到政府信息公开申请{wrong}件。", "fails"),
    ("答复政府信息公开申请{done}件，结转下年度{carry_out}件。", "holds"),
    ("答复政府信息公开申请{wrong}件。", "fails"),
    ("因政府信息公开被申请行政复议{cases}件。", "holds"),
    ("因政府信息公开被申请行政复议{wrong}件。", "fails"),
    ("因政府信息公开被申请行政复议{decided}件。", "not_assessable"),
    ("因政府信息公开被申请行政复议，已审结的行政复议{decided}件。", "holds"),
    ("全年办理行政复议案件{wrong}件。", None),
    ("收到政府信息公开申请{new}件且未发生行政复议。", "holds"),
    ("办结热线转办{wrong}件。", None),
    ("新收信访件{wrong}件。", None),
    ("答复政府信息公开申请，另办结热线申请{wrong}件。", None),
    ("依申请公开之外，主动予以公开信息{wrong}件。", None),
    ("答复代表建议{wrong}件，无申请。", None),
)


@pytest.mark.parametrize(("sentence", "state"), PROSE, ids=[s for s, _ in PROSE])
def test_prose_is_held_against_the_tables(tmp_path: Path, sentence: str, state: str | None) -> None:
    said = stated(random_form(SEED, 2023))
    three, four = said["table3"], said["table4"]
    totals = {name[:1]: row["总计"] for name, row in three.items()}  # type: ignore[index]
    figures = {
        "new": totals["一"],
        "carry_in": totals["二"],
        "carry_out": totals["四"],
        "both": totals["一"] + totals["二"],
        "done": three["三、本年度办理结果/（七）总计"]["总计"],  # type: ignore[index]
        "cases": four["行政复议"]["总计"],  # type: ignore[index]
        "decided": four["行政复议"]["总计"] - four["行政复议"]["尚未审结"],  # type: ignore[index]
        "wrong": 7654321,
    }
    text = sentence.format(**figures)
    found = audit(page(tmp_path, 2023, f"<p>{text}</p>"))
    states = {c.state.value for c in found.claims if c.kind == "table" and c.id != "P-11"}
    assert states == ({state} if state else set()), text
    assert all(c.text in text for c in found.claims)


def test_a_report_without_its_tables_does_not_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "报告.html"
    title = "<h1>甲市乙局2023年政府信息公开工作年度报告</h1>"
    source.write_text(f"{title}<p>全年收到政府信息公开申请10件。</p>", encoding="utf-8")
    assert run(["audit", str(source)]) == 1
    told = capsys.readouterr().out
    assert "没有找到2023年度应有的政府信息公开统计表" in told
    assert "什么也没有核对，不能算通过" in told
    assert "通过：" not in told


def test_the_summary_says_what_was_compared_and_why_the_rest_was_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = stated(random_form(SEED, 2023))["table3"]["一、本年新收政府信息公开申请数量"]["总计"]  # type: ignore[index]
    prose = f"<p>全年收到政府信息公开申请{new}件，同比增长5%。发布信息30条，其中甲20条、乙10条，视频7个。</p>"
    found = audit(page(tmp_path, 2023, prose))
    coverage = found.coverage
    assert dict(coverage.cells) == {"表二": 10, "表三": 175, "表四": 15}
    assert (coverage.read, coverage.tabled, coverage.related) == (6, 1, 3)
    assert dict(coverage.unjudged) == {
        "没有写明上年的数字": 1,
        "表中没有对应的栏目，文中也没有可比的数字": 1,
    }
    run(["audit", str(tmp_path / "报告.html")])
    lines = capsys.readouterr().out.splitlines()
    assert "  核对了表二10格、表三175格、表四15格" in lines
    assert "  正文有6处数字：1处与统计表对照，3处与文中其他数字核对，2处未能核对" in lines
