"""``gongkai lab`` before JupyterLab starts: working copies, and a port that is taken."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY, SAMPLE
from gongkai.cli.app import run
from gongkai.explore.lab import prepare


def test_working_copies_are_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "internal" / "lab"
    made = prepare(folder)
    assert [path.name for path in made] == ["explore.ipynb", "annual_report.ipynb"]
    for path in made:
        assert path.read_bytes() == (REPOSITORY / "notebooks" / path.name).read_bytes()
    made[0].write_text("我的分析", encoding="utf-8")
    prepare(folder)
    assert made[0].read_text(encoding="utf-8") == "我的分析"
    assert not list(folder.glob("*.writing"))
    settings = folder / ".jupyter" / "labconfig"
    page = json.loads((settings / "page_config.json").read_text(encoding="utf-8"))
    assert page["disabledExtensions"]["@jupyterlab/apputils-extension:announcements"]


def test_a_folder_that_cannot_be_made_and_data_that_are_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    command = ["lab", "--no-browser", "--dir", str(tmp_path / "file" / "lab")]
    assert run([*command, "--data", str(SAMPLE)]) == 1
    assert "或用 --dir 另指一处" in capsys.readouterr().err
    assert run([*command, "--data", str(tmp_path / "none")]) == 2
    assert "找不到数据文件夹" in capsys.readouterr().err


@pytest.mark.slow
def test_a_port_that_is_taken_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [
                sys.executable, "-m", "gongkai", "lab", "--no-browser", "--dir", str(tmp_path),
                "--data", str(SAMPLE), "--port", str(taken.getsockname()[1]),
            ],
            capture_output=True, encoding="utf-8", check=False,
            env=os.environ | {"JUPYTER_CONFIG_DIR": str(tmp_path), "PYTHONUTF8": "1"},
        )  # fmt: skip
    assert done.returncode == 1
    assert "没有启动：端口" in done.stderr
    assert "--port 另指一个" in done.stderr
    assert "Traceback" not in done.stderr


def test_notebooks_and_cheat_sheet_are_laid_out_once(tmp_path: Path, capsys) -> None:
    folder = tmp_path / "work"
    assert run(["notebooks", str(folder)]) == 0
    made = sorted(path.name for path in folder.iterdir())
    assert made == ["annual_report.ipynb", "cheatsheet.zh-CN.md", "explore.ipynb"]
    (folder / "explore.ipynb").write_text("我的", encoding="utf-8")
    capsys.readouterr()
    assert run(["notebooks", str(folder)]) == 0
    assert "explore.ipynb　已有，未改动" in capsys.readouterr().out
    assert (folder / "explore.ipynb").read_text(encoding="utf-8") == "我的"


def test_in_english_the_english_notebook_is_laid_out(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("GONGKAI_LANG", "en")
    assert [path.name for path in prepare(tmp_path)] == ["explore_en.ipynb", "annual_report.ipynb"]
    settings = tmp_path / ".jupyter" / "labconfig" / "default_setting_overrides.json"
    assert "zh_CN" not in settings.read_text(encoding="utf-8")
    assert (tmp_path / "cheatsheet.md").is_file()


def test_the_version_is_told(capsys) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("gongkai ")
