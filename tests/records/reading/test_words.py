"""Words, headings and names as people write them: read as they are meant, and told."""

import csv
from pathlib import Path

import pytest
import sheets
from dirt import CLEAN, HEAD, KEY, READ, changed, read, rows_of

from gongkai.findings import Severity
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount, Unknown
from gongkai.keys import Key
from gongkai.records.ledgers import in_year
from gongkai.records.load import load
from gongkai.records.reading.recognition.naming import ledger_meant
from gongkai.records.reading.words import nearest, reader


def test_words_for_what_has_not_happened_and_for_nothing_paid(office: Path) -> None:
    head = ["编号", "来源", "转办日期", "办理期限", "反馈日期", "办结日期"]
    row = ["A1", "12345市民热线", "2018-12-27", "2019-01-08", "未反馈", "办理中"]
    (office / "hotline_cases.csv").unlink()
    sheets.text(office / "热线转办.csv", [head, row])
    records, _ = read(office)
    frame = records.frames["hotline_cases"].collect()
    assert frame.select("replied_on", "closed_on", "source").row(0) == (None, None, "h12345")
    assert any(
        "办理中" in line and "未填" in line
        for line in (f.message for f in records.findings if f.rule == "L-18")
    )


@pytest.mark.parametrize(
    "written",
    ["*{}", "{}*", "{}（必填）", "{}：", "【{}】", "1.{}", "{}\n（年月日）", "（1）{}", "{} [必填]", "{}/Item", "★{}",
     "{}【必填】", "【选填】{}", "{} 必填", "{}<必填项>",
     "①{}", "“{}”", "第1列 {}", "{}▲", "{} ▼"],
)  # fmt: skip
def test_a_heading_may_have_marks_around_it(office: Path, written: str) -> None:
    head = [written.format(h) for h in HEAD]
    sheets.workbook(office / "依申请公开.xlsx", [head, *CLEAN[1:]])
    records, _ = read(office)
    assert not records.stopping, [str(f) for f in records.stopping]
    assert rows_of(records) == READ


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("收到日期", "2018年3月5号", READ["received_on"][0]),
        ("收到日期", "43164", READ["received_on"][0]),
        ("收到日期", "2018-03-04T16:00:00.000Z", READ["received_on"][0]),
        ("收到日期", "2018-03-05T00:00:00.000Z", READ["received_on"][0]),
        ("收到日期", "二〇一八年三月五日", READ["received_on"][0]),
        ("收到日期", "2018–03–05", READ["received_on"][0]),
        ("收到日期", "2018-3-5 9时30分", READ["received_on"][0]),
        ("收到日期", "2018.3.5（邮戳）", READ["received_on"][0]),
        ("收到日期", "20180305093000", READ["received_on"][0]),
        ("申请方式", "E-mail", "online"),
        ("申请方式", "信函（EMS）", "letter"),
        ("申请人类型", "自然人（公民）", "natural_person"),
        ("办理结果", "同意部分公开（涉及个人隐私）", "granted_partly"),
        ("申请方式", "电子邮件", "online"),
        ("申请方式", "门户网站在线申请", "online"),
        ("申请方式", "EMS快递", "letter"),
        ("申请方式", "到窗口递交", "in_person"),
        ("申请人类型", "公民", "natural_person"),
        ("收费金额", "0.0012万元", READ["fee_yuan"][0]),
        ("办理结果", "公开", "granted"),
    ],
)
def test_an_ordinary_word_is_read_and_told(
    office: Path, heading: str, cell: str, value: object
) -> None:
    sheets.text(office / "依申请公开.csv", changed(2, heading, cell))
    records, found = read(office)
    assert not records.stopping
    assert found == {("L-18", 2, heading)}
    name = next(c.name for c in records.ledgers["requests"].columns if c.heading == heading)
    assert rows_of(records)[name][0] == value


def test_a_word_that_nobody_knows_leaves_its_own_figures_open_alone(office: Path) -> None:
    sheets.text(office / "依申请公开.csv", changed(2, "申请方式", "飞鸽"))
    records, found = read(office)
    assert found == {("L-10", 2, "申请方式")}
    assert not records.stopping
    figures = compute(records)
    assert figures["requests_received"] == Amount(3)
    assert isinstance(figures["requests_online"], Unknown)


@pytest.mark.parametrize("number", ["无", "—", "/", "-", "暂无", "无文号"])
def test_no_number_is_no_number(tmp_path: Path, office: Path, number: str) -> None:
    (office / "disclosures.csv").unlink()
    head = ["编号", "标题", "文号", "成文日期", "公开日期", "公开渠道"]
    rows = [[str(n), f"通知{n}", number, "2018-03-01", "2018-03-02", "政务微信"] for n in range(5)]
    sheets.text(office / "主动公开.csv", [head, *rows])
    records = load(office.parents[1], KEY)
    assert compute(records)["disclosed_total"] == Amount(5)


@pytest.mark.parametrize(
    ("name", "ledger"),
    [
        ("行政处罚", "decisions"), ("行政许可", "decisions"), ("行政复议", "disputes"), ("人大建议", "proposals"),
        ("政协提案", "proposals"), ("12345热线", "hotline_cases"), ("依申请公开办理台账", "requests"),
        ("规范性文件清单", "documents"), ("附件1依申请公开", "requests"), ("12月主动公开", "disclosures"),
        ("市局依申请公开台账", "requests"), ("会议、培训统计表", "meetings"), ("依申请公开最终版", "requests"),
    ],
)  # fmt: skip
def test_a_name_says_which_ledger(name: str, ledger: str) -> None:
    meant = ledger_meant(name)
    assert meant is not None
    assert meant.id == ledger


def test_a_word_that_leaves_it_open_is_asked_and_its_figures_are_unknown(office: Path) -> None:
    sheets.text(office / "依申请公开.csv", changed(2, "申请人类型", "法人或其他组织"))
    records, found = read(office)
    assert ("L-32", 2, "申请人类型") in found
    assert not records.stopping
    assert compute(records)["requests_received"] == Amount(3)


@pytest.mark.parametrize(
    ("ledger", "column", "word", "code"),
    [
        ("requests", "outcome", "予以部分公开", "r2"),
        ("requests", "outcome", "经检索不存在", "r4_1"),
        ("requests", "outcome", "不予以公开", None),
        ("requests", "outcome", "已提供部分信息", None),
        ("requests", "applicant_type", "房地产公司", "commercial"),
        ("requests", "applicant_type", "法人/其他组织", None),
        ("requests", "applicant_type", "业主委员会", None),
        ("hotline_cases", "satisfaction", "市民不满意", "dissatisfied"),
        ("hotline_cases", "satisfaction", "不是很满意", None),
        ("disputes", "result", "驳回上诉，维持原判", "upheld"),
        ("disputes", "result", "部分维持部分撤销", None),
        ("proposals", "role", "主协办", None),
        ("disclosures", "channel", "云岭教育微信公众号", "wechat"),
        ("disclosures", "channel", "校务公开栏", "other"),
        ("disclosures", "channel", "村级电子屏滚动播放", "other"),
        ("disclosures", "channel", "区政府门户网站", None),
        ("disclosures", "channel", "网站公众号", None),
        ("disclosures", "channel", "微博和微信", None),
    ],
)
def test_words_in_a_cell_say_one_choice_or_are_asked(
    ledger: str, column: str, word: str, code: str | None
) -> None:
    assert reader(in_year(2024)[ledger].column(column))(word) == code


def test_none_in_an_amount_that_must_be_told_is_nought_and_is_said_so(year_folder: Path) -> None:
    path = year_folder / "organisation.csv"
    head, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
    rows[0][head.index("专项经费")] = "无"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    records = load(year_folder.parents[1], Key("hrbrfb", 2018))
    found = [f for f in records.findings if f.place.column == "专项经费"]
    assert [(f.rule, f.severity) for f in found] == [("L-18", Severity.INFO)]
    assert not records.stopping


# How offices word outcomes, and the row of table three that the law has for each (第三十六条 and the form's notes).
_MEANT = {
    "r4_1": "不属于本机关 不属于本机关公开 不属于本行政机关负责公开 非本机关掌握 非本机关公开 非本单位公开信息 非本机关职责 不属于本机关职责范围 不属于我局公开范围 不是本机关制作 非本机关制作或保存 本机关未制作 未制作未保存 未获取该信息 信息不存在 经查询，该信息不存在 查无此信息 未检索到相关信息 没有查询到 已移交 已移交档案馆 档案已移交市档案馆 已转其他部门 转其他单位办理 告知向其他机关申请 建议向住建局咨询 建议向其他单位咨询 已告知向市自然资源局申请",
    "r1": "已告知获取途径 告知获取方式和途径 已主动公开 已主动公开，告知查询途径 属于主动公开范围 已在网站公开 已公开 已答复公开 当场提供 同意提供 提供复印件",
    "r2": "部分公开，部分不存在 部分予以公开 隐去个人信息后公开",
    "r3_8": "属于行政查询事项 不动产登记查询 工商登记资料查询 档案查询",
    "r3_1": "涉及国家秘密 涉密不予公开",
    "r3_2": "法律法规规定不得公开",
    "r3_3": "可能危及社会稳定",
    "r3_4": "第三方不同意公开 涉及商业秘密 涉及隐私",
    "r3_5": "内部信息 工作秘密 人事信息",
    "r3_6": "过程性信息 会议纪要 讨论稿 请示报告",
    "r3_7": "执法案卷 案卷材料",
    "r4_2": "需要加工 需加工分析 需汇总加工",
    "r4_3": "申请内容不明确 补正后不明确",
    "r5_1": "信访事项 投诉举报 咨询类 属于咨询事项",
    "r5_2": "已重复申请 重复提交",
    "r5_3": "公开出版物 年鉴",
    "r5_4": "滥用申请权 频繁申请",
    "r5_5": "要求确认信息 已获取信息",
    "r6_1": "逾期未补正 申请人未补正 视为放弃 视为放弃申请",
    "r6_2": "未缴费",
    "r6_3": "申请人撤回 主动撤销 无法联系申请人 非政府信息 不属于政府信息 不属于政府信息公开范围",
}


@pytest.mark.parametrize(("code", "words"), _MEANT.items())
def test_the_outcome_that_an_offices_words_mean_is_known_or_among_the_three_nearest(
    code: str, words: str
) -> None:
    outcome = in_year(2024)["requests"].column("outcome")
    for word in words.split():
        known = reader(outcome)(word)
        offered = [choice.code for choice in nearest(outcome, word)]
        assert known == code if known else code in offered and len(offered) <= 3, word
