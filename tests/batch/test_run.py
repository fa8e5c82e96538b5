"""A run over several keys: outcomes, what is skipped and why, what is refused before it starts."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from runs import KEYS, bytes_of

from gongkai.batch.lock import only_batch
from gongkai.batch.plan import plan
from gongkai.batch.processes.outcome import State
from gongkai.batch.standing import staleness
from gongkai.batch.standing.kept import kept_figures
from gongkai.batch.standing.staleness import standing
from gongkai.cli.app import run
from gongkai.examined.figures import year_figures
from gongkai.indicators.value import NotApplicable
from gongkai.keys import Key
from gongkai.report.publication.formats import DEFAULT, formats_named

FORMATS = formats_named(DEFAULT)
BY_NAME = {name: Key(name.split("/")[0], int(name.split("/")[1])) for name in KEYS}

pytestmark = pytest.mark.slow


@pytest.fixture
def copied(offices: Path, faultless: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return data and output of the faultless run, to be changed at will."""
    root = Path(shutil.copytree(offices, tmp_path / "data"))
    return root, Path(shutil.copytree(faultless, tmp_path / "out"))


def stale(root: Path, out: Path) -> set[str]:
    return {n for n, key in BY_NAME.items() if standing(root, out, key, FORMATS).reasons}


@pytest.mark.parametrize("key", BY_NAME.values(), ids=str)
def test_what_is_kept_of_a_report_is_what_would_be_counted(
    key: Key, offices: Path, faultless: Path
) -> None:
    kept, counted = kept_figures(offices, faultless, key), year_figures(offices, key).values
    assert kept is not None and counted is not None
    absent = {name for name, value in counted.items() if isinstance(value, NotApplicable)}
    assert {name: kept[name] for name in kept if name not in absent} == {
        name: counted[name] for name in counted if name not in absent
    }
    assert all(isinstance(kept[name], NotApplicable) for name in absent)


def test_the_outcomes_stand_in_json_and_in_a_table(faultless: Path) -> None:
    told = json.loads((faultless / "run.json").read_text("utf-8"))
    assert told["finished"] is True
    assert [f"{r['agency']}/{r['year']}" for r in told["outcomes"]] == sorted(KEYS)
    for row in told["outcomes"]:
        assert row["state"] == State.DONE
        assert row["seconds"] > 0
        assert 20 < row["peak_mb"] < 2000
        assert row["attempts"] == 1
    rows = list(csv.reader((faultless / "run.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0][:3] == ["机关", "年度", "状态"]
    assert len(rows) == 1 + len(KEYS)
    log = [json.loads(line) for line in (faultless / "run.log").read_text("utf-8").splitlines()]
    assert {entry["key"] for entry in log} == set(KEYS)


def test_a_batch_writes_what_the_single_command_writes(
    offices: Path, faultless: Path, tmp_path: Path
) -> None:
    assert run(["report", "yunshan", "2019", "--data", str(offices), "--out", str(tmp_path)]) == 0
    batch = {n: c for n, c in bytes_of(faultless).items() if n.startswith("yunshan/2019")}
    assert bytes_of(tmp_path) == batch


def test_workers_without_fork_write_the_same(
    offices: Path, faultless: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_WORKERS", "spawn")
    arguments = ["--data", str(offices), "--out", str(tmp_path), "--only", "yunshan_old/2018"]
    assert run(["batch", *arguments, "--workers", "1"]) == 0
    batch = {n: c for n, c in bytes_of(faultless).items() if n.startswith("yunshan_old")}
    assert bytes_of(tmp_path) == batch


def test_nothing_changed_is_nothing_done(copied, capsys: pytest.CaptureFixture[str]) -> None:
    root, out = copied
    before = bytes_of(out)
    assert run(["batch", "--data", str(root), "--out", str(out)]) == 0
    assert f"{State.UNCHANGED} {len(KEYS)}" in capsys.readouterr().out
    assert bytes_of(out) == before


@pytest.mark.parametrize(
    ("file", "dependent"),
    [
        ("hrbrfb/2018/requests.csv", {"hrbrfb/2018"}),
        ("hrbrfb/2018/declarations.toml", {"hrbrfb/2018"}),
        ("hrbrfb/2018/narrative/plans.md", {"hrbrfb/2018"}),
        ("yunshan/2018/requests.csv", {"yunshan/2018", "yunshan/2019"}),
        ("yunshan/2019/requests.csv", {"yunshan/2019"}),
        ("yunshan/agency.toml", {"yunshan/2018", "yunshan/2019"}),
        ("hrbrfb/2018/review.toml", {"hrbrfb/2018"}),
        ("yunshan_old/2018/requests.csv", {"yunshan_old/2018", "yunshan/2019"}),
        ("hrbrfb/2018/README.md", set()),
        ("hrbrfb/README.md", set()),
    ],
)
def test_each_input_makes_just_its_reports_stale(copied, file: str, dependent: set[str]) -> None:
    root, out = copied
    path = root / file
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert stale(root, out) == dependent
    reasons = [standing(root, out, BY_NAME[n], FORMATS).reasons for n in dependent]
    assert all(file in reason[0] for reason in reasons)


def test_a_ledger_taken_away_is_told(copied) -> None:
    root, out = copied
    (root / "hrbrfb" / "2018" / "requests.csv").unlink()
    found = standing(root, out, BY_NAME["hrbrfb/2018"], FORMATS)
    assert found.reasons == ("删去 hrbrfb/2018/requests.csv",)


@pytest.mark.parametrize("name", ["gongkai", "source", "notebook", "lock", "engines"])
def test_another_program_makes_every_report_stale(copied, monkeypatch, name: str) -> None:
    root, out = copied
    now = staleness.program_inputs() | {name: "another"}
    monkeypatch.setattr(staleness, "program_inputs", lambda: now)
    assert stale(root, out) == set(KEYS)
    assert "已变" in standing(root, out, BY_NAME["hrbrfb/2018"], FORMATS).reasons[0]


@pytest.mark.parametrize("content", [None, b"", b"{}", b"<p>"])
@pytest.mark.parametrize(
    "name", ["report.html", "statistics.xlsx", "report.ipynb", "manifest.json"]
)
def test_an_output_that_is_not_whole_is_made_again(copied, name: str, content) -> None:
    root, out = copied
    path = out / "hrbrfb" / "2018" / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert stale(root, out) == {"hrbrfb/2018"}


def test_why_is_told_and_nothing_is_done(copied, capsys: pytest.CaptureFixture[str]) -> None:
    root, out = copied
    (root / "yunshan" / "2018" / "requests.csv").write_text("x")
    before = bytes_of(out)
    assert run(["batch", "--explain", "--data", str(root), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "yunshan/2018\t要重新生成：改动 yunshan/2018/requests.csv" in said
    assert "hrbrfb/2018\t没有变化" in said
    assert bytes_of(out) == before


def test_a_broken_key_among_good_ones(
    copied, faultless: Path, warm: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, _ = copied
    out = tmp_path / "new"
    ledger = root / "hrbrfb" / "2018" / "requests.csv"
    unnumbered = re.sub(r"\n[^,]*,", "\n,", ledger.read_text("utf-8-sig"), count=1)
    ledger.write_text(unnumbered, "utf-8")
    (root / "yunshan_old" / "agency.toml").write_text("code = ")
    assert run(["batch", "--data", str(root), "--out", str(out)]) == 1
    told = json.loads((out / "run.json").read_text("utf-8"))["outcomes"]
    rows = {f"{r['agency']}/{r['year']}": r for r in told}
    assert rows["hrbrfb/2018"]["state"] == State.DATA
    assert rows["hrbrfb/2018"]["errors"] > 0
    assert "gongkai check hrbrfb 2018" in rows["hrbrfb/2018"]["message"]
    assert rows["yunshan_old/2018"]["state"] == State.DATA
    assert rows["yunshan_old/2018"]["step"] == "读取台账"
    # The successor of the broken office: its own figures stand, the lost comparison is told.
    assert rows["yunshan/2019"]["state"] == State.DONE
    review = (out / "yunshan" / "2019" / "review.html").read_text("utf-8")
    assert "上年并入的机关（yunshan_old）台账无法读取" in review
    good = {n: c for n, c in bytes_of(faultless).items() if n.startswith("yunshan/2018")}
    made = bytes_of(out)
    assert {n: c for n, c in made.items() if not n.startswith("yunshan/2019")} == good


def test_a_draft_is_no_success_the_second_time_either(
    offices: Path, warm: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(shutil.copytree(offices / "hrbrfb", tmp_path / "data" / "hrbrfb")).parent
    (root / "hrbrfb" / "2018" / "meetings.csv").unlink()
    arguments = ["batch", "--data", str(root), "--out", str(tmp_path / "out")]
    for attempts in (1, 0):
        assert run(arguments) == 1
        row = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["outcomes"][0]
        assert (row["state"], row["attempts"]) == (State.CHECKS, attempts)
        assert "gongkai check hrbrfb 2018" in row["message"]


def test_two_batches_do_not_write_the_same_folder(copied, capsys) -> None:
    root, out = copied
    arguments = ["batch", "--data", str(root), "--out", str(out), "--only", "hrbrfb/2018"]
    with only_batch(out):
        assert run([*arguments, "--force"]) == 2
    assert "另一个批次正在写" in capsys.readouterr().err
    assert run(arguments) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--only", "hrbrbf/2018"], "是不是“hrbrfb”"),
        (["--only", "hrbrfb/2019"], "现有年度：2018"),
        (["--only", "nobody"], "没有代码为“nobody”"),
        (["--only", "hrbrfb/2O18"], "不是有效的报告年度"),
        (["--year", "2016-2O24"], "写法不对"),
        (["--year", "2024-2016"], "写法不对"),
        (["--year", "2010"], "没有符合条件"),
        (["--workers", "0"], "的值不对"),
        (["--workers", "2", "--scheduler", "tcp://127.0.0.1:1"], "只能用一个"),
        (["--to", "html,word"], "没有输出格式“word”"),
        (["--timeout", "0"], "的值不对"),
        (["--yaer", "2018"], "--year"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_starts(
    arguments: list[str], told: str, offices: Path, tmp_path: Path, capsys
) -> None:
    out = tmp_path / "out"
    assert run(["batch", "--data", str(offices), "--out", str(out), *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not out.exists()


def test_the_output_folder_is_not_the_data_folder(offices: Path, capsys) -> None:
    assert run(["batch", "--data", str(offices), "--out", str(offices)]) == 2
    assert "不能就是数据文件夹" in capsys.readouterr().err


def test_keys_are_chosen_by_name_office_and_year(offices: Path, tmp_path: Path) -> None:
    def chosen(*only: str, years: str | None = None) -> list[str]:
        return [key.slug for key in plan(offices, tmp_path, only, years)]

    assert chosen() == sorted(KEYS)
    assert chosen("yunshan") == ["yunshan/2018", "yunshan/2019"]
    assert chosen(years="2018") == ["hrbrfb/2018", "yunshan/2018", "yunshan_old/2018"]
    assert chosen("yunshan", "hrbrfb/2018", years="2019—2020") == ["yunshan/2019"]
