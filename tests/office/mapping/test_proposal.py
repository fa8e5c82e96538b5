"""Exports of other systems that nobody declared: columns proposed right, and none wrong in silence."""

import pytest

from gongkai.office.mapping.proposal import proposals
from gongkai.records.reading.sheet import from_rows

CODES = [f"91230102MA1B0XYZ{n}{n}" for n in range(8)]
DAYS = [f"2024-03-{n + 11}" for n in range(8)]
LATER = [f"2024-04-{n + 11}" for n in range(8)]
NAMES = [f"名称{n}" for n in range(8)]
NUMBERS = [f"NO{n:03d}" for n in range(8)]


def words(*said: str) -> list[str]:
    return [said[n % len(said)] for n in range(8)]


# The file, the ledger, and its columns: heading, values, the column of ours (none: not to be taken).
SHAPES: list[tuple[str, str, list[tuple[str, list[str], str]]]] = [
    ("处罚公示.xlsx", "decisions", [
        ("处罚文书编号", NUMBERS, "doc_no"), ("处罚对象名称", NAMES, "subject"), ("处罚对象证件号", CODES, "credit_code"),
        ("处罚对象类型", words("法人及非法人组织", "自然人"), "subject_type"), ("违法行为", NAMES, "matter"),
        ("处罚种类", words("罚款", "警告"), ""), ("处罚决定时间", DAYS, "decided_on"), ("公示终止日期", LATER, ""),
    ]),
    ("许可结果归集.csv", "decisions", [
        ("许可决定书编号", NUMBERS, "doc_no"), ("许可事项名称", NAMES, "matter"), ("申请人名称", NAMES, "subject"),
        ("申请人统一社会信用代码", CODES, "credit_code"), ("作出决定日期", DAYS, "decided_on"), ("有效期截止", LATER, ""),
        ("公示发布日期", LATER, "published_on"),
    ]),
    ("市长专线转办件.xlsx", "hotline_cases", [
        ("转办件编号", NUMBERS, "id"), ("转送日期", DAYS, "received_on"), ("要求反馈日期", LATER, "due_on"),
        ("实际反馈日期", LATER, "replied_on"), ("受理来源", words("12345热线", "其他"), "source"),
        ("诉求描述", NAMES, "content"), ("群众满意度", words("满意", "不满意"), "satisfaction"), ("是否退办", words("是", "否"), "returned"),
    ]),
    ("网格事件.csv", "hotline_cases", [
        ("事件ID", NUMBERS, "id"), ("派遣日期", DAYS, "received_on"), ("处置时限", LATER, "due_on"),
        ("处置完成时间", LATER, "closed_on"), ("事件描述", NAMES, "content"),
    ]),
    ("公开申请台账.xlsx", "requests", [
        ("申请件编号", NUMBERS, "id"), ("主体类型", words("自然人", "商业企业"), "applicant_type"),
        ("来件方式", words("信函", "网络"), "submit_channel"), ("获取方式", words("邮寄", "网络"), ""), ("签收日期", DAYS, "received_on"),
        ("法定答复期限", LATER, ""), ("答复发出日期", LATER, "reply_on"), ("答复情况", words("予以公开", "部分公开"), "outcome"),
    ]),
    ("主动公开目录.csv", "disclosures", [
        ("公开编号", NUMBERS, "id"), ("文件名称", NAMES, "title"), ("公文字号", NUMBERS, "doc_no"),
        ("信息分类", words("政策文件", "规划统计"), "category"), ("制作日期", DAYS, "issued_on"), ("发布日期", LATER, "published_on"),
    ]),
    ("代表建议交办件.xlsx", "proposals", [
        ("代表建议编号", NUMBERS, "id"), ("建议题目", NAMES, "topic"), ("下达日期", DAYS, "assigned_on"),
        ("应答复日期", LATER, "due_on"), ("复函时间", LATER, "replied_on"), ("评价结果", words("满意", "基本满意"), "satisfaction"),
    ]),
    ("执法办案.xlsx", "decisions", [
        ("案件编号", NUMBERS, "id"), ("案由", NAMES, "matter"), ("当事人姓名或名称", NAMES, "subject"), ("立案日期", DAYS, ""),
        ("处罚决定书编号", NUMBERS, "doc_no"), ("处罚决定书作出日期", LATER, "decided_on"), ("送达日期", LATER, ""),
        ("当事人性质", words("企业", "个人"), "subject_type"),
    ]),
    ("网民留言.xlsx", "hotline_cases", [
        ("留言序号", NUMBERS, "id"), ("留言人昵称", NAMES, "caller"), ("联系号码", NUMBERS, "contact"), ("转交时间", DAYS, "received_on"),
        ("办理截止日", LATER, "due_on"), ("回复时间", LATER, "replied_on"), ("网友评价", words("满意", "不满意"), "satisfaction"),
    ]),
    ("文件库.xlsx", "documents", [
        ("文件题名", NAMES, "title"), ("发文号", NUMBERS, "doc_no"), ("印发时间", DAYS, "issued_on"), ("施行时间", LATER, ""),
        ("对外公布时间", LATER, "published_on"), ("效力", words("有效", "废止"), ""), ("失效时间", words("长期"), "repealed_on"),
    ]),
    ("许可办结件.csv", "decisions", [
        ("业务编号", NUMBERS, "id"), ("许可事项", NAMES, "matter"), ("申办单位", NAMES, "subject"), ("收件时间", DAYS, ""),
        ("承诺办结时间", DAYS, ""), ("许可决定作出时间", LATER, "decided_on"), ("发证日期", LATER, ""), ("公示开始日期", LATER, "published_on"),
    ]),
    ("热线转办明细.xlsx", "hotline_cases", [
        ("受理单编号", NUMBERS, "id"), ("来电号", NUMBERS, "contact"), ("受理内容", NAMES, "content"), ("反馈内容", NAMES, ""),
        ("转办时间", DAYS, "received_on"), ("首次联系时间", LATER, ""), ("反馈截止", LATER, "due_on"), ("办复日期", LATER, "replied_on"),
    ]),
    ("清理结果.xlsx", "documents", [
        ("文件名", NAMES, "title"), ("签发日期", DAYS, "issued_on"), ("上网公开日", LATER, "published_on"), ("失效（废止）日期", LATER, "repealed_on"),
    ]),
    ("民意速办导出.xlsx", "hotline_cases", [
        ("事件号", NUMBERS, "id"), ("接入来源", words("12329热线", "微信小程序"), "source"), ("市民称呼", NAMES, "caller"), ("客户号码", NUMBERS, "contact"),
        ("投诉事由", NAMES, "content"), ("创建日", DAYS, "received_on"), ("应完结日", LATER, "due_on"), ("完结日", LATER, "closed_on"),
        ("流转环节", words("已办结", "退回"), "returned"), ("消费者评价", words("满意", "无法联系"), "satisfaction"),
    ]),
    ("申请登记.xlsx", "requests", [
        ("序号", [str(n) for n in range(8)], ""), ("登记文号", NUMBERS, "id"), ("申请人类别代号", words("甲", "乙"), ""),
        ("申请类型", words("个人", "单位"), ""), ("申请主体类别", words("公民", "企业"), "applicant_type"), ("递交途径", words("信函", "网络"), "submit_channel"),
        ("收件日", DAYS, "received_on"), ("应答复日", LATER, ""), ("答复日", LATER, "reply_on"), ("答复形式", words("当面答复", "邮寄答复"), ""),
        ("答复口径", words("予以公开", "部分公开"), "outcome"),
    ]),
    ("信息目录.csv", "disclosures", [
        ("索引编码", NUMBERS, "index_no"), ("信息名称", NAMES, "title"), ("投放栏目", words("政策文件", "便民提示"), "category"),
        ("账号", words("某局"), ""), ("上网时间", LATER, "published_on"), ("公开类别", words("主动公开", "依申请公开"), ""),
    ]),
    ("许可公示数据.csv", "decisions", [
        ("业务流水", NUMBERS, "id"), ("许可相对人名称", NAMES, "subject"), ("许可相对人统一社会信用代码", CODES, "credit_code"),
        ("许可机关代码", CODES, ""), ("许可内容", words("准予许可"), ""), ("许可项目", NAMES, "matter"), ("决定许可日期", DAYS, "decided_on"),
    ]),
    ("两会件.xlsx", "proposals", [
        ("序号", [str(n) for n in range(8)], ""), ("案件编号", NUMBERS, "id"), ("届次", words("市十六届人大四次", "市政协十四届四次"), "kind"),
        ("案由", NAMES, "topic"), ("主办/会办", words("主办", "会办"), "role"), ("交办日", DAYS, "assigned_on"),
    ]),
    ("foi_apply.csv", "requests", [
        ("apply_no", NUMBERS, "id"), ("applicantName", NAMES, "applicant"), ("applicant_type", words("公民", "企业"), "applicant_type"),
        ("phone", NUMBERS, "contact"), ("apply_content", NAMES, "content"), ("apply_way", words("网络", "信函"), "submit_channel"),
        ("apply_date", DAYS, "received_on"), ("reply_deadline", LATER, ""), ("reply_date", LATER, "reply_on"), ("dept_name", NAMES, ""),
        ("REPLY_TYPE", words("予以公开", "部分公开"), "outcome"), ("reply_doc_no", NUMBERS, ""), ("create_time", LATER, ""),
    ]),
    ("热线工单.csv", "hotline_cases", [
        ("诉求件编号", NUMBERS, "id"), ("派单至本单位时刻", DAYS, "received_on"), ("签收时刻", LATER, ""), ("处理时限", LATER, "due_on"),
        ("部门办结时刻", LATER, "closed_on"), ("退件标识", words("是", "否"), "returned"), ("来电渠道", words("12345", "其他"), "source"),
    ]),
    ("网站导出.csv", "disclosures", [
        ("内容编号", NUMBERS, "id"), ("内容名称", NAMES, "title"), ("栏目名", words("政策文件", "工作动态"), "category"),
        ("审核时间", DAYS, ""), ("上线日期", LATER, "published_on"), ("成文时间", DAYS, "issued_on"),
    ]),
    ("申请导出.csv", "requests", [
        ("申请受理号", NUMBERS, "id"), ("电子邮箱", NAMES, ""), ("联系手机", NUMBERS, "contact"), ("身份类别", words("公民", "企业"), "applicant_type"),
        ("提交渠道", words("网上", "信函"), "submit_channel"), ("提交时间", DAYS, "received_on"), ("答复类型", words("予以公开", "部分公开"), "outcome"),
    ]),
    ("应诉案件.csv", "disputes", [
        ("一审案号", NUMBERS, "id"), ("原告", NAMES, "party"), ("立案时间", DAYS, "filed_on"), ("裁判日期", LATER, "decided_on"),
        ("裁判结果", words("驳回诉讼请求", "撤销"), "result"), ("涉诉申请编号", [f"Y{n}" for n in range(8)], "request_id"),
    ]),
    ("收费明细.xlsx", "charges", [
        ("收费项目", NAMES, "item"), ("收费类别", words("行政事业性收费", "政府集中采购"), "kind"), ("入账日期", DAYS, "occurred_on"),
        ("收费金额(元)", words("1200.50", "30"), "amount_yuan"),
    ]),
    # A day of another thing, a day that is only meant, how often something was done, a program's own count.
    ("政策解读.xlsx", "engagements", [
        ("解读编号", NUMBERS, "id"), ("解读标题", NAMES, "topic"), ("解读方式", words("新闻发布会", "在线访谈"), "kind"),
        ("文件发布时间", DAYS, ""), ("解读发布时间", LATER, "held_on"), ("一把手是否出席", words("是", "否"), "head_attended"),
    ]),
    ("依申请公开件.csv", "requests", [
        ("登记序列", [str(n + 1) for n in range(8)], ""), ("申请登记号", NUMBERS, "id"), ("我局签收时间", DAYS, "received_on"),
        ("申请书日期", DAYS, ""), ("法定答复日", LATER, ""), ("预计答复日", LATER, ""), ("答复函发出时间", LATER, "reply_on"),
        ("补正材料提交时间", LATER, "corrected_on"), ("延期次数", words("0", "1"), ""),
        ("答复大类", words("予以公开", "不予公开"), "outcome"), ("答复子类", words("", "国家秘密"), ""),
    ]),
    ("便民热线.ods", "hotline_cases", [
        ("热线件号", NUMBERS, "id"), ("来件时间", DAYS, ""), ("转交本局时间", DAYS, "received_on"), ("最迟办结时间", LATER, "due_on"),
        ("退件次数", words("0", "1"), ""), ("群众来电", [f"1380000000{n}" for n in range(8)], "contact"), ("是否已回访", words("是", "否"), "called_back"),
    ]),
    ("网站文章导出.xlsx", "disclosures", [
        ("文章编号", NUMBERS, "id"), ("帖子标题", NAMES, "title"), ("公开形式", words("主动公开"), ""), ("上线时间", LATER, "published_on"),
    ]),
    ("处罚案件.csv", "decisions", [
        ("案件编号", NUMBERS, "id"), ("案由", NAMES, "matter"), ("处罚决定书落款日期", DAYS, "decided_on"), ("处罚决定书送达日期", LATER, ""),
        ("公示起始日期", LATER, "published_on"), ("公示结束日期", LATER, ""),
    ]),
    ("村务公开登记.xlsx", "disclosures", [
        ("登记编号", NUMBERS, "id"), ("公开事项", NAMES, "title"), ("公开形式", words("公示栏", "微信公众号"), "channel"),
        ("材料形成日", DAYS, "issued_on"), ("公开时间", LATER, "published_on"),
    ]),
    ("街道接诉即办.xlsx", "hotline_cases", [
        ("案件单号", NUMBERS, "id"), ("来源类型", words("12345", "网格"), "source"), ("派件时间", DAYS, "received_on"),
        ("先行联系时限", DAYS, ""), ("办结要求时间", LATER, "due_on"), ("是否退派", words("是", "否"), "returned"),
    ]),
    ("园区行政许可审批.csv", "decisions", [
        ("审批编号", NUMBERS, "id"), ("申报公司名称", NAMES, "subject"), ("投资项目名称", NAMES, ""), ("审批事项", NAMES, "matter"),
        ("批复时间", DAYS, "decided_on"), ("领取批文时间", LATER, ""), ("是否已上网公开", words("是", "否"), ""),
    ]),
    ("学校依申请公开登记.csv", "requests", [
        ("收件号", NUMBERS, "id"), ("收件日期", DAYS, "received_on"), ("申请人签收日期", LATER, ""), ("申请人身份", words("家长", "监护人"), "applicant_type"),
    ]),
    ("信访件.csv", "hotline_cases", [
        ("信访件编号", NUMBERS, "id"), ("系统登记时间", DAYS, ""), ("转送交办时间", DAYS, "received_on"), ("受理告知期限", DAYS, ""),
        ("办理答复期限", LATER, "due_on"), ("科室办完日期", LATER, "closed_on"), ("投诉事项", NAMES, "content"),
    ]),
    ("环评审批许可.xlsx", "decisions", [
        ("建设单位", NAMES, "subject"), ("项目名称及建设地点", NAMES, ""), ("行政许可事项", NAMES, "matter"), ("受理公示日期", DAYS, ""),
        ("审批决定日期", DAYS, "decided_on"), ("审批决定公告上网日期", LATER, "published_on"),
    ]),
    ("热线工单导出.csv", "hotline_cases", [
        ("工单流水号", NUMBERS, "id"), ("转派时间", DAYS, "received_on"), ("要求办结时间", LATER, "due_on"), ("诉求描述", NAMES, "content"),
        ("是否退回重派", words("是", "否"), "returned"), ("工单状态", words("已归档", "处理中"), ""),
    ]),
    ("信用平台许可.xls", "decisions", [
        ("相对人名称", NAMES, "subject"), ("工商注册号", NUMBERS, ""), ("许可决定文书编号", NUMBERS, "doc_no"), ("许可事项名称", NAMES, "matter"),
        ("作出许可决定的日期", DAYS, "decided_on"), ("信用网站公示时间", LATER, "published_on"), ("是否可公开", words("是", "否"), ""),
    ]),
    ("强制执行登记.xlsx", "decisions", [
        ("被强制人", NAMES, "subject"), ("文书编号", NUMBERS, "doc_no"), ("强制决定日期", DAYS, "decided_on"), ("强制期限截止", LATER, ""),
        ("网上公示日期", LATER, "published_on"),
    ]),
    ("复议案件登记.ods", "disputes", [
        ("复议案件号", NUMBERS, "id"), ("申请人", NAMES, "party"), ("受理日期", DAYS, "filed_on"), ("复议决定日期", LATER, "decided_on"),
        ("决定结果", words("维持", "撤销"), "result"), ("是否后续起诉", words("是", "否"), ""),
    ]),
    ("新媒体发布清单.xlsx", "disclosures", [
        ("推文编号", NUMBERS, "id"), ("推文标题/首句", NAMES, "title"), ("平台", words("微信", "微博"), "channel"), ("拟发日期", DAYS, ""), ("实发日期", LATER, "published_on"),
    ]),
    ("网站稿件导出.csv", "disclosures", [
        ("DOCID", NUMBERS, "id"), ("DOCTITLE", NAMES, "title"), ("CHNLDESC", words("通知公告", "工作动态"), "category"), ("DOCPUBTIME", LATER, "published_on"),
        ("CRTIME", DAYS, ""), ("FILENUM", NUMBERS, "doc_no"),
    ]),
    ("行政诉讼lawsuit.csv", "disputes", [
        ("caseNum", NUMBERS, "id"), ("plaintiffName", NAMES, "party"), ("defendantName", NAMES, ""), ("courtFilingDate", DAYS, "filed_on"),
        ("noticeReceiveDate", DAYS, ""), ("judgmentDate", LATER, "decided_on"), ("appealDeadline", LATER, ""), ("judgmentResult", words("驳回诉讼请求", "撤销"), "result"),
        ("isReconsidered", words("是", "否"), "after_reconsideration"), ("isAppealed", words("是", "否"), ""),
    ]),
    ("被复议案件.xls", "disputes", [
        ("复议编号", NUMBERS, "id"), ("复议申请方", NAMES, "party"), ("申请方代理人", NAMES, ""), ("机关受理日期", DAYS, "filed_on"), ("作出决定日期", LATER, "decided_on"),
    ]),
    ("诉求工单明细.csv", "hotline_cases", [
        ("事件单号", NUMBERS, "id"), ("派单至我局时间", DAYS, "received_on"), ("办结时限", LATER, "due_on"), ("延期申请时间", DAYS, ""), ("办结时间", LATER, "closed_on"),
        ("是否申请退单", words("是", "否"), ""), ("是否退单成功", words("是", "否"), "returned"), ("是否需要回访", words("是", "否"), ""), ("是否已回访", words("是", "否"), "called_back"),
        ("服务态度满意度", words("满意", "不满意"), ""), ("办理结果满意度", words("满意", "不满意"), "satisfaction"), ("被诉求单位", NAMES, ""),
    ]),
    ("网站信息管理平台.xls", "disclosures", [
        ("信息流水号", NUMBERS, "id"), ("信息题名", NAMES, "title"), ("签发人", NAMES, ""), ("公开方式", words("主动公开"), ""), ("发文编号", NUMBERS, "doc_no"),
        ("文件印发日期", DAYS, "issued_on"), ("网站公开日期", LATER, "published_on"), ("是否公开征求意见", words("是", "否"), ""),
    ]),
    ("人大建议政协提案系统.csv", "proposals", [
        ("系统序号", [str(n + 1) for n in range(8)], ""), ("件号（会议编号）", NUMBERS, "id"), ("件题", NAMES, "topic"), ("件类", words("建议", "提案"), "kind"), ("交办日期", DAYS, "assigned_on"),
        ("是否要求面商", words("是", "否"), ""), ("是否已面商", words("是", "否"), "met_in_person"), ("正式答复日期", LATER, "replied_on"), ("二次答复日期", LATER, ""),
    ]),
    ("行政争议案件.xlsx", "disputes", [
        ("台账编号", NUMBERS, "id"), ("案件种类", words("行政复议", "行政诉讼"), "kind"), ("申请人或原告", NAMES, "party"), ("被申请人或被告", NAMES, ""),
        ("机关受理或立案日期", DAYS, "filed_on"), ("决定或判决日期", LATER, "decided_on"), ("诉讼前是否复议", words("是", "否"), "after_reconsideration"),
    ]),
    ("letterBox.csv", "hotline_cases", [
        ("letterCode", NUMBERS, "id"), ("writerName", NAMES, "caller"), ("letterContent", NAMES, "content"), ("assignTime", DAYS, "received_on"),
        ("limitTime", LATER, "due_on"), ("finishTime", LATER, "closed_on"), ("isReturn", words("Y", "N"), "returned"), ("isPublic", words("Y", "N"), ""),
    ]),
    ("catalogSubmit.csv", "dataset_submissions", [
        ("catalogName", NAMES, "dataset"), ("planMonth", [str(n + 1) for n in range(8)], "month"), ("planSubmitDate", LATER, ""), ("actualSubmitDate", DAYS, "submitted_on"),
    ]),
    ("政协提案办理.xlsx", "proposals", [
        ("统一编号", NUMBERS, "id"), ("案由", NAMES, "topic"), ("政府交办日期", DAYS, "assigned_on"), ("局内交办日期", DAYS, ""),
        ("征询意见表收到日期", LATER, "feedback_on"), ("书面答复日期", LATER, "replied_on"), ("归档日期", LATER, ""),
    ]),
    ("新媒体稿件.xlsx", "disclosures", [
        ("稿件编码", NUMBERS, "id"), ("稿件题目", NAMES, "title"), ("归属栏目节点", words("政策文件", "工作动态"), "category"), ("撰写时间", DAYS, ""), ("实际推送时间", LATER, "published_on"),
    ]),
    ("行政许可信用归集.csv", "decisions", [
        ("XZXDRMC", NAMES, "subject"), ("TYSHXYDM", CODES, "credit_code"), ("XKJGDM", CODES, ""), ("XKJDWSH", NUMBERS, "doc_no"), ("SXMC", NAMES, "matter"),
        ("XKJDRQ", DAYS, "decided_on"), ("GSRQ", LATER, "published_on"), ("GSJZRQ", LATER, ""),
    ]),
    ("开放数据更新.xlsx", "dataset_submissions", [
        ("数据资源名称", NAMES, "dataset"), ("应更新月份", [f"2024年{n + 1}月" for n in range(8)], "month"), ("本期上传时间", DAYS, "submitted_on"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "ledger", "columns"), SHAPES, ids=[s[0] for s in SHAPES])
def test_what_another_system_exports_is_proposed_right(
    file: str, ledger: str, columns: list[tuple[str, list[str], str]]
) -> None:
    rows = [[heading for heading, _, _ in columns]]
    rows += [[values[n] for _, values, _ in columns] for n in range(8)]
    found = proposals(from_rows(rows, file, None, ""), 2024, {})[0]
    assert found.ledger.id == ledger
    taken = {pair.column.name: pair.headings[0] for pair in found.pairs}
    meant = {column: heading for heading, _, column in columns if column}
    assert {name: heading for name, heading in taken.items() if meant.get(name) != heading} == {}
    assert set(meant) <= set(taken)
    # What the headings say of every row is not asked.
    assert "kind" not in {one.column.name for one in found.open}


@pytest.mark.parametrize(
    ("ledger", "named", "other", "column"),
    [
        ("disputes", "结案日期", "裁判文书生效日", "decided_on"),
        ("hotline_cases", "登记时间", "市中心推送时间", "received_on"),
        ("documents", "签署日期", "文件印发的日子", "issued_on"),
    ],
)
def test_a_day_is_asked_about_where_another_is_called_what_it_should_be(
    ledger: str, named: str, other: str, column: str
) -> None:
    rows = [["案件编号", "标题", "文号", named, other]]
    rows += [[NUMBERS[n], NAMES[n], NUMBERS[n], DAYS[n], LATER[n]] for n in range(8)]
    found = proposals(from_rows(rows, "导出.csv", None, ""), 2024, {}, only=ledger)[0]
    taken = {pair.column.name: pair.headings for pair in found.pairs}
    asked = {one.column.name: one.candidates for one in found.open}
    assert taken.get(column, (other,)) == (other,)  # never the first in silence
    assert column in taken or {named, other} <= set(asked[column])


def test_of_several_days_that_are_all_the_charge_s_own_only_the_office_can_tell() -> None:
    rows = [["票据编号", "收费项目", "开票日期", "到账日期", "实收金额"]]
    rows += [[NUMBERS[n], NAMES[n], DAYS[n], LATER[n], "30"] for n in range(8)]
    found = proposals(from_rows(rows, "非税收入明细.csv", None, ""), 2024, {})[0]
    assert found.ledger.id == "charges"
    (day,) = (one for one in found.open if one.column.name == "occurred_on")
    assert set(day.candidates) == {"开票日期", "到账日期"}
