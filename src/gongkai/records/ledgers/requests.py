from typing import Final

from gongkai.records.ledgers.ledger import Choice, Column, Kind, Ledger, Span, identifier

PROCESSING_FEE_SINCE: Final = 2021  # 国办函〔2020〕109号 took effect on 1 January 2021

APPLICANT_TYPES = (
    Choice("natural_person", "自然人", ("公民", "个人")),
    Choice("commercial", "商业企业", ("企业",)),
    Choice("research", "科研机构"),
    Choice("social", "社会公益组织"),
    Choice("legal_service", "法律服务机构", ("律师事务所",)),
    Choice("other_org", "其他", ("其他组织",)),
)

SUBMIT_CHANNELS = (
    Choice("in_person", "当面", ("当面申请", "现场")),
    Choice("fax", "传真"),
    Choice("online", "网络", ("网上", "电子邮件", "互联网")),
    Choice("letter", "信函", ("邮寄", "书面邮寄")),
)

# Reply types of the 2014 form (forms.md §1, rows s3_3_*): reporting years up to 2018.
OUTCOMES_2014 = (
    Choice("already_public", "属于已主动公开范围", ("已主动公开",), until=2018),
    Choice("granted", "同意公开", (), until=2018),
    Choice("granted_partly", "同意部分公开", (), until=2018),
    Choice("refused_state_secret", "不同意公开：涉及国家秘密", (), until=2018),
    Choice("refused_trade_secret", "不同意公开：涉及商业秘密", (), until=2018),
    Choice("refused_privacy", "不同意公开：涉及个人隐私", (), until=2018),
    Choice(
        "refused_security", "不同意公开：危及国家安全、公共安全、经济安全和社会稳定", (), until=2018
    ),
    Choice("refused_not_ogi", "不同意公开：不是《条例》所指政府信息", (), until=2018),
    Choice("refused_other", "不同意公开：法律法规规定的其他情形", (), until=2018),
    Choice("not_this_organ", "不属于本行政机关公开", (), until=2018),
    Choice("not_existing", "申请信息不存在", ("信息不存在",), until=2018),
    Choice("told_to_amend", "告知作出更改补充", ("告知更改补充",), until=2018),
    Choice("told_other_route", "告知通过其他途径办理", (), until=2018),
)

# Leaves of table 三 (forms.md §3): reporting years from 2019. Codes are the row ids of the form.
OUTCOMES_2019 = (
    Choice("r1", "予以公开", since=2019),
    Choice("r2", "部分公开", since=2019),
    Choice("r3_1", "不予公开：属于国家秘密", since=2019),
    Choice("r3_2", "不予公开：其他法律行政法规禁止公开", since=2019),
    Choice("r3_3", "不予公开：危及“三安全一稳定”", since=2019),
    Choice("r3_4", "不予公开：保护第三方合法权益", since=2019),
    Choice("r3_5", "不予公开：属于三类内部事务信息", since=2019),
    Choice("r3_6", "不予公开：属于四类过程性信息", since=2019),
    Choice("r3_7", "不予公开：属于行政执法案卷", since=2019),
    Choice("r3_8", "不予公开：属于行政查询事项", since=2019),
    Choice("r4_1", "无法提供：本机关不掌握相关政府信息", since=2019),
    Choice("r4_2", "无法提供：没有现成信息需要另行制作", since=2019),
    Choice("r4_3", "无法提供：补正后申请内容仍不明确", since=2019),
    Choice("r5_1", "不予处理：信访举报投诉类申请", since=2019),
    Choice("r5_2", "不予处理：重复申请", since=2019),
    Choice("r5_3", "不予处理：要求提供公开出版物", since=2019),
    Choice("r5_4", "不予处理：无正当理由大量反复申请", since=2019),
    Choice("r5_5", "不予处理：要求行政机关确认或重新出具已获取信息", since=2019),
    Choice("r6_1", "其他处理：逾期不补正", since=2019),
    Choice("r6_2", "其他处理：逾期未缴费", since=2019),
    Choice("r6_3", "其他处理：其他", since=2019),
)

REQUESTS = Ledger(
    id="requests",
    title="依申请公开",
    row="一件政府信息公开申请",
    columns=(
        identifier("登记编号"),
        Column("applicant", "申请人", Kind.TEXT, "姓名或名称", ("申请人姓名",), personal=True),
        Column("identity_no", "证件号码", Kind.TEXT, "有效身份证件号码", personal=True),
        Column("contact", "联系方式", Kind.TEXT, "电话、邮箱或地址", ("联系电话",), personal=True),
        Column("content", "申请内容", Kind.TEXT, "申请公开的内容描述", personal=True),
        Column(
            "applicant_type",
            "申请人类型",
            Kind.CHOICE,
            "申请人属于哪一类",
            ("申请人类别",),
            APPLICANT_TYPES,
            required=True,
        ),
        Column(
            "submit_channel",
            "申请方式",
            Kind.CHOICE,
            "申请以何种方式提出",
            ("申请渠道",),
            SUBMIT_CHANNELS,
            required=True,
        ),
        Column(
            "received_on",
            "收到日期",
            Kind.DATE,
            "收到申请之日（寄送的以签收日为准）",
            ("收件日期",),
            required=True,
            span=Span.BY_YEAR_END,
        ),
        Column("correction_notified_on", "补正通知日期", Kind.DATE, "告知申请人补正的日期"),
        Column("corrected_on", "补正收到日期", Kind.DATE, "收到补正材料的日期"),
        Column(
            "consult_sent_on", "征求意见发出日期", Kind.DATE, "向第三方或其他机关征求意见的日期"
        ),
        Column("consult_returned_on", "征求意见收回日期", Kind.DATE, "收到意见或视为同意的日期"),
        Column(
            "consulted",
            "征求意见对象",
            Kind.CHOICE,
            "向谁征求意见，未填按第三方；2019年5月15日前收到的申请，征求其他机关意见的时间计入期限",
            (),
            (
                Choice("third_party", "第三方", ("第三方意见",)),
                Choice("other_organ", "其他机关", ("其他行政机关", "会同机关")),
            ),
        ),
        Column(
            "extension_workdays",
            "延期工作日",
            Kind.COUNT,
            "延长答复的工作日数，未延期则空或0",
            unit="工作日",
        ),
        Column("extension_notified_on", "延期告知日期", Kind.DATE, "告知申请人延期的日期"),
        Column(
            "fee_notified_on",
            "收费通知日期",
            Kind.DATE,
            "向申请人发出收费通知的日期，未收费则空",
            since=PROCESSING_FEE_SINCE,
        ),
        Column(
            "fee_paid_on",
            "缴费日期",
            Kind.DATE,
            "申请人缴费的日期，答复期限自次日起重新计算；未缴则空",
            since=PROCESSING_FEE_SINCE,
        ),
        Column(
            "reply_on",
            "答复日期",
            Kind.DATE,
            "答复送出之日（邮寄以交寄日为准），未办结则空",
            ("办结日期",),
        ),
        Column(
            "outcome",
            "办理结果",
            Kind.CHOICE,
            "一件申请只记一种结果",
            ("答复类型",),
            OUTCOMES_2014 + OUTCOMES_2019,
        ),
        Column(
            "fee_yuan",
            "收费金额",
            Kind.MONEY,
            "向申请人收取的费用，未收则空或0",
            ("收费",),
            unit="元",
        ),
        Column(
            "fee_pages",
            "计费页数",
            Kind.COUNT,
            "按量计收信息处理费的，填提供的页数；未收费或按件计收的空",
            unit="页",
            since=PROCESSING_FEE_SINCE,
        ),
    ),
    orders=(
        ("received_on", "correction_notified_on"),
        ("correction_notified_on", "corrected_on"),
        ("received_on", "consult_sent_on"),
        ("consult_sent_on", "consult_returned_on"),
        ("received_on", "extension_notified_on"),
        ("received_on", "fee_notified_on"),
        ("fee_notified_on", "fee_paid_on"),
        ("received_on", "reply_on"),
    ),
    aliases=("依申请公开台账", "政府信息公开申请"),
)

DISPUTES = Ledger(
    id="disputes",
    title="复议诉讼举报",
    row="一件行政复议、行政诉讼或举报投诉",
    columns=(
        identifier(),
        Column(
            "kind",
            "类型",
            Kind.CHOICE,
            "案件的类型",
            (),
            (
                Choice("reconsideration", "行政复议", ("复议",)),
                Choice("litigation", "行政诉讼", ("诉讼",)),
                Choice("complaint", "举报投诉", ("举报", "投诉")),
            ),
            required=True,
        ),
        Column("party", "当事人", Kind.TEXT, "申请人、原告或举报人", personal=True),
        Column(
            "after_reconsideration", "经复议后起诉", Kind.FLAG, "行政诉讼填写：是否先经行政复议"
        ),
        Column(
            "filed_on",
            "受理日期",
            Kind.DATE,
            "受理或立案的日期",
            ("立案日期",),
            required=True,
            span=Span.BY_YEAR_END,
        ),
        Column(
            "decided_on", "审结日期", Kind.DATE, "决定或生效裁判的日期，未结则空", ("结案日期",)
        ),
        Column(
            "result",
            "结果",
            Kind.CHOICE,
            "行政复议、行政诉讼的结果，未结则空",
            ("审理结果",),
            (
                Choice("upheld", "结果维持", ("维持", "驳回")),
                Choice("corrected", "结果纠正", ("纠正", "被依法纠错")),
                Choice("other_result", "其他结果", ("其他情形", "其他")),
            ),
        ),
        Column("request_id", "对应申请编号", Kind.TEXT, "所涉依申请公开台账的登记编号"),
    ),
    orders=(("filed_on", "decided_on"),),
    aliases=("复议诉讼", "行政复议诉讼"),
)
