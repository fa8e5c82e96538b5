"""Files whose headings name the thing, and beside it the steps, persons and numbers that are another's."""

import pytest

from gongkai.office.mapping.proposal import Proposal, proposals
from gongkai.records.reading.sheet import from_rows

D = "{d}"  # a day of the row
# Ledger, headings with what stands below them and the column that is meant: none where it is another thing, ? where it may be left open.
FILES = [
    ("decisions", {
        "立案编号": ("LA{n:03}", "id?"), "违法行为名称": ("未批取水", "matter"), "被处罚对象": ("某公司{n}", "subject"), "听证告知日": (D, ""),
        "处罚告知书文号": ("某水罚告〔2025〕{n}号", ""), "处罚决定文书字号": ("某水罚〔2025〕{n}号", "doc_no"), "决定下达日": (D, "decided_on"), "复查日": (D, ""),
        "公告上网日": (D, "published_on"), "执法人员": ("张某{n}", ""),
    }),
    ("decisions", {
        "受理编号": ("SL{n:03}", "id?"), "许可事项": ("取水许可", "matter"), "申请单位": ("某公司{n}", "subject"), "受理通知书文号": ("某水受〔2025〕{n}号", ""),
        "准予许可决定书号": ("某水许〔2025〕{n}号", "doc_no"), "受理日": (D, ""), "准予日": (D, "decided_on"), "证书编号": ("ZS{n:05}", ""), "换证日": (D, ""),
        "可公示": ("是", ""), "网上公示日": (D, "published_on"),
    }),
    ("requests", {
        "来件流水": ("L{n:03}", "id?"), "申请人姓名": ("甲{n}", "applicant"), "提交时间": (D, ""), "登记确认日": (D, "received_on?"),
        "第三方异议收到日": (D, "consult_returned_on?"), "部门会办反馈日": (D, ""), "告知书签发日": (D, ""), "答复送达回证签收日": (D, ""), "答复书邮寄日": (D, "reply_on"),
        "投诉收到日": (D, ""),
    }),
    ("requests", {
        "受理流水号": ("L{n:03}", "id"), "申请主体": ("公民", "applicant_type"), "经办人收到日": (D, ""), "机关收讫日": (D, "received_on"),
        "补正告知送达日": (D, "correction_notified_on"), "补正期满日": (D, ""), "补正材料收齐日": (D, "corrected_on"), "承办处室反馈日": (D, ""), "法制审核日": (D, ""),
        "最终答复寄发日": (D, "reply_on"),
    }),
    ("hotline_cases", {
        "工单流水": ("G{n:03}", "id"), "市民来电时刻": (D, ""), "话务登记时刻": (D, ""), "派发我局时刻": (D, "received_on"), "科室签收时刻": (D, ""), "限办时刻": (D, "due_on"),
        "首次联系时刻": (D, ""), "处置完毕时刻": (D, "closed_on?"), "回复市民时刻": (D, "replied_on?"), "热线办审核时刻": (D, ""), "是否申请延期": ("否", ""), "是否督办": ("否", ""),
        "是否已退办": ("否", "returned"),
    }),
    ("hotline_cases", {
        "留言流水": ("G{n:03}", "id"), "留言网友": ("甲{n}", "caller"), "发帖时刻": (D, ""), "网信办转我局时刻": (D, "received_on"), "办理时限": (D, "due_on"),
        "公开答复时刻": (D, "replied_on?"), "答复审核时刻": (D, ""), "网友评分时刻": (D, ""), "答复是否公开": ("是", ""), "回访员": ("甲", ""),
    }),
    ("proposals", {
        "提案流水": ("0{n:03}", "id"), "提案题目": ("关于{n}的提案", "topic"), "提案第一人": ("甲{n}", "proposer?"), "联名人": ("乙{n}", ""), "立案日": (D, ""),
        "提案委交办日": (D, "assigned_on"), "分管领导批示日": (D, ""), "沟通座谈日": (D, ""), "答复函印发日": (D, ""), "答复函送交日": (D, "replied_on"), "征询意见表发出日": (D, ""),
        "征询意见表交回日": (D, "feedback_on"), "承办科室分工": ("水政科", ""),
    }),
    ("disclosures", {
        "稿件流水": ("X{n:03}", "id"), "信息题名": ("关于{n}", "title"), "收文字号": ("某政〔2025〕{n}号", ""), "本文字号": ("某水〔2025〕{n}号", "doc_no?"), "撰稿日": (D, ""),
        "信息科审核日": (D, ""), "办公室复核日": (D, ""), "分管副职审批日": (D, "deputy_approved_on"), "主要领导批准日": (D, "head_approved_on"), "签批日": (D, ""),
        "外网挂出日": (D, "published_on"), "撤下日": (D, ""), "三级栏目": ("通知", "category?"), "阅读数": ("{n}", ""),
    }),
    ("disputes", {
        "收案流水": ("S{n:03}", "id?"), "案件字号": ("某复决字〔2025〕第{n}号", "id?"), "申请复议人": ("甲{n}", "party?"), "复议申请日": (D, ""), "复议机关受理日": (D, "filed_on"),
        "答复通知收到日": (D, ""), "举证截止日": (D, ""), "开庭日": (D, ""), "决定作出日": (D, "decided_on"), "决定书送达日": (D, ""), "原行政行为日": (D, ""),
        "所涉信息申请号": ("2025-{n:02}", "request_id"), "原行政行为文号": ("某水〔2025〕{n}号", ""), "是否上诉": ("否", ""),
    }),
    ("documents", {
        "库号": ("K{n:03}", "id?"), "规章名称": ("某办法{n}", "title"), "发文字轨": ("某政规〔2025〕{n}号", "doc_no"), "审议通过日": (D, ""), "合法性审核日": (D, ""),
        "主要领导签发日": (D, "issued_on?"), "印发日": (D, "issued_on"), "政府网公布日": (D, "published_on"), "报备日": (D, ""), "施行日": (D, ""), "解读上网日": (D, ""),
        "宣布失效日": (D, "repealed_on"), "被废止文件文号": ("某政〔2001〕{n}号", ""),
    }),
    ("engagements", {
        "登记流水": ("J{n:03}", "id?"), "解读题目": ("某办法解读{n}", "topic"), "原文印发日": (D, ""), "解读稿审核日": (D, ""), "解读发布日": (D, "held_on"),
        "主要领导解读": ("是", "head_attended?"), "主要领导审定": ("是", ""), "主要领导签发日": (D, ""),
    }),
    ("charges", {
        "缴款通知书号": ("T{n:05}", "id"), "收费名目": ("不动产登记费", "item"), "应缴额": ("80", ""), "实缴额": ("80", "amount_yuan"), "退付额": ("0", ""), "通知缴款日": (D, ""),
        "费用缴清日": (D, "occurred_on"), "入库日": (D, ""), "对账日": (D, ""),
    }),
    ("power_items", {
        "权力流水": ("Q{n:03}", "id?"), "职权标题": ("取水许可{n}", "name"), "要素采集日": (D, "entered_on"), "清单公布日": (D, ""), "配流程图": ("是", "has_flowchart"),
        "配办事指南": ("是", ""), "动态调整日": (D, ""),
    }),
    ("meetings", {
        "班次流水": ("H{n:03}", "id?"), "培训主题": ("公开培训{n}", "name"), "会议类别": ("培训", "kind"), "通知日": (D, ""), "开班日": (D, "held_on"), "结班日": (D, ""),
        "报名人数": ("40", ""), "到会人数": ("38", "attendees"), "请假人数": ("2", ""),
    }),
    ("dataset_submissions", {
        "开放数据名称": ("某数据{n}", "dataset"), "更新月份": ("2025-{n:02}", "month"), "部门汇交日": (D, "submitted_on"), "平台复核日": (D, ""), "上架日": (D, ""),
        "任务下达日": (D, ""),
    }),
    ("hotline_cases", {
        "事件号": ("M{n:03}", "id?"), "巡查内容": ("路灯{n}", ""), "上报人电话": ("1380000{n:04}", ""), "交办中心时刻": (D, ""), "作废时刻": (D, ""), "核查结论": ("通过", ""),
    }),
    ("requests", {
        "办理单号": ("L{n:03}", "id?"), "申请人称谓": ("甲{n}", "applicant"), "受托人电话": ("1380000{n:04}", ""), "延期告知送达时刻": (D, "extension_notified_on"), "答复用印时刻": (D, ""),
    }),
    ("disclosures", {
        "文件流水号": ("X{n:03}", "id"), "文件题名": ("关于{n}", "title"), "来文号": ("某政〔2025〕{n}号", ""), "文件印发日": (D, "issued_on"), "定时发布日": (D, ""), "副题": ("某{n}", ""),
    }),
    ("documents", {
        "清理序": ("K{n:03}", "id?"), "文件题名": ("某办法{n}", "title"), "废止依据文号": ("某政〔2025〕{n}号", ""), "生效日": (D, ""), "有效期届满日": (D, "repealed_on?"), "制定日": (D, "issued_on?"),
    }),
    ("hotline_cases", {
        "编号": ("G{n:03}", "id"), "来电诉求": ("路灯{n}", "content?"), "派单日": (D, "received_on"), "延期后时限": (D, "due_on"), "重复来电": ("否", ""), "审核退回日": (D, ""),
    }),
    ("charges", {
        "合同号": ("T{n:05}", "id?"), "采购项目名称": ("某项目{n}", "item"), "预算数": ("80", ""), "成交额": ("80", "amount_yuan"), "签约日": (D, "occurred_on"), "验收日": (D, ""), "付款日": (D, ""),
    }),
]  # fmt: skip


def proposed(ledger: str, cells: dict[str, str]) -> Proposal:
    """Return the proposal for a file: ``{n}`` counts its rows, ``{d}`` is a day of theirs."""
    rows = [list(cells)]
    rows += [[v.format(n=n, d=f"2025-03-{n + 10}") for v in cells.values()] for n in range(1, 13)]
    return proposals(from_rows(rows, "导出.csv", None, ""), 2025, {}, only=ledger)[0]


@pytest.mark.parametrize(("ledger", "headings"), FILES, ids=[next(iter(f[1])) for f in FILES])
def test_what_is_another_things_is_never_taken_in_silence(
    ledger: str, headings: dict[str, tuple[str, str]]
) -> None:
    found = proposed(ledger, {h: cells for h, (cells, _) in headings.items()})
    taken = {h: pair.column.name for pair in found.pairs for h in pair.headings}
    meant = {h: name for h, (_, name) in headings.items()}
    assert {h: name for h, name in taken.items() if name != meant[h].rstrip("?")} == {}
    assert {h for h, name in meant.items() if name and name[-1] != "?"} <= set(taken)


def test_the_steps_of_others_are_no_candidates_of_an_end() -> None:
    cells = {"工单编号": "G{n:03}", "诉求内容": "路灯{n}", "派单时间": D, "首次联系时刻": D, "热线办审核时刻": D, "网友评分时刻": D}  # fmt: skip
    found = proposed("hotline_cases", cells)
    assert {h for one in found.open for h in one.candidates}.isdisjoint(
        ("首次联系时刻", "热线办审核时刻", "网友评分时刻")
    )


@pytest.mark.parametrize(("states", "known"), [("已结案 处置中", False), ("已结案 已退回", True)])
def test_a_state_that_none_was_sent_back_by_is_no_flag_of_it(states: str, known: bool) -> None:
    rows = [["任务号", "问题描述", "派遣时间", "案件状态"]]
    rows += [[f"R{n:03}", f"路灯{n}", f"2025-03-{n + 10}", states.split()[n % 2]] for n in range(8)]
    found = proposals(from_rows(rows, "案件.csv", None, ""), 2025, {}, only="hotline_cases")[0]
    assert any(pair.column.name == "returned" for pair in found.pairs) is known


def test_milliseconds_are_days() -> None:
    rows = [["开放数据名称", "任务月份", "部门报送时间"]]
    rows += [[f"数据{n}", str(n), str(1735778400000 + n * 2_592_000_000)] for n in range(1, 10)]
    found = proposals(from_rows(rows, "更新.csv", None, ""), 2025, {}, only="dataset_submissions")
    assert "部门报送时间" in {h for pair in found[0].pairs for h in pair.headings}
