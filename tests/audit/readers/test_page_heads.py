"""Who published what and when, in the words that pages have around a report."""

import datetime as dt
from pathlib import Path

import pytest

from filled import random_form, tables
from gongkai.audit.audit import audit
from gongkai.audit.claims.prose import _published_on, level_of
from gongkai.audit.readers.document import Document, Passage
from gongkai.audit.tables.title import read_title
from gongkai.checks.check import State
from gongkai.checks.wording import prose as wording
from gongkai.findings import Place
from gongkai.report.page.markup import html


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("11/29/26, 1:49 AM 甲市乙区丙局2023年政府信息公开工作年度报告", "甲市乙区丙局"),
        ("2024/1/20 10:23 甲市乙区丙局2023年政府信息公开工作年度报告", "甲市乙区丙局"),
        ("2024/1/20 上午10:23甲市乙区丙局2023年政府信息公开工作年度报告", "甲市乙区丙局"),
        ("2024-01-20 10:23甲市乙区丙局2023年政府信息公开工作年度报告", "甲市乙区丙局"),
        ("【年报】甲市乙区丙局2023年政府信息公开工作年度报告", "甲市乙区丙局"),
        ("关于报送甲县丙局2023年度政府信息公开工作年度报告的函", "甲县丙局"),
        (
            "甲市气象局2023年政府信息公开工作年度报告 发布日期：2024-01-15 来源：气象局",
            "甲市气象局",
        ),
        ("乙街道办事处关于2023年度政府信息公开工作情况的报告", "乙街道办事处"),
        ("甲县第一中学2023年信息公开年度报告", "甲县第一中学"),
        ("甲市供销合作社2023年信息公开年度报告", "甲市供销合作社"),
    ],
)
def test_the_office_is_found_in_titles_as_pages_and_printers_have_them(
    line: str, agency: str
) -> None:
    assert read_title(Document("报告.pdf", (Passage(line, "第1页"),))) == (agency, 2023)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("发布时间：2024-01-20 09:00", 20),
        ("来源：甲市丙局 时间：2024.01.20 点击：12", 20),
        ("成文日期：2024-1-18 公开日期：2024-1-20", 20),
        ("更新时间：2024-03-02 发布时间：2024-01-20", 20),
        ("打印时间：2024-03-20 发布时间：2024-01-20", 20),
        ("信息来源：丙局　2024-01-20 15:22　阅读：33次", 20),
        ("[2024-01-20]", 20),
        ("生成日期：2024-01-20", 20),
        ("更新时间：2024-03-02", None),
        ("当前时间：2025年6月1日 星期日", None),
        ("浏览时间：2025-05-01", None),
        ("有效时间：2024-12-31", None),
    ],
)
def test_the_day_is_that_of_publishing_and_not_of_the_reader_s_own_page(
    text: str, day: int | None
) -> None:
    found = _published_on(
        Document("报告.html", (Passage(text, ""),)), (wording.Passage(text, Place("")),)
    )
    assert found == (dt.date(2024, 1, day) if day else None)


@pytest.mark.parametrize(
    ("agency", "level"),
    [
        ("甲县", "government"), ("甲自治区人民政府", "government"), ("甲高新区", None), ("甲开发区", None),
        ("甲县乙镇", "department"), ("甲市人民政府办公室", "department"), ("甲县总工会", None),
    ],
)  # fmt: skip
def test_who_must_publish_by_when_is_told_by_the_name(agency: str, level: str | None) -> None:
    assert level_of(agency, 2023) == level


YEAR = 2023
TITLE = f"甲市乙区丙局{YEAR}年政府信息公开工作年度报告"
HEADS = (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
)  # fmt: skip
CONTACT = "联系地址：甲市一号；邮编：100000；电话：010-1234567；电子邮箱：a@b.cn。"
LINKS = "".join(f"<li>甲市乙区丙局{y}年政府信息公开工作年度报告</li>" for y in (2022, 2021, 2020))


def page(folder: Path, before: str, name: str = "报告.html") -> Path:
    """Return a whole report's page with something before it."""
    parts = [html(part) for part in tables(random_form(5, YEAR), YEAR).values()]
    below = [
        "<p>规范办理申请。</p>",
        *parts, "<p>问题是更新不及时。下一步将加强检查。</p>", "<p>没有收取信息处理费。</p>",
    ]  # fmt: skip
    whole = "".join(f"<p>{head}</p>{text}" for head, text in zip(HEADS, below, strict=True))
    period = f"<p>统计期限为{YEAR}年1月1日至{YEAR}年12月31日。{CONTACT}</p>"
    path = folder / name
    path.write_text(f"<html><body>{before}<p>{TITLE}</p>{period}{whole}</body></html>", "utf-8")
    return path


@pytest.mark.parametrize(
    "before",
    [f"<ul>{LINKS}</ul>", "<p>目　录</p>" + "".join(f"<p>{h} {n}</p>" for n, h in enumerate(HEADS, 1)),
     "<p>目录</p>" + "".join(f"<p>{h}</p>" for h in HEADS)],
)  # fmt: skip
def test_links_and_contents_before_a_report_are_not_the_report(tmp_path: Path, before: str) -> None:
    found = audit(page(tmp_path, before))
    assert (found.agency, found.year) == ("甲市乙区丙局", YEAR)
    told = [(c.id, c.state) for c in found.checks if c.id in ("D-1", "D-2", "D-3", "D-7")]
    assert [t for t in told if t[1] in (State.FAIL, State.NOT_ASSESSABLE)] == []
    assert ("D-7", State.WARN) not in told


def test_a_page_under_a_workbook_s_name_is_read_with_its_prose(tmp_path: Path) -> None:
    found = audit(page(tmp_path, "", "报告.xls"))
    assert (found.agency, found.year, set(found.tables)) == (
        "甲市乙区丙局", YEAR, {"table2", "table3", "table4"},
    )  # fmt: skip
