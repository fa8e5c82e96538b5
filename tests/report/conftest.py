"""The sample report, executed once a session by the command itself."""

import json
from pathlib import Path

import nbformat
import pytest
from drawings import drawn_once  # noqa: F401 (a fixture)

from conftest import SAMPLE, made_once
from gongkai.cli.app import run


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the sample's report.html, review.html and report.ipynb."""

    def make(out: Path) -> None:
        assert run(["report", "hrbrfb", "2018", "--data", str(SAMPLE), "--out", str(out)]) == 0

    return made_once(tmp_path_factory, "published", make) / "hrbrfb" / "2018"


@pytest.fixture(scope="session")
def page(published: Path) -> str:
    return (published / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def review(published: Path) -> str:
    return (published / "review.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def executed(published: Path) -> nbformat.NotebookNode:
    return nbformat.from_dict(json.loads((published / "report.ipynb").read_text(encoding="utf-8")))
