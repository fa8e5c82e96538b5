"""What is open is told alike by ``check`` and ``report``, for years of every kind of trouble."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import years
from gongkai.cli.app import run

KEY = ("x", "2022")


def unwritten(folder: Path) -> None:
    for text in (folder / "narrative").glob("*.md"):
        text.unlink()


def uncountable(folder: Path) -> None:
    path = folder / "requests.csv"
    head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([head, *rows, *rows]), encoding="utf-8")


def untold(folder: Path) -> None:
    (folder / "meetings.csv").unlink(missing_ok=True)


def loose(folder: Path) -> None:
    (folder / "narrative").mkdir(exist_ok=True)
    (folder / "narrative" / "problems.md").write_text("走访了一些社区，大幅改进。", "utf-8")


@pytest.mark.parametrize("trouble", [unwritten, uncountable, untold, loose])
def test_check_and_report_tell_the_same_findings_in_the_same_order_and_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], trouble: Callable[[Path], None]
) -> None:
    folder = years.write_year(tmp_path / "data", 2022, years.random_year(5, 2022), encoding="utf-8")
    trouble(folder)
    place = ["--data", str(tmp_path / "data")]
    checked = run(["check", *KEY, *place])
    screen = capsys.readouterr().out.splitlines()
    reported = run(["report", *KEY, *place, "--out", str(tmp_path / "out"), "--to", "html"])
    said = capsys.readouterr()
    told = (said.err + said.out).splitlines()
    assert checked == reported == 1

    def findings(lines: list[str]) -> list[str]:
        return [line for line in lines if line.startswith("  ")]

    assert findings(screen) and findings(screen) == findings(told)
    assert len(screen) <= 40
    count = screen[0].split("问题：")[1].split("；")[0]
    whole = "".join(told)  # a line of the screen may end anywhere
    assert f"问题：{count}" in whole or f"问题共 {count}" in whole
    assert "有必须改正的问题" in screen[0]
    run(["check", *KEY, *place, "--all"])
    # Below the list stand lines that answer for many findings of it at once.
    every = capsys.readouterr().out.partition("可以合写一条说明")[0].splitlines()
    listed = [line for line in every if line.startswith(("[错误", "[警告", "[提示"))]
    rows = [re.search(r"行，共(\d+)处）。", line) for line in listed]  # several rows in one line
    run(["check", *KEY, *place, "--format", "json"])
    plain = json.loads(capsys.readouterr().out)
    assert plain["state"] == "blocked" and len(plain["findings"]) == sum(
        int(n[1]) if n else 1 for n in rows
    )
