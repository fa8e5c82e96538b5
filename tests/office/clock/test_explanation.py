"""The count of days told line by line, held against the clock that is used."""

from pathlib import Path

import pytest
import sheets

from conftest import SAMPLE
from gongkai.cli.app import run
from gongkai.errors import UsageError
from gongkai.keys import Key
from gongkai.office.clock.explanation import explain_request
from gongkai.records.load import load

HEAD = [
    "登记编号", "申请人类型", "申请方式", "收到日期", "补正通知日期", "补正收到日期",
    "征求意见发出日期", "征求意见收回日期", "征求意见对象", "延期工作日", "延期告知日期", "答复日期", "办理结果",
]  # fmt: skip


def told(folder: Path, year: int = 2018, **cells: str) -> tuple[str, ...]:
    given = {"登记编号": "甲1", "申请人类型": "自然人", "申请方式": "网络", **cells}
    head = [*HEAD, *(["收费通知日期", "缴费日期"] if year > 2020 else [])]
    folder = folder.with_name(str(year))
    folder.mkdir(exist_ok=True)
    (folder / "requests.csv").unlink(missing_ok=True)
    sheets.text(folder / "requests.csv", [head, [given.get(h, "") for h in head]])
    return explain_request(load(folder.parents[1], Key("hrbrfb", year)), "甲1")


def test_every_day_over_spring_festival_is_counted_or_skipped(year_folder: Path) -> None:
    lines = told(year_folder, 收到日期="2018-02-09", 答复日期="2018-03-08", 办理结果="同意公开")
    counted = [line for line in lines if line.startswith("　第")]
    assert counted[0] == "　第1日　2018-02-11（周日）（调休上班）"
    assert counted[-1] == "　第15日　2018-03-07（周三）"
    assert "　跳过　2018-02-15（周四）至2018-02-21（周三）（春节）" in lines
    assert "到期日：2018-03-07（周三）" in lines
    assert lines[-1] == "判定：超过期限1个工作日"


def test_consultation_suspends_and_extension_needs_its_notice(year_folder: Path) -> None:
    cells = {
        "收到日期": "2018-02-09",
        "征求意见发出日期": "2018-02-12",
        "征求意见收回日期": "2018-02-26",
    }
    lines = told(year_folder, **cells, 延期工作日="15", 延期告知日期="2018-04-01")
    assert sum(line.startswith("　暂停") for line in lines) == 6
    assert sum(line.startswith("　第") for line in lines) == 15
    assert any("才告知" in line and "不计入" in line for line in lines)
    assert lines[-1] == "判定：年末已超过期限"
    within = told(year_folder, **cells, 延期工作日="15", 延期告知日期="2018-03-01")
    assert any("延长15个工作日" in line for line in within)


def test_whom_one_consults_decides_whether_the_clock_stops(year_folder: Path) -> None:
    cells = {
        "征求意见发出日期": "2018-02-12",
        "征求意见收回日期": "2018-02-26",
        "征求意见对象": "其他机关",
    }
    lines = told(year_folder, 收到日期="2018-02-09", **cells)
    assert any("照常计算" in line and "2008年" in line for line in lines)
    assert not any(line.startswith(("暂停", "　暂停")) for line in lines)
    cells = {
        "征求意见发出日期": "2022-03-02",
        "征求意见收回日期": "2022-03-04",
        "征求意见对象": "其他机关",
    }
    lines = told(year_folder, 2022, 收到日期="2022-03-01", **cells)
    assert any("其间2个工作日不计入期限（2019年《条例》第三十二条" in line for line in lines)


def test_a_payment_is_told_where_it_starts_the_clock_anew(year_folder: Path) -> None:
    cells = {"收到日期": "2022-01-12", "收费通知日期": "2022-01-18"}
    lines = told(year_folder, 2022, **cells, 缴费日期="2022-01-24")
    assert any("自次日重新起算（国办函〔2020〕109号）" in line for line in lines)
    assert "　第1日　2022-01-25（周二）" in lines
    assert "到期日：2022-02-24（周四）" in lines
    lapsed = told(
        year_folder, 2022, **cells, 答复日期="2022-03-01", 办理结果="其他处理：逾期未缴费"
    )
    assert lapsed[-1] == "结案日：2022-03-01（周二）；判定：按申请人放弃处理，不算逾期"
    open_ = told(year_folder, 2022, 收到日期="2022-01-12", 补正通知日期="2022-01-18")
    assert open_[-2:] == (
        "等待补正：已通知申请人补正，尚未补正，答复期限不再计算",
        "判定：年末仍待申请人办理",
    )


def test_an_unknown_request_is_said_to_be_unknown(sample: Path) -> None:
    records = load(sample, Key("hrbrfb", 2018))
    with pytest.raises(UsageError, match="没有登记编号为“无此件”"):
        explain_request(records, "无此件")


def test_the_count_agrees_with_the_clock_for_every_request_of_the_sample(sample: Path) -> None:
    for year in (2018, 2019, 2020, 2022):
        records = load(sample, Key("yunshan", year))
        for row in records.frames["requests"].collect().iter_rows(named=True):
            lines = explain_request(records, row["id"])
            numbers = [line for line in lines if line.startswith("　第")]
            assert len(numbers) == row["limit_workdays"]
            assert any(line.startswith(f"到期日：{row['due_on']}") for line in lines)


def test_the_same_case_in_two_ledgers_is_reported(year_folder: Path) -> None:
    found = (year_folder / "hotline_cases.csv").read_text(encoding="utf-8-sig").splitlines()
    number = (
        (year_folder / "requests.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")[0]
    )
    found[1] = ",".join([number, *found[1].split(",")[1:]])
    (year_folder / "hotline_cases.csv").write_text("\n".join(found), encoding="utf-8")
    findings = [
        f for f in load(year_folder.parents[1], Key("hrbrfb", 2018)).findings if f.rule == "R-16"
    ]
    assert [(f.place.file, f.place.row, f.value) for f in findings] == [
        ("hotline_cases.csv", 2, number)
    ]


def test_a_day_of_receipt_alone_has_its_limit_and_its_longest(tmp_path: Path, capsys) -> None:
    for day in ("2026-12-10", "2026年12月10日", "2026/12/10"):
        assert run(["calendar", day, "--data", str(SAMPLE)]) == 0
        said = capsys.readouterr().out
        assert "到期日：2027-01-08（周五）\n　暂定：" in said
        assert "到期日：2027-02-11（周四）" in said
        assert "到期日最早2027-02-03，最晚2027-02-15" in said
        assert said.count("　第") == 20
    assert run(["calendar", "2019-05-14", "--data", str(SAMPLE)]) == 0  # 令492号: 15, extended 30
    said = capsys.readouterr().out
    assert ("到期日：2019-06-04" in said, "到期日：2019-06-26" in said) == (True, True)
    assert run(["calendar", "1990-01-01", "--data", str(SAMPLE)]) == 2
    assert "超出工作日历的范围" in capsys.readouterr().err
    assert run(["calendar", "2026-13-10", "--data", str(SAMPLE)]) == 2
