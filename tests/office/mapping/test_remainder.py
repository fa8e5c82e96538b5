"""What a heading says beyond the name of a column: then it is asked about, never taken in silence."""

import pytest

from gongkai.office.mapping.proposal import proposals
from gongkai.office.mapping.remainder import says_more
from gongkai.records.ledgers import in_year
from gongkai.records.reading.sheet import from_rows

DAYS = [f"2024-03-{n + 11}" for n in range(8)]
NUMBERS = [f"NO{n:03d}" for n in range(8)]

# Ledger, column, what goes without saying beside its name, and what makes another thing of it.
SAID = [
    ("requests", "received_on", ("我局收到日期", "收文登记日"), ("补充材料收到日期", "通知收到日期", "科长签收日期")),
    ("requests", "reply_on", ("正式答复日期", "答复书寄出日", "答复申请人日期"), ("第三方答复日期", "答复归档日期", "拟稿答复日期")),
    ("hotline_cases", "closed_on", ("办结上报时间", "系统办结时间"), ("复核办结时间", "督办完成时间")),
    ("hotline_cases", "called_back", ("是否已回访市民", "是否回访成功"), ("是否需要回访", "是否二次回访", "是否申请回访")),
    ("hotline_cases", "returned", ("是否退回工单", "退回标识"), ("是否申请退回", "是否允许退回", "是否多次退回")),
    ("hotline_cases", "due_on", ("规定办结期限", "办复时限"), ("整改期限", "督办期限")),
    ("proposals", "met_in_person", ("是否与委员面商", "有无面商"), ("是否要求面商", "是否电话面商")),
    ("proposals", "replied_on", ("书面答复日期", "答复代表时间"), ("二次答复日期", "会办单位答复汇总日期")),
    ("decisions", "decided_on", ("处罚决定书落款日期", "行政许可决定时间"), ("复议决定日期", "撤销决定日期", "延期决定日期")),
    ("decisions", "published_on", ("信用网站公示时间", "政府网站公示日期"), ("修复申请公示日期", "撤销公示日期")),
    ("disputes", "decided_on", ("复议决定日期", "一审判决日期"), ("中止决定日期", "停止执行决定日期")),
    ("documents", "published_on", ("政府网站公布日期",), ("解读材料公布日期", "清理结果公布日期")),
    ("hotline_cases", "caller", ("来电人姓名", "市民称呼", "第一投诉人"), ("被投诉人", "来电人工作单位", "诉求人所在社区")),
    ("decisions", "subject", ("被处罚单位名称", "许可申请单位名称"), ("申请单位联系人", "企业注册地址")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ledger", "name", "plain", "other"), SAID, ids=[f"{s[0]}-{s[1]}" for s in SAID]
)
def test_only_what_goes_without_saying_may_stand_beside_a_columns_name(
    ledger: str, name: str, plain: tuple[str, ...], other: tuple[str, ...]
) -> None:
    column = in_year(2024)[ledger].column(name)
    assert [h for h in plain if says_more(h, column)] == []
    assert [h for h in other if not says_more(h, column)] == []


def test_letters_are_judged_by_their_readings_and_a_text_is_not_judged() -> None:
    requests = in_year(2024)["requests"]
    assert not says_more("DFRQ", requests.column("reply_on"))
    assert says_more("noticeReceiveDate", requests.column("received_on"))
    assert not says_more("申请公开的内容及用途", requests.column("content"))


@pytest.mark.parametrize("heading", ["拟稿答复日期", "第三方答复日期", "补充材料收到日期"])
def test_a_day_that_says_more_is_asked_about(heading: str) -> None:
    rows = [["登记号", "申请人", "申请方式", heading]]
    rows += [[NUMBERS[n], f"甲{n}", "网络", DAYS[n]] for n in range(8)]
    found = proposals(from_rows(rows, "依申请公开.csv", None, ""), 2024, {})[0]
    assert heading not in {h for pair in found.pairs for h in pair.headings}
    assert any(heading in one.candidates for one in found.open)
