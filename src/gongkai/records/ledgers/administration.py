from gongkai.records.ledgers.ledger import Choice, Column, Kind, Ledger, Span, identifier

DECISIONS = Ledger(
    id="decisions",
    title="行政许可处罚强制决定",
    row="一项决定及其公示",
    columns=(
        identifier(),
        Column(
            "kind",
            "决定种类",
            Kind.CHOICE,
            "决定属于哪一类",
            ("种类",),
            (
                Choice("licence", "行政许可", ("许可",)),
                Choice("penalty", "行政处罚", ("处罚",)),
                Choice("coercion", "行政强制", ("强制",)),
                Choice("external_service", "其他对外管理服务事项", until=2020),
            ),
            required=True,
        ),
        Column("matter", "事项名称", Kind.TEXT, "许可、处罚或强制的事项", ("案由",), required=True),
        Column("doc_no", "决定书文号", Kind.TEXT, "决定书的文号", ("文号",)),
        Column("subject", "行政相对人", Kind.TEXT, "相对人姓名或名称", personal=True),
        Column("credit_code", "统一社会信用代码", Kind.TEXT, "法人的 18 位代码", personal=True),
        Column(
            "subject_type",
            "相对人类型",
            Kind.CHOICE,
            "相对人的类型",
            (),
            (
                Choice("natural_person", "自然人"),
                Choice("legal_person", "法人及非法人组织", ("法人",)),
            ),
        ),
        Column(
            "decided_on",
            "决定日期",
            Kind.DATE,
            "作出决定的日期",
            (),
            required=True,
            span=Span.BY_YEAR_END,
        ),
        Column(
            "publishable",
            "应当公示",
            Kind.FLAG,
            "简易程序处罚和涉密决定填否，其余填是",
            ("是否公示",),
            required=True,
        ),
        Column("published_on", "公示日期", Kind.DATE, "在信用平台公示的日期，未公示则空"),
        Column("platform", "公示平台", Kind.TEXT, "公示所在的平台"),
    ),
    orders=(("decided_on", "published_on"),),
    aliases=("双公示", "行政许可和行政处罚"),
)

POWER_ITEMS = Ledger(
    id="power_items",
    title="权力事项",
    row="权力清单中的一项",
    columns=(
        identifier(),
        Column("name", "事项名称", Kind.TEXT, "权力事项的名称", ("名称",), required=True),
        Column(
            "category",
            "权力类别",
            Kind.CHOICE,
            "权力清单中的类别",
            ("类别",),
            (
                Choice("admin_licence", "行政许可"),
                Choice("admin_penalty", "行政处罚"),
                Choice("admin_coercion", "行政强制"),
                Choice("admin_levy", "行政征收"),
                Choice("admin_inspection", "行政监督检查", ("行政检查",)),
                Choice("admin_payment", "行政给付"),
                Choice("admin_confirmation", "行政确认"),
                Choice("admin_reward", "行政奖励"),
                Choice("admin_ruling", "行政裁决"),
                Choice("external_service", "其他对外管理服务事项", since=2019, until=2020),
                Choice("charge_item", "行政事业性收费", since=2019, until=2020),
                Choice("other_power", "其他", ("其他权力",)),
            ),
            required=True,
        ),
        Column("confirmed_on", "确认日期", Kind.DATE, "本年再次确认的日期", span=Span.IN_YEAR),
        Column(
            "has_flowchart", "有流程图", Kind.FLAG, "流程图是否完善", ("流程图",), required=True
        ),
        Column(
            "entered_on", "录入日期", Kind.DATE, "录入指定系统平台的日期", span=Span.BY_YEAR_END
        ),
        Column(
            "listed_on",
            "列入日期",
            Kind.DATE,
            "列入清单的日期，往年列入的可空",
            span=Span.BY_YEAR_END,
            since=2019,
            until=2020,
        ),
        Column(
            "removed_on",
            "取消日期",
            Kind.DATE,
            "移出清单的日期，现仍在列的空",
            span=Span.BY_YEAR_END,
            since=2019,
            until=2020,
        ),
    ),
    aliases=("权力清单",),
)

CHARGES = Ledger(
    id="charges",
    title="行政事业性收费和集中采购",
    row="一笔收费或一个采购项目",
    columns=(
        identifier(),
        Column(
            "kind",
            "种类",
            Kind.CHOICE,
            "收费或采购",
            ("类型",),
            (
                Choice("charge", "行政事业性收费", ("收费",)),
                Choice("procurement", "政府集中采购", ("采购",)),
            ),
            required=True,
        ),
        Column("item", "项目名称", Kind.TEXT, "收费或采购项目", ("名称",), required=True),
        Column(
            "occurred_on",
            "日期",
            Kind.DATE,
            "收费或成交的日期",
            (),
            required=True,
            span=Span.IN_YEAR,
        ),
        Column(
            "amount_yuan",
            "金额",
            Kind.MONEY,
            "金额，以元为单位",
            ("金额（元）",),
            unit="元",
            required=True,
        ),
    ),
    aliases=("收费采购",),
)

DATASET_SUBMISSIONS = Ledger(
    id="dataset_submissions",
    title="数据开放",
    row="一个数据集在一个月份的报送",
    columns=(
        Column("dataset", "数据集名称", Kind.TEXT, "数据集的名称", ("数据集",), required=True),
        Column("month", "月份", Kind.MONTH, "应报送的月份", (), required=True),
        Column(
            "submitted_on",
            "报送日期",
            Kind.DATE,
            "报送的日期，未报送则空",
            ("提供日期",),
            span=Span.ANY,
        ),
    ),
    key=("dataset", "month"),
    aliases=("数据开放报送",),
)
