"""Two ways of reading the same cells say the same, on either side of each threshold between them."""

import datetime as dt
import os
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import years
from gongkai.cli.app import run
from gongkai.indicators.compute import compute, tallies
from gongkai.keys import Key
from gongkai.office import marked
from gongkai.records import load
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import Column, Kind
from gongkai.records.reading import access, cells
from gongkai.records.reading.cells import FEW, TYPES, read
from gongkai.records.reading.folding import READERS, read_text
from gongkai.records.reading.rows import plain as plain_rows

KEY = Key("x", 2018)
COLUMNS = [column for ledger in LEDGERS for column in ledger.in_year(2018).columns]
ODD = ["", "不详", "2018-02-30", "3.5", "-1", "９９９", "⼀⼆", "哈人防发[2017]17号", "13月", "1e3"]
CASES = int(os.environ.get("GONGKAI_FUZZ", "40"))
YEARS = settings(
    max_examples=CASES // 5,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def spelled(column: Column, number: int) -> str:
    """Return a cell of the column's kind; other numbers give other cells where the kind has them."""
    day = dt.date(2018, 1, 1) + dt.timedelta(days=number % 365)
    match column.kind:
        case Kind.DATE:
            return (f"{day}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日")[number % 3]
        case Kind.COUNT:
            return f"{number}{'件' if number % 5 == 0 else ''}"
        case Kind.MONTH:
            return f"{number % 12 + 1}月"
        case Kind.MONEY:
            return f"{number}.{number % 100:02}"
        case Kind.CHOICE | Kind.FLAG:
            choices = column.choices
            return choices[number % len(choices)].label
        case Kind.TEXT:
            return f"{column.heading}[2017]{number}号"


def one_by_one(column: Column, text: str | None) -> object:
    if text is None:
        return None
    if column.kind is Kind.TEXT:
        return read_text(text)
    if column.kind in READERS:
        return READERS[column.kind](text)
    return read(pl.Series("a", [text], pl.String), column)[0]


@settings(max_examples=CASES)
@given(data=st.data())
def test_a_column_of_any_size_is_read_as_its_cells_are(data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(COLUMNS))
    size = data.draw(st.one_of(st.integers(FEW - 3, FEW + 3), st.integers(0, 2 * FEW)))
    distinct = data.draw(st.integers(1, max(1, size)))
    texts: list[str | None] = [spelled(column, n % distinct) for n in range(size)]
    for at, odd in data.draw(
        st.dictionaries(st.integers(0, 2 * FEW), st.sampled_from(ODD))
    ).items():
        if at < size:
            texts[at] = odd or None
    found = read(pl.Series(column.name, texts, pl.String), column)
    assert found.name == column.name
    assert found.dtype == TYPES[column.kind]
    assert found.to_list() == [one_by_one(column, text) for text in texts]


@YEARS
@given(
    seed=st.integers(0, 2**16),
    few=st.integers(0, 30),
    part=st.integers(1, 30),
    scanned=st.booleans(),
    large=st.sampled_from([0, 10, 10**9]),
    plain=st.booleans(),
)
def test_a_year_is_the_same_on_either_side_of_every_threshold(
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    few: int,
    part: int,
    scanned: bool,
    large: int,
    plain: bool,
) -> None:
    root = tmp_path_factory.mktemp("year")
    rows = years.random_year(seed, KEY.year)
    years.write_year(root, KEY.year, years.plainly_spelt(rows) if plain else rows, encoding="utf-8")
    usual = load.load(root, KEY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "FEW", few)
        patch.setattr(plain_rows, "_PART", part)
        patch.setattr(access, "MANY_ROWS", large)
        if scanned:
            patch.setattr(access, "LARGE_FILE", 0)
        other = load.load(root, KEY, tallies(KEY.year) if scanned else None)
        figures = compute(other)
    assert other.findings == usual.findings
    assert figures == compute(usual)


@pytest.mark.parametrize("rows", [FEW, FEW + 1, 500])
def test_meetings_on_nearly_all_days_of_a_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: int
) -> None:
    days = [dt.date(2018, 1, 1) + dt.timedelta(days=n % 365) for n in range(rows)]
    meetings = [
        {"编号": f"H{n}", "日期": f"{day}", "类型": "会议", "名称": f"会{n}", "参加人数": "3"}
        for n, day in enumerate(days)
    ]
    years.write_year(tmp_path, 2018, {"meetings": meetings})
    assert run(["check", "x", "2018", "--data", str(tmp_path)]) in (0, 1)
    assert "程序内部出错" not in "".join(capsys.readouterr())
    records = load.load(tmp_path, KEY)
    assert records.frames["meetings"].collect().get_column("held_on").to_list() == days


def test_a_long_sheet_of_which_only_findings_are_copied_has_them_at_the_same_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = years.random_year(3, 2018, most=40)
    for row in rows["requests"][::3]:
        row["收到日期"] = "不详"
    folder = years.write_year(tmp_path / "data", 2018, rows)
    findings = [f for f in load.load(tmp_path / "data", KEY).findings if f.rule == "L-08"]
    assert findings

    def cells_marked(out: Path) -> list[tuple[str, object]]:
        out.mkdir()
        (path,) = marked.write_marked(folder, KEY, findings, out)
        page = load_workbook(path)["requests.csv"]
        return [(c.coordinate, c.value) for row in page for c in row if c.comment]

    whole = cells_marked(tmp_path / "whole")
    monkeypatch.setattr(marked, "_WHOLE", 0)
    assert cells_marked(tmp_path / "part") == whole
    assert len(whole) == len(findings)
