"""Whole made-up reports with one fault of a kind each: told once, where it is, and nothing else with it."""

import re
from itertools import takewhile
from pathlib import Path

import openpyxl
import pytest

from filled import random_form, tables
from gongkai.audit.audit import Audit, audit, table_of
from gongkai.audit.readers.document import Grid
from gongkai.audit.tables.grids import read_by_heads
from gongkai.checks.check import State
from gongkai.cli.app import run
from gongkai.forms.grid import load_grid
from gongkai.report.page.markup import html

YEAR = 2023
OPENING = "本报告所列数据统计期限为2023年1月1日至2023年12月31日。"
PARTS = {
    "一、总体情况": "主动公开信息30条，规范办理申请，加强信息管理，办好网站，开展培训。",
    "二、主动公开政府信息情况": "table2",
    "三、收到和处理政府信息公开申请情况": "table3",
    "四、政府信息公开行政复议、行政诉讼情况": "table4",
    "五、存在的主要问题及改进情况": "问题是个别栏目更新不及时。2024年将加强检查，完善制度。",
    "六、其他需要报告的事项": "2023年没有收取信息处理费。",
}


def report(
    folder: Path,
    *,
    opening: str = OPENING,
    head: str = "",
    without: str = "",
    part_one: str = "",
    part_five: str = "",
    part_six: str = "",
    seed: int = 5,
) -> Audit:
    """Return the audit of a department's report with something else said or a part left out."""
    grids = {name: html(part) for name, part in tables(random_form(seed, YEAR), YEAR).items()}
    said = dict(PARTS)
    if part_one:
        said["一、总体情况"] = part_one
    if part_five:
        said["五、存在的主要问题及改进情况"] = part_five
    if part_six:
        said["六、其他需要报告的事项"] = part_six
    body = "".join(
        f"<p>{heading}</p>{grids.get(text, f'<p>{text}</p>')}"
        for heading, text in said.items()
        if not without or without not in heading
    )
    title = f"<h1>甲市审计局{YEAR}年政府信息公开工作年度报告</h1>"
    path = folder / "报告.html"
    path.write_text(f"{title}<p>{head}</p><p>{opening}</p>{body}", encoding="utf-8")
    return audit(path)


def asked(found: Audit, *ids: str) -> list[str]:
    """Return what was told of some checks, leaving out what holds."""
    return [c.message for c in found.checks if c.id in ids and c.state is not State.PASS]


def test_a_part_that_is_missing_is_told_as_that_and_not_again_as_a_gap(tmp_path: Path) -> None:
    assert asked(report(tmp_path, without="问题"), "D-1") == ["缺少“存在的主要问题及改进情况”部分"]


def test_what_part_one_leaves_out_is_one_line(tmp_path: Path) -> None:
    found = report(tmp_path, part_one="办理申请及时，开展培训。")
    assert asked(found, "D-1") == ["“总体情况”没有写到主动公开、政府信息管理、政府信息公开平台建设"]


@pytest.mark.parametrize(
    "text",
    [
        "全年公开政府信息30条；收到申请3件；坚持三审三校；更新公众号；接受督查2次。",
        "发布信息20条，公开栏张贴5次，申请均已办结，严格保密审查，调整领导小组。",
    ],
)
def test_the_five_topics_may_be_told_in_an_office_s_own_words(tmp_path: Path, text: str) -> None:
    assert asked(report(tmp_path, part_one=text), "D-1") == []


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        ("依据《中华人民共和国政府信息公开条例》编制，包括六个方面：总体情况，主动公开政府信息情况，申请情况，复议诉讼情况，主要问题及改进，其他事项。", []),
        ("本报告由总体情况、主动公开、申请办理、复议诉讼、存在问题、其他事项六大部分组成。", []),
        ("本报告包括总体情况、主动公开、申请办理、复议诉讼、存在问题等五项内容。", ["开头写明5个部分，实有6个部分"]),
        ("本报告分为七个部分：概述、组织领导、主动公开、申请、复议、问题、其他。", ["开头写明7个部分，实有6个部分"]),
        ("本报告包括六个方面：总体情况，收到和处理申请情况，主动公开政府信息情况，复议诉讼情况，主要问题及改进，其他事项。", ["“收到和处理政府信息公开申请情况”在开头所列的次序与正文不同"]),
    ],
)  # fmt: skip
def test_the_parts_announced_are_those_that_come(
    tmp_path: Path, opening: str, told: list[str]
) -> None:
    assert asked(report(tmp_path, opening=f"{OPENING}{opening}"), "D-1") == told


def test_a_plan_for_a_year_that_is_past_is_told_once(tmp_path: Path) -> None:
    found = report(tmp_path, part_five="解读方式单一。2022年，我局将继续加强检查。")
    assert asked(found, "D-3") == ["下一步的打算写的是2022年，2023年度的报告公布时已经过去"]


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        ("现将甲市统计局2023年度政府信息公开工作情况报告如下。", ["甲市统计局"]),
        ("现发布《甲市统计局2023年政府信息公开工作年度报告》。", ["甲市统计局"]),
        ("现将市审计局2023年政府信息公开工作年度报告公布如下。", []),
        ("现发布《审计局2023年政府信息公开工作年度报告》。", []),
        ("现将我局2023年度政府信息公开工作情况报告如下。", []),
        ("根据《甲市人民政府办公室关于做好2023年政府信息公开工作年度报告编制工作的通知》编制。", []),
    ],
)  # fmt: skip
def test_another_office_s_report_is_told_of_in_the_opening(
    tmp_path: Path, opening: str, told: list[str]
) -> None:
    found = asked(report(tmp_path, opening=f"{OPENING}{opening}"), "D-11")
    assert len(found) == len(told)
    assert all(name in text for name, text in zip(told, found, strict=True))


@pytest.mark.parametrize(
    "opening",
    [
        "报告涵盖的时间为2023年1月1日至2023年12月31日。",
        "统计周期为2023年1月1日至12月31日。",
        "数据统计期限：2023.1.1—2023.12.31。",
        "数据统计截止时间为2023年12月31日，起始时间为2023年1月1日。",
        "报告反映2023年1月1日至2023年12月31日期间的情况。",
    ],
)
def test_the_period_is_found_in_other_words(tmp_path: Path, opening: str) -> None:
    assert asked(report(tmp_path, opening=opening), "D-2") == []


def test_a_page_s_count_of_visits_is_not_garbled(tmp_path: Path) -> None:
    assert asked(report(tmp_path, head="浏览次数：32次　打印　关闭"), "D-9") == []


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("2024-01-20 08:55 来源：市审计局", []),
        ("2024年1月20日 阅读：33次", []),
        ("2024-01-20", []),
        ("2024-03-20 08:55", ["公布日期2024-03-20晚于法定期限2024-01-31"]),
        ("", ["在年度结束后、法定期限内公布：文件里没有公布日期，无法核对是否按时公布"]),
    ],
)
def test_the_day_is_read_without_a_word_before_it(
    tmp_path: Path, head: str, told: list[str]
) -> None:
    assert asked(report(tmp_path, head=head), "D-4") == told


@pytest.mark.parametrize("wide", [2, 4])
def test_a_table_cut_behind_the_heads_of_a_part_is_read_whole(wide: int) -> None:
    head = ("信息内容", *("本年处理决定数量",) * 3)
    first = Grid((("第二十条第（五）项",) * 4, head, ("行政许可", "5", "5", "5"), head), "第1个表")
    rest = Grid((("行政处罚", *("4",) * (wide - 1)), ("行政强制", *("0",) * (wide - 1))), "第2个表")
    other = Grid((("行政处罚听证", "3"), ("其他", "1")), "第3个表")
    table = load_grid("form_2021").tables[0]
    found = read_by_heads(table, [first, rest, other])
    assert found is not None
    assert {"行政许可", "行政处罚", "行政强制"}.isdisjoint(found.missing)
    assert found.added == ()


def test_parts_may_be_numbered_in_words(tmp_path: Path) -> None:
    grids = {name: html(part) for name, part in tables(random_form(5, YEAR), YEAR).items()}
    body = "".join(
        f"<p>第{heading[0]}部分　{heading[2:]}</p>{grids.get(text, f'<p>{text}</p>')}"
        for heading, text in PARTS.items()
        if "问题" not in heading
    )
    path = tmp_path / "报告.html"
    title = f"<h1>甲市审计局{YEAR}年政府信息公开工作年度报告</h1>"
    path.write_text(f"{title}<p>{OPENING}</p>{body}", encoding="utf-8")
    found = audit(path)
    assert asked(found, "D-1") == ["缺少“存在的主要问题及改进情况”部分"]
    assert all(found.tables[name].whole for name in ("table2", "table3", "table4"))


def test_a_workbook_may_hold_the_text_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    title = f"甲市审计局{YEAR}年政府信息公开工作年度报告"
    for line in (title, OPENING, *(x for pair in PARTS.items() for x in pair), "2024年1月20日"):
        sheet.append([line])
    book.save(tmp_path / "报告.xlsx")
    found = audit(tmp_path / "报告.xlsx")
    assert (found.agency, found.year) == ("甲市审计局", YEAR)
    assert asked(found, "D-1", "D-2", "D-4") == []
    assert [p.place for p in found.prose][:1] == ["工作表“Sheet”"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("2023年受理的政府信息公开申请均已办结，加强管理，培训。", State.FAIL),
        ("2023年收到政府信息公开申请42件，均按规定答复，加强管理，培训。", State.WARN),
    ],
)
def test_all_answered_is_asked_about_where_some_are_carried_over_and_all_closed_fails(
    tmp_path: Path, text: str, state: State
) -> None:
    found = report(tmp_path, part_one=f"公开信息30条，办好网站。{text}", seed=32)
    told = [c for c in found.checks if c.id == "P-10" and "结转" in c.message]
    assert [c.state for c in told] == [state]


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("甲县水利局2022年政务公开工作总结", ("甲县水利局", 2022)),
        ("2022年甲县水利局政府信息公开工作情况总结", ("甲县水利局", 2022)),
        ("甲县水利局工作总结", (None, None)),
    ],
)
def test_an_account_of_work_has_office_and_year_and_owes_no_chapter(
    tmp_path: Path, title: str, known: tuple[str | None, int | None]
) -> None:
    path = tmp_path / "总结.txt"
    text = "主动公开政府信息120条，其中政策文件20条、工作动态70条、其他30条。"
    path.write_text(f"{title}\n2022年，{text}\n下一步，我局将继续努力。\n", encoding="utf-8")
    found = audit(path)
    assert (found.agency, found.year) == known
    assert not found.fails
    assert [c.message for c in found.checks if c.state is State.NOT_ASSESSABLE] == (
        ["这是工作总结，不是《条例》规定的年度报告，只核对了正文里的数字"] if known[1] else []
    )


def test_blanks_are_told_of_the_table_that_has_them_and_lines_are_counted_as_they_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grids = {name: html(part) for name, part in tables(random_form(32, YEAR), YEAR).items()}
    second = re.sub(r"(<td[^>]*>(?:<[^>]+>)*)[\d.,]+(?=<)", r"\g<1>-", grids["table2"], count=3)
    path = tmp_path / "报告.html"
    title = f"<h1>甲市审计局{YEAR}年政府信息公开工作年度报告</h1>"
    path.write_text(f"{title}{second}{grids['table3']}{grids['table4']}", encoding="utf-8")
    (blank,) = (c for c in audit(path).checks if c.id == "T3-Z" and c.state is State.WARN)
    assert table_of(blank) == "表二"
    run(["audit", str(path)])
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("    表二主动公开政府信息情况列出10格，有3格未填") for line in lines)
    for at, line in enumerate(lines):
        if match := re.fullmatch(r"  (?:不通过|警告|无法核对)（(\d+)）", line):
            below = list(takewhile(lambda one: one.startswith("    "), lines[at + 1 :]))
            assert sum(not one.startswith(" " * 8) for one in below) == int(match[1])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023年，全市各级行政机关共收取信息处理费3件、金额1460元。其中，甲市乙局2件1160元，丙县人民政府1件300元。", False),
        ("全县行政机关按规定收取费用，在办理申请中收取信息处理费共计380元，其中民政局1件。", False),
        ("县自然资源局收取信息处理费1件、100元，其余单位未收取。", False),
        ("全市各单位承办人大代表建议12件，政协提案9件，均已办结。", True),
    ],
)  # fmt: skip
def test_the_fee_of_a_roll_up_is_told_by_its_members(
    tmp_path: Path, text: str, *, told: bool
) -> None:
    found = asked(report(tmp_path, part_six=text), "X-2")
    assert found == (["第六部分没有报告信息处理费收取情况"] if told else [])


@pytest.mark.parametrize(
    ("title", "office", "period"),
    [
        ("甲大学2022—2023学年信息公开工作年度报告", "甲大学", "2022年9月1日至2023年8月31日"),
        ("甲市第一人民医院2023年信息公开工作年度报告", "甲市第一人民医院", "2023年1月1日至2023年12月31日"),
    ],
)  # fmt: skip
def test_a_school_or_hospital_is_held_to_its_figures_and_not_to_the_form_of_offices(
    tmp_path: Path, title: str, office: str, period: str
) -> None:
    path = tmp_path / "报告.txt"
    said = "主动公开信息100条（其中网站60条，其他{}条）。"
    path.write_text(
        f"{title}\n发布时间：2023-10-27\n统计期限为{period}。\n一、概述\n制度健全。\n二、主动公开情况\n{said.format(40)}\n",
        encoding="utf-8",
    )
    found = audit(path)
    assert (found.agency, found.year, found.fails) == (office, YEAR, False)
    assert asked(found, "ST-0") == ["学校、医院、公司的统计表、章节和公布期限由主管部门另行规定，没有核对"]  # fmt: skip
    path.write_text(f"{title}\n统计期限为{period}。\n{said.format(30)}\n", encoding="utf-8")
    assert [c.id for c in audit(path).claims if c.state.value == "fails"] == ["P-8"]
