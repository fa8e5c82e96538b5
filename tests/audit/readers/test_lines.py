"""Copied tables: tabs, a cell a line, bars; and files that are told in one sentence."""

from pathlib import Path

import pytest

from filled import random_form, stated, tables
from gongkai.audit.audit import audit
from gongkai.audit.claims.prose import level_of
from gongkai.audit.readers.document import Document, Passage
from gongkai.audit.readers.file import read_document
from gongkai.audit.readers.page import read_page
from gongkai.audit.tables.title import read_title
from gongkai.errors import UnreadableError
from gongkai.report.page.markup import html
from gongkai.statements.text.characters import folded

CAPTIONS = {
    "table2": "二、主动公开政府信息情况",
    "table3": "三、收到和处理政府信息公开申请情况",
    "table4": "四、政府信息公开行政复议、行政诉讼情况",
}


def copied(separator: str) -> str:
    """Return what a reader gets who copies the page's tables: each cell once, merged ones too."""
    import re

    lines = ["甲市乙局2023年政府信息公开工作年度报告"]
    for name, table in tables(random_form(32, 2023), 2023).items():
        lines.append(CAPTIONS[name])
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", html(table), re.S):
            cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)
            texts = [re.sub(r"<[^>]+>|\s+", "", cell) for cell in cells]
            lines.append(separator.join(texts) if separator != "|" else f"| {' | '.join(texts)} |")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "separator",
    ["\t", "\n", "|", "\n\n", "    ", ",", ",.csv"],
    ids=["tabs", "a cell a line", "bars", "empty lines", "columns of spaces", "commas", "a sheet"],
)
def test_a_copied_table_is_read_whole(tmp_path: Path, separator: str) -> None:
    mark, _, suffix = separator.partition(".")
    path = tmp_path / f"报告.{suffix or 'txt'}"
    path.write_text(copied(mark), encoding="gb18030" if suffix else "utf-8")
    found = audit(path)
    assert (found.agency, found.year, found.form) == ("甲市乙局", 2023, "2021")
    expected = stated(random_form(32, 2023))
    for name in CAPTIONS:
        assert found.tables[name].stated == expected[name], name


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".ofd", ".jpg", ".et"])
def test_what_is_not_read_is_told_in_one_sentence_with_the_way_out(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(b"\xd0\xcf\x11\xe0 anything")
    with pytest.raises(UnreadableError) as told:
        read_document(path)
    assert str(told.value).startswith(f"报告{suffix}：是") and "请" in str(told.value)


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("甲市乙局2022年度报告", "甲市乙局"),
        ("甲市乙区丙局2022年信息公开年报", "甲市乙区丙局"),
        ("甲县政务信息公开2022年度工作报告", "甲县"),
        ("甲市民政局政府信息公开工作年度报告（2022年度）", "甲市民政局"),
        ("甲市应急管理局2022年政务公开工作年度报告", "甲市应急管理局"),
        ("2022年甲镇人民政府政府信息公开工作年度报告", "甲镇人民政府"),
    ],
)
def test_the_usual_titles_name_office_and_year(title: str, office: str) -> None:
    assert read_title(Document("x", (Passage(title, "第1段"),))) == (office, 2022)


@pytest.mark.parametrize(
    ("agency", "level"),
    [
        ("甲省人民政府", "government"),
        ("甲县人民政府", "government"),
        ("甲省人民政府办公厅", "department"),
        ("甲镇人民政府", "department"),
        ("甲区乙街道办事处", "department"),
        ("甲市乙局", "department"),
        ("甲集团", None),
    ],
)
def test_towns_and_government_offices_report_as_departments(agency: str, level: str | None) -> None:
    assert level_of(agency, 2023) == level


@pytest.mark.parametrize(
    ("head", "line", "state"),
    [
        ('<meta name="PubDate" content="2024-02-20 09:00">', "", "fail"),
        ('<meta content="2024-01-20" name="PubDate">', "", "pass"),
        ("", "来源：甲市乙局　时间：2024-02-01 10:20　浏览：3次", "fail"),
        ("", "发文日期：2024年1月30日", "pass"),
        ("", "办公时间：9:00至17:00", "not_assessable"),
    ],
)
def test_the_day_of_publication_is_found_where_pages_carry_it(
    tmp_path: Path, head: str, line: str, state: str
) -> None:
    title = "甲市乙局2023年政府信息公开工作年度报告"
    body = "".join(map(html, tables(random_form(32, 2023), 2023).values()))
    path = tmp_path / "报告.html"
    path.write_text(
        f"<html><head>{head}</head><body><h1>{title}</h1><p>{line}</p><p>一、总体情况</p>{body}</body></html>",
        encoding="utf-8",
    )
    assert [c.state.value for c in audit(path).checks if c.id == "D-4"] == [state]


def test_a_page_says_its_title_and_radicals_are_characters() -> None:
    page = read_page("<title>甲市乙局2022年信息公开年报_甲市政府网</title><p>正文</p>", "x")
    assert read_title(page) == ("甲市乙局", 2022)
    assert folded("\u2ea0政局\u2ed4户\u2f79站") == "民政局门户网站"


def test_rows_printed_without_rules_are_read_where_a_group_s_words_stand_among_them(
    tmp_path: Path,
) -> None:
    """A print breaks a group's label and a long one over lines, the figures beside the middle one."""
    text = copied(" ")
    for words, broken in (
        ("4.保护第三方合法权益", "（三）不 4.保护第三方合法权益"),
        ("2.没有现成信息需要另行制作", "法提供 2.没有现成信息需要另行制作"),
        ("2.申请人逾期未按收费通知要求缴纳费用、", "（六）其 2.申请人逾期未按收费通知要求缴纳费\n他处理\n用、"),
    ):  # fmt: skip
        assert words in text
        text = text.replace(words, broken)
    path = tmp_path / "报告.txt"
    path.write_text(text, encoding="utf-8")
    found = audit(path)
    assert not found.refused
    assert found.tables["table3"].stated == stated(random_form(32, 2023))["table3"]
