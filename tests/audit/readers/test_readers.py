"""Reports as offices really publish them: laid out in tables, in traditional characters, as Word, PDF, text."""

import io
import re
import unicodedata
from pathlib import Path

import docx
import pytest
import typst
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from filled import AGENCY, random_form, stated, tables
from gongkai.audit.audit import audit
from gongkai.audit.readers.document import Grid, Passage
from gongkai.audit.readers.file import read_document
from gongkai.audit.tables.tables import read_tables
from gongkai.audit.tables.title import read_title
from gongkai.charts.size import FONT_FILE
from gongkai.checks.check import State
from gongkai.report.content.components import Cell, DataTable
from gongkai.report.page.markup import html
from gongkai.statements.text.characters import _SIMPLIFIED, _TRADITIONAL, folded, simplified

YEAR = 2023
FILLED = random_form(5, YEAR)
WANTED = stated(FILLED)
PARTS = tables(FILLED, YEAR)
LIST_YEAR = 2016
LIST = random_form(5, LIST_YEAR)
TITLE = f"{AGENCY}{YEAR}年政府信息公开工作年度报告"
CAPTIONS = {
    "table2": "二、主动公开政府信息情况",
    "table3": "三、收到和处理政府信息公开申请情况",
    "table4": "四、政府信息公开行政复议、行政诉讼情况",
}


def readings(path: Path, year: int = YEAR) -> dict[str, object]:
    form, found = read_tables(read_document(path), year)
    assert form is not None
    assert [(n, r.missing, r.apart) for n, r in found.items() if not r.whole] == []
    return {name: reading.stated for name, reading in found.items()}


def saved(tmp_path: Path, name: str, content: str) -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def page() -> str:
    body = "".join(f"<p>{CAPTIONS[name]}</p>{html(part)}" for name, part in PARTS.items())
    return f"<h1>{TITLE}</h1><p>一、总体情况</p><p>全年新收申请5件。</p>{body}<p>五、问题</p>"


def test_tables_within_layout_tables_keep_their_place_and_the_prose_stays_prose(
    tmp_path: Path,
) -> None:
    laid_out = (
        "<table><tr><td>网站导航<td><table><tr><td>&nbsp;</td><td>"
        f"{page()}</td></tr></table></td></tr><tr><td colspan=2>版权所有</table>"
    )
    path = saved(tmp_path, "layout.html", laid_out)
    assert readings(path) == WANTED
    parts = read_document(path).parts
    texts = [p.text if isinstance(p, Passage) else p.place for p in parts]
    assert texts[:4] == ["网站导航", TITLE, "一、总体情况", "全年新收申请5件。"]
    table3 = next(
        n for n, p in enumerate(parts) if isinstance(p, Grid) and any("自然人" in r for r in p.rows)
    )
    assert texts.index(CAPTIONS["table3"]) < table3 < texts.index(CAPTIONS["table4"])
    assert read_title(read_document(path)) == (AGENCY, YEAR)


def test_web_editors_spaces_spans_and_line_breaks_do_not_hide_a_label(tmp_path: Path) -> None:
    text = page()
    for label in ("自然人", "商业企业", "规章", "尚未审结", "部分公开", "属于国家秘密"):
        spread = "&nbsp;<span>".join(label[:2]) + "</span><br>\n\t<b>" + label[2:] + "</b>　"
        text = re.sub(rf"(?<=[>（）、.二一]){label}|{label}(?=<)", spread, text)
    assert "&nbsp;<span>" in text
    assert readings(saved(tmp_path, "spans.html", text)) == WANTED


def test_kangxi_radicals_and_wide_digits_are_read_as_what_they_look_like(tmp_path: Path) -> None:
    radicals = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0x2F00, 0x2FD6)}
    wide = {str(n): chr(0xFF10 + n) for n in range(10)}
    text = re.sub(r"(?<=>)[^<]+", lambda m: m[0].translate(str.maketrans(radicals | wide)), page())
    assert "⽇" in text or "⼈" in text
    assert readings(saved(tmp_path, "kangxi.html", text)) == WANTED


def test_traditional_characters_are_read_and_quoted_as_they_stand(tmp_path: Path) -> None:
    back = dict(zip(_SIMPLIFIED, _TRADITIONAL, strict=True))
    prose = "<p>全年公开信息30条，其中政策文件20条，规划计划18条。</p>"
    text = page().replace("<p>五", prose + "<p>五").translate(str.maketrans(back))
    assert "務" in text and "條" in text
    found = audit(saved(tmp_path, "traditional.html", text))
    assert {n: r.stated for n, r in found.tables.items()} == WANTED
    assert found.year == YEAR and found.form == "2021"
    (claim,) = (c for c in found.claims if c.claim == "30=20+18")
    assert claim.state == "fails" and "條" in claim.text


def test_the_table_of_characters_is_one_for_one() -> None:
    assert len(_TRADITIONAL) == len(_SIMPLIFIED) == len(set(_TRADITIONAL))
    assert not set(_TRADITIONAL) & set(_SIMPLIFIED)
    for part in PARTS.values():
        for row in (*part.head, *part.rows):
            for cell in row:
                assert simplified(cell.text) == cell.text


@given(st.text(max_size=60))
def test_simplified_text_keeps_its_length(text: str) -> None:
    once = folded(text)
    assert len(simplified(once)) == len(once)


def word(parts: dict[str, DataTable], *, layout: bool = False) -> bytes:
    """Return an office's own Word report: native tables with merged heads, or laid out in one."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    holder = document.add_table(1, 1).cell(0, 0) if layout else document
    for name, part in parts.items():
        holder.add_paragraph(CAPTIONS[name])
        rows = (*part.head, *part.rows)
        width = max(sum(cell.colspan for cell in row) for row in rows)
        fill_word(holder.add_table(len(rows), width), rows)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def fill_word(table: WordTable, rows: tuple[tuple[Cell, ...], ...]) -> None:
    taken: set[tuple[int, int]] = set()
    width = len(table.columns)
    cells = table._cells  # all at once: asking row by row builds them anew each time
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            span = {(r + i, c + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            taken |= span
            spot = cells[r * width + c]
            if len(span) > 1:
                last = (r + cell.rowspan - 1) * width + c + cell.colspan - 1
                spot = spot.merge(cells[last])
            spot.text = cell.text
            c += cell.colspan


@pytest.mark.parametrize("layout", [False, True], ids=["plain", "laid out in a table"])
def test_an_office_s_own_word_report_is_read(tmp_path: Path, layout: bool) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(word(PARTS, layout=layout))
    assert readings(path) == WANTED
    assert read_title(read_document(path)) == (AGENCY, YEAR)


def test_all_tables_on_one_sheet_are_told_apart_by_their_captions(tmp_path: Path) -> None:
    path = tmp_path / "一张表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("年报")
        at = 0
        for name, part in PARTS.items():
            sheet.write_string(at, 0, CAPTIONS[name])
            for row in grid_of(part):
                at += 1
                for column, text in enumerate(row):
                    sheet.write_string(at, column, text)
            at += 2
    assert readings(path) == WANTED


def grid_of(part: DataTable) -> list[list[str]]:
    """Return a table with each merged cell's text in all its places."""
    placed: dict[tuple[int, int], str] = {}
    rows = (*part.head, *part.rows)
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in placed:
                c += 1
            for i in range(cell.rowspan):
                for j in range(cell.colspan):
                    placed[r + i, c + j] = cell.text
            c += cell.colspan
    width = 1 + max(c for _, c in placed)
    return [[placed.get((r, c), "") for c in range(width)] for r in range(len(rows))]


def typeset(source: str, path: Path) -> Path:
    text = f'#set text(font: "Noto Sans SC", lang: "zh", size: 8pt)\n{source}'
    path.write_bytes(typst.compile(text.encode(), font_paths=[str(FONT_FILE.parent)]))
    return path


def escaped(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@=\-+/\[\]~'\"])", r"\\\1", text)


def ruled(part: DataTable) -> str:
    """Return a table with rules, its merged cells merged, that breaks over pages."""
    rows = (*part.head, *part.rows)
    width = max(sum(cell.colspan for cell in row) for row in rows)
    cells = "".join(
        f"table.cell(rowspan: {c.rowspan}, colspan: {c.colspan})[{escaped(c.text)}],\n"
        for row in rows
        for c in row
    )
    return f"#table(columns: {width}, stroke: 0.5pt,\n{cells})\n"


def test_a_pdf_with_tables_over_page_breaks_is_read(tmp_path: Path) -> None:
    source = f'#set page("a5", flipped: true)\n{escaped(TITLE)}\n\n' + "".join(
        f"{CAPTIONS[name]}\n\n{ruled(part)}\n" for name, part in PARTS.items()
    )
    path = typeset(source, tmp_path / "报告.pdf")
    document = read_document(path)
    assert len({part.place[:3] for part in document.parts}) > 1  # several pages
    assert readings(path) == WANTED
    assert read_title(document) == (AGENCY, YEAR)


def test_tables_of_a_pdf_that_touch_and_a_row_that_a_page_cuts_are_read(tmp_path: Path) -> None:
    """Nothing stands between the tables, their columns differ, and no rule closes a page's last row."""
    touching = "".join(ruled(part) for part in PARTS.values())
    open_ = touching.replace(
        "stroke: 0.5pt,",
        "stroke: (x, y) => (left: 0.5pt, right: 0.5pt, top: 0.5pt, bottom: none),",
    )
    source = (
        f'#set page("a5", flipped: true)\n#set block(spacing: 0pt)\n{escaped(TITLE)}\n\n{open_}'
    )
    path = typeset(source, tmp_path / "相接.pdf")
    assert len({grid.place[:3] for grid in read_document(path).grids}) == 2  # one runs over pages
    assert readings(path) == WANTED


def test_tables_of_a_pdf_without_rules_at_their_sides_and_end_are_read(tmp_path: Path) -> None:
    open_ = "stroke: (x, y) => (left: if x > 0 { 0.5pt }, top: 0.5pt),"
    source = f'#set page("a4", flipped: true)\n{escaped(TITLE)}\n\n' + "".join(
        f"{CAPTIONS[name]}\n\n{ruled(part)}\n" for name, part in PARTS.items()
    )
    path = typeset(source.replace("stroke: 0.5pt,", open_), tmp_path / "开口.pdf")
    assert readings(path) == WANTED


def test_words_of_a_drawing_are_no_sentence(tmp_path: Path) -> None:
    """The lines of a chart look like a table, and its labels and scale like one long cell."""
    labels = "予以公开 2 部分公开 3 不予公开：保护第三方合法权益 3 无法提供：本机关不掌握相关政府信息 1 其他处理 1 0 1 2 3 单位：件，其中"
    text = f"<p>{TITLE}</p><table><tr><td>图<td>{labels}</table>"
    assert audit(saved(tmp_path, "图.html", text)).claims == ()


def lines_of() -> str:
    """Return the tables as text without rules: what stands in a row's cells on one line."""
    out = [TITLE, "一、总体情况", "全年工作有序开展。"]
    for name, part in PARTS.items():
        out.append(CAPTIONS[name])
        out += [" ".join(cell.text for cell in row) for row in (*part.head, *part.rows)]
    return "\n".join(out)


def test_a_pdf_or_text_without_rules_is_read_by_its_labels(tmp_path: Path) -> None:
    text = lines_of()
    assert readings(saved(tmp_path, "无线.txt", text)) == WANTED
    source = " \\\n".join(map(escaped, text.splitlines()))
    path = typeset(f'#set page("a3", flipped: true)\n{source}', tmp_path / "无线.pdf")
    assert not read_document(path).grids
    assert readings(path) == WANTED


def test_figures_away_from_their_labels_are_given_to_them_only_where_no_other_fits(
    tmp_path: Path,
) -> None:
    lines = lines_of().splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("2.其他法律行政法规"))
    label, figures = lines[at].split(" ", 1)
    apart = [*lines[: at - 1], label[:8], label[8:], lines[at - 1], figures, *lines[at + 1 :]]
    found = read_tables(read_document(saved(tmp_path, "分.txt", "\n".join(apart))), YEAR)[1]
    assert found["table3"].stated == WANTED["table3"] and found["table3"].ordered
    twice = [*apart[: at + 2], figures, *apart[at + 2 :]]
    refused = read_tables(read_document(saved(tmp_path, "多.txt", "\n".join(twice))), YEAR)[1]
    assert refused["table3"].apart == (
        "三、本年度办理结果/（三）不予公开/2.其他法律行政法规禁止公开",
    )
    without = [line for line in apart if line not in (label[:8], label[8:])]
    missing = read_tables(read_document(saved(tmp_path, "缺.txt", "\n".join(without))), YEAR)[1]
    assert missing["table3"].missing == refused["table3"].apart


def test_the_form_of_2014_is_read_from_lines_of_text(tmp_path: Path) -> None:
    (part,) = tables(LIST, LIST_YEAR).values()
    lines = ["甲局政府信息公开情况统计表（2016年度）"]
    lines += [" ".join(cell.text for cell in row) for row in part.rows]
    found = audit(saved(tmp_path, "统计表.txt", "\n".join(lines)))
    assert (found.year, found.form) == (2016, "2014")
    assert found.tables["stats2014"].stated == stated(LIST)["stats2014"]
    assert found.refused == {}


def test_the_form_of_2014_with_numbers_in_a_column_of_their_own_and_a_local_row(
    tmp_path: Path,
) -> None:
    (part,) = tables(LIST, LIST_YEAR).values()
    rows = []
    for row in part.rows:
        number = re.match(r"(?:其中：|[一二三四五六七八九]、|（.）|\d\.)?", row[0].text)
        assert number is not None
        label = row[0].text[number.end() :]
        rows.append([number[0], label, row[1].text, row[2].text])
    rows.insert(5, ["6.", "广播电视公开政府信息数", "条", "7"])
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    head = "<tr><td>序号<td>统计指标<td>单位<td>统计数</tr>"
    found = audit(
        saved(
            tmp_path,
            "表.html",
            f"<h1>甲局2016年政府信息公开年度报告</h1><table>{head}{body}</table>",
        )
    )
    assert found.tables["stats2014"].stated == stated(LIST)["stats2014"]
    assert found.tables["stats2014"].added == ("6.广播电视公开政府信息数",)
    (labels,) = (c for c in found.checks if c.id == "ST-1")
    assert labels.state is State.WARN and "广播电视" in labels.message


HOSTILE = ("<!--" * 9_000, "<a " * 20_000, "<" * 30_000, '<div a="' * 9_000, "<?" * 9_000,
           "<![CDATA[" * 3_000, "<title>" * 400, "<script>" * 9_000, "&#" * 9_000, "1" * 30_000,
           "2023年政府信息公开" * 3_000, "2023年度工作情况" * 3_000, "其中1件、" * 2_000, "（" * 9_000, "1件合计" * 2_000, "|" * 20_000)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: t[:8])
def test_what_makes_parsers_slow_does_not_hold_the_audit_up(tmp_path: Path, text: str) -> None:
    """Each took minutes before it was made linear; the report around it is still read."""
    path = saved(tmp_path, "慢.html", f"<h1>甲局2023年政府信息公开工作年度报告</h1><p>{text}")
    found = audit(path)
    assert (found.agency, found.year) == ("甲局", 2023)


@pytest.mark.parametrize(("mark", "open_"), [("", ""), ("<p>草稿</p>", ""), ("", "未掌握")])
def test_a_draft_whose_cells_are_open_is_not_failed_for_them(
    tmp_path: Path, mark: str, open_: str
) -> None:
    table = re.sub(r"(<td[^>]*>(?:<[^>]+>)*)[\d.]+(?=<)", rf"\g<1>{open_}", html(PARTS["table3"]))
    assert table != html(PARTS["table3"])
    title = f"<h1>甲局{YEAR}年政府信息公开工作年度报告</h1>"
    found = audit(saved(tmp_path, "稿.html", f"{title}{mark}<p>{CAPTIONS['table3']}</p>{table}"))
    (blank,) = (c for c in found.checks if c.id == "T3-Z" and "175格" in c.message)
    assert (blank.state is State.WARN) == bool(mark or open_)


def test_a_word_report_is_read_with_its_tracked_changes_accepted(tmp_path: Path) -> None:
    document = docx.Document()
    who = 'w:author="科长" w:date="2024-01-31T09:00:00Z"'

    def add(paragraph: Paragraph, markup: str) -> None:
        spaced = markup.replace(" ", f" {nsdecls('w')} ", 1)
        paragraph._p.append(parse_xml(spaced.replace("WHO", who)))

    corrected = document.add_paragraph("全年受理")
    add(corrected, '<w:del w:id="1" WHO><w:r><w:delText>12</w:delText></w:r></w:del>')
    add(corrected, '<w:ins w:id="2" WHO><w:r><w:t>21</w:t></w:r></w:ins>')
    corrected.add_run("件，")
    corrected._p.get_or_add_pPr().append(
        parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="3" {who}/></w:rPr>')
    )
    held = document.add_paragraph("其中网络")
    add(held, '<w:moveFrom w:id="4" WHO><w:r><w:t>移走的话</w:t></w:r></w:moveFrom>')
    add(held, '<w:sdt w:id="5"><w:sdtContent><w:r><w:t>8</w:t></w:r></w:sdtContent></w:sdt>')
    add(held, '<w:fldSimple w:instr="DATE"><w:r><w:t>件。</w:t></w:r></w:fldSimple>')
    table = document.add_table(3, 2)
    for cell, text in zip(
        table._cells, ("项目", "件数", "删去的行", "1", "新收", "21"), strict=True
    ):
        cell.text = text
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="6" {who}/>'))
    document.save(str(tmp_path / "改过.docx"))
    read = read_document(tmp_path / "改过.docx")
    assert [part.text for part in read.parts if isinstance(part, Passage)] == [
        "全年受理21件，其中网络8件。"
    ]
    assert [part.rows for part in read.parts if isinstance(part, Grid)] == [
        (("项目", "件数"), ("新收", "21"))
    ]
