"""What a calendar does to verdicts: December 2026 without and with a notice, and 2020 replayed."""

import csv
import json
from pathlib import Path

import pytest

from gongkai.cli.app import run
from gongkai.examined.inputs import inputs_of
from gongkai.keys import Key
from gongkai.office.clock.explanation import explain_request
from gongkai.office.clock.verdicts import changes, open_verdicts
from gongkai.records.clock.calendar import calendar_of
from gongkai.records.clock.snapshot import restored, snapshot
from gongkai.records.clock.standing import UNDETERMINED, standing
from gongkai.records.load import load

AGENCY = 'code = "office"\nname = "某某局（虚构）"\nlevel = "department"\n'
HEADINGS = ("登记编号", "申请内容", "申请人类型", "申请方式", "收到日期", "答复日期", "办理结果")
NOTICE = """[2027]
notice = "国办发明电〔2026〕7号（虚构）"
issued_on = 2026-11-03
days_off = ["2027-01-01 至 2027-01-03", "2027-02-05 至 2027-02-12", "2027-04-03 至 2027-04-05",
  "2027-05-01 至 2027-05-05", 2027-06-09, 2027-09-15, "2027-10-01 至 2027-10-07"]
make_up_days = [2027-01-31, 2027-02-20, 2027-05-08, 2027-09-26, 2027-10-09]
"""


def office(root: Path, year: int, *requests: tuple[str, str, str]) -> Key:
    folder = root / "office" / str(year)
    folder.mkdir(parents=True)
    (root / "office" / "agency.toml").write_text(AGENCY, encoding="utf-8")
    with (folder / "requests.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS)
        for name, received, reply in requests:
            outcome = "予以公开" if reply else ""
            writer.writerow((name, "某事", "自然人", "网络", received, reply, outcome))
    return Key("office", year)


def verdicts(root: Path, key: Key) -> dict[str, tuple[bool | None, bool, bool]]:
    rows = load(root, key).frames["requests"].collect().iter_rows(named=True)
    return {row["id"]: (row["on_time"], row["overdue"], row["undetermined"]) for row in rows}


def test_a_year_without_notice_judges_only_what_no_notice_can_change(tmp_path: Path) -> None:
    key = office(
        tmp_path,
        2027,
        ("早", "2027-01-11", "2027-02-04"),  # no arrangement makes it due earlier
        ("中", "2027-01-11", "2027-02-11"),
        ("晚", "2027-01-11", "2027-02-24"),  # later than any arrangement allows
    )
    assert verdicts(tmp_path, key) == {
        "早": (True, False, False),
        "中": (None, False, True),
        "晚": (False, True, False),
    }
    told = [f for f in load(tmp_path, key).findings if f.rule == "R-11"]
    assert ["待放假安排公布后确定" in f.message for f in told if f.place.row == 3] == [True]
    assert all(f.severity.value == "warning" for f in told)
    (tmp_path / "calendar.toml").write_text(NOTICE, encoding="utf-8")
    assert verdicts(tmp_path, key)["中"] == (True, False, False)  # due on 02-15


def test_december_2026_without_and_with_a_calendar_file(tmp_path: Path) -> None:
    key = office(tmp_path, 2026, ("甲", "2026-12-04", ""), ("乙", "2026-12-21", ""))
    lines = explain_request(load(tmp_path, key), "甲")
    assert "　跳过　2027-01-01（周五）至2027-01-03（周日）（元旦，法定节假日，其余暂定）" in lines
    assert "　第20日　2027-01-04（周一）（暂定）" in lines
    assert "到期日：2027-01-04（周一）" in lines
    assert any("尚未公布" in line and "到期日不变" in line for line in lines)
    records = load(tmp_path, key)
    day = records.calendar.unsettled_from.replace(year=2026, month=12, day=28)
    listed = standing(
        records.frames["requests"], records.ledgers["requests"], day, 5, records.calendar
    ).collect()
    assert ["暂定" in note for note in listed["notes"]] == [True, True]
    assert open_verdicts(tmp_path, key, records.calendar) == (2, 0)
    (tmp_path / "calendar.toml").write_text(NOTICE, encoding="utf-8")
    lines = explain_request(load(tmp_path, key), "甲")
    assert not [line for line in lines if "暂定" in line or "尚未公布" in line]
    assert open_verdicts(tmp_path, key, calendar_of(tmp_path)) == (0, 0)
    assert not [f for f in load(tmp_path, key).findings if f.rule == "R-11"]


def test_the_prolongation_of_2020_replayed_tells_which_verdicts_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, out = tmp_path / "data", tmp_path / "out"
    key = office(
        root,
        2020,
        ("甲", "2020-01-06", "2020-02-10"),  # due on 02-06 as first announced, then on 02-10
        ("乙", "2020-01-06", "2020-02-11"),
        ("丙", "2020-03-02", "2020-03-06"),
    )
    first_announced = restored(
        {
            "2020": snapshot(calendar_of(root), 2020)["2020"]
            | {
                "off": " ".join(
                    day
                    for day in snapshot(calendar_of(root), 2020)["2020"]["off"].split()
                    if day != "01-31"
                ),
                "worked": "01-19 02-01 "
                + " ".join(snapshot(calendar_of(root), 2020)["2020"]["worked"].split()[1:]),
            }
        }
    )
    (found,) = changes(root, key, first_announced, calendar_of(root))
    assert found.moved == 2
    assert found.verdicts == (("甲", "逾期", "按期"),)
    made = out / key.agency / "2020"
    made.mkdir(parents=True)
    manifest = {"calendar": snapshot(first_announced, 2020)}
    (made / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert run(["calendar", "2020", "--data", str(root), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "office/2020《依申请公开》：到期日变动2件，判定变化1件" in told
    assert "　甲　逾期 → 按期" in told
    assert "2020-01-31（周五）至2020-02-02（周日）　春节　已公布（国办发明电〔2020〕1号）" in told


def test_a_notice_makes_only_the_reports_that_it_concerns_again(tmp_path: Path) -> None:
    old, new = office(tmp_path, 2018), office(tmp_path, 2026)
    before = [inputs_of(tmp_path, key) for key in (old, new)]
    (tmp_path / "calendar.toml").write_text(NOTICE, encoding="utf-8")
    after = [inputs_of(tmp_path, key) for key in (old, new)]
    assert after[0] == before[0]
    assert {k for k in after[1] if after[1][k] != before[1].get(k)} == {"工作日历 office/2026"}


def test_what_is_undetermined_is_said_in_the_explanation(tmp_path: Path) -> None:
    key = office(tmp_path, 2027, ("中", "2027-01-11", "2027-02-11"))
    lines = explain_request(load(tmp_path, key), "中")
    assert lines[-1] == f"判定：{UNDETERMINED}，目前不计按期，也不计逾期"
    assert any("到期日最早2027-02-04，最晚2027-02-16" in line for line in lines)


def test_a_year_beyond_the_calendar_and_a_faulty_file_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["calendar", "2035", "--data", str(tmp_path)]) == 2
    assert "只到2029年" in capsys.readouterr().err
    faulty = NOTICE.replace("2027-02-20", "2027-02-16")
    (tmp_path / "calendar.toml").write_text(faulty, encoding="utf-8")
    assert run(["calendar", "2027", "--data", str(tmp_path)]) == 1
    assert "2027-02-16是周二，本就上班，不是调休上班日" in capsys.readouterr().out
