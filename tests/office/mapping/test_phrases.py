"""Headings in words of an office's own: who does it, the step, and how its day is called."""

import pytest

from gongkai.office.mapping.headings.phrases import way_of
from gongkai.office.mapping.proposal import Proposal, proposals
from gongkai.records.ledgers import in_year
from gongkai.records.reading.sheet import from_rows

# Ledger, column, how it is said, and what reads like it and is another thing.
SAID = [
    ("requests", "applicant", ("申请方名称", "申请人姓名或名称", "提交人"), ("申请方代理人", "申请方联系人名称")),
    ("requests", "applicant_type", ("申请方属性", "申请主体分类"), ("申请内容属性", "申请方式类型")),
    ("requests", "received_on", ("确认收到时刻", "我局收讫日", "机关收到申请时间"), ("申请人收到时间", "第三方收到日期", "答复收到日", "提交时刻", "窗口接件时间", "收发室签收时间")),
    ("requests", "corrected_on", ("补正收齐日", "收到补正材料日期"), ("补正通知收到日期", "补正期满日")),
    ("requests", "fee_paid_on", ("信息处理费缴纳日", "费用缴清日期"), ("限缴日", "信息处理费应缴日")),
    ("requests", "consult_sent_on", ("征求第三方发函日", "向第三方发函日期"), ("发函日", "答复发函日", "第三方回函日")),
    ("requests", "reply_on", ("答复发送时刻", "答复书送达日", "答复书寄出日期"), ("答复书签发日", "法定答复末日", "答复签收日")),
    ("hotline_cases", "received_on", ("派遣至我单位时刻", "指挥中心派遣时间", "市热线办转办日"), ("上报时刻", "立案时刻", "派遣至科室时间", "我局派单日")),
    ("hotline_cases", "returned", ("我单位退单", "承办单位是否退件"), ("受理台退回上报人", "退回次数", "用户退单")),
    ("proposals", "proposer", ("首席代表", "第一提案委员", "领衔代表姓名", "发起人"), ("代表手机", "附议委员", "联名代表")),
    ("proposals", "assigned_on", ("府办交办日", "督查室交办时间", "交办至我局日期"), ("局内分办日", "单位接收时间", "科室交办日")),
    ("proposals", "replied_on", ("复函寄送时间", "办复函送达日"), ("复函公开时间", "复函拟稿日", "答复会签日")),
    ("proposals", "feedback_on", ("委员回执日", "测评时间", "意见表收回日期"), ("协商座谈日", "意见征求日")),
    ("disclosures", "section_approved_on", ("科室核稿日", "业务处室负责人审签时间", "股室审核通过日"), ("审核日", "核稿日", "保密审核日")),
    ("disclosures", "deputy_approved_on", ("分管领导签批日", "分管副局长审定日期"), ("分管领导阅示日期安排",)),
    ("disclosures", "head_approved_on", ("主要领导签发日", "一把手审签时间"), ("签发日", "签发人")),
    ("disclosures", "issued_on", ("用印成文日", "公文印发时点", "信息形成日"), ("印制份数", "用印申请日", "成文单位")),
    ("disclosures", "published_on", ("网站挂出日", "实际公布日", "门户网站刊登日"), ("网站撤下日", "公示期满日", "拟发布日")),
    ("documents", "repealed_on", ("终止效力日", "失去效力日期"), ("停止执行日期", "效力起始日", "终止效力依据", "停止征求日期")),
    ("decisions", "doc_no", ("决定文件编号", "处理决定书号", "批文字号"), ("立案审批表编号", "送达回证文号", "证照编号", "申请文件编号")),
    ("decisions", "subject", ("业户（车主）", "执法对象名称", "社会组织名称"), ("执法主体名称", "业主单位联系人", "组织机构代码")),
    ("decisions", "decided_on", ("处理决定日", "行政处罚决定书作出日"), ("立案批准日", "决定送达日", "撤销决定日", "决定执行日")),
    ("decisions", "publishable", ("应予公示", "是否应予公开"), ("可公示", "已公示", "不予公示")),
    ("disputes", "filed_on", ("机关受理登记日", "复议机关受理日期"), ("裁决书收到日", "申请登记日", "副本签收日")),
    ("disputes", "decided_on", ("裁决作出日", "判决生效日期"), ("裁判文书落款日", "中止决定作出日", "裁决书收到日")),
    ("disputes", "request_id", ("所涉公开申请号", "对应申请编号"), ("复议申请号", "平台件号")),
    ("engagements", "held_on", ("实际回应时间", "发布会举行日期"), ("舆情首发时间", "研判签批时间", "最迟回应时间", "舆情平息时间")),
    ("engagements", "head_attended", ("主要负责人到场", "主要领导是否出席"), ("分管负责人到场", "主要负责人审定")),
    ("charges", "occurred_on", ("缴讫日", "费用缴清日期"), ("限缴日", "开单日", "划缴国库日")),
    ("power_items", "has_flowchart", ("附流程图", "是否附流程图"), ("附申请表样", "流程图链接")),
    ("meetings", "attendees", ("签到人数", "实到人次"), ("拟邀人数", "结业人数", "应到人数")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ledger", "name", "said", "other"), SAID, ids=[f"{s[0]}-{s[1]}" for s in SAID]
)
def test_a_phrase_is_read_whole_and_one_word_more_says_nothing(
    ledger: str, name: str, said: tuple[str, ...], other: tuple[str, ...]
) -> None:
    column = in_year(2025)[ledger].column(name)
    assert [h for h in said if way_of(h, column, ledger) is None] == []
    assert [h for h in other if way_of(h, column, ledger) is not None] == []


def proposed(ledger: str, **columns: str) -> Proposal:
    """Return the proposal for a file with a heading a column: ``{n}`` counts its rows, ``{d}`` is a day of theirs."""
    rows = [list(columns)]
    rows += [[v.format(n=n, d=f"2025-03-{n + 10}") for v in columns.values()] for n in range(1, 13)]
    return proposals(from_rows(rows, "导出.csv", None, ""), 2025, {}, only=ledger)[0]


def taken(found: Proposal) -> dict[str, str]:
    return {h: pair.column.name for pair in found.pairs for h in pair.headings}


def test_approval_steps_are_taken_and_are_no_candidates_of_another_day() -> None:
    found = proposed("disclosures", 公文题名="关于{n}的通知", 科室核稿日="{d}", 分管领导签批日="{d}", 主要领导签发日="{d}", 用印成文日="{d}", 网站挂出日="{d}")  # fmt: skip
    assert taken(found) == {
        "公文题名": "title",
        "科室核稿日": "section_approved_on",
        "分管领导签批日": "deputy_approved_on",
        "主要领导签发日": "head_approved_on",
        "用印成文日": "issued_on",
        "网站挂出日": "published_on",
    }
    assert not any(one.column.name.endswith("_on") for one in found.open)


def test_a_running_number_is_no_document_number_and_a_document_number_none_of_the_rows() -> None:
    out = proposed("disclosures", 发文流水="FW{n:05}", 公文题名="关于{n}的通知", 发文字轨="某水办〔2025〕{n}号", 成文日期="{d}")  # fmt: skip
    assert (taken(out)["发文流水"], taken(out)["发文字轨"]) == ("id", "doc_no")
    law = proposed("decisions", 执法事项="取水许可", 决定文件编号="某水许〔2025〕{n}号", 决定作出日="{d}", 执法对象名称="某公司{n}")  # fmt: skip
    assert taken(law)["决定文件编号"] == "doc_no"
    assert "id" not in taken(law).values()


def test_the_second_level_of_a_matter_is_no_title() -> None:
    found = proposed("disclosures", **{"公开事项（二级）": "办事指南", "公开内容标题": "某镇低保名单{n}", "信息形成日": "{d}", "实际公布日": "{d}"})  # fmt: skip
    assert taken(found)["公开内容标题"] == "title"
    assert "公开事项（二级）" not in taken(found)


@pytest.mark.parametrize(
    ("ledger", "poor", "sure"),
    [
        ("requests", "提交时刻", "确认收到时刻"),
        ("hotline_cases", "上报时刻", "派遣至我单位时刻"),
        ("proposals", "单位接收时间", "督查室交办时间"),
    ],
)
def test_a_day_taken_for_want_of_a_better_one_gives_way(ledger: str, poor: str, sure: str) -> None:
    beside = {"requests": "申请人", "hotline_cases": "诉求内容", "proposals": "提案名称"}[ledger]
    found = proposed(ledger, 编号="A{n:03}", **{beside: "甲{n}", poor: "{d}", sure: "{d}"})
    assert sure in taken(found)
    assert poor not in taken(found)
    assert poor in found.unused


def test_two_that_say_the_same_are_asked_about() -> None:
    found = proposed("requests", 登记号="A{n:03}", 申请人="甲{n}", 答复书送达日="{d}", 答复书寄出日="{d}")  # fmt: skip
    assert "reply_on" not in taken(found).values()
    (asked,) = [one for one in found.open if one.column.name == "reply_on"]
    assert set(asked.candidates) == {"答复书送达日", "答复书寄出日"}


def test_words_of_a_phrase_that_nobody_knows_are_asked_about() -> None:
    found = proposed("disputes", 案件字号="某复决字〔2025〕第{n}号", 争议发起人="甲{n}", 裁决作出日="{d}", 裁决主文="代码{n}")  # fmt: skip
    assert taken(found)["裁决主文"] == "result"
    assert any(word.column.name == "result" for word in found.words)
