from gongkai.records.ledgers.ledger import NO_NUMBER, Choice, Column, Kind, Ledger, Span, identifier

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
                Choice("reconsideration", "行政复议", ("复议", "行政复议案件")),
                Choice("litigation", "行政诉讼", ("诉讼", "行政诉讼案件")),
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
                Choice(
                    "upheld",
                    "结果维持",
                    (
                        "维持",
                        "驳回",
                        "驳回申请",
                        "驳回复议申请",
                        "驳回诉讼请求",
                        "驳回请求",
                        "维持原行政行为",
                    ),
                    within=("维持", "驳回"),
                ),
                Choice(
                    "corrected",
                    "结果纠正",
                    (
                        "纠正",
                        "被依法纠错",
                        "撤销",
                        "变更",
                        "确认违法",
                        "责令履行",
                        "责令履职",
                        "撤销原行政行为",
                        "撤销并责令重作",
                    ),
                    within=("撤销", "变更", "确认违法", "确认无效", "责令", "判令履行"),
                ),
                Choice(
                    "other_result",
                    "其他结果",
                    (
                        "其他情形",
                        "其他",
                        "其它",
                        "终止",
                        "终止审理",
                        "和解",
                        "调解",
                        "撤回",
                        "撤回申请",
                        "撤诉",
                        "准予撤诉",
                        "移送",
                    ),
                    within=("终止", "撤回", "撤诉", "调解", "和解", "化解", "不予受理"),
                ),
            ),
        ),
        Column(
            "request_id",
            "对应申请编号",
            Kind.TEXT,
            "所涉依申请公开台账的登记编号",
            blanks=NO_NUMBER,
        ),
    ),
    orders=(("filed_on", "decided_on"),),
    aliases=("复议诉讼", "行政复议诉讼"),
    ended="decided_on",
)
