"""The sample report, executed once a session by the command itself."""

import json
from pathlib import Path

import nbformat
import pytest

from conftest import SAMPLE
from gongkai.cli.app import run


@pytest.fixture(scope="session")
def published(tmp_path_factory, request) -> Path:
    """Return the folder with the sample's report.html, review.html and report.ipynb."""
    out = tmp_path_factory.mktemp("out")
    assert run(["report", "hrbrfb", "2018", "--data", str(SAMPLE), "--out", str(out)]) == 0
    return out / "hrbrfb" / "2018"


@pytest.fixture(scope="session")
def page(published: Path) -> str:
    return (published / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def review(published: Path) -> str:
    return (published / "review.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def executed(published: Path) -> nbformat.NotebookNode:
    return nbformat.from_dict(json.loads((published / "report.ipynb").read_text(encoding="utf-8")))
