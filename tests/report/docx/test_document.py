"""The Word report read back: against the page, against GB/T 9704, against itself."""

import copy
import datetime as dt
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import nbformat
import pytest
from bs4 import BeautifulSoup
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm
from samples import notebook_of, sample_report
from test_followed import DOT

from conftest import SAMPLE
from gongkai.charts.chart import Chart, describe
from gongkai.charts.registry import CHARTS
from gongkai.charts.svg import Drawing
from gongkai.charts.trends import TRENDS
from gongkai.examined.examine import Report
from gongkai.indicators.registry import BY_ID
from gongkai.indicators.value import Counts
from gongkai.narrative.comparison import difference_id
from gongkai.report.content import chart_view
from gongkai.report.content.components import ChartBlock, OwnPicture, Signature, TitleBlock
from gongkai.report.docx import pictures
from gongkai.report.docx.document import write_document
from gongkai.report.docx.styles import FONTS, STYLES
from gongkai.report.docx.words import LONGEST_NAME
from gongkai.report.page.contents import components
from gongkai.report.page.page import render
from gongkai.report.pdf import write_pdf

SVG = "http://www.w3.org/2000/svg"
KEYS = [("hrbrfb", 2018), ("yunshan", 2017), ("yunshan", 2020)]


@pytest.fixture(params=KEYS, ids=lambda k: f"{k[0]}-{k[1]}", scope="module")
def written(request, tmp_path_factory):
    """Return the page and the document of one notebook, its charts only dots."""
    report = sample_report(*request.param)
    path = tmp_path_factory.mktemp("word") / "report.docx"
    with pytest.MonkeyPatch.context() as patch:
        empty = Drawing(f'<svg xmlns="{SVG}"/>', b"")
        patch.setattr(chart_view, "drawing", lambda *_: empty)
        patch.setattr(pictures, "bitmap", lambda *_: DOT)
        notebook = notebook_of(report)
        write_document(report, components(notebook), path)
    return BeautifulSoup(render(notebook), "html.parser"), docx.Document(path), report


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def told(element) -> str:
    return bare("".join(node.text or "" for node in element.iter(qn("w:t"))))


def bookmarks(document) -> list[tuple[str, str]]:
    """Return (indicator, text) of every bound figure in order."""
    found, name = [], None
    for node in document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t")):
        if node.tag == qn("w:bookmarkStart"):
            name = re.fullmatch(r"_\d+w?_(\w*)", node.get(qn("w:name")))[1]
        elif node.tag == qn("w:bookmarkEnd"):
            name = None
        elif name is not None:
            found.append((name, node.text))
    return found


def test_every_figure_stands_in_the_document_as_in_the_page(written) -> None:
    page, document, _ = written
    assert not page.find_all(attrs={"data-indicator": True})
    marks = [d.get_text() for d in page.find_all("data")]
    assert [text for _, text in bookmarks(document)] == marks
    assert len(marks) > 60


def test_every_word_of_the_page_is_in_the_document_in_order(written) -> None:
    page, document, _ = written
    main = copy.copy(page.find("main"))
    for node in main.select(".period, figure details, svg, .skip, .unit, script, .said"):
        node.decompose()
    whole, at = told(document.element.body), 0
    pieces = main.select("h1 span, h2, h3, h4, p, li, caption, th, td, b")
    for piece in pieces:
        if piece.name in ("p", "td", "th") or not piece.find_parent(["p", "li", "td", "th"]):
            text = bare(piece.get_text())
            at = whole.find(text, at)
            assert at >= 0, text
    assert len(pieces) > 150


def grid(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """Return the text of every position, merged cells repeated."""
    taken: dict[tuple[int, int], str] = {}
    for r, row in enumerate(rows):
        c = 0
        for text, down, across in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j): text for i in range(down) for j in range(across)}
            c += across
    height = 1 + max(r for r, _ in taken)
    width = 1 + max(c for _, c in taken)
    return [[taken[r, c] for c in range(width)] for r in range(height)]


def test_every_cell_of_every_table_and_the_merged_heads_are_the_page_s(written) -> None:
    page, document, _ = written
    shown = [
        grid([
            [(bare(c.get_text()), int(c.get("rowspan", 1)), int(c.get("colspan", 1)))
             for c in row.find_all(["th", "td"])]
            for row in table.find_all("tr")
        ])
        for table in page.find_all("table") if table.get("id")
    ]  # fmt: skip
    printed = [
        [[bare(cell.text) for cell in row.cells] for row in table.rows] for table in document.tables
    ]
    assert printed == shown
    for table, html in zip(document.tables, page.select("table[id]"), strict=True):
        heads = [row for row in table.rows if row._tr.find(f".//{qn('w:tblHeader')}") is not None]
        assert len(heads) == len(html.select("thead tr"))
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_a_statutory_table_goes_on_overleaf_only_between_two_of_its_parts(written) -> None:
    page, document, report = written
    ids = [table["id"].removeprefix("table-") for table in page.select("table[id]")]
    whole = [] if report.form.form.id == "form_2014" else ["table2", "table3", "table4"]
    assert [name for name in ids if name in ("table2", "table3", "table4")] == whole
    for name, table in zip(ids, document.tables, strict=True):
        cells = [row._tr.findall(qn("w:tc")) for row in table.rows]
        before_a_part = [n - 1 for n, row in enumerate(cells) if n and len(row) == 1]
        breaks = [
            n
            for n, row in enumerate(table.rows[:-1])
            if not row.cells[0].paragraphs[0].paragraph_format.keep_with_next
        ]
        if name in whole:
            assert breaks == before_a_part
        if name == "table2":
            assert (
                len(before_a_part) == 4
            )  # five parts: rules, licences, penalties, fees, purchases


def test_no_page_holds_the_seal_alone(written) -> None:
    lines = [p for p in written[1].paragraphs if p.text or p.style.style_id == "Seal"]
    first = next(n for n, p in enumerate(lines) if p.style.style_id in ("Seal", "Attachment"))
    text = lines[first - 1]
    assert text.style.style_id == "Normal" and text.paragraph_format.keep_with_next


def found_counts(report: Report, chart: Chart) -> dict[str, Counts]:
    found = {name: report.indicators.counts[name] for name in chart.needs}
    return {name: counts for name, counts in found.items() if isinstance(counts, Counts)}


def test_every_chart_is_told_in_words(written) -> None:
    page, document, report = written
    drawn = {p.get("name"): p.get("descr") for p in document.element.body.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")}  # fmt: skip
    alts = {c.id: describe(c, c.plot(found_counts(report, c))) for c in CHARTS}
    alts |= {t.id: describe(t, t.plot(report.history)) for t in TRENDS}
    described = {f["id"]: alts[f["id"].removeprefix("chart-")] for f in page.select("figure")}
    assert drawn == described
    assert set(report.charts) >= {name.removeprefix("chart-") for name in drawn}
    assert 1 <= len(drawn) <= 4


def test_every_style_names_its_east_asian_font_and_what_stands_in_for_it(written) -> None:
    _, document, _ = written
    styles = document.styles.element.findall(qn("w:style"))
    fonts = {
        s.get(qn("w:styleId")): s.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia"))
        for s in styles
        if s.get(qn("w:type")) == "paragraph"
    }
    assert fonts == {style.id: style.font for style in STYLES}
    assert fonts["Title"] == "方正小标宋简体"
    assert fonts["Normal"] == "仿宋_GB2312"
    used = {p.get(qn("w:val")) for p in document.element.body.iter(qn("w:pStyle"))}
    assert used <= set(fonts)
    part = next(r.target_part for r in document.part.rels.values() if "fontTable" in r.reltype)
    assert all(
        name in part.blob.decode() and others in part.blob.decode() for name, others in FONTS
    )


def test_pages_are_those_of_the_standard(written) -> None:
    _, document, _ = written
    for section in document.sections:
        size = (round(section.page_width.mm), round(section.page_height.mm))
        assert size == (210, 297)
        kinds = {c.get(qn("w:type")) for c in section._sectPr if c.tag.endswith("footerReference")}
        assert kinds == {"default", "even"}
    first = document.sections[0]
    margins = (first.top_margin, first.right_margin, first.bottom_margin, first.left_margin)
    assert [round(m.mm) for m in margins] == [37, 26, 35, 28]
    assert document.settings.odd_and_even_pages_header_footer
    normal = document.styles["Normal"]
    assert normal.font.size.pt == 16
    # 固定值28磅; 22 lines in the height, 28 characters in the width, and not one more.
    pitch = normal.paragraph_format.line_spacing.pt
    assert (pitch, normal.paragraph_format.line_spacing_rule) == (28, WD_LINE_SPACING.EXACTLY)
    assert 22 * pitch <= (297 - 37 - 35) / 25.4 * 72 < 23 * pitch
    advance = 16 - 0.25
    assert 28 * advance <= (210 - 26 - 28) / 25.4 * 72 < 29 * advance
    assert {s.page_width < s.page_height for s in document.sections} == {True}


def test_a_draft_says_so_on_every_page_and_keeps_its_reasons_to_the_office(written) -> None:
    _, document, report = written
    heads = {told(s.header._element) for s in document.sections}
    heads |= {told(s.even_page_header._element) for s in document.sections}
    assert heads == ({"草稿"} if report.key.year == 2017 else {""})
    whole = told(document.element.body)
    assert not any(bare(reason) in whole for reason in report.blocking)


def test_a_name_of_a_bookmark_is_short_enough_for_word() -> None:
    assert all(len(f"_9999w_{name}") <= LONGEST_NAME for name in BY_ID)
    assert all(len(f"_9999_{difference_id(name)}") <= LONGEST_NAME for name in BY_ID)


def members(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_nothing_of_the_machine_or_the_day_is_in_the_document(published: Path) -> None:
    content = members(published / "report.docx").decode("utf-8", "replace")
    for trace in ("python-docx", "/tmp/", str(Path.home()), dt.date.today().isoformat()):
        assert trace not in content, trace
    properties = docx.Document(published / "report.docx").core_properties
    assert properties.author == properties.last_modified_by == "哈尔滨市人民防空办公室"
    assert properties.created.year == 2018


AGAIN = """
import sys
from pathlib import Path
import nbformat
from gongkai.examined.examine import build
from gongkai.report.docx.document import write_document
from gongkai.report.page.contents import components
from gongkai.report.pdf import write_pdf
shown = components(nbformat.read(sys.argv[1], 4))
report = build("hrbrfb", 2018, sys.argv[2])
write_document(report, shown, Path(sys.argv[3]))
write_pdf(report, shown, Path(sys.argv[4]))
"""


def test_the_bytes_are_the_same_in_another_zone_tongue_and_hash_order(
    published: Path, tmp_path: Path
) -> None:
    notebook, printed = published / "report.ipynb", tmp_path / "report.pdf"
    write_pdf(sample_report("hrbrfb", 2018), components(nbformat.read(notebook, 4)), printed)
    made = [tmp_path / "again.docx", tmp_path / "again.pdf"]
    machine = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "77"}
    subprocess.run(
        [sys.executable, "-c", AGAIN, *map(str, (notebook, SAMPLE, *made))],
        env={**os.environ, **machine}, cwd=tmp_path, check=True,
    )  # fmt: skip
    assert made[0].read_bytes() == (published / "report.docx").read_bytes()
    assert made[1].read_bytes() == printed.read_bytes()


def test_hostile_text_is_text_and_no_field(tmp_path: Path) -> None:
    hostile = "{PAGE}\x00\x0b<w:br/>\u202e&amp; = HYPERLINK"
    parts = (
        TitleBlock(hostile, hostile, 2018, hostile, "草稿", hostile),
        Signature(hostile, hostile, (hostile,)),
    )
    report = sample_report("hrbrfb", 2018)
    agency = replace(report.records.agency, name=hostile)
    spoiled: Report = replace(report, records=replace(report.records, agency=agency))
    write_document(spoiled, parts, tmp_path / "x.docx")
    document = docx.Document(tmp_path / "x.docx")
    assert told(document.element.body).count(bare("{PAGE}<w:br/>&amp; = HYPERLINK")) == 6
    assert not list(document.element.body.iter(qn("w:instrText"), qn("w:fldSimple")))


def test_a_picture_of_other_numbers_than_the_shown_is_refused() -> None:
    from gongkai.errors import VerificationError

    report = sample_report("hrbrfb", 2018)
    block = ChartBlock(
        "requests_by_channel", "图", "？", "", "", ("申请方式", "申请数"), (("网络", "1"),), "件"
    )
    with pytest.raises(VerificationError, match="与台账不符"):
        pictures.picture(docx.Document(), block, report, 1)


def test_a_tall_picture_is_made_smaller_as_a_whole() -> None:
    from PIL import Image

    drawn = io.BytesIO()
    Image.new("RGB", (400, 1200)).save(drawn, "PNG")
    block = OwnPicture("own", "图", "一幅很高的图", 400, png=drawn.getvalue())
    run = pictures.picture(docx.Document(), block, sample_report("hrbrfb", 2018), 1)
    (extent,) = run.iter(qn("wp:extent"))
    width, height = int(extent.get("cx")), int(extent.get("cy"))
    assert Mm(110) < height <= Mm(115)
    assert round(height / width, 2) == 3


def test_a_chart_s_bitmap_names_no_program(published: Path) -> None:
    from PIL import Image

    with zipfile.ZipFile(published / "report.docx") as archive:
        names = [n for n in archive.namelist() if n.endswith(".png")]
        assert 2 <= len(names) <= 4
        for name in names:
            assert set(Image.open(io.BytesIO(archive.read(name))).info) <= {"dpi"}
