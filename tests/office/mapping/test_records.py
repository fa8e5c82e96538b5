"""What reading leaves out, a proposal neither shows nor judges nor asks about."""

import pytest

from gongkai.office.mapping.proposal import Proposal, proposals
from gongkai.office.mapping.records import heading_of
from gongkai.office.mapping.settled import read_by_layout
from gongkai.records.layouts import LAYOUTS
from gongkai.records.ledgers import in_year
from gongkai.records.reading.recognition.recognition import recognise
from gongkai.records.reading.sheet import from_rows

HEAD = ["工单流水号", "诉求描述", "来源途径", "派单日期", "要求办结时间", "处理状态", "群众满意度"]
RECORDS = [
    [f"GD{n}", "路灯", "12345热线", "2024/03/03", "2024/03/10", "已办结", "满意"] for n in range(8)
]
NO_RECORDS = {
    "example": ["示例：GD0", "填写诉求", "选填来源", "填日期", "填日期", "填状态", "填评价"],
    "total": ["合计", "8件", "8件", "", "", "8件办结", "8件满意"],
    "heading": HEAD,
    "note": ["注：本表由平台导出，未经核对。"],
    "signature": ["审核人：", "", "填表人：某"],
    "nothing": ["本月无工单"],
    "void": ["GD99", "路灯", "测试来源", "2024/03/03", "2024/03/10", "[作废]", "没评"],
}


def proposed(rows: list[list[str]]) -> Proposal:
    return proposals(from_rows(rows, "导出.csv", None, ""), 2024, {})[0]


@pytest.mark.parametrize("kind", NO_RECORDS)
@pytest.mark.parametrize("before", [False, True])
def test_what_is_no_record_is_not_proposed_with(kind: str, before: bool) -> None:
    other = [NO_RECORDS[kind]]
    plain = proposed([HEAD, *RECORDS])
    alone = kind in ("note", "signature")  # known as such below the last record only
    if before and alone:
        return
    found = proposed([HEAD, *(other if before else []), *RECORDS, *([] if before else other)])
    assert found.ledger.id == "hotline_cases"
    assert found.pairs == plain.pairs
    assert (found.words, found.rows) == (plain.words, plain.rows) == ((), found.rows)
    assert found.unused == plain.unused


def test_nor_are_its_words_asked_about_where_a_layout_reads_the_sheet() -> None:
    head = ["工单编号", "诉求渠道", "分派时间", "办理截止时间", "办结时间", "工单状态", "工单标题"]
    rows = [
        [f"G{n}", "12345热线", "2024-03-01", "2024-03-10", "", "办理中", "灯"] for n in range(4)
    ]
    void = ["G9", "甲平台", "2024-03-01", "", "", "[作废]", "灯"]
    total = ["合计", "共4种", "", "", "", "", ""]
    sheet = from_rows([head, *rows, void, total], "热线工单.csv", None, "")
    (told,) = recognise([sheet], "热线工单", LAYOUTS)
    assert told.sheet.layout is not None
    assert read_by_layout(told.sheet, 2024, {}).words == ()


def test_the_words_below_a_heading_over_two_rows_are_asked_about_as_those_below_one() -> None:
    upper = ["编号", "申请人", "", "收到时间", "答复", ""]
    lower = ["", "姓名", "类别", "", "时间", "结果"]
    rows = [
        [f"2024-{n}", f"甲{n}", "个人", f"2024-03-0{n}", f"2024-03-1{n}", "不予公开"]
        for n in range(1, 9)
    ]
    sheet = from_rows([upper, lower, *rows], "申请登记簿.csv", None, "")
    (found,) = proposals(sheet, 2024, {}, only="requests")
    assert [(one.column.name, one.word, one.count) for one in found.words] == [
        ("outcome", "不予公开", 8)
    ]


def test_headings_that_reach_down_beside_a_full_lower_row_are_columns() -> None:
    upper = ["申请情况", "", "", "办理情况", "", "费用说明", "是否重点"]
    lower = ["登记编号", "申请人类型", "申请方式", "收到日期", "答复日期", "", ""]
    rows = [[f"2024-{n}", "自然人", "网络", "2024-03-01", "2024-03-12", "0", "否"] for n in "123"]
    title = ["2024年依申请公开台账", *[""] * 6]
    sheet = from_rows([title, upper, lower, *rows], "申请登记簿.csv", None, "")
    first, last, cells = heading_of(sheet, in_year(2024)["requests"])
    assert (first, last) == (2, 3)
    assert cells[-2:] == ("费用说明", "是否重点")
    plain = from_rows([title, lower[:5], *(row[:5] for row in rows)], "登记簿.csv", None, "")
    assert heading_of(plain, in_year(2024)["requests"])[:2] == (2, 2)
