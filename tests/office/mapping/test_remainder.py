"""What a heading says beyond the name of a column: then it is asked about, never taken in silence."""

import pytest

from gongkai.office.mapping.headings.remainder import says_more
from gongkai.office.mapping.proposal import proposals
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
    ("requests", "outcome", ("答复结论", "办理意见"), ("科室意见", "拟办意见", "第三方意见", "初审意见")),
    ("requests", "applicant_type", ("申请人身份", "性质"), ("第三人类型", "代理人类型")),
    ("requests", "submit_channel", ("来件途径", "递交方式"), ("告知方式", "取件方式", "补正方式")),
    ("requests", "extension_workdays", ("是否延期答复", "延长天数"), ("延期审批日期", "延期届满日期")),
    ("hotline_cases", "satisfaction", ("市民满意情况", "末次回访满意度"), ("知识库满意度", "短信评价", "承办单位自评")),
    ("proposals", "satisfaction", ("对办理结果评价", "委员满意度"), ("对沟通满意度", "主办单位评价")),
    ("disputes", "result", ("裁判结论", "复议结案方式"), ("一审结果", "原审结果", "听证结果")),
    ("charges", "amount_yuan", ("实收金额（元）", "缴款金额"), ("减免金额", "退款金额", "罚没金额", "累计金额")),
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


@pytest.mark.parametrize(
    ("ledger", "heading", "words"),
    [
        ("requests", "科室意见", ("予以公开", "部分公开")),
        ("requests", "告知方式", ("网络", "信函")),
        ("hotline_cases", "服务评价", ("满意", "不满意")),
        ("disputes", "一审结果", ("维持", "撤销")),
        ("charges", "减免金额", ("30", "45.5")),
    ],
)
def test_words_or_sums_alone_make_no_column_of_what_is_called_another(
    ledger: str, heading: str, words: tuple[str, str]
) -> None:
    head = {
        "requests": ["登记号", "申请人", "收到日期"],
        "hotline_cases": ["工单编号", "诉求内容", "交办时间"],
        "disputes": ["案号", "当事人", "受理日期"],
        "charges": ["票据号", "收费项目", "缴款日期"],
    }[ledger]
    rows = [[*head, heading]]
    rows += [[NUMBERS[n], f"甲{n}", DAYS[n], words[n % 2]] for n in range(8)]
    found = proposals(from_rows(rows, "导出.csv", None, ""), 2024, {}, only=ledger)[0]
    assert heading not in {h for pair in found.pairs for h in pair.headings}


@pytest.mark.parametrize("heading", ["拟稿答复日期", "第三方答复日期", "补充材料收到日期"])
def test_a_day_that_says_more_is_asked_about(heading: str) -> None:
    rows = [["登记号", "申请人", "申请方式", heading]]
    rows += [[NUMBERS[n], f"甲{n}", "网络", DAYS[n]] for n in range(8)]
    found = proposals(from_rows(rows, "依申请公开.csv", None, ""), 2024, {})[0]
    assert heading not in {h for pair in found.pairs for h in pair.headings}
    assert any(heading in one.candidates for one in found.open)
