"""The repository reads as it should: sizes, notebooks, pinned files, words."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile

import pytest

from conftest import REPOSITORY

TRACKED = [
    REPOSITORY / name
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    ).stdout.splitlines()
]  # fmt: skip
PYTHON = [p for p in TRACKED if p.suffix == ".py" and p.exists()]


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: p.name)
def test_a_module_stays_short_and_is_named_by_a_noun(path) -> None:
    limit = 300 if "src" in path.parts else 400
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit
    assert path.stem not in ("utils", "helpers", "common", "misc")


@pytest.mark.parametrize("path", [p for p in TRACKED if p.suffix == ".ipynb"], ids=lambda p: p.name)
def test_notebooks_are_stripped(path) -> None:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def _names(text: str) -> set[str]:
    return {
        re.split(r"[<>=\[ ;]", line)[0].lower()
        for line in text.splitlines()
        if re.match(r"\w", line)
    }


def test_requirements_are_pinned_and_cover_the_project() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    user = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8")
    dev = (REPOSITORY / "requirements-dev.txt").read_text(encoding="utf-8")
    for text in (user, dev):
        for line in text.splitlines():
            assert not re.match(r"\w", line) or "==" in line, line
    wanted = {re.split(r"[<>=\[]", d)[0] for d in project["project"]["dependencies"]}
    assert wanted <= _names(user)
    tools = {re.split(r"[<>=\[]", d)[0] for d in project["dependency-groups"]["dev"]}
    assert wanted | tools <= _names(dev)
    assert "jupyter" in _names(user)
    pins = {line.split(" ")[0] for line in user.splitlines() if "==" in line}
    assert pins <= {line.split(" ")[0] for line in dev.splitlines() if "==" in line}


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_two_commands_stand_at_the_top(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    head = "\n".join(text.splitlines()[:25])
    assert "make report" in head
    assert "make test" in head
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (REPOSITORY / target).exists(), target


def test_ci_runs_the_same_command() -> None:
    assert "make test" in (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")


def test_data_that_is_not_real_says_so() -> None:
    for path in (REPOSITORY / "data").glob("*/*/declarations.toml"):
        kind = tomllib.loads(path.read_text(encoding="utf-8"))["provenance"]["kind"]
        readme = (path.parents[1] / "README.md").read_text(encoding="utf-8")
        assert kind in ("rebuilt", "made_up")
        assert {"rebuilt": "重建", "made_up": "虚构"}[kind] in readme


def test_the_wheel_holds_template_forms_plans_and_notebook(tmp_path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for inside in (
        "gongkai/notebooks/annual_report.ipynb",
        "gongkai/notebooks/explore.ipynb",
        "gongkai/forms/form_2014.toml",
        "gongkai/narrative/plans/harbin_four.toml",
        "gongkai/narrative/plans/harbin_four/requests.md",
        "gongkai/report/page/parts/style.css",
        "gongkai/report/page/templates/gongkai/index.html.j2",
        "gongkai/py.typed",
    ):
        assert inside in names
    assert any(n.endswith("share/jupyter/nbconvert/templates/gongkai/conf.json") for n in names)


def test_the_catalogues_and_the_picture_of_the_rooms_are_fresh(tmp_path) -> None:
    for name in ("generate.py", "architecture.py"):
        program = REPOSITORY / "docs" / name
        subprocess.run([sys.executable, str(program), str(tmp_path)], check=True)
    for page in tmp_path.iterdir():
        assert page.read_text("utf-8") == (REPOSITORY / "docs" / page.name).read_text("utf-8"), (
            "run: make docs"
        )
