"""Ledgers with one thing wrong, each named for its fault."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.findings import Finding, Severity
from gongkai.keys import Key
from gongkai.records.ledgers import BY_ID
from gongkai.records.load import Records, load
from gongkai.records.reading import access

KEY = Key("hrbrfb", 2018)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BOM = "\ufeff"


def lines(folder: Path, ledger: str) -> list[str]:
    return (folder / f"{ledger}.csv").read_text(encoding="utf-8-sig").splitlines()


def rewrite(folder: Path, ledger: str, edited: list[str], encoding: str = "utf-8-sig") -> None:
    (folder / f"{ledger}.csv").write_text("\n".join(edited) + "\n", encoding=encoding)


def spoil(folder: Path, ledger: str, row: int, heading: str, value: str) -> str:
    """Put a value into one cell; ``row`` counts as a spreadsheet does. Return what stood there."""
    found = lines(folder, ledger)
    at = found[0].split(",").index(heading)
    cells = found[row - 1].split(",")
    before, cells[at] = cells[at], value
    found[row - 1] = ",".join(cells)
    rewrite(folder, ledger, found)
    return before


def only(records: Records, rule: str) -> Finding:
    found = [f for f in records.findings if f.rule == rule]
    assert len(found) == 1, [str(f) for f in records.findings]
    return found[0]


def told_well(finding: Finding) -> None:
    for words in (finding.expected, finding.message, finding.remedy):
        assert CHINESE.search(words), finding
    assert "\n" not in str(finding)


def problems(records: Records) -> list[Finding]:
    return [f for f in records.findings if f.severity is not Severity.INFO]


def test_the_sample_has_no_finding_but_what_was_merged(sample: Path) -> None:
    (merged,) = load(sample, KEY).findings
    assert (merged.rule, merged.severity, merged.place.row) == ("R-15", Severity.INFO, 2)
    assert "160行" in merged.message


CELLS = [
    ("requests", 3, "收到日期", "2018-02-30", "L-08"),
    ("requests", 3, "收到日期", "某公司", "L-08"),
    ("requests", 3, "答复日期", "2017-12-01", "R-02"),
    ("requests", 3, "办理结果", "已经答复", "L-10"),
    ("requests", 3, "办理结果", "不予处理：重复申请", "L-10"),
    ("requests", 3, "办理结果", "", "R-03"),
    ("requests", 3, "答复日期", "", "R-03"),
    ("requests", 3, "申请人类型", "", "L-07"),
    ("requests", 3, "收费金额", "十元", "L-09"),
    ("requests", 3, "收费金额", "1.234", "L-09"),
    ("requests", 3, "延期工作日", "-5", "L-09"),
    ("disclosures", 5, "公开日期", "2019-01-08", "R-02"),
    ("disclosures", 5, "规范性文件", "也许", "L-10"),
    ("dataset_submissions", 4, "月份", "13", "L-09"),
    ("decisions", 9, "公示日期", "2017-01-01", "R-02"),
    ("proposals", 2, "交办日期", "2030-01-01", "R-02"),
    ("proposals", 2, "反馈日期", "2030-01-01", "R-02"),
]


@pytest.mark.parametrize(("ledger", "row", "heading", "value", "rule"), CELLS)
def test_a_spoiled_cell_is_found_at_its_place(
    year_folder: Path, ledger: str, row: int, heading: str, value: str, rule: str
) -> None:
    spoil(year_folder, ledger, row, heading, value)
    records = load(year_folder.parents[1], KEY)
    names = {c.heading: c.name for c in BY_ID[ledger].columns}
    found = [f for f in records.findings if f.rule == rule and f.place.column == heading]
    assert found, [str(f) for f in records.findings]
    for finding in found:
        assert finding.place.file == f"{ledger}.csv"
        assert finding.place.row == row
        assert finding.value == (value or None)
        assert finding.severity is Severity.ERROR
        # What a cell does not say leaves the figures of its column unknown, and no more.
        opened = rule != "R-02"
        assert (finding in records.stopping) is not opened
        assert (names[heading] in records.unsure.get(ledger, {})) is opened
        told_well(finding)


def test_every_finding_is_reported_not_the_first(year_folder: Path) -> None:
    for row in (2, 3, 4):
        spoil(year_folder, "requests", row, "收到日期", "2018-02-30")
    spoil(year_folder, "disclosures", 7, "公开渠道", "传单")
    found = {(f.place.file, f.place.row) for f in load(year_folder.parents[1], KEY).findings}
    assert {("requests.csv", n) for n in (2, 3, 4)} | {("disclosures.csv", 7)} <= found


def test_a_repeated_id_names_both_rows(year_folder: Path) -> None:
    found = lines(year_folder, "requests")
    spoil(year_folder, "requests", 4, "登记编号", found[1].split(",")[0])
    finding = only(load(year_folder.parents[1], KEY), "R-01")
    assert finding.place.row == 4 and finding.message.endswith("重复：第2、4行")


def _without_heading(folder: Path) -> None:
    found = lines(folder, "requests")
    rewrite(folder, "requests", [found[0].replace(",收到日期,", ",日期甲,"), *found[1:]])


def _heading_twice(folder: Path) -> None:
    found = lines(folder, "requests")
    rewrite(folder, "requests", [found[0].replace("联系方式", "收到日期"), *found[1:]])


def _row_too_short(folder: Path) -> None:
    found = lines(folder, "requests")
    found[4] = "YSQ2018004,自然人"
    rewrite(folder, "requests", found)


def _row_too_long(folder: Path) -> None:
    found = lines(folder, "requests")
    found[4] += ",多出来"
    rewrite(folder, "requests", found)


def _open_quote(folder: Path) -> None:
    found = lines(folder, "requests")
    found[4] = '"' + found[4]
    rewrite(folder, "requests", found)


STRUCTURES: list[tuple[Callable[[Path], None], str, int, str | None]] = [
    (_without_heading, "L-03", 1, "收到日期"),
    (_heading_twice, "L-04", 1, "收到日期"),
    (_row_too_short, "L-06", 5, None),
    (_row_too_long, "L-06", 5, None),
]


@pytest.mark.parametrize(("fault", "rule", "row", "column"), STRUCTURES)
def test_a_broken_structure_leaves_the_ledger_unknown(
    year_folder: Path, fault: Callable[[Path], None], rule: str, row: int, column: str | None
) -> None:
    fault(year_folder)
    records = load(year_folder.parents[1], KEY)
    finding = only(records, rule)
    assert (finding.place.file, finding.place.row) == ("requests.csv", row)
    assert finding.place.column == column
    assert "requests" in records.unknown
    assert "requests" not in records.frames
    assert finding in records.stopping
    told_well(finding)


def test_an_open_quote_never_swallows_rows_silently(year_folder: Path) -> None:
    _open_quote(year_folder)
    records = load(year_folder.parents[1], KEY)
    assert "requests" in records.unknown
    assert {f.rule for f in records.stopping} <= {"L-02", "L-06"}
    assert records.stopping


def test_a_misspelt_heading_is_recognised_in_the_hint(year_folder: Path) -> None:
    found = lines(year_folder, "requests")
    rewrite(
        year_folder,
        "requests",
        [found[0].replace("征求意见发出日期", "征求意见发文日"), *found[1:]],
    )
    finding = only(load(year_folder.parents[1], KEY), "L-05")
    assert "征求意见发出日期" in finding.remedy
    assert finding.severity is Severity.WARNING


IMAGES = {
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)),
    "workbook": b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(range(256)),
    "truncated utf-16": "登记编号,申请人类型\n1,自然人\n".encode("utf-16")[:-1],
    "truncated gb18030": "登记编号".encode("gb18030") + b"\x81",
}


@pytest.mark.parametrize("kind", IMAGES)
def test_a_file_that_is_no_text_is_said_to_be_none(year_folder: Path, kind: str) -> None:
    (year_folder / "requests.csv").write_bytes(IMAGES[kind])
    records = load(year_folder.parents[1], KEY)
    finding = only(records, "L-01")
    assert finding.place.file == "requests.csv"
    assert "requests" in records.unknown
    told_well(finding)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("large", [False, True])
def test_a_null_character_is_told_with_its_line(
    year_folder: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, large: bool
) -> None:
    rows = lines(year_folder, "disclosures")
    rows[3] = rows[3].replace("公开", "公\x00开", 1)
    rewrite(year_folder, "disclosures", rows, encoding)
    assert (year_folder / "disclosures.csv").read_bytes().count(0) == 1
    if large:
        monkeypatch.setattr(access, "LARGE_FILE", 0)
    records = load(year_folder.parents[1], KEY)
    finding = only(records, "L-01")
    assert (finding.place.file, finding.place.row) == ("disclosures.csv", 4)
    assert "空字符" in finding.message
    assert "\x00" not in str(finding)
    assert "disclosures" in records.unknown
    told_well(finding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_three_encodings_give_the_same_rows(year_folder: Path, encoding: str) -> None:
    rows = lines(year_folder, "disclosures")
    rows[1] = rows[1].replace("年度报告", "年度报告𠮷㐂", 1)  # beyond GBK: four bytes in GB18030
    rewrite(year_folder, "disclosures", rows)
    expected = load(year_folder.parents[1], KEY).frames["disclosures"].collect()
    rewrite(year_folder, "disclosures", rows, encoding)
    records = load(year_folder.parents[1], KEY)
    assert problems(records) == []
    assert records.frames["disclosures"].collect().equals(expected)
    assert any("𠮷" in title for title in expected["title"])


def test_a_line_break_in_a_cell_keeps_the_row_numbers(year_folder: Path) -> None:
    found = lines(year_folder, "engagements")
    found[1] = found[1].replace("人防安全监督管理", '"人防安全\n监督管理"')
    rewrite(year_folder, "engagements", found)
    spoil_at = found[2].replace("宣传活动", "游园")
    rewrite(year_folder, "engagements", [*found[:2], spoil_at])
    assert only(load(year_folder.parents[1], KEY), "L-10").place.row == 3


def test_blank_rows_are_left_out_and_keep_the_count(year_folder: Path) -> None:
    found = lines(year_folder, "requests")
    rewrite(year_folder, "requests", [*found[:3], "", ",,,", *found[3:]])
    spoiled = lines(year_folder, "requests")
    spoiled[5] = spoiled[5].replace("2018-", "二〇一八-", 1)
    rewrite(year_folder, "requests", spoiled)
    found_at = {f.place.row for f in load(year_folder.parents[1], KEY).findings if f.rule == "L-08"}
    assert found_at == {6}


def test_a_stranger_in_the_folder_is_named(year_folder: Path) -> None:
    (year_folder / "申请表.csv").write_text("x\n", encoding="utf-8")
    (year_folder / "讲话.docx").write_bytes(b"PK")
    found = {f.place.file for f in load(year_folder.parents[1], KEY).findings if f.rule == "L-11"}
    assert found == {"申请表.csv", "讲话.docx"}


def test_what_a_clerk_leaves_beside_the_ledgers_is_told_with_what_it_is(year_folder: Path) -> None:
    for name in ("Thumbs.db", "desktop.ini", "照片.JPG", "去年的.docx", "清单.et"):
        (year_folder / name).write_bytes(b"PK")
    for name, inside in (("空的", "说明.docx"), ("上半年", "一季度/依申请公开.xlsx")):
        (year_folder / name / inside).parent.mkdir(parents=True)
        (year_folder / name / inside).write_bytes(b"PK")
    told = {f.place.file: f for f in load(year_folder.parents[1], KEY).findings if f.rule == "L-11"}
    assert {name: f.severity for name, f in told.items()} == {
        "照片.JPG": Severity.INFO, "空的": Severity.INFO, "上半年": Severity.WARNING,
        "去年的.docx": Severity.WARNING, "清单.et": Severity.WARNING,
    }  # fmt: skip
    assert "另存为工作簿" in told["清单.et"].remedy and "移出来" in told["上半年"].remedy


def test_a_copy_of_a_ledger_under_another_name_is_read_once(year_folder: Path) -> None:
    (year_folder / "依申请公开.csv").write_bytes((year_folder / "requests.csv").read_bytes())
    records = load(year_folder.parents[1], KEY)
    finding = only(records, "L-21")
    assert finding.severity is Severity.WARNING and records.stopping == ()
    assert records.frames["requests"].collect().height == 29
    assert (finding.place.file, "requests.csv" in finding.message) == ("依申请公开.csv", True)


@pytest.mark.parametrize("ending", [b"", b"\n"])
def test_the_name_of_a_copy_s_original_names_no_person(year_folder: Path, ending: bytes) -> None:
    content = (year_folder / "requests.csv").read_bytes().rstrip(b"\n") + b"\n"
    (year_folder / "requests.csv").unlink()
    (year_folder / "依申请公开13912345678.csv").write_bytes(content)
    (year_folder / "依申请公开13912345678 - 副本.csv").write_bytes(content + ending)
    finding = only(load(year_folder.parents[1], KEY), "L-21")
    assert "13912345678" not in str(finding)
    assert "已隐去" in finding.message and "副本" in finding.message


def test_a_ledger_may_bear_its_chinese_name(year_folder: Path) -> None:
    (year_folder / "requests.csv").rename(year_folder / "依申请公开.csv")
    records = load(year_folder.parents[1], KEY)
    assert problems(records) == []
    assert records.frames["requests"].collect().height == 29


def test_personal_values_reach_neither_findings_nor_frames(year_folder: Path) -> None:
    canary = "张三丰23010219900101123X"
    found = lines(year_folder, "requests")
    headings = found[0].split(",")
    personal = [headings.index(h) for h in ("申请人", "证件号码", "联系方式", "申请内容")]
    for n in range(1, len(found)):
        cells = found[n].split(",")
        for at in personal:
            cells[at] = canary
        cells[headings.index("收到日期")] = "不详"
        found[n] = ",".join(cells)
    rewrite(year_folder, "requests", found)
    records = load(year_folder.parents[1], KEY)
    assert len(problems(records)) == 29
    assert canary not in repr(records.findings)
    assert canary not in str(records.frames["requests"].collect().to_dicts())


def test_a_credit_code_is_checked_by_its_digits_and_never_shown(year_folder: Path) -> None:
    spoil(year_folder, "decisions", 3, "统一社会信用代码", "91350100M000100Y43")
    assert problems(load(year_folder.parents[1], KEY)) == []
    spoil(year_folder, "decisions", 3, "统一社会信用代码", "91350100M000100Y44")
    finding = only(load(year_folder.parents[1], KEY), "R-12")
    assert (finding.place.row, finding.value) == (3, None)
    assert not finding.stops


def test_the_same_item_twice_on_one_channel_is_named(year_folder: Path) -> None:
    found = lines(year_folder, "disclosures")
    again = found[1].replace("ZD001", "ZD999")
    rewrite(year_folder, "disclosures", [*found, again])
    finding = only(load(year_folder.parents[1], KEY), "R-01")
    assert finding.place.row == len(found) + 1
    assert finding.message.endswith(f"第2、{len(found) + 1}行")
