"""The made-up offices: valid through every form, the same bytes each time, and nowhere taken for real."""

import csv
import filecmp
import tomllib
from pathlib import Path

import pytest

from gongkai.cli.app import run
from gongkai.demo.data import write_demo
from gongkai.demo.faults import ABSENT, FAULTS
from gongkai.demo.office import offices
from gongkai.errors import UsageError
from gongkai.examined.examine import examine
from gongkai.keys import Key, all_keys
from gongkai.records.ledgers import LEDGERS

YEARS = range(2018, 2022)  # three forms, two changes


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("demo")
    assert write_demo(root, 2, YEARS, seed=7, city=True) == (3, 12)
    return root


def test_every_year_is_good_and_follows_from_the_year_before(made: Path) -> None:
    carried = 0
    for key in all_keys(made):
        if key.agency == "demo_city":
            continue
        examined = examine(made, key)
        assert examined.blocking == (), key
        assert not examined.records.unknown
        assert examined.narrative.missing == ()
        if key.year > YEARS.start:
            assert examined.last is not None
        carried += examined.indicators["requests_carried_in"].number
    assert carried > 0


def test_the_same_seed_gives_the_same_bytes_whatever_else_is_made(
    made: Path, tmp_path: Path
) -> None:
    write_demo(tmp_path / "a", 1, range(2018, 2020), seed=7)
    write_demo(tmp_path / "b", 1, range(2018, 2020), seed=8)
    files = [
        str(path.relative_to(tmp_path / "a"))
        for path in sorted((tmp_path / "a").rglob("*"))
        if path.is_file()
    ]
    assert len(files) > 30
    assert filecmp.cmpfiles(made, tmp_path / "a", files, shallow=False)[0] == files
    assert filecmp.cmpfiles(made, tmp_path / "b", files, shallow=False)[1]


def test_nothing_in_it_can_be_taken_for_real(made: Path) -> None:
    personal = {c.heading for ledger in LEDGERS for c in ledger.columns if c.personal}
    seen = set()
    for folder in made.iterdir():
        assert "虚构" in (folder / "README.md").read_text(encoding="utf-8")
        assert "虚构" in tomllib.loads((folder / "agency.toml").read_text(encoding="utf-8"))["name"]
        for path in folder.glob("*/declarations.toml"):
            stated = tomllib.loads(path.read_text(encoding="utf-8"))["provenance"]
            assert stated["kind"] == "made_up"
            assert "虚构" in stated["note"]
    for path in made.glob("*/*/*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for heading in personal & set(row):
                    seen.add(heading)
                    assert not row[heading] or "虚构" in row[heading]
    assert {"申请人", "证件号码", "来电人", "行政相对人", "提出人", "经办人", "当事人"} <= seen


def test_every_ledger_has_rows_and_every_office_its_own_name(made: Path) -> None:
    for ledger in LEDGERS:
        assert any(made.glob(f"demo_0001/*/{ledger.id}.csv")), ledger.id
    names = [office.name for office in offices(500, 1)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("fault", [f for f in FAULTS if f.told != ABSENT], ids=lambda f: f.told)
def test_a_fault_is_found(fault, made: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.demo.data.fault_of", lambda *_: fault)
    write_demo(tmp_path, 1, range(2021, 2022), seed=3, faults=True)
    examined = examine(tmp_path, Key("demo_0001", 2021))
    assert examined.blocking
    assert bool(examined.records.stopping) == ("不能生成报告" in fault.told)
    assert fault.told in (tmp_path / "demo_0001" / "README.md").read_text(encoding="utf-8")


def test_faults_are_few_and_some_years_are_absent(tmp_path: Path) -> None:
    _, written = write_demo(tmp_path, 12, range(2021, 2025), seed=1, faults=True)
    told = [
        line
        for path in tmp_path.glob("*/README.md")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("- ")
    ]
    absent = sum(ABSENT in line for line in told)
    assert 0 < absent < len(told) < 12
    assert written == 48 - absent


@pytest.mark.parametrize("years", ["2018-2016", "18", "1999", "2016–2018"])
def test_years_that_cannot_be_are_refused(years: str, tmp_path: Path, capsys) -> None:
    assert run(["demo", "--out", str(tmp_path / "x"), "--years", years]) == 2
    assert "年度" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys) -> None:
    out = tmp_path / "out"
    assert run(["demo", "--out", str(out), "--years", "2018", "--agencies", "1"]) == 0
    assert "虚构机关 1 个" in capsys.readouterr().out
    before = sorted(out.rglob("*"))
    assert run(["demo", "--out", str(out), "--years", "2018", "--agencies", "2"]) == 2
    assert "已有内容" in capsys.readouterr().err
    assert sorted(out.rglob("*")) == before


def test_more_offices_than_there_are_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="1 至"):
        write_demo(tmp_path, 10_000, range(2018, 2019))
