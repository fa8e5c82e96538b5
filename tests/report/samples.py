"""What pages are made of in tests: one of each component, the calls of the notebook, hostile text."""

from dataclasses import fields, replace
from functools import cache
from html.parser import HTMLParser

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

from conftest import SAMPLE
from gongkai.bundle import MIME
from gongkai.examined.examine import Report, build
from gongkai.narrative.content import FigureRun, Listing, Paragraph, Section, TextRun, WithheldRun
from gongkai.report import story
from gongkai.report.content.components import (
    Agenda,
    Cell,
    ChartBlock,
    DataTable,
    Dossier,
    Dossiers,
    EmptyBlock,
    FindingList,
    KeyFigure,
    Note,
    OwnNumbers,
    Provenance,
    Signature,
    Summary,
    Task,
    TitleBlock,
)
from gongkai.report.content.editions import BOTH, Edition, Shown
from gongkai.report.page.display import shown_json
from gongkai.report.page.page import render

FIGURE = FigureRun("29", "requests_received", "29", "收到申请数", "年内收到的申请", "29÷29")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>图</title></svg>'
HEAD = ((Cell("项目", header=True), Cell("数", header=True)),)
ROWS = ((Cell("甲", header=True, indent=1), Cell("3", "number", 0, "fees_yuan", "3")),)
TITLE = TitleBlock("某局", "2018年报告", 2018, "全年", "草稿", "示例数据")
TASKS = (Task("错误", "不是有效日期", "requests.csv 第3行", "请改正", "L-08"), Task("提示", "看过"))
DOSSIER = Dossier(
    "requests_received", "收到申请数", "29", "件", "29", (("定义", "年内收到"),),
    (("fact-fees_yuan", "费用3元"), ("", "无处可看")), (("overview-1", "一概述"),),
)  # fmt: skip
COMPONENTS = (
    TITLE,
    Agenda("须改正1件", TASKS),
    Summary((KeyFigure("收到", "29", "件", "requests_received", "29", "29/29"),)),
    Section(1, "一", "概述", "overview", (Paragraph((TextRun("文"), FIGURE, WithheldRun("缺"))),)),
    Section(
        2, "（一）", "公开", "open", (Listing(((TextRun("项", strong=True),),), ordered=True),)
    ),
    ChartBlock("c", "图题", "问？", SVG, "述", ("月", "数"), (("1月", "3"),), "件", "注"),
    EmptyBlock("图", "本年未发生"),
    DataTable("t", "表", HEAD, ROWS, "注", official=True),
    DataTable("u", "折叠表", HEAD, ROWS, folded=True),
    FindingList("问题", TASKS, "没有"),
    FindingList("问题", (), "没有问题"),
    Dossiers((DOSSIER, replace(DOSSIER, indicator="fees_yuan", text="3", raw="3"))),
    OwnNumbers((("own-1", "21", "全年21件。", "正文“概述”", "名册"),)),
    Signature("某局", "2019年2月12日", ("统计表",)),
    Provenance((("命令", "gongkai report x 2018"),)),
    Note((Paragraph((TextRun("说明"),)),)),
)


def notebook(*components, extra=(), editions=BOTH) -> nbformat.NotebookNode:
    shown = [shown_json(Shown(component, editions)) for component in components]
    group = {"kind": "group", "components": shown}
    output = new_output("display_data", data={MIME: group, "text/plain": "x"})
    return new_notebook(cells=[new_code_cell("secret_code()", outputs=[output]), *extra])


STEPS = (
    story.title, story.agenda, story.summary, *(lambda r, n=n: story.part(r, n) for n in range(7)),
    story.signature, story.form_table, story.check_annex, story.indicator_annex, story.comparison,
    story.data_notes,
)  # fmt: skip


def review_of(notebook: nbformat.NotebookNode) -> str:
    """Return the page that holds everything."""
    return render(notebook, Edition.REVIEW)


def notebook_of(report: Report) -> nbformat.NotebookNode:
    bundles = [step(report)._repr_mimebundle_() for step in STEPS]
    outputs = [new_output("display_data", data=bundle) for bundle in bundles]
    return new_notebook(cells=[new_code_cell("x", outputs=outputs)])


@cache
def sample_report(agency: str, year: int) -> Report:
    """Return the report of a year of the samples, built once for all tests of a worker."""
    return build(agency, year, SAMPLE)


@cache
def sample_notebook(agency: str, year: int) -> nbformat.NotebookNode:
    """Return what the notebook shows of that report, its charts drawn; to be read only."""
    return notebook_of(sample_report(agency, year))


class Elements(HTMLParser):
    """The tags and attributes of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def spoiled(value, payload: str):
    """Return the component with the payload in every text but ids, anchors, kinds and drawings."""
    kept = ("svg", "id", "anchor", "style", "align", "state", "number")
    if isinstance(value, str):
        return payload
    if isinstance(value, tuple):
        return tuple(spoiled(part, payload) for part in value)
    if hasattr(value, "__dataclass_fields__"):
        changes = {
            f.name: spoiled(getattr(value, f.name), payload)
            for f in fields(value)
            if f.name not in kept
        }
        return replace(value, **changes)
    return value
