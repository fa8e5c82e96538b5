"""Every example of both cheat sheets runs, and says what it seems to say."""

import ast
import re
import warnings
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY, SAMPLE
from gongkai.explore.cell.table import Frame, Table

PAGES = {
    "zh": (REPOSITORY / "docs" / "cheatsheet.zh-CN.md").read_text(encoding="utf-8"),
    "en": (REPOSITORY / "docs" / "cheatsheet.md").read_text(encoding="utf-8"),
}
PAGE = PAGES["zh"]
_CARRIED = re.compile("上年结转等|如上年结转")


def blocks_of(page: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", page, re.S)


def expressions_of_table(page: str) -> list[str]:
    found = []
    for cell in re.findall(r"^\| [^|]+ \| (.+) \|$", page, re.M):
        shown = re.findall(r"`([^`]+)`", cell)
        for n, code in enumerate(shown):
            found.append(code if code[0] != "." else shown[n - 1] + code)
    return found


def run(language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Run a page and return its names and what each of its expressions gave."""
    names: dict[str, Any] = {}
    given: dict[str, Any] = {}
    first, *rest = blocks_of(PAGES[language])
    exec(first, names)
    for code in expressions_of_table(PAGES[language]):
        given[code] = eval(code, names)
    for block in rest:
        for node in ast.parse(block).body:
            code = ast.get_source_segment(block, node) or ""
            if isinstance(node, ast.Expr):
                given[code] = eval(code, names)
            else:
                exec(code, names)
    return names, given


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_example_says_what_it_seems_to_say(
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(SAMPLE))
    monkeypatch.setenv("GONGKAI_LANG", language)
    monkeypatch.chdir(tmp_path)  # what the page saves is saved there
    with warnings.catch_warnings(record=True) as warned:
        names, given = run(language)
    assert warned == []
    assert len(given) > 30 and all(value is not None for value in given.values())
    for code, value in given.items():
        if isinstance(value, Frame):
            assert len(value) and not value.isna().all(axis=None), code
        told = value.note if isinstance(value, Table) else getattr(value, "note", "")
        assert not _CARRIED.search(told), code  # no example counts a case twice
    assert (names["rate"].text, names["rate"].base) == ("100%", "29/29")
    _check_numbers(
        names, given, "office" if language == "en" else "机关", "n" if language == "en" else "件数"
    )
    shown = {
        "zh": "<图　各渠道公开次数。本机关网站最多>",
        "en": "<Chart　Disclosures by channel. the office's own site leads>",
    }
    assert capsys.readouterr().out == shown[language] + "\n"
    top = names["found"].set_index(names["found"].columns[0])[names["found"].columns[1]].idxmax()
    assert top == {"zh": "本机关网站", "en": "own site"}[language]  # the alt text is true


def _check_numbers(names: dict[str, Any], given: dict[str, Any], office: str, count: str) -> None:
    """The pivot and the query are the indicator itself, of each office and year."""
    pivot = next(v for code, v in given.items() if code.startswith("one.pivot"))
    counted = next(v for code, v in given.items() if code.startswith("gk.sql"))
    year = counted.columns[1]
    open_year = names["gk"].open_year
    for name, row in pivot.iterrows():
        for of, number in row.dropna().items():
            received = open_year(name, of).figure("requests_received").number
            assert number == received
            assert (
                counted[(counted[office] == name) & (counted[year] == of)][count].item() == received
            )
    mean = next(v for code, v in given.items() if "groupby" in code)
    closed = names["requests"][
        names["requests"].columns[[*names["requests"].columns].index(mean.name)]
    ]
    assert mean.min() <= closed.mean() <= mean.max()
    assert names["online"].of(names["year"]).numerator.number == 20
    assert given['gk.add_workdays("2018-02-09", 15)'].isoformat() == "2018-03-07"


def test_it_names_every_part_of_a_year_and_fits_a_page() -> None:
    from gongkai.explore.year import Year

    parts = {name for name in vars(Year) if not name.startswith("_")}
    inner = {"agency", "year", "name", "key", "root", "examined", "records", "history", "charts",
             "indicators_of_year", "names", "watch", "outputs", "supposed"}  # fmt: skip
    assert not [
        part
        for part in parts - inner
        if f"year.{part}" not in PAGE.replace("2018).trend", "year.trend")
    ]
    assert len(PAGE.splitlines()) < 130


def test_the_english_page_shows_the_same_calls() -> None:
    calls = {name for name in re.findall(r"\b(?:gk|year|desk)\.(\w+)", PAGE)}
    assert calls <= set(re.findall(r"\b(?:gk|year|desk)\.(\w+)", PAGES["en"]))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_columns_that_tell_a_year_and_an_office_apart_are_named(language: str) -> None:
    for name in {"zh": ("本年收到", "上年结转", "机关代码", "polars.read_parquet"),
                 "en": ("in_year", "carried_in", "agency", "polars.read_parquet")}[language]:  # fmt: skip
        assert name in PAGES[language]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_statement_that_a_desk_begins_with_runs(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gongkai as gk
    from gongkai.explore.desk import _SQL
    from gongkai.language.catalogue import told

    monkeypatch.setenv("GONGKAI_LANG", language)
    for key in (("hrbrfb", 2018), ("yunshan", 2019)):
        opened = gk.open_year(*key, data_dir=SAMPLE)
        found = opened.sql(told(_SQL))
        assert found.iloc[:, 1].sum() == opened.figure("requests_received").number
        assert not _CARRIED.search(found.note)


def test_each_notebook_runs_whatever_language_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first cell says which language its code is written in."""
    import nbformat

    for name, language in (("explore", "zh"), ("explore_en", "en")):
        cells = nbformat.read(REPOSITORY / "notebooks" / f"{name}.ipynb", as_version=4).cells
        first = next(cell.source for cell in cells if cell.cell_type == "code")
        monkeypatch.setenv("GONGKAI_LANG", "xx")
        exec(first.partition("import gongkai")[0], names := {})
        assert names["os"].environ["GONGKAI_LANG"] == language
