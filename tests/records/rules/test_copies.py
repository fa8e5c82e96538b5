"""Months of a register: one that is there twice is one sentence, numbers that begin anew are none."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from gongkai.findings import Finding
from gongkai.keys import Key
from gongkai.records.load import load

HEAD = "登记编号,申请人,申请人类型,申请方式,收到日期,答复日期,办理结果"
Rows = Iterable[str]


def month(number: int, name: Callable[[int, int], str]) -> list[str]:
    return [
        f"{name(number, n)},甲{n},自然人,网络,2022-{number:02}-0{n},2022-{number:02}-1{n},予以公开"
        for n in range(1, 8)
    ]


def own(number: int, n: int) -> str:
    return f"2022-{number:02}{n:02}"


def anew(_: int, n: int) -> str:
    return str(n)


def told(tmp_path: Path, files: dict[str, Rows]) -> list[Finding]:
    folder = tmp_path / "x" / "2022"
    folder.mkdir(parents=True)
    (folder.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', "utf-8"
    )
    for name, rows in files.items():
        (folder / f"依申请公开-{name}.csv").write_text("\n".join([HEAD, *rows]), "utf-8")
    return [f for f in load(tmp_path, Key("x", 2022)).findings if f.rule in ("L-21", "R-01")]


@pytest.mark.parametrize("name", [own, anew])
def test_a_month_that_stands_under_two_names_is_one_sentence(tmp_path, name) -> None:
    files = {f"{n}月": month(2 if n == 3 else n, name) for n in range(1, 7)}
    (finding,) = told(tmp_path, files)
    assert finding.place.file == "依申请公开-3月.csv"
    assert finding.message == "像是 依申请公开-2月.csv 的副本：有 7 行记录完全相同"


def test_numbers_that_begin_anew_each_month_are_no_copies(tmp_path) -> None:
    assert told(tmp_path, {f"{n}月": month(n, anew) for n in range(1, 7)}) == []


def test_a_copy_in_which_a_few_cells_were_changed_is_a_copy_all_the_same(tmp_path) -> None:
    rows = month(2, anew)
    files = {"定稿": rows, "修改": [rows[0].replace("予以公开", "部分公开"), *rows[1:]]}
    (finding,) = told(tmp_path, files)
    assert finding.rule == "L-21"


def test_a_month_beside_the_whole_year_is_what_is_there_twice(tmp_path) -> None:
    months = [month(n, own) for n in range(1, 7)]
    (finding,) = told(
        tmp_path, {"全年": [row for rows in months for row in rows], "3月": months[2]}
    )
    assert finding.place.file == "依申请公开-3月.csv"
    assert "像是 依申请公开-全年.csv 的一部分" in finding.message
