"""Several reports side by side: carried over, stocks, the same words."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from filled import random_form, tables
from gongkai.cli.app import run
from gongkai.report.page.markup import html

OWN = (
    "我局坚持问题导向，围绕园林绿化重点工作持续优化公开流程，逐项梳理公开目录并及时更新栏目内容。"
    "积极组织业务骨干走进社区开展政策宣讲，面对面听取群众意见建议并逐一反馈。"
    "对照年度重点任务清单逐条细化公开内容、责任科室和完成时限，确保公开工作落到实处见到实效。"
)


def report(folder: Path, office: str, year: int, seed: int, prose: str) -> Path:
    """Return a page of an office's year."""
    body = "".join(map(html, tables(random_form(seed, year), year).values()))
    path = folder / f"{office}{year}.html"
    title = f"<h1>{office}{year}年政府信息公开工作年度报告</h1>"
    path.write_text(f"{title}<p>一、总体情况</p><p>{prose}</p>{body}", encoding="utf-8")
    return path


def test_years_and_offices_are_held_against_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [
        report(tmp_path, "甲市乙局", 2022, 32, OWN),
        report(
            tmp_path,
            "甲市乙局",
            2023,
            33,
            "全年工作平稳有序推进，各项任务按计划完成，没有发生差错。",
        ),
        report(tmp_path, "甲市丙局", 2023, 34, OWN + "依据《条例》编制本报告，由六个部分组成。"),
    ]
    assert run(["audit", *map(str, files), "--format", "json"]) == 1
    first, second, third = json.loads(capsys.readouterr().out)
    (carried, *_) = (x for x in second["across"] if x["id"] == "Y-1")
    out = first["table3"]["四、结转下年度继续办理"]["总计"]
    into = second["table3"]["二、上年结转政府信息公开申请数量"]["总计"]
    assert carried["state"] == ("pass" if out == into else "fail")
    assert (carried["left"], carried["right"]) == (into, out)
    documents = [one["table2"]["第二十条第（一）项"]["行政规范性文件"] for one in (first, second)]
    expected = (
        Decimal(documents[0]["现行有效件数"])
        + documents[1]["本年制发件数"]
        - documents[1]["本年废止件数"]
    )
    (stock,) = (x for x in second["across"] if x["id"] == "T2-1" and "规范性文件" in x["message"])
    assert stock["right"] == expected and stock["left"] == documents[1]["现行有效件数"]
    (shared,) = (x for x in third["across"] if x["id"] == "Y-5")
    assert shared["files"] == ["甲市乙局2022.html", "甲市丙局2023.html"]
    assert "“我局坚持问题导向" in shared["message"] and "条例" not in shared["message"]
    assert not [x for x in second["across"] if x["id"] == "Y-5"]


def test_what_every_office_says_of_its_report_is_never_quoted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    formula = (
        "我单位坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，认真落实关于全面推进政务公开工作的各项要求。"
        "报告全文包括总体情况、主动公开、收到和处理申请、行政复议和行政诉讼、问题及改进情况、其他事项六个部分。"
        "按照规定的按件、按量收费标准，本年度没有产生信息公开处理费。"
    )
    files = [report(tmp_path, f"甲市{office}局", 2023, 32, formula) for office in "乙丙"]
    run(["audit", *map(str, files), "--format", "json"])
    assert [one["across"] for one in json.loads(capsys.readouterr().out)] == [[], []]
