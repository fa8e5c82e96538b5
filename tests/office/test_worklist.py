"""The first screen of ``check``: alike findings in one line, causes first, in plain Chinese."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import years
from gongkai.examined.examine import examine
from gongkai.examined.inputs import PACKAGE
from gongkai.findings import Finding, Place, Severity, counted
from gongkai.keys import Key
from gongkai.office.catalogue import CODES
from gongkai.office.worklist import groups_of, most_pressing, to_do, worklist
from gongkai.records.ledgers import LEDGERS
from gongkai.records.load import load

KEY = Key("x", 2022)
# Names of files, programs and formats that a clerk sees on his own screen.
PLAIN = re.compile(
    r"[\w.-]+\.(?:toml|md|csv|xlsx|xls|ods|ipynb)|narrative\b|\[contact\]|Excel|WPS|UTF-8|TOML"
    r"|CSV|gongkai \w+(?: [\w.-]+| --\w+)*|columns\.toml|12345|[A-Z]{1,2}\b"
)
# A word of a ledger's own choices, quoted as the clerk typed it, is no English of ours.
TYPED = {
    f"“{alias}”"
    for ledger in LEDGERS
    for column in ledger.columns
    for choice in column.choices
    for alias in choice.aliases
}
IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z_0-9]{2,}|[a-z]\w*_\w+")


def told(rule: str, row: int | None, column: str, **change: object) -> Finding:
    place = Place("台账.xlsx", "依申请公开", row, column)
    found = Finding(rule, Severity.ERROR, place, "局网站", "甲", "不在可选项之列", "请改正", True)
    return replace(found, **change)  # type: ignore[arg-type]


def test_alike_findings_are_one_line_in_the_order_of_the_ledgers_columns() -> None:
    findings = [told("L-10", row, "办理结果") for row in range(2, 12)]
    findings += [told("L-08", 3, "收到日期", value="不详", message="不是有效日期")]
    first, second = groups_of(findings[::-1])
    assert (first.first.place.column, second.first.place.column) == ("收到日期", "办理结果")
    assert (second.count, second.rows) == (10, "第2、3、4、5、6行等10处")
    assert second.words == "“局网站”10处"


def test_the_months_of_one_file_are_one_place_and_february_comes_before_october() -> None:
    months = [
        told("L-08", 3, "收到日期", place=Place("登记簿.xlsx", f"{n}月", 3, "收到日期"))
        for n in (10, 1, 2, 11)
    ]
    (group,) = most_pressing(groups_of(months))
    assert group.place == "登记簿.xlsx 工作表“1月”等4张工作表 “收到日期”列"
    sheets = [group.first.place.sheet for group in groups_of(months)]
    assert sheets == ["1月", "2月", "10月", "11月"]


def test_what_stops_counting_comes_before_more_numerous_consequences() -> None:
    late = [told("R-05", row, "答复日期", stops=False, message="答复超过期限") for row in range(40)]
    sums = told("T3-H", None, "合计", stops=False, message="不符")
    cell = told("L-08", 3, "收到日期", message="不是有效日期")
    pressing = most_pressing(groups_of([*late, sums, cell]))
    assert [group.first.rule for group in pressing] == ["L-08", "R-05", "T3-H"]


def test_cells_that_keep_rows_from_being_counted_are_one_thing_beside_the_largest_causes() -> None:
    cells = [
        told("L-08", 3, "收到日期", message="不是有效日期", value="2025-2-30", remedy="改日期"),
        told("R-02", 9, "答复日期", message="早于收到日期", value="2024-1-1", remedy="改先后"),
        told("R-01", 4, "登记编号", message="编号重复", value="7", remedy="改编号"),
    ]
    many = [told("R-10", row, "保密审查日期", stops=False, message="没有") for row in range(45)]
    few = [told("L-32", row, "公开渠道", stops=False, message="分不清") for row in range(11)]
    lines = list(worklist([*cells, *few, *many]))
    assert lines[:2] == ["先办这几件：", "  1. [错误] 有 3 处改正以前生成不了报告："]
    assert all(f"“{f.value}”" in "".join(lines[2:5]) for f in cells)
    assert [line[:15] for line in lines if line.startswith(("  2.", "  3."))] == [
        "  2. [错误 L-32] ",
        "  3. [错误 R-10] ",
    ]


def test_what_leaves_figures_unknown_comes_before_what_no_figure_counts() -> None:
    def of(rule: str, rows: int, severity: Severity = Severity.WARNING) -> list[Finding]:
        return [told(rule, n, rule, stops=False, severity=severity) for n in range(rows)]

    codes = [*of("R-12", 36), *of("L-36", 2), *of("R-08", 9), *of("L-32", 4), *of("L-40", 50)]
    pressing = to_do(groups_of([*codes, *of("R-10", 3, Severity.ERROR)]))
    assert [g.first.rule for g in pressing] == ["R-10", "L-32", "L-36", "R-08", "L-40", "R-12"]


def test_the_months_of_a_file_that_nobody_knows_are_one_thing_with_its_command() -> None:
    months = [
        told(
            "L-11",
            None,
            "",
            place=Place("月报.xlsx", f"{n}月"),
            value=None,
            message="工作表像是《主动公开》台账，没有读入",
            remedy="用 gongkai adopt 文件名 认列",
            stops=False,
        )
        for n in range(1, 13)
    ]
    headings = told(
        "L-03",
        1,
        "",
        place=Place("登记.xlsx", "甲", 1),
        message="缺少必需的列",
        remedy="用 gongkai adopt 文件名 认列",
    )
    day = told("L-08", 3, "收到日期", message="不是有效日期")
    first, second, third = to_do(groups_of([*months, headings, day]))
    assert {first.count, second.count} == {1, 12} and third.first.rule == "L-08"
    lines = "".join(worklist([*months, headings, day]))
    assert "gongkai adopt 月报.xlsx" in lines and "gongkai adopt 登记.xlsx" in lines
    assert lines.index("月报.xlsx") < lines.index("收到日期")


def test_words_that_may_mean_different_things_are_each_told_with_theirs() -> None:
    found = [
        told("L-10", n, "办理结果", value=word, expected=f"相近的有“{near}”；共 21 项")
        for n, (word, near) in enumerate((("已移交", "不掌握"), ("讨论稿", "过程性")), start=2)
    ]
    lines = list(worklist(found))
    assert "     “已移交”：相近的有“不掌握”" in lines and "     “讨论稿”：相近的有“过程性”" in lines


def test_a_long_list_still_says_of_each_column_what_is_wrong_and_where() -> None:
    found = [
        told("L-08", row, f"第{n}列", message="不是有效日期", remedy=f"改{n}", stops=False)
        for n in range(40)
        for row in (5, 8)
    ]
    lines = list(worklist(found))
    assert len(lines) <= 36
    for n in range(40):
        assert f"“第{n}列”不是有效日期（第5、8行）" in "".join(lines)


@pytest.mark.parametrize("many", [1, 30, 900])
def test_the_first_screen_fits_forty_lines_whatever_there_is(many: int) -> None:
    findings = [
        told(
            "L-10",
            row,
            f"列{row % 97}",
            place=Place(f"{row % 61}.xlsx", "甲", row, f"列{row % 97}"),
        )
        for row in range(1, many + 1)
    ]
    lines = list(worklist(findings))
    assert 2 < len(lines) <= 36 and any("局网站" in line for line in lines)


def _blank(cell: str) -> str:
    return ""


def _word(cell: str) -> str:
    return "不清楚"


def _day(cell: str) -> str:
    return "2022-02-30"


def _broken_formula(cell: str) -> str:
    return "#REF!"


SPOILS: list[Callable[[str], str]] = [_blank, _word, _day, _broken_formula]


@pytest.mark.parametrize("seed", range(4))
def test_no_sentence_holds_english_or_an_internal_name(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    rows = years.random_year(seed, 2022, most=8)
    for ledger in rows.values():
        for row in ledger:
            for heading in row:
                if rng.random() < 0.2:
                    row[heading] = rng.choice(SPOILS)(row[heading])
    if seed % 2:
        rows.pop(rng.choice(sorted(rows)))
    years.write_year(tmp_path, 2022, rows, encoding="utf-8")
    findings = examine(tmp_path, KEY).findings
    assert len(findings) > 20
    for finding in findings:
        for sentence in (finding.message, finding.expected, finding.remedy):
            ours = re.sub(r"“[^”]*”", lambda m: "" if m[0] in TYPED else m[0], sentence)
            assert not IDENTIFIER.search(PLAIN.sub("", ours)), sentence


def test_a_cell_is_told_once_and_its_sums_not_at_all(tmp_path: Path) -> None:
    rows = years.random_year(3, 2022, most=12)
    heading = "申请人类型"
    assert len(rows["requests"]) > 2
    rows["requests"][1][heading] = ""
    years.write_year(tmp_path, 2022, rows, encoding="utf-8")
    found = examine(tmp_path, KEY).findings
    grave = [f for f in found if f.severity is not Severity.INFO]
    about = [f for f in grave if f.place.column == heading or f.rule.startswith("T3")]
    assert [f.rule for f in about] == ["L-07"]


def test_an_unreadable_outcome_names_the_three_nearest_and_is_no_blank(tmp_path: Path) -> None:
    rows = years.random_year(3, 2022, most=12)
    row = next(r for r in rows["requests"] if r.get("答复日期") and r.get("办理结果"))
    row["办理结果"] = "全部都公布了"
    years.write_year(tmp_path, 2022, rows, encoding="utf-8")
    found = load(tmp_path, KEY).findings
    about = [f for f in found if f.place.column == "办理结果" and f.value == "全部都公布了"]
    (finding,) = about
    assert finding.expected.startswith("相近的有“予以公开”") and finding.expected.count("“") == 3


def test_every_code_of_a_finding_is_explained() -> None:
    source = "".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    used = set(re.findall(r'"([LNR]-\d{2})"', source))
    assert used and used <= set(CODES)


def test_no_line_is_cut_within_a_bracket() -> None:
    found = [
        told(
            "L-05",
            None,
            "",
            message=f"有 3 行被隐藏或筛掉（第5、6、7、8、9、10、11行，见表{n}），已照样读入",
        )
        for n in range(9)
    ] + [told("R-05", n, f"答复日期{n}") for n in range(30)]
    assert all(line.count("（") == line.count("）") for line in worklist(found))


def test_what_somebody_answered_for_is_told_in_the_same_words_however_long() -> None:
    found = []
    for row, reason in ((3, "属实"), (4, "情况属实，" * 20)):
        message = f"答复超过期限（经周强审核说明：{reason}，有效至2026-12-31）"
        place = Place(f"requests{row}.csv", None, row, "答复日期")
        found.append(Finding("R-05", Severity.WARNING, place, None, "", message, ""))
    lines = [line for line in worklist(found) if "答复超过期限" in line]
    assert len(lines) == 2
    assert all("答复超过期限（已说明）" in line and "周强" not in line for line in lines)


def test_what_was_answered_for_is_counted_apart_and_never_again_as_open() -> None:
    open_ = [told("R-05", n, "答复日期", severity=Severity.WARNING) for n in (3, 4)]
    done = replace(open_[0], message="超期（经周强审核说明：属实，有效至2026-12-31）")
    hint = told("L-05", 1, "备注", severity=Severity.INFO, rows=3)
    found = [*open_, done, hint]
    assert counted(found) == "警告 2 个、提示 3 个、已说明 1 个"
    assert sum(group.count for group in to_do(groups_of(found))) == 2
    long = [told("R-05", n, f"列{n}", remedy=f"{n}", stops=False) for n in range(30)]
    assert "另有提示 3 个，是程序怎样读的，看过即可" in list(worklist([*found, *long]))


def test_a_table_that_lies_there_unread_is_the_first_thing_to_do_and_its_absence_no_other(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "x" / "2022"
    folder.mkdir(parents=True)
    (folder.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', "utf-8"
    )
    row = "1,张三,公民,网上,2022-03-01,2022-03-20,公开\n"
    (folder / "公众来件.csv").write_text(
        "序,申请人,申请人身份,申请途径,何时收到,何时答复,答复\n" + row, "utf-8"
    )
    (folder / "通讯录.csv").write_text("姓名,处室\n张三,办公室\n", "utf-8")
    findings = load(tmp_path, KEY).findings
    first, *_ = to_do(groups_of(findings))
    assert first.first.place.file == "公众来件.csv" and "像是《依申请公开》" in first.message
    assert "gongkai adopt 公众来件.csv" in first.first.advice
    absent = [f.message for f in findings if f.rule == "L-12"]
    assert absent and not any("依申请公开" in message for message in absent)


def test_how_a_sheet_is_read_is_told_once_of_all_months(tmp_path: Path) -> None:
    folder = tmp_path / "x" / "2022"
    folder.mkdir(parents=True)
    (folder.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', "utf-8"
    )
    for month in range(1, 4):
        row = f"会{month},会议,例会,2022-0{month}-05,20\n"
        (folder / f"会议培训-{month}月.csv").write_text(
            "编号,类型,会议名称,召开时间,参会人数\n" + row, "utf-8"
        )
    (told,) = [f for f in load(tmp_path, KEY).findings if f.rule == "L-27"]
    assert told.message.endswith("（另有2张表同此）")


def test_what_was_said_of_a_whole_file_stands_in_the_list_no_more() -> None:
    copy = told(
        "L-21", None, "", place=Place("三月.csv", None, None, None), message="像是 二月.csv 的副本"
    )
    cells = [told("L-10", row, "办理结果", stops=False) for row in range(9)]
    cells += [
        told("R-05", 3, "答复日期", stops=False),
        told("R-04", 4, "延期告知日期", stops=False),
    ]
    lines = list(worklist([copy, *cells]))
    assert sum("像是 二月.csv 的副本" in line for line in lines) == 1
    assert "按表逐列（上面说过的整个文件的事不重复）：" in lines
    assert sum("办理结果" in line for line in lines) > 1  # of a column the list says more


def test_the_ledgers_that_are_not_there_are_all_named_however_little_room_there_is() -> None:
    gone = [told("L-12", None, "", place=Place(f"{x.id}.csv"), stops=False) for x in LEDGERS[:4]]
    many = [told("L-08", 5, f"第{n}列", message=f"坏{n}", remedy=f"改{n}") for n in range(40)]
    lines = "".join(worklist([*gone, *many]))
    assert all(f"《{ledger.title}》" in lines for ledger in LEDGERS[:4])


def test_a_column_that_many_rows_leave_blank_is_told_without_its_first_row_and_count_twice() -> (
    None
):
    blank = told(
        "L-07", 6, "成文时间", value=None, rows=23, stops=False,
        message="自这一行起有 23 行“成文日期”没有填写", severity=Severity.WARNING,
    )  # fmt: skip
    others = [told("L-08", 3, "收到日期", message=f"坏{n}", remedy=f"改{n}") for n in range(3)]
    assert any(
        "“成文时间”列：没有填写（第6行等23处）" in line for line in worklist([blank, *others])
    )


def test_what_is_said_of_several_ledgers_names_them_all() -> None:
    zero = [
        told("L-26", row, "签署人", message=f"《{title}》的零报告不作数：“签署人”为空")
        for row, title in ((3, "会议培训"), (6, "复议诉讼举报"))
    ]
    (group,) = groups_of(zero)
    assert group.said == "《会议培训》《复议诉讼举报》的零报告不作数"
