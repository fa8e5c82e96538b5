from gongkai.records.ledgers.ledger import Choice, Column, Kind, Ledger, Span, identifier

CHANNELS = (
    Choice("own_site", "本机关网站", ("门户网站", "办公室网站", "本单位网站")),
    Choice("city_catalogue", "政府信息公开目录网", ("市政府政务公开目录网", "政务公开目录网")),
    Choice("gazette", "政府公报"),
    Choice("weibo", "政务微博", ("微博",)),
    Choice("wechat", "政务微信", ("微信", "微信公众号")),
    Choice("other", "其他方式", ("其他",)),
)

CATEGORIES = (
    Choice("annual_report", "年度报告"),
    Choice("task_plan", "工作要点分解落实方案", ("工作要点",)),
    Choice("institution", "机构职能", ("机构信息",)),
    Choice("policy", "政策文件", ("政策法规",)),
    Choice("planning", "规划统计", ("规划计划",)),
    Choice("budget", "财政预决算", ("财政资金",)),
    Choice("enforcement", "行政执法"),
    Choice("project", "工程建设", ("重大项目",)),
    Choice("personnel", "人事信息"),
    Choice("work_news", "工作动态"),
    Choice("notice", "通知公告"),
    Choice("other", "其他"),
)

REVIEW_RESULTS = (
    Choice("open", "公开", ("主动公开",)),
    Choice("on_request", "依申请公开"),
    Choice("closed", "不予公开"),
)

DISCLOSURES = Ledger(
    id="disclosures",
    title="主动公开",
    row="一条信息在一个渠道上的一次公开",
    columns=(
        identifier(),
        Column("title", "标题", Kind.TEXT, "公开信息的标题", ("信息标题", "名称"), required=True),
        Column("doc_no", "文号", Kind.TEXT, "发文字号，无文号可空", ("发文字号", "文件编号")),
        Column("index_no", "索引号", Kind.TEXT, "公开目录的索引号，无则空"),
        Column("category", "信息类别", Kind.CHOICE, "信息所属栏目", ("类别",), CATEGORIES),
        Column("is_normative", "规范性文件", Kind.FLAG, "是否属于规范性文件", ("是否规范性文件",)),
        Column(
            "issued_on",
            "成文日期",
            Kind.DATE,
            "信息制作完成的日期",
            ("印发日期",),
            required=True,
            span=Span.BY_YEAR_END,
        ),
        Column(
            "published_on",
            "公开日期",
            Kind.DATE,
            "在该渠道公开的日期",
            ("发布日期",),
            required=True,
            span=Span.IN_YEAR,
        ),
        Column(
            "channel",
            "公开渠道",
            Kind.CHOICE,
            "在哪个渠道公开",
            ("公开方式", "发布渠道"),
            CHANNELS,
            required=True,
        ),
        Column("section_approved_on", "科室审核日期", Kind.DATE, "三级审批第一级：科室负责人"),
        Column("deputy_approved_on", "分管领导审核日期", Kind.DATE, "三级审批第二级：分管负责人"),
        Column("head_approved_on", "主要领导审签日期", Kind.DATE, "三级审批第三级：主要负责人"),
        Column("secrecy_reviewed_on", "保密审查日期", Kind.DATE, "公开前保密审查的日期"),
        Column("secrecy_result", "保密审查结论", Kind.CHOICE, "保密审查的结论", (), REVIEW_RESULTS),
        Column("handler", "经办人", Kind.TEXT, "经办人姓名", personal=True),
    ),
    orders=(
        ("issued_on", "published_on"),
        ("section_approved_on", "deputy_approved_on"),
        ("deputy_approved_on", "head_approved_on"),
    ),
    aliases=("主动公开信息", "信息公开台账"),
)

DOCUMENTS = Ledger(
    id="documents",
    title="规章和规范性文件",
    row="一件制发、废止或现行有效的文件",
    columns=(
        identifier(),
        Column("title", "文件名称", Kind.TEXT, "文件全称", ("标题",), required=True),
        Column("doc_no", "文号", Kind.TEXT, "发文字号", ("发文字号",)),
        Column(
            "kind",
            "文件种类",
            Kind.CHOICE,
            "规章或行政规范性文件",
            ("类别",),
            (
                Choice("gov_rule", "规章", ("政府规章",)),
                Choice("normative_document", "行政规范性文件", ("规范性文件",)),
            ),
            required=True,
        ),
        Column(
            "issued_on",
            "制发日期",
            Kind.DATE,
            "印发日期，可早于报告年度",
            ("印发日期", "成文日期"),
            required=True,
            span=Span.BY_YEAR_END,
        ),
        Column(
            "published_on",
            "公开日期",
            Kind.DATE,
            "首次公开的日期，未公开则空",
            (),
            span=Span.BY_YEAR_END,
        ),
        Column(
            "repealed_on",
            "废止日期",
            Kind.DATE,
            "废止或失效的日期，现行有效则空",
            ("失效日期",),
            span=Span.BY_YEAR_END,
        ),
    ),
    orders=(("issued_on", "published_on"), ("issued_on", "repealed_on")),
    aliases=("规范性文件",),
)

ENGAGEMENTS = Ledger(
    id="engagements",
    title="解读回应",
    row="一次发布会、访谈、解读、回应或宣传活动",
    columns=(
        identifier(),
        Column(
            "kind",
            "形式",
            Kind.CHOICE,
            "解读回应的形式",
            ("类型",),
            (
                Choice("press_conference", "新闻发布会"),
                Choice("online_interview", "政府网站在线访谈", ("在线访谈",)),
                Choice("article", "政策解读稿件", ("政策解读",)),
                Choice("social_media", "微博微信回应"),
                Choice("other_response", "其他方式回应"),
                Choice("publicity_event", "宣传活动"),
            ),
            required=True,
        ),
        Column("topic", "主题", Kind.TEXT, "解读或回应的主题", ("题目",), required=True),
        Column(
            "hot_topic_no",
            "热点舆情编号",
            Kind.TEXT,
            "回应公众关注热点或重大舆情的，填该热点的编号；同一热点多次回应填同一编号",
        ),
        Column(
            "held_on",
            "日期",
            Kind.DATE,
            "举办或发布的日期",
            ("时间",),
            required=True,
            span=Span.IN_YEAR,
        ),
        Column("head_attended", "主要负责同志参加", Kind.FLAG, "主要负责同志是否参加"),
    ),
    aliases=("回应解读", "政策解读"),
)
