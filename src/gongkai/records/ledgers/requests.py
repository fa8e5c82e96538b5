from typing import Final

from gongkai.records.ledgers.ledger import Choice, Column, Kind, Ledger, Span, identifier
from gongkai.records.ledgers.outcomes import OUTCOMES_2014, OUTCOMES_2019

PROCESSING_FEE_SINCE: Final = 2021  # 国办函〔2020〕109号 took effect on 1 January 2021

APPLICANT_TYPES = (
    Choice("natural_person", "自然人", ("公民", "个人", "公民个人", "自然人申请", "市民", "居民", "村民", "群众", "公民申请", "个人申请", "家长", "学生家长", "监护人", "法定监护人", "学生", "教师", "职工", "员工",
                                    "退休人员", "退休职工", "患者", "农民"),
           within=("公民", "自然人", "个人", "居民", "村民", "市民", "群众", "业主", "老百姓", "家长", "监护人")),
    Choice("commercial", "商业企业", (
        "企业", "公司", "企业法人", "商业公司", "有限公司", "民营企业", "有限责任公司", "股份有限公司", "国有企业", "国企", "私营企业", "民企",
        "外资企业", "工商企业", "企业单位", "私企", "外企", "集团",
    ), within=("企业", "公司", "集团公司")),
    Choice("research", "科研机构", ("科研单位", "科研院所", "研究机构", "研究院", "研究所"), within=("科研院所", "研究院", "研究所")),
    Choice("social", "社会公益组织", ("公益组织", "社会公益", "公益机构", "慈善组织"), within=("公益", "慈善")),
    Choice("legal_service", "法律服务机构", ("律师事务所", "律所", "法律服务", "法律服务所", "律师所", "法律机构"),
           within=("律师事务所", "律所", "法律")),
    Choice("other_org", "其他", ("其他组织", "其它", "其它组织")),
)  # fmt: skip
_UNCLEAR_TYPES = (
    "法人或其他组织", "法人和其他组织", "法人/其他组织", "法人/组织", "法人及其他组织", "法人、其他组织", "法人", "单位", "组织", "社会组织", "社会团体", "事业单位", "个体工商户",
    "个体户", "律师", "学校", "高校", "大学", "医院", "律师代理", "委员会", "个人独资企业", "媒体", "新闻媒体", "村委会", "居委会", "行业协会", "机关", "机构", "团体", "合作社",
)  # fmt: skip

_UNCLEAR_OUTCOMES = (
    "已公开", "同意", "主动公开", "属于主动公开", "已主动公开", "告知获取途径", "告知获取方式", "告知查询途径", "非本机关职责", "不属于本机关",
    "不属于本机关职责", "不属于本机关负责公开", "非本机关负责公开", "非本机关信息", "转其他部门", "咨询", "咨询类", "放弃申请", "视为放弃", "终止", "终止办理",
    "不是政府信息", "不属于政府信息", "本机关未制作", "未制作", "未获取", "未答复", "已答复", "已办结", "办结", "不公开", "不同意", "不处理",
)  # fmt: skip

SUBMIT_CHANNELS = (
    Choice("in_person", "当面", (
        "当面申请", "现场", "当面递交", "当面提交", "现场申请", "现场提交", "现场递交", "现场办理", "窗口", "窗口申请", "窗口递交", "窗口提交", "上门",
        "来访", "当场", "当场申请", "面交", "直接递交", "直接提交",
        "亲自送达", "本人送交", "柜台", "前台", "当面交", "当面送", "当面送交", "当面提出",
    ), within=("当面", "现场", "窗口", "当场", "面交", "上门", "柜台", "直接递交", "亲自", "本人送")),
    Choice("fax", "传真", ("传真申请", "传真件"), within=("传真",)),
    Choice("online", "网络", (
        "网上", "电子邮件", "互联网", "网上申请", "网络申请", "在线申请", "在线", "网站", "网站申请", "门户网站", "邮箱", "电子邮箱", "邮件", "E-mail",
        "Email", "e-mail", "email", "EMAIL", "E-MAIL", "线上", "线上申请", "网上提交", "网络提交", "在线提交", "网页", "网络平台", "网上平台", "在线平台",
        "线上平台", "网上系统", "政府网站", "政务服务网", "依申请公开系统", "依申请公开平台", "申请系统", "申请平台", "电邮", "邮箱申请", "邮件申请",
        "电子邮件申请", "电子邮箱申请", "QQ邮箱", "微信", "公众号", "微信公众号", "小程序", "网申",
    ), within=("网站", "政府网", "门户网", "网上", "网络", "网页", "线上", "在线", "互联网", "邮箱", "电子邮件", "微信", "小程序", "公众号")),
    Choice("letter", "信函", (
        "邮寄", "书面邮寄", "信件", "来信", "书信", "信函申请", "邮寄申请", "EMS", "邮政EMS", "特快专递", "邮政特快专递", "挂号信", "快递", "邮政快递",
        "邮政", "中国邮政", "平信", "平邮", "挂号", "顺丰", "顺丰快递", "快递邮寄", "邮递", "寄信", "邮政挂号", "信函邮寄", "快件", "邮局", "邮寄代录", "寄来", "邮件寄送",
    ), within=("邮寄", "快递", "EMS", "挂号", "信函", "信件", "快件", "邮局", "邮政", "专递", "寄送")),
)  # fmt: skip

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
            asks=_UNCLEAR_TYPES,
        ),
        Column(
            "submit_channel",
            "申请方式",
            Kind.CHOICE,
            "申请以何种方式提出",
            ("申请渠道",),
            SUBMIT_CHANNELS,
            required=True,
            asks=(
                "书面",
                "书面申请",
                "纸质",
                "纸质申请",
                "电报",
                "电话",
                "其它",
                "其他",
                "其它申请方式",
            ),
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
            # States of a request that nobody has answered yet.
            blanks=(
                "办理中",
                "处理中",
                "待办",
                "待答复",
                "未答复",
                "未办结",
                "延期",
                "延期答复",
                "征询",
                "征求意见",
                "征求第三方意见",
                "第三方意见征询",
                "补正",
                "补正材料",
                "待补正",
                "告知补正",
            ),
            asks=(
                "不予公开",
                "不同意公开",
                "无法提供",
                "不予处理",
                "非本单位公开信息",
                "非本机关公开",
                "不属于本机关公开",
                "不属于本行政机关公开",
                "转办",
                "退回",
                "非政府信息公开",
                "非《规定》所指",
                "通过其它方式处理",
                "告知通过其他途径办理",
                *_UNCLEAR_OUTCOMES,
            ),
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
    ended="reply_on",
)
