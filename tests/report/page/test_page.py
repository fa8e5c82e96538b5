"""The page made from a notebook: what enters it, and what cannot."""

import base64
import hashlib
import html as escaping
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from samples import COMPONENTS, SVG, TITLE, Elements, notebook, review_of, spoiled
from traitlets.config import Config

import gongkai
from gongkai.bundle import MIME
from gongkai.errors import GongkaiError
from gongkai.narrative.content import FigureRun, Paragraph, Section, TextRun
from gongkai.report.content.components import (
    Cell,
    ChartBlock,
    Component,
    DataTable,
    Note,
    from_json,
    to_json,
)
from gongkai.report.page.contents import PageError
from gongkai.report.page.display import show, shown_json
from gongkai.report.page.drawing import MarkupError, own_svg
from gongkai.report.page.markup import html
from gongkai.report.page.page import _UNSETTLED

PAGE = review_of(notebook(*COMPONENTS))
TEMPLATES = Path(gongkai.__file__).parent / "report" / "page" / "templates"
PLAIN = HTMLExporter(
    template_name="gongkai",
    extra_template_basedirs=[str(TEMPLATES)],
    config=Config({"PagePreprocessor": {"edition": "review"}}),
)


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda c: type(c).__name__)
def test_a_component_survives_its_json(component) -> None:
    assert from_json(to_json(component)) == component


@pytest.mark.parametrize("kind", get_args(Component), ids=lambda k: k.__name__)
@settings(deadline=None, max_examples=30)  # the first draw builds the strategy
@given(data=st.data())
def test_any_component_survives_the_notebook_s_json(kind: type, data: st.DataObject) -> None:
    component = data.draw(st.from_type(kind))
    assert from_json(json.loads(json.dumps(to_json(component)))) == component


def test_the_frame_of_the_page() -> None:
    assert re.match(r'<!DOCTYPE html>\s*<html lang="zh-CN">', PAGE)
    assert "<title>某局2018年报告（审阅版）</title>" in PAGE
    assert 'class="review-edition draft-page"' in PAGE
    assert '<a href="#overview">一、概述</a>' in PAGE
    assert "secret_code" not in PAGE
    assert "<script" not in PAGE


def test_the_policy_allows_just_its_own_style() -> None:
    style = re.search(r"<style>(.*?)</style>", PAGE, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in PAGE
    assert PAGE.count("<style") == 1
    assert " style=" not in re.sub(r"<style>.*?</style>", "", PAGE, flags=re.DOTALL)


def test_nothing_is_fetched() -> None:
    for name, value in re.findall(r'\b(href|src|action|data|poster|srcset)="([^"]*)"', PAGE):
        assert value.startswith("#"), (name, value)
    assert all(u.startswith("data:font/") for u in re.findall(r"url\(([^)]*)\)", PAGE))
    assert "@import" not in PAGE


def test_the_style_sheet_is_small() -> None:
    assert (
        len(
            re.sub(r"@font-face\{.*?\}", "", re.search(r"<style>(.*?)</style>", PAGE, re.DOTALL)[1])
        )
        < 25_000
    )


def test_a_figure_carries_its_id_its_value_and_its_meaning() -> None:
    assert '<data data-indicator="requests_received" value="29">29</data>' in _sorted(PAGE)
    assert "年内收到的申请" in PAGE
    assert "29÷29" in PAGE


def _sorted(page: str) -> str:
    return re.sub(
        r'<data value="([^"]*)" data-indicator="([^"]*)"',
        r'<data data-indicator="\2" value="\1"',
        page,
    )


def test_tables_have_captions_and_scopes() -> None:
    for table in re.findall(r"<table.*?</table>", PAGE, re.DOTALL):
        assert "<caption>" in table
        assert not re.search(r"<th(?![^>]*scope=)[ >]", table)


PAYLOADS = [
    "<script>top.pwned=1</script>", "<img src=x onerror=alert(1)>", "</style><script>1</script>",
    "{{7*7}}", "{% raw %}", "<!--", "\"><svg onload=alert(1)>", "javascript:alert(1)", "&lt;b&gt;",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_stays_text_in_every_component(payload: str) -> None:
    page = review_of(notebook(*(spoiled(c, payload) for c in COMPONENTS)))
    assert "<script" not in page
    found = Elements(page)
    assert not {name for name in found.attributes if name.startswith("on")}
    assert not {"script", "img", "iframe", "object"} & found.tags
    assert page.count("<style") == 1
    assert payload in escaping.unescape(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))


@pytest.mark.parametrize(
    "inside",
    ["<script/>", '<g onclick="x"/>', '<use href="http://x"/>', '<g style="x"/>', "<foreignObject/>",
     '<rect fill="url(http://x)"/>', '<rect fill="url(#a) url(http://x)"/>', "<image/>", "<a/>",
     '<rect fill="u\\72l(http://x)"/>', '<rect class="skip"/>', '<rect tabindex="0"/>', "broken<",
     '<rect xmlns:q="http://q" q:onload="x"/>', '<g xmlns="http://www.w3.org/1999/xhtml"/>'],
)  # fmt: skip
def test_only_drawings_pass_as_svg(inside: str) -> None:
    with pytest.raises(MarkupError):
        own_svg(SVG.replace("</svg>", f"{inside}</svg>"))


@pytest.mark.parametrize(
    "inside", ["<!--><script>1</script>-->", "<?x ><script>1</script>?>",
               "<title><![CDATA[<script>1</script>]]></title>"],
)  # fmt: skip
def test_what_xml_hides_from_the_check_does_not_reach_a_browser(inside: str) -> None:
    drawn = own_svg(SVG.replace("</svg>", f"{inside}</svg>"))
    assert "script" not in Elements(drawn).tags
    assert not {"<script", "<!--", "<?"} & set(re.findall(r"<(?:script|!--|\?)", drawn))


def test_a_drawing_keeps_what_it_points_at_and_loses_other_ids() -> None:
    marks = '<defs><path id="m" d="M 0 0"/></defs><g id="lost"><use href="#m" x="1"/></g>'
    drawn = own_svg(SVG.replace("</svg>", f"{marks}</svg>"))
    assert 'id="m"' in drawn
    assert 'href="#m"' in drawn
    assert "lost" not in drawn
    assert own_svg(drawn.replace("viewbox", "viewBox")) == drawn  # HTML has no capitals


def test_a_drawing_says_once_what_its_words_share() -> None:
    words = (
        '<g><text font-family="\'Noto Sans SC\'" transform="rotate(-0 1.5 -2)">字</text></g>'
        '<text font-family="serif" transform="rotate(-90 1 2)">行</text>'
    )
    drawn = own_svg(
        SVG.replace("<svg", '<svg font-family="Noto Sans SC, serif"').replace(
            "</svg>", f"{words}</svg>"
        )
    )
    assert "<text>字</text>" in drawn
    assert '<text font-family="serif" transform="rotate(-90 1 2)">行</text>' in drawn


def test_an_analyst_s_own_prose_enters_sanitised() -> None:
    prose = "## 补充\n\n**重点** [站](https://a.cn) [坏](javascript:1) <b onclick=1>x</b> ![](http://a/b.png)"
    page = review_of(notebook(TITLE, extra=[new_markdown_cell(prose)]))
    assert "<h2>补充</h2>" in page
    assert "<strong>重点</strong>" in page
    assert 'href="https://a.cn"' in page
    assert "javascript:" not in page.replace("default-src", "")
    assert "harmful-link" not in page
    assert "<img" not in page
    assert "<b onclick" not in page


def test_notes_to_the_analyst_and_unknown_outputs_are_left_out() -> None:
    note = new_markdown_cell("给分析人员", metadata={"tags": ["note"]})
    widget = new_output(
        "display_data", data={"application/javascript": "alert(1)", "text/html": "<b>粗</b>"}
    )
    page = review_of(notebook(TITLE, extra=[note, new_code_cell("x", outputs=[widget])]))
    assert "给分析人员" not in page
    assert "alert" not in page
    assert "粗" not in page


def test_a_data_frame_enters_as_a_plain_table() -> None:
    frame = "<table onclick=1><tr><td colspan=2><script>1</script>甲</td></tr></table>"
    cell = new_code_cell("df", outputs=[new_output("execute_result", data={"text/html": frame})])
    page = review_of(notebook(TITLE, extra=[cell]))
    assert '<td colspan="2">甲</td>' in page
    assert "<script" not in page
    assert "onclick" not in page


@pytest.mark.parametrize(
    ("output", "told"),
    [
        (new_output("stream", name="stderr", text="Warning"), "警告输出"),
        (new_output("error", ename="ValueError", evalue="x", traceback=[]), "ValueError"),
    ],
)
def test_a_notebook_that_went_wrong_makes_no_page(output, told: str) -> None:
    with pytest.raises(PageError, match=told):
        review_of(notebook(TITLE, extra=[new_code_cell("x", outputs=[output])]))


def test_a_notebook_that_was_never_run_makes_no_page() -> None:
    with pytest.raises(PageError, match="请先执行"):
        review_of(new_notebook(cells=[]))


@pytest.mark.parametrize(
    "component",
    [{"kind": "Marquee"}, {"kind": "Section", "level": 1}, {"title": "无"}, 3,
     {"kind": "TextRun", "text": "不是成品", "strong": False}],
)  # fmt: skip
def test_content_of_another_version_is_not_dropped_silently(component) -> None:
    strange = notebook(TITLE)
    strange.cells[0].outputs[0].data[MIME]["components"].append(component)
    with pytest.raises(PageError, match="不认识"):
        review_of(strange)


def test_markup_refuses_a_kind_it_has_no_template_for() -> None:
    with pytest.raises(MarkupError, match="Marquee"):
        html(type("Marquee", (), {})())


@pytest.mark.parametrize("levels", [(2, 1), (1, 2, 3, 2, 1), (1, 2, 2), (2, 2), (0, 1)])
def test_the_contents_are_a_well_formed_list(levels: tuple[int, ...]) -> None:
    sections = [Section(level, "一", "题", f"a{n}", ()) for n, level in enumerate(levels)]
    contents = re.search(r"<nav.*?</nav>", review_of(notebook(TITLE, *sections)), re.DOTALL)
    assert contents
    assert contents[0].count("<ol>") == contents[0].count("</ol>")
    assert not re.search(r"<ol>\s*<ol>", contents[0])
    assert contents[0].count("<li>") == sum(level in (1, 2) for level in levels)


def test_a_character_the_font_lacks_is_named() -> None:
    with pytest.raises(GongkaiError, match=r"U\+1F600"):
        review_of(notebook(replace(TITLE, title="报告\U0001f600")))


@pytest.mark.parametrize(
    "words", ["公开", 'a "b" c', "it's <b>&amp;</b>", "two  blanks", "\u00a0é & <br>"]
)
def test_nbconvert_s_own_last_reading_would_change_nothing(words: str) -> None:
    said = [
        *COMPONENTS,
        replace(TITLE, notice=words),
        Note(
            (
                Paragraph(
                    (
                        TextRun(f"见 http://a.cn/b 或 b@a.cn {words}"),
                        TextRun("  ", strong=True),
                        FigureRun("3", "x", "3", words, words),
                    )
                ),
            )
        ),
        DataTable(
            "w",
            words,
            ((Cell(words, "head", 1, header=True),),),
            ((Cell(words, "number", 2, "x", "3", unit="件"),),),
        ),
    ]
    prose = new_markdown_cell(f"# 题\n\n[{words}](http://a.cn/?a=1&b=2)\n\n- *{words}*")
    made = notebook(*said, extra=(prose,))
    assert review_of(made) == PLAIN.from_notebook_node(made)[0]


def test_a_page_of_plain_words_is_not_read_once_more(
    page: str, review: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HTMLExporter, "from_notebook_node", lambda *_, **__: pytest.fail("read"))
    assert "<h1>" in review_of(notebook(*COMPONENTS))
    assert not any(
        p.search(made) for p in _UNSETTLED for made in (page, review)
    )  # nor is the sample report


def test_in_a_notebook_a_component_shows_itself_without_styles_scripts_or_what_is_hidden() -> None:
    shown = show(*COMPONENTS)
    assert set(shown._repr_mimebundle_()) == {MIME, "text/html", "text/plain"}
    outputs = shown.outputs
    carried = [part for o in outputs for part in o.data.get(MIME, {}).get("components", ())]
    assert carried == [shown_json(one) for one in shown.shown]
    html = "".join(o.data.get("text/html", "") for o in outputs)
    for hidden in ("<style", "<script", "<svg", "class=", "<data"):
        assert hidden not in html
    charts = [o for o in outputs if "image/svg+xml" in o.data]
    assert len(charts) == sum(isinstance(c, ChartBlock) for c in COMPONENTS)
    for chart in charts:
        assert "text/html" not in chart.data  # it would be preferred to the drawing
        assert chart.metadata["image/png"]["alt"] == chart.data["text/plain"]


def test_the_alt_text_of_each_chart_tells_what_its_table_holds(review: str) -> None:
    charts = re.findall(r'<figure class="chart-block".*?</figure>', review, re.DOTALL)
    told = [re.search(r"<desc[^>]*>(.*?)</desc>", chart)[1] for chart in charts]
    assert len(charts) == len(set(told)) >= 8
    for chart, alt in zip(charts, told, strict=True):
        title = re.search(r"<figcaption><b>(.*?)</b>", chart)[1]
        heads = re.findall(r'<th scope="col">(.*?)</th>', chart)
        rows = [
            re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
            for row in re.findall(r"<tr>(.*?)</tr>", chart.split("<tbody>")[1])
        ]
        assert alt.startswith(f"{title}。")
        for n, series in enumerate(heads[1:], start=1):
            numbers = {row[0]: int(row[n]) for row in rows}
            assert f"{series}共{sum(numbers.values())}" in alt
            if len(rows) * (len(heads) - 1) <= 24:
                (each,) = re.findall(f"{series}各为(.*?)。", alt)
                assert {k: int(v) for k, v in re.findall(r"([^，]+)：(\d+)", each)} == numbers
            else:
                top = max(numbers.values())
                assert f"，{top}" in alt or f"{series}全年为0" in alt
