from gongkai.records.ledgers.ledger import Choice, Column, Kind, Ledger, Span, identifier

# Words of the callback that judge nothing, and those that two of the three may mean.
UNRATED = (
    "未评价",
    "无法联系",
    "联系不到",
    "未联系上",
    "未接听",
    "无效回访",
    "未评",
    "联系不上",
    "未接通",
    "无人接听",
    "无法接通",
    "空号",
    "拒访",
    "未回访",
    "未接受回访",
    "不评价",
    "弃权",
)
UNDECIDED = ("一般", "一般满意", "较满意", "比较满意", "尚可", "不太满意", "较不满意")
SATISFACTION = (
    Choice(
        "satisfied",
        "满意",
        ("非常满意", "很满意", "十分满意", "特别满意", "完全满意", "好评"),
        within=("满意",),
    ),
    Choice("basically_satisfied", "基本满意", within=("基本满意",)),
    Choice(
        "dissatisfied",
        "不满意",
        ("非常不满意", "很不满意", "十分不满意", "极不满意", "不满", "差评"),
        within=("不满意",),
    ),
)

_OTHER_SOURCES = (
    "其他热线", "其它", "其它热线", "其他渠道", "其他来源", "市长信箱", "区长信箱", "县长信箱", "局长信箱", "书记信箱", "领导信箱", "网站信箱", "网民留言",
    "人民网", "人民网留言板", "人民网领导留言板", "领导留言板", "网上留言", "政民互动", "政民互动平台", "信访", "信访局", "网上信访", "国家信访系统", "来信",
    "来访", "媒体", "网格", "网格中心", "网格平台", "数字城管", "上级交办", "上级转办", "市委办", "市政府办", "督查室", "微信", "微博", "12315",
    "12369", "12350", "12328", "12366", "12333", "12329",
)  # fmt: skip
# One name for all places' hotlines, to be used alone by the end of 2021: 国办发〔2020〕53号.
_NATIONAL = "12345政务服务便民热线"
_H12345 = (
    "12345",
    "12345热线",
    "12345便民热线",
    "12345市民热线",
    "12345市民服务热线",
    "12345政府服务热线",
    "市民热线",
    "市长热线",
    "市长公开电话",
    "市长专线",
    "政务服务便民热线",
    "12345平台",
    "12345市长热线",
)

HOTLINE_CASES = Ledger(
    id="hotline_cases",
    title="热线转办",
    row="一件热线或网站转办的案件",
    needed=(0, 2018),
    columns=(
        identifier(),
        Column(
            "source",
            "来源",
            Kind.CHOICE,
            "转办的热线或网站",
            ("转办单位",),
            (
                Choice("h12345", "12345市长公开电话", (_NATIONAL, *_H12345), 0, 2020, ("12345",)),
                Choice(
                    "h12345", _NATIONAL, ("12345市长公开电话", *_H12345), 2021, within=("12345",)
                ),
                Choice(
                    "h12319",
                    "12319城市管理监督指挥中心",
                    ("12319", "12319热线", "城管热线"),
                    within=("12319",),
                ),
                Choice("baixingtan", "百姓谈网站", ("百姓谈",), within=("百姓谈",)),
                Choice("other_hotline", "其他", _OTHER_SOURCES),
            ),
            required=True,
        ),
        Column("caller", "来电人", Kind.TEXT, "来电人姓名", ("反映人",), personal=True),
        Column("contact", "联系电话", Kind.TEXT, "来电人电话", personal=True),
        Column("content", "反映内容", Kind.TEXT, "诉求内容", ("诉求内容",), personal=True),
        Column(
            "received_on",
            "转办日期",
            Kind.DATE,
            "收到转办件的日期",
            ("收到日期",),
            required=True,
            span=Span.BY_YEAR_END,
        ),
        Column(
            "due_on",
            "办理期限",
            Kind.DATE,
            "派单方要求的办结日期",
            ("要求办结日期",),
            required=True,
        ),
        Column("replied_on", "反馈日期", Kind.DATE, "向来电人或热线中心反馈的日期"),
        Column("closed_on", "办结日期", Kind.DATE, "办结的日期，未结则空"),
        Column("returned", "退回", Kind.FLAG, "不属本机关职责、已退回的填是", ("是否退回",)),
        Column("called_back", "已回访", Kind.FLAG, "是否回访", ("是否回访",)),
        Column(
            "satisfaction",
            "回访评价",
            Kind.CHOICE,
            "回访得到的评价",
            ("满意度",),
            SATISFACTION,
            blanks=UNRATED,
            asks=UNDECIDED,
        ),
    ),
    orders=(("received_on", "due_on"), ("received_on", "replied_on"), ("received_on", "closed_on")),
    aliases=("热线", "12345热线"),
    dated=("received_on", "due_on", "replied_on", "closed_on"),
)

PROPOSALS = Ledger(
    id="proposals",
    title="建议提案",
    row="一件人大代表建议或政协委员提案",
    needed=(0, 2018),
    columns=(
        identifier("建议提案号"),
        Column(
            "kind",
            "类型",
            Kind.CHOICE,
            "建议或提案",
            (),
            (
                Choice(
                    "npc_suggestion",
                    "人大代表建议",
                    ("建议", "人大建议", "代表建议"),
                    within=("人大",),
                ),
                Choice(
                    "cppcc_proposal",
                    "政协委员提案",
                    ("提案", "政协提案", "委员提案"),
                    within=("政协",),
                ),
            ),
            required=True,
        ),
        Column("topic", "题目", Kind.TEXT, "建议提案的题目", ("案由",), required=True),
        Column("proposer", "提出人", Kind.TEXT, "代表或委员姓名", ("领衔代表",), personal=True),
        Column(
            "role",
            "承办角色",
            Kind.CHOICE,
            "主办、单办、分办或协办",
            ("主协办",),
            (
                Choice(
                    "lead",
                    "主办",
                    ("牵头", "牵头办理", "主办件", "主", "主责"),
                    within=("主办", "牵头", "主承办", "主要办理"),
                ),
                Choice(
                    "sole",
                    "单办",
                    ("单独办理", "独办", "独立办理", "单独", "单", "单承办"),
                    within=("单办", "单独", "独立", "独自"),
                ),
                Choice("separate", "分办", ("分别办理",), within=("分办", "分别办理")),
                Choice(
                    "assist",
                    "协办",
                    ("会办", "协助办理", "协办件", "会同办理", "协", "会同", "参办"),
                    within=("协办", "会办", "协助", "协同", "配合", "参与"),
                ),
            ),
            required=True,
            asks=("主协办", "主、协办", "主/协办"),
        ),
        Column(
            "assigned_on",
            "交办日期",
            Kind.DATE,
            "交办之日",
            (),
            required=True,
            span=Span.BY_YEAR_END,
        ),
        Column("due_on", "办理期限", Kind.DATE, "应当答复的日期，经同意延期的填延期后的日期"),
        Column("replied_on", "答复日期", Kind.DATE, "正式答复的日期，未答复则空"),
        Column("met_in_person", "面商", Kind.FLAG, "是否与代表委员当面沟通", ("面复",)),
        Column("feedback_on", "反馈日期", Kind.DATE, "收到征询意见表的日期，未收到则空"),
        Column(
            "satisfaction",
            "代表委员意见",
            Kind.CHOICE,
            "征询意见表的评价",
            ("满意度",),
            SATISFACTION,
            blanks=UNRATED,
            asks=UNDECIDED,
        ),
        Column(
            "outcome_class",
            "办理结果分类",
            Kind.CHOICE,
            "A 已解决、B 正在解决、C 列入规划、D 留作参考",
            (),
            (
                Choice("A", "A", ("A类", "a", "已解决", "已经解决", "A 已解决")),
                Choice("B", "B", ("B类", "b", "正在解决", "B 正在解决")),
                Choice("C", "C", ("C类", "c", "列入规划", "C 列入规划")),
                Choice("D", "D", ("D类", "d", "留作参考", "D 留作参考")),
            ),
        ),
    ),
    orders=(
        ("assigned_on", "due_on"),
        ("assigned_on", "replied_on"),
        ("replied_on", "feedback_on"),
    ),
    aliases=("建议和提案",),
    dated=("assigned_on", "due_on", "replied_on", "feedback_on"),
)
