"""The printed report read back: its words in order, its bytes, its pages."""

from dataclasses import replace
from pathlib import Path

import nbformat
import pdfplumber
import pytest
from samples import sample_report

from conftest import SAMPLE
from gongkai.cli.app import run
from gongkai.examined.examine import Report
from gongkai.report.content.components import Component, DataTable, Signature, TitleBlock
from gongkai.report.content.fonts import FontError
from gongkai.report.page.contents import components
from gongkai.report.pdf import write_pdf
from gongkai.report.publication import formats, publish
from gongkai.report.publication.formats import formats_named
from gongkai.report.verification.pdf import prove_pdf, read_pdf


def report() -> Report:
    return sample_report("hrbrfb", 2018)


@pytest.fixture(scope="module")
def shown(published: Path) -> tuple[Component, ...]:
    return components(nbformat.read(published / "report.ipynb", 4))


@pytest.fixture(scope="module")
def printed(shown, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    write_pdf(report(), shown, path)
    return path


def test_every_paragraph_and_every_row_is_printed_in_order(printed: Path, shown) -> None:
    told = prove_pdf(printed, shown, report().indicators.values)
    assert told.problems == ()
    assert told.figures > 60
    with pdfplumber.open(printed) as pdf:
        assert len(pdf.pages) <= 10


def test_another_figure_than_the_printed_is_told(printed: Path, shown) -> None:
    table = next(c for c in shown if isinstance(c, DataTable) and c.id == "form_2014")
    row = next(r for r in table.rows if r[-1].indicator == "requests_received")
    rows = tuple((*r[:-1], replace(r[-1], text="30")) if r is row else r for r in table.rows)
    spoiled = [replace(c, rows=rows) if c is table else c for c in shown]
    found = prove_pdf(printed, spoiled, report().indicators.values).problems
    assert len(found) == 2  # it is not the indicator's, and it is not printed
    assert "30" in found[0]


def test_the_form_repeats_its_head_on_its_second_page_and_every_page_has_its_number(
    printed: Path,
) -> None:
    with pdfplumber.open(printed) as pdf:
        assert pdf.metadata["Title"].startswith("哈尔滨市人民防空办公室2018年")
        pages = ["".join(page.extract_text().split()) for page in pdf.pages[:11]]
        sizes = {(round(p.width / 72 * 25.4), round(p.height / 72 * 25.4)) for p in pdf.pages}
    assert sizes == {(210, 297)}
    assert all(text.endswith(f"—{n}—") for n, text in enumerate(pages, start=1))
    form = [text for text in pages if "统计指标单位统计数" in text]
    assert len(form) == 2
    assert "填报日期" in form[-1]


def test_hostile_text_is_data_and_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    hostile = '#panic("x") $x^2$ *a* @b <c> \\ #import "/etc/passwd"\x00\u202e'
    parts = (
        TitleBlock(hostile, hostile, 2018, hostile, "草稿", hostile),
        Signature(hostile, hostile, (hostile,)),
    )
    agency = replace(report().records.agency, name=hostile)
    spoiled = replace(report(), records=replace(report().records, agency=agency))
    write_pdf(spoiled, parts, tmp_path / "x.pdf")
    words = "".join(hostile.replace("\x00", "").replace("\u202e", "").split())
    assert read_pdf(tmp_path / "x.pdf").count(words) == 6
    with pdfplumber.open(tmp_path / "x.pdf") as pdf:
        assert all(page.extract_text().startswith("草稿") for page in pdf.pages)


def test_a_character_that_the_font_lacks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FontError, match="U\\+1F600"):
        write_pdf(report(), (Signature("某局\U0001f600", "", ()),), tmp_path / "x.pdf")


def test_without_the_extra_the_way_to_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    arguments = ["report", "hrbrfb", "2018", "--data", str(SAMPLE), "--out", str(tmp_path / "o")]
    assert run([*arguments, "--to", "pdf"]) == 2
    assert "pip install 'gongkai[pdf]'" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_the_command_publishes_it_when_asked(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = nbformat.read(published / "report.ipynb", 4)

    def executed(key: object, root: object, path: Path) -> nbformat.NotebookNode:
        nbformat.write(notebook, path)
        return notebook

    monkeypatch.setattr(publish, "execute", executed)
    made = publish.publish(report(), SAMPLE, tmp_path, formats_named("pdf"))
    assert [path.name for path in made] == [
        "report.pdf",
        "facts.json",
        "facts.csv",
        "report.ipynb",
        "manifest.json",
    ]
    assert '"report.pdf"' in made[-1].read_text(encoding="utf-8")
