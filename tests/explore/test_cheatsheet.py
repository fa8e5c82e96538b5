"""Every block of the cheat sheet runs, and every expression in its table."""

import ast
import re
from pathlib import Path

import pytest

from conftest import REPOSITORY, SAMPLE

PAGE = (REPOSITORY / "docs" / "cheatsheet.zh-CN.md").read_text(encoding="utf-8")


def test_every_block_runs_and_every_expression_of_the_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(SAMPLE))
    monkeypatch.chdir(tmp_path)  # what the page saves is saved there
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert len(blocks) >= 6
    exec(blocks[0], names)
    table = re.findall(r"^\| [^|]+ \| (.+) \|$", PAGE, re.M)
    shown = [code for cell in table for code in re.findall(r"`([^`]+)`", cell)]
    for code in shown:
        assert (
            eval(code if code[0] != "." else shown[shown.index(code) - 1] + code, names) is not None
        )
    for block in blocks[1:]:
        exec(block, names)
    assert capsys.readouterr().out == "<图　各渠道公开次数。本机关网站最多>\n"
    assert (names["rate"].text, names["rate"].base) == ("100%", "29/29")


def test_it_names_every_part_of_a_year_and_fits_a_page() -> None:
    from gongkai.explore.year import Year

    parts = {name for name in vars(Year) if not name.startswith("_")}
    inner = {"agency", "year", "name", "key", "root", "examined", "records", "history", "charts",
             "indicators_of_year", "names", "watch", "outputs", "supposed"}  # fmt: skip
    assert not [part for part in parts - inner if f"year.{part}" not in PAGE]
    assert len(PAGE.splitlines()) < 120
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.S):
        ast.parse(block)


def test_the_english_page_shows_the_same_calls_and_they_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    english = (REPOSITORY / "docs" / "cheatsheet.md").read_text(encoding="utf-8")
    calls = {name for name in re.findall(r"\b(?:gk|year|desk)\.(\w+)", PAGE)}
    assert calls <= set(re.findall(r"\b(?:gk|year|desk)\.(\w+)", english))
    monkeypatch.setenv("GONGKAI_DATA", str(SAMPLE))
    monkeypatch.setenv("GONGKAI_LANG", "en")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", english, re.S)
    long = re.compile(r"gk\.(?:panel|compare|measure|what_if|desk)\(")  # the Chinese page runs them
    for block in (one for one in blocks if not long.search(one)):
        exec(block, names)
    assert names["rate"].base == "29/29"  # type: ignore[attr-defined]
