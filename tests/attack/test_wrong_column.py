"""A person typed where none belongs is in no byte that is written, and the place is told all the same."""

from pathlib import Path

import pytest
import wrong_column
from test_canary import parts_of, runs, traces

import years
from gongkai.cli.app import run
from gongkai.compare.kept import FOLDER as VERSIONS
from gongkai.report.publication.formats import FACTS, FORMATS, MANIFEST, NOTEBOOK

YEAR = 2018


def leaks(folder: Path, spoken: str) -> list[str]:
    """Return what holds a person: the words said, or a part of a file."""
    said = [line for line in spoken.splitlines() if traces(line.encode())]
    written = [
        f"{path.name}: {name}"
        for path in folder.rglob("*")
        if path.is_file()
        for name, content in parts_of(path.name, path.read_bytes())
        if traces(content)
    ]
    return said + written


@pytest.mark.slow
def test_persons_in_public_texts_and_in_names_reach_no_artefact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = wrong_column.in_texts(YEAR)
    folder = years.write_year(tmp_path / "data", YEAR, rows)
    wrong_column.beside_the_cells(folder, rows)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for command in (words for words in runs(YEAR) if "--request" not in words):
        assert run([*command, "--data", str(tmp_path / "data")]) in (0, 1), command
    assert leaks(work, "".join(capsys.readouterr())) == []
    made = {path.name for path in (work / "out" / "x" / str(YEAR)).iterdir()}
    assert made == {*(f.file for f in FORMATS), *FACTS, NOTEBOOK, MANIFEST, VERSIONS}


@pytest.mark.parametrize("year", [2018, 2022])
def test_refused_rows_are_told_by_place_without_the_persons_in_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], year: int
) -> None:
    years.write_year(tmp_path / "data", year, wrong_column.in_other_kinds(year))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    words = ["x", str(year), "--data", str(tmp_path / "data")]
    assert run(["check", *words]) == 1
    assert run(["check", *words, "--format", "json"]) == 1
    assert run(["report", *words]) == 1
    spoken = "".join(capsys.readouterr())
    assert leaks(work, spoken) == []
    for rule in ("L-08", "L-09", "L-10", "R-01", "R-16"):
        assert rule in spoken
    assert spoken.count("第2行") > 10


@pytest.mark.parametrize("cell", ["王小明", "0451-84612345", "some.person@example.invalid"])
def test_a_name_an_address_in_a_column_of_another_kind_is_not_quoted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cell: str
) -> None:
    rows = years.random_year(7, YEAR, most=12)
    rows["requests"][0] |= {"申请人类型": cell, "申请方式": "网洛", "收到日期": cell}
    years.write_year(tmp_path, YEAR, rows)
    assert run(["check", "x", str(YEAR), "--all", "--data", str(tmp_path)]) == 1
    spoken = capsys.readouterr().out
    assert cell not in spoken
    assert "第2行 “申请人类型”列：不在可选项之列" in spoken
    assert "网洛" in spoken  # a slip of the pen is quoted
