"""Other systems' exports as they are: recognised, read, and what they cannot tell is said."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import sheets

from gongkai.charts.registry import BY_ID as CHARTS
from gongkai.findings import Severity
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount, Unknown
from gongkai.keys import Key
from gongkai.records.layouts import DEFAULTS, EXPORT_DEFAULTS, FACTS, LAYOUTS, MEANINGS, NAMED
from gongkai.records.ledgers import BY_ID, in_year
from gongkai.records.load import Records, load
from gongkai.records.reading.recognition.columns import assign
from gongkai.records.reading.recognition.fitness import known_words, same_sense
from gongkai.text import heading_key

YEAR = 2024
Rows = Sequence[Sequence[object]]

PENALTIES: Rows = [
    ["行政相对人名称", "行政相对人代码_1（统一社会信用代码）", "行政处罚决定书文号", "违法行为类型", "处罚类别",
     "处罚金额（万元）", "处罚决定日期", "处罚有效期", "公示截止期", "处罚机关"],
    ["甲公司", "", "云罚〔2024〕1号", "未公示", "罚款", "0.2", "2024/01/15", "2099/12/31", "2025/01/15", "某局"],
    ["乙公司", "", "云罚〔2024〕2号", "未公示", "罚款", "0.2", "2024/12/30", "2099/12/31", "2025/12/30", "某局"],
    ["丙公司", "", "云罚〔2023〕9号", "未公示", "罚款", "0.2", "2023/12/30", "2099/12/31", "2024/12/30", "某局"],
]  # fmt: skip
CODED: Rows = [
    ["XK_XDR_MC", "XK_XDR_LB", "XK_WSH", "XK_XKLB", "XK_XKZS", "XK_NR", "XK_JDRQ", "XK_YXQZ", "XK_ZT", "BZ"],
    ["甲公司", "法人及非法人组织", "云许〔2024〕1号", "普通", "施工许可", "准予", "2024-05-06", "2027-05-06", "1", ""],
]  # fmt: skip
HOTLINE: Rows = [
    ["市12345热线工单"],
    ["工单编号", "受理渠道", "姓名", "主要内容", "分派时间", "办理截止时间", "延期后截止日期", "办结时间", "工单状态", "回访时间", "最终满意度"],
    ["G1", "12345热线", "某", "路灯", "2024/6/1 11:00", "2024/6/8 17:30", "", "2024/6/4 9:00", "已办结", "2024/6/5 15:00", "非常满意"],
    ["G2", "网站", "某", "路灯", "2024/6/1 11:00", "2024/6/8 17:30", "2024/6/20 17:30", "2024/6/18 9:00", "已办结", "", "联系不上"],
    ["G3", "12345热线", "某", "路灯", "2024/6/1 11:00", "2024/6/8 17:30", "", "", "已退回", "", ""],
    ["G4", "12345热线", "某", "路灯", "2024/6/1 11:00", "2024/6/8 17:30", "", "", "[作废]", "", ""],
]  # fmt: skip
REQUESTS: Rows = [
    ["申请单号", "申请单类型", "姓名", "申请时间", "处理状态", "回复方式", "回复时间"],
    ["R1", "0", "某", "2024-01-15 10:12:33", "2", "1", "2024-01-28 09:10:00"],
    ["R2", "1", "某", "2024-02-15 10:12:33", "2", "5", "2024-02-28 09:10:00"],
    ["R3", "0", "某", "2022-02-15 10:12:33", "2", "1", "2022-02-28 09:10:00"],
]  # fmt: skip
ARTICLES: Rows = [
    ["信息ID", "标题", "栏目", "发布时间", "公开属性", "状态", "点击数"],
    ["1", "通知一", "首页>政务公开>通知公告", "2024/1/1 8:00", "主动公开", "已发布", "3"],
    ["2", "政策", "首页>信息公开>政策文件", "2024/2/1 8:00", "依申请公开", "已发布", "3"],
    ["3", "旧闻", "首页>新闻>工作动态", "2023/2/1 8:00", "主动公开", "已发布", "3"],
    ["4", "消息", "首页>新闻>图片新闻", "2024/3/1 8:00", "主动公开", "已发布", "3"],
]  # fmt: skip
PROPOSALS: Rows = [
    ["序号", "建议编号", "题目", "领衔代表", "类型", "正式交办日期", "要求结办日期", "办理类型", "解决程度"],
    ["1", "第001号", "关于路灯", "某", "建议", "2024-02-20", "2024-05-20", "单独办理", "A"],
    ["2", "第002号", "关于公园", "某", "建议", "2024-02-20", "2024-05-20", "会办", "B"],
]  # fmt: skip
DOCUMENTS: Rows = [
    ["序号", "文件名称", "发文字号", "发布日期", "实施日期", "失效日期", "时效性"],
    ["1", "办法一", "云规〔2016〕1号", "2016.03.05", "2016.04.05", "2024.12.31", "失效"],
    ["2", "办法二", "云规〔2018〕2号", "2018.03.05", "2018.04.05", "2099-12-31", "有效"],
    ["3", "办法三", "云规〔2024〕3号", "2024.03.05", "2024.04.05", "长期", "有效"],
]  # fmt: skip
GRID: Rows = [
    ["案件号", "问题来源", "上报时间", "当前阶段", "处置截止时间", "结案时间"],
    ["A1", "12319APP", "2024-03-01T10:00:00", "[结案]", "2024-03-05T10:00:00", "2024-03-04T12:00:00"],
    ["A2", "12345政务热线", "2024-03-02T10:00:00", "处置中", "2025-03-05T10:00:00", "0001-01-01T00:00:00"],
    ["A3", "监督员", "2024-03-02T10:00:00", "处置中", "2025-03-05T10:00:00", "1970-01-01 08:00:00"],
]  # fmt: skip
POSTS: Rows = [
    ["标题", "发表时间", "链接"],
    ["通知一", "2024-03-01 10:00", "a"],
    ["通知二", "2024-03-02", "b"],
]
DISPUTES: Rows = [
    ["案号", "案由", "申请人", "被申请人", "收案日期", "受理日期", "审理结果", "结案日期"],
    ["F1", "信息公开", "某", "某局", "2024-03-01", "2024-03-05", "维持", "2024-05-05"],
    ["F2", "信息公开", "某", "某局", "2024-03-01", "2024-03-05", "确认违法", "2024-05-05"],
    ["F3", "信息公开", "某", "某局", "2024-03-01", "2024-03-05", "撤回", "2024-05-05"],
]  # fmt: skip
CASES = [
    ("导出", PENALTIES, "decisions", "双公示行政处罚", {"publicity_penalties": 2, "publicity_licences": 0}),
    ("双公示", CODED, "decisions", "双公示行政许可", {"publicity_licences": 1}),
    ("工单", HOTLINE, "hotline_cases", "12345热线工单", {"hotline_cases": 3, "hotline_h12345": 2, "hotline_due": 2, "hotline_closed_on_time": 2}),
    ("申请单", REQUESTS, "requests", "依申请公开系统", {"requests_received": 2}),
    ("文章", ARTICLES, "disclosures", "网站文章清单", {"disclosed_total": 2}),
    ("人大建议", PROPOSALS, "proposals", "建议提案", {"proposals_npc": 2, "proposals_npc_lead": 1}),
    ("清单", DOCUMENTS, "documents", "规范性文件清单",
     {"normative_documents_in_force": 2, "normative_documents_issued": 1, "normative_documents_repealed": 1}),
    ("网格", GRID, "hotline_cases", "城管网格案件", {"hotline_cases": 3, "hotline_h12319": 1, "hotline_h12345": 1}),
    ("公众号推文", POSTS, "disclosures", "网站文章清单", {"disclosed_total": 2, "disclosed_wechat": 2}),
    ("案件", DISPUTES, "disputes", "行政复议", {}),
]  # fmt: skip


def read(bare_office: Path, name: str, rows: Rows) -> Records:
    sheets.workbook(bare_office / f"{name}.xlsx", [list(row) for row in rows], sheet="Sheet1")
    return load(bare_office.parents[1], Key(bare_office.parent.name, YEAR))


@pytest.mark.parametrize(("name", "rows", "ledger", "title", "figures"), CASES)
def test_an_export_is_read_as_it_is(
    bare_office: Path, name: str, rows: Rows, ledger: str, title: str, figures: dict[str, int]
) -> None:
    records = read(bare_office, name, rows)
    assert not records.stopping, [str(f) for f in records.stopping]
    (told,) = [f for f in records.findings if f.rule == "L-27"]
    assert told.message.startswith(f"按{title}")
    assert told.severity is Severity.INFO
    assert ledger in records.frames
    computed = compute(records)
    assert {n: computed[n] for n in figures} == {n: Amount(v) for n, v in figures.items()}


def test_what_an_export_cannot_tell_is_unknown_and_told_once(bare_office: Path) -> None:
    records = read(bare_office, "申请单", REQUESTS)
    computed = compute(records)
    assert isinstance(computed["requests_online"], Unknown)
    assert isinstance(computed["requests_received"], Amount)
    told = [f for f in records.findings if f.severity is not Severity.INFO and f.rule != "L-12"]
    assert {f.rule for f in told} == {"L-29", "L-32"}
    (asked,) = [f for f in told if f.rule == "L-32"]
    assert (asked.value, asked.place.column) == ("法人或其他组织", "申请单类型")


def test_what_a_columns_words_count_as_is_said_of_the_column_and_of_no_row(
    bare_office: Path,
) -> None:
    found = [
        f for f in read(bare_office, "申请单", REQUESTS).findings if f.rule in ("L-18", "L-36")
    ]
    assert found and all(f.place.row is None and f.place.column for f in found)


def test_a_row_left_out_is_counted_and_told(bare_office: Path) -> None:
    found = [f for f in read(bare_office, "文章", ARTICLES).findings if f.rule in ("L-30", "L-33")]
    assert ["公开属性不是主动公开" in f.message for f in found if f.rule == "L-30"] == [True]
    (other,) = [f for f in found if f.rule == "L-33"]
    assert other.value == "2023-02-01"


def test_a_word_that_leaves_it_open_is_read_with_its_reason(bare_office: Path) -> None:
    head = ["登记编号", "申请人类型", "申请方式", "收到日期", "答复日期", "答复类型", "具体理由"]
    said = [
        ("不予公开", "行政执法案卷信息"),
        ("不予处理", "信访、举报、投诉"),
        ("予以公开", "网站可查"),
        ("无法提供", ""),
    ]
    rows = [
        [f"S{n}", "自然人", "当面", "2024-03-01", "2024-03-05", *pair]
        for n, pair in enumerate(said)
    ]
    records = read(bare_office, "依申请公开", [head, *rows, ["合计", "4件"]])
    assert records.frames["requests"].collect()["outcome"].to_list() == ["r3_7", "r5_1", "r1", None]
    assert [f.value for f in records.findings if f.rule == "L-32"] == ["无法提供"]


def test_the_end_of_publication_is_no_date_of_publication(bare_office: Path) -> None:
    records = read(bare_office, "双公示", PENALTIES)
    rows = records.frames["decisions"].collect()
    assert rows["published_on"].to_list() == rows["decided_on"].to_list()
    (told,) = [f for f in records.findings if "公示日期" in f.message and f.rule == "L-28"]
    assert "是否按期公示未掌握" in told.message
    assert isinstance(compute(records)["publicity_timely"], Unknown)


def test_an_export_of_one_kind_alone_says_which_kinds_count_as_nought(bare_office: Path) -> None:
    records = read(bare_office, "双公示", PENALTIES)
    (told,) = [f for f in records.findings if f.rule == "L-35"]
    assert told.severity is Severity.WARNING and "没有的行政许可、行政强制按0件计" in told.message
    assert "双公示.xlsx" in str(told.place)
    plotted = CHARTS["publicity_by_month"].plot(compute(records).counts)
    assert plotted.columns[1:] == ("行政处罚",)
    (told,) = [f for f in read(bare_office, "许可", CODED).findings if f.rule == "L-35"]
    assert told.severity is Severity.INFO and told.message.endswith(
        "只有行政许可、行政处罚，没有的行政强制按0件计"
    )


def test_a_page_without_records_hides_no_kind_that_counts_as_nought(bare_office: Path) -> None:
    head = [[column.heading for column in in_year(YEAR)["decisions"].columns]]
    sheets.workbook(bare_office / "台账.xlsx", head, sheet="行政许可处罚强制决定")
    (told,) = [f for f in read(bare_office, "双公示", PENALTIES).findings if f.rule == "L-35"]
    assert "没有的行政许可、行政强制按0件计" in told.message


def test_every_layout_names_what_there_is() -> None:
    for layout in LAYOUTS:
        ledger = BY_ID[layout.ledger]
        known = {heading_key(h) for s in layout.sources for h in s.headings}
        known |= {heading_key(n) for c in ledger.columns for n in (c.heading, *c.aliases)}
        assert any(heading_key(h) in known for marks in layout.marks for h in marks)
        assert {s.column for s in layout.sources} <= {c.name for c in ledger.columns}
        assert {d.column for d in layout.defaults} <= {c.name for c in ledger.columns}
    assert {x.ledger for x in LAYOUTS} <= set(MEANINGS)
    for declared in (DEFAULTS, EXPORT_DEFAULTS, FACTS, NAMED):
        assert set(declared) <= set(BY_ID)


def test_every_word_of_a_layout_is_a_word_of_ours() -> None:
    for layout in LAYOUTS:
        for source in layout.sources:
            column = next(
                c for y in (2018, YEAR) for c in in_year(y)[layout.ledger].columns if c.name == source.column
            )  # fmt: skip
            words = {w for y in (2018, YEAR) for c in in_year(y)[layout.ledger].columns if c.name == source.column for w in known_words(c)}  # fmt: skip
            for word in (
                *(w for _, w in (*source.values, *source.within)),
                source.otherwise,
                source.filled,
            ):
                assert not word or heading_key(word) in words, (layout.title, column.heading, word)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("公示截止期", "公示日期"), ("办结时限", "办结日期"), ("答复期限", "答复日期"),
        ("实施日期", "废止日期"), ("收案日期", "审结日期"), ("区交办办结期限", "办结日期"),
    ],
)  # fmt: skip
def test_a_limit_is_never_taken_for_a_fact(theirs: str, ours: str) -> None:
    assert not same_sense(theirs, ours)
    for ledger in in_year(YEAR).values():
        for column in ledger.columns:
            if column.heading == ours:
                found = assign([theirs, "编号"], ledger, None).found
                assert column.name not in found


@pytest.mark.parametrize(
    ("ledger", "column", "better", "other"),
    [
        ("requests", "received_on", "登记日期", "申请日期"),  # 令711号第三十一条: what comes by net counts from its confirmation
        ("disclosures", "channel", "发布平台", "公开方式"),  # 主动公开 is how, not where
        ("disclosures", "handler", "录入人", "作者"),
    ],
)  # fmt: skip
def test_of_two_that_may_be_meant_the_nearer_one_is_read(
    ledger: str, column: str, better: str, other: str
) -> None:
    of = in_year(YEAR)[ledger]
    for heads in ([other, better], [better, other]):
        assert assign(heads, of, None).found[column].spelling == better
    assert assign([other], of, None).found[column].spelling == other


EXTENDED: Rows = [
    ["登记编号", "申请人类型", "申请方式", "收到日期", "是否延期", "答复日期", "办理结果"],
    *(
        [f"Y{n}", "自然人", "网络", received, said, reply, "予以公开"]
        for n, (received, said, reply) in enumerate((
            ("2019-07-01", "√", "2019-08-20"), ("2019-07-01", "延长20个工作日，7月10日告知", "2019-08-20"),
            ("2019-07-01", "2019年7月10日", "2019-08-20"), ("2019-07-01", "否", "2019-08-20"),
            ("2019-07-01", "是", "2019-12-20"), ("2019-04-01", "是", "2019-04-28"),
            ("2019-07-01", "延至8月20日", "2019-08-20"),
        ))
    ),
]  # fmt: skip


def test_a_mark_of_extension_is_as_much_as_the_law_allows_and_late_only_where_it_must_be(
    bare_office: Path,
) -> None:
    year = bare_office.rename(bare_office.with_name("2019"))
    sheets.workbook(year / "依申请公开.xlsx", [list(row) for row in EXTENDED], sheet="依申请公开")
    records = load(year.parents[1], Key("x", 2019))
    rows = {r["id"]: r for r in records.frames["requests"].collect().iter_rows(named=True)}
    assert [rows[f"Y{n}"]["extension_workdays"] for n in range(7)] == [20, 20, 20, 0, 20, 15, None]
    assert [rows[f"Y{n}"]["overdue"] for n in range(5)] == [False, False, False, True, True]
    assert [rows[f"Y{n}"]["undetermined"] for n in range(3)] == [True, False, False]
    assert rows["Y2"]["is_extended"] and rows["Y5"]["undetermined"]
    told = {(f.rule, f.place.row) for f in records.findings}
    assert {("R-04", 2), ("R-05", 5), ("L-09", 8)} <= told
    assert not {("R-05", 2), ("R-05", 8)} & told  # what nobody can read makes no reply late
    assert any(f.rule == "L-18" and "“√”按“20”计" in f.message for f in records.findings)


@pytest.mark.parametrize(("heading", "days"), [("是否延期", 20), ("延期标志", 20), ("延期天数", 1)])
def test_a_one_below_a_question_is_a_yes_and_no_day(
    bare_office: Path, heading: str, days: int
) -> None:
    head = [heading if cell == "是否延期" else cell for cell in EXTENDED[0]]
    rows = [
        [f"Y{n}", "自然人", "网络", "2024-07-01", s, "2024-07-20", "予以公开"]
        for n, s in enumerate(("1", "0"))
    ]
    sheets.workbook(bare_office / "依申请公开.xlsx", [head, *rows], sheet="依申请公开")
    frame = load(bare_office.parents[1], Key("x", 2024)).frames["requests"].collect()
    assert frame.get_column("extension_workdays").to_list() == [days, 0]


@pytest.mark.parametrize("rows", [EXTENDED, REQUESTS], ids=["own headings", "a portal's export"])
def test_the_column_that_an_export_lacks_may_be_added_at_its_end(
    bare_office: Path, rows: Rows
) -> None:
    head, *body = rows
    wider = [
        [*head, *([] if "是否延期" in head else ["是否延期"]), "延期告知日期"],
        *([*row, *([] if "是否延期" in head else ["是"]), "2024-01-20"] for row in body),
    ]
    records = read(bare_office, "依申请公开", wider)
    dates = records.frames["requests"].collect()["extension_notified_on"].to_list()
    assert dates and None not in dates
    advice = [
        f.remedy for f in records.findings if f.rule == "R-04" and f.severity is Severity.WARNING
    ]
    assert not advice


TICKS: Rows = [
    ["登记编号", "自然人", "商业企业", "网络", "信函", "收到日期", "答复日期", "予以公开", "不予公开", "不予公开理由"],
    ["Y1", "√", "", "√", "", "2024-03-01", "2024-03-20", "√", "", ""],
    ["Y2", "", "√", "×", "√", "2024-03-01", "2024-03-20", "", "√", "国家秘密"],
    ["Y3", "√", "", "√", "√", "2024-03-01", "2024-03-20", "√", "", ""],
]  # fmt: skip
OPENED: Rows = [
    ["标题", "发布时间", "栏目", "主动公开", "依申请公开", "不予公开"],
    ["甲", "2024-03-01", "通知公告", "√", "", ""],
    ["乙", "2024-03-02", "通知公告", "", "√", ""],
    ["丙", "2024-03-03", "通知公告", "", "", "√"],
    ["丁", "2024-03-04", "通知公告", "√", "√", ""],
]  # fmt: skip


def test_a_column_a_word_ticked_where_it_holds_is_one_choice(bare_office: Path) -> None:
    records = read(bare_office, "依申请公开", TICKS)
    rows = records.frames["requests"].collect().rows(named=True)
    said = [(r["applicant_type"], r["submit_channel"], r["outcome"]) for r in rows]
    assert said[:2] == [("natural_person", "online", "r1"), ("commercial", "letter", "r3_1")]
    (twice,) = [f for f in records.findings if f.rule == "L-10"]
    assert (twice.place.row, twice.value) == (4, "网络、信函")  # never one of them


def test_what_is_ticked_as_not_published_is_left_out(bare_office: Path) -> None:
    records = read(bare_office, "网站", OPENED)
    assert compute(records)["disclosed_total"] == Amount(2)
    assert {f.place.row for f in records.findings if f.rule == "L-30"} == {3, 4}


TWO_ROWS: Rows = [
    ["序号", "案件编码", "当事人", "", "处罚决定", "", "公示挂网日", "案件进度"],
    ["", "", "姓名/名称", "主体类别", "文书号", "作出日", "", ""],
    ["1", "A1", "甲店", "个体工商户", "云罚〔2024〕1号", "2024.01.24", "2024.02.01", "结案"],
]


def test_a_word_that_stands_under_several_groups_is_read_with_its_group(bare_office: Path) -> None:
    rows: Rows = [
        ["工单号", "诉求人", "", "交办", "", "办理", "", "", "答复", "回访", ""],
        ["", "姓名", "诉求", "时间", "单位", "期限", "办结时间", "状态", "时间", "时间", "方式"],
        ["G1", "某", "路灯", "2024-03-01", "一科", "2024-03-08", "2024-03-04", "已办", "2024-03-05", "", "电话"],
        ["G2", "某", "井盖", "2024-03-02", "二科", "2024-03-09", "2024-03-06", "已办", "2024-03-07", "", "电话"],
    ]  # fmt: skip
    records = read(bare_office, "12345热线", rows)
    row = records.frames["hotline_cases"].collect().rows(named=True)[0]
    days = [str(row[name]) for name in ("received_on", "due_on", "closed_on", "replied_on")]
    assert days == ["2024-03-01", "2024-03-08", "2024-03-04", "2024-03-05"]


def test_the_second_row_of_a_heading_goes_on_with_the_first(bare_office: Path) -> None:
    records = read(bare_office, "行政处罚", TWO_ROWS)
    (row,) = records.frames["decisions"].collect().rows(named=True)
    assert row["doc_no"] == "云罚〔2024〕1号"
    assert str(row["decided_on"]) == "2024-01-24" and row["kind"] == "penalty"
    assert (row["subject_type"], str(row["published_on"])) == ("natural_person", "2024-02-01")
    assert not [f for f in records.findings if f.rule == "L-05" and "没有列名" in f.message]
