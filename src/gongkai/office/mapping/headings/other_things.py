"""What reads like a column of ours and is another thing: whose it is, and the steps before and after the one that is meant."""

from typing import Final

from gongkai.pattern import pattern
from gongkai.records.ledgers.ledger import Column

# What reads like a column of ours and is another thing: how the applicant wants to receive the answer.
_FOR_ANOTHER: Final = (
    r"代理|委托|律师|法定代表|法人代表|负责人|经办|承办|审核|见证|人(?:工作|所在)?单位"
)
# Who stands on the other side.
_AGAINST: Final = r"^被|被(?:申请|告|诉|投诉|举报|反映)"
_NEVER: Final = {
    "submit_channel": pattern(r"获取|取得|送达|寄送|领取|答复|回复|提供"),
    "identity_no": pattern(r"^(?!.*(?:证|身份))"),
    "proposer": pattern(rf"满意|意见|反馈|评价|附议|联名|代表团|{_FOR_ANOTHER}"),
    **dict.fromkeys(("applicant", "party", "caller"), pattern(rf"{_FOR_ANOTHER}|{_AGAINST}")),
    "subject": pattern(_FOR_ANOTHER),
    # What was asked is not what was answered, and a first call is no answer.
    "content": pattern(r"答复|回复|反馈|办理|处理|回访|意见|评价"),
    # Steps on the way to it and after it are no answer and no end.
    "replied_on": pattern(
        r"联系|响应|签收|接单|接收|受理|审核|评[分价]|打分|上报|发帖|挂账|座谈|协商|会签|拟稿|分办|接通|挂机|到场|作废|核查"
    ),
    "closed_on": pattern(
        r"联系|审核|发帖|评[分价]|打分|回访|督办|延期|挂账|接单|签收|接通|挂机|到场|作废|核查"
    ),
    "reply_on": pattern(r"用印|会签|审核|呈批|送审"),
    "amount_yuan": pattern(r"减免|缓缴|退|核定|滞纳|预算|限价|保证金"),
    "corrected_on": pattern(r"逾期|期满"),
    "feedback_on": pattern(r"座谈|改办|沟通|会办|协商|拟稿|审核|签发|分办|会签|寄送|送达"),
    "decided_on": pattern(
        r"送达|告知|缴|领取|公告|公示|上网|立案|受理|换证|复查|听证|催告|稽查|检查|申报|签收|履行|申请法院"
    ),
    "assigned_on": pattern(r"联系|意见|反馈|征询|征求|评价|测评"),
    "filed_on": pattern(r"通知|应诉|举证|答辩|开庭|委托|补正"),
    # Who signs for the answer has not sent the request.
    "received_on": pattern(
        r"异议|审核|签发|反馈|(?:申请人|当事人|对方|本人|市民)(?:签收|领取|收到)|领取|送达|寄出"
    ),
    "due_on": pattern(r"联系|响应|签收|接单|受理|告知|内部"),
    "matter": pattern(r"(?:建设|工程|投资|入园|招商)项目"),
    "satisfaction": pattern(r"态度|速度|效率|坐席|话务|接线|平台|对热线"),
    # What has been published is not what has to be.
    "publishable": pattern(
        r"已|上网|网上|上线|可公[开示]|听证|法院|移送|司法|复议|诉讼|缴|退|履行|执行|撤"
    ),
    # What came after a review is not what came before a lawsuit.
    "after_reconsideration": pattern(r"后续|^是否(?:再|又|提)?起?诉"),
    "held_on": pattern(
        r"文件|原文|首发|研判|签批|签发|平息|审核|报批|报送|拟办|通知|结业|结班|报名"
    ),
    "occurred_on": pattern(r"限缴|应缴|开单|划缴|对账|退"),
    # Who was due or away was not there.
    "attendees": pattern(r"应[到参]|请假|缺席|未到|计划|预计"),
    "credit_code": pattern(
        r"执法(?:主体|单位)|实施主体|机关|部门|来源|公示单位|办理单位|承办|主管|法院|流水|编号"
    ),
    "contact": pattern(
        r"代理|受托|委托|律师|经办|承办|上报人|巡查|监督员|是否|有无|时间|日期|次数"
    ),
    # A running number, and the number of another paper than the one that is recorded.
    "doc_no": pattern(
        r"流水|来文|收文|来函|废止|依据|告知书|催告|受理|立案|回证|原行政|原决定|上级|被|关联|对应"
    ),
    "title": pattern(r"副|短标|肩题|引题|原文|[一二三四]级|[大中小]类"),
    "handler": pattern(r"签发|审核|审批|领导|法人|负责人"),
    "id": pattern(r"发文|公文|索引|索取|机关|法院(?!案号)|涉及|涉诉|对应|关联|相关|文号|字号|文书"),
    "published_on": pattern(
        r"受理|拟|撰稿|采编|校对|会签|收文|终审|审核(?!发布)|核稿|签批|签发|初审|复审|结束|期满|撤下|下线|下架|撤回|撤销|投稿|送审|送达|定时"
    ),
    "extension_workdays": pattern(r"^(?!.*延)"),
    "extension_notified_on": pattern(r"^(?!.*延)"),
}


def names_another(heading: str, column: Column) -> bool:
    """Tell whether a heading has a word that no heading of the column has."""
    other = _NEVER.get(column.name)
    return other is not None and other.search(heading) is not None
