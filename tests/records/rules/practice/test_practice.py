"""Rules of law and good practice: each row keeps a limit on its last day, or breaks it by one."""

from pathlib import Path

import pytest
import sheets

from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount, Counts
from gongkai.keys import Key
from gongkai.records.ledgers import BY_ID
from gongkai.records.load import Records, load

REQUEST = {
    "登记编号": "甲1", "申请人类型": "自然人", "申请方式": "网络", "收到日期": "2018-02-09",
    "答复日期": "2018-03-07", "办理结果": "同意公开",
}  # fmt: skip
NEW = REQUEST | {"收到日期": "2022-03-01", "答复日期": "2022-03-29", "办理结果": "予以公开"}
PAID = NEW | {
    "收费通知日期": "2022-03-09",
    "缴费日期": "2022-03-10",
    "收费金额": "100",
    "计费页数": "40",
}
DECISION = {
    "编号": "甲1", "决定种类": "行政许可", "事项名称": "事项", "相对人类型": "自然人",
    "决定日期": "2018-02-09", "应当公示": "是", "公示日期": "2018-02-24",
}  # fmt: skip
DISPUTE = {
    "编号": "甲1",
    "类型": "行政复议",
    "受理日期": "2017-10-01",
    "审结日期": "2018-01-01",
    "结果": "结果维持",
}
DOCUMENT = {"编号": "甲1", "文件名称": "甲", "文件种类": "规范性文件", "制发日期": "2016-03-01"}
PROPOSAL = {
    "建议提案号": "甲1", "类型": "建议", "题目": "题", "承办角色": "主办", "交办日期": "2018-03-20",
    "答复日期": "2018-06-20",
}  # fmt: skip
HOTLINE = {
    "编号": "甲1", "来源": "12345", "转办日期": "2018-03-01", "办理期限": "2018-03-08",
    "办结日期": "2018-03-08",
}  # fmt: skip
DISCLOSURE = {
    "编号": "1", "标题": "甲", "成文日期": "2018-03-01", "公开日期": "2018-03-09", "公开渠道": "本机关网站",
    "科室审核日期": "2018-03-02", "分管领导审核日期": "2018-03-05", "主要领导审签日期": "2018-03-09",
    "保密审查日期": "2018-03-09", "保密审查结论": "公开",
}  # fmt: skip
POWER = {
    "编号": "1",
    "事项名称": "甲",
    "权力类别": "行政许可",
    "有流程图": "是",
    "录入日期": "2018-04-20",
}


def told(root: Path, ledger: str, rows: list[dict[str, str]], year: int) -> set[tuple[str, str]]:
    """Return (rule, column) of every practice finding about these rows."""
    records = read(root, ledger, rows, year)
    return {
        (f.rule, f.place.column or "")
        for f in records.findings
        if f.rule.startswith(("R-", "X-")) and f.place.file == f"{ledger}.csv"
    }


def read(root: Path, ledger: str, rows: list[dict[str, str]], year: int) -> Records:
    folder = root / "x" / str(year)
    folder.mkdir(parents=True)
    (root / "x" / "agency.toml").write_text(
        'code = "x"\nname = "某市某局"\nlevel = "department"\n', encoding="utf-8"
    )
    heads = [column.heading for column in BY_ID[ledger].in_year(year).columns]
    assert all(set(row) <= set(heads) for row in rows), [set(row) - set(heads) for row in rows]
    sheets.text(folder / f"{ledger}.csv", [heads, *([r.get(h, "") for h in heads] for r in rows)])
    return load(root, Key("x", year))


Row = dict[str, str]
# The ledger, a row that keeps the rule, what breaks it, the rule and the column it is told at.
CASES: list[tuple[str, Row, Row, str, str]] = [
    ("requests", REQUEST, {"答复日期": "2018-03-08"}, "R-05", "答复日期"),
    ("requests", REQUEST | {"延期工作日": "15", "延期告知日期": "2018-03-07"},
     {"延期告知日期": "2018-03-08"}, "R-04", "延期工作日"),
    ("requests", REQUEST | {"延期工作日": "15", "延期告知日期": "2018-03-07"},
     {"延期工作日": "16"}, "R-04", "延期工作日"),
    ("requests", NEW | {"补正通知日期": "2022-03-10"}, {"补正通知日期": "2022-03-11"}, "R-06", "补正通知日期"),
    ("requests", PAID, {"收费通知日期": "", "缴费日期": ""}, "R-18", "收费通知日期"),
    ("requests", PAID | {"答复日期": "2022-04-22", "收费通知日期": "2022-03-29", "缴费日期": "2022-03-30"},
     {"收费通知日期": "2022-03-30"}, "R-18", "收费通知日期"),
    ("requests", PAID | {"缴费日期": "2022-04-07", "答复日期": "2022-04-20"},
     {"缴费日期": "2022-04-08"}, "R-18", "缴费日期"),
    ("requests", PAID | {"缴费日期": "", "收费金额": "", "计费页数": "", "办理结果": "其他处理：逾期未缴费",
                         "收费通知日期": "2022-03-01", "答复日期": "2022-03-30"},
     {"答复日期": "2022-03-29"}, "R-18", "办理结果"),
    ("requests", PAID, {"收费金额": "110"}, "X-6", "收费金额"),
    ("decisions", DECISION, {"公示日期": "2018-02-26"}, "R-08", "公示日期"),
    ("decisions", DECISION, {"公示日期": ""}, "R-08", "公示日期"),
    ("decisions", DECISION | {"应当公示": "否", "公示日期": ""}, {"应当公示": "是"}, "R-08", "公示日期"),
    ("decisions", DECISION, {"应当公示": "否"}, "R-08", "应当公示"),
    ("proposals", PROPOSAL, {"答复日期": "2018-06-21"}, "R-09", "答复日期"),
    ("proposals", PROPOSAL, {"答复日期": ""}, "R-09", "答复日期"),
    ("proposals", PROPOSAL | {"办理期限": "2018-12-20", "答复日期": "2018-09-20"},
     {"答复日期": "2018-09-21"}, "R-09", "答复日期"),
    ("proposals", PROPOSAL | {"承办角色": "协办", "答复日期": ""}, {"承办角色": "分办"}, "R-09", "答复日期"),
    ("hotline_cases", HOTLINE, {"办结日期": "2018-03-09"}, "R-19", "办结日期"),
    ("hotline_cases", HOTLINE, {"办结日期": ""}, "R-19", "办结日期"),
    ("hotline_cases", HOTLINE | {"办结日期": "", "退回": "是"}, {"退回": "否"}, "R-19", "办结日期"),
    ("hotline_cases", HOTLINE | {"办结日期": "", "办理期限": "2019-01-01"},
     {"办理期限": "2018-12-31"}, "R-19", "办结日期"),
    ("disclosures", DISCLOSURE, {"主要领导审签日期": "2018-03-10"}, "R-10", "主要领导审签日期"),
    ("disclosures", DISCLOSURE, {"分管领导审核日期": ""}, "R-10", "分管领导审核日期"),
    ("disclosures", DISCLOSURE, {"科室审核日期": ""}, "R-10", "科室审核日期"),
    ("disclosures", DISCLOSURE, {"保密审查日期": "2018-03-10"}, "R-10", "保密审查日期"),
    ("disclosures", DISCLOSURE, {"保密审查结论": "不予公开"}, "R-10", "保密审查结论"),
    ("power_items", POWER, {"有流程图": "否"}, "R-13", "有流程图"),
    ("power_items", POWER, {"录入日期": ""}, "R-13", "录入日期"),
    ("disputes", DISPUTE, {"审结日期": "2017-12-31"}, "R-21", "受理日期"),
    ("disputes", DISPUTE | {"类型": "行政诉讼", "经复议后起诉": "否"}, {"经复议后起诉": ""}, "R-22", "经复议后起诉"),
    ("disputes", DISPUTE | {"类型": "举报投诉", "受理日期": "2018-01-01"}, {"受理日期": "2017-12-31"}, "R-21", "受理日期"),
    ("decisions", DECISION | {"决定日期": "2017-12-29", "公示日期": "2018-01-02"},
     {"公示日期": "2017-12-29"}, "R-21", "决定日期"),
    ("hotline_cases", HOTLINE | {"转办日期": "2017-12-20", "办理期限": "2018-01-04", "办结日期": "2018-01-03"},
     {"办理期限": "2017-12-29"}, "R-21", "转办日期"),
    ("proposals", PROPOSAL | {"交办日期": "2017-10-20", "办理期限": "2018-01-19", "答复日期": "2018-01-18"},
     {"办理期限": "2017-12-29"}, "R-21", "交办日期"),
    ("documents", DOCUMENT | {"废止日期": "2018-01-01"}, {"废止日期": "2017-12-31"}, "R-21", "废止日期"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ledger", "kept", "broken", "rule", "column"),
    CASES,
    ids=[f"{case[3]}-{'-'.join(case[2])}" for case in CASES],
)
def test_a_rule_is_kept_on_its_last_day_and_broken_on_the_next(
    tmp_path: Path, ledger: str, kept: Row, broken: Row, rule: str, column: str
) -> None:
    year = int(kept.get("收到日期", "2018")[:4])
    assert told(tmp_path / "kept", ledger, [kept], year) == set()
    assert (rule, column) in told(tmp_path / "broken", ledger, [kept | broken], year)


def test_requests_open_when_the_law_changed_are_listed_for_a_look(tmp_path: Path) -> None:
    rows = [
        NEW | {"登记编号": "甲1", "收到日期": "2019-04-23", "答复日期": "2019-05-14"},
        NEW | {"登记编号": "甲2", "收到日期": "2019-04-23", "答复日期": "2019-05-15"},
        NEW | {"登记编号": "甲3", "收到日期": "2019-05-15", "答复日期": "2019-05-20"},
    ]
    found = read(tmp_path, "requests", rows, 2019).findings
    assert [f.place.row for f in found if f.rule == "R-07"] == [3]


def test_a_due_date_beyond_the_known_calendar_is_marked_provisional(tmp_path: Path) -> None:
    rows = [
        NEW | {"登记编号": "甲1", "收到日期": "2026-12-01", "答复日期": "2026-12-10"},
        NEW | {"登记编号": "甲2", "收到日期": "2026-12-21", "答复日期": "2026-12-25"},
    ]
    found = [f for f in read(tmp_path, "requests", rows, 2026).findings if f.rule == "R-11"]
    assert [(f.place.row, f.place.column) for f in found] == [(3, "收到日期")]


def test_a_month_without_a_row_is_named_for_each_data_set(tmp_path: Path) -> None:
    rows = [
        {"数据集名称": name, "月份": str(month), "报送日期": f"2018-{month:02d}-05"}
        for name, months in (("甲", range(1, 13)), ("乙", (1, 2, 3, 5, 6, 7, 8, 9, 10, 12)))
        for month in months
    ]
    found = [
        f for f in read(tmp_path, "dataset_submissions", rows, 2018).findings if f.rule == "R-14"
    ]
    assert [(f.value, f.place.row) for f in found] == [("乙", 14)]
    assert "4、11月" in found[0].message


def test_merged_items_are_listed_by_number_index_or_title(tmp_path: Path) -> None:
    first = DISCLOSURE | {"文号": "某发〔2018〕1号"}
    rows = [
        first,
        first | {"编号": "2", "文号": "某发〔2018〕 1 号", "标题": "甲（修订）", "公开渠道": "政务微信"},
        DISCLOSURE | {"编号": "3", "索引号": "A－1", "标题": "乙"},
        DISCLOSURE | {"编号": "4", "索引号": "A-1", "标题": "丙", "公开渠道": "政务微博"},
        DISCLOSURE | {"编号": "5", "标题": "丁：一"},
        DISCLOSURE | {"编号": "6", "标题": " 丁一", "公开渠道": "政府公报"},
        DISCLOSURE | {"编号": "7", "标题": "丁一", "成文日期": "2018-03-02", "公开渠道": "其他方式"},
    ]  # fmt: skip
    records = read(tmp_path, "disclosures", rows, 2018)
    (merged,) = [f for f in records.findings if f.rule == "R-15"]
    assert merged.message.startswith("3条信息在不同渠道公开，共6行，各计1条：")
    assert merged.message.endswith("第2、3行；第4、5行；第6、7行")


@pytest.mark.parametrize("channels", [("甲端", "乙端"), ("甲端", "甲端"), ("甲端", "本机关网站")])
def test_a_channel_that_nobody_can_read_is_neither_the_same_nor_another(
    tmp_path: Path, channels: tuple[str, str]
) -> None:
    rows = [DISCLOSURE | {"编号": str(n), "公开渠道": c} for n, c in enumerate(channels, 1)]
    records = read(tmp_path, "disclosures", rows, 2018)
    assert not [f for f in records.findings if f.rule in ("R-01", "R-15")]
    unread = [f for f in records.findings if f.rule == "L-10"]
    assert {f.value for f in unread} == set(channels) - {"本机关网站"}


def test_an_item_twice_in_one_channel_under_two_names_is_one_and_told_once(tmp_path: Path) -> None:
    rows = [
        {"序号": str(n), "标题": title, "成文日期": "2018-03-01", "公开日期": "2018-03-09", "公开渠道": channel}
        for n, (title, channel) in enumerate(
            (("甲", "局网站"), ("甲", "本机关网站"), ("乙", "政务微信"), ("乙", "局网站"), ("丙", "局网站")), 1
        )
    ]  # fmt: skip
    read(tmp_path, "requests", [REQUEST], 2018)
    heads = list(rows[0])
    sheets.text(
        tmp_path / "x" / "2018" / "主动公开.csv", [heads, *(list(r.values()) for r in rows)]
    )
    records = load(tmp_path, Key("x", 2018))
    (again,) = [f for f in records.findings if f.rule == "R-01"]
    assert (again.place.row, again.place.column) == (3, "标题")
    (merged,) = [f for f in records.findings if f.rule == "R-15"]
    assert merged.message == "1条信息在不同渠道公开，共2行，各计1条：第4、5行"
    found = compute(records)
    drawn = found.counts["disclosures_by_month_channel"]
    assert isinstance(drawn, Counts)
    assert drawn["3月", "本机关网站"] == 3
    assert found["disclosed_own_site"] == Amount(3)


def test_a_case_in_two_ledgers_is_placed_in_its_own_file(tmp_path: Path) -> None:
    read(tmp_path, "requests", [NEW | {"登记编号": "同2022001"}], 2022)
    folder = tmp_path / "x" / "2022"
    heads = ["编号", "来源", "转办日期", "办理期限"]
    for name, number in (("1月", "R2022001"), ("2月", "同2022001")):
        row = [number, "12345", "2022-03-01", "2022-03-08"]
        sheets.text(folder / f"热线转办-{name}.csv", [heads, row])
    (found,) = [f for f in load(tmp_path, Key("x", 2022)).findings if f.rule == "R-16"]
    assert (found.place.file, found.place.row) == ("热线转办-2月.csv", 2)


def test_what_has_no_date_is_not_taken_for_a_repetition(tmp_path: Path) -> None:
    rows = [DISCLOSURE | {"编号": n, "标题": n, "成文日期": ""} for n in ("甲", "乙")]
    assert ("R-01", "标题") not in told(tmp_path, "disclosures", rows, 2018)


def test_what_was_removed_from_the_list_is_no_power_of_the_office(tmp_path: Path) -> None:
    gone = POWER | {
        "编号": "2",
        "权力类别": "行政处罚",
        "有流程图": "否",
        "录入日期": "",
        "取消日期": "2019-12-31",
    }
    rows = [POWER, gone, POWER | {"编号": "3", "取消日期": ""}]
    records = read(tmp_path, "power_items", rows, 2019)
    assert not [
        f for f in records.findings if f.rule == "R-13" and f.place.file == "power_items.csv"
    ]
    figures = compute(records)
    names = (
        "power_items",
        "power_item_categories",
        "power_items_with_flowchart",
        "power_items_entered",
    )
    assert [figures[name] for name in names] == [Amount(n) for n in (2, 1, 2, 2)]
    assert figures["listed_penalty_prior"] == Amount(1)
