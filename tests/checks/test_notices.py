"""Days and lengths that higher authorities set beyond the law."""

import datetime as dt
from pathlib import Path

import pytest

from gongkai.checks.notices import Asked, Notice, asked_of, read_notices
from gongkai.cli.app import run
from gongkai.errors import UnreadableError

TEXT = """
[[notice]]
document = "甲政办函〔2023〕3号"
area = "甲省"
since = 2023
county = "02-20"
city = "03-10"

[[notice]]
document = "乙市政务公开办通知"
department = "1-20"
part_one = 1000
"""


def kept(folder: Path, text: str) -> tuple[Notice, ...]:
    (folder / "notices.toml").write_text(text, encoding="utf-8")
    return read_notices(folder)


@pytest.mark.parametrize(
    ("agency", "level", "year", "asked"),
    [
        (
            "甲省乙县人民政府",
            "government",
            2023,
            (dt.date(2024, 2, 20), "甲政办函〔2023〕3号", 1000),
        ),
        (
            "甲省乙市人民政府",
            "government",
            2024,
            (dt.date(2025, 3, 10), "甲政办函〔2023〕3号", 1000),
        ),
        ("甲省乙县人民政府", "government", 2022, (None, "", 1000)),
        ("丙省乙县人民政府", "government", 2023, (None, "", 1000)),
        ("甲省人民政府", "government", 2023, (None, "", 1000)),
        ("甲省乙市丁局", "department", 2023, (dt.date(2024, 1, 20), "乙市政务公开办通知", 1000)),
        ("甲省乙市丁站", None, 2023, (None, "", 1000)),
        (None, None, 2023, (None, "", None)),
    ],
)
def test_a_notice_binds_those_whom_it_names_for_its_years(
    tmp_path: Path, agency: str | None, level: str | None, year: int, asked: tuple[object, ...]
) -> None:
    assert asked_of(kept(tmp_path, TEXT), agency, level, year) == Asked(*asked)  # type: ignore[arg-type]


def test_without_a_file_nothing_is_asked(tmp_path: Path) -> None:
    assert read_notices(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[notice]]\ncounty = "02-20"', "文号"),
        ('[[notice]]\ndocument = "甲"\ncounty = "二月"', "02-20"),
        ('[[notice]]\ndocument = "甲"\ncounty = "02-30"', "county"),
        ('[[notice]]\ndocument = "甲"\npart_one = "千"', "1000"),
        ('[[notice]]\ndocument = "甲"\ntown = "01-20"', "town"),
        ('notice = "甲"', "[[notice]]"),
    ],
)
def test_a_slip_in_the_file_is_told_with_the_right_way(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(UnreadableError, match=r"notices\.toml") as caught:
        kept(tmp_path, text)
    assert told in str(caught.value)


def test_a_county_in_time_for_the_law_and_late_for_its_superior_is_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(tmp_path, TEXT)
    page = tmp_path / "报告.html"
    page.write_text(
        "<h1>甲省乙县人民政府2023年政府信息公开工作年度报告</h1><p>发布日期：2024-03-15</p><p>一、总体情况</p>"
        f"<p>{'公开工作稳步推进。' * 150}</p><p>二、存在的问题</p><p>更新不及时。</p>",
        encoding="utf-8",
    )
    run(["audit", str(page), "--data", str(tmp_path)])
    told = capsys.readouterr().out
    assert (
        "公布日期2024-03-15晚于甲政办函〔2023〕3号规定的2024-02-20，在法定期限之内（D-4）" in told
    )
    assert "超过设定的1000字（D-12）" in told
    run(["audit", str(page)])
    told = capsys.readouterr().out
    assert "D-4" not in told and "D-12" not in told


def test_a_data_folder_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", "报告.html", "--data", str(tmp_path / "没有")]) == 2
    assert "没有数据文件夹" in capsys.readouterr().err
