"""Large ledgers: one scan says the same as the careful reading, or leaves the work to it."""

from pathlib import Path

import polars as pl
import pytest

import years
from gongkai.indicators.compute import compute, tallies
from gongkai.keys import Key
from gongkai.records import asked, bulk, load
from gongkai.records.load import Records
from gongkai.records.reading import access
from gongkai.records.reading.formats import delimited
from gongkai.records.reading.rows import plain as plain_rows
from gongkai.records.reading.sheet import Sheet

KEY = Key("x", 2018)


def both(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Records, Records, list[bool]]:
    """Return the records by the careful reading and by the scan, and which ledgers were plain."""
    careful = load.load(root, KEY)
    plain: list[bool] = []

    def watched(*arguments: object) -> bulk.BulkTable | None:
        found = bulk.read_bulk(*arguments)  # type: ignore[arg-type]
        plain.append(found is not None)
        return found

    monkeypatch.setattr(access, "LARGE_FILE", 0)
    monkeypatch.setattr(asked, "read_bulk", watched)
    return careful, load.load(root, KEY, tallies(KEY.year)), plain


@pytest.mark.parametrize("seed", range(4))
def test_the_scan_finds_and_counts_what_the_careful_reading_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    years.write_year(
        tmp_path, 2018, years.plainly_spelt(years.random_year(seed, 2018)), encoding="utf-8"
    )
    careful, scanned, plain = both(tmp_path, monkeypatch)
    assert any(plain)
    assert scanned.findings == careful.findings
    counted = compute(careful)
    assert compute(scanned) == counted
    assert compute(load.load(tmp_path, KEY)) == counted  # untallied


@pytest.mark.parametrize("seed", [0, 5])
def test_days_that_a_file_holds_as_days_are_scanned_as_they_are_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    rows = years.plainly_spelt(years.random_year(seed, 2018, most=40))
    for path in years.write_year(tmp_path, 2018, rows, encoding="utf-8").glob("*.csv"):
        held = pl.read_csv(path, infer_schema=False).with_columns(
            pl.col("^.*日期$").str.to_date(strict=False)
        )
        held.write_parquet(path.with_suffix(".parquet"))
        path.unlink()
    careful, scanned, plain = both(tmp_path, monkeypatch)
    assert any(plain)
    assert scanned.findings == careful.findings
    counted = compute(careful)
    assert compute(scanned) == counted
    for name, frame in careful.frames.items():
        whole = frame.collect()
        for judged in (False, True):
            few = load.load(tmp_path, KEY, only=asked.Only(frozenset({name}), judged))
            assert list(few.frames) == [name] and not set(few.frames) & set(few.unknown)
            assert few.frames[name].collect().select(whole.columns).equals(whole)
        broken = [f for f in careful.stopping if f.place.file.startswith(name)]
        assert len(broken) == len(few.stopping)


def test_parts_of_a_few_rows_add_up_to_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = years.plainly_spelt(years.random_year(9, 2018, most=40))
    years.write_year(tmp_path, 2018, rows, encoding="utf-8")
    monkeypatch.setattr(plain_rows, "_PART", 3)
    careful, scanned, plain = both(tmp_path, monkeypatch)
    assert any(plain)
    assert scanned.findings == careful.findings
    assert compute(scanned) == compute(careful)


@pytest.mark.parametrize(
    ("old", "new", "stays"),
    [
        ("2018-", "2018年", False),  # another spelling of dates
        ("第三方意见", "第三⽅意见", False),
        ("N3,", "合计,", False),
        ("N3,", "N2,", False),  # a repeated key
        ("N3,", "锟斤拷,", False),
        ("N3,", " ,", False),
        ("N3,", "N333,", True),
    ],
)
def test_what_needs_a_look_is_left_to_the_careful_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, stays: bool
) -> None:
    rows = years.plainly_spelt(years.random_year(9, 2018, most=20))
    rows = {n: found if n == "requests" else [] for n, found in rows.items()}
    folder = years.write_year(tmp_path, 2018, rows, encoding="utf-8")
    text = (folder / "requests.csv").read_text(encoding="utf-8")
    assert old in text
    (folder / "requests.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    careful, scanned, plain = both(tmp_path, monkeypatch)
    assert plain == [stays]
    assert scanned.findings == careful.findings
    assert compute(scanned) == compute(careful)


def test_a_broken_date_is_listed_at_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = years.plainly_spelt(years.random_year(9, 2018, most=20))
    folder = years.write_year(
        tmp_path, 2018, {**{n: [] for n in rows}, "requests": rows["requests"]}, encoding="utf-8"
    )
    text = (folder / "requests.csv").read_text(encoding="utf-8")
    (folder / "requests.csv").write_text(text.replace("2018-", "2018-13-", 1), encoding="utf-8")
    careful, scanned, _ = both(tmp_path, monkeypatch)
    assert [f for f in scanned.findings if f.rule == "L-08"]
    assert scanned.findings == careful.findings


def test_a_row_with_too_many_cells_is_found_in_a_scanned_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = years.plainly_spelt(years.random_year(9, 2018, most=20))
    folder = years.write_year(tmp_path, 2018, rows, encoding="utf-8")
    lines = (folder / "requests.csv").read_text(encoding="utf-8").splitlines()
    lines[3] += ",多"
    (folder / "requests.csv").write_text("\n".join(lines), encoding="utf-8")
    careful, scanned, _ = both(tmp_path, monkeypatch)
    assert [(f.place.row, f.rule) for f in scanned.findings if f.rule == "L-06"] == [(4, "L-06")]
    assert scanned.findings == careful.findings


def test_a_large_exports_words_are_told_as_the_careful_reading_tells_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = years.write_year(tmp_path, 2018, {}, encoding="utf-8")
    (folder / "hotline_cases.csv").unlink(missing_ok=True)
    lines = ["工单编号,受理渠道,分派时间,办理截止时间,反馈时间,办结时间,是否退回"]
    lines += [
        f"GD{n:03d},{('网络理政', '12345热线')[n % 2]},2018-03-01,2018-03-08,2018-03-05,2018-03-06,{'已退回' if n % 5 == 0 else '否'}"
        for n in range(20)
    ]
    (folder / "热线工单.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    careful, scanned, _ = both(tmp_path, monkeypatch)
    told = [f.message for f in scanned.findings if f.rule in ("L-18", "L-36")]
    assert any("“网络理政”按“其他”计，10处" in line and "受理渠道" not in line for line in told)
    assert scanned.findings == careful.findings


def test_a_file_above_the_limit_is_scanned_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = ["编号", "来源", "转办日期", "办理期限", "办结日期", "反映内容"]
    path = tmp_path / "hotline_cases.csv"
    pl.DataFrame({h: ["甲"] for h in head}).write_csv(path)
    held = delimited.read_delimited(path)
    monkeypatch.setattr(access, "LARGE_FILE", 0)
    scanned = delimited.read_delimited(path)
    careful = delimited.read_delimited(path, careful=True)
    assert isinstance(held, Sheet) and isinstance(scanned, Sheet) and isinstance(careful, Sheet)
    assert [s.access.name for s in (held, scanned, careful)] == ["HELD", "SCANNED", "HELD"]
    assert [s.access.engine for s in (held, scanned)] == ["in-memory", "streaming"]


def test_each_access_gives_the_same_answers_and_the_heaviest_part_decides() -> None:
    rows = pl.LazyFrame({"a": [3, 1, 2]})
    queries = [rows.sort("a"), rows.select(pl.col("a").sum())]
    for way in access.Access:
        assert [a.to_series().to_list() for a in way.collect_all(queries)] == [[1, 2, 3], [6]]
    ways = (access.Access.SCANNED, access.Access.HELD)
    assert access.together(ways) is access.Access.SCANNED
    assert access.together(()) is access.Access.HELD


@pytest.mark.parametrize("kind", ["large csv", "parquet", "large parquet"])
def test_control_and_bidirectional_characters_reach_no_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    rows = years.plainly_spelt(years.random_year(4, 2018, most=40))
    folder = years.write_year(tmp_path, 2018, rows, encoding="utf-8")
    clean = load.load(tmp_path, KEY).frames["disclosures"].collect()
    path = folder / "disclosures.csv"
    spoilt = pl.read_csv(path, infer_schema=False).with_columns(
        pl.col("标题") + ("\x0b\u202e" if kind == "large csv" else "\x00\x0b\u202e")
    )
    path.unlink()
    if kind == "large csv":
        spoilt.write_csv(path)
    else:
        spoilt.write_parquet(path.with_suffix(".parquet"))
    if kind != "parquet":
        monkeypatch.setattr(access, "LARGE_FILE", 0)
    for given in ((), (tallies(KEY.year),)):
        records = load.load(tmp_path, KEY, *given)
        assert records.frames["disclosures"].collect()["title"].equals(clean["title"])
