"""The sheets of the ledger workbook in which an office fills in its settings, in place of files."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.records.agency import NAMELESS, Agency, Member
from gongkai.records.reading.service.items import (
    ANSWER_HEAD,
    ANSWERS_SHEET,
    DECLARED_ITEMS,
    DECLARED_SHEET,
    ITEM_HEAD,
    MEMBER_HEAD,
    MEMBERS_SHEET,
    OFFICE_ITEMS,
    OFFICE_SHEET,
    How,
    Item,
)
from gongkai.records.stated import filed_in, latest_year, said_in

_TOPS: Final = {
    OFFICE_SHEET: "本机关的设置。有则填写，没有的留空。联系方式印在报告末尾。",
    DECLARED_SHEET: "这一年度的申报事项。有则填写，没有的留空；零报告另填在“零报告”工作表。",
    MEMBERS_SHEET: "数字一并汇总的所属部门，一行一个，全部列出；本机关自己的台账不必列入，会一并汇总。",
    ANSWERS_SHEET: "核对所列的错误情况属实、确需保留的，一行一条：照抄 gongkai check --all 列出的那一行，"
    "由负责人说明理由。内容变了、过了有效期，说明就不再起作用。",
}
_WIDTHS: Final = {
    OFFICE_SHEET: (20, 44, 64),
    DECLARED_SHEET: (20, 44, 64),
    MEMBERS_SHEET: (18, 34, 18, 18, 34),
    ANSWERS_SHEET: (88, 14, 44, 16),
}
_MEMBER_NOTES: Final = (
    "单位的机关代码，就是它的文件夹名，如 yslhj",
    "给人看的，程序不读",
    "某年起才汇总的填写，如 2020",
    "某年以后不再汇总的填写，如 2024",
    "单位自己留存台账、只报数据文件的，填文件名，如 数据/yslhj.json，放在本机关的年度文件夹中",
)
_ANSWER_NOTES: Final = (
    "照抄列出的那一行，连同开头的方括号",
    "负责说明的人",
    "为什么属实、怎样处理",
    "到哪一天为止有效",
)
_ROWS: Final = 400  # prepared for entry


@dataclass(frozen=True, slots=True)
class Filled:
    """What the sheets begin with: words by a setting's name, members, and what is said elsewhere."""

    words: Mapping[str, str] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)


NOTHING_FILLED: Final = Filled()


def filled_by(agency: Agency) -> Filled:
    """Return what is known of a new office: its name, what it calls itself, its level."""
    level = next(item for item in OFFICE_ITEMS if item.name == "level").shown[agency.level]
    name = "" if agency.name == NAMELESS else agency.name
    return Filled({"name": name, "short_name": agency.short_name, "level": level})


def filled_in(folder: Path, before: int = 9999) -> Filled:
    """Return what the sheets of an office's latest year ``before`` another were filled in with."""
    year = latest_year(folder, before)
    said = said_in(year) if year is not None else {}
    words = {name: one.words for name, one in said.items() if name != "members"}
    members = said["members"].value if "members" in said else ()
    return Filled(words, members, filed_in(folder))


def write_office_page(book: Workbook, styles: Mapping[str, Any], filled: Filled) -> None:
    """Add the sheet 机关."""
    _items(book.add_worksheet(OFFICE_SHEET), OFFICE_ITEMS, styles, filled)


def write_statement_pages(
    book: Workbook, styles: Mapping[str, Any], filled: Filled, year: int, *, government: bool
) -> None:
    """Add 声明, for a government 成员单位, and 审核意见."""
    page = book.add_worksheet(DECLARED_SHEET)
    _items(page, DECLARED_ITEMS if government else _without_members(), styles, filled)
    rule = {
        "validate": "date",
        "criteria": "between",
        "minimum": dt.date(year + 1, 1, 1),
        "maximum": dt.date(year + 2, 12, 31),
        "error_message": f"应为年度结束后的日期，如 {year + 1}-01-20",
    }
    at = next(n for n, item in enumerate(DECLARED_ITEMS) if item.how is How.DATE)
    page.data_validation(2 + at, 1, 2 + at, 1, rule)
    page.write_blank(2 + at, 1, None, styles["dated"])
    if government:
        page = _table(book, MEMBERS_SHEET, MEMBER_HEAD, _MEMBER_NOTES, styles)
        for row, member in enumerate(filled.members, start=2):
            years = [str(y) if y not in (0, 9999) else "" for y in (member.since, member.until)]
            for at, cell in enumerate((member.code, "", *years, member.facts)):
                page.write_string(row, at, cell, styles["TEXT"])
    page = _table(book, ANSWERS_SHEET, ANSWER_HEAD, _ANSWER_NOTES, styles)
    page.data_validation(
        2, 3, _ROWS, 3,
        {
            "validate": "date",
            "criteria": ">=",
            "value": dt.date(year, 1, 1),
            "error_message": f"应为日期，如 {year + 1}-12-31",
        },
    )  # fmt: skip


def _without_members() -> Sequence[Item]:
    return [item for item in DECLARED_ITEMS if item.name != "missing"]


def _items(
    page: Worksheet, items: Sequence[Item], styles: Mapping[str, Any], filled: Filled
) -> None:
    _top(page, styles, len(ITEM_HEAD))
    for at, heading in enumerate(ITEM_HEAD):
        page.write_string(1, at, heading, styles["required" if at < 2 else "optional"])
    for row, item in enumerate(items, start=2):
        about = item.about
        if other := filled.elsewhere.get(item.name):
            about = f"已写在 agency.toml：{other}。要改填在这里的，请删去那里的一行"
        page.set_row(row, 22)
        page.write_string(row, 0, item.label, styles["plain"])
        page.write_string(row, 1, filled.words.get(item.name, ""), styles["entry"])
        page.write_string(row, 2, about, styles["example"])
        if item.choices:
            source = [label for label, _ in item.choices]
            page.data_validation(row, 1, row, 1, {"validate": "list", "source": source})
    page.freeze_panes(2, 1)


def _table(
    book: Workbook,
    name: str,
    head: Sequence[str],
    notes: Sequence[str],
    styles: Mapping[str, Any],
) -> Worksheet:
    page = book.add_worksheet(name)
    _top(page, styles, len(head))
    for at, (heading, note) in enumerate(zip(head, notes, strict=True)):
        page.write_string(1, at, heading, styles["required"])
        page.write_comment(1, at, note, {"x_scale": 2})
    for row in range(2, 22):
        if name != ANSWERS_SHEET:  # a copied line is long: the row grows with it
            page.set_row(row, 22)
        for at in range(len(head)):
            last = name == ANSWERS_SHEET and at == len(head) - 1
            page.write_blank(row, at, None, styles["dated" if last else "entry"])
    page.freeze_panes(2, 0)
    return page


def _top(page: Worksheet, styles: Mapping[str, Any], width: int) -> None:
    name = page.get_name()
    for at, wide in enumerate(_WIDTHS[name]):
        page.set_column(at, at, wide)
    page.merge_range(0, 0, 0, width - 1, "", styles["plain"])
    page.write_string(0, 0, _TOPS[name], styles["plain"])
    page.set_row(0, 36)
    page.set_row(1, 24)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
