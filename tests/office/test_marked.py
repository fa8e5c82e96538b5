"""The marked workbook: each finding at its cell, for the office's eyes only."""

import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

import years
from gongkai.checks.check import State
from gongkai.cli.app import run
from gongkai.examined.examine import examine
from gongkai.findings import Finding, Place, Severity, counted
from gongkai.keys import Key
from gongkai.office.ledger_template import write_template
from gongkai.office.marked import INDEX, write_marked

KEY = Key("hrbrfb", 2018)


def spoil(folder: Path) -> None:
    path = folder / "requests.csv"
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    rows[2] = rows[2].replace("2018-01-15", "=2+5", 1)
    path.write_text("\n".join(rows), encoding="utf-8")


def test_a_csv_office_gets_one_workbook_with_its_cells_marked(
    year_folder: Path, tmp_path: Path
) -> None:
    spoil(year_folder)
    findings = examine(year_folder.parents[1], KEY).findings
    (path,) = write_marked(year_folder, KEY, findings, tmp_path)
    book = load_workbook(path)
    heads = [cell.value for cell in book["requests.csv"][1]]
    cell = book["requests.csv"].cell(3, heads.index("收到日期") + 1)
    assert (cell.value, cell.data_type) == ("=2+5", "s")
    assert cell.fill.fgColor.rgb == "FFF4B6B6"
    assert re.search("问题：.*\n应为：.*\n怎么改：", cell.comment.text)
    index = book[INDEX]
    assert book.sheetnames[0] == INDEX
    links = [row[5].hyperlink.location or row[5].hyperlink.target
             for row in index.iter_rows(min_row=2) if row[5].hyperlink]  # fmt: skip
    assert any(link.lstrip("#") == f"'requests.csv'!{cell.coordinate}" for link in links)
    # Below the list stands the number that the terminal tells.
    assert index.max_row == len(findings) + 2
    assert counted(findings) in index.cell(index.max_row, 1).value
    assert {row[3].value for row in index.iter_rows(min_row=2)} >= {f.place.file for f in findings}


def test_an_offices_own_workbook_comes_back_with_its_other_cells_untouched(tmp_path: Path) -> None:
    rows = years.random_year(5, 2018, most=6)
    folder = years.write_year(tmp_path, 2018, rows)
    path = folder / "依申请公开.xlsx"
    import sheets

    (folder / "requests.csv").unlink(missing_ok=True)
    head = ["登记编号", "申请人类型", "申请方式", "收到日期"]
    sheets.workbook(path, [["台账"], head, ["A1", "自然人", "网络", "不详"]], merges=[(0, 0, 0, 3)])
    key = Key("x", 2018)
    own, rest = write_marked(folder, key, examine(tmp_path, key).findings, tmp_path)
    assert own.name == "依申请公开-已标注.xlsx"
    page = load_workbook(own)["Sheet1"]
    assert page["D3"].fill.fgColor.rgb == "FFF4B6B6"
    assert "不是有效日期" in page["D3"].comment.text
    assert [c.value for c in page[2]] == head
    assert page["A3"].comment is None
    # What is said of a whole column stands at its heading.
    of_column = Finding(
        "L-18", Severity.INFO, Place(path.name, "Sheet1", None, head[2]), None, "", "按网络计", ""
    )
    (tmp_path / "again").mkdir()
    (again, *_) = write_marked(folder, key, [of_column], tmp_path / "again")
    assert load_workbook(again)["Sheet1"]["C2"].comment.text.startswith("问题：按网络计")
    assert [str(r) for r in page.merged_cells.ranges] == ["A1:D1"]
    assert INDEX in load_workbook(rest).sheetnames


def test_an_office_with_the_ledger_workbook_alone_gets_it_back_with_every_finding(
    tmp_path: Path,
) -> None:
    key = Key("x", 2018)
    folder = years.write_year(tmp_path, 2018, {}, zero=False)
    write_template(key, "某市某局", folder / "x-2018-台账.xlsx")
    findings = examine(tmp_path, key).findings
    (path,) = write_marked(folder, key, findings, tmp_path)
    book = load_workbook(path)
    assert {"依申请公开", "零报告", INDEX} <= set(book.sheetnames)
    assert book[INDEX].max_row == len(findings) + 2
    # Another file beside it gets a workbook of its own, under another name.
    import sheets

    sheets.text(folder / "会议培训.csv", [["编号"], ["1"]])
    both = write_marked(folder, key, examine(tmp_path, key).findings, tmp_path)
    assert [p.name for p in both] == ["x-2018-台账-已标注.xlsx", "x-2018-其他台账-已标注.xlsx"]


@pytest.mark.parametrize("seed", range(6))
def test_a_failed_check_always_has_a_finding_with_a_place(tmp_path: Path, seed: int) -> None:
    year = (2016, 2018, 2019, 2020, 2022, 2024)[seed]
    years.write_year(tmp_path, year, years.random_year(seed, year), zero=bool(seed % 2))
    examined = examine(tmp_path, Key("x", year))
    failed = {r.id for r in examined.results if r.state is State.FAIL}
    if examined.records.stopping:
        # Sums over rows that cannot be counted follow from the rows, and are not told.
        failed -= {r.id for r in examined.results if r.id[0] in "TFY"}
    if any(f.severity is Severity.ERROR for f in examined.findings):
        failed.discard("D-5")  # the notice of what is not known follows from what is wrong
    assert failed
    for rule in failed:
        found = [f for f in examined.findings if f.rule == rule]
        assert found
        assert all(f.place.file and (f.place.row or f.place.column or f.place.file) for f in found)


def test_it_is_the_same_on_every_run(year_folder: Path, tmp_path: Path) -> None:
    spoil(year_folder)
    findings = examine(year_folder.parents[1], KEY).findings
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made.append(write_marked(year_folder, KEY, findings, tmp_path / name)[0].read_bytes())
    assert made[0] == made[1]


def test_the_command_writes_below_internal_and_leaves_out_alone(
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    spoil(sample / "hrbrfb" / "2018")
    assert run(["check", "hrbrfb", "2018", "--format", "xlsx", "--data", str(sample)]) == 1
    made = [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.xlsx")]
    assert made == ["internal/hrbrfb/2018/hrbrfb-2018-台账-已标注.xlsx"]
    assert made[0] in capsys.readouterr().out


def test_the_template_command_never_overwrites(
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    command = ["template", "hrbrfb", "2018", "--data", str(sample)]
    assert run(command) == 0
    first = (tmp_path / "hrbrfb-2018-台账.xlsx").read_bytes()
    assert run(command) == 2
    assert "已存在" in capsys.readouterr().err
    assert (tmp_path / "hrbrfb-2018-台账.xlsx").read_bytes() == first
