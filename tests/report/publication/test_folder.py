"""What stands in a report's folder: added to, never taken away; what is old is said to be."""

import json
from pathlib import Path

import pytest

from gongkai.batch.standing.shelf import State, read_shelf
from gongkai.batch.standing.staleness import standing
from gongkai.cli.app import run
from gongkai.keys import Key
from gongkai.output import folder as output
from gongkai.report.publication.formats import FACTS, formats_named
from gongkai.report.publication.on_disk import stale_files
from gongkai.report.publication.superseded import NOTE

KEY = Key("hrbrfb", 2018)


def changed(data: Path, old: str, new: str) -> None:
    path = data / "hrbrfb" / "2018" / "requests.csv"
    text = path.read_text("utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8-sig")


@pytest.mark.slow
def test_a_folder_is_added_to_and_an_overtaken_report_is_marked(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    folder = out / "hrbrfb" / "2018"
    common = ["report", "hrbrfb", "2018", "--data", str(sample), "--out", str(out), "--no-review"]
    assert run([*common, "--to", "html"]) == 0
    assert run([*common, "--to", "xlsx"]) == 0  # of the same ledgers: both are current
    assert stale_files(folder) == ()
    outputs = json.loads((folder / "manifest.json").read_text("utf-8"))["outputs"]
    assert set(outputs) == {"report.html", "statistics.xlsx", "report.ipynb", *FACTS}
    both = formats_named("html,xlsx")
    assert standing(sample, out, KEY, both).reasons == ()

    changed(sample, ",网络,", ",信函,")
    page = (folder / "report.html").read_bytes()
    capsys.readouterr()
    assert run([*common, "--to", "xlsx"]) == 0
    assert "report.html 这次没有重新生成" in capsys.readouterr().err
    assert stale_files(folder) == ("report.html",)
    assert (folder / "report.html").read_bytes() == page
    assert "没有 report.html" in standing(sample, out, KEY, both).reasons

    before = {
        p.name: p.read_bytes()
        for p in folder.iterdir()
        if p.is_file() and p.name != "manifest.json"
    }
    changed(sample, "YSQ2018001", "YSQ2018002")
    capsys.readouterr()
    assert run(common) == 1
    assert "已标为过期" in capsys.readouterr().err
    assert {name: (folder / name).read_bytes() for name in before} == before
    assert "过期" in (folder / NOTE).read_text("utf-8-sig")
    entry = read_shelf(out).entry("hrbrfb", 2018)
    assert (entry.state, entry.figures) == (State.SUPERSEDED, {})
    capsys.readouterr()
    run(["list", "--year", "2018", "--data", str(sample), "--out", str(out)])
    (line,) = [told for told in capsys.readouterr().out.splitlines() if "hrbrfb" in told]
    assert "过期" in line

    changed(
        sample, "YSQ2018002", "YSQ2018001"
    )  # mended: a report of the very same data is made anew
    assert "原有报告已标为过期" in standing(sample, out, KEY, both).reasons
    assert run([*common, "--to", "xlsx"]) == 0
    assert not (folder / NOTE).exists()
    assert read_shelf(out).entry("hrbrfb", 2018).state is State.FINAL


def test_an_interruption_between_two_renames_puts_the_old_files_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").write_text("old")
    usual = Path.replace

    def stopped(self: Path, target: Path) -> Path:
        if target == tmp_path / "b" and not self.name.startswith("before-"):
            raise KeyboardInterrupt
        return usual(self, target)

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt), output.working_folder(tmp_path) as work:
        for name in ("a", "b"):
            (work / name).write_text("new")
        output.move_in(work, tmp_path, ["a", "b"])
    assert [(tmp_path / n).read_text() for n in ("a", "b")] == ["old", "old"]


def test_what_a_killed_process_had_moved_out_is_put_back(tmp_path: Path) -> None:
    work = tmp_path / ".writing-999999999-x"
    work.mkdir()
    (work / "before-report.html").write_text("old")
    (work / "before-manifest.json").write_text("old")
    (tmp_path / "report.html").write_text("new")
    output.clear_abandoned(tmp_path)
    assert not work.exists()
    assert (tmp_path / "report.html").read_text() == "new"
    assert (tmp_path / "manifest.json").read_text() == "old"


def test_a_stopped_batch_says_what_was_made_and_what_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from gongkai.batch import run as runs
    from gongkai.batch.processes.outcome import Outcome
    from gongkai.batch.processes.outcome import State as Ended

    def team(jobs: object, limits: object):
        yield Outcome("yunshan", 2016, Ended.DONE, attempts=1)
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "local_team", lambda hire, number, last: team)
    data = Path(__file__).parents[3] / "data"
    assert run(["batch", "--only", "yunshan", "--data", str(data), "--out", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "已中断。共 1 份：已完成 1；还有 8 份没有结果（原有文件未改动）" in said
    assert json.loads((tmp_path / "run.json").read_text("utf-8"))["finished"] is False
