from gongkai.records.ledgers.ledger import Choice, Column, Kind, Ledger, Span, identifier

MEETINGS = Ledger(
    id="meetings",
    title="会议培训",
    row="一次会议或一期培训",
    needed=(0, 2018),
    columns=(
        identifier(),
        Column(
            "kind",
            "类型",
            Kind.CHOICE,
            "会议或培训",
            (),
            (
                Choice("meeting", "会议", ("工作会议", "部署会", "推进会", "座谈会", "例会")),
                Choice("training", "培训", ("培训班", "业务培训", "培训会", "专题培训")),
            ),
            required=True,
        ),
        Column("name", "名称", Kind.TEXT, "会议或培训的名称", (), required=True),
        Column(
            "held_on",
            "日期",
            Kind.DATE,
            "举办的日期",
            (),
            required=True,
            span=Span.IN_YEAR,
            by_month=True,
        ),
        Column(
            "attendees", "参加人数", Kind.COUNT, "参加的人数", ("人次",), unit="人次", required=True
        ),
    ),
    aliases=("会议和培训",),
)

ORGANISATION = Ledger(
    id="organisation",
    title="机构人员经费",
    row="本机关一年的机构、人员和经费",
    needed=(0, 2018),
    columns=(
        Column("year", "年度", Kind.COUNT, "报告年度", (), required=True),
        Column(
            "offices",
            "专门机构数",
            Kind.COUNT,
            "政府信息公开工作专门机构数",
            unit="个",
            required=True,
        ),
        Column(
            "reading_points",
            "查阅点数",
            Kind.COUNT,
            "设置政府信息公开查阅点数",
            unit="个",
            required=True,
        ),
        Column(
            "staff_full_time",
            "专职人员数",
            Kind.COUNT,
            "不含公报和网站工作人员",
            unit="人",
            required=True,
        ),
        Column(
            "staff_part_time",
            "兼职人员数",
            Kind.COUNT,
            "兼职从事政府信息公开工作的人数",
            unit="人",
            required=True,
        ),
        Column(
            "earmarked_funds_yuan",
            "专项经费",
            Kind.MONEY,
            "政府信息公开专项经费",
            unit="元",
            required=True,
        ),
        Column("oversight_lines", "监督电话数", Kind.COUNT, "设立的监督电话数", unit="部"),
    ),
    key=("year",),
    aliases=("机构和经费",),
)
