"""The folder for a content-management system: what it holds, and what its proof finds."""

import json
import re
from pathlib import Path

import pytest
from samples import COMPONENTS, sample_notebook, sample_report

from conftest import SAMPLE
from gongkai.cli.app import run
from gongkai.examined.examine import Report
from gongkai.narrative.content import Paragraph, TextRun
from gongkai.output.digest import digest
from gongkai.report.cms.fragment import FRAGMENT, GUIDE, fragment, write_cms
from gongkai.report.content.components import Component, Note
from gongkai.report.page.contents import components
from gongkai.report.page.drawing import MarkupError
from gongkai.report.verification.fragment import KEPT, prove_fragment, read_fragment

LARGEST = 60_000  # bytes, pictures aside


@pytest.fixture(scope="module")
def report() -> Report:
    return sample_report("hrbrfb", 2018)


@pytest.fixture(scope="module")
def shown(report: Report) -> tuple[Component, ...]:
    return components(sample_notebook("hrbrfb", 2018))


@pytest.fixture
def folder(report: Report, shown: tuple[Component, ...], tmp_path: Path) -> Path:
    write_cms(report, shown, tmp_path / "cms")
    return tmp_path / "cms"


def test_the_folder_holds_a_small_fragment_its_pictures_and_how_to_use_them(folder: Path) -> None:
    found = read_fragment((folder / FRAGMENT).read_text(encoding="utf-8-sig"))
    assert (folder / FRAGMENT).stat().st_size < LARGEST
    assert {path.name for path in folder.iterdir()} == {
        FRAGMENT,
        GUIDE,
        *(name for name, _ in found.pictures),
    }
    assert found.tags <= KEPT
    assert all(alt for _, alt in found.pictures)
    guide = (folder / GUIDE).read_text(encoding="utf-8-sig")
    assert "编辑器" in guide
    assert "gongkai audit saved.html --against hrbrfb/2018" in guide


def test_what_is_written_is_proved(folder: Path, report: Report, shown) -> None:
    proof = prove_fragment(folder, shown, report.indicators.values)
    assert not proof.problems
    assert proof.figures > 60


def test_each_changed_cell_is_found(folder: Path, report: Report, shown) -> None:
    path = folder / FRAGMENT
    text = path.read_text(encoding="utf-8-sig")
    cells = list(re.finditer(r"(?<=>)\d+(?=</td>)", text))
    assert len(cells) > 50
    for cell in cells[::7]:
        wrong = text[: cell.start()] + str(int(cell[0]) + 1) + text[cell.end() :]
        path.write_text(wrong, encoding="utf-8-sig")
        assert prove_fragment(folder, shown, report.indicators.values).problems, cell


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder, text: text.replace("<h2", "<main><h2", 1), "main"),
        (lambda folder, text: text.replace("<p ", '<p onclick="a()" ', 1), "onclick"),
        (lambda folder, text: text.replace("</td>", "</td><td></td>", 1), "统计表"),
        (lambda folder, text: text.replace('alt="', 'alt="改', 1), "文字说明"),
        (lambda folder, text: text.replace("全年", "去年", 1), "没有“"),
    ],
)
def test_each_fault_of_a_fragment_is_told(folder: Path, report: Report, shown, spoil, told) -> None:
    path = folder / FRAGMENT
    before = path.read_text(encoding="utf-8-sig")
    after = spoil(folder, before)
    assert after != before
    path.write_text(after, encoding="utf-8-sig")
    assert told in "".join(prove_fragment(folder, shown, report.indicators.values).problems)


def test_a_picture_that_is_missing_is_told(folder: Path, report: Report, shown) -> None:
    next(folder.glob("chart-*.png")).unlink()
    problems = prove_fragment(folder, shown, report.indicators.values).problems
    assert any("缺少图" in problem for problem in problems)


def test_text_of_records_is_text() -> None:
    words = "<script>alert(1)</script>{{ 7 * 7 }}<img src=x onerror=a()>"
    found = read_fragment(fragment([Note((Paragraph((TextRun(words),)),))]))
    assert found.words == "".join(words.split())
    assert found.tags == {"p"}


def test_what_the_public_edition_does_not_have_has_no_place_here() -> None:
    with pytest.raises(MarkupError, match="Provenance"):
        fragment([c for c in COMPONENTS if type(c).__name__ == "Provenance"])


def test_the_command_writes_the_folder_and_keeps_what_somebody_put_into_it(tmp_path: Path) -> None:
    command = ["report", "hrbrfb", "2018", "--data", str(SAMPLE), "--out", str(tmp_path)]
    made = tmp_path / "hrbrfb" / "2018"
    assert run([*command, "--to", "cms"]) == 0
    first = digest(made / "cms")
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    assert manifest["outputs"]["cms"] == first
    assert manifest["editions"]["cms"] == "public"
    assert manifest["verification"]["cms"]["figures"] > 60

    (made / "cms" / "给管理员的话.txt").write_text("请传图", encoding="utf-8")
    (made / "cms" / "chart-of-another-run.png").write_bytes(b"old")
    assert run([*command, "--to", "cms"]) == 0
    assert (made / "cms" / "给管理员的话.txt").read_text("utf-8") == "请传图"
    assert not (made / "cms" / "chart-of-another-run.png").exists()
    (made / "cms" / "给管理员的话.txt").unlink()
    assert digest(made / "cms") == first
