"""Files as programs and people leave them: nothing of them is lost, and nothing is taken for what it is not."""

import datetime as dt
import shutil
import zipfile
from pathlib import Path

import pytest
import sheets
from dirt import CLEAN, HEAD, KEY, ONE, READ, THREE, TWO, changed, read, rows_of

import years
from gongkai.findings import Severity
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount, Unknown
from gongkai.keys import Key
from gongkai.records.load import Records, load

FILES = Path(__file__).parent / "files"
SHEET = "xl/worksheets/sheet1.xml"


def told(records: Records, rule: str) -> list[str]:
    return [str(f) for f in records.findings if f.rule == rule]


def content(path: Path, old: str, new: str) -> None:
    sheets.with_part(path, "content.xml", old, new)


def test_a_western_code_page_leaves_the_text_of_an_old_workbook_alone(office: Path) -> None:
    shutil.copy(FILES / "western_code_page.xls", office / "依申请公开.xls")
    records, _ = read(office)
    assert rows_of(records) == READ
    (hidden,) = told(records, "L-31")
    assert "有 1 行被隐藏或筛掉（第3行）" in hidden


def test_rows_hidden_by_a_filter_count_and_are_told(office: Path) -> None:
    path = office / "依申请公开.xlsx"
    sheets.workbook(path, CLEAN)
    sheets.with_part(path, SHEET, '<row r="3"', '<row r="3" hidden="1"')
    sheets.with_part(path, SHEET, '<row r="4"', '<row hidden="true" r="4"')
    records, _ = read(office)
    assert rows_of(records) == READ
    assert "有 2 行被隐藏或筛掉（第3、4行），仍按记录计入" in told(records, "L-31")[0]


def test_white_space_between_the_cells_of_an_opendocument_means_nothing(office: Path) -> None:
    path = office / "依申请公开.ods"
    sheets.opendocument(path, CLEAN)
    content(path, "<table:table-cell", "\n   <table:table-cell")
    content(path, "</table:table-row>", "\n  </table:table-row>\n")
    records, _ = read(office)
    assert rows_of(records) == READ


def test_a_failed_formula_of_an_opendocument_is_no_blank(office: Path) -> None:
    path = office / "依申请公开.ods"
    sheets.opendocument(path, CLEAN)
    plain = '<table:table-cell office:value-type="string"><text:p>同意公开</text:p>'
    failed = (
        '<table:table-cell table:formula="of:=VLOOKUP(1;[.A1];1)" office:value-type="string" '
        'office:string-value="" calcext:value-type="error" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        "<text:p>#N/A</text:p>"
    )
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("content.xml").decode()
    start = xml.index(plain)
    content(path, xml[: start + len(plain)], xml[:start] + failed)
    records, _ = read(office)
    (finding,) = [f for f in records.findings if f.rule == "L-10"]
    assert (finding.place.row, finding.place.column, finding.value) == (2, "办理结果", "#N/A")


def test_merged_cells_of_an_opendocument_reach_down(office: Path) -> None:
    path = office / "依申请公开.ods"
    sheets.opendocument(path, [HEAD, ONE, [*TWO[:2], "", *TWO[3:]], THREE])
    cell = '<table:table-cell office:value-type="string"><text:p>网络</text:p>'
    content(path, cell, cell.replace(" office", ' table:number-rows-spanned="2" office'))
    records, _ = read(office)
    assert rows_of(records)["submit_channel"] == ["online", "online", "in_person"]
    assert told(records, "L-16")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", 'fullCalcOnLoad="1"', 'fullCalcOnLoad="1"'),
        ("docProps/app.xml", "Microsoft Excel", "Apache POI"),
    ],
)
def test_a_formula_that_nobody_computed_is_no_zero(
    office: Path, part: str, old: str, new: str
) -> None:
    path = office / "依申请公开.xlsx"
    sheets.workbook(path, changed(4, "收费金额", 0))
    sheets.with_part(path, SHEET, '<c r="G4"><v>0</v></c>', '<c r="G4"><f>SUM(H1)</f><v>0</v></c>')
    if part != "xl/workbook.xml":
        sheets.with_part(path, "xl/workbook.xml", ' fullCalcOnLoad="1"', "")
    sheets.with_part(path, part, old, new)
    records, _ = read(office)
    (finding,) = [f for f in records.findings if f.rule == "L-09"]
    assert (finding.place.row, finding.place.column) == (4, "收费金额")
    assert isinstance(compute(records)["fees_yuan"], Unknown)


def test_a_web_page_named_xls_is_read_by_its_table(office: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in CLEAN)
    page = (
        '<html><head><meta charset="gb2312"></head><body><table border=1>'
        f"<tr><td colspan=7>登记表</td></tr>{rows}<tr><td>总计</td><td colspan=6>3</td></tr></table></body></html>"
    )
    (office / "依申请公开.xls").write_bytes(page.encode("gb18030"))
    records, _ = read(office)
    assert rows_of(records) == READ
    assert "文件其实是网页（HTML），已按其中的表格读取" in "".join(told(records, "L-15"))


def test_an_excel_2003_xml_file_is_called_so_and_read(office: Path) -> None:
    def row(cells: list[str]) -> str:
        data = "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in cells)
        return f"<Row>{data}</Row>"

    space = "urn:schemas-microsoft-com:office:spreadsheet"
    xml = (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" '
        f'xmlns:ss="{space}"><Worksheet ss:Name="Sheet1"><Table>{"".join(map(row, CLEAN))}'
        "</Table></Worksheet></Workbook>"
    )
    (office / "依申请公开.xls").write_text(xml, encoding="utf-8")
    records, _ = read(office)
    assert rows_of(records) == READ
    assert "Excel 2003 XML" in "".join(told(records, "L-15"))


def test_a_copy_is_one_sentence(office: Path) -> None:
    sheets.text(office / "依申请公开.csv", CLEAN)
    sheets.text(office / "依申请公开 - 副本.csv", changed(3, "办理结果", "同意公开"))
    records, _ = read(office)
    (copy,) = [f for f in records.findings if f.stops]
    assert (copy.rule, copy.place.file) == ("L-21", "依申请公开 - 副本.csv")
    assert "像是 依申请公开.csv 的副本：有 3 行记录编号相同，内容有出入" in copy.message


def test_a_serial_number_may_start_anew_in_each_file(office: Path) -> None:
    head = ["序号", *HEAD[1:]]
    sheets.text(office / "依申请公开-3月.csv", [head, ["1", *ONE[1:]]])
    sheets.text(office / "依申请公开-4月.csv", [head, ["1", *TWO[1:]], ["2", *THREE[1:]]])
    records, _ = read(office)
    assert not records.stopping
    assert compute(records)["requests_received"] == Amount(3)


def test_a_total_that_its_rows_do_not_come_to_is_told(office: Path) -> None:
    rows = [*CLEAN, ["合计", "", "", "", "", "", "9999"]]
    sheets.text(office / "依申请公开.csv", rows)
    records, _ = read(office)
    (finding,) = [f for f in records.findings if f.rule == "L-34"]
    assert (finding.value, finding.expected, finding.place.row) == ("9999.00", "12012.00", 5)
    assert rows_of(records) == READ


TAILS = [
    "合计", "总计：3件", "本月合计", "本页小计", "共3条记录", "共 3 条", "表格说明：带*为必填", "填表说明：如实填写", "注1、日期为签收日",
    "注：含传真", "说明：无", "备注：无", "制表单位：某局", "制表人：某", "填报时间：2018年12月", "单位（盖章）：", "填报单位（盖章）：某局",
    "审核：", "负责人：某", "联系电话：0451", "数据导出时间：2018-12-31 10:00", "打印日期：2018-12-31", "第1页 共1页", "第 1 页，共 3 页", "1/3",
    "（以下空白）", "以下空白", "※ 仅供内部", "*注：同上", "填报说明", "统计日期：2018年", "数据来源：登记系统",
    "以上", "***以下无正文***", "-- 完 --", "END", "（完）", "—结束—",
    "以上共计三件", "Total", "合计3件", "本表共3条", "3、没有的填无", "云杉市测试局", "二〇一八年十二月三十一日", "2018年12月31日",
    "经办人签字：", "数据条数：3", "共 1 页，当前第 1 页，共 3 条",
]  # fmt: skip


@pytest.mark.parametrize("tail", TAILS)
def test_a_tail_is_no_record(office: Path, tail: str) -> None:
    sheets.workbook(office / "依申请公开.xlsx", [*CLEAN, [tail]])
    records, _ = read(office)
    assert not records.stopping, [str(f) for f in records.stopping]
    assert rows_of(records) == READ


def test_a_month_without_business_is_no_record_nor_breaks_the_order_of_days(office: Path) -> None:
    said = [
        ["无"],
        ["本月无申请"],
        ["本月无"],
        ["/", "/", "/"],
        ["—"],
        ["4月份没有收到政府信息公开申请。"],
        ["", "无", "", "无"],
    ]
    more = {f"{n + 2}月": [CLEAN[0], row] for n, row in enumerate(said)}
    kept = [*ONE[:3], "5月4日", "5月20日", *ONE[5:]]
    sheets.workbook(office / "依申请公开.xlsx", [HEAD, kept], sheet="1月", more=more)
    records, _ = read(office)
    assert not [str(f) for f in records.findings if f.severity is Severity.ERROR]
    assert rows_of(records)["received_on"] == [dt.date(2018, 5, 4)]
    assert ["另有6张表同此" in line for line in told(records, "L-17")] == [True]


def test_a_hotline_case_carried_over_is_no_new_one(office: Path) -> None:
    head = ["编号", "来源", "转办日期", "办理期限", "办结日期"]
    rows = [
        ["A1", "12345热线", "2017-12-20", "2017-12-29", "2018-01-03"],
        ["A2", "12345热线", "2017-12-28", "2018-01-08", "2018-01-05"],
        ["A3", "12345热线", "2018-03-01", "2018-03-08", "2018-03-05"],
    ]
    (office / "hotline_cases.csv").unlink()
    sheets.text(office / "热线转办.csv", [head, *rows])
    records, _ = read(office)
    found = compute(records)
    names = ("hotline_cases", "hotline_h12345", "hotline_due", "hotline_closed_on_time")
    assert [found[name] for name in names] == [Amount(1), Amount(1), Amount(2), Amount(2)]


def test_a_blank_row_below_one_that_dittos_refer_to_is_no_record(office: Path) -> None:
    again = ["D4", "自然人", "网络", "〃", "", ""]
    sheets.workbook(office / "依申请公开.xlsx", [HEAD, ONE, [""] * 6, TWO, THREE, again])
    records, _ = read(office)
    ids = records.frames["requests"].collect().get_column("id").to_list()
    assert ids[-1] == "D4" and len(ids) == 4
    assert not told(records, "L-07")


def test_a_proposal_is_judged_once_in_the_year_of_its_reply_or_limit(office: Path) -> None:
    head = ["建议提案号", "类型", "题目", "承办角色", "交办日期", "办理期限", "答复日期"]
    rows = [
        ["B1", "建议", "甲", "主办", "2017-11-01", "2018-01-31", "2018-01-30"],  # of last year
        ["B2", "建议", "乙", "主办", "2018-03-01", "2018-06-01", "2018-05-20"],
        ["B3", "提案", "丙", "单办", "2018-11-01", "2019-01-31", ""],  # falls due next year
        ["B4", "提案", "丁", "单办", "2018-11-01", "2019-01-31", "2018-12-03"],
        [
            "B5",
            "提案",
            "戊",
            "主办",
            "2017-09-01",
            "2017-12-01",
            "2018-01-03",
        ],  # was late last year
    ]
    (office / "proposals.csv").unlink()
    sheets.text(office / "建议提案.csv", [head, *rows])
    records, _ = read(office)
    found = compute(records)
    names = ("proposals_npc", "proposals_cppcc", "proposals_to_answer", "proposals_replied")
    assert [found[name] for name in names] == [Amount(1), Amount(2), Amount(3), Amount(3)]
    assert "上年就已到期" in told(records, "R-21")[0]


def test_headings_on_each_page_are_no_records(office: Path) -> None:
    sheets.workbook(office / "依申请公开.xlsx", [HEAD, ONE, HEAD, TWO, THREE])
    records, _ = read(office)
    assert rows_of(records) == READ
    assert "第3行重复了表头" in told(records, "L-17")[0]


def test_a_record_half_written_at_the_end_is_no_tail(office: Path) -> None:
    for name in ("云许〔2018〕4号", "R-4", "某某4号"):
        sheets.workbook(office / "依申请公开.xlsx", [*CLEAN, [name]])
        records, _ = read(office)
        assert not records.stopping
        wanting = {f.place.column for f in records.findings if f.rule == "L-07"}
        assert wanting == {"申请人类型", "申请方式", "收到日期"}
        assert set(records.unsure["requests"]) == {
            "applicant_type",
            "submit_channel",
            "received_on",
        }


def test_a_total_may_stand_above_what_it_adds_up(office: Path) -> None:
    sheets.text(
        office / "依申请公开.csv", [HEAD, ["合计", "", "", "", "", "", "12012"], *CLEAN[1:]]
    )
    records, _ = read(office)
    assert "L-34" not in {f.rule for f in records.findings}


@pytest.mark.parametrize("mark", ["|", "，"])
def test_a_text_table_may_be_divided_by_other_marks(office: Path, mark: str) -> None:
    (office / "依申请公开.csv").write_text(
        "\n".join(mark.join(row) for row in CLEAN), encoding="utf-8"
    )
    records, _ = read(office)
    assert rows_of(records) == READ


def test_a_sum_may_stand_in_ten_thousands_by_its_heading(office: Path) -> None:
    rows = [
        [*HEAD[:-1], "收费金额（万元）"],
        [*ONE[:-1], "0.0012"],
        [*TWO[:-1], "0"],
        [*THREE[:-1], "1.2"],
    ]
    sheets.text(office / "依申请公开.csv", rows)
    records, _ = read(office)
    assert rows_of(records) == READ


def test_the_same_as_above(office: Path) -> None:
    rows = [HEAD, ONE, [*TWO[:2], "同上", *TWO[3:]], [THREE[0], THREE[1], "〃", *THREE[3:]]]
    sheets.text(office / "依申请公开.csv", rows)
    records, _ = read(office)
    assert rows_of(records)["submit_channel"] == ["online"] * 3
    assert "有 2 处写作“同上”" in told(records, "L-16")[0]
    assert [f.place.row for f in records.findings if f.rule == "L-16"] == [3]


def test_marks_for_excel_are_no_part_of_a_text(office: Path) -> None:
    lines = [",".join(HEAD), *(",".join([f'"=""{r[0]}"""', *r[1:]]) for r in CLEAN[1:])]
    (office / "依申请公开.csv").write_text("\n".join(lines), encoding="utf-8")
    records, _ = read(office)
    assert rows_of(records) == READ
    assert "有 3 个单元格" in told(records, "L-18")[0]


def test_what_may_be_a_ledger_and_was_not_read_keeps_the_report_a_draft(office: Path) -> None:
    (office / "依申请公开台账.docx").write_bytes(b"PK")
    sheets.text(office / "新建文件.csv", CLEAN)
    records, _ = read(office)
    found = {f.place.file: f for f in records.findings if f.rule == "L-11"}
    assert all(f.severity is Severity.ERROR and not f.stops for f in found.values())
    assert "《依申请公开》" in found["依申请公开台账.docx"].message
    assert "《依申请公开》" in found["新建文件.csv"].message


def test_a_later_end_says_that_a_document_is_in_force(office: Path) -> None:
    (office / "documents.csv").unlink(missing_ok=True)
    head = ["编号", "文件名称", "文号", "文件种类", "制发日期", "公开日期", "废止日期"]
    ends = ["", "2099-12-31", "9999-9-9", "长期", "2018-06-30", "2019-01-01"]
    rows = [
        [f"D{n}", f"办法{n}", "", "规范性文件", "2016-01-01", "", end] for n, end in enumerate(ends)
    ]
    sheets.text(office / "规范性文件.csv", [head, *rows])
    records = load(office.parents[1], KEY)
    assert {f.rule for f in records.stopping} <= {"L-13"}  # the sample declares that it has none
    frame = records.frames["documents"].collect()
    assert frame["in_force"].to_list() == [True, True, True, True, False, True]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", "\ufeff\r\n ,\t\r\n".encode()])
def test_a_file_without_a_character_is_told_though_another_holds_records(
    tmp_path: Path, content: bytes
) -> None:
    folder = years.write_year(tmp_path, 2020, {"meetings": years.random_year(3, 2020)["meetings"]})
    (folder / "会议培训-12月.csv").write_bytes(content)
    found = load(tmp_path, Key("x", 2020))
    (told,) = (f for f in found.findings if f.rule == "L-11")
    assert (told.place.file, told.severity) == ("会议培训-12月.csv", Severity.ERROR)
    assert "文件是空的" in told.message
    assert found.sources


def test_a_sheet_named_after_a_part_of_a_ledger_is_read_by_its_headings(office: Path) -> None:
    rows = [["编号", "类型", "名称", "日期", "参加人数"], ["H1", "会议", "例会", "2018-01-05", 10]]
    sheets.workbook(office / "汇总.xlsx", rows, sheet="会议")
    records, _ = read(office)
    assert "H1" in records.frames["meetings"].collect().get_column("id").to_list()


def test_an_exact_copy_is_read_once_and_another_month_is_asked(office: Path) -> None:
    sheets.text(office / "依申请公开.csv", CLEAN)
    sheets.text(office / "依申请公开 - 副本.csv", CLEAN)
    sheets.workbook(office / "依申请公开最终版.xlsx", CLEAN)
    records, _ = read(office)
    assert not records.stopping
    assert rows_of(records) == READ
    copies = {f.place.file for f in records.findings if f.rule == "L-21"}
    assert copies == {"依申请公开 - 副本.csv", "依申请公开最终版.xlsx"}
    for name in copies:
        (office / name).unlink()
    (office / "依申请公开.csv").rename(office / "依申请公开-3月.csv")
    sheets.text(office / "依申请公开-4月.csv", CLEAN)
    records, _ = read(office)
    assert [f.rule for f in records.stopping] == ["L-21"]
