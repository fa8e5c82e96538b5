"""What an office writes in ledgers of its own: read where it has one meaning, told where it has none."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import sheets

from gongkai.findings import Finding, Place, Severity
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount
from gongkai.keys import Key
from gongkai.records.load import Records, load

KEY = Key("office", 2025)
Rows = Sequence[Sequence[object]]

REQUESTS: Rows = [
    ["收件编号", "收件日期", "申请人", "申请人类型", "申请方式", "答复期限", "答复日期", "答复文书编号", "办理结果"],
    ["云申〔2025〕1号", "2025-03-03", "某", "自然人", "网络", "2025-03-31", "2025-03-25", "云复〔2025〕1号", "予以公开"],
    ["云申〔2025〕2号", "2025-12-19", "某", "自然人", "网络", "2026-01-19", "", "", "办理中"],
]  # fmt: skip
DISPUTES: Rows = [
    ["案号", "类型", "受理日期", "审结日期", "结果"],
    ["云政复〔2025〕1号", "行政复议", "2025年3月", "2025年5月", "维持"],
    ["云政复〔2025〕2号", "行政复议", "2025-12-15", "未审结", "未审结"],
]
DOCUMENTS: Rows = [
    ["序号", "文件名称", "文号", "发布日期", "施行日期", "状态"],
    ["1", "办法一", "云规〔2018〕2号", "2018年3月", "2018-04-15", "2025年6月废止"],
    ["2", "办法二", "云规〔2022〕1号", "2022-09-01", "2022-10-01", "有效"],
    ["3", "办法三", "云规〔2025〕1号", "2025-04-22", "2025-05-22", "现行有效"],
]


def _load(tmp_path: Path, **ledgers: Rows) -> Records:
    folder = tmp_path / "office" / "2025"
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "agency.toml").write_text(
        'code = "office"\nname = "某局"\nlevel = "department"\n', encoding="utf-8"
    )
    for name, rows in ledgers.items():
        sheets.text(folder / f"{name}.csv", rows)
    return load(tmp_path, KEY)


def _amount(records: Records, name: str) -> int:
    value = compute(records)[name]
    assert isinstance(value, Amount), value
    return int(value.number)


def _above_hint(records: Records, file: str) -> list[Finding]:
    return [
        f
        for f in records.findings
        if f.place.file == file and f.severity is not Severity.INFO and f.rule != "L-28"
    ]


def test_own_columns_of_limits_and_documents_are_told_once_and_are_no_warning(
    tmp_path: Path,
) -> None:
    records = _load(tmp_path, 依申请公开=REQUESTS)
    assert not _above_hint(records, "依申请公开.csv")
    (told,) = [f for f in records.findings if f.rule == "L-05"]
    assert "答复期限、答复文书编号" in told.message
    assert _amount(records, "requests_received") == 2
    assert _amount(records, "requests_open_at_end") == 1


def test_a_number_of_the_register_is_no_number_of_a_card(tmp_path: Path) -> None:
    rows = [[*row] for row in REQUESTS]
    rows[0][0], rows[0][7] = "序号", "收件单号码"
    told = [f.remedy for f in _load(tmp_path, 依申请公开=rows).findings if f.rule == "L-05"]
    assert told and not any("证件号码" in remedy for remedy in told)


def test_a_case_not_decided_is_pending_and_a_month_is_enough_for_its_year(tmp_path: Path) -> None:
    records = _load(tmp_path, 复议诉讼举报=DISPUTES)
    assert not _above_hint(records, "复议诉讼举报.csv")
    assert _amount(records, "t4_reconsideration_upheld") == 1
    assert _amount(records, "t4_reconsideration_pending") == 1
    days = [f.message for f in records.findings if f.rule == "L-18" and "没有写日" in f.message]
    assert len(days) == 2 and all("1 处没有写日，按该月计" in message for message in days)


def test_the_state_of_a_document_says_when_it_ended(tmp_path: Path) -> None:
    records = _load(tmp_path, 规范性文件=DOCUMENTS)
    assert not _above_hint(records, "规范性文件.csv")
    assert _amount(records, "normative_documents_repealed") == 1
    assert _amount(records, "normative_documents_in_force") == 2
    assert _amount(records, "normative_documents_issued") == 1


def test_a_document_that_ended_nobody_knows_when_leaves_its_figures_open(tmp_path: Path) -> None:
    rows = [[*row] for row in DOCUMENTS]
    rows[1][-1] = "废止"
    records = _load(tmp_path, 规范性文件=rows)
    (told,) = _above_hint(records, "规范性文件.csv")
    assert (told.rule, told.value, told.place.row) == ("L-08", "废止", 2)
    assert not isinstance(compute(records)["normative_documents_in_force"], Amount)
    assert _amount(records, "normative_documents_issued") == 1


@pytest.mark.parametrize("value", ["2025年9月", "2025/9", "2025-09", "２０２５年９月份"])
def test_a_meeting_of_a_month_is_counted(tmp_path: Path, value: str) -> None:
    rows: Rows = [
        ["编号", "类型", "名称", "日期", "参加人数"],
        ["1", "会议", "部署会", value, "22"],
        ["2", "培训", "培训班", "2025-05-06", "30"],
    ]
    records = _load(tmp_path, 会议培训=rows)
    assert not _above_hint(records, "会议培训.csv")
    assert _amount(records, "ogi_meetings") == 1


def test_the_day_of_a_request_is_never_guessed(tmp_path: Path) -> None:
    rows = [[*row] for row in REQUESTS]
    rows[1][1] = "2025年3月"
    (told,) = _above_hint(_load(tmp_path, 依申请公开=rows), "依申请公开.csv")
    assert told.rule == "L-08" and "只有年月" in told.message


def test_an_outcome_without_a_day_is_one_finding(tmp_path: Path) -> None:
    rows = [[*row] for row in REQUESTS]
    rows[1][6] = ""
    (told,) = _above_hint(_load(tmp_path, 依申请公开=rows), "依申请公开.csv")
    assert (told.rule, told.place.row, told.place.column) == ("R-03", 2, "答复日期")


DECISIONS: Rows = [
    ["编号", "决定种类", "事项名称", "相对人类型", "决定日期", "应当公示", "公示日期"],
    ["1", "行政许可", "甲", "自然人", "2025-03-05", "是", "2025-03-06"],
    ["2", "行政许可", "乙", "自然人", "", "是", "2025-03-06"],
]
FEES: Rows = [
    ["编号", "种类", "项目名称", "日期", "金额"],
    ["1", "行政事业性收费", "登记费", "2025-03-05", "1200"],
    ["2", "行政事业性收费", "登记费", "", "800"],
]


def test_a_blank_day_leaves_its_own_figures_unknown_and_no_others(tmp_path: Path) -> None:
    records = _load(tmp_path, 行政许可处罚强制决定=DECISIONS, 依申请公开=REQUESTS)
    assert not records.stopping
    (told,) = [f for f in records.findings if f.rule == "L-07"]
    assert (told.place.row, told.place.column) == (3, "决定日期")
    assert not isinstance(compute(records)["licence_decisions"], Amount)
    assert _amount(records, "requests_received") == 2


def test_a_row_of_the_years_ledger_is_of_the_year_without_its_day(tmp_path: Path) -> None:
    records = _load(tmp_path, 行政事业性收费和集中采购=FEES)
    assert not records.stopping and [f.rule for f in records.findings if f.rule == "L-07"]
    assert compute(records)["charges_yuan"] == Amount(2000)


def test_a_blank_day_of_issue_is_the_day_of_publication(tmp_path: Path) -> None:
    rows: Rows = [
        ["编号", "标题", "成文日期", "公开日期", "公开渠道", "信息类别"],
        ["1", "通知", "", "2025-03-05", "本机关网站", "其他"],
        ["2", "通知", "", "2025-03-06", "本机关网站", "其他"],
        ["3", "公告", "2025-03-04", "2025-03-06", "本机关网站", "其他"],
    ]
    records = _load(tmp_path, 主动公开=rows)
    assert not records.stopping
    assert _amount(records, "disclosed_total") == 3
    (told,) = [f for f in records.findings if f.rule == "L-07"]
    assert "归并时按公开日期计" in told.remedy and told.rows == 2


@pytest.mark.parametrize(
    ("blank", "known", "unknown"),
    [
        (6, "requests_received", "requests_open_at_end"),
        (8, "requests_open_at_end", "t3_r1_total"),
    ],
)
def test_half_of_an_answer_is_told_at_its_cell_and_leaves_its_figures_open(
    tmp_path: Path, blank: int, known: str, unknown: str
) -> None:
    rows = [[*row] for row in REQUESTS]
    rows[1][blank] = ""
    records = _load(tmp_path, 依申请公开=rows)
    assert not records.stopping
    assert [f.rule for f in _above_hint(records, "依申请公开.csv")] == ["R-03"]
    _amount(records, known)
    assert not isinstance(compute(records)[unknown], Amount)


@pytest.mark.parametrize("heading", ["类别", "信息类别", "栏目"])
def test_what_a_site_calls_its_columns_is_no_wrong_word_under_any_heading(
    tmp_path: Path, heading: str
) -> None:
    rows: Rows = [
        ["序号", "标题", "发布日期", heading, "阅读数"],
        ["1", "活动一", "2025-03-05", "社区动态", "12"],
        ["2", "通知二", "2025-03-06", "通知公告", "15"],
    ]
    records = _load(tmp_path, 公众号推文统计=rows)
    assert not _above_hint(records, "公众号推文统计.csv")
    (told,) = [f for f in records.findings if f.rule == "L-18"]
    assert "“社区动态”按“其他”计，1处" in told.message and "通知公告" not in told.message
    assert _amount(records, "disclosed_wechat") == 2


@pytest.mark.parametrize(
    ("heading", "value"), [("办理结果", "不予公开（第三方个人隐私）"), ("身份类别", "居民")]
)
def test_ordinary_words_of_small_offices_are_read(tmp_path: Path, heading: str, value: str) -> None:
    rows = [[*row] for row in REQUESTS]
    at = {"办理结果": 8, "身份类别": 3}[heading]
    rows[0][at], rows[1][at] = heading, value
    assert not _above_hint(_load(tmp_path, 依申请公开=rows), "依申请公开.csv")


@pytest.mark.parametrize("value", ["县政府网", "市政府门户网"])
def test_a_governments_net_is_the_net(tmp_path: Path, value: str) -> None:
    rows = [[*row] for row in REQUESTS]
    rows[1][4] = value
    records = _load(tmp_path, 依申请公开=rows)
    assert not _above_hint(records, "依申请公开.csv")
    assert _amount(records, "requests_online") == 2


def test_how_words_were_read_is_told_of_each_file_by_itself(tmp_path: Path) -> None:
    head, one, two = ([*row] for row in REQUESTS)
    one[4], two[4] = "邮寄", "EMS"
    other = [*two]
    other[0], other[4] = "云申〔2025〕3号", "网上"
    book = tmp_path / "office" / "2025" / "依申请公开-下半年.xlsx"
    book.parent.mkdir(parents=True)
    sheets.workbook(book, [head, two], sheet="7月", more={"8月": [head, other]})
    records = _load(tmp_path, **{"依申请公开-上半年": [head, one]})
    told = {f.place: f.message for f in records.findings if f.place.column == "申请方式"}
    assert told == {
        Place("依申请公开-上半年.csv", None, 2, "申请方式"): "申请方式：“邮寄”按“信函”计，1处",
        Place("依申请公开-下半年.xlsx", None, None, "申请方式"): (
            "申请方式：“EMS”按“信函”计，1处；“网上”按“网络”计，1处"
        ),
    }


def test_the_totals_of_all_months_are_one_hint_that_still_names_each_row(tmp_path: Path) -> None:
    head = ["编号", "类型", "会议名称", "召开时间", "参会人数"]
    months = {
        f"{n}月": [
            head,
            *([f"H{n}{k}", "会议", "例会", f"2025-0{n}-0{k}", "20"] for k in range(1, n + 2)),
            ["合计", "", "", "", str(20 * (n + 1))],
        ]
        for n in (1, 2, 3)
    }
    book = tmp_path / "office" / "2025" / "会议培训.xlsx"
    book.parent.mkdir(parents=True)
    first, *others = months
    sheets.workbook(book, months[first], sheet=first, more={name: months[name] for name in others})
    (told,) = [f for f in _load(tmp_path).findings if f.rule == "L-17"]
    assert told.message.startswith("第4行按合计行处理")
    assert told.message.endswith("（另有2张表同此：“2月”第5行、“3月”第6行）")
